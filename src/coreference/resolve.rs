//! The stage: walks through the narration once and tells for whom pronouns and noun phrases stand.

use crate::coreference::coreference::Coreference;
use crate::coreference::salience::{scaled, Antecedents, Factor, SalienceList, SalienceParams, WHOLE};
use crate::cue::cue::{Link, Strength};
use crate::document::Document;
use crate::mention::mention::{Mention, MentionKind, NounClass, Pronoun};
use crate::mention::name::EntityType;
use crate::mention::narration::NarrationItem;
use crate::people::build::LinkedMentions;
use crate::people::person::{People, PersonKind};
use crate::record::Gender;
use crate::util::ids::{ids, Column, Id, ItemId, MentionId, PersonId, QuoteId, TokenId};

/// Factor of a person without a name among the salient people of a quotation, and as antecedent of a pronoun: novels say "he"
/// of people who have names. With a factor of 1 whole novels lose half a point.
const NOMINAL: Factor = WHOLE / 4;
/// Maximum number of words of a noun phrase that opens a person; longer ones describe.
const NOUN_PHRASE: usize = 8;

/// Resolves the pronouns of the narration. Noun phrases that are subjects and stand for nobody known open people.
pub(crate) fn resolve_pronouns(
    document: &Document<'_>,
    params: &SalienceParams,
    linked: LinkedMentions,
) -> (People, Coreference) {
    let acts = acting(document, &linked);
    let LinkedMentions { people, person, weak_match } = linked;
    let mut resolver = Resolver {
        document,
        params,
        acts,
        speaks: speaking(document),
        people,
        coreference: Coreference::new(person, weak_match),
        salience: SalienceList::new(params.growth),
        named: Vec::new(),
        listed: MentionId::new(0),
    };
    resolver.coreference.salient.as_mut_vec().reserve_exact(document.quotes().len());
    resolver.walk();
    (resolver.people, resolver.coreference)
}

struct Resolver<'a, 't> {
    document: &'a Document<'t>,
    params: &'a SalienceParams,
    /// Whether a person is a subject or addressed anywhere. Shorter than the list of people, which grows.
    acts: Column<PersonId, bool>,
    /// Whether an item is the subject of a verb of speech.
    speaks: Column<ItemId, bool>,
    people: People,
    coreference: Coreference,
    salience: SalienceList,
    /// The people whom the quotation before names, until a name that is the subject of a verb of speech or the end of the sentence.
    named: Vec<PersonId>,
    /// One beyond the last mention that was read: nested mentions ("Emma's mother") come before the one around them, and are no
    /// items.
    listed: MentionId,
}

impl Resolver<'_, '_> {
    fn walk(&mut self) {
        let document = self.document;
        for (paragraph, &items) in document.mentions.paragraphs.enumerate() {
            let heading = document.tokens.is_heading(document.tokens.paragraphs[paragraph]);
            // Another chapter has other people.
            self.salience.fade(if heading { self.params.chapter } else { self.params.paragraph });
            self.named.clear();
            for item in items {
                if item > items.start() && !document.share_sentence(item, item - 1) {
                    self.salience.fade(self.params.sentence);
                    self.named.clear();
                }
                match document.item(item) {
                    NarrationItem::Word(_) | NarrationItem::Phrase(..) => {}
                    NarrationItem::Quote(quote) => self.quote(quote),
                    NarrationItem::Mention(mention) => self.mention(item, mention),
                }
            }
        }
    }

    fn quote(&mut self, quote: QuoteId) {
        let salient = self.salience.best(|person| {
            let nominal = self.people[person].kind == PersonKind::Nominal;
            self.is_person_like(person).then_some(if nominal { NOMINAL } else { WHOLE })
        });
        self.coreference.salient.push(salient);
        self.named.clear();
        let mentions = self.document.quotes()[quote].mentions;
        for mention in mentions {
            let Some(person) = self.coreference.person[mention] else { continue };
            let addressed = self.document.mentions.list[mention].vocative;
            // People who are only talked about are not present.
            if addressed || self.salience.contains(person) {
                self.salience.add(person, if addressed { self.params.addressed } else { self.params.spoken });
            }
            self.named.push(person);
        }
        self.listed = mentions.end();
    }

