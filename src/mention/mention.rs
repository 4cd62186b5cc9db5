//! Who is mentioned: names, pronouns and noun phrases, found by one pass from left to right.

use crate::lexicon::class::Classes;
use crate::mention::name::NameParts;
use crate::record::Gender;
use crate::span::Span;
use crate::token::tokens::Tokens;
use crate::util::ids::{IdRange, TokenId};

/// Words that name somebody, or something that may speak.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// All its words: determiner, titles, "for the Pentagon".
    pub(crate) words: IdRange<TokenId>,
    pub(crate) kind: MentionKind,
    pub(crate) gender: Gender,
    pub(crate) plural: bool,
    /// Addressed: "Come, *Emma*, sit down".
    pub(crate) vocative: bool,
    /// Stands within another mention ("*Emma*'s mother"): never a subject itself.
    pub(crate) nested: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MentionKind {
    Pronoun(Pronoun),
    Name(NameParts),
    /// A noun phrase with its head noun, and what that noun stands for.
    Nominal {
        head: TokenId,
        class: NounClass,
    },
}

/// Which pronoun.
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

/// What a noun stands for, as far as a speaker is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounClass {
    Person,
    Kin,
    Group,
    Document,
    Other,
}

impl Mention {
    pub(crate) fn span(&self, tokens: &Tokens<'_>) -> Span {
        tokens.cover(self.words)
    }

    pub(crate) fn name(&self) -> Option<&NameParts> {
        match &self.kind {
            MentionKind::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn pronoun(&self) -> Option<Pronoun> {
        match self.kind {
            MentionKind::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        }
    }

    /// The head noun of a noun phrase.
    pub(crate) fn head(&self) -> Option<TokenId> {
        match self.kind {
            MentionKind::Nominal { head, .. } => Some(head),
            _ => None,
        }
    }

    /// A form that cannot be a subject: "him", "me".
    pub(crate) fn is_object_form(&self, tokens: &Tokens<'_>) -> bool {
        let classes = tokens.classes(self.words.start());
        self.pronoun().is_some() && !classes.any(Classes::SUBJECT_PRONOUN)
    }
}
