//! The context of fiction: what is known of a text before its units are decided. The people mentioned in each paragraph
//! and in each unit, the speakers named by clauses, the turns of conversations.

use core::ops::Range;

use crate::attribution::clause::{clause_addressee, SubjectKind};
use crate::attribution::fiction::introduction::introduced_in;
use crate::attribution::fiction::templates::{CandidateGender, CandidateKind, Determiner, Frequency};
use crate::attribution::fiction::turns::{Gap, Turns};
use crate::attribution::unit::{Unit, Units};
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::name::EntityType;
use crate::people::person::{People, Person, PersonKind};
use crate::record::Gender;
use crate::util::ids::{Column, ItemId, MentionId, ParagraphId, PersonId, UnitId, WordId};
use crate::util::position_index::PositionIndex;
use crate::util::ragged::Ragged;

/// Maximum number of mentions that are read of a quotation. Bounds the work where a speech fills pages.
const SPEECH_MENTIONS: usize = 60;

/// The context of fiction. Tables by person have an entry for each person that there is when it is made.
pub(crate) struct FictionContext<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) people: &'a People,
    pub(crate) coreference: &'a Coreference,
    pub(crate) units: &'a Units,
    pub(crate) turns: Turns,
    pub(crate) clauses: Column<UnitId, UnitClause>,
    pub(crate) stats: Column<PersonId, PersonStats>,
    /// The mentions of people in the narration of each paragraph.
    narrated: Ragged<ParagraphId, NarrationMention>,
    /// The mentions of people in each unit.
    spoken: Ragged<UnitId, SpeechMention>,
    /// The items that are mentions and subjects of verbs.
    subjects: PositionIndex<ItemId>,
    /// Those of main clauses.
    main_subjects: PositionIndex<ItemId>,
    /// The items that are other mentions.
    others: PositionIndex<ItemId>,
}

/// What the first clause of a unit tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitClause {
    /// The kind of its subject.
    pub(crate) subject: SubjectKind,
    /// The gender of its subject.
    pub(crate) gender: Gender,
    /// The person whom it names as speaker: by name, or as "I". Without such a clause, the person as whom the speaker is
    /// introduced.
    pub(crate) names: Option<PersonId>,
    /// The person as whom the unit introduces its speaker: "I'm Edda". `None` beside a clause that names somebody.
    pub(crate) introduced: Option<PersonId>,
    /// The mention that it names as addressee: "told *Orne*".
    pub(crate) addressee: Option<MentionId>,
    /// The head of the noun phrase that is its subject.
    pub(crate) noun: Option<WordId>,
}

/// What the whole text tells of a person, as values of the templates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PersonStats {
    pub(crate) kind: CandidateKind,
    pub(crate) gender: CandidateGender,
    pub(crate) frequency: Frequency,
}

impl PersonStats {
    fn of(person: &Person, mentions: usize) -> Self {
        let kind = match person.kind {
            PersonKind::Cast => CandidateKind::Cast,
            PersonKind::Named(EntityType::Person) | PersonKind::Called => CandidateKind::Person,
            PersonKind::Named(_) => CandidateKind::Unknown,
            PersonKind::Nominal => CandidateKind::Nominal,
            PersonKind::Narrator => CandidateKind::Narrator,
        };
        let gender = match person.gender {
            Gender::Male => CandidateGender::Male,
            Gender::Female => CandidateGender::Female,
            Gender::Unknown => CandidateGender::Unknown,
        };
        let frequency = Frequency::of(person.mentions * 1000 / mentions.max(1));
        Self { kind, gender, frequency }
    }
}

/// A name or a resolved pronoun in the narration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NarrationMention {
    pub(crate) person: PersonId,
    pub(crate) paragraph: ParagraphId,
    pub(crate) is_subject: bool,
    pub(crate) is_pronoun: bool,
}

/// A mention within speech: of a known person, or a title by which somebody is addressed ("Sir!").
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpeechMention {
    /// `None` for titles.
    pub(crate) person: Option<PersonId>,
    pub(crate) is_name: bool,
    pub(crate) vocative: bool,
    pub(crate) gender: Gender,
}

/// A mention with its position in the narration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MentionItem {
    pub(crate) item: ItemId,
    pub(crate) mention: MentionId,
}

