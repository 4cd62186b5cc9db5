//! The engine: the stages in order.

use std::sync::Arc;

use crate::attribution::fiction::task::Passes;
use crate::attribution::records::Resolution;
use crate::attribution::weights::Weights;
use crate::attribution::{resolve, ResolverSettings};
use crate::cue::cue::Cues;
use crate::cue::reader::find_cues_in;
use crate::cue::second_person::is_told_to_you;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::input::Input;
use crate::lexicon::interner::Interner;
use crate::lexicon::lexicon::Lexicon;
use crate::markup::reader::plain_text;
use crate::mention::find::find_mentions_in;
use crate::mention::narration::Mentions;
use crate::output::attributions::Attributions;
use crate::output::parts::{Markup, Parts};
use crate::people::alias::AliasMatcher;
use crate::people::build::{link_people, LinkedMentions};
use crate::people::cast::Cast;
use crate::quote::finder::Finder;
use crate::quote::quotation::Quotation;
use crate::record::{Genre, SpeechMarks};
use crate::span::Span;
use crate::token::tokenize::tokenize_in;
use crate::token::tokens::{TokenBuffers, Tokens};
use crate::util::ids::{Column, IdRange, TokenId};

/// Attributes quotations; built once, used for any number of texts.
///
/// Cheap to clone, `Send` and `Sync`. It holds no state between texts, so the same text always gets the same answer.
///
/// ```
/// use inquit::Attributor;
/// let attributor = Attributor::builder().cue_verb("grokked").build()?;
/// let found = attributor.attribute("\"I see,\" Hale grokked.");
/// assert_eq!(found.speakers()[0].name, "Hale");
/// # Ok::<(), inquit::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Attributor {
    engine: Arc<Engine>,
}

/// Buffers that one attribution leaves to the next; see [`Attributor::attribute_with`].
///
/// It holds no text and no names, only numbers. Its size is that of the longest text so far, and never shrinks.
///
/// ```
/// use inquit::{Attributor, Scratch};
/// let (attributor, mut scratch) = (Attributor::new(), Scratch::default());
/// let found = attributor.attribute_with(&mut scratch, "\"No,\" said Hale.");
/// assert_eq!(found, attributor.attribute("\"No,\" said Hale."));
/// ```
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: TokenBuffers,
    mentions: Mentions,
    cues: Cues,
}

#[derive(Debug)]
struct Engine {
    /// `None`: the embedded lists.
    lexicon: Option<Lexicon>,
    cast: Option<(Cast, AliasMatcher)>,
    /// Speakers below this confidence are omitted.
    threshold: f64,
    passes: Passes,
    /// `None`: the text tells.
    marks: Option<SpeechMarks>,
    /// `None`: the text tells.
    genre: Option<Genre>,
    /// `None`: the embedded weights.
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
                threshold: 0.0,
                passes: Passes::Two,
                marks: None,
                genre: None,
                weights: None,
            }),
        }
    }
}

/// What all stages before the resolver found in a text.
struct Reading<'t> {
    document: Document<'t>,
    linked: LinkedMentions,
    marks: SpeechMarks,
    /// The share of the quotations that are marked so.
    marks_share: f32,
    paragraphs: Vec<Span>,
    /// The page numbers, which no stage reads, in order.
    pages: Vec<Span>,
}

