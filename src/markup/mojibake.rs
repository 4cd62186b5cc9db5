//! Mojibake: characters of UTF-8 whose bytes were read as Windows-1252, so that “ is "â€œ" and é is "Ã©".

/// The characters of Windows-1252 for the bytes from 0x80 on. Bytes without a character stand for themselves, as in the
/// Encoding Standard of WHATWG.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// How most punctuation begins. A text that has it is read so throughout.
pub(crate) const SIGN: &str = "â€";

/// Maximum number of bytes of a character in UTF-8.
const MAX_BYTES: usize = 4;

/// The character for which the start of a text stands, and the length of what stands for it, in bytes. A closing mark
/// may have lost its last byte, which has no character.
pub(crate) fn read(text: &str) -> Option<(usize, char)> {
    let mut bytes = [0; MAX_BYTES];
    let mut end = 0;
    for (number, c) in text.chars().take(MAX_BYTES).enumerate() {
        let Some(byte) = byte(c) else { break };
        bytes[number] = byte;
        end += c.len_utf8();
        if let Some(c) = core::str::from_utf8(&bytes[..=number]).ok().and_then(|read| read.chars().next()) {
            return (number > 0).then_some((end, c));
        }
    }
    text.starts_with(SIGN).then_some((SIGN.len(), '”'))
}

/// The byte that was read as a character.
fn byte(c: char) -> Option<u8> {
    match HIGH.iter().position(|&high| high == c) {
        // OK because there are 32.
        Some(place) => Some(0x80 + place as u8),
        None => u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0xA0),
    }
}

#[cfg(test)]
mod tests {
    use super::{read, HIGH};

    #[test]
    fn bytes_are_read_again() {
        for (text, c) in [
            ("â€œSo", '“'),
            ("â€\u{9d} said", '”'),
            ("â€ said", '”'),
            ("â€™s", '’'),
            ("â€”", '—'),
            ("â€¦", '…'),
            ("Ã©", 'é'),
            ("Ã\u{a0}", 'à'),
            ("Â\u{a0}", '\u{a0}'),
            ("Å‚", 'ł'),
            ("ðŸ˜€", '😀'),
        ] {
            assert_eq!(read(text).map(|(_, c)| c), Some(c), "{text}");
        }
        for text in ["âme", "é", "So", "", "Â", "«So»"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(HIGH.len(), 0xA0 - 0x80);
    }

    /// Every character that was read so is found again.
    #[test]
    fn all_characters_return() {
        for c in ('\u{a0}'..'\u{2500}').chain('\u{1f600}'..'\u{1f650}') {
            let mut buffer = [0; 4];
            let read_as =
                |byte: u8| if (0x80..0xA0).contains(&byte) { HIGH[usize::from(byte - 0x80)] } else { byte.into() };
            let text: String = c.encode_utf8(&mut buffer).bytes().map(read_as).collect();
            assert_eq!(read(&text), Some((text.len(), c)));
        }
    }
}