impl<'a, 't> FictionContext<'a, 't> {
    pub(crate) fn new(
        document: &'a Document<'t>,
        people: &'a People,
        coreference: &'a Coreference,
        units: &'a Units,
    ) -> Self {
        let introduced = |unit: UnitId| introduced_in(document, units, people, coreference, unit);
        let introduced: Column<UnitId, Option<PersonId>> = units.list.ids().map(introduced).collect();
        let mut clauses = Column::with_capacity(units.list.len());
        for (id, unit) in units.list.enumerate() {
            clauses.push(UnitClause::of(document, people, coreference, unit).introducing(introduced[id], people));
        }
        let narration = &document.mentions.narration;
        let is_mention = |item: ItemId| narration.mention(item).is_some();
        let subjects = PositionIndex::new(narration.len(), |item| document.cues.acts(item) && is_mention(item));
        let main_subjects =
            PositionIndex::new(narration.len(), |item| document.cues.acts_in_main(item) && is_mention(item));
        let others = PositionIndex::new(narration.len(), |item| !document.cues.acts(item) && is_mention(item));
        let mentions = document.mentions.list.len();
        Self {
            document,
            people,
            coreference,
            units,
            turns: Turns::new(&units.list, |last, unit| Gap::between(document, last, unit)),
            clauses,
            stats: people.list.iter().map(|person| PersonStats::of(person, mentions)).collect(),
            narrated: narrated(document, coreference),
            spoken: spoken(document, coreference, units, &introduced),
            subjects,
            main_subjects,
            others,
        }
    }

    pub(crate) fn unit(&self, unit: UnitId) -> &'a Unit {
        &self.units.list[unit]
    }

    /// Whether a unit has no characters between its marks.
    pub(crate) fn is_empty(&self, unit: UnitId) -> bool {
        let document = self.document;
        self.units.quotes(unit).all(|quote| document.quotation(&document.quotes()[quote]).content.is_empty())
    }

    /// The mentions of people in the narration of a paragraph; none beyond the last paragraph.
    pub(crate) fn narrated_in(&self, paragraph: ParagraphId) -> &[NarrationMention] {
        if paragraph < self.document.mentions.paragraphs.end() {
            self.narrated.list(paragraph)
        } else {
            &[]
        }
    }

    /// The mentions of people in the narration up to the end of a paragraph.
    pub(crate) fn narrated_through(&self, paragraph: ParagraphId) -> &[NarrationMention] {
        self.narrated.through(paragraph)
    }

    /// The mentions of people in a unit.
    pub(crate) fn spoken_in(&self, unit: UnitId) -> &[SpeechMention] {
        self.spoken.list(unit)
    }

    /// The first and the last subject of a verb among some items.
    pub(crate) fn subjects_in(&self, items: Range<ItemId>) -> Option<[MentionItem; 2]> {
        self.ends(self.subjects.range(items))
    }

    /// The first and the last subject of a verb of a main clause among some items.
    pub(crate) fn main_subjects_in(&self, items: Range<ItemId>) -> Option<[MentionItem; 2]> {
        self.ends(self.main_subjects.range(items))
    }

    /// The first and the last mention among some items that are no subjects.
    pub(crate) fn others_in(&self, items: Range<ItemId>) -> Option<[MentionItem; 2]> {
        self.ends(self.others.range(items))
    }

    /// The first and the last of some items, which are mentions.
    fn ends(&self, items: &[ItemId]) -> Option<[MentionItem; 2]> {
        let mention =
            |&item: &ItemId| Some(MentionItem { item, mention: self.document.mentions.narration.mention(item)? });
        Some([mention(items.first()?)?, mention(items.last()?)?])
    }

    /// Whether a person is known by a noun phrase only.
    pub(crate) fn is_nominal(&self, person: PersonId) -> bool {
        self.people[person].kind == PersonKind::Nominal
    }

    /// The person without a name who is the subject of the clause of a unit.
    #[cfg(feature = "train")]
    pub(crate) fn nominal(&self, unit: UnitId) -> Option<PersonId> {
        let person = self.coreference.person[self.unit(unit).clause?.mention]?;
        self.is_nominal(person).then_some(person)
    }

    /// What kind of noun is the subject of the clause of a unit: whether it is a noun for kin, and its determiner.
    pub(crate) fn noun_class(&self, unit: UnitId) -> (bool, Determiner) {
        let Some(clause) = self.unit(unit).clause else { return (false, Determiner::Other) };
        let mention = &self.document.mentions.list[clause.mention];
        let tokens = &self.document.tokens;
        let first = mention.words.start();
        let determiner = if tokens.classes(first).any(Classes::POSSESSIVE_PRONOUN) {
            Determiner::Possessive
        } else if tokens.word_text(first).eq_ignore_ascii_case("the") {
            Determiner::Definite
        } else {
            Determiner::Other
        };
        (matches!(mention.kind, MentionKind::Nominal { class: NounClass::Kin, .. }), determiner)
    }

    /// The owner of the noun phrase that is the subject of the clause of a unit: Emma in "Emma's mother", and in "her
    /// mother" if she is the only woman who is salient.
    pub(crate) fn owner(&self, unit: UnitId) -> Option<PersonId> {
        let mention = self.unit(unit).clause?.mention;
        let named = self.coreference.owner(&self.document.mentions, mention);
        // "Emma's voice" stands for Emma.
        if named.is_some() && named == self.coreference.person[mention] {
            return None;
        }
        let only = || {
            let gender = self.owner_gender(unit).filter(|_| self.noun_class(unit).0)?;
            let salient = self.coreference.salient[self.unit(unit).quotes.start()].people();
            let mut owners = salient.filter(|&p| self.people[p].gender.agrees(gender) && !self.is_nominal(p));
            owners.next().filter(|_| owners.next().is_none())
        };
        named.or_else(only)
    }

    /// The gender that a possessive tells of the owner of the subject of the clause of a unit: "her mother".
    pub(crate) fn owner_gender(&self, unit: UnitId) -> Option<Gender> {
        let mention = self.unit(unit).clause?.mention;
        let classes = self.document.tokens.classes(self.document.mentions.list[mention].words.start());
        Some(classes.possessor_gender()).filter(|gender| *gender != Gender::Unknown)
    }
}

