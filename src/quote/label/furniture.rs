//! Lines that nobody speaks: scene headings and transitions of a screenplay, times, notices, page headers and numbers.

use crate::quote::label::stamp::stamp_len;
use crate::token::paragraph::is_caption_time;

/// Words that head a scene, without their stops: "INT. KITCHEN - NIGHT", "I./E. CAR".
const PLACES: [&str; 8] = ["int", "ext", "est", "int/ext", "ext/int", "i/e", "interior", "exterior"];

/// The beginnings of transitions between scenes: "FADE OUT.", "CUT TO BLACK".
const TRANSITIONS: [&str; 7] = ["fade ", "cut to", "dissolve to", "smash cut", "match cut", "jump cut", "back to:"];

/// The names of the lines of a mail's header.
const HEADERS: [&str; 8] = ["from", "to", "cc", "bcc", "date", "sent", "subject", "reply-to"];

/// How a chat marks that a program writes.
const BADGES: [&str; 2] = ["APP", "BOT"];
/// Minimum number of dashes before a notice.
const NOTICE_MARKS: usize = 3;

/// Minimum length, in bytes, of the identifier of a caption. Shorter ones may be words.
const MIN_CAPTION_ID: usize = 8;

/// Maximum length, in bytes, of a scene heading or transition, about a line.
const MAX_SCENE: usize = 80;

/// Whether a line is the heading of a scene, or a transition between scenes.
pub(crate) fn is_scene(line: &str) -> bool {
    // Most lines end here.
    if line.len() > MAX_SCENE || !line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let word = line.split(' ').next().unwrap_or_default();
    let in_capitals = || !line.contains(char::is_lowercase);
    let letters = || word.bytes().filter(|&byte| byte != b'.');
    let is_place = PLACES.iter().any(|place| letters().map(|byte| byte.to_ascii_lowercase()).eq(place.bytes()));
    if is_place && word.len() < line.len() {
        return word.contains(['.', '/']) || !line.contains(':') && in_capitals();
    }
    let starts = |start: &&str| line.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    let is_transition = TRANSITIONS.iter().any(starts);
    is_transition && (line.ends_with(':') || in_capitals()) || line.ends_with(" TO:") && in_capitals()
}

/// Whether a line is one of the header of a mail: "From: Ada Crane".
pub(crate) fn is_mail_header(line: &str) -> bool {
    let line = line.as_bytes();
    HEADERS.iter().any(|header| {
        let (name, rest) = line.split_at(header.len().min(line.len()));
        rest.first() == Some(&b':')
            && matches!(rest.get(1), None | Some(b' '))
            && name.eq_ignore_ascii_case(header.as_bytes())
    })
}

/// Length in bytes of the badge of a program, with the blanks after it, at the start of a text: "APP  2:14 PM".
pub(crate) fn badge_len(text: &str) -> usize {
    let rest = BADGES.iter().find_map(|badge| text.strip_prefix(badge));
    rest.filter(|rest| rest.starts_with(' ')).map_or(0, |rest| text.len() - rest.trim_start().len())
}

/// Whether a line is a time, the header of a page, or what a chat writes below the name of a program: "APP",
/// "BOT — 12:03".
pub(crate) fn is_furniture(line: &str) -> bool {
    let badge = BADGES.iter().find_map(|badge| line.strip_prefix(badge));
    let rest = badge.unwrap_or(line).trim_start_matches([' ', '—', '–']);
    is_caption_time(line)
        || line.starts_with("[[Page")
        || stamp_len(rest) == rest.len() && (badge.is_some() || !rest.is_empty())
}

/// Whether a line is a notice between marks: "*** Anna has joined ***", "--- Chat ended ---".
pub(crate) fn is_notice(line: &str) -> bool {
    let is_mark = |c: char| matches!(c, '*' | '-' | '=');
    let inner = line.trim_matches(is_mark);
    let starts_with = |mark: char| line.chars().take(NOTICE_MARKS).all(|c| c == mark);
    let is_framed = || "-=".chars().any(|mark| starts_with(mark) && line.ends_with(mark));
    // "** Anna has joined **": emphasis has no blanks inside.
    let is_apart = || line.starts_with("**") && line.ends_with("**") && inner.starts_with(' ') && inner.ends_with(' ');
    inner.contains(char::is_alphabetic) && (is_framed() || is_apart())
}

