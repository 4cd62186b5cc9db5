//! Stories in the second person: "You look at the doorman. “I'm on the list,” you say." Who is "you" there tells the
//! story, as "I" does elsewhere.

use crate::cue::cue::{Cue, Cues, Link, Strength, Subject};
use crate::lexicon::class::Classes;
use crate::mention::mention::Pronoun;
use crate::mention::narration::{Mentions, NarrationItem};
use crate::token::tokens::Tokens;
use crate::util::ids::{Id, ItemId};

/// Maximum number of mentions of the narration for each "you". A narrator who calls the reader "you" does so far less
/// often.
const MENTIONS_PER_YOU: usize = 8;

/// Minimum number of "you" in the narration.
const LEAST: usize = 2;

/// Minimum number of verbs of speech of which "you" is the subject, where they are in the past: a letter tells its reader
/// what he said.
const PAST_SPEECHES: usize = 2;

/// Whether the narration is told to "you": much of it is about "you", "you" speaks, and nobody is "I" or "we".
pub(crate) fn is_told_to_you(tokens: &Tokens<'_>, mentions: &Mentions, cues: &Cues) -> bool {
    let is_you = |subject: Subject| mentions.list[subject.mention].pronoun() == Some(Pronoun::You);
    // "You may say", "as you say", "do you say", "you write" are said to whoever reads.
    let classes = |item: Option<ItemId>| match item.and_then(|item| mentions.narration.get(item)) {
        Some(NarrationItem::Word(word)) => tokens.classes(word),
        _ => Classes::NONE,
    };
    let is_told = |cue: &&Cue| {
        let Some(subject) = cue.subject.filter(|&subject| is_you(subject)) else { return false };
        let stands_beside = cue.item == subject.item + 1 || subject.link == Link::Inverted;
        let before = classes(subject.item.before());
        let first = tokens.word_text(cue.words.start());
        let asks = before.any(Classes::AUXILIARY | Classes::SUBORDINATOR | Classes::RELATIVE);
        stands_beside && !asks && !first.starts_with("wr")
    };
    let first = tokens.words.ids().find(|&word| tokens.words[word].is_word());
    let is_letter = first.is_some_and(|first| tokens.is_one_of(first, &["dear"]));
    let speaks = cues.list.iter().filter(|cue| cue.strength == Strength::Strong);
    let mut speaks = speaks.filter(is_told).peekable();
    if is_letter || speaks.peek().is_none() {
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
    you >= LEAST && you * MENTIONS_PER_YOU >= all && (present > 0 || past >= PAST_SPEECHES)
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
            ("You might ask, \"Why so?\" You know it.", false),
            ("You see, as you say, \"Time flies.\"", false),
            ("Thank you for the letter. You write: \"I am late.\"", false),
            ("Dear Hale, you were late. You say, \"I am late.\"", false),
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