impl Attributor {
    /// An attributor with the default settings, as [`attribute_quotes`](crate::attribute_quotes) uses it.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Attributor};
    /// let text = "\"No,\" said Hale.";
    /// assert_eq!(Attributor::new().attribute(text), attribute_quotes(text));
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A builder, which sets a cast, cue verbs, a threshold, marks, a genre or a single pass.
    ///
    /// ```
    /// use inquit::{Attributor, SpeechMarks};
    /// let attributor = Attributor::builder().marks(SpeechMarks::Single).threshold(0.5).build()?;
    /// assert_eq!(attributor.attribute("‘No,’ said Hale.").marks(), SpeechMarks::Single);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn builder() -> AttributorBuilder {
        AttributorBuilder::default()
    }

    /// Finds every quotation of a text and who said it. The input is a text, or an [`Input`] with the cast of this
    /// text.
    ///
    /// Never fails and never panics, whatever the text. Time is linear in the text.
    ///
    /// ```
    /// use inquit::{Attributor, Cast, Character, Input};
    /// let (attributor, text) = (Attributor::new(), "\"No,\" said the captain.");
    /// assert_eq!(attributor.attribute(text).speakers()[0].name, "the captain");
    /// let cast = Cast::new([Character::new("Hollis").alias("the captain")])?;
    /// assert_eq!(attributor.attribute(Input::new(text).cast(&cast)).speakers()[0].name, "Hollis");
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn attribute<'t, 'c>(&self, input: impl Into<Input<'t, 'c>>) -> Attributions<'t> {
        self.run(&mut Scratch::default(), input.into())
    }

    /// The same in buffers that are used again for the next text: less work for the allocator where there are many.
    ///
    /// The answer does not depend on what was read before.
    ///
    /// ```
    /// use inquit::{Attributor, Scratch};
    /// let (attributor, mut scratch) = (Attributor::new(), Scratch::default());
    /// for text in ["\"No,\" said Hale.", "\"Yes,\" said Orne."] {
    ///     assert_eq!(attributor.attribute_with(&mut scratch, text), attributor.attribute(text));
    /// }
    /// ```
    #[must_use]
    pub fn attribute_with<'t, 'c>(&self, scratch: &mut Scratch, input: impl Into<Input<'t, 'c>>) -> Attributions<'t> {
        self.run(scratch, input.into())
    }

    fn run<'t>(&self, scratch: &mut Scratch, input: Input<'t, '_>) -> Attributions<'t> {
        let Input { text: source, cast, masks } = input;
        let plain = plain_text(source, masks);
        let text = plain.text();
        let own = cast.map(|cast| (cast, AliasMatcher::new(cast, self.engine.lexicon())));
        let own = own.as_ref().map(|(cast, matcher)| (*cast, matcher));
        let cast = own.or_else(|| self.engine.cast.as_ref().map(|(cast, matcher)| (cast, matcher)));
        let Reading { document, linked, marks, marks_share, mut paragraphs, pages } = self.read(scratch, text, cast);
        let Engine { passes, threshold, genre, .. } = *self.engine;
        let settings = ResolverSettings { weights: self.engine.weights(), passes, genre, threshold };
        let resolution = resolve(&document, linked, cast.map(|(cast, _)| cast), &settings);
        let Resolution { genre, records, speakers, narrator } = resolution;
        let mut sentences: Vec<Span> = document.tokens.sentences().collect();
        if !pages.is_empty() {
            // A page number is a paragraph of the text, though no stage has read it.
            for spans in [&mut paragraphs, &mut sentences] {
                spans.extend(&pages);
                spans.sort_unstable();
            }
        }
        let Document { tokens, mentions, cues, .. } = document;
        *scratch = Scratch { tokens: tokens.into_buffers(), mentions, cues };
        let marks_confidence = (f64::from(marks_share) * 1000.0).round() / 1000.0;
        let markup = plain.markup().map(|(span, reads)| Markup { span, reads: reads.to_owned() }).collect();
        let mut parts =
            Parts { genre, marks, marks_confidence, records, speakers, narrator, paragraphs, sentences, markup };
        if !plain.is_source() {
            parts.map_spans(|span| plain.source(span), |span, content| plain.content(span, content));
        }
        Attributions::new(source, parts)
    }

    /// All stages before the resolver.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn read_with_cast<'s>(&'s self, text: &'s str, cast: Option<&Cast>) -> (Document<'s>, LinkedMentions) {
        let matcher = cast.map(|cast| AliasMatcher::new(cast, self.engine.lexicon()));
        let Reading { document, linked, .. } = self.read(&mut Scratch::default(), text, cast.zip(matcher.as_ref()));
        (document, linked)
    }

    /// All stages before the resolver.
    fn read<'s>(&'s self, scratch: &mut Scratch, text: &'s str, cast: Option<(&Cast, &AliasMatcher)>) -> Reading<'s> {
        let Scratch { tokens, mentions, cues } = core::mem::take(scratch);
        let lexicon = self.engine.lexicon();
        let interner = cast.map_or_else(|| Interner::new(lexicon), |(_, matcher)| matcher.interner(lexicon));
        let (tokens, pages) = tokenize_in(tokens, text, interner).without_page_numbers();
        let paragraphs: Vec<Span> = tokens.paragraphs().collect();
        let finder = Finder::new(text, &paragraphs, lexicon);
        let style = self.engine.marks.map_or_else(|| finder.detect(), |marks| finder.given(marks));
        let (marks, marks_share) = (style.marks, style.share);
        let quotations = Column::from(finder.find(&style));
        let aliases = cast.map_or_else(Vec::new, |(_, matcher)| matcher.matches(&tokens));
        let names = aliases.iter().filter(|a| !a.descriptive).map(|a| a.words);
        let given: Vec<_> = names.collect();
        let labels = labels_of(&tokens, quotations.as_slice());
        let mut mentions = find_mentions_in(mentions, &tokens, quotations.as_slice(), &given, &labels);
        let linked = link_people(&tokens, &mentions, cast, &aliases);
        let cues = find_cues_in(cues, &tokens, &mentions);
        if is_told_to_you(&tokens, &mentions, &cues) {
            mentions.narrate_you();
        }
        Reading {
            document: Document { tokens, quotations, mentions, cues },
            linked,
            marks,
            marks_share,
            paragraphs,
            pages,
        }
    }
}

