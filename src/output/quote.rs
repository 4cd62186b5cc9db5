//! A quotation in its text.

use core::fmt;

use crate::output::parts::Parts;
use crate::record::{Confidence, Evidence, QuoteKind, QuoteRecord, QuoteStyle, Speaker};
use crate::span::Span;

/// A quotation in its text: a [`QuoteRecord`] whose spans have become texts and whose ids have become speakers.
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne.");
/// let quote = found.get(0).unwrap();
/// assert_eq!((quote.as_str(), quote.content()), ("\"No,\"", "No,"));
/// assert_eq!(quote.speaker().unwrap().name, "Orne");
/// assert_eq!(format!("{quote:?}"), r#"Quote { span: 0..5, text: "\"No,\"", speaker: Some("Orne") }"#);
/// ```
#[derive(Clone, Copy)]
pub struct Quote<'a, 't> {
    text: &'t str,
    parts: &'a Parts,
    /// An index of `parts.records`.
    index: usize,
}

impl<'a, 't> Quote<'a, 't> {
    /// The quotation at an index of `parts.records`.
    pub(crate) fn get(text: &'t str, parts: &'a Parts, index: usize) -> Option<Self> {
        (index < parts.records.len()).then_some(Self { text, parts, index })
    }

    /// The record: the same as plain data.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne.");
    /// assert_eq!(found.get(0).unwrap().record(), &found.records()[0]);
    /// ```
    #[must_use]
    pub fn record(&self) -> &'a QuoteRecord {
        &self.parts.records[self.index]
    }

    /// Where the quotation stands, its marks included.
    ///
    /// ```
    /// let text = "He said: \"No.\"";
    /// let found = inquit::attribute_quotes(text);
    /// assert_eq!(&text[found.get(0).unwrap().span()], "\"No.\"");
    /// ```
    #[must_use]
    pub fn span(&self) -> Span {
        self.record().span
    }

    /// Where its content stands: what lies between the marks.
    ///
    /// ```
    /// let text = "He said: \"No.\"";
    /// let found = inquit::attribute_quotes(text);
    /// assert_eq!(&text[found.get(0).unwrap().content_span()], "No.");
    /// ```
    #[must_use]
    pub fn content_span(&self) -> Span {
        self.record().content
    }

    /// The content: the text between the marks.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("He said: “No.”");
    /// assert_eq!(found.get(0).unwrap().content(), "No.");
    /// ```
    #[must_use]
    pub fn content(&self) -> &'t str {
        &self.text[self.record().content]
    }

    /// The whole quotation, its marks included.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("He said: “No.”");
    /// assert_eq!(found.get(0).unwrap().as_str(), "“No.”");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        &self.text[self.record().span]
    }

    /// Speech, a fragment of speech, or no speech.
    ///
    /// ```
    /// use inquit::{attribute_quotes, QuoteKind};
    /// let found = attribute_quotes("The so-called \"quiet room\" was full.");
    /// assert_eq!(found.get(0).unwrap().kind(), QuoteKind::NotSpeech);
    /// ```
    #[must_use]
    pub fn kind(&self) -> QuoteKind {
        self.record().kind
    }

    /// The marks it is written in.
    ///
    /// ```
    /// use inquit::{attribute_quotes, QuoteStyle};
    /// let found = attribute_quotes("«No,» said Orne.");
    /// assert_eq!(found.get(0).unwrap().style(), QuoteStyle::Guillemets);
    /// ```
    #[must_use]
    pub fn style(&self) -> QuoteStyle {
        self.record().style
    }

    /// The number of quotations it stands in: 0 for an outermost one.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"He told me, 'Go home!' and left,\" said Orne.");
    /// let depths: Vec<u8> = found.iter().map(|quote| quote.depth()).collect();
    /// assert_eq!(depths, [0, 1]);
    /// ```
    #[must_use]
    pub fn depth(&self) -> u8 {
        self.record().depth
    }

    /// Whether its closing mark was found. If not, it ends with its paragraph, or before the next opening mark.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("Orne shouted: \"Out!\n\n\"No,\" said Hale.");
    /// let closed: Vec<bool> = found.iter().map(|quote| quote.is_closed()).collect();
    /// assert_eq!(closed, [false, true]);
    /// ```
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.record().closed
    }

    /// Whether the pairing of its marks is a guess.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("Orne shouted: \"Out!\n\nHale said, \"No.\"");
    /// let doubtful: Vec<bool> = found.iter().map(|quote| quote.is_doubtful()).collect();
    /// assert_eq!(doubtful, [true, false]);
    /// ```
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.record().doubtful
    }

    /// The speaker; `None` where the text does not tell, and for what is no speech.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne. The so-called \"quiet room\" was full.");
    /// let speakers: Vec<_> = found.iter().map(|quote| quote.speaker().map(|speaker| &*speaker.name)).collect();
    /// assert_eq!(speakers, [Some("Orne"), None]);
    /// ```
    #[must_use]
    pub fn speaker(&self) -> Option<&'a Speaker> {
        self.record().speaker.map(|id| &self.parts.speakers[id.index()])
    }

    /// Where the words stand that name the speaker for this quotation.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Span};
    /// let found = attribute_quotes("\"No,\" said Orne. \"Never.\"");
    /// assert_eq!(found.get(0).unwrap().mention(), Some(Span::new(11, 15)));
    /// ```
    #[must_use]
    pub fn mention(&self) -> Option<Span> {
        self.record().mention
    }

    /// The words that name the speaker for this quotation: a name, a pronoun, a noun phrase.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("Ida Orne rose. \"No,\" she said.");
    /// let quote = found.get(0).unwrap();
    /// assert_eq!((quote.mention_text(), &*quote.speaker().unwrap().name), (Some("she"), "Ida Orne"));
    /// ```
    #[must_use]
    pub fn mention_text(&self) -> Option<&'t str> {
        self.mention().map(|span| &self.text[span])
    }

    /// Where the reporting verb or phrase stands.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Span};
    /// let found = attribute_quotes("\"No,\" said Orne. \"Never.\"");
    /// assert_eq!(found.get(0).unwrap().cue(), Some(Span::new(6, 10)));
    /// ```
    #[must_use]
    pub fn cue(&self) -> Option<Span> {
        self.record().cue
    }

    /// The reporting verb or phrase.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("According to Orne, the plan is \"a mistake\".");
    /// assert_eq!(found.get(0).unwrap().cue_text(), Some("According to"));
    /// ```
    #[must_use]
    pub fn cue_text(&self) -> Option<&'t str> {
        self.cue().map(|span| &self.text[span])
    }

    /// The strongest reason for the answer.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Evidence};
    /// let found = attribute_quotes("\"No,\" said Orne.");
    /// assert_eq!(found.get(0).unwrap().evidence(), Evidence::Explicit);
    /// ```
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        self.record().evidence
    }

    /// How sure the answer is, be it a speaker or none.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne.\n\n\"Then go.\"");
    /// let confidence: Vec<_> = found.iter().map(|quote| quote.confidence()).collect();
    /// assert!(confidence[0] > confidence[1]);
    /// ```
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        self.record().confidence
    }

    /// The people it is said to, where the text tells; at most two.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"Come, Emma,\" said Hale to Orne.");
    /// let names: Vec<&str> = found.get(0).unwrap().addressees().map(|person| &*person.name).collect();
    /// assert_eq!(names, ["Emma", "Orne"]);
    /// ```
    pub fn addressees(&self) -> impl DoubleEndedIterator<Item = &'a Speaker> + ExactSizeIterator {
        let Self { parts, .. } = *self;
        self.record().addressees.iter().map(move |id| &parts.speakers[id.index()])
    }

    /// The next best speakers with their posteriors, best first; at most three, each of them with 0.02 or more.
    ///
    /// A posterior is the probability that the model gives, from 0.0 to 1.0 with three decimals. It is not calibrated.
    ///
    /// ```
    /// let text = "Emma and Ida sat by the fire. \"Why?\" asked Ida.\n\n\"Wait,\" said Emma.\n\n\
    ///             A knock came. \"Who is it?\" she said.";
    /// let found = inquit::attribute_quotes(text);
    /// let quote = found.get(2).unwrap();
    /// let (other, posterior) = quote.alternatives().next().unwrap();
    /// assert_eq!((&*quote.speaker().unwrap().name, &*other.name), ("Ida", "Emma"));
    /// assert!((0.02..0.98).contains(&posterior));
    /// ```
    pub fn alternatives(&self) -> impl DoubleEndedIterator<Item = (&'a Speaker, f64)> + ExactSizeIterator {
        let Self { parts, .. } = *self;
        self.record().alternatives.iter().map(move |other| (&parts.speakers[other.speaker.index()], other.posterior))
    }

    /// The number of its utterance: the same for stretches that only a reporting clause or a paragraph break
    /// interrupts.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne, \"not today.\" \"Why?\" asked Hale.");
    /// let utterances: Vec<u32> = found.iter().map(|quote| quote.utterance()).collect();
    /// assert_eq!(utterances, [0, 0, 1]);
    /// ```
    #[must_use]
    pub fn utterance(&self) -> u32 {
        self.record().utterance
    }

    /// The quotations directly within this one, in order.
    ///
    /// ```
    /// let text = "\"He said, 'She told me, “Go!” and left.' Then he said, 'Stay!' to me,\" said Orne.";
    /// let found = inquit::attribute_quotes(text);
    /// let children: Vec<&str> = found.get(0).unwrap().children().map(|quote| quote.content()).collect();
    /// assert_eq!(children, ["She told me, “Go!” and left.", "Stay!"]);
    /// ```
    pub fn children(&self) -> impl Iterator<Item = Quote<'a, 't>> {
        let Self { text, parts, index } = *self;
        // Records are nested or disjoint and in order: what begins within this one lies within it.
        let within = move |index: usize, outer: Span| {
            Self::get(text, parts, index).filter(|quote| quote.span().start < outer.end)
        };
        let span = self.span();
        let mut next = index + 1;
        core::iter::from_fn(move || {
            let child = within(next, span)?;
            next += 1;
            while within(next, child.span()).is_some() {
                next += 1;
            }
            Some(child)
        })
    }
}

/// The span, the text with its marks, and the name of the speaker.
impl fmt::Debug for Quote<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let speaker = self.speaker().map(|speaker| speaker.name.as_str());
        let mut quote = f.debug_struct("Quote");
        quote.field("span", &self.span()).field("text", &self.as_str()).field("speaker", &speaker).finish()
    }
}
