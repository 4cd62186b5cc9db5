//! Runs the stages on a short text, so that a test of one stage needs no more than a text.

use once_cell::sync::Lazy;

use crate::attribution::decision::Decision;
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::task::Passes;
use crate::attribution::news::context::NewsContext;
use crate::attribution::weights::Weights;
use crate::attribution::{fiction, news};
use crate::attributor::Attributor;
use crate::coreference::coreference::Coreference;
use crate::coreference::resolve::resolve_pronouns;
use crate::coreference::salience::SalienceParams;
use crate::document::Document;
use crate::model::template::{FeatureId, FeatureSink};
use crate::people::build::LinkedMentions;
use crate::people::cast::{Cast, Character};
use crate::people::person::People;
use crate::util::ids::{Column, ItemId, MentionId, PersonId, QuoteId};

/// What all stages before coreference find in a text.
pub(crate) fn stages(text: &str) -> (Document<'_>, LinkedMentions) {
    read(text, None)
}

/// The same with the characters of a cast given.
pub(crate) fn stages_with_cast<'t>(text: &'t str, cast: &Cast) -> (Document<'t>, LinkedMentions) {
    read(text, Some(cast))
}

/// What all stages before attribution find in a text, with the salience of fiction.
pub(crate) fn resolved(text: &str) -> (Document<'_>, People, Coreference) {
    let (document, linked) = stages(text);
    let (people, coreference) = resolve_pronouns(&document, &SalienceParams::FICTION, linked);
    (document, people, coreference)
}

/// What attribution decides about a text of fiction.
pub(crate) fn decided(text: &str) -> (Document<'_>, People, Coreference, Column<QuoteId, Decision>) {
    let (document, mut people, mut coreference) = resolved(text);
    let weights = &Weights::standard().fiction;
    let decisions = fiction::decide(&document, &mut people, &mut coreference, weights, Passes::Two);
    (document, people, coreference, decisions.list)
}

/// Calls `run` with the context of a text of news.
pub(crate) fn news_context<R>(text: &str, run: impl FnOnce(&NewsContext<'_, '_>) -> R) -> R {
    let (document, linked) = stages(text);
    let (mut people, coreference) = resolve_pronouns(&document, &SalienceParams::NEWS, linked);
    news::with_context(&document, &mut people, &coreference, |context, _| run(context))
}

/// Calls `run` with the context of a text of fiction.
pub(crate) fn fiction_context<R>(text: &str, run: impl FnOnce(&FictionContext<'_, '_>) -> R) -> R {
    let (document, mut people, mut coreference) = resolved(text);
    fiction::with_context(&document, &mut people, &mut coreference, run)
}

/// The first person with this canonical name.
pub(crate) fn person_named(document: &Document<'_>, people: &People, name: &str) -> PersonId {
    let found = people.list.ids().find(|&person| name_of(document, people, person) == name);
    found.unwrap_or_else(|| panic!("{name:?} is no person of {:?}", document.tokens.text))
}

/// The features of the candidates of a unit.
#[derive(Default)]
pub(crate) struct Collected(Vec<(usize, FeatureId)>);

impl Collected {
    /// Whether the candidate at a position has a feature.
    pub(crate) fn has(&self, candidate: usize, feature: FeatureId) -> bool {
        self.0.contains(&(candidate, feature))
    }
}

impl FeatureSink for Collected {
    fn add(&mut self, candidate: usize, feature: FeatureId) {
        self.0.push((candidate, feature));
    }
}

/// The canonical name of a person of the text; empty for a narrator without a name.
pub(crate) fn name_of<'t>(document: &Document<'t>, people: &People, person: PersonId) -> &'t str {
    let name = people.name_refs(&people[person]).first();
    name.map_or("", |name| &document.tokens.text[document.tokens.cover(name.words)])
}

/// A cast, given as names with their aliases.
pub(crate) fn cast(characters: &[(&str, &[&str])]) -> Cast {
    let character = |&(name, aliases): &(&str, &[&str])| {
        aliases.iter().fold(Character::new(name), |character, &alias| character.alias(alias))
    };
    Cast::new(characters.iter().map(character)).unwrap()
}

fn read<'t>(text: &'t str, cast: Option<&Cast>) -> (Document<'t>, LinkedMentions) {
    static ATTRIBUTOR: Lazy<Attributor> = Lazy::new(Attributor::new);
    let (document, linked) = ATTRIBUTOR.read_with_cast(text, cast);
    (document, linked)
}

impl<'t> Document<'t> {
    /// The text of a mention.
    pub(crate) fn mention_text(&self, mention: MentionId) -> &'t str {
        &self.tokens.text[self.mentions.list[mention].span(&self.tokens)]
    }

    /// The first mention with this text.
    pub(crate) fn mention_named(&self, text: &str) -> MentionId {
        let found = self.mentions.list.ids().find(|&mention| self.mention_text(mention) == text);
        found.unwrap_or_else(|| panic!("{text:?} is no mention of {:?}", self.tokens.text))
    }

    /// The item of the narration that is this mention.
    pub(crate) fn item_of(&self, mention: MentionId) -> ItemId {
        let mut items = self.mentions.narration.ids();
        items.find(|&item| self.mentions.narration.mention(item) == Some(mention)).expect("a mention of the narration")
    }
}
