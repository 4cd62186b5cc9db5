//! The stage: reads the narration once and resolves pronouns and noun phrases.
//!
//! A salience list holds the people of the last sentences with their weights. Each mention adds to the weight of its
//! person, each sentence, paragraph and chapter lets all weights fade, and a pronoun has the heaviest people of its
//! gender as antecedents.

use std::collections::{HashMap, HashSet};

use crate::coreference::apposition::Appositions;
use crate::coreference::coreference::Coreference;
use crate::coreference::salience::{scaled, Antecedents, Factor, SalienceList, SalienceParams, WHOLE};
use crate::cue::cue::{Link, Strength};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::name::EntityType;
use crate::mention::narration::NarrationItem;
use crate::people::build::LinkedMentions;
use crate::people::person::{People, PersonKind};
use crate::record::Gender;
use crate::util::ids::{ids, Column, Id, ItemId, MentionId, PersonId, QuoteId, WordId};

/// Factor of a person without a name, as antecedent of a pronoun and among the salient people of a quotation: novels
/// say "he" of people who have names. With a factor of 1 the accuracy on whole novels is half a point lower.
const NOMINAL: Factor = WHOLE / 4;

/// Maximum distance, in items, from an animal or a machine to "it said".
const THING: usize = 40;

/// Maximum distance, in items, from two people to "the former" or "the latter".
const PAIR: usize = 60;

/// Maximum number of items from "it" to the quotation that it leads to: "It said softly, “…”".
const LEAD: usize = 5;

/// Resolves the pronouns and noun phrases of the narration. A noun phrase that is a subject and stands for no known
/// person opens one.
///
/// `linked` is taken apart: from here on [`Coreference::person`] tells the person of a mention.
pub(crate) fn resolve_pronouns(
    document: &Document<'_>,
    params: &SalienceParams,
    linked: LinkedMentions,
) -> (People, Coreference) {
    let acts = acting(document, &linked);
    let appositions = Appositions::find(document, &linked);
    let LinkedMentions { mut people, mut person, weak_match } = linked;
    for apposition in appositions.list() {
        person[apposition.mention] = Some(apposition.person);
        let gender = &mut people.list[apposition.person].gender;
        *gender = document.mentions.list[apposition.mention].gender.or(*gender);
    }
    let mut resolver = Resolver {
        document,
        params,
        introduced: Column::filled(false, acts.len()),
        source: None,
        subject: None,
        thing: None,
        mentioned_last: None,
        pair: None,
        paragraph: ItemId::default(),
        acts,
        appositions,
        relatives: HashMap::new(),
        last_relative: HashMap::new(),
        called: HashMap::new(),
        met: HashMap::new(),
        institutions: HashSet::new(),
        speaks: speaking(document),
        people,
        coreference: Coreference::new(person, weak_match),
        salience: SalienceList::new(params.growth),
        named: Vec::new(),
        unread: MentionId::new(0),
    };
    resolver.coreference.salient.as_mut_vec().reserve_exact(document.quotes().len());
    resolver.read();
    let Resolver { mut people, coreference, .. } = resolver;
    // Those of names were counted when they were linked.
    for &person in coreference.person.iter().flatten() {
        if people[person].kind == PersonKind::Called {
            people.list[person].mentions += 1;
        }
    }
    (people, coreference)
}

