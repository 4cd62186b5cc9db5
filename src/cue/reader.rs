//! The stage: finds the words that may report speech, and the subjects of verbs, in one pass over the narration.
//!
//! The item right before a verb tells where its subject is: a mention is the subject itself, a comma ends an apposition
//! or leads to "said Kerry", a relative pronoun has an antecedent, a conjunction joins two verbs of one subject. There
//! is no parser: each verb reads a bounded number of items on each side, so the pass is linear.

use crate::cue::cue::{Cue, Cues, Link, Role, Strength, Subject};
use crate::cue::passive::{may_be_agent, BEING, TAKES_UP};
use crate::cue::punctuation::{closes_apposition, opens_apposition};
use crate::lexicon::class::Classes;
use crate::lexicon::phrase_trie::PhraseKind;
use crate::mention::mention::Mention;
use crate::mention::narration::{Mentions, NarrationItem};
use crate::mention::perception::{hears, is_participle, perceives};
use crate::token::tokens::{TokenKind, Tokens};
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{ids, CueId, Id, IdRange, ItemId, MentionId, TokenId};
use crate::util::steps;

/// Maximum distance, in items, from a verb to a subject before it. It bounds the work for each verb; most sentences are
/// shorter.
const REACH: usize = 45;
/// Maximum distance, in items, from a mention to the verb of which it is the subject: two adverbs may come between.
const VERB_REACH: usize = 3;
/// Maximum number of items of the prepositional phrases between a noun and its relative clause.
const PREPOSITIONS: usize = 4;
/// Maximum number of adverbs between a verb and a subject after it: "said very softly Kerry".
const ADVERBS: usize = 3;
/// Maximum distance, in items, from a verb in the passive to the "by" of its agent: a quotation, what it is about and a
/// day may come between.
const AGENT: usize = 14;
/// Words that begin a clause, or tell when something was with a noun alone: "after the hearing".
const TIMES: [&str; 5] = ["after", "before", "since", "until", "till"];
/// Maximum distance, in items, from a verb to the mention that opens its sentence, with a phrase between.
const OPENING: usize = 7;
/// Number of items of the narration for each cue, as a first estimate of the capacity that a paragraph needs.
const ITEMS_PER_CUE: usize = 6;

/// Finds the cues of a text and the subjects of its verbs, in the buffers of another text.
pub(crate) fn find_cues_in(mut buffers: Cues, tokens: &Tokens<'_>, mentions: &Mentions) -> Cues {
    buffers.list.clear();
    buffers.roles.clear();
    buffers.roles.as_mut_vec().resize(mentions.narration.len(), Role::default());
    let first = ItemId::default();
    let mut reader =
        Reader { tokens, mentions, cues: buffers, start: first, end: first, subject: None, participle: None };
    for &paragraph in &mentions.paragraphs {
        let (done, all) = (paragraph.start().index(), mentions.narration.len());
        reserve_ahead(reader.cues.list.as_mut_vec(), paragraph.len() / ITEMS_PER_CUE, done, all);
        reader.read(paragraph);
    }
    reader.cues
}

/// Reads one paragraph after the other.
struct Reader<'a, 't> {
    tokens: &'a Tokens<'t>,
    mentions: &'a Mentions,
    cues: Cues,
    /// The items of the paragraph at hand: `start..end`.
    start: ItemId,
    end: ItemId,
    /// The subject of the clause that was read last, which a verb without a subject of its own shares. `None` at the
    /// start of each sentence.
    subject: Option<Subject>,
    /// The participle that begins the sentence, whose subject is that of its main clause: "Calling it late, Hale left."
    participle: Option<CueId>,
}

/// A verb whose subject is to be found.
#[derive(Clone, Copy)]
struct Verb {
    item: ItemId,
    strength: Strength,
    sentence: u32,
    /// The first item that is read for it: [`REACH`] before it, or the first of its paragraph.
    low: ItemId,
}

impl Reader<'_, '_> {
    fn read(&mut self, paragraph: IdRange<ItemId>) {
        (self.start, self.end) = (paragraph.start(), paragraph.end());
        (self.subject, self.participle) = (None, None);
        for item in paragraph {
            if item > self.start && self.sentence(item) != self.sentence(item - 1) {
                (self.subject, self.participle) = (None, None);
            }
            match self.mentions.narration.at(item) {
                NarrationItem::Mention(mention) => self.read_mention(item, mention),
                NarrationItem::Quote(_) => {}
                NarrationItem::Word(word) => self.read_word(item, word),
                NarrationItem::Phrase(kind, words) => self.read_phrase(item, kind, words),
            }
        }
    }