impl UnitClause {
    const NONE: Self = Self {
        subject: SubjectKind::None,
        gender: Gender::Unknown,
        names: None,
        introduced: None,
        addressee: None,
        noun: None,
    };

    fn of(document: &Document<'_>, people: &People, coreference: &Coreference, unit: &Unit) -> Self {
        let Some(clause) = unit.clause else { return Self::NONE };
        let mention = &document.mentions.list[clause.mention];
        let person = coreference.person[clause.mention];
        let names = match mention.pronoun() {
            None => person.filter(|&person| people[person].kind != PersonKind::Nominal),
            Some(Pronoun::I) => people.narrator,
            Some(_) => None,
        };
        let (subject, gender) = clause.subject(document, coreference);
        let head = mention.head().filter(|_| subject == SubjectKind::Noun);
        Self {
            subject,
            gender,
            names,
            introduced: None,
            addressee: clause.cue.and_then(|cue| clause_addressee(document, cue)),
            noun: head.map(|head| document.tokens.words[head].id),
        }
    }

    /// The same with the person as whom the unit introduces its speaker, unless the clause names or excludes somebody.
    fn introducing(self, person: Option<PersonId>, people: &People) -> Self {
        let is_open = matches!(self.subject, SubjectKind::None | SubjectKind::Pronoun);
        let introduced = person.filter(|&person| is_open && people[person].gender.agrees(self.gender));
        Self { introduced, names: self.names.or(introduced), ..self }
    }
}

/// The mentions of people in the narration: names, noun phrases and resolved pronouns.
fn narrated(document: &Document<'_>, coreference: &Coreference) -> Ragged<ParagraphId, NarrationMention> {
    let mut all = Ragged::with_capacity(document.mentions.paragraphs.len(), 0);
    for (paragraph, &items) in document.mentions.paragraphs.enumerate() {
        for item in items {
            let Some(mention) = document.mentions.narration.mention(item) else { continue };
            if let Some(person) = coreference.best(mention) {
                let is_pronoun = document.mentions.list[mention].pronoun().is_some();
                let is_subject = document.cues.is_subject(item);
                all.push(NarrationMention { person, paragraph, is_subject, is_pronoun });
            }
        }
        all.close();
    }
    all
}