/// Reads one item of the narration after the other.
pub(crate) struct Resolver<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) params: &'a SalienceParams,
    /// Whether a person is the subject of a verb or addressed anywhere in the text. Shorter than the list of people,
    /// which grows.
    acts: Column<PersonId, bool>,
    pub(crate) appositions: Appositions,
    /// By a person and a noun, the relative whom the text calls "Nita's mother".
    pub(crate) relatives: HashMap<(PersonId, WordId), PersonId>,
    /// By the noun, the relative who was named last.
    pub(crate) last_relative: HashMap<WordId, PersonId>,
    /// By the words, who is called by a noun as by a name.
    pub(crate) called: HashMap<Vec<WordId>, PersonId>,
    /// By the noun, who was met last as "a tall man", and is "the man" from then on in a scene.
    pub(crate) met: HashMap<WordId, PersonId>,
    /// The people without a name who are institutions.
    pub(crate) institutions: HashSet<PersonId>,
    /// Whether an item is the subject of a verb of speech.
    pub(crate) speaks: Column<ItemId, bool>,
    pub(crate) people: People,
    pub(crate) coreference: Coreference,
    pub(crate) salience: SalienceList,
    /// The people whom the last quotation names. Empty after the end of its sentence, and after a name that is the
    /// subject of a verb of speech.
    named: Vec<PersonId>,
    /// Whether a full name of a person was read. As long as `acts`.
    introduced: Column<PersonId, bool>,
    /// The person without a name who is the last subject of the paragraph; in news, whom the paragraph introduced last
    /// as a source: "A resident said".
    source: Option<PersonId>,
    /// The person who is the last subject of the sentence.
    subject: Option<PersonId>,
    /// The animal or thing that is the last subject, and its item.
    thing: Option<(ItemId, MentionId)>,
    /// The last person whom the sentence mentions so far, not by a pronoun.
    mentioned_last: Option<PersonId>,
    /// The last two people whom a sentence of the narration mentions, in order, and where: the former and the latter.
    pair: Option<(PersonId, PersonId, ItemId)>,
    /// The first item of the paragraph that is read.
    paragraph: ItemId,
    /// The first mention that is not read yet. Nested mentions ("Emma" in "Emma's mother") come before the one around
    /// them and are no items: they are read with it.
    unread: MentionId,
}

impl Resolver<'_, '_> {
    fn read(&mut self) {
        let document = self.document;
        for (paragraph, &items) in document.mentions.paragraphs.enumerate() {
            let heading = document.tokens.is_heading(document.tokens.paragraphs[paragraph]);
            // After a heading the people of the chapter before matter little.
            self.salience.fade(if heading { self.params.chapter } else { self.params.paragraph });
            self.named.clear();
            self.paragraph = items.start();
            (self.source, self.subject, self.mentioned_last) = (None, None, None);
            for item in items {
                if item > items.start() && !document.share_sentence(item, item - 1) {
                    self.salience.fade(self.params.sentence);
                    self.named.clear();
                    (self.subject, self.mentioned_last) = (None, None);
                }
                match document.item(item) {
                    NarrationItem::Word(_) | NarrationItem::Phrase(..) => {}
                    NarrationItem::Quote(quote) => self.read_quote(quote),
                    NarrationItem::Mention(mention) => self.read_mention(item, mention),
                }
            }
        }
    }

    fn read_quote(&mut self, quote: QuoteId) {
        let salient = self.salience.best(|person| {
            let nominal = self.people[person].kind == PersonKind::Nominal;
            self.is_person_like(person).then_some(if nominal { NOMINAL } else { WHOLE })
        });
        self.coreference.salient.push(salient);
        self.named.clear();
        let mentions = self.document.quotes()[quote].mentions;
        for mention in mentions {
            let Some(person) = self.coreference.person[mention] else {
                self.coreference.person[mention] = self.addressed(mention);
                continue;
            };
            let addressed = self.document.mentions.list[mention].vocative;
            // People who are talked about need not be present: that adds weight only to those who are in the list.
            if addressed || self.salience.contains(person) {
                self.salience.add(person, if addressed { self.params.addressed } else { self.params.spoken });
            }
            self.named.push(person);
        }
        self.unread = mentions.end();
    }