    fn read_mention(&mut self, item: ItemId, mention: MentionId) {
        // "Hale heard her laugh": she acts, and Hale does not.
        if self.is_perceived(item) {
            for role in [Role::SUBJECT, Role::INNER, Role::PERCEIVED] {
                self.cues.roles[item].add(role);
            }
            // "Hale rose and heard her laugh": he acts before.
            let only = |subject: &Subject| ids(subject.item + 1..item - 1).all(|k| self.is_filler(k));
            if let Some(subject) = self.subject.filter(only) {
                self.cues.roles[subject.item].add(Role::PERCEIVES);
            }
            return;
        }
        if !self.starts_clause(item, mention) {
            return;
        }
        // "The keeper, Edda Strand, was late": the name says more.
        let item = self.name_behind(item);
        let Some(mention) = self.mention_at(item) else { return };
        self.cues.roles[item].add(Role::SUBJECT);
        let subordinates = Classes::SUBORDINATOR | Classes::RELATIVE | Classes::INTERROGATIVE;
        let is_inner = item > self.start && self.classes(item - 1).any(subordinates) || self.is_behind_object(item);
        if is_inner {
            self.cues.roles[item].add(Role::INNER);
        }
        if !is_inner && item > self.start {
            let is_apart = self.text(item - 1) == "," || self.mentions.narration.is_quote(item - 1);
            if let Some(participle) = self.participle.take().filter(|_| is_apart) {
                self.cues.list[participle].subject = Some(Subject { mention, item, link: Link::Shared });
            }
        }
        // "Hale saw that he was late, and called": the subordinate clause leaves the subject of the sentence as it is.
        if !is_inner || self.subject.is_none() {
            self.subject = Some(Subject { mention, item, link: Link::Shared });
        }
    }

    fn read_word(&mut self, item: ItemId, word: TokenId) {
        // "Calling it late was wrong, Hale said": the participle is the subject.
        if self.tokens.classes(word).any(Classes::AUXILIARY) {
            self.participle = None;
        }
        if let Some(strength) = strength_of(self.tokens.classes(word)) {
            let subject = self.agent(item, strength).or_else(|| self.subject_of(self.verb(item, strength)));
            self.push(item, (word..word + 1).into(), strength, subject);
        }
    }

    fn read_phrase(&mut self, item: ItemId, kind: PhraseKind, words: IdRange<TokenId>) {
        let subject = if kind == PhraseKind::Cue {
            // "according to Kerry"
            self.mention_at(item + 1).map(|mention| Subject { mention, item: item + 1, link: Link::According })
        } else {
            self.subject_of(self.verb(item, Strength::Strong))
        };
        self.push(item, words, Strength::Strong, subject);
    }

    fn push(&mut self, item: ItemId, words: IdRange<TokenId>, strength: Strength, subject: Option<Subject>) {
        if let Some(subject) = subject {
            self.cues.roles[subject.item].add(Role::SUBJECT);
            if !self.cues.roles[subject.item].has(Role::PERCEIVED) {
                self.subject = Some(Subject { link: Link::Shared, ..subject });
            }
        }
        let id = self.cues.list.push(Cue { item, words, strength, subject });
        if subject.is_none() && strength >= Strength::Medium && self.begins_participle(self.verb(item, strength)) {
            self.participle = Some(id);
        }
    }

    fn verb(&self, item: ItemId, strength: Strength) -> Verb {
        let low = self.start.max(item.saturating_sub(REACH));
        Verb { item, strength, sentence: self.sentence(item), low }
    }

    /// Whether the mention at `item` is whom somebody perceives doing something: "I heard *her* laugh".
    fn is_perceived(&self, item: ItemId) -> bool {
        let may_perceive = |verb: ItemId| self.is_verb(verb) && perceives(self.text(verb));
        if item == self.start || !may_perceive(item - 1) {
            return false;
        }
        let next =
            ids(item + 1..(item + 1 + VERB_REACH).min(self.end)).find(|&k| !self.is_adverb(k) || self.is_verb(k));
        match next.map(|k| (k, self.classes(k))) {
            // "heard Hale had left"
            Some((_, classes)) if classes.any(Classes::ED.or(Classes::PAST).or(Classes::AUXILIARY)) => false,
            Some((_, classes)) if classes.any(Classes::VERBAL) => true,
            Some((k, _)) if k == item + 1 && is_participle(self.text(k)) => true,
            // "I could hardly hear him."
            _ => {
                let object = self.mention_at(item).map(|mention| &self.mentions.list[mention]);
                let is_person = |object: &Mention| object.is_object_form(self.tokens) || object.name().is_some();
                hears(self.text(item - 1)) && object.is_some_and(is_person)
            }
        }
    }

    /// Whether a thing that is the object of a verb stands right before the mention at `item`, so that a clause about it
    /// begins: "kept every letter *Hale* sent". "Gave Emma a letter" has two objects.
    fn is_behind_object(&self, item: ItemId) -> bool {
        let is_thing = |mention: MentionId| !self.mentions.list[mention].may_be_person();
        item >= self.start + 2
            && self.mention_at(item - 1).is_some_and(is_thing)
            && self.sentence(item - 2) == self.sentence(item)
            && self.classes(item - 2).any(Classes::VERBAL)
    }

    /// Whether the mention at `item` is followed by its verb and is not the object of the word before it.
    fn starts_clause(&self, item: ItemId, mention: MentionId) -> bool {
        if self.mentions.list[mention].is_object_form(self.tokens)
            || self.is_object(item)
            || self.stresses(item)
            || self.is_object_of_relative(item)
            || self.owns(item)
        {
            return false;
        }
        let is_passed = |k: ItemId| self.is_adverb(k) && !self.is_verb(k) || self.stresses(k);
        let behind = self.behind_dress(item);
        let next = ids(behind..(behind + VERB_REACH).min(self.end)).find(|&k| !is_passed(k));
        next.is_some_and(|k| self.is_verb(k)) || self.is_before_relative(item) || self.is_before_apposition(item)
    }

