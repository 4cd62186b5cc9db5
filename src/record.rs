//! The vocabulary of results: quotations, speakers, and what is said about them.

use core::cmp::Ordering;
use core::fmt;

use crate::span::Span;
use crate::util::named::named;

named! {
    /// What a quotation is.
    ///
    /// ```
    /// use inquit::{attribute_quotes, QuoteKind};
    /// let text = "\"We sail at noon,\" said Orne. He called the plan \"a mistake\" at once. \
    ///             The so-called \"quiet room\" was full.";
    /// let kinds: Vec<QuoteKind> = attribute_quotes(text).iter().map(|quote| quote.kind()).collect();
    /// assert_eq!(kinds, [QuoteKind::Direct, QuoteKind::Partial, QuoteKind::NotSpeech]);
    /// ```
    pub enum QuoteKind {
        /// Speech, in sentences of its own.
        Direct = "direct",
        /// A fragment of speech within a sentence of the narrator's: the plan was "a mistake".
        Partial = "partial",
        /// No speech: a title, a nickname, a scare quote.
        NotSpeech = "not-speech",
    }
}

named! {
    /// Why a quotation has its speaker, or no speaker: the strongest reason.
    ///
    /// In the terms of the Project Dialogism Novel Corpus (Vishnubhotla, Hammond and Hirst 2022), an *explicit*
    /// quotation has the name of its speaker in the reporting clause, an *anaphoric* one a pronoun or a noun phrase, an
    /// *implicit* one no reporting clause. Implicit quotations are told apart here by the evidence that replaces the
    /// clause.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Evidence};
    /// let found = attribute_quotes("\"It is late,\" said Hale. \"Go home.\" Judith Orne rose. \"You go,\" she said.");
    /// let evidence: Vec<Evidence> = found.iter().map(|quote| quote.evidence()).collect();
    /// assert_eq!(evidence, [Evidence::Explicit, Evidence::Inherited, Evidence::Anaphoric]);
    /// ```
    pub enum Evidence {
        /// The label of a transcript names the speaker: "KERRY:".
        Label = "label",
        /// A name is the subject of the reporting clause: "said Kerry".
        Explicit = "explicit",
        /// A pronoun is the subject: "he said".
        Anaphoric = "anaphoric",
        /// A noun phrase is the subject: "a spokesman for the Pentagon said".
        Nominal = "nominal",
        /// The speaker of the stretch or paragraph before goes on.
        Inherited = "inherited",
        /// A person acts in the narration beside it: *Emma rose.* "It is late."
        Beat = "beat",
        /// The speaker is addressed in a turn beside it: "What do you think, Emma?"
        Vocative = "vocative",
        /// Two people take turns.
        Alternation = "alternation",
        /// The speaker is the most salient person in the narration nearby; the weakest evidence.
        Recency = "recency",
        /// The text does not tell, or the confidence lies below the threshold of the caller.
        Unresolved = "unresolved",
        /// The quotation is no speech, hence it has no speaker.
        NotSpeech = "not-speech",
    }
}

named! {
    /// What kind of text a text is, which decides how it is read.
    ///
    /// In fiction the turns of a conversation are decided together. In news each quotation has the most probable source
    /// near it. The text tells its genre itself, unless [`AttributorBuilder::genre`](crate::AttributorBuilder::genre)
    /// does.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Genre};
    /// let novel = attribute_quotes("\"I am cold,\" said Emma. He gave her his coat.");
    /// assert_eq!(novel.genre(), Genre::Fiction);
    /// let article = attribute_quotes("On Monday the Senate in Oslo passed 12 of 15 bills. \"It works,\" Kerry said.");
    /// assert_eq!(article.genre(), Genre::News);
    /// ```
    pub enum Genre {
        /// Novels, stories, memoirs.
        Fiction = "fiction",
        /// News, reports, press releases.
        News = "news",
    }
}

