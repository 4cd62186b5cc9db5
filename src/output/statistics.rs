//! Counts over one result or many: how much is said, by whom, and to whom.
//!
//! Only outermost speech counts, that is [`Attributions::speech`]: the words of a quotation nested in speech are words
//! of the speech around it. Titles and scare quotes are narration.
//!
//! A **word** is a [token](crate::tokenize) that is a word, a number or an abbreviation. "Mr. Orne's" and "well-known
//! men" have 2 words each, "didn't" and "1,200" have 1. A word belongs to the speech or narration in which it begins.
//!
//! ```
//! use inquit::statistics::Statistics;
//! use inquit::Gender;
//! let text = "“Not today, Ida,” said Mr. Hale. “Never.”\n\n“Why?” she asked.";
//! let statistics = Statistics::of(&inquit::attribute_quotes(text));
//! let mut report = String::new();
//! for speaker in statistics.by_words() {
//!     let share = speaker.speech.share_of(statistics.speech());
//!     report += &format!("{} {} ({:.0} %)\n", speaker.name, speaker.speech.words, 100.0 * share);
//! }
//! assert_eq!(report, "Mr. Hale 4 (80 %)\nIda 1 (20 %)\n");
//! assert_eq!(statistics.of_gender(Gender::Female).words, 1);
//! assert_eq!(statistics.narration_words(), 5);
//! ```

use core::fmt;
use core::iter::Sum;
use core::ops::{Add, AddAssign};
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::output::attributions::Attributions;
use crate::record::{Gender, Speaker, SpeakerKind};
use crate::span::Span;
use crate::token::tokenize::tokenize;
use crate::token::tokens::TokenKind;

/// A number of quotations, and the words in them.
///
/// ```
/// use inquit::statistics::{Statistics, Tally};
/// let statistics = Statistics::of(&inquit::attribute_quotes("“No,” said Orne. “Not today.” “Why?” asked Hale."));
/// let [orne, hale] = statistics.speakers() else { panic!() };
/// assert_eq!((orne.speech.quotations, orne.speech.words), (2, 3));
/// assert_eq!([orne.speech, hale.speech].into_iter().sum::<Tally>(), statistics.speech());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Tally {
    /// Number of quotations: of stretches between two marks.
    pub quotations: usize,
    /// Number of words.
    pub words: usize,
}

impl Tally {
    /// The share of the words of `whole` that these are; 0.0 if that has no words.
    ///
    /// ```
    /// use inquit::statistics::{Statistics, Tally};
    /// let statistics = Statistics::of(&inquit::attribute_quotes("“No,” said Orne. “Not today.” “Why?” asked Hale."));
    /// assert_eq!(statistics.speakers()[0].speech.share_of(statistics.speech()), 0.75);
    /// assert_eq!(Tally::default().share_of(Tally::default()), 0.0);
    /// ```
    #[must_use]
    pub fn share_of(self, whole: Self) -> f64 {
        if whole.words == 0 {
            0.0
        } else {
            self.words as f64 / whole.words as f64
        }
    }
}

/// Saturates, since what is read back may hold any number.
impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            quotations: self.quotations.saturating_add(other.quotations),
            words: self.words.saturating_add(other.words),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

/// Whether speakers of several documents are one.
///
/// ```
/// use inquit::statistics::{Identity, Statistics};
/// let count = |identity| {
///     let mut statistics = Statistics::new(identity);
///     statistics.extend(&["“No,” said Ida Orne.", "“Why?” asked Ida Orne."].map(inquit::attribute_quotes));
///     statistics.speakers().len()
/// };
/// assert_eq!((count(Identity::Document), count(Identity::Name)), (2, 1));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Identity {
    /// Each document has speakers of its own.
    #[default]
    Document,
    /// Speakers with the same [canonical name](Speaker::name) are one: for the chapters of a book, or for documents
    /// that were attributed with one cast. "The porter" of one document is then "the porter" of another, and so is the
    /// narrator.
    Name,
}