    /// Whether the verb of a relative clause takes the mention at `item` as its object: "the firm that built the bridge".
    fn is_object_of_relative(&self, item: ItemId) -> bool {
        let low = self.start.max(item.saturating_sub(VERB_REACH + 1));
        let verb = item.before().filter(|&verb| verb >= low && !self.classes(verb).any(Classes::CUE));
        verb.is_some_and(|verb| {
            let relative = ids(low..verb).rev().find(|&k| !self.is_filler(k));
            relative.is_some_and(|relative| self.begins_relative(relative, verb))
        })
    }

    /// Whether a relative pronoun at an item has its verb at another: "who cleans", where no list has the verb, and "that
    /// owned"; "that" begins other clauses as well.
    fn begins_relative(&self, relative: ItemId, verb: ItemId) -> bool {
        let text = self.text(verb);
        let is_past =
            || self.classes(verb).any(Classes::PAST.or(Classes::ED)) && !self.classes(verb).any(Classes::AUXILIARY);
        let is_form = || self.is_verb(verb) || is_past() || text.ends_with(['s', 'd']);
        let is_pronoun = self.classes(relative).any(Classes::RELATIVE);
        is_pronoun && is_form() || self.text(relative) == "that" && is_past()
    }

    /// The item behind a mention, and behind what it wears: "a clerk in black".
    fn behind_dress(&self, item: ItemId) -> ItemId {
        let is_dress = self.text(item + 1) == "in" && self.mention_at(item + 2).is_none() && self.is_verb(item + 3);
        if is_dress && item + 3 < self.end {
            item + 3
        } else {
            item + 1
        }
    }

    /// "Hale, who came", "a clerk in the office, who came", "the firm that built the bridge"
    fn is_before_relative(&self, item: ItemId) -> bool {
        let mut end = item + 1;
        while end < item + 1 + PREPOSITIONS && self.mention_at(end + 1).is_some() && self.is_object(end + 1) {
            end += 2;
        }
        let is_restrictive = || end == item + 1 && self.begins_relative(end, end + 1);
        self.text(end) == "," && self.classes(end + 1).any(Classes::RELATIVE) || is_restrictive()
    }

    /// "Hale, a clerk, was late", "Hale, 24, was late"
    fn is_before_apposition(&self, item: ItemId) -> bool {
        self.text(item + 1) == ","
            && self.text(item + 3) == ","
            && (self.mention_at(item + 2).is_some() || self.is_number(item + 2))
            && self.is_verb(item + 4)
    }
}

/// Where the subject of a verb is.
impl Reader<'_, '_> {
    /// The subject of a verb.
    fn subject_of(&self, verb: Verb) -> Option<Subject> {
        if verb.item >= verb.low + 2 && self.owns(verb.item - 2) {
            return self.shared(verb);
        }
        let Some(before) = self.before(verb) else {
            return if self.begins_participle(verb) { None } else { self.inverted(verb.item) };
        };
        match self.mentions.narration.at(before) {
            NarrationItem::Mention(_) => self.subject_at_mention(verb, before),
            // "Hale, whose “So” had become a joke, said"
            NarrationItem::Quote(_) if verb.strength == Strength::Unlisted && self.has_auxiliary(before, verb.item) => {
                self.shared(verb)
            }
            NarrationItem::Quote(_) => self.inverted(verb.item).or_else(|| self.shared(verb)),
            NarrationItem::Phrase(..) => self.shared(verb),
            NarrationItem::Word(_) => self.subject_at_word(verb, before),
        }
    }

    /// Whether the mention at an item, which a verb or a preposition governs, owns what stands behind it: "stealing
    /// Hale's stuffed pike". The "s" is no verb then, nor is the word that describes the noun.
    fn owns(&self, item: ItemId) -> bool {
        let is_noun = |k: ItemId| {
            let classes = self.classes(k);
            self.word(k).is_some_and(|word| self.tokens.words[word].is_word())
                && !classes.any(Classes::CLOSED | Classes::PREPOSITION | Classes::LY | Classes::ADVERB)
        };
        let is_governed = || self.is_object(item) || item > self.start && self.classes(item - 1).any(Classes::VERBAL);
        self.is_clitic(item + 1)
            && self.mention_at(item).is_some_and(|mention| self.mentions.list[mention].pronoun().is_none())
            && strength_of(self.classes(item + 2)).map_or(true, |strength| strength == Strength::Unlisted)
            && is_noun(item + 3)
            && is_governed()
    }

    /// Whether a verb is a participle that begins its sentence: "Calling it late", "Having called it late".
    fn begins_participle(&self, verb: Verb) -> bool {
        let is_having = verb.item > self.start
            && self.text(verb.item - 1) == "Having"
            && self.sentence(verb.item - 1) == verb.sentence;
        let first = if is_having { verb.item - 1 } else { verb.item };
        let begins = first == self.start || self.sentence(first - 1) != verb.sentence;
        begins && (is_having || self.classes(verb.item).any(Classes::ING | Classes::CUE_ING))
    }

    /// Whether an auxiliary stands between two items.
    fn has_auxiliary(&self, item: ItemId, verb: ItemId) -> bool {
        ids(item + 1..verb).any(|k| self.classes(k).any(Classes::AUXILIARY))
    }

    /// The item before a verb, its adverbs and auxiliaries left out; `None` where the sentence begins with them.
    fn before(&self, verb: Verb) -> Option<ItemId> {
        let mut first = verb.item;
        while first > verb.low && self.is_filler(first - 1) && self.reads(verb, first - 1) {
            steps::count(1);
            first -= 1;
        }
        (first > verb.low && self.reads(verb, first - 1)).then(|| first - 1)
    }

