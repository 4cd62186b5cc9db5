//! The engine: the stages in order.

use std::sync::Arc;

use crate::attribution::fiction::task::Passes;
use crate::attribution::weights::Weights;
use crate::attribution::{resolve, ResolverSettings};
use crate::cue::cue::Cues;
use crate::cue::reader::find_cues_in;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::lexicon::interner::Interner;
use crate::lexicon::lexicon::Lexicon;
use crate::mention::find::find_mentions_in;
use crate::mention::narration::Mentions;
use crate::output::attributions::Attributions;
use crate::people::alias::AliasMatcher;
use crate::people::build::{link_people, LinkedMentions};
use crate::people::cast::Cast;
use crate::quote::finder::Finder;
use crate::record::{Confidence, SpeechMarks};
use crate::span::Span;
use crate::token::tokenize::tokenize_in;
use crate::token::tokens::TokenBuffers;
use crate::util::ids::Column;

/// Attributes quotations; built once, used for any number of texts.
///
/// Cheap to clone, `Send + Sync`; it holds no state between texts, so the same text always gets the same answer.
///
/// ```
/// use inquit::Attributor;
/// let attributor = Attributor::builder().cue_verb("grokked").build()?;
/// let found = attributor.attribute("\"I see,\" Hale grokked.");
/// assert_eq!(found.iter().next().unwrap().speaker().unwrap().name, "Hale");
/// # Ok::<(), inquit::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Attributor {
    engine: Arc<Engine>,
}

/// Memory that one attribution leaves to the next; see [`Attributor::attribute_with`].
///
/// It holds no text and no speaker, only numbers, in as much room as the longest text took.
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: TokenBuffers,
    mentions: Mentions,
    cues: Cues,
}

#[derive(Debug)]
struct Engine {
    /// None: that of the lists.
    lexicon: Option<Lexicon>,
    cast: Option<(Cast, AliasMatcher)>,
    threshold: Confidence,
    passes: Passes,
    /// None: the text tells.
    marks: Option<SpeechMarks>,
    /// None: those that come with the crate.
    weights: Option<Arc<Weights>>,
}

impl Engine {
    fn weights(&self) -> &Weights {
        self.weights.as_deref().unwrap_or_else(|| Weights::standard())
    }

    fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_ref().unwrap_or_else(|| Lexicon::standard())
    }
}

impl Default for Attributor {
    fn default() -> Self {
        Self {
            engine: Arc::new(Engine {
                lexicon: None,
                cast: None,
                threshold: Confidence::thousandths(0),
                passes: Passes::Two,
                marks: None,
                weights: None,
            }),
        }
    }
}

impl Attributor {
    /// An attributor without cast and threshold, as [`attribute_quotes`](crate::attribute_quotes) uses it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a cast, cue verbs or a threshold.
    #[must_use]
    pub fn builder() -> AttributorBuilder {
        AttributorBuilder::default()
    }

    /// Finds every quotation of `text` and who said it.
    ///
    /// Never fails and never panics, whatever the text. Time is linear in the text.
    #[must_use]
    pub fn attribute<'t>(&self, text: &'t str) -> Attributions<'t> {
        self.attribute_with(&mut Scratch::default(), text)
    }

    /// The same in memory that is used again for the next text: less work for the allocator where there are many.
    ///
    /// The answer does not depend on what was read before.
    ///
    /// ```
    /// use inquit::{Attributor, Scratch};
    /// let (attributor, mut scratch) = (Attributor::new(), Scratch::default());
    /// for text in ["\"No,\" said Hale.", "\"Yes,\" said Orne."] {
    ///     assert_eq!(attributor.attribute_with(&mut scratch, text).len(), 1);
    /// }
    /// ```
    #[must_use]
    pub fn attribute_with<'t>(&self, scratch: &mut Scratch, text: &'t str) -> Attributions<'t> {
        let cast = self.engine.cast.as_ref().map(|(cast, index)| (cast, index));
        self.run(scratch, text, cast)
    }

    /// The same with the cast of this one text, in place of the builder's.
    #[must_use]
    pub fn attribute_with_cast<'t>(&self, text: &'t str, cast: &Cast) -> Attributions<'t> {
        let index = AliasMatcher::new(cast, self.engine.lexicon());
        self.run(&mut Scratch::default(), text, Some((cast, &index)))
    }

    fn run<'t>(&self, scratch: &mut Scratch, text: &'t str, cast: Option<(&Cast, &AliasMatcher)>) -> Attributions<'t> {
        let (document, linked, marks, share) = self.read(scratch, text, cast);
        let Engine { passes, threshold, .. } = *self.engine;
        let settings = ResolverSettings { weights: self.engine.weights(), passes, threshold };
        let (records, speakers) = resolve(&document, linked, cast.map(|(cast, _)| cast), &settings);
        let Document { tokens, mentions, cues, .. } = document;
        *scratch = Scratch { tokens: tokens.into_buffers(), mentions, cues };
        Attributions::new(text, marks, share, records, speakers)
    }

    #[cfg(feature = "train")]
    pub(crate) fn read_with_cast<'s>(
        &'s self,
        text: &'s str,
        cast: Option<&Cast>,
    ) -> (Document<'s>, LinkedMentions, SpeechMarks, f32) {
        let index = cast.map(|cast| AliasMatcher::new(cast, self.engine.lexicon()));
        self.read(&mut Scratch::default(), text, cast.zip(index.as_ref()))
    }

    /// All stages before the resolver, and how the text marks speech.
    fn read<'s>(
        &'s self,
        scratch: &mut Scratch,
        text: &'s str,
        cast: Option<(&Cast, &AliasMatcher)>,
    ) -> (Document<'s>, LinkedMentions, SpeechMarks, f32) {
        let Scratch { tokens, mentions, cues } = core::mem::take(scratch);
        let lexicon = self.engine.lexicon();
        let interner = cast.map_or_else(|| Interner::new(lexicon), |(_, index)| index.interner(lexicon));
        let tokens = tokenize_in(tokens, text, interner);
        let paragraphs: Vec<Span> = tokens.paragraphs().collect();
        let finder = Finder::new(text, &paragraphs, lexicon);
        let (marks, share) = self.engine.marks.map_or_else(|| finder.detect(), |marks| (marks, 1.0));
        let quotations = Column::from(finder.find(marks));
        let aliases = cast.map_or_else(Vec::new, |(_, index)| index.matches(&tokens));
        let names = aliases.iter().filter(|a| !a.descriptive).map(|a| a.words);
        let labels = quotations.iter().filter_map(|q| q.label).map(|label| tokens.words_in(label));
        let given: Vec<_> = names.chain(labels).collect();
        let mentions = find_mentions_in(mentions, &tokens, quotations.as_slice(), &given);
        let linked = link_people(&tokens, &mentions, cast, &aliases);
        let cues = find_cues_in(cues, &tokens, &mentions);
        (Document { tokens, quotations, mentions, cues }, linked, marks, share)
    }
}

