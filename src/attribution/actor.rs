//! A person who acts between two quotations of a paragraph: "So." *Emma closed the door.* "It is late."

use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::util::ids::{IdRange, ItemId, MentionId};

/// The name, or the noun phrase that is as sure as one, that is the first subject of the last sentence between two
/// quotations, if that sentence is apart from both.
///
/// `between` are the items between the quotations.
pub(crate) fn actor_between(
    document: &Document<'_>,
    coreference: &Coreference,
    between: IdRange<ItemId>,
) -> Option<MentionId> {
    let last = between.iter().next_back()?;
    if document.share_sentence(last, between.start()) || document.share_sentence(last, between.end()) {
        return None;
    }
    let sentence = between.iter().rev().take_while(|&k| document.share_sentence(k, last));
    let subject = sentence.filter(|&k| document.cues.is_subject(k)).last()?;
    let actor = document.mentions.narration.mention(subject)?;
    let is_sure = document.mentions.list[actor].name().is_some() || coreference.is_sure(document, actor);
    is_sure.then_some(actor)
}

#[cfg(test)]
mod tests {
    use super::actor_between;
    use crate::tests::stages::resolved;
    use crate::tests::table::check;

    #[test]
    fn actors_have_a_sentence_of_their_own() {
        let rows = [
            ("\"So,\" said Hale. Emma closed the door. \"It is late.\"", Some("Emma")),
            ("\"So,\" said Hale. Tom rose. Emma saw Tom. \"It is late.\"", Some("Emma")),
            ("\"So,\" said Hale. The Captain closed the door. \"It is late.\"", Some("The Captain")),
            // He may be Hale.
            ("\"So,\" said Hale. The captain closed the door. \"It is late.\"", None),
            // It belongs to the sentence of a quotation.
            ("\"So,\" Emma said. \"It is late.\"", None),
            ("\"So,\" said Hale. Emma rose and said, \"It is late.\"", None),
            ("\"So,\" said Hale. She closed the door. \"It is late.\"", None),
            ("\"So,\" said Hale. The door of Emma fell. \"It is late.\"", None),
            ("\"So.\" \"It is late.\"", None),
        ];
        check(rows, |text| {
            let (document, _, coreference) = resolved(text);
            let items: Vec<_> = document.quotes().iter().map(|anchor| anchor.item).collect();
            actor_between(&document, &coreference, (items[0] + 1..items[1]).into())
                .map(|mention| document.mention_text(mention))
        });
    }
}