    /// The subject of a verb that follows a mention: "Kerry said".
    fn subject_at_mention(&self, verb: Verb, mention: ItemId) -> Option<Subject> {
        // "with Hale saying"
        if mention > verb.low
            && self.text(mention - 1) == "with"
            && self.reads(verb, mention - 1)
            && self.classes(verb.item).any(Classes::ING | Classes::CUE_ING)
        {
            return self.subject_at(mention, Link::Direct).or_else(|| self.shared(verb));
        }
        if self.is_object(mention) {
            return self.before_prepositions(verb, mention).or_else(|| self.shared(verb));
        }
        if self.cues.roles[mention].has(Role::PERCEIVED) {
            return self.subject_at(mention, Link::Direct);
        }
        // "Kerry had chased Orne much admired": the verb before takes the mention as its object.
        let follows_verb = || {
            self.reads(verb, mention - 1)
                && self.classes(mention - 1).any(Classes::VERBAL)
                && !self.classes(mention - 1).any(Classes::CUE)
        };
        let governed = mention > verb.low
            && (follows_verb() || self.is_object_of_relative(mention))
            && self.shared(verb).is_some_and(|subject| subject.item != mention);
        if governed {
            self.shared(verb)
        } else {
            self.subject_at(mention, Link::Direct).or_else(|| self.shared(verb))
        }
    }

    /// "Hale, in a letter to Orne, said": the object of a preposition is no subject, but the mention before it may be.
    fn before_prepositions(&self, verb: Verb, object: ItemId) -> Option<Subject> {
        let mut item = object;
        while item >= verb.low + 2
            && self.reads(verb, item - 2)
            && self.is_object(item)
            && self.mention_at(item - 2).is_some()
        {
            item -= 2;
        }
        self.subject_at(item, Link::Apposition).filter(|_| !self.is_object(item))
    }

    /// The subject of a verb that follows another word.
    fn subject_at_word(&self, verb: Verb, word: ItemId) -> Option<Subject> {
        let text = self.text(word);
        let classes = self.classes(word);
        if closes_apposition(text) {
            return self.subject_at_punctuation(verb, word);
        }
        if classes.any(Classes::RELATIVE) {
            return self.antecedent(verb, word).or_else(|| self.shared(verb));
        }
        // "Kerry turned and said", "Kerry began to say", "when asked"
        let joins = Classes::CONJUNCTION | Classes::VERBAL | Classes::SUBORDINATOR;
        if text == "to" || classes.any(joins) {
            return self.shared(verb);
        }
        let inverted = || self.inverted(verb.item).filter(|_| verb.strength > Strength::Unlisted);
        self.shared(verb).or_else(inverted).or_else(|| self.opening(verb).filter(|_| verb.strength > Strength::Weak))
    }

    /// The mention that opens the sentence of a verb, with nothing but a phrase of place between: "A driver at the next
    /// table opined".
    fn opening(&self, verb: Verb) -> Option<Subject> {
        let low = verb.low.max(verb.item.saturating_sub(OPENING));
        let goes_on = |&k: &ItemId| {
            let is_plain = self.mention_at(k).is_some() || self.word(k).is_some_and(|w| self.tokens.words[w].is_word());
            self.reads(verb, k) && is_plain && !self.is_verb(k) && !self.classes(k).any(Classes::CONJUNCTION)
        };
        let first = ids(low..verb.item).rev().take_while(goes_on).last()?;
        let begins = first == self.start || self.sentence(first - 1) != verb.sentence;
        let is_phrase = self.classes(first + 1).any(Classes::PREPOSITION);
        self.subject_at(first, Link::Direct).filter(|_| begins && is_phrase)
    }

    /// The subject of a verb that follows a comma, a dash or a bracket.
    fn subject_at_punctuation(&self, verb: Verb, mark: ItemId) -> Option<Subject> {
        if mark > verb.low && self.mentions.narration.is_quote(mark - 1) {
            return self.inverted(verb.item).or_else(|| self.shared(verb));
        }
        // "Kerry left, saying"
        if self.classes(verb.item).any(Classes::ING | Classes::CUE_ING) {
            return self.shared(verb);
        }
        let tail = self.inverted(verb.item).filter(|subject| self.closes_sentence(verb.item, subject.item));
        // "said the offer was late" is no "said Kerry".
        let inverted = || self.inverted(verb.item).filter(|subject| !self.is_verb(subject.item + 1));
        tail.or_else(|| self.apposition(verb, mark))
            .or_else(|| self.name_between(verb, mark))
            .or_else(|| self.shared(verb))
            .or_else(inverted)
    }

    /// "The head of the firm that built the mill, Edda Strand, said": the name between two marks, where the noun phrase
    /// before it is out of reach.
    fn name_between(&self, verb: Verb, mark: ItemId) -> Option<Subject> {
        let item = mark.before().filter(|&item| item > verb.low && self.reads(verb, item - 1))?;
        let is_named = self.mention_at(item).is_some_and(|mention| self.mentions.list[mention].name().is_some());
        let is_between = is_named && opens_apposition(self.text(item - 1));
        is_between.then(|| self.subject_at(item, Link::Apposition)).flatten()
    }

    /// Whether "said" and its subject end a sentence that is itself what was said: "The river would rise, said Edda
    /// Strand."
    fn closes_sentence(&self, verb: ItemId, subject: ItemId) -> bool {
        let next = subject + 1;
        let ends =
            || next >= self.end || matches!(self.text(next), "," | "." | ";" | "(") || self.ends_sentence(subject);
        matches!(self.text(verb), "said" | "says") && ends()
    }