/// Configures an [`Attributor`]; see [`Attributor::builder`].
#[derive(Clone, Debug, Default)]
pub struct AttributorBuilder {
    cast: Option<Cast>,
    cue_verbs: Vec<String>,
    threshold: f32,
    single_pass: bool,
    marks: Option<SpeechMarks>,
    weights: Option<Arc<Weights>>,
}

impl AttributorBuilder {
    /// The people of the texts, with their narrator, for every call that gives no other cast.
    pub fn cast(&mut self, cast: Cast) -> &mut Self {
        self.cast = Some(cast);
        self
    }

    /// One more reporting verb, in the form in which texts use it ("grokked"). It counts as sure a cue as "said".
    pub fn cue_verb(&mut self, verb: impl Into<String>) -> &mut Self {
        self.cue_verbs.push(verb.into());
        self
    }

    /// Speakers less sure than this are left out: their quotations have no speaker, and the evidence
    /// [`Unresolved`](crate::Evidence::Unresolved). Between 0.0, the default, and 1.0.
    pub fn threshold(&mut self, confidence: f32) -> &mut Self {
        self.threshold = confidence;
        self
    }

    /// Whether tales are decided in a single pass: faster, and less right where speech has no reporting clause, since the
    /// second pass knows from the first who speaks how much, with whom, and in which words. Reports take one pass anyway.
    pub fn single_pass(&mut self, single_pass: bool) -> &mut Self {
        self.single_pass = single_pass;
        self
    }

    /// How the texts mark speech, where that is known; otherwise each text tells.
    pub fn marks(&mut self, marks: SpeechMarks) -> &mut Self {
        self.marks = Some(marks);
        self
    }

    /// Other weights than those that come with the crate.
    #[cfg(feature = "train")]
    pub fn weights(&mut self, weights: Weights) -> &mut Self {
        self.weights = Some(Arc::new(weights));
        self
    }

    /// The attributor.
    ///
    /// # Errors
    /// The threshold is not within 0.0 and 1.0, or a cue verb is not one word of letters.
    pub fn build(&self) -> Result<Attributor, Error> {
        if !(0.0..=1.0).contains(&self.threshold) {
            return Err(ErrorKind::Threshold { value: self.threshold }.into());
        }
        let word = |verb: &&String| verb.is_empty() || !verb.chars().all(|c| c.is_alphabetic() || c == '-');
        if let Some(verb) = self.cue_verbs.iter().find(word) {
            return Err(ErrorKind::CueVerb { verb: verb.clone() }.into());
        }
        let standard = Lexicon::standard();
        let verbs = self.cue_verbs.iter().map(String::as_str);
        let lexicon = (!self.cue_verbs.is_empty()).then(|| standard.with_cue_verbs(verbs));
        let cast = self.cast.clone().map(|cast| {
            let index = AliasMatcher::new(&cast, lexicon.as_ref().unwrap_or(standard));
            (cast, index)
        });
        let threshold = Confidence::thousandths((self.threshold * 1000.0).round() as u16);
        Ok(Attributor {
            engine: Arc::new(Engine {
                lexicon,
                cast,
                threshold,
                passes: if self.single_pass { Passes::One } else { Passes::Two },
                marks: self.marks,
                weights: self.weights.clone(),
            }),
        })
    }
}

/// Finds every quotation of `text` and who said it, without cast and threshold.
///
/// Never fails and never panics, whatever the text. Time is linear in the text.
///
/// ```
/// let found = inquit::attribute_quotes("\"It is late,\" said Mr. Hale. She nodded.");
/// let quote = found.iter().next().unwrap();
/// assert_eq!(quote.text(), "It is late,");
/// assert_eq!(quote.speaker().unwrap().name, "Mr. Hale");
/// assert_eq!(quote.cue_text(), Some("said"));
/// ```
#[must_use]
pub fn attribute_quotes(text: &str) -> Attributions<'_> {
    Attributor::new().attribute(text)
}