/// The words of the labels of turns, in order and disjoint. A heading may be the label of many turns.
fn labels_of(tokens: &Tokens<'_>, quotations: &[Quotation]) -> Vec<IdRange<TokenId>> {
    let mut labels: Vec<Span> = quotations.iter().filter_map(|quotation| quotation.label).collect();
    labels.sort_unstable_by_key(|label| (label.start, label.end));
    labels.dedup_by(|later, before| later.start < before.end);
    labels.into_iter().map(|label| tokens.words_in(label)).collect()
}

/// Configures an [`Attributor`]; see [`Attributor::builder`].
///
/// ```
/// use inquit::{Attributor, Genre};
/// let mut builder = Attributor::builder();
/// builder.genre(Genre::Fiction).cue_verb("grokked");
/// let attributor = builder.build()?;
/// assert_eq!(attributor.attribute("\"I see,\" Hale grokked.").speakers().len(), 1);
/// # Ok::<(), inquit::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct AttributorBuilder {
    cast: Option<Cast>,
    cue_verbs: Vec<String>,
    threshold: f64,
    single_pass: bool,
    marks: Option<SpeechMarks>,
    genre: Option<Genre>,
    weights: Option<Arc<Weights>>,
}

impl AttributorBuilder {
    /// The people of the texts, with their narrator, for every input that has no cast of its own.
    ///
    /// ```
    /// use inquit::{Attributor, Cast, Character};
    /// let cast = Cast::new([Character::new("Captain Hollis").alias("the captain")])?;
    /// let attributor = Attributor::builder().cast(cast).build()?;
    /// assert_eq!(attributor.attribute("\"No,\" said the captain.").speakers()[0].name, "Captain Hollis");
    /// # Ok::<(), inquit::Error>(())
    /// ```
    pub fn cast(&mut self, cast: Cast) -> &mut Self {
        self.cast = Some(cast);
        self
    }