    /// The mention before a relative pronoun: "Kerry, who said".
    fn antecedent(&self, verb: Verb, relative: ItemId) -> Option<Subject> {
        let before = relative.before()?;
        let item = if self.text(before) == "," { before.before()? } else { before };
        // "Hale, 24, who said"
        let item =
            if self.is_number(item) && self.text(item.before()?) == "," { item.before()?.before()? } else { item };
        let item = if self.text(relative) == "who" { self.member(verb, item) } else { item };
        self.subject_at(item, Link::Relative).filter(|_| item >= verb.low)
    }

    /// The person before the place or body to which a phrase at an item joins them: Hale in "Hale, of the University of
    /// Oslo, who said". The item itself if it is a person, or if the person is an object: "sent Hale to the board, who said".
    fn member(&self, verb: Verb, item: ItemId) -> ItemId {
        let may_be_person = |mention: MentionId| self.mentions.list[mention].may_be_person();
        let joins = item > verb.low && matches!(self.text(item - 1), "of" | "from" | "at" | "with" | "across");
        if item < verb.low + 2 || !joins || self.mention_at(item).map_or(true, may_be_person) {
            return item;
        }
        let has_comma = self.text(item - 2) == "," && item > verb.low + 2;
        let person = if has_comma { item - 3 } else { item - 2 };
        let is_object = person > self.start && self.classes(person - 1).any(Classes::VERBAL | Classes::PREPOSITION);
        let is_loose = !has_comma && self.text(item - 1) == "at";
        if self.mention_at(person).is_some_and(may_be_person) && !is_object && !is_loose {
            person
        } else {
            item
        }
    }

    /// The subject before an apposition that ends at the comma, dash or bracket at `close`.
    fn apposition(&self, verb: Verb, close: ItemId) -> Option<Subject> {
        // The first one counts of several marks that may open the apposition.
        let mut found = None;
        let mut open = close;
        while open > verb.low && self.sentence(open - 1) == verb.sentence {
            steps::count(1);
            open -= 1;
            if self.mentions.narration.is_quote(open) {
                break;
            }
            if open == verb.low || !opens_apposition(self.text(open)) {
                continue;
            }
            let item = open - 1;
            let is_governed = || item > verb.low && self.classes(item - 1).any(Classes::VERBAL);
            // "After the hearing, Hale, of the port, said"; but "after Hale, of the port, said"
            let is_time = || {
                let follows_time = || TIMES.iter().any(|word| self.text(item - 1).eq_ignore_ascii_case(word));
                found.is_some() && item > verb.low && follows_time()
            };
            if let Some(subject) = self.subject_at(item, Link::Apposition) {
                if !self.is_object(item) && !is_time() && !is_governed() {
                    found = Some(subject);
                }
            }
        }
        found.map(|subject| self.name_in_apposition(subject, close).unwrap_or(subject))
    }

    /// "The harbour master, Edda Strand, said": the name between the commas says more than the noun before them.
    fn name_in_apposition(&self, subject: Subject, close: ItemId) -> Option<Subject> {
        let is_named = |mention: MentionId| self.mentions.list[mention].name().is_some();
        let item = close.before()?;
        let mention = self.mention_at(item)?;
        // The noun, a mark, the name, a mark; or "the keeper, a widow named Edda Strand, said".
        let is_called = matches!(self.text(item - 1), "named" | "called");
        let stands_alone = subject.item + 3 == close || is_called && subject.item + 5 >= close;
        (stands_alone && is_named(mention) && !is_named(subject.mention)).then_some(Subject {
            mention,
            item,
            link: Link::Apposition,
        })
    }

    /// The agent of a verb in the passive: Kerry in "was called a folly by Kerry". The grammatical subject is what is
    /// talked about.
    fn agent(&self, verb: ItemId, strength: Strength) -> Option<Subject> {
        let mut before = ids(self.start..verb).rev().take(ADVERBS + 1);
        let being = before.find(|&k| !self.is_adverb(k));
        let is_passive = |being: ItemId| {
            self.classes(being).any(Classes::AUXILIARY)
                && BEING.contains(&self.text(being))
                && self.sentence(being) == self.sentence(verb)
        };
        // "Described by Kerry as “daft”, it was built."
        let is_reduced = self.text(verb + 1) == "by" && self.classes(verb).any(Classes::CUE_DESCRIBES);
        if !(is_reduced || being.is_some_and(is_passive)) || TAKES_UP.contains(&self.text(verb)) {
            return None;
        }
        let after = ids(verb + 1..(verb + 1 + AGENT).min(self.end));
        let mut after = after.take_while(|&k| self.sentence(k) == self.sentence(verb));
        let by = after.find(|&k| {
            steps::count(1);
            // "was said to be" is one verb, "was told that the mill was built" is two.
            self.text(k) == "by" || self.is_verb(k) && !(self.text(k) == "be" && self.text(k - 1) == "to")
        })?;
        if self.text(by) != "by" || by + 1 >= self.end {
            return None;
        }
        let item = self.name_behind(by + 1);
        let mention = self.mention_at(item).filter(|&mention| may_be_agent(&self.mentions.list[mention].kind))?;
        // "was branded “daft” by Kerry": what is quoted tells that any verb reports.
        let reports = strength >= Strength::Medium || ids(verb + 1..by).any(|k| self.mentions.narration.is_quote(k));
        reports.then_some(Subject { mention, item, link: Link::According })
    }

