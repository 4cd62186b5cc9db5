use core::fmt;

use crate::span::Span;

/// What a quotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum QuoteKind {
    /// Speech, in sentences of its own.
    Direct,
    /// A fragment of speech within a sentence of the narrator's: the plan was "a mistake".
    Partial,
    /// No speech: a title, a nickname, a word held at a distance.
    NotSpeech,
}

/// Why a quotation was given its speaker, or none: the strongest reason.
///
/// In the words of the Project Dialogism Novel Corpus (Vishnubhotla, Hammond and Hirst 2022), an *explicit* quotation
/// has its speaker's name in the reporting clause, an *anaphoric* one a pronoun or a noun phrase, an *implicit* one no
/// reporting clause; the last kind is split here by what takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Evidence {
    /// The label of a transcript names the speaker: "KERRY:".
    Label,
    /// A name is subject of the reporting clause: "said Kerry".
    Explicit,
    /// A pronoun is: "he said".
    Anaphoric,
    /// A noun phrase is: "a spokesman for the Pentagon said".
    Nominal,
    /// The speaker of the stretch or paragraph before goes on.
    Inherited,
    /// Subject of the narration beside it: *Emma rose.* "It is late."
    Beat,
    /// Addressed in the turn before: "What do you think, Emma?"
    Vocative,
    /// The two who talk take turns.
    Alternation,
    /// Most salient in the narration nearby; the weakest reason.
    Recency,
    /// The text does not tell, or the confidence lies below the caller's threshold.
    Unresolved,
    /// No speech, hence no speaker.
    NotSpeech,
}

/// How sure an attribution is: about the share of such attributions that are right, in thousandths.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Confidence(u16);

impl Confidence {
    pub(crate) const fn thousandths(thousandths: u16) -> Self {
        Self(thousandths)
    }

    /// What a probability is worth by these points, each a probability and how often such an answer is right; straight
    /// lines lie between them.
    pub(crate) fn calibrated(probability: f64, points: &[(f64, f64)]) -> Self {
        let next = points.iter().position(|&(p, _)| probability < p).unwrap_or(points.len() - 1).max(1);
        let ((p, a), (q, b)) = (points[next - 1], points[next]);
        let right = a + (probability - p) / (q - p) * (b - a);
        Self((right.clamp(0.0, 1.0) * 1000.0) as u16)
    }

    /// So many eighths of it.
    pub(crate) const fn in_eighths(self, eighths: u16) -> Self {
        Self((self.0 as u32 * eighths as u32 / 8) as u16)
    }

    /// Between 0.0 and 1.0.
    #[must_use]
    pub fn value(self) -> f32 {
        f32::from(self.0) / 1000.0
    }
}

impl fmt::Debug for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.value())
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.value())
    }
}

/// Identifies a speaker within one result: speakers are numbered in the order of their first quotations, after them those
/// who are only spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct SpeakerId(pub(crate) u32);

impl SpeakerId {
    /// Its place in [`Attributions::speakers`](crate::Attributions::speakers).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Somebody to whom at least one quotation is attributed, or addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Speaker {
    /// Its place in the list of speakers.
    pub id: SpeakerId,
    /// The canonical name: that of the cast, else the fullest name in the text, without titles where it has two words
    /// or more; for a speaker without a name, the noun phrase as it stands at its first mention.
    pub name: String,
    /// The other names in the text (those of the cast, where one is given).
    pub aliases: Vec<String>,
    /// The title that stands before the name most often: "Maj. Gen.".
    pub title: Option<String>,
    /// From the cast, the title, the pronouns that resolve_pronouns to the person, or the given name.
    pub gender: Gender,
    /// How many names and noun phrases in the text stand for this person, pronouns not counted.
    pub mentions: usize,
}

/// A quotation and who said it. All spans are bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuoteRecord {
    /// The quotation with its marks.
    pub span: Span,
    /// The quotation without its marks.
    pub inner: Span,
    /// How many quotations it stands in, those that are no speech counted.
    pub depth: u8,
    /// Whether its closing mark was found.
    pub closed: bool,
    /// Whether the pairing of its marks is a guess.
    pub doubtful: bool,
    /// Its marks.
    pub style: QuoteStyle,
    /// Speech, a fragment of speech, or no speech.
    pub kind: QuoteKind,
    /// Who said it.
    pub speaker: Option<SpeakerId>,
    /// The words that name the speaker there; none where no words do.
    pub mention: Option<Span>,
    /// The reporting verb or phrase.
    pub cue: Option<Span>,
    /// Why.
    pub evidence: Evidence,
    /// How sure the answer is: that it is this speaker, or that it is none. Where the threshold left a speaker out, how
    /// sure that one was.
    pub confidence: Confidence,
    /// To whom it is said, where the text tells: somebody is addressed by name within it, or the clause says so. At most
    /// two are told.
    pub addressees: [Option<SpeakerId>; 2],
    /// Stretches with the same number are one utterance, interrupted by a reporting clause or a paragraph break.
    pub utterance: u32,
}

/// The marks a quotation is written in, named by the opening one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum QuoteStyle {
    /// `"…"`
    Straight,
    /// `“…”`
    Curly,
    /// ``` ``…'' ``` and `''…''`
    TwoCharacter,
    /// `«…»` and `»…«`
    Guillemets,
    /// `„…“` and `„…”`
    LowHigh,
    /// `‘…’`
    SingleCurly,
    /// `'…'` and `` `…' ``
    SingleStraight,
    /// `‹…›`
    SingleGuillemets,
    /// `「…」` and `『…』`
    Corner,
    /// A dash before the speech, and nothing after it.
    Dash,
    /// No marks: the turn of a transcript, after the name of its speaker.
    Label,
}

impl QuoteStyle {
    /// Marks that may be apostrophes, or stand inside others.
    pub(crate) fn is_single(self) -> bool {
        matches!(self, Self::SingleCurly | Self::SingleStraight | Self::SingleGuillemets)
    }
}

/// The way a text marks speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum SpeechMarks {
    /// Double marks or guillemets, with single ones inside: `"…"`, `“…”`, `«…»`, `„…“`.
    #[default]
    Double,
    /// Single marks, with double ones inside: `‘…’`, `'…'`.
    Single,
    /// A dash at the start of the paragraph: `— …`.
    Dash,
    /// None, but the name of the speaker before each turn: `KERRY: …`.
    Labels,
}

/// Grammatical or natural gender, where the text or a list tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Gender {
    /// "he", "Mr.", "John".
    Male,
    /// "she", "Mrs.", "Mary".
    Female,
    /// Nothing tells.
    #[default]
    Unknown,
}

impl Gender {
    /// Not known to differ.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::Unknown {
            other
        } else {
            self
        }
    }
}