/// What a speaker says.
///
/// ```
/// use inquit::statistics::{Identity, Statistics};
/// use inquit::{Gender, SpeakerKind};
/// let mut statistics = Statistics::new(Identity::Name);
/// for text in ["“No.”", "“No,” said Mrs. Orne.", "“It rains,” said Mrs. Orne."] {
///     statistics.add(&inquit::attribute_quotes(text));
/// }
/// let orne = &statistics.speakers()[0];
/// assert_eq!((&*orne.name, orne.gender, orne.kind), ("Mrs. Orne", Gender::Female, SpeakerKind::Person));
/// assert_eq!((orne.document, orne.documents), (1, 2));
/// assert_eq!((orne.speech.quotations, orne.speech.words), (2, 3));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SpeakerStatistics {
    /// The canonical name.
    pub name: String,
    /// The gender: of several documents, the first one that is known.
    pub gender: Gender,
    /// What the speaker is: of several documents, in the first one.
    pub kind: SpeakerKind,
    /// Index of the first document with the speaker, in the order in which documents were added.
    pub document: usize,
    /// Number of documents with the speaker.
    pub documents: usize,
    /// What the speaker says; nothing where the speaker is only addressed.
    pub speech: Tally,
}

/// What one speaker says to another.
///
/// ```
/// let found = inquit::attribute_quotes("“Come, Ida,” said Orne. “Now, Ida.”");
/// let statistics = inquit::statistics::Statistics::of(&found);
/// let exchange = statistics.exchanges().next().unwrap();
/// let name = |index: usize| &*statistics.speakers()[index].name;
/// assert_eq!((name(exchange.speaker), name(exchange.addressee)), ("Orne", "Ida"));
/// assert_eq!((exchange.speech.quotations, exchange.speech.words), (2, 4));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Exchange {
    /// Index of the speaker in [`Statistics::speakers`].
    pub speaker: usize,
    /// Index of the addressee in [`Statistics::speakers`].
    pub addressee: usize,
    /// The quotations that the text tells to be said to the addressee. Those with two addressees count for each.
    pub speech: Tally,
}

/// An utterance: what one speaker says, interrupted only by reporting clauses and paragraph breaks.
///
/// ```
/// let text = "“Why?” asked Hale.\n\n“It rains,” said Orne, “and the boat is gone.”";
/// let statistics = inquit::statistics::Statistics::of(&inquit::attribute_quotes(text));
/// let longest = statistics.longest_speech().unwrap();
/// assert_eq!(&text[longest.span], "“It rains,” said Orne, “and the boat is gone.”");
/// assert_eq!((longest.document, &*statistics.speakers()[longest.speaker.unwrap()].name), (0, "Orne"));
/// assert_eq!((longest.speech.quotations, longest.speech.words), (2, 7));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Utterance {
    /// Index of the document, in the order in which documents were added.
    pub document: usize,
    /// The bytes of the document from the first quotation to the last one, the narration between them included.
    pub span: Span,
    /// Index of the speaker in [`Statistics::speakers`]; `None` where the text does not tell.
    pub speaker: Option<usize>,
    /// Its quotations, and the words in them.
    pub speech: Tally,
}