    /// "its builder, Edda Strand,": the name behind a noun phrase says more than the noun phrase at this item.
    fn name_behind(&self, item: ItemId) -> ItemId {
        let is_named = |item: ItemId| self.mention_at(item).is_some_and(|m| self.mentions.list[m].name().is_some());
        let ends = |item: ItemId| item >= self.end || matches!(self.text(item), "," | "." | ";" | "(");
        let is_apposed = !is_named(item) && self.text(item + 1) == "," && is_named(item + 2) && ends(item + 3);
        if is_apposed {
            item + 2
        } else {
            item
        }
    }

    /// The subject after its verb: "said Kerry".
    fn inverted(&self, verb: ItemId) -> Option<Subject> {
        let mut item = verb + 1;
        while item < self.end && item < verb + 1 + ADVERBS && self.is_adverb(item) {
            item += 1;
        }
        // "came the answer from Kerry"
        if matches!(self.item(verb), Some(NarrationItem::Phrase(..))) && self.text(item) == "from" {
            item += 1;
        }
        self.subject_at(item, Link::Inverted).filter(|_| self.sentence(item) == self.sentence(verb))
    }

    /// The subject of the clause before, if it is in the sentence of the verb.
    fn shared(&self, verb: Verb) -> Option<Subject> {
        self.subject.filter(|subject| self.sentence(subject.item) == verb.sentence)
    }

    /// The mention at an item as a subject, unless its form cannot be one ("him").
    fn subject_at(&self, item: ItemId, link: Link) -> Option<Subject> {
        let mention = self.mention_at(item)?;
        (!self.mentions.list[mention].is_object_form(self.tokens)).then_some(Subject { mention, item, link })
    }
}

/// The items of the paragraph at hand. Items outside of it have no text and no classes.
impl Reader<'_, '_> {
    fn sentence(&self, item: ItemId) -> u32 {
        self.mentions.narration.sentence(item)
    }

    /// Whether an item is in the sentence of a verb and near enough to be read for it.
    fn reads(&self, verb: Verb, item: ItemId) -> bool {
        item >= verb.low && self.sentence(item) == verb.sentence
    }

    fn item(&self, item: ItemId) -> Option<NarrationItem> {
        (self.start..self.end).contains(&item).then(|| self.mentions.narration.at(item))
    }