/// Whether a line tells who comes and goes: "Enter a CONSTABLE, carrying a chair."
pub(crate) fn is_entrance(line: &str) -> bool {
    let word = line.split([' ', ',', '.', ':']).next().unwrap_or_default();
    ["Enter", "Re-enter", "Exit", "Exeunt"].contains(&word)
}

/// Whether a line is the identifier of a caption: "7c1f02ae-55b1-4a0e-9f3e-1d0b0ad0c7aa/14-0".
pub(crate) fn is_caption_id(line: &str) -> bool {
    let in_id = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b'-' | b'/');
    line.len() >= MIN_CAPTION_ID && line.contains('-') && line.bytes().all(in_id)
}

/// Whether a line is the number of a page or caption.
pub(crate) fn is_number(line: &str) -> bool {
    line.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{badge_len, is_caption_id, is_entrance, is_furniture, is_mail_header, is_notice, is_number, is_scene};

    #[test]
    fn scenes_have_headings() {
        for line in [
            "INT. KITCHEN - NIGHT",
            "Int. Kitchen - night",
            "EXT HARBOUR - DAY",
            "INT./EXT. FERRY - DAY",
            "I/E CAR - DAWN",
            "INTERIOR. A BARN.",
            "CUT TO:",
            "Cut to:",
            "FADE OUT.",
            "RIPPLE DISSOLVE TO:",
        ] {
            assert!(is_scene(line), "{line}");
        }
        for line in [
            "INT: Come in.",
            "INT",
            "Interior design: so.",
            "Cut to the quick, he left.",
            "Fade away.",
            "KIRBY: Come in.",
            "I walked to:",
            "E. Hale: Come in.",
            "",
        ] {
            assert!(!is_scene(line), "{line}");
        }
    }

    #[test]
    fn mails_have_headers() {
        for line in ["From: Ada Crane", "CC: Ned", "Subject:"] {
            assert!(is_mail_header(line), "{line}");
        }
        for line in ["From Ada: so", "Tom: so", "to:night", "From"] {
            assert!(!is_mail_header(line), "{line}");
        }
    }

    #[test]
    fn notices_stand_between_marks() {
        for line in ["*** Anna has joined ***", "--- Chat ended ---", "===so===", "** Anna left **"] {
            assert!(is_notice(line), "{line}");
        }
        for line in ["**Come in.**", "***Come in.***", "--- Come in.", "***", "*** 12 ***", "-- so --", "Come in.", ""]
        {
            assert!(!is_notice(line), "{line}");
        }
    }

    #[test]
    fn programs_have_badges() {
        assert_eq!(["APP  2:14 PM", "BOT 12:03", "APP", "APPLE pie", ""].map(badge_len), [5, 4, 0, 0, 0]);
    }

    #[test]
    fn people_come_and_go() {
        for line in ["Enter a CONSTABLE, carrying a chair.", "Exit.", "Exeunt all but Hale.", "Re-enter HALE"] {
            assert!(is_entrance(line), "{line}");
        }
        for line in ["Entering, he slept.", "enter Hale", "The exit.", ""] {
            assert!(!is_entrance(line), "{line}");
        }
    }

    #[test]
    fn captions_have_identifiers() {
        assert!(is_caption_id("7c1f02ae-55b1-4a0e/14-0"));
        for line in ["cabbage-face", "12-3", "deadbeef", "7c1f02ae-55b1 so", ""] {
            assert!(!is_caption_id(line), "{line}");
        }
    }

    #[test]
    fn times_numbers_and_page_headers_are_furniture() {
        assert!(is_number("12") && !is_number("12 men"));
        for line in ["00:00:01,000 --> 00:00:02,000", "[12:03]", "[[Page H12]]", "APP", "BOT — 12:03", "— 12:03"] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["KIRBY", "12", "[12:03] Come in.", "—", "APPLE"] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
