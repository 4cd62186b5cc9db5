//! Stories in the second person: "You look at the doorman. “I'm on the list,” you say." Who is "you" there tells the
//! story, as "I" does elsewhere.

use crate::cue::cue::{Cue, Cues, Strength, Subject};
use crate::lexicon::class::Classes;
use crate::mention::mention::Pronoun;
use crate::mention::narration::Mentions;
use crate::token::tokens::Tokens;

/// Maximum number of mentions of the narration for each "you". A narrator who calls the reader "you" does so far less
/// often.
const MENTIONS_PER_YOU: usize = 8;

/// Minimum number of verbs of speech of which "you" is the subject, where they are in the past: a letter tells its reader
/// what he said.
const PAST_SPEECHES: usize = 2;

/// Whether the narration is told to "you": much of it is about "you", "you" speaks, and nobody is "I" or "we".
pub(crate) fn is_told_to_you(tokens: &Tokens<'_>, mentions: &Mentions, cues: &Cues) -> bool {
    let is_you = |subject: Subject| mentions.list[subject.mention].pronoun() == Some(Pronoun::You);
    let speaks = cues.list.iter().filter(|cue| cue.strength == Strength::Strong);
    let mut speaks = speaks.filter(|cue| cue.subject.is_some_and(is_you)).peekable();
    if speaks.peek().is_none() {
        return false;
    }
    let is_past = |cue: &Cue| cue.words.iter().any(|word| tokens.classes(word).any(Classes::PAST.or(Classes::ED)));
    let (past, present) = speaks.fold((0, 0), |(past, present), cue| match is_past(cue) {
        true => (past + 1, present),
        false => (past, present + 1),
    });
    let (mut all, mut you) = (0, 0);
    for mention in mentions.narrated() {
        all += 1;
        match mention.pronoun() {
            Some(Pronoun::You) => you += 1,
            Some(Pronoun::I | Pronoun::We) => return false,
            _ => {}
        }
    }
    you * MENTIONS_PER_YOU >= all && (present > 0 || past >= PAST_SPEECHES)
}

#[cfg(test)]
mod tests {
    use crate::mention::mention::Pronoun;
    use crate::tests::stages::stages;
    use crate::tests::table::check;
    use crate::util::ids::MentionId;

    #[test]
    fn stories_are_told_to_you() {
        let rows = [
            ("You look at the clerk. \"I am late,\" you say.", true),
            ("You look at the clerk, and you say, \"I am late.\"", true),
            ("You looked at the clerk. \"I am late,\" you said. \"So,\" you said.", true),
            ("You left in May. \"I am late,\" you said.", false),
            ("You left us in May. \"I am late,\" you say.", false),
            ("You look at the clerk. \"I am late,\" he says.", false),
            ("I look at you. \"I am late,\" you say.", false),
            ("Hale looked at the clerk. \"You are late,\" said Hale.", false),
            (
                "\"You say so,\" you say to Hale, to Orne, to Emma, to Tom, to Ada, to Ned, to Jan, to Eva and to Ida.",
                false,
            ),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            // The stage has made a narrator of "you".
            let is_you = |m: MentionId| document.mention_text(m).eq_ignore_ascii_case("you");
            let narrates = |m: &MentionId| document.mentions.list[*m].pronoun() == Some(Pronoun::I);
            document.mentions.list.ids().filter(narrates).any(is_you)
        });
    }
}