    fn word(&self, item: ItemId) -> Option<TokenId> {
        match self.item(item) {
            Some(NarrationItem::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn is_number(&self, item: ItemId) -> bool {
        self.word(item).is_some_and(|word| self.tokens.words[word].kind == TokenKind::Number)
    }

    fn mention_at(&self, item: ItemId) -> Option<MentionId> {
        match self.item(item) {
            Some(NarrationItem::Mention(mention)) => Some(mention),
            _ => None,
        }
    }

    /// The text of an item that is a single word or punctuation mark; empty for others.
    fn text(&self, item: ItemId) -> &str {
        self.word(item).map_or("", |word| self.tokens.word_text(word))
    }

    /// The classes of a single word; a phrasal verb ("went on") is a verb.
    fn classes(&self, item: ItemId) -> Classes {
        match self.item(item) {
            Some(NarrationItem::Word(word)) => self.tokens.classes(word),
            Some(NarrationItem::Phrase(PhraseKind::PhrasalVerb, ..)) => Classes::VERB,
            _ => Classes::NONE,
        }
    }

    /// "'s", "'d", "'ll": an auxiliary written onto the word before it.
    fn is_clitic(&self, item: ItemId) -> bool {
        self.word(item).is_some_and(|word| self.tokens.words[word].kind == TokenKind::Clitic)
    }

    fn is_adverb(&self, item: ItemId) -> bool {
        self.classes(item).any(Classes::LY | Classes::ADVERB)
    }

    fn is_verb(&self, item: ItemId) -> bool {
        // "used" is an adjective as often.
        let is_habit = || self.text(item) == "used" && self.text(item + 1) == "to";
        self.classes(item).any(Classes::VERBAL | Classes::AUXILIARY) || self.is_clitic(item) || is_habit()
    }

    /// Whether a word may stand between a subject and its verb: an adverb, an auxiliary, "all", "not".
    fn is_filler(&self, item: ItemId) -> bool {
        let classes = self.classes(item);
        classes.any(Classes::AUXILIARY | Classes::LY | Classes::QUANTIFIER)
            || classes.any(Classes::ADVERB) && !classes.any(Classes::CUE | Classes::VERB)
            || self.text(item) == "not"
            || self.is_clitic(item)
    }

    /// Whether a preposition right before an item takes it as its object. Words that are subordinators as well
    /// ("after") do not.
    fn is_object(&self, item: ItemId) -> bool {
        if item == self.start {
            return false;
        }
        let before = self.classes(item - 1);
        (before.any(Classes::PREPOSITION) || self.text(item - 1) == "to") && !before.any(Classes::SUBORDINATOR)
    }

    /// Whether an item is a pronoun that stresses the mention before it: "Kerry herself".
    fn stresses(&self, item: ItemId) -> bool {
        let first = |mention: MentionId| self.mentions.list[mention].words.start();
        let classes = self.mention_at(item).map_or(self.classes(item), |mention| self.tokens.classes(first(mention)));
        item > self.start && classes.any(Classes::REFLEXIVE) && self.mention_at(item - 1).is_some()
    }

    fn ends_sentence(&self, item: ItemId) -> bool {
        let next = item + 1;
        next < self.mentions.narration.end() && self.sentence(next) != self.sentence(item)
    }
}

/// How surely a word of some classes reports speech; `None` for what is no past form and not listed.
fn strength_of(classes: Classes) -> Option<Strength> {
    let is = |class: Classes| classes.any(class);
    match () {
        () if is(Classes::CUE_STRONG) => Some(Strength::Strong),
        () if is(Classes::CUE_MEDIUM | Classes::CUE_DESCRIBES) => Some(Strength::Medium),
        () if is(Classes::CUE_WEAK) => Some(Strength::Weak),
        () if is(Classes::ED) || is(Classes::VERB) && is(Classes::PAST) => Some(Strength::Unlisted),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Link::{According, Apposition, Direct, Inverted, Relative, Shared};
    use super::{Strength, ADVERBS, REACH};
    use crate::cue::cue::Cue;
    use crate::document::Document;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    /// The last cue of a text, and its words.
    fn last_cue<'t>(document: &Document<'t>) -> Option<(&'t str, Cue)> {
        let cue = document.cues.list.last()?;
        Some((&document.tokens.text[cue.span(&document.tokens)], cue.clone()))
    }

    #[test]
    fn verbs_have_their_subjects() {
        let rows = [
            ("Kerry said it was so.", ("said", Some(("Kerry", Direct)))),
            ("Kerry had not quite said it.", ("said", Some(("Kerry", Direct)))),
            ("\"It is so,\" Kerry said.", ("said", Some(("Kerry", Direct)))),
            ("\"It is so,\" Kerry went on.", ("went on", Some(("Kerry", Direct)))),
            ("\"It is so,\" said Kerry.", ("said", Some(("Kerry", Inverted)))),
            ("\"It is so,\" said very softly Kerry.", ("said", Some(("Kerry", Inverted)))),
            ("\"It is so,\" said him.", ("said", None)),
            ("The river would rise, said Edda Strand.", ("said", Some(("Edda Strand", Inverted)))),
            ("\"Yes,\" came the answer from Kerry.", ("came the answer", Some(("Kerry", Inverted)))),
            ("Kerry, the old secretary, said so.", ("said", Some(("Kerry", Apposition)))),
            ("Kerry (a man of few words) said so.", ("said", Some(("Kerry", Apposition)))),
            ("The harbour master, Edda Strand, said so.", ("said", Some(("Edda Strand", Apposition)))),
            ("Hale, in a letter to Orne, said so.", ("said", Some(("Hale", Apposition)))),
            ("The man who said so is Kerry.", ("said", Some(("The man", Relative)))),
            ("That is Kerry, who said so.", ("said", Some(("Kerry", Relative)))),
            ("Kerry rose and said so.", ("said", Some(("Kerry", Shared)))),
            ("Kerry began to say so.", ("say", Some(("Kerry", Shared)))),
            ("Kerry left, saying so.", ("saying", Some(("Kerry", Shared)))),
            ("Hale saw that Orne was late, and said so.", ("said", Some(("Hale", Shared)))),
            // The agent of a passive.
            ("The plan was called a folly by Kerry.", ("called", Some(("Kerry", According)))),
            ("The plan was described on Monday as \"a folly\" by Kerry.", ("described", Some(("Kerry", According)))),
            ("It was said to be \"a folly\" by its builder, Edda Strand.", ("said", Some(("Edda Strand", According)))),
            ("The plan was branded \"a folly\" by Kerry.", ("branded", Some(("Kerry", According)))),
            ("Kerry was quoted by the Post.", ("quoted", Some(("Kerry", Direct)))),
            ("Kerry was told of it by the window.", ("told", Some(("Kerry", Direct)))),
            ("Kerry herself was late and said so.", ("said", Some(("Kerry", Shared)))),
            (
                "The head of the firm that built the mill, Edda Strand, said so.",
                ("said", Some(("Edda Strand", Apposition))),
            ),
            // The verb of a relative clause takes the mention before the verb as its object.
            ("The man who fixes the clock said so.", ("said", Some(("The man", Shared)))),
            ("The man that killed Orne said so.", ("said", Some(("The man", Shared)))),
            // The verb before it takes Orne as its object.
            ("Kerry had chased Orne much admired.", ("admired", Some(("Kerry", Shared)))),
            // Whom somebody perceives.
            ("\"It is so,\" Hale heard Kerry shout.", ("shout", Some(("Kerry", Direct)))),
            ("Hale saw Kerry look up, and said so.", ("said", Some(("Hale", Shared)))),
            ("Kerry left. Then said so.", ("said", None)),
            // Whom the place or body behind a name has as a member.
            ("That is Kerry, of the University of Oslo, who said so.", ("said", Some(("Kerry", Relative)))),
            ("That is Kerry of Oslo, who said so.", ("said", Some(("Kerry", Relative)))),
            ("Speaking after the hearing, Kerry, of the port, said so.", ("said", Some(("Kerry", Apposition)))),
            ("Emma sent Kerry to the board, who said so.", ("said", Some(("the board", Relative)))),
            ("Emma saw Kerry from the board, who said so.", ("said", Some(("the board", Relative)))),
            // Whoever has something has not done it.
            ("A clerk accused of stealing Hale's stuffed pike said so.", ("said", Some(("A clerk", Shared)))),
            ("Kerry, whose \"folly\" has become a joke, said so.", ("said", Some(("Kerry", Shared)))),
            // A phrase of place between.
            ("A clerk at the next table said so.", ("said", Some(("A clerk", Direct)))),
            ("The plan, described by Kerry as late.", ("described", Some(("Kerry", According)))),
            ("It is so, according to Kerry.", ("according to", Some(("Kerry", According)))),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let (words, cue) = last_cue(&document).unwrap();
            (words, cue.subject.map(|subject| (document.mention_text(subject.mention), subject.link)))
        });
    }

    /// A participle at the start of a sentence has the subject of its main clause.
    #[test]
    fn participles_share_the_subject_behind_them() {
        let rows = [
            ("Calling the plan \"a folly\", Kerry left.", Some("Kerry")),
            ("Having called her rival \"a folly\", Kerry left.", Some("Kerry")),
            ("Calling it a folly when Hale came, Kerry left.", Some("Kerry")),
            ("Calling it a folly. Kerry left.", None),
            ("Calling the plan \"a folly\" is hard, Kerry thought.", None),
            ("Calling the plan \"a folly\" was a mistake Kerry made.", None),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let mut cues = document.cues.list.iter();
            let calling =
                cues.find(|cue| document.tokens.text[cue.span(&document.tokens)].to_lowercase().starts_with("call"));
            calling.and_then(|cue| cue.subject).map(|subject| document.mention_text(subject.mention))
        });
    }

    #[test]
    fn words_report_speech_by_their_class() {
        let rows = [
            ("Kerry said it.", Some(Strength::Strong)),
            ("Kerry went on.", Some(Strength::Strong)),
            ("Kerry called it a mistake.", Some(Strength::Medium)),
            ("Kerry smiled.", Some(Strength::Weak)),
            ("Kerry glimmered.", Some(Strength::Unlisted)),
            ("Kerry slept.", Some(Strength::Unlisted)),
            ("Kerry sleeps.", None),
        ];
        check(rows, |text| last_cue(&stages(text).0).map(|(_, cue)| cue.strength));
    }

    /// The mentions of a text that are subjects of verbs, and whether each is that of a subordinate clause.
    fn subjects<'t>(document: &Document<'t>) -> Vec<(&'t str, bool)> {
        let narration = &document.mentions.narration;
        let subjects = narration.ids().filter(|&item| document.cues.is_subject(item));
        let subjects = subjects.filter_map(|item| Some((document.mention_text(narration.mention(item)?), item)));
        subjects.map(|(text, item)| (text, document.cues.is_inner(item))).collect()
    }