named! {
    /// What a speaker is.
    ///
    /// ```
    /// use inquit::{attribute_quotes, SpeakerKind};
    /// let found = attribute_quotes(
    ///     "\"No,\" said Orne.\n\n\"Yes,\" said the old porter.\n\n\"Never,\" said the neighbours.\n\n\"Why?\" I asked.",
    /// );
    /// let kinds: Vec<SpeakerKind> = found.speakers().iter().map(|speaker| speaker.kind).collect();
    /// use SpeakerKind::{Described, Group, Narrator, Person};
    /// assert_eq!(kinds, [Person, Described, Group, Narrator]);
    /// ```
    pub enum SpeakerKind {
        /// A person with a name, or a character of the cast.
        Person = "person",
        /// Somebody without a name: "a spokesman for the Pentagon".
        Described = "described",
        /// An organisation, or a place that stands for its government: "Moscow".
        Organisation = "organisation",
        /// The "I" of the narration where no name is known for it.
        Narrator = "narrator",
        /// Several people who speak as one: "the neighbours", "the crowd".
        Group = "group",
    }
}

named! {
    /// The marks a quotation is written in, named after the opening one.
    ///
    /// ```
    /// use inquit::{find_quotes, QuoteStyle};
    /// let styles: Vec<QuoteStyle> = find_quotes("“No ‘maybes’ here.”").iter().map(|quote| quote.style).collect();
    /// assert_eq!(styles, [QuoteStyle::Curly, QuoteStyle::SingleCurly]);
    /// ```
    pub enum QuoteStyle {
        /// `"…"`
        Straight = "straight",
        /// `“…”`
        Curly = "curly",
        /// ``` ``…'' ``` and `''…''`
        TwoCharacter = "two-character",
        /// `«…»` and `»…«`
        Guillemets = "guillemets",
        /// `„…“` and `„…”`
        LowHigh = "low-high",
        /// `‘…’`
        SingleCurly = "single-curly",
        /// `'…'` and `` `…' ``
        SingleStraight = "single-straight",
        /// `‹…›`
        SingleGuillemets = "single-guillemets",
        /// `「…」` and `『…』`
        Corner = "corner",
        /// A dash before the speech, and nothing after it.
        Dash = "dash",
        /// No marks: the turn of a transcript, after the label that names its speaker.
        Label = "label",
    }
}

impl QuoteStyle {
    /// Whether these marks may be apostrophes, or stand inside of double ones.
    pub(crate) fn is_single(self) -> bool {
        matches!(self, Self::SingleCurly | Self::SingleStraight | Self::SingleGuillemets)
    }
}

named! {
    /// The convention by which a text marks speech.
    ///
    /// ```
    /// use inquit::{attribute_quotes, SpeechMarks};
    /// assert_eq!(attribute_quotes("‘I can’t,’ said Orne.").marks(), SpeechMarks::Single);
    /// assert_eq!(attribute_quotes("— I can't, said Orne.").marks(), SpeechMarks::Dash);
    /// ```
    #[derive(Default)]
    pub enum SpeechMarks {
        /// Double marks or guillemets, with single ones inside: `"…"`, `“…”`, `«…»`, `„…“`.
        #[default]
        Double = "double",
        /// Single marks, with double ones inside: `‘…’`, `'…'`.
        Single = "single",
        /// A dash at the start of the paragraph: `— …`.
        Dash = "dash",
        /// No marks, but a label with the name of the speaker before each turn: `KERRY: …`.
        Labels = "labels",
    }
}

named! {
    /// Grammatical or natural gender, where the text, a list or the caller tells it.
    ///
    /// Written as `male`, `female` and `unknown`. Read as well from the letters that annotated corpora use: `M`, `F`,
    /// and `U` or `X` for unknown, in either case.
    ///
    /// ```
    /// use inquit::Gender;
    /// assert_eq!(Gender::Female.to_string(), "female");
    /// assert_eq!("F".parse::<Gender>()?, Gender::Female);
    /// assert_eq!("x".parse::<Gender>()?, Gender::Unknown);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[derive(Default)]
    pub enum Gender {
        /// "he", "Mr.", "John".
        Male = "male" | "M" | "m",
        /// "she", "Mrs.", "Mary".
        Female = "female" | "F" | "f",
        /// Nothing tells.
        #[default]
        Unknown = "unknown" | "U" | "u" | "X" | "x",
    }
}

