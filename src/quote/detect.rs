//! Which marks a text sets around speech.

use crate::lexicon::lexicon::Lexicon;
use crate::quote::double::Before;
use crate::quote::mark::Marks;
use crate::quote::quotation::Quotation;
use crate::quote::{dash, double, label, single};
use crate::record::SpeechMarks;
use crate::util::steps;

/// So many paragraphs with marks tell the style of a text.
const SAMPLE: usize = 400;
/// And so many quotations of each of them.
const WITHIN: usize = 16;

/// The style of a text, and how sure it is: the share of its quotations that are in this style.
pub(crate) fn detect(text: &str, marks: &Marks<'_>, lexicon: &Lexicon) -> (SpeechMarks, f32) {
    let (mut doubles, mut singles, mut dashes, mut spoken) = (0usize, 0usize, 0usize, 0usize);
    let (mut open, mut quotes) = (Vec::new(), Vec::new());
    let mut seen = 0;
    for paragraph in marks.paragraphs() {
        if dash::opening(text, paragraph.span).is_some() {
            dashes += 1;
            spoken += usize::from(dash::sounds_like_speech(text, paragraph.span, lexicon));
        }
        if paragraph.doubles.is_empty() && paragraph.singles.is_empty() {
            continue;
        }
        quotes.clear();
        double::pair(text, paragraph, Before::default(), false, lexicon, &mut open, &mut quotes);
        let paired = quotes.len();
        single::find_outer(text, paragraph, false, false, lexicon, &mut quotes);
        let (double, single) = quotes.split_at(paired);
        let (double, single) = (&double[..double.len().min(WITHIN)], &single[..single.len().min(WITHIN)]);
        steps::count(double.len() * single.len());
        let sure = |q: &&Quotation| !q.doubtful;
        doubles += double.iter().filter(|d| !single.iter().any(|s| s.span.covers(d.span))).count();
        singles += single.iter().filter(sure).filter(|s| !double.iter().any(|d| d.span.covers(s.span))).count();
        seen += usize::from(!quotes.is_empty());
        if seen == SAMPLE {
            break;
        }
    }
    if let Some((turns, paragraphs)) = label::turns(text, marks) {
        return (SpeechMarks::Labels, turns as f32 / paragraphs as f32);
    }
    let share = |n: usize, others: usize| n as f32 / (n + others).max(1) as f32;
    // One paragraph may begin with a dash for many reasons; a clause or a question among them tells speech.
    if spoken > 0 && dashes > doubles + singles {
        (SpeechMarks::Dash, share(dashes, doubles + singles))
    } else if singles > doubles {
        (SpeechMarks::Single, share(singles, doubles + dashes))
    } else {
        (SpeechMarks::Double, share(doubles, singles))
    }
}