    fn mention(&mut self, item: ItemId, m: MentionId) {
        for nested in ids(self.listed..m) {
            if let Some(person) = self.coreference.person[nested] {
                self.salience.add(person, self.params.owner);
            }
        }
        self.listed = m + 1;
        let mention = &self.document.mentions.list[m];
        let weight = self.weight(item);
        if self.speaks[item] && mention.pronoun().is_none() {
            self.named.clear();
        }
        match (&mention.kind, mention.pronoun()) {
            (_, Some(Pronoun::He)) => self.he_or_she(m, Gender::Male, weight),
            (_, Some(Pronoun::She)) => self.he_or_she(m, Gender::Female, weight),
            (_, Some(Pronoun::It)) => {
                let organisation = PersonKind::Named(EntityType::Organisation);
                let antecedents =
                    self.salience.best(|person| (self.people[person].kind == organisation).then_some(WHOLE));
                self.coreference.set_antecedents(m, antecedents);
            }
            (MentionKind::Nominal { head, class: NounClass::Person }, _) if self.coreference.person[m].is_none() => {
                let is_subject = self.document.cues.is_subject(item);
                self.coreference.person[m] = self.with_title(mention, *head).or_else(|| {
                    // "The miller came out. He said": he is the miller.
                    let opens = is_subject && !mention.plural && mention.words.len() <= NOUN_PHRASE;
                    opens.then(|| self.people.nominal(&self.document.tokens, mention))
                });
            }
            _ => {}
        }
        if let Some(person) = self.coreference.person[m] {
            self.salience.add(person, weight);
        }
    }

    /// The weight of a mention by what it is in its clause.
    fn weight(&self, item: ItemId) -> u32 {
        let cues = &self.document.cues;
        match () {
            () if cues.is_subject(item) && cues.is_inner(item) => self.params.inner,
            () if self.speaks[item] => self.params.speaks,
            () if cues.is_subject(item) => self.params.subject,
            () => self.params.other,
        }
    }

    fn he_or_she(&mut self, m: MentionId, gender: Gender, weight: u32) {
        let antecedents: Antecedents = self.salience.best(|person| {
            let mut factor = self.agreement(person, gender)?;
            if !self.is_person_like(person) {
                let idle = self.params.idle.filter(|_| self.people[person].kind.may_speak())?;
                factor = scaled(factor, idle);
            }
            Some(if self.named.contains(&person) { scaled(factor, self.params.named) } else { factor })
        });
        if let Some(person) = antecedents.first() {
            self.salience.add(person, scaled(weight, self.params.pronoun));
        }
        self.coreference.set_antecedents(m, antecedents);
    }

    /// Whether somebody may be "he" or "she". A name of unknown type may be a house's, unless it acts or is addressed.
    fn is_person_like(&self, person: PersonId) -> bool {
        match self.people[person].kind {
            kind if !kind.may_speak() => false,
            // People who were opened after `acts` was made are no such names.
            PersonKind::Named(EntityType::Unknown) => self.acts.get(person).copied().unwrap_or(false),
            _ => true,
        }
    }

    /// Factor of a person as antecedent of a pronoun: by gender, and lower for people without a name.
    fn agreement(&self, person: PersonId, gender: Gender) -> Option<Factor> {
        let person = &self.people[person];
        let factor = match person.gender {
            known if known == gender => WHOLE,
            Gender::Unknown => self.params.unknown,
            _ => return None,
        };
        Some(if person.kind == PersonKind::Nominal { scaled(factor, NOMINAL) } else { factor })
    }

    /// "the colonel": the most salient person who has that title.
    fn with_title(&self, mention: &Mention, head: TokenId) -> Option<PersonId> {
        let tokens = &self.document.tokens;
        let definite = tokens.word_text(mention.words.start()).eq_ignore_ascii_case("the");
        if !(definite || tokens.words[head].is_capitalised()) || mention.words.len() > 2 {
            return None;
        }
        let noun = tokens.words[head].id;
        let lexicon = tokens.vocabulary.lexicon();
        let has_title = |person| self.people.titles(person).any(|title| lexicon.same_title(title, noun));
        self.salience.best(|person| has_title(person).then_some(WHOLE)).first()
    }
}

/// For each item, whether it is the subject of a verb of speech.
fn speaking(document: &Document<'_>) -> Column<ItemId, bool> {
    let mut speaks = Column::filled(false, document.mentions.narration.len());
    for cue in document.cues.list.iter().filter(|cue| cue.strength >= Strength::Medium) {
        let Some(subject) = cue.subject else { continue };
        // "the adviser to Hale who said" may mean the adviser; "Hale, who said" means Hale.
        let loose = subject.link == Link::Relative && document.word(subject.item + 1) != ",";
        speaks[subject.item] |= !loose;
    }
    speaks
}

/// For each person, whether they are the subject of a verb or addressed anywhere in the text.
fn acting(document: &Document<'_>, linked: &LinkedMentions) -> Column<PersonId, bool> {
    let Document { mentions, cues, .. } = document;
    let mut acts = Column::filled(false, linked.people.list.len());
    let subjects = mentions.narration.ids().filter(|&item| cues.is_subject(item));
    let subjects = subjects.filter_map(|item| mentions.narration.mention(item));
    let addressed = mentions.list.ids().filter(|&m| mentions.list[m].vocative);
    for person in subjects.chain(addressed).filter_map(|m| linked.person[m]) {
        acts[person] = true;
    }
    acts
}