    fn read_mention(&mut self, item: ItemId, m: MentionId) {
        for nested in ids(self.unread..m) {
            if let Some(person) = self.coreference.person[nested] {
                self.salience.add(person, self.params.owner);
            }
        }
        self.unread = m + 1;
        let mention = &self.document.mentions.list[m];
        self.appositions.read_to(self.document, m);
        let is_first = self.is_first_full_name(m);
        let steps_in = !self.params.press && !self.document.cues.is_subject(item) && self.steps_in(m);
        let weight = if steps_in { self.params.subject } else { self.weight(item, is_first) };
        if self.speaks[item] && mention.pronoun().is_none() {
            self.named.clear();
        }
        match (&mention.kind, mention.pronoun()) {
            (_, Some(Pronoun::He | Pronoun::She)) => self.he_or_she(m, mention.gender, weight, self.speaks[item]),
            (_, Some(Pronoun::It)) => self.it(item, m),
            (MentionKind::Name(_), _) if self.is_epithet(item, m) => {
                self.coreference.person[m] = self.known_by_epithet().or(self.coreference.person[m]);
            }
            (MentionKind::Name(name), _) if self.is_bare_office(m, name) => {
                self.coreference.person[m] = self.with_office(name).or(self.coreference.person[m]);
            }
            (MentionKind::Nominal { head, class }, _) => {
                let of_pair = self.one_of_pair(item, m);
                if of_pair.is_some() {
                    self.coreference.called.insert(m);
                }
                self.coreference.person[m] = match of_pair.or(self.coreference.person[m]) {
                    None => self.person_of_noun(item, m, *head, *class),
                    // "The doctor" is a description of a character who is far away, and the title of somebody here.
                    Some(owner) if self.is_far(m, owner) => self.with_title(m, *head).or(Some(owner)),
                    known => known,
                };
            }
            _ => {}
        }
        if self.document.cues.is_subject(item) {
            self.subject = self.coreference.person[m];
            if self.may_be_thing(m) {
                self.thing = Some((item, m));
            }
        }
        if let Some(person) = self.coreference.person[m] {
            let tells = mention.pronoun().is_none() && self.one_of_pair(item, m).is_none();
            if tells && self.people[person].kind.may_speak() {
                let before = self.mentioned_last.replace(person).filter(|&before| before != person);
                self.pair = before.map(|before| (before, person, item)).or(self.pair);
            }
            self.salience.add(person, weight);
            let acts = self.document.cues.is_subject(item) && !self.document.cues.is_inner(item);
            // "The tenant has not slept since": news that begin a paragraph with somebody go on with what he says.
            let is_source = if self.params.press {
                self.speaks[item] && self.people.is_introduced(person, &self.document.tokens)
                    || acts && (item == self.paragraph || self.source.is_some())
            } else {
                acts || steps_in
            };
            if is_source {
                self.source = Some(person).filter(|&person| self.people[person].kind == PersonKind::Nominal);
            }
        }
    }

    /// The person for whom "the former" or "the latter" stands.
    fn one_of_pair(&self, item: ItemId, m: MentionId) -> Option<PersonId> {
        let Document { mentions, tokens, .. } = self.document;
        let mention = &mentions.list[m];
        let head = mention.head().filter(|_| mention.words.len() == 2)?;
        let pair = self.pair.filter(|&(.., last)| last + PAIR >= item);
        match tokens.word_text(head) {
            "former" => pair.map(|(former, ..)| former),
            "latter" => pair.map(|(_, latter, _)| latter),
            _ => None,
        }
    }

    /// Whether a noun phrase is a description of a character of the cast who is not salient, and no apposition.
    fn is_far(&self, m: MentionId, owner: PersonId) -> bool {
        let is_described = self.people[owner].kind == PersonKind::Cast;
        is_described && !self.salience.contains(owner) && !self.coreference.is_named_behind(self.document, m)
    }

    /// The weight of a mention, by what it is in its clause, and by whether it is the first full name of a person.
    fn weight(&self, item: ItemId, is_first: bool) -> u32 {
        let cues = &self.document.cues;
        let is_subject = cues.is_subject(item);
        match () {
            () if is_subject && cues.is_inner(item) => self.params.inner,
            () if self.speaks[item] => self.params.speaks,
            () if is_subject && is_first && self.document.share_sentence(self.paragraph, item) => {
                self.params.introduced
            }
            () if is_subject => self.params.subject,
            () if is_first => self.params.first,
            () => self.params.other,
        }
    }

    /// Whether a mention is the first full name of a person. Each call is for a later mention.
    fn is_first_full_name(&mut self, m: MentionId) -> bool {
        let Some(person) = self.coreference.person[m] else { return false };
        let is_full = self.document.mentions.list[m].name().is_some_and(|name| name.core.len() > 1);
        // Nobody who is opened while the text is read has a name.
        let is_first = is_full && self.introduced.get(person) == Some(&false);
        if is_first {
            self.introduced[person] = true;
        }
        is_first
    }

