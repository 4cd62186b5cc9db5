//! Nicknames that a text introduces: "Katarina Holub, Kit to her friends", "Ralph Orne, whom they called Goat".

use crate::lexicon::class::Classes;
use crate::mention::mention::Mention;
use crate::mention::narration::Mentions;
use crate::people::name_form::NameForms;
use crate::token::tokens::{TokenKind, Tokens};
use crate::util::ids::{ids, FormId, Id, MentionId, TokenId};

/// Maximum distance, in words, from a name to the nickname that its clause introduces: "whom the whole of the coach
/// called".
const REACH: usize = 12;

/// Number of mentions before a nickname among which its bearer is looked for: others call him by it.
const MENTIONS: usize = 4;

/// Maximum ratio of the mentions of a nickname to those of the name that it stands for.
const MAX_RATIO: usize = 8;

/// Words right before a nickname.
const CALLED: [&str; 5] = ["called", "nicknamed", "dubbed", "christened", "aka"];

/// The pairs of nickname and name, in order of the text. Reads every name with a bounded number of words before it.
pub(crate) fn nicknames(tokens: &Tokens<'_>, mentions: &Mentions, forms: &NameForms) -> Vec<(FormId, FormId)> {
    let finder = NicknameFinder { tokens, mentions };
    let pair = |m: MentionId| {
        let nickname = forms.of_mention(m)?;
        let bearer = finder.bearer(m)?;
        let name = forms.of_mention(bearer).filter(|&name| name != nickname)?;
        // A person of whom the text says hardly anything under the full name keeps the other one.
        let is_usual = forms[nickname].count() <= MAX_RATIO * forms[name].count();
        is_usual.then_some((nickname, name))
    };
    mentions.list.ids().filter_map(pair).collect()
}

struct NicknameFinder<'a, 't> {
    tokens: &'a Tokens<'t>,
    mentions: &'a Mentions,
}

impl NicknameFinder<'_, '_> {
    fn text(&self, word: TokenId) -> &str {
        self.tokens.words.get(word).map_or("", |_| self.tokens.word_text(word))
    }

    /// The mention that has the name of whoever a mention calls by a nickname.
    fn bearer(&self, m: MentionId) -> Option<MentionId> {
        let nickname = &self.mentions.list[m];
        let before = nickname.words.start().before()?;
        let is_called = match self.text(before) {
            word if CALLED.contains(&word) => true,
            // "known to all as"
            "as" => ids(before.saturating_sub(MENTIONS)..before).any(|word| self.text(word) == "known"),
            "," => self.is_to_friends(nickname),
            _ => false,
        };
        if !is_called {
            return None;
        }
        let earlier = core::iter::successors(m.before(), |&m| m.before()).take(MENTIONS);
        let mut earlier = earlier.take_while(|&known| self.mentions.list[known].words.end() + REACH > before);
        earlier.find(|&known| self.opens_clause(&self.mentions.list[known], before))
    }

    /// "Kit to her friends"
    fn is_to_friends(&self, nickname: &Mention) -> bool {
        let to = nickname.words.end();
        self.text(to) == "to" && {
            let whom = self.text(to + 1);
            matches!(whom, "everyone" | "everybody" | "all" | "those")
                || !whom.is_empty() && self.tokens.classes(to + 1).any(Classes::POSSESSIVE_PRONOUN)
        }
    }

    /// Whether a name is followed by a comma, after which the clause goes on to the nickname in the same sentence. A
    /// quotation mark ends it: "Come in, Hale," called Judith.
    fn opens_clause(&self, name: &Mention, end: TokenId) -> bool {
        let comma = name.words.end();
        let is_mark = |word: TokenId| self.tokens.words[word].kind == TokenKind::QuoteMark;
        let goes_on = || ids(comma..end).all(|word| !self.tokens.words[word].starts_sentence() && !is_mark(word));
        name.name().is_some() && comma <= end && self.text(comma) == "," && goes_on()
    }
}

#[cfg(test)]
mod tests {
    use super::nicknames;
    use crate::people::name_form::NameForms;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    #[test]
    fn clauses_after_a_name_introduce_nicknames() {
        let rows = [
            ("Judith Hale, Bird to her sisters, sat down.", vec![("Bird", "Judith Hale")]),
            ("Judith Hale, Bird to everyone, sat down.", vec![("Bird", "Judith Hale")]),
            ("Ralph Orne, whom the whole street called Goat, sat down.", vec![("Goat", "Ralph Orne")]),
            ("Ralph Orne, known in the yard as Goat, sat down.", vec![("Goat", "Ralph Orne")]),
            ("Ralph Orne, better known as Goat, sat down.", vec![("Goat", "Ralph Orne")]),
            ("Ralph Orne called Goat.", vec![]),
            ("“Come in, Orne,” called Goat.", vec![]),
            ("Ralph Orne sat down. He had seen Hale, called Goat, and left.", vec![("Goat", "Hale")]),
            ("Ralph Orne, Judith Hale, and Goat sat down.", vec![]),
            ("Ralph Orne, Bird to the left, sat down.", vec![]),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let forms = NameForms::of(&document.tokens, &document.mentions, |_| false);
            let name = |form| document.mention_text(forms.first_mention(&forms[form]));
            let pairs = nicknames(&document.tokens, &document.mentions, &forms);
            pairs.into_iter().map(|(nickname, form)| (name(nickname), name(form))).collect::<Vec<_>>()
        });
    }
}