/// Counts over one result or many; see the [module](self).
///
/// The words of all speakers and the words of unattributed speech are together the words of [`speech`](Self::speech),
/// and these and [`narration_words`](Self::narration_words) the words of the documents.
///
/// With the feature `serde` it serialises without loss, as an object with the keys `identity`, `documents`,
/// `narration_words`, `speech`, `unattributed`, `speakers`, `genders`, `kinds`, `exchanges` and `longest_speech`. What
/// is read is checked: all indices are of listed speakers and documents.
///
/// ```
/// use inquit::statistics::{Identity, Statistics};
/// let texts = ["“No,” said Orne. He left.", "“Not today,” said Orne. Hale said, “Why?”, then “Why not?”"];
/// let results = texts.map(inquit::attribute_quotes);
/// let mut statistics = Statistics::new(Identity::Name);
/// statistics.extend(&results);
/// let words: Vec<_> = statistics.speakers().iter().map(|speaker| (&*speaker.name, speaker.speech.words)).collect();
/// assert_eq!(words, [("Orne", 3), ("Hale", 3)]);
/// assert_eq!((statistics.speech().words, statistics.narration_words()), (6, 9));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    identity: Identity,
    documents: usize,
    narration_words: usize,
    unattributed: Tally,
    /// In the order of the documents, and in that of the speakers of each.
    speakers: Vec<SpeakerStatistics>,
    /// By speaker and addressee, which are indices of `speakers`.
    exchanges: BTreeMap<(usize, usize), Tally>,
    longest_speech: Option<Utterance>,
    /// With [`Identity::Name`] the index of each speaker by the name, which is then unique. Empty otherwise.
    names: HashMap<String, usize>,
}

impl Statistics {
    /// Counts over no document, to which others are added.
    ///
    /// ```
    /// use inquit::statistics::{Identity, Statistics};
    /// let mut statistics = Statistics::new(Identity::Name);
    /// assert_eq!((statistics.documents(), statistics.speech().words), (0, 0));
    /// statistics.add(&inquit::attribute_quotes("“No,” said Orne."));
    /// assert_eq!((statistics.documents(), statistics.speech().words), (1, 1));
    /// ```
    #[must_use]
    pub fn new(identity: Identity) -> Self {
        Self { identity, ..Self::default() }
    }