    /// The antecedents of "he" or "she", and of "her voice". `speaks`: it is the subject of a verb of speech.
    pub(crate) fn he_or_she(&mut self, m: MentionId, gender: Gender, weight: u32, speaks: bool) {
        // "The soldier looked at her": she is somebody else.
        let is_object = self.document.mentions.list[m].is_object_form(&self.document.tokens);
        let subject = self.subject.filter(|_| is_object);
        let antecedents: Antecedents = self.salience.best(|person| {
            let mut factor = self.agreement(person, gender).filter(|_| subject != Some(person))?;
            if !self.is_person_like(person) {
                let may_act = self.people[person].kind.may_speak() && !self.institutions.contains(&person);
                let idle = self.params.idle.filter(|_| may_act)?;
                factor = scaled(factor, idle);
            }
            Some(if self.named.contains(&person) { scaled(factor, self.params.named) } else { factor })
        });
        let is_nobody = antecedents.first().is_none() && speaks && !self.params.press;
        let antecedents = if is_nobody { self.misjudged() } else { antecedents };
        if let Some(person) = antecedents.first() {
            self.salience.add(person, scaled(weight, self.params.pronoun));
            // "The concierge came out. “No,” she said": she is a woman from then on.
            // "Delroy Hines has died. He was 83": nobody else can be meant.
            let is_only = self.params.press && antecedents.people().count() == 1;
            let known = &mut self.people.list[person].gender;
            if (self.source == Some(person) || is_only) && *known == Gender::Unknown {
                *known = gender;
            }
        }
        self.coreference.set_antecedents(m, antecedents);
    }

    /// The most salient person with a name that tells nothing, for "he" or "she" who says something in fiction and can be
    /// nobody else: the pronouns that told another gender meant others.
    fn misjudged(&mut self) -> Antecedents {
        let tells_nothing = |person: PersonId| self.people[person].kind == PersonKind::Named(EntityType::Unknown);
        let may_be = |person: PersonId| tells_nothing(person) && self.is_person_like(person);
        let antecedents: Antecedents = self.salience.best(|person| may_be(person).then_some(WHOLE));
        if let Some(person) = antecedents.first() {
            self.people.list[person].gender = Gender::Unknown;
        }
        antecedents
    }

    /// The antecedents of "it" are organisations, and institutions that spoke. In fiction "it said" is the animal or the
    /// machine of which the text has just told.
    fn it(&mut self, item: ItemId, m: MentionId) {
        let is_named = |person: PersonId| self.people[person].kind == PersonKind::Named(EntityType::Organisation);
        let speaks = |person: PersonId| is_named(person) || self.institutions.contains(&person);
        let antecedents = self.salience.best(|person| speaks(person).then_some(WHOLE));
        let narration = &self.document.mentions.narration;
        // "it said" beside what it said
        let beside = || {
            let follows = item > self.paragraph && narration.is_quote(item - 1);
            let in_sentence = |&near: &ItemId| self.document.share_sentence(near, item);
            let mut next = ids(item + 1..narration.end()).take(LEAD).take_while(in_sentence);
            follows || next.any(|near| narration.is_quote(near))
        };
        let thing = self.thing.filter(|&(last, _)| !self.params.press && last + THING >= item);
        let thing = thing.filter(|_| self.speaks[item] && beside());
        if let (None, Some((_, thing))) = (antecedents.first(), thing) {
            let mention = &self.document.mentions.list[thing];
            let known = self.coreference.person[thing];
            let person = known.unwrap_or_else(|| self.people.nominal_in_fiction(&self.document.tokens, mention));
            self.coreference.person[thing] = Some(person);
            self.coreference.person[m] = Some(person);
            return;
        }
        self.coreference.set_antecedents(m, antecedents);
    }

    /// Whether a mention may be an animal or a machine: "the crow", or "V-11", whose name tells no gender.
    fn may_be_thing(&self, m: MentionId) -> bool {
        let mention = &self.document.mentions.list[m];
        match &mention.kind {
            MentionKind::Nominal { head, class: NounClass::Other } => {
                let classes = self.document.tokens.classes(*head);
                !mention.plural && !classes.any(Classes::PART_NOUN | Classes::CUE_NOUN)
            }
            MentionKind::Name(_) => {
                self.coreference.person[m].is_some_and(|person| self.people[person].gender == Gender::Unknown)
            }
            _ => false,
        }
    }

    /// Whether a person may be "he" or "she". A name of unknown type may name a house, unless it acts or is addressed.
    pub(crate) fn is_person_like(&self, person: PersonId) -> bool {
        match self.people[person].kind {
            kind if !kind.may_speak() => false,
            PersonKind::Nominal => !self.institutions.contains(&person),
            // OK because people who are opened after `acts` is made have no name.
            PersonKind::Named(EntityType::Unknown) => self.acts.get(person).copied().unwrap_or(false),
            _ => true,
        }
    }

