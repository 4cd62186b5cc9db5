//! A mention: a name, a pronoun or a noun phrase.

use crate::lexicon::class::Classes;
use crate::mention::name::{EntityType, NameParts};
use crate::record::Gender;
use crate::span::Span;
use crate::token::tokens::Tokens;
use crate::util::ids::{IdRange, TokenId};

/// Nouns that, without more than an article, may stand for anybody who is known by another noun: "the man" is the
/// clerk.
const VAGUE: [&str; 16] = [
    "man",
    "woman",
    "boy",
    "girl",
    "lady",
    "gentleman",
    "fellow",
    "stranger",
    "other",
    "person",
    "figure",
    "voice",
    "speaker",
    "creature",
    "child",
    "one",
];

/// Words that stand for somebody, or for something that may speak.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// All words of the phrase: determiner, titles, "for the Pentagon". Not empty, and within one paragraph and one
    /// region: the narration, or one outermost quotation.
    pub(crate) words: IdRange<TokenId>,
    pub(crate) kind: MentionKind,
    /// As the pronoun, the noun, or the titles and descriptions of a name tell it. The given name is left out.
    pub(crate) gender: Gender,
    /// Whether the words tell that several are meant.
    pub(crate) plural: bool,
    /// Whether speech addresses it: "Come, *Emma*, sit down".
    pub(crate) vocative: bool,
    /// Whether a noun phrase goes on after it, as its owner, or was begun before it: "*Emma*'s mother", "the head of
    /// *the office*". Then it is no subject and no item of the narration.
    pub(crate) nested: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MentionKind {
    Pronoun(Pronoun),
    Name(NameParts),
    /// A noun phrase that is no name.
    Nominal {
        /// The noun that tells what the phrase stands for. One of the mention's words.
        head: TokenId,
        class: NounClass,
    },
}

/// Which pronoun, in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// "I", "me".
    I,
    We,
    You,
    He,
    She,
    It,
    They,
    /// "someone", "nobody".
    Indefinite,
}

/// Kinds of things that a noun may stand for, as far as they may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounClass {
    /// "sailor", "President".
    Person,
    /// "mother", "boss": a person who is named by a relation to another one.
    Kin,
    /// "ministry", "crew".
    Group,
    /// "report", "letter".
    Document,
    /// Anything else, which may be a person nevertheless: "the other".
    Other,
}

impl Mention {
    /// The text of the mention.
    pub(crate) fn span(&self, tokens: &Tokens<'_>) -> Span {
        tokens.cover(self.words)
    }

    /// The parts of a name.
    pub(crate) fn name(&self) -> Option<&NameParts> {
        match &self.kind {
            MentionKind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The pronoun that it is.
    pub(crate) fn pronoun(&self) -> Option<Pronoun> {
        match self.kind {
            MentionKind::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        }
    }

    /// Whether it is a name, or a noun phrase for a person.
    pub(crate) fn is_somebody(&self) -> bool {
        match &self.kind {
            MentionKind::Name(_) => true,
            MentionKind::Nominal { class, .. } => matches!(class, NounClass::Person | NounClass::Kin),
            MentionKind::Pronoun(_) => false,
        }
    }

    /// Whether it is a name that is not that of a place or a body, or a noun phrase for a person.
    pub(crate) fn may_be_person(&self) -> bool {
        match &self.kind {
            MentionKind::Name(name) => !matches!(name.entity_type, EntityType::Place | EntityType::Organisation),
            _ => self.is_somebody(),
        }
    }

    /// Whether a noun phrase tells somebody from others: "the clerk", "the tall man" and "a man", and not "the man".
    pub(crate) fn is_specific(&self, tokens: &Tokens<'_>) -> bool {
        let is_new = matches!(tokens.word_text(self.words.start()), "a" | "an" | "A" | "An");
        let is_telling = |head| !VAGUE.contains(&tokens.word_text(head));
        is_new || self.words.len() > 2 || self.head().is_some_and(is_telling)
    }

    /// The head noun of a noun phrase.
    pub(crate) fn head(&self) -> Option<TokenId> {
        match self.kind {
            MentionKind::Nominal { head, .. } => Some(head),
            _ => None,
        }
    }

    /// Whether it is a pronoun that cannot be a subject: "him", "me".
    pub(crate) fn is_object_form(&self, tokens: &Tokens<'_>) -> bool {
        let classes = tokens.classes(self.words.start());
        self.pronoun().is_some() && !classes.any(Classes::SUBJECT_PRONOUN)
    }
}

#[cfg(test)]
mod tests {
    use super::Pronoun;
    use crate::mention::find::find_mentions;
    use crate::token::tokenize::tokenize;

    #[test]
    fn a_mention_is_of_one_kind() {
        let text = "Emma saw him and the old sailor.";
        let tokens = tokenize(text);
        let found = find_mentions(&tokens);
        let [emma, him, sailor] = found.list.as_slice() else { panic!("{:?}", found.list) };
        let core = emma.name().map(|name| &text[tokens.cover(name.core)]);
        assert_eq!((core, emma.pronoun(), emma.head()), (Some("Emma"), None, None));
        assert_eq!((him.name(), him.pronoun(), him.head()), (None, Some(Pronoun::He), None));
        let head = sailor.head().map(|head| tokens.word_text(head));
        assert_eq!((sailor.name(), sailor.pronoun(), head), (None, None, Some("sailor")));
        assert_eq!(&text[sailor.span(&tokens)], "the old sailor");
    }

    #[test]
    fn object_forms_are_those_of_pronouns_that_are_no_subjects() {
        for (text, expected) in [
            ("I left.", false),
            ("They saw me.", true),
            ("They met him.", true),
            ("They met you.", false),
            ("They met it.", false),
            ("They met themselves.", false),
            ("They met someone.", false),
            ("They met Emma.", false),
            ("They met the sailor.", false),
        ] {
            let tokens = tokenize(text);
            let found = find_mentions(&tokens);
            let last = found.list.last().unwrap();
            assert_eq!(last.is_object_form(&tokens), expected, "{text}");
        }
    }
}
