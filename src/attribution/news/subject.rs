//! The subject of a clause in news: the person for whom it stands.

use crate::attribution::clause::{ClausePosition, ReportingClause};
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::people::person::People;
use crate::record::Evidence;
use crate::util::ids::PersonId;

/// Resolves the subjects of clauses. A noun phrase that stands for no known person opens one.
pub(crate) struct SubjectResolver<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) people: &'a mut People,
    pub(crate) coreference: &'a Coreference,
}

impl SubjectResolver<'_, '_> {
    /// The person for whom the subject of a clause stands, and the kind of evidence that the clause is.
    pub(crate) fn resolve(&mut self, clause: ReportingClause) -> (Option<PersonId>, Evidence) {
        let mention = &self.document.mentions.list[clause.mention];
        let tokens = &self.document.tokens;
        let person = self.coreference.person[clause.mention];
        match &mention.kind {
            MentionKind::Name(_) if clause.position == ClausePosition::Label => (person, Evidence::Label),
            MentionKind::Name(_) => (person, Evidence::Explicit),
            // "The table looked like this:" names no speaker.
            MentionKind::Nominal { class: NounClass::Other, .. } if person.is_none() && clause.cue.is_none() => {
                (None, Evidence::Nominal)
            }
            MentionKind::Nominal { .. } => {
                (person.or_else(|| Some(self.people.nominal(tokens, mention))), Evidence::Nominal)
            }
            MentionKind::Pronoun(Pronoun::I) => (Some(self.people.narrator()), Evidence::Anaphoric),
            MentionKind::Pronoun(Pronoun::He | Pronoun::She | Pronoun::It) => {
                (self.coreference.antecedents(clause.mention).first(), Evidence::Anaphoric)
            }
            MentionKind::Pronoun(Pronoun::Indefinite) if self.document.denies(mention) => (None, Evidence::Nominal),
            MentionKind::Pronoun(Pronoun::Indefinite) => {
                (Some(self.people.nominal(tokens, mention)), Evidence::Nominal)
            }
            // "they said": the words are known, the person is not.
            MentionKind::Pronoun(_) => (None, Evidence::Anaphoric),
        }
    }
}