impl Gender {
    /// Whether the two are not known to differ.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    /// This gender, or the other one where this one is unknown.
    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::Unknown {
            other
        } else {
            self
        }
    }
}

/// How sure an answer is: a number from 0 to 1 with three decimals.
///
/// It is the posterior of this answer by the model, calibrated on annotated texts that the model had not seen: of the
/// answers with a confidence of 0.8, about 80 % are right.
///
/// ```
/// use inquit::attribute_quotes;
/// let found = attribute_quotes("\"It is late,\" said Mr. Hale.");
/// let confidence = found.records()[0].confidence;
/// assert!(confidence > 0.9 && confidence <= 1.0);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Confidence {
    /// At most 1000.
    thousandths: u16,
}

impl Confidence {
    /// The confidence nearest to `value`; `None` if `value` lies outside of 0.0 to 1.0 or is not a number.
    ///
    /// ```
    /// use inquit::Confidence;
    /// assert_eq!(Confidence::new(0.98765).unwrap().value(), 0.988);
    /// assert_eq!(Confidence::new(1.01), None);
    /// assert_eq!(Confidence::new(f64::NAN), None);
    /// ```
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        // OK because the product lies within 0 and 1000.
        (0.0..=1.0).contains(&value).then(|| Self::thousandths((value * 1000.0).round() as u16))
    }

    /// The value: the `f64` nearest to its three decimals, so that it prints as these.
    ///
    /// ```
    /// use inquit::Confidence;
    /// let confidence = Confidence::new(0.57).unwrap();
    /// assert_eq!(confidence.value(), 0.57);
    /// assert_eq!(confidence.value().to_string(), "0.57");
    /// ```
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.thousandths) / 1000.0
    }

    pub(crate) const fn thousandths(thousandths: u16) -> Self {
        Self { thousandths }
    }

    /// Maps a posterior to a confidence by linear interpolation between points (posterior, share of right answers).
    ///
    /// `points` has at least two items and ascends in the posterior.
    pub(crate) fn calibrated(posterior: f64, points: &[(f64, f64)]) -> Self {
        let next = points.iter().position(|&(p, _)| posterior < p).unwrap_or(points.len() - 1).max(1);
        let ((p, a), (q, b)) = (points[next - 1], points[next]);
        let right = a + (posterior - p) / (q - p) * (b - a);
        Self::thousandths((right.clamp(0.0, 1.0) * 1000.0) as u16)
    }

    /// This confidence times `eighths` / 8; `eighths` is at most 8.
    pub(crate) const fn in_eighths(self, eighths: u16) -> Self {
        Self::thousandths((self.thousandths as u32 * eighths as u32 / 8) as u16)
    }
}

/// With three decimals.
impl fmt::Debug for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.value())
    }
}

/// With two decimals; half of a hundredth is rounded up.
impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.thousandths + 5) / 10;
        f.pad(&format!("{}.{:02}", hundredths / 100, hundredths % 100))
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> Self {
        confidence.value()
    }
}

impl PartialEq<f64> for Confidence {
    fn eq(&self, other: &f64) -> bool {
        self.value() == *other
    }
}

impl PartialOrd<f64> for Confidence {
    fn partial_cmp(&self, other: &f64) -> Option<Ordering> {
        self.value().partial_cmp(other)
    }
}

/// As a number with at most three decimals.
#[cfg(feature = "serde")]
impl serde::Serialize for Confidence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

/// From a number within 0 and 1.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Confidence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        let refused = || {
            let found = serde::de::Unexpected::Float(value);
            <D::Error as serde::de::Error>::invalid_value(found, &"a number within 0 and 1")
        };
        Self::new(value).ok_or_else(refused)
    }
}

/// Identifies a speaker within one result.
///
/// Speakers are numbered in the order of their first quotations, and after them the people who are only addressed.
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Yes,\" said Hale.");
/// let id = found.records()[1].speaker.unwrap();
/// assert_eq!(found.speaker(id).unwrap().name, "Hale");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct SpeakerId(pub(crate) u32);

