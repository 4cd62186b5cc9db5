//! Whether a text is fiction, in which people take turns, or news, in which one speaker goes on.

use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, Pronoun};
use crate::mention::name::EntityType;
use crate::token::tokens::TokenKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Genre {
    Fiction,
    News,
}

/// Points of a place or an organisation in the narration.
const ENTITY: i64 = 4;
/// Points of a number, a day or a nationality.
const FACT: i64 = 3;
/// Points of "he", "she" and "I".
const PRONOUN: i64 = -1;
/// Minimum points of news for a thousand mentions of the narration. Of 840 news articles (PolNeAR) 95 % reach it, of 18 novels
/// (PDNC) none comes above zero, of 82 openings of novels (LitBank) four reach it.
const NEWS: i64 = 140;
/// Number of mentions that are added to those of the text, since a place in a few lines says little.
const PRIOR: i64 = 4;

/// The genre of a text: news is full of places and organisations, of numbers, days and nationalities; fiction says "he", "she" and
/// "I".
pub(crate) fn genre_of(document: &Document<'_>) -> Genre {
    let (mut all, mut points) = (0, 0);
    for mention in document.mentions.narrated() {
        all += 1;
        points += match &mention.kind {
            MentionKind::Name(name) if matches!(name.entity_type, EntityType::Organisation | EntityType::Place) => {
                ENTITY
            }
            MentionKind::Pronoun(Pronoun::He | Pronoun::She | Pronoun::I) => PRONOUN,
            _ => 0,
        };
    }
    let tells = Classes::CALENDAR | Classes::NATIONALITY;
    let tokens = &document.tokens;
    let facts = tokens.words.iter().filter(|word| {
        let listed = || word.is_capitalised() && tokens.vocabulary.classes(word.id).any(tells);
        word.kind == TokenKind::Number || listed()
    });
    // A single one may be the number of a page.
    points += match facts.count() {
        0 | 1 => 0,
        facts => FACT * facts as i64,
    };
    if points * 1000 > (all + PRIOR) * NEWS {
        Genre::News
    } else {
        Genre::Fiction
    }
}