    #[test]
    fn subjects_are_told_from_objects() {
        let rows = [
            ("Hale slept.", vec![("Hale", false)]),
            ("Hale often slept.", vec![("Hale", false)]),
            ("A clerk in black slept.", vec![("A clerk", false)]),
            ("Hale found a clerk in black.", vec![("Hale", false)]),
            ("Hale, who was tired, gave Orne the key.", vec![("Hale", false)]),
            ("Orne gave it to Hale was the rumour.", vec![("Orne", false)]),
            ("Hale saw that he was late.", vec![("Hale", false), ("he", true)]),
            ("Hale kept every letter Orne sent.", vec![("Hale", false), ("Orne", true)]),
            ("Hale gave Orne a card that burned.", vec![("Hale", false), ("a card", false)]),
            ("The key of Hale and of Orne.", vec![]),
            ("Hale herself slept.", vec![("Hale", false)]),
        ];
        check(rows, |text| subjects(&stages(text).0));
    }

    #[test]
    fn whoever_only_perceives_does_not_act() {
        let rows = [
            ("Hale heard him laugh.", "him".to_owned()),
            ("Hale could hear Orne softly typing.", "Orne".to_owned()),
            ("I watched the clerk look up.", "the clerk".to_owned()),
            ("Hale rose and heard him laugh.", "Hale him".to_owned()),
            ("Hale heard Orne.", "Orne".to_owned()),
            ("I could hardly hear him.", "him".to_owned()),
            ("I could hear her breathing.", "her".to_owned()),
            ("I heard her wedding march.", "I".to_owned()),
            ("Hale heard the bell.", "Hale".to_owned()),
            ("Hale heard Orne had left.", "Hale Orne".to_owned()),
            ("Hale kept her waiting.", "Hale".to_owned()),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let narration = &document.mentions.narration;
            let actors = narration.ids().filter(|&item| document.cues.acts(item));
            let actors = actors.filter_map(|item| Some(document.mention_text(narration.mention(item)?)));
            actors.collect::<Vec<_>>().join(" ")
        });
    }

    /// The work for a verb is bounded: a subject beyond the bound is not found.
    #[test]
    fn distances_are_bounded() {
        let inverted = |adverbs: usize| format!("\"So,\" said {}Kerry.", "softly ".repeat(adverbs));
        let apposed = |words: usize| format!("Kerry,{}, said so.", " the".repeat(words));
        let rows = [
            (inverted(ADVERBS), true),
            (inverted(ADVERBS + 1), false),
            // The name, a comma, the words, a comma, and the verb.
            (apposed(REACH - 3), true),
            (apposed(REACH + 1), false),
        ];
        check(rows, |text| last_cue(&stages(text).0).unwrap().1.subject.is_some());
    }
}