impl SpeakerId {
    /// The index of the speaker in [`Attributions::speakers`](crate::Attributions::speakers).
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Yes,\" said Hale.");
    /// assert_eq!(found.speakers()[1].id.index(), 1);
    /// ```
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Somebody to whom at least one quotation is attributed or addressed.
///
/// ```
/// use inquit::{attribute_quotes, Gender, SpeakerKind, Span};
/// let text = "Captain Ida Orne rose. \"No,\" said Orne.";
/// let found = attribute_quotes(text);
/// let orne = &found.speakers()[0];
/// assert_eq!((&*orne.name, &*orne.slug, orne.title.as_deref()), ("Ida Orne", "ida-orne", Some("Captain")));
/// assert_eq!(orne.aliases, ["Captain Ida Orne", "Orne"]);
/// assert_eq!((orne.gender, orne.kind), (Gender::Female, SpeakerKind::Person));
/// assert_eq!(orne.mention_spans, [Span::new(0, 16), Span::new(34, 38)]);
/// assert_eq!(orne.mentions, 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Speaker {
    /// Identifies the speaker within the result; its index in the list of speakers.
    pub id: SpeakerId,
    /// The canonical name: that of the cast, else the fullest of the names by which the text usually calls the speaker,
    /// without titles where it has two words or more. For a speaker without a name the noun phrase as it stands at its
    /// first mention, and `narrator` for the "I" of the narration.
    pub name: String,
    /// The name as an identifier, for file names, anchors and the like: lower-case ASCII letters, digits and hyphens,
    /// first a letter. Latin letters lose their accents. Unique within the result.
    ///
    /// It depends on the name alone, so that it stays the same from text to text; only where two speakers would have
    /// the same one, the later one gets a number, as in `orne-2`. A name without Latin letters becomes `speaker-` and a
    /// number in hexadecimal digits that depends on the name.
    pub slug: String,
    /// The other names in the text, or those of the cast where one is given.
    pub aliases: Vec<String>,
    /// The title that stands before the name most often: "Maj. Gen.".
    pub title: Option<String>,
    /// From the cast, the title, the pronouns that refer to the speaker, or the given name.
    pub gender: Gender,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// Number of mentions by a name, or by an alias of the cast; by noun phrases, for a speaker whom none of these
    /// name.
    ///
    /// At most the length of `mention_spans`, which has the noun phrases as well that the text links to a name.
    pub mentions: usize,
    /// The positions of the names and noun phrases in the text that stand for the speaker, in order. Pronouns are left
    /// out.
    pub mention_spans: Vec<Span>,
}

/// Another speaker who may have said a quotation.
///
/// ```
/// use inquit::attribute_quotes;
/// let text = "Emma and Ida sat by the fire. \"Why?\" asked Ida.\n\n\"Wait,\" said Emma.\n\n\
///             A knock came. \"Who is it?\" she said.";
/// let found = attribute_quotes(text);
/// let name = |id| &*found.speaker(id).unwrap().name;
/// let record = &found.records()[2];
/// let other = record.alternatives[0];
/// assert_eq!((record.speaker.map(name), name(other.speaker)), (Some("Ida"), "Emma"));
/// assert!((0.02..0.98).contains(&other.posterior));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Alternative {
    /// The speaker.
    pub speaker: SpeakerId,
    /// The probability by the model that it is this speaker, rounded to three decimals. It is not calibrated, other
    /// than [`Confidence`].
    pub posterior: f64,
}