    /// Factor of a person as antecedent of a pronoun of a gender; `None` for people of the other one.
    pub(crate) fn agreement(&self, person: PersonId, gender: Gender) -> Option<Factor> {
        if self.source == Some(person) && self.people[person].gender.agrees(gender) {
            return Some(WHOLE);
        }
        let person = &self.people[person];
        let factor = match person.gender {
            known if known == gender => WHOLE,
            Gender::Unknown => self.params.unknown,
            _ => return None,
        };
        Some(if person.kind == PersonKind::Nominal { scaled(factor, NOMINAL) } else { factor })
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

/// For each person, whether it is the subject of a verb or addressed anywhere in the text.
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

#[cfg(test)]
mod tests {
    use super::resolve_pronouns;
    use crate::coreference::coreference::Coreference;
    use crate::coreference::salience::SalienceParams;
    use crate::document::Document;
    use crate::people::cast::Cast;
    use crate::people::person::People;
    use crate::record::Gender;
    use crate::tests::stages::{cast, name_of, resolved, stages, stages_with_cast};
    use crate::tests::table::check;
    use crate::util::ids::{Id, MentionId};

    /// The pronouns of a text with their antecedents, best first.
    fn antecedents<'t>(
        (document, people, coreference): &(Document<'t>, People, Coreference),
    ) -> Vec<(&'t str, Vec<&'t str>)> {
        let pronouns = document.mentions.list.enumerate().filter(|(_, mention)| mention.pronoun().is_some());
        let names = |m| coreference.antecedents(m).people().map(|person| name_of(document, people, person)).collect();
        pronouns.map(|(m, _)| (document.mention_text(m), names(m))).collect()
    }

    /// For whom "it" stands where it speaks.
    #[test]
    fn animals_and_machines_speak() {
        let rows = [
            ("The crow hopped. “Bread,” it said.", Some("The crow")),
            ("The crow hopped. It said softly, “Bread.”", Some("The crow")),
            ("V-11 turned. “Bread,” it said.", Some("V-11")),
            ("Emma turned. “Bread,” it said.", None),
            ("The crow hopped. It began to rain. “Bread,” said Tom.", None),
            ("Her voice broke. “Bread,” it said.", None),
        ];
        check(rows, |text| {
            let (document, people, coreference) = resolved(text);
            let it =
                document.mentions.list.enumerate().find(|(m, _)| document.mention_text(*m).eq_ignore_ascii_case("it"));
            let name = coreference.person[it.unwrap().0].map(|person| name_of(&document, &people, person).to_owned());
            ["The crow", "V-11"].into_iter().find(|&known| name.as_deref() == Some(known))
        });
    }

    /// For whom "the former" and "the latter" stand.
    #[test]
    fn the_former_and_the_latter_are_of_a_pair() {
        let rows = [
            ("Tom met Judith. The latter ate.", vec!["judith"]),
            ("Tom met Judith. The former ate.", vec!["tom"]),
            ("Tom met Judith. Tom ate. The latter left.", vec!["judith"]),
            ("Tom met Judith. The latter told the former. The former ate.", vec!["judith", "tom", "tom"]),
            ("Tom ate. The latter left.", vec![]),
            ("Tom met Judith. The latter half was late.", vec![]),
        ];
        check(rows, |text| {
            let (document, people, coreference) = resolved(text);
            let of_pair = document.mentions.list.ids().filter(|&m| {
                let text = document.mention_text(m).to_lowercase();
                text == "the former" || text == "the latter"
            });
            let of_pair = of_pair.filter_map(|m| coreference.person[m]);
            of_pair
                .map(|person| if name_of(&document, &people, person) == "Tom" { "tom" } else { "judith" })
                .collect::<Vec<_>>()
        });
    }

    #[test]
    fn pronouns_have_antecedents() {
        let rows = [
            ("Tom slept. He ate.", vec![("He", vec!["Tom"])]),
            ("Tom met Judith. She ate.", vec![("She", vec!["Judith"])]),
            // The subject is more salient than the object, and the last sentence more than the one before.
            ("Tom met Simon. He ate.", vec![("He", vec!["Tom", "Simon"])]),
            (
                "Tom slept. The sun rose. It was warm there. Simon ate. He left.",
                vec![("It", vec![]), ("He", vec!["Simon", "Tom"])],
            ),
            // Gender unknown, less likely.
            ("Qorrin slept. Tom ate. She left.", vec![("She", vec!["Qorrin"])]),
            ("Qorrin slept. Qorrin rose. Tom ate. He left.", vec![("He", vec!["Tom", "Qorrin"])]),
            // The owner is mentioned too.
            ("The boat of Tom sank. He swam.", vec![("He", vec!["Tom"])]),
            ("The miller came out. He ate.", vec![("He", vec!["The miller"])]),
            // Whoever steps in weighs as much as a subject.
            ("Up came an old sailor past Tom. He ate.", vec![("He", vec!["an old sailor", "Tom"])]),
            ("Tom left when in walked a sailor. He ate.", vec![("He", vec!["Tom", "a sailor"])]),
            // "He" meant somebody else.
            (
                "Qorrin met him. He left. “So,” she said.",
                vec![("him", vec![]), ("He", vec!["Qorrin"]), ("she", vec!["Qorrin"])],
            ),
            // A name that never acts may be a house, but is meant where nobody else can be.
            ("They walked up to Qorrin. He ate.", vec![("They", vec![]), ("He", vec!["Qorrin"])]),
            // A place.
            ("They walked through Qorrin. He ate.", vec![("They", vec![]), ("He", vec![])]),
            ("\"He is late,\" said Tom.", vec![("He", vec![])]),
            ("They met at Reuters. It was quiet.", vec![("They", vec![]), ("It", vec!["Reuters"])]),
        ];
        check(rows, |text| antecedents(&resolved(text)));
    }

    #[test]
    fn news_prefers_the_last_source() {
        let text = "Tom said so. Tom met Tom and Tom. Simon said so. He left.";
        let (document, linked) = stages(text);
        let (people, coreference) = resolve_pronouns(&document, &SalienceParams::NEWS, linked);
        assert_eq!(antecedents(&(document, people, coreference)), [("He", vec!["Simon", "Tom"])]);
        assert_eq!(antecedents(&resolved(text)), [("He", vec!["Tom", "Simon"])]);
    }

    #[test]
    fn news_go_on_with_whom_a_paragraph_begins() {
        let rows = [
            ("A clerk said so.\n\nThe tenant slept. He left.", "The tenant"),
            // The subject of the last sentence, but not its object.
            ("A clerk said so.\n\nThen the tenant slept. He left.", "the tenant"),
            ("A clerk said so.\n\nThere was the tenant. He left.", "A clerk"),
            ("A clerk said so.\n\nThe tenant slept. Simon ate. He left.", "Simon"),
        ];
        check(rows.map(|(text, name)| (text, name.to_owned())), |text| {
            let (document, linked) = stages(text);
            let (people, coreference) = resolve_pronouns(&document, &SalienceParams::NEWS, linked);
            let pronouns = antecedents(&(document, people, coreference));
            pronouns[0].1[0].to_owned()
        });
    }

    #[test]
    fn offices_and_peoples_are_those_of_somebody() {
        let rows = [
            ("Chief Inspector Hale slept. The Chief Inspector said so.", Some("Chief Inspector Hale")),
            ("Hale slept. The Chief Inspector said so.", Some("Chief Inspector")),
            ("Dr. Hale slept. Simon rose. The Chief Doctor said so.", Some("Dr. Hale")),
            ("Tom Hale slept. The South African said so.", Some("Tom Hale")),
        ];
        check(rows.map(|(text, name)| (text, name.map(str::to_owned))), |text| {
            let (document, linked) = stages(text);
            let (people, coreference) = resolve_pronouns(&document, &SalienceParams::NEWS, linked);
            let last = document.mentions.list.ids().next_back().unwrap();
            coreference.person[last].map(|person| name_of(&document, &people, person).to_owned())
        });
    }

    fn last_noun_phrase(document: &Document<'_>) -> MentionId {
        let mut nominals = document.mentions.list.enumerate().filter(|(_, mention)| mention.head().is_some());
        nominals.next_back().unwrap().0
    }

    #[test]
    fn the_first_pronoun_tells_the_gender_of_the_last_subject() {
        let rows = [
            ("The porter slept. She ate.", Gender::Female),
            ("The porter slept. He ate, and she left.", Gender::Male),
            ("Judith met the porter. She ate.", Gender::Unknown),
            // An object is somebody else.
            ("Judith slept. The porter looked at her.", Gender::Unknown),
            ("The porter slept.\n\nShe ate.", Gender::Unknown),
        ];
        check(rows, |text| {
            let (document, people, coreference) = resolved(text);
            let mut nouns = document.mentions.list.enumerate().filter(|(_, mention)| mention.head().is_some());
            people[coreference.person[nouns.next().unwrap().0].unwrap()].gender
        });
    }

    #[test]
    fn noun_phrases_stand_for_people() {
        let rows = [
            ("Colonel Hale slept. The colonel ate.", Some("Colonel Hale")),
            ("Dr. Hale slept. Colonel Orne rose. The doctor ate.", Some("Dr. Hale")),
            // Not the bearer of the title.
            ("Colonel Hale slept. The tall colonel ate.", Some("The tall colonel")),
            ("Colonel Hale slept. A colonel ate.", Some("A colonel")),
            ("A miller slept. The miller ate.", Some("The miller")),
            ("Nita's sister slept.", Some("Nita's sister")),
            ("Nita's sisters slept.", None),
            ("Hale saw the miller.", Some("the miller")),
            ("Hale saw a miller.", Some("a miller")),
            ("Behind the desk of the second house was a miller.", Some("a miller")),
            ("Hale said that there was a miller.", Some("a miller")),
            // Nobody who was met.
            ("Hale was a miller.", None),
            ("Hale became a miller.", None),
            ("Hale slept like a miller.", None),
            // Another name for whoever was met, if no other phrase is the same.
            ("Hale saw a tall miller. The miller ate.", Some("a tall miller")),
            ("The tall miller slept. The miller ate.", Some("The miller")),
        ];
        check(rows, |text| {
            let (document, people, coreference) = resolved(text);
            let last = last_noun_phrase(&document);
            coreference.person[last].map(|person| name_of(&document, &people, person))
        });
    }

    #[test]
    fn titles_and_nouns_address_people() {
        let rows = [
            ("Captain Hale slept. \"So, Captain.\"", Some("Captain Hale")),
            ("Dr. Hale slept. \"So, doctor.\"", Some("Dr. Hale")),
            ("The boy slept. \"So, boy.\"", Some("The boy")),
            ("Dad slept. \"So, Papa.\"", Some("Dad")),
            ("The King slept. \"So, your majesty.\"", Some("The King")),
            // Everybody is "sir".
            ("Sir Thomas Hale slept. \"So, sir.\"", None),
            // Nobody is addressed.
            ("Captain Hale slept. \"The captain slept.\"", None),
        ];
        check(rows, |text| {
            let (document, people, coreference) = resolved(text);
            let mut nouns = document.mentions.list.enumerate().filter(|(_, mention)| mention.head().is_some());
            coreference.person[nouns.next_back().unwrap().0].map(|person| name_of(&document, &people, person))
        });
    }

    #[test]
    fn a_title_of_somebody_present_is_no_far_character() {
        let doctor = |cast: &Cast, text: &str| {
            let (document, linked) = stages_with_cast(text, cast);
            let (_, coreference) = resolve_pronouns(&document, &SalienceParams::FICTION, linked);
            coreference.person[last_noun_phrase(&document)].map(Id::index)
        };
        let described = cast(&[("The Doctor", &[]), ("Dr. Hale", &[])]);
        assert_eq!(doctor(&described, "The doctor slept."), Some(0));
        assert_eq!(doctor(&described, "Dr. Hale rose. The doctor slept."), Some(1));
        assert_eq!(doctor(&described, "The doctor ate. Dr. Hale rose. The doctor slept."), Some(0));
        // One who is named there is not the other.
        let named = cast(&[("Tom Moor", &[]), ("Dr. Hale", &[])]);
        assert_eq!(doctor(&named, "Dr. Hale rose. The doctor, Tom Moor, slept."), Some(0));
    }

    #[test]
    fn owners_are_nested_mentions() {
        let rows =
            [("Emma's mother slept.", Some("Emma")), ("The mother of Emma slept.", None), ("Her mother slept.", None)];
        check(rows, |text| {
            let (document, people, coreference) = resolved(text);
            let last = last_noun_phrase(&document);
            coreference.owner(&document.mentions, last).map(|person| name_of(&document, &people, person))
        });
    }

    #[test]
    fn salient_people_are_those_before_each_quotation() {
        let (document, people, coreference) = resolved("Tom slept. \"It is late, Judith,\" said Simon. \"So it is.\"");
        let names = coreference
            .salient
            .iter()
            .map(|salient| salient.people().map(|person| name_of(&document, &people, person)).collect::<Vec<_>>());
        assert_eq!(names.collect::<Vec<_>>(), [vec!["Tom"], vec!["Simon", "Tom", "Judith"]]);
    }
}