    /// Counts over one result. Tokenizes its text; time is linear in that.
    ///
    /// ```
    /// use inquit::statistics::Statistics;
    /// let statistics = Statistics::of(&inquit::attribute_quotes("“No,” said Orne. “Not today.”"));
    /// assert_eq!((statistics.speakers().len(), statistics.speech().words), (1, 3));
    /// ```
    #[must_use]
    pub fn of(found: &Attributions<'_>) -> Self {
        let mut statistics = Self {
            documents: 1,
            speakers: found.speakers().iter().map(SpeakerStatistics::silent).collect(),
            ..Self::default()
        };
        let tokens = tokenize(found.text());
        let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Abbreviation);
        let mut starts = tokens.iter().filter(|token| is_word(token.kind())).map(|token| token.span().start).peekable();
        // The words that begin before an offset, and after the offset of the call before.
        let mut words_before = |offset: usize| core::iter::from_fn(|| starts.next_if(|&start| start < offset)).count();
        // The number of the utterance at hand, which is the last one so far, and what it has so far.
        let mut utterance: Option<(u32, Utterance)> = None;
        for quote in found.speech() {
            let (span, record) = (quote.span(), quote.record());
            statistics.narration_words += words_before(span.start);
            let speech = Tally { quotations: 1, words: words_before(span.end) };
            let speaker = record.speaker.map(|id| id.index());
            match speaker {
                Some(speaker) => {
                    statistics.speakers[speaker].speech += speech;
                    for addressee in &record.addressees {
                        *statistics.exchanges.entry((speaker, addressee.index())).or_default() += speech;
                    }
                }
                None => statistics.unattributed += speech,
            }
            // The stretches of an utterance follow each other.
            match &mut utterance {
                Some((number, utterance)) if *number == record.utterance => {
                    utterance.span.end = utterance.span.end.max(span.end);
                    utterance.speech += speech;
                }
                _ => {
                    let next = Utterance { document: 0, span, speaker, speech };
                    let done = utterance.replace((record.utterance, next));
                    statistics.compare_longest(done.map(|(_, utterance)| utterance));
                }
            }
        }
        statistics.compare_longest(utterance.map(|(_, utterance)| utterance));
        statistics.narration_words += words_before(usize::MAX);
        statistics
    }

    /// Adds a result as one more document.
    ///
    /// ```
    /// use inquit::statistics::Statistics;
    /// let mut statistics = Statistics::default();
    /// statistics.add(&inquit::attribute_quotes("“No,” said Orne."));
    /// statistics.add(&inquit::attribute_quotes("“Why?” asked Hale."));
    /// let documents: Vec<usize> = statistics.speakers().iter().map(|speaker| speaker.document).collect();
    /// assert_eq!((statistics.documents(), documents), (2, vec![0, 1]));
    /// ```
    pub fn add(&mut self, found: &Attributions<'_>) {
        self.merge(Self::of(found));
    }

    /// Adds the documents of other counts, in their order: for results that were counted on several threads.
    ///
    /// The [`Identity`] of `self` decides which speakers are one. Speakers of `other` that are one already stay so.
    ///
    /// ```
    /// use inquit::attribute_quotes;
    /// use inquit::statistics::{Identity, Statistics};
    /// let results = ["“No,” said Orne.", "“Why?” asked Hale.", "“So,” said Orne."].map(attribute_quotes);
    /// let [mut all, mut parts] = [Statistics::new(Identity::Name), Statistics::new(Identity::Name)];
    /// all.extend(&results);
    /// results.iter().for_each(|found| parts.merge(Statistics::of(found)));
    /// assert_eq!(all, parts);
    /// ```
    pub fn merge(&mut self, other: Self) {
        let mut counted = HashSet::new();
        let mut indices = Vec::with_capacity(other.speakers.len());
        for mut speaker in other.speakers {
            speaker.document = speaker.document.saturating_add(self.documents);
            let known = match self.identity {
                Identity::Name => self.names.get(&speaker.name).copied(),
                Identity::Document => None,
            };
            let index = known.unwrap_or(self.speakers.len());
            // Two speakers of one document may have one name.
            let is_new = counted.insert((index, speaker.document));
            match self.speakers.get_mut(index) {
                Some(same) => {
                    same.gender = same.gender.or(speaker.gender);
                    same.speech += speaker.speech;
                    same.documents = same.documents.saturating_add(if is_new { speaker.documents } else { 0 });
                }
                None => {
                    if self.identity == Identity::Name {
                        self.names.insert(speaker.name.clone(), index);
                    }
                    self.speakers.push(speaker);
                }
            }
            indices.push(index);
        }
        // OK because the keys of `other.exchanges` are indices of its speakers.
        for ((speaker, addressee), speech) in other.exchanges {
            *self.exchanges.entry((indices[speaker], indices[addressee])).or_default() += speech;
        }
        self.compare_longest(other.longest_speech.map(|longest| Utterance {
            document: longest.document.saturating_add(self.documents),
            speaker: longest.speaker.map(|speaker| indices[speaker]),
            ..longest
        }));
        self.unattributed += other.unattributed;
        self.narration_words = self.narration_words.saturating_add(other.narration_words);
        self.documents = self.documents.saturating_add(other.documents);
    }

    fn compare_longest(&mut self, other: Option<Utterance>) {
        let words = |utterance: Option<Utterance>| utterance.map(|utterance| utterance.speech.words);
        if words(other) > words(self.longest_speech) {
            self.longest_speech = other;
        }
    }

    /// Which speakers of several documents are one.
    ///
    /// ```
    /// use inquit::statistics::{Identity, Statistics};
    /// assert_eq!(Statistics::default().identity(), Identity::Document);
    /// ```
    #[must_use]
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// The number of documents.
    ///
    /// ```
    /// use inquit::statistics::Statistics;
    /// assert_eq!(Statistics::of(&inquit::attribute_quotes("Nobody spoke.")).documents(), 1);
    /// ```
    #[must_use]
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// The words of the narration, those of titles and scare quotes included.
    ///
    /// ```
    /// use inquit::statistics::Statistics;
    /// let found = inquit::attribute_quotes("“No,” said Orne. The so-called “quiet room” was full.");
    /// assert_eq!(Statistics::of(&found).narration_words(), 8);
    /// ```
    #[must_use]
    pub fn narration_words(&self) -> usize {
        self.narration_words
    }

    /// All speech: that of the speakers, and that without a speaker.
    ///
    /// ```
    /// use inquit::statistics::{Statistics, Tally};
    /// let found = inquit::attribute_quotes("“No,” said Hale.\n\n“He told me, ‘Go home!’ and left,” said Orne.");
    /// let statistics = Statistics::of(&found);
    /// assert_eq!((statistics.speech().quotations, statistics.speech().words), (2, 8));
    /// let attributed: Tally = statistics.speakers().iter().map(|speaker| speaker.speech).sum();
    /// assert_eq!(attributed + statistics.unattributed(), statistics.speech());
    /// ```
    #[must_use]
    pub fn speech(&self) -> Tally {
        self.speech_of(|_| true) + self.unattributed
    }

    /// Speech without a speaker.
    ///
    /// ```
    /// use inquit::{statistics::Statistics, Attributor};
    /// let strict = Attributor::builder().threshold(0.9).build()?;
    /// let found = strict.attribute("“It is late,” said Orne.\n\n“Go home.”");
    /// let unattributed = Statistics::of(&found).unattributed();
    /// assert_eq!((unattributed.quotations, unattributed.words), (1, 2));
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn unattributed(&self) -> Tally {
        self.unattributed
    }

    /// The speakers of the first document in the order of their first quotations, with the people who are only
    /// addressed after them, then those of the next document. An index stays the same when documents are added.
    ///
    /// ```
    /// use inquit::statistics::Statistics;
    /// let statistics = Statistics::of(&inquit::attribute_quotes("“Come, Ida,” said Orne. “No,” said Hale."));
    /// let words: Vec<_> = statistics.speakers().iter().map(|speaker| (&*speaker.name, speaker.speech.words)).collect();
    /// assert_eq!(words, [("Orne", 2), ("Hale", 1), ("Ida", 0)]);
    /// ```
    #[must_use]
    pub fn speakers(&self) -> &[SpeakerStatistics] {
        &self.speakers
    }

    /// The speakers with the most words first; of equally many words, in the order of [`speakers`](Self::speakers).
    ///
    /// ```
    /// use inquit::statistics::Statistics;
    /// let statistics = Statistics::of(&inquit::attribute_quotes("“No,” said Orne. “Not today,” said Hale."));
    /// let names: Vec<&str> = statistics.by_words().iter().map(|speaker| &*speaker.name).collect();
    /// assert_eq!(names, ["Hale", "Orne"]);
    /// ```
    #[must_use]
    pub fn by_words(&self) -> Vec<&SpeakerStatistics> {
        let mut speakers: Vec<&SpeakerStatistics> = self.speakers.iter().collect();
        speakers.sort_by_key(|speaker| core::cmp::Reverse(speaker.speech.words));
        speakers
    }

    /// The speech of the speakers of a gender. [`Gender::Unknown`] is that of speakers whose gender nothing tells;
    /// [`unattributed`](Self::unattributed) speech is no part of it.
    ///
    /// ```
    /// use inquit::{statistics::Statistics, Gender};
    /// let found = inquit::attribute_quotes("“No,” said Mr. Hale. “Not today,” said Mrs. Skarn. “Why?” asked Orne.");
    /// let statistics = Statistics::of(&found);
    /// let words: Vec<_> = Gender::ALL.iter().map(|&gender| (gender, statistics.of_gender(gender).words)).collect();
    /// assert_eq!(words, [(Gender::Male, 1), (Gender::Female, 2), (Gender::Unknown, 1)]);
    /// ```
    #[must_use]
    pub fn of_gender(&self, gender: Gender) -> Tally {
        self.speech_of(|speaker| speaker.gender == gender)
    }

    /// The speech of the speakers of a kind.
    ///
    /// ```
    /// use inquit::{statistics::Statistics, SpeakerKind};
    /// let found = inquit::attribute_quotes("“No,” said Mr. Orne.\n\n“Not today,” said the old porter.");
    /// let statistics = Statistics::of(&found);
    /// assert_eq!(statistics.of_kind(SpeakerKind::Described).words, 2);
    /// assert_eq!(statistics.of_kind(SpeakerKind::Organisation).words, 0);
    /// ```
    #[must_use]
    pub fn of_kind(&self, kind: SpeakerKind) -> Tally {
        self.speech_of(|speaker| speaker.kind == kind)
    }

    fn speech_of(&self, counts: impl Fn(&SpeakerStatistics) -> bool) -> Tally {
        self.speakers.iter().filter(|speaker| counts(speaker)).map(|speaker| speaker.speech).sum()
    }

    /// The edges of the graph of who speaks to whom, by speaker, then by addressee.
    ///
    /// Only quotations with a speaker and an addressee count: the text tells the addressee of few.
    ///
    /// ```
    /// use inquit::statistics::Statistics;
    /// let found = inquit::attribute_quotes("“Come, Ida,” said Orne.\n\n“No, Orne,” said Ida. “Not today.”");
    /// let statistics = Statistics::of(&found);
    /// let edges: Vec<_> = statistics.exchanges().map(|edge| (edge.speaker, edge.addressee, edge.speech.words)).collect();
    /// assert_eq!(edges, [(0, 1, 2), (1, 0, 4)]);
    /// ```
    pub fn exchanges(&self) -> impl DoubleEndedIterator<Item = Exchange> + ExactSizeIterator + '_ {
        self.exchanges.iter().map(|(&(speaker, addressee), &speech)| Exchange { speaker, addressee, speech })
    }

    /// The utterance with the most words; the first one of several. `None` if there is no speech.
    ///
    /// ```
    /// use inquit::{attribute_quotes, statistics::Statistics};
    /// let found = attribute_quotes("“Not today,” said Orne. “Why?” asked Hale.");
    /// assert_eq!(Statistics::of(&found).longest_speech().unwrap().speech.words, 2);
    /// assert!(Statistics::of(&attribute_quotes("Nobody spoke.")).longest_speech().is_none());
    /// ```
    #[must_use]
    pub fn longest_speech(&self) -> Option<&Utterance> {
        self.longest_speech.as_ref()
    }
}