/// A quotation and who said it, as plain data. All spans are bytes of the text, on character boundaries.
///
/// ```
/// use inquit::{attribute_quotes, Evidence, QuoteKind};
/// let text = "\"It rains, Ida,\" said Orne.";
/// let found = attribute_quotes(text);
/// let record = &found.records()[0];
/// assert_eq!((&text[record.span], &text[record.content]), ("\"It rains, Ida,\"", "It rains, Ida,"));
/// assert_eq!((record.kind, record.evidence), (QuoteKind::Direct, Evidence::Explicit));
/// assert_eq!(record.mention.map(|span| &text[span]), Some("Orne"));
/// assert_eq!(record.cue.map(|span| &text[span]), Some("said"));
/// let [orne, ida] = found.speakers() else { panic!() };
/// assert_eq!((record.speaker, &record.addressees[..]), (Some(orne.id), &[ida.id][..]));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct QuoteRecord {
    /// The quotation with its marks.
    pub span: Span,
    /// The quotation without its marks; lies within `span`.
    pub content: Span,
    /// The number of quotations it stands in, those that have no record counted.
    pub depth: u8,
    /// Whether its closing mark was found.
    pub closed: bool,
    /// Whether the pairing of its marks is a guess.
    pub doubtful: bool,
    /// Its marks.
    pub style: QuoteStyle,
    /// Speech, a fragment of speech, or no speech.
    pub kind: QuoteKind,
    /// The speaker; `None` where the text does not tell, and for what is no speech.
    pub speaker: Option<SpeakerId>,
    /// The words that name the speaker there; `None` where no words do.
    pub mention: Option<Span>,
    /// The reporting verb or phrase.
    pub cue: Option<Span>,
    /// The strongest reason for the answer.
    pub evidence: Evidence,
    /// How sure the answer is, be it a speaker or none. Where the threshold omitted a speaker, the confidence in that
    /// one.
    pub confidence: Confidence,
    /// The people it is said to, where the text tells: the speaker addresses them by name, or the clause says so. At
    /// most two.
    pub addressees: Vec<SpeakerId>,
    /// The next best speakers, best first: at most three, each with a posterior of at least 0.02, and each one a
    /// speaker or addressee of this result. Never `speaker` itself; where the threshold omitted a speaker, that one may
    /// be the first.
    pub alternatives: Vec<Alternative>,
    /// Stretches with the same number are one utterance, interrupted by a reporting clause or a paragraph break.
    ///
    /// The numbers of the outermost quotations never decrease. Speech within speech is an utterance of its own, with
    /// the next number; what is said around it may go on after it under the number before.
    pub utterance: u32,
}

#[cfg(test)]
mod tests {
    use super::{Confidence, Gender};

    #[test]
    fn a_confidence_is_the_nearest_thousandth() {
        for thousandths in 0..=1000 {
            let confidence = Confidence::thousandths(thousandths);
            assert_eq!(Confidence::new(confidence.value()), Some(confidence));
            assert_eq!(format!("{confidence:?}"), format!("{:.3}", confidence.value()));
            assert!(confidence == confidence.value() && confidence >= confidence.value());
            let hundredths: f64 = confidence.to_string().parse().unwrap();
            assert!((hundredths - confidence.value()).abs() < 0.005_001, "{confidence:?} as {confidence}");
        }
        for refused in [-0.000_1, 1.000_1, f64::NAN, f64::INFINITY] {
            assert_eq!(Confidence::new(refused), None);
        }
    }

    #[test]
    fn a_confidence_is_calibrated_by_interpolation() {
        let points = [(0.0, 0.1), (0.5, 0.3), (1.0, 0.9)];
        for (posterior, right) in [(0.0, 0.1), (0.25, 0.2), (0.5, 0.3), (0.75, 0.6), (1.0, 0.9)] {
            let confidence = Confidence::calibrated(posterior, &points).value();
            assert!((confidence - right).abs() <= 0.001, "{posterior} gives {confidence}");
        }
        assert_eq!(Confidence::thousandths(1000).in_eighths(7), 0.875);
    }

    #[test]
    fn an_unknown_gender_agrees_with_both() {
        let [male, female, unknown] = [Gender::Male, Gender::Female, Gender::Unknown];
        assert!(male.agrees(male) && male.agrees(unknown) && unknown.agrees(female) && !male.agrees(female));
        assert_eq!([unknown.or(male), female.or(male)], [male, female]);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_confidence_is_a_number() {
        assert_eq!(serde_json::to_string(&Confidence::thousandths(985)).unwrap(), "0.985");
        assert_eq!(serde_json::from_str::<Confidence>("0.985").unwrap(), Confidence::thousandths(985));
        assert_eq!(serde_json::from_str::<Confidence>("1").unwrap(), 1.0);
        for refused in ["1.5", "-0.1", "\"0.5\"", "null"] {
            assert!(serde_json::from_str::<Confidence>(refused).is_err(), "{refused}");
        }
    }
}
