//! What tells a verb in the passive, and who may be its agent: "was called a folly by Kerry".

use crate::mention::mention::{MentionKind, NounClass};
use crate::mention::name::EntityType;

/// Forms of "be", after which a past form is in the passive.
pub(crate) const BEING: [&str; 7] = ["is", "are", "was", "were", "be", "been", "being"];

/// Verbs whose agent takes up the words of the subject: "Kerry was quoted by the Post as saying".
pub(crate) const TAKES_UP: [&str; 4] = ["quoted", "cited", "heard", "overheard"];

/// Verbs whose subject, in the passive, hears what is said: "he was told".
pub(crate) const HEARS: [&str; 6] = ["told", "asked", "informed", "warned", "reminded", "assured"];

/// Whether a mention behind "by" may be an agent who speaks. Places are none, nor things: "by the window".
pub(crate) fn may_be_agent(kind: &MentionKind) -> bool {
    match kind {
        MentionKind::Name(name) => name.entity_type != EntityType::Place,
        MentionKind::Nominal { class, .. } => matches!(class, NounClass::Person | NounClass::Kin | NounClass::Group),
        MentionKind::Pronoun(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::may_be_agent;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    #[test]
    fn agents_speak() {
        let rows = [
            ("It was built by Kerry.", true),
            ("It was built by him.", true),
            ("It was built by the miller.", true),
            ("It was built by the ministry.", true),
            ("It was built by Oslo.", false),
            ("It was built by the report.", false),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            may_be_agent(&document.mentions.list.last().unwrap().kind)
        });
    }
}