impl SpeakerStatistics {
    /// A speaker of the first document who has said nothing yet.
    fn silent(speaker: &Speaker) -> Self {
        let Speaker { name, gender, kind, .. } = speaker;
        Self { name: name.clone(), gender: *gender, kind: *kind, document: 0, documents: 1, speech: Tally::default() }
    }
}

/// Adds each result as one more document.
impl<'a, 't: 'a> Extend<&'a Attributions<'t>> for Statistics {
    fn extend<I: IntoIterator<Item = &'a Attributions<'t>>>(&mut self, results: I) {
        results.into_iter().for_each(|found| self.add(found));
    }
}

/// What the methods return.
impl fmt::Debug for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut statistics = f.debug_struct("Statistics");
        statistics.field("identity", &self.identity).field("documents", &self.documents);
        statistics.field("narration_words", &self.narration_words).field("unattributed", &self.unattributed);
        statistics.field("speakers", &self.speakers).field("exchanges", &self.exchanges().collect::<Vec<_>>());
        statistics.field("longest_speech", &self.longest_speech).finish()
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
struct SpeechOfGender {
    gender: Gender,
    speech: Tally,
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
struct SpeechOfKind {
    kind: SpeakerKind,
    speech: Tally,
}

/// As an object from which the same counts can be read. `speech`, `genders` and `kinds` are sums, for other programs;
/// they are not read.
///
/// ```
/// use inquit::statistics::Statistics;
/// let statistics = Statistics::of(&inquit::attribute_quotes("“No,” said Mrs. Orne."));
/// let json = serde_json::to_value(&statistics)?;
/// assert_eq!(json["speakers"][0]["speech"], serde_json::json!({ "quotations": 1, "words": 1 }));
/// assert_eq!(json["genders"][1]["gender"], "female");
/// assert_eq!(json["genders"][1]["speech"]["words"], 1);
/// assert_eq!(serde_json::from_value::<Statistics>(json)?, statistics);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl serde::Serialize for Statistics {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let genders = Gender::ALL.iter().map(|&gender| SpeechOfGender { gender, speech: self.of_gender(gender) });
        let kinds = SpeakerKind::ALL.iter().map(|&kind| SpeechOfKind { kind, speech: self.of_kind(kind) });
        let mut statistics = serializer.serialize_struct("Statistics", 10)?;
        statistics.serialize_field("identity", &self.identity)?;
        statistics.serialize_field("documents", &self.documents)?;
        statistics.serialize_field("narration_words", &self.narration_words)?;
        statistics.serialize_field("speech", &self.speech())?;
        statistics.serialize_field("unattributed", &self.unattributed)?;
        statistics.serialize_field("speakers", &self.speakers)?;
        statistics.serialize_field("genders", &genders.collect::<Vec<_>>())?;
        statistics.serialize_field("kinds", &kinds.collect::<Vec<_>>())?;
        statistics.serialize_field("exchanges", &self.exchanges().collect::<Vec<_>>())?;
        statistics.serialize_field("longest_speech", &self.longest_speech)?;
        statistics.end()
    }
}