/// The mentions of people in each unit.
fn spoken(
    document: &Document<'_>,
    coreference: &Coreference,
    units: &Units,
    introduced: &Column<UnitId, Option<PersonId>>,
) -> Ragged<UnitId, SpeechMention> {
    let mut all = Ragged::with_capacity(units.list.len(), 0);
    for unit in units.list.ids() {
        for quote in units.quotes(unit) {
            for m in document.quotes()[quote].mentions.iter().take(SPEECH_MENTIONS) {
                let mention = &document.mentions.list[m];
                let person = coreference.person[m];
                let (is_name, vocative, gender) = (mention.name().is_some(), mention.vocative, mention.gender);
                // Nobody else would say "I'm Edda".
                if person.is_some() && person == introduced[unit] {
                    continue;
                }
                if person.is_some() || vocative && !is_name && gender != Gender::Unknown {
                    all.push(SpeechMention { person, is_name, vocative, gender });
                }
            }
        }
        all.close();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Determiner, SubjectKind};
    use crate::record::Gender;
    use crate::tests::stages::{fiction_context, name_of};
    use crate::tests::table::check;
    use crate::util::ids::{Id, ItemId, ParagraphId, UnitId};

    #[test]
    fn clauses_of_units_are_summarised() {
        let rows = [
            ("\"So,\" said Tom to Judith.", (SubjectKind::Name, Some("Tom"), Some("Judith"), None)),
            ("\"So,\" he said.", (SubjectKind::Pronoun, None, None, None)),
            ("\"So,\" I said.", (SubjectKind::I, Some(""), None, None)),
            ("\"So,\" said the old miller.", (SubjectKind::Noun, None, None, Some("miller"))),
            ("\"So.\"", (SubjectKind::None, None, None, None)),
        ];
        check(rows, |text| {
            fiction_context(text, |context| {
                let clause = &context.clauses[UnitId::new(0)];
                let names = clause.names.map(|person| name_of(context.document, context.people, person));
                let lexicon = context.document.tokens.vocabulary.lexicon();
                let noun = clause.noun.map(|noun| if lexicon.id("miller") == Some(noun) { "miller" } else { "?" });
                // The document of the closure does not outlive it.
                let known = |text: Option<&str>| ["Tom", "Judith", ""].into_iter().find(|&name| Some(name) == text);
                let addressee = clause.addressee.map(|mention| context.document.mention_text(mention));
                (clause.subject, known(names), known(addressee), noun)
            })
        });
    }

    #[test]
    fn owners_of_nouns_are_known() {
        let rows = [
            ("\"So,\" said Emma's mother.", (Some("Emma"), None, (true, Determiner::Other))),
            (
                "Emma slept. \"So,\" said her mother.",
                (Some("Emma"), Some(Gender::Female), (true, Determiner::Possessive)),
            ),
            // Two women may be meant.
            ("Emma met Judith. \"So,\" said her mother.", (None, Some(Gender::Female), (true, Determiner::Possessive))),
            ("Emma slept. \"So,\" said the miller.", (None, None, (false, Determiner::Definite))),
            ("Emma slept. \"So.\"", (None, None, (false, Determiner::Other))),
        ];
        check(rows, |text| {
            fiction_context(text, |context| {
                let unit = UnitId::new(0);
                let owner = context.owner(unit).map(|person| name_of(context.document, context.people, person));
                let owner = owner.map(|name| if name == "Emma" { "Emma" } else { "?" });
                (owner, context.owner_gender(unit), context.noun_class(unit))
            })
        });
    }

    /// Mentions by paragraph and by unit, and subjects by item, as a search through all of them finds them.
    #[test]
    fn mentions_are_found_by_paragraph_and_item() {
        let text = "Tom met Judith. He left.\n\n\"Come, Simon,\" said Tom beside Edward.";
        fiction_context(text, |context| {
            let document = context.document;
            let narrated: Vec<Vec<(&str, bool, bool)>> = (0..3)
                .map(|paragraph| {
                    let mentions = context.narrated_in(ParagraphId::new(paragraph)).iter();
                    let name = |person| name_of(document, context.people, person);
                    mentions.map(|mention| (name(mention.person), mention.is_subject, mention.is_pronoun)).collect()
                })
                .collect();
            assert_eq!(narrated[0], [("Tom", true, false), ("Judith", false, false), ("Tom", true, true)]);
            assert_eq!(narrated[1], [("Tom", true, false), ("Edward", false, false)]);
            assert!(narrated[2].is_empty(), "beyond the last paragraph");
            assert_eq!(context.narrated_through(ParagraphId::new(1)).len(), 5);
            let spoken = context.spoken_in(UnitId::new(0));
            assert!(matches!(spoken, [simon] if simon.vocative && simon.is_name && simon.person.is_some()));
            let all = ItemId::default()..document.mentions.narration.end();
            let texts = |found: Option<[super::MentionItem; 2]>| {
                found.map(|ends| ends.map(|end| document.mention_text(end.mention)))
            };
            assert_eq!(texts(context.subjects_in(all.clone())), Some(["Tom", "Tom"]));
            assert_eq!(texts(context.others_in(all)), Some(["Judith", "Edward"]));
            assert_eq!(texts(context.others_in(ItemId::default()..ItemId::new(1))), None);
        });
    }
}