    /// Adds a reporting verb in the form in which texts use it: "grokked". It is as reliable a cue as "said". Case and
    /// accents do not matter.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Attributor};
    /// let text = "\"I see,\" Hale grokked.";
    /// assert!(attribute_quotes(text).records()[0].confidence < 0.5);
    /// let attributor = Attributor::builder().cue_verb("grokked").build()?;
    /// assert!(attributor.attribute(text).records()[0].confidence > 0.9);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    pub fn cue_verb(&mut self, verb: impl Into<String>) -> &mut Self {
        self.cue_verbs.push(verb.into());
        self
    }

    /// Omits speakers below this confidence: their quotations have no speaker, and the evidence
    /// [`Unresolved`](crate::Evidence::Unresolved). From 0.0, the default, to 1.0.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Attributor, Evidence};
    /// let text = "\"It is late,\" said Orne.\n\n\"Why?\" asked Hale.\n\n\"Go home.\"";
    /// assert!(attribute_quotes(text).get(2).unwrap().speaker().is_some());
    /// let found = Attributor::builder().threshold(0.95).build()?.attribute(text);
    /// assert!(found.get(0).unwrap().speaker().is_some());
    /// assert!(found.get(2).unwrap().speaker().is_none());
    /// assert_eq!(found.get(2).unwrap().evidence(), Evidence::Unresolved);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    pub fn threshold(&mut self, confidence: f64) -> &mut Self {
        self.threshold = confidence;
        self
    }

    /// Whether fiction is decided in a single pass. News takes one pass anyway.
    ///
    /// A single pass is faster and less accurate where speech has no reporting clause: the second pass knows from the
    /// first how much each person speaks, with whom, and in which words.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Attributor};
    /// let text = "\"No,\" said Orne.\n\n\"Why?\" asked Hale.\n\n\"It is late.\"\n\n\"I see.\"";
    /// let single = Attributor::builder().single_pass(true).build()?.attribute(text);
    /// let double = attribute_quotes(text);
    /// assert_eq!(single.len(), double.len());
    /// assert_ne!(single.records()[2].confidence, double.records()[2].confidence);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    pub fn single_pass(&mut self, single_pass: bool) -> &mut Self {
        self.single_pass = single_pass;
        self
    }

    /// How the texts mark speech, where that is known; otherwise each text tells.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Attributor, SpeechMarks};
    /// let text = "\"No,\" said Orne.\n\n\"Yes,\" said Hale, and read ‘The Silent Sea’ aloud.";
    /// assert_eq!(attribute_quotes(text).len(), 2);
    /// let attributor = Attributor::builder().marks(SpeechMarks::Single).build()?;
    /// assert_eq!(attributor.attribute(text).len(), 3);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    pub fn marks(&mut self, marks: SpeechMarks) -> &mut Self {
        self.marks = Some(marks);
        self
    }

    /// The genre of the texts, where that is known; otherwise each text tells.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Attributor, Genre};
    /// let text = "On 5 May 1911 Orne came to Oslo. \"No,\" he said.\n\n\"Why?\"";
    /// assert_eq!(attribute_quotes(text).genre(), Genre::News);
    /// let attributor = Attributor::builder().genre(Genre::Fiction).build()?;
    /// assert_eq!(attributor.attribute(text).genre(), Genre::Fiction);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    pub fn genre(&mut self, genre: Genre) -> &mut Self {
        self.genre = Some(genre);
        self
    }

    /// Other weights than the embedded ones.
    #[cfg(feature = "train")]
    pub fn weights(&mut self, weights: Weights) -> &mut Self {
        self.weights = Some(Arc::new(weights));
        self
    }

    /// The attributor.
    ///
    /// # Errors
    /// The threshold is not within 0.0 and 1.0, or a cue verb is not one word of letters.
    ///
    /// ```
    /// use inquit::Attributor;
    /// assert!(Attributor::builder().threshold(1.0).cue_verb("re-echoed").build().is_ok());
    /// assert!(Attributor::builder().threshold(1.1).build().unwrap_err().is_threshold());
    /// assert!(Attributor::builder().cue_verb("let slip").build().unwrap_err().is_cue_verb());
    /// ```
    pub fn build(&self) -> Result<Attributor, Error> {
        if !(0.0..=1.0).contains(&self.threshold) {
            return Err(ErrorKind::Threshold { value: self.threshold }.into());
        }
        let is_no_word = |verb: &&String| verb.is_empty() || !verb.chars().all(|c| c.is_alphabetic() || c == '-');
        if let Some(verb) = self.cue_verbs.iter().find(is_no_word) {
            return Err(ErrorKind::CueVerb { verb: verb.clone() }.into());
        }
        let standard = Lexicon::standard();
        let verbs = self.cue_verbs.iter().map(String::as_str);
        let lexicon = (!self.cue_verbs.is_empty()).then(|| standard.with_cue_verbs(verbs));
        let cast = self.cast.clone().map(|cast| {
            let matcher = AliasMatcher::new(&cast, lexicon.as_ref().unwrap_or(standard));
            (cast, matcher)
        });
        Ok(Attributor {
            engine: Arc::new(Engine {
                lexicon,
                cast,
                threshold: self.threshold,
                passes: if self.single_pass { Passes::One } else { Passes::Two },
                marks: self.marks,
                genre: self.genre,
                weights: self.weights.clone(),
            }),
        })
    }
}

/// Finds every quotation of a text and who said it, with the default settings.
///
/// Never fails and never panics, whatever the text. Time is linear in the text.
///
/// ```
/// let found = inquit::attribute_quotes("\"It is late,\" said Mr. Hale. She nodded.");
/// let quote = found.get(0).unwrap();
/// assert_eq!(quote.content(), "It is late,");
/// assert_eq!(quote.speaker().unwrap().name, "Mr. Hale");
/// assert_eq!(quote.cue_text(), Some("said"));
/// ```
#[must_use]
pub fn attribute_quotes(text: &str) -> Attributions<'_> {
    Attributor::new().attribute(text)
}

/// Finds every quotation of a text that has parts which are no prose, and who said it, with the default settings.
///
/// The masks are white space to the reader, whatever stands there: tags, emphasis, notes, page numbers. All offsets are
/// those of the text as given, so that an editor, a web page or a book keeps its own. Line breaks in a mask stay,
/// elements of HTML that part paragraphs part them, and a mask within a word joins its halves. Entities and other
/// markup outside of the masks is read as without masks.
///
/// Masks may come in any order, overlap, and reach beyond the text. For options, see [`Input::masks`].
///
/// ```
/// use inquit::{attribute_masked, Span};
/// let page = "<p>“It is <b>late</b>,” said <a href=\"?who=Hale\">Orne</a>.</p>";
/// let tags = page.match_indices('<').map(|(at, _)| Span::new(at, at + page[at..].find('>').unwrap() + 1));
/// let found = attribute_masked(page, &tags.collect::<Vec<_>>());
/// let quote = found.get(0).unwrap();
/// assert_eq!((quote.content(), quote.mention_text()), ("It is <b>late</b>,", Some("Orne")));
/// ```
#[must_use]
pub fn attribute_masked<'t>(text: &'t str, masks: &[Span]) -> Attributions<'t> {
    Attributor::new().attribute(Input::new(text).masks(masks))
}