/// The same object before it is checked.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(rename = "Statistics")]
struct Unchecked {
    identity: Identity,
    documents: usize,
    narration_words: usize,
    unattributed: Tally,
    speakers: Vec<SpeakerStatistics>,
    exchanges: Vec<Exchange>,
    longest_speech: Option<Utterance>,
}

/// # Errors
/// An index is of no listed speaker or document, two exchanges are between the same speakers, or two speakers have one
/// name where the name is their identity.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Statistics {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let unchecked = Unchecked::deserialize(deserializer)?;
        Self::checked(unchecked).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "serde")]
impl Statistics {
    fn checked(unchecked: Unchecked) -> Result<Self, String> {
        let Unchecked { identity, documents, narration_words, unattributed, speakers, exchanges, longest_speech } =
            unchecked;
        let of_exchanges = exchanges.iter().flat_map(|exchange| [exchange.speaker, exchange.addressee]);
        let mut indices = of_exchanges.chain(longest_speech.and_then(|longest| longest.speaker));
        if let Some(index) = indices.find(|&index| index >= speakers.len()) {
            return Err(format!("there is no speaker {index}"));
        }
        let of_speakers = speakers.iter().map(|speaker| speaker.document);
        let mut indices = of_speakers.chain(longest_speech.map(|longest| longest.document));
        if let Some(index) = indices.find(|&index| index >= documents) {
            return Err(format!("there is no document {index}"));
        }

        let mut statistics = Self { documents, narration_words, unattributed, longest_speech, ..Self::new(identity) };
        for (index, speaker) in speakers.iter().enumerate().filter(|_| identity == Identity::Name) {
            if statistics.names.insert(speaker.name.clone(), index).is_some() {
                return Err(format!("two speakers have the name {:?}", speaker.name));
            }
        }
        statistics.speakers = speakers;
        for Exchange { speaker, addressee, speech } in exchanges {
            if statistics.exchanges.insert((speaker, addressee), speech).is_some() {
                return Err(format!("the exchange between the speakers {speaker} and {addressee} is there twice"));
            }
        }
        Ok(statistics)
    }
}
