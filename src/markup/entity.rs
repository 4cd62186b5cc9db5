//! Character references of HTML: `&quot;`, `&#8220;`, `&#x201C;`.

/// Maximum length, in bytes, of what stands between `&` and `;`.
const MAX_NAME: usize = 10;

/// Names of characters that prose has, and what they stand for.
const NAMES: [(&str, char); 49] = [
    ("quot", '"'),
    ("apos", '\''),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("horbar", '―'),
    ("hellip", '…'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("hyphen", '\u{2010}'),
    ("lpar", '('),
    ("rpar", ')'),
    ("comma", ','),
    ("period", '.'),
    ("colon", ':'),
    ("excl", '!'),
    ("quest", '?'),
    ("szlig", 'ß'),
    ("aelig", 'æ'),
    ("AElig", 'Æ'),
    ("oelig", 'œ'),
    ("OElig", 'Œ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("aring", 'å'),
    ("Aring", 'Å'),
    ("ccedil", 'ç'),
    ("Ccedil", 'Ç'),
    ("thorn", 'þ'),
    ("eth", 'ð'),
];

/// Accents, by the endings of their names, and the letters that they stand on: `&eacute;`.
const ACCENTS: [(&str, &str, &str); 6] = [
    ("acute", "aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝćńśźĆŃŚŹ"),
    ("grave", "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ("circ", "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ("uml", "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
    ("tilde", "anoANO", "ãñõÃÑÕ"),
    ("caron", "cszrenCSZREN", "čšžřěňČŠŽŘĚŇ"),
];

/// What the numbers from 128 to 159 stand for: those who write them mean the characters of Windows-1252.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The character reference at the start of a text that begins with `&`: its length in bytes and its character. The
/// ampersand of another one may be written as a reference itself: `&amp;nbsp;`.
pub(crate) fn read(text: &str) -> Option<(usize, char)> {
    let (len, c) = reference(text)?;
    if c == '&' && len == "&amp;".len() {
        // OK because the bytes before `;` are ASCII.
        if let Some((inner, c)) = reference(&text[len - 1..]).filter(|&(_, c)| c != '<' && c != '>') {
            return Some((len - 1 + inner, c));
        }
    }
    Some((len, c))
}

/// The reference at the start of a text, of which the first byte is not read.
fn reference(text: &str) -> Option<(usize, char)> {
    let bytes = &text.as_bytes()[1..];
    let end = bytes.iter().take(MAX_NAME + 1).position(|&byte| byte == b';')?;
    let name = text.get(1..1 + end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(name)?,
    };
    // "&", the name, ";"
    Some((end + 2, c))
}

fn numbered(number: &str) -> Option<char> {
    let value = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    match value {
        0 => None,
        128..=159 => WINDOWS.chars().nth(value as usize - 128),
        _ => char::from_u32(value),
    }
}

fn named(name: &str) -> Option<char> {
    if let Some(&(_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(c);
    }
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let (_, letters, accented) = ACCENTS.iter().find(|(accent, _, _)| *accent == &name[1..])?;
    accented.chars().nth(letters.find(letter)?)
}

#[cfg(test)]
mod tests {
    use super::{read, ACCENTS, WINDOWS};

    #[test]
    fn references_are_read() {
        for (text, expected) in [
            ("&quot;No", Some((6, '"'))),
            ("&#8220;No", Some((7, '“'))),
            ("&#x201C;No", Some((8, '“'))),
            ("&#X201d;", Some((8, '”'))),
            ("&#147;No", Some((6, '“'))),
            ("&eacute;", Some((8, 'é'))),
            ("&Ouml;", Some((6, 'Ö'))),
            ("&amp; Sons", Some((5, '&'))),
            ("&amp;nbsp;x", Some((10, '\u{a0}'))),
            ("&amp;amp;", Some((9, '&'))),
            ("& Sons;", None),
            ("&Sons;", None),
            ("&;", None),
            ("&#;", None),
            ("&#0;", None),
            ("&#xD800;", None),
            ("&#99999999999;", None),
            ("&é;", None),
            ("&quot", None),
            ("&", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn tables_are_even() {
        assert_eq!(WINDOWS.chars().count(), 32);
        for (accent, letters, accented) in ACCENTS {
            assert_eq!(letters.chars().count(), accented.chars().count(), "{accent}");
        }
    }
}
