//! From bytes to text: UTF-8, and what else texts are stored in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, UTF_8};

/// A text, and how it was found in the bytes.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    /// Whether its bytes are others than those of the input.
    pub converted: bool,
    /// What the user should know.
    pub note: Option<String>,
}

/// Number of bytes at the start that tell text from binary data and UTF-16 from other encodings.
const SAMPLE: usize = 1 << 16;

/// Decodes bytes: as UTF-8, by their byte order mark, in the `declared` encoding, or in the one that they look like.
pub fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        // A byte order mark stays: it is white space to the reader, and the offsets are those of the file.
        Ok(text) if !has_zero_bytes(&text) => return Decoded { text, converted: false, note: None },
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(|| utf_16(&bytes)).or(declared).unwrap_or_else(|| likely(&bytes));
    let (text, encoding, damaged) = encoding.decode(&bytes);
    let note = match (encoding == UTF_8, damaged) {
        (true, false) => None,
        (true, true) => Some("damaged UTF-8: bytes that are no character were replaced".to_owned()),
        (false, false) => Some(format!("read as {}", encoding.name())),
        (false, true) => Some(format!("read as {}: bytes that are no character were replaced", encoding.name())),
    };
    Decoded { text: text.into_owned(), converted: true, note }
}

/// Whether a text is rather one in UTF-16, whose letters of English are valid UTF-8 with zero bytes between them.
fn has_zero_bytes(text: &str) -> bool {
    utf_16(text.as_bytes()).is_some()
}

/// UTF-16 without a byte order mark, by the zero bytes of its Latin letters.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    // Prose has few characters beyond Latin-1, and no zero among its characters.
    let mostly = |zeros: usize, others: usize| half > 0 && zeros * 10 >= half * 8 && others * 50 <= half;
    if mostly(odd, even) {
        Some(UTF_16LE)
    } else if mostly(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that bytes which are not UTF-8 look like.
fn likely(bytes: &[u8]) -> &'static Encoding {
    // A text in UTF-8 with a damaged place, or cut within a character, is still one.
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if valid > invalid {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether bytes are no text in any encoding: they have zero bytes or many control characters, and are no UTF-16.
pub fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if Encoding::for_bom(sample).is_some() || utf_16(sample).is_some() {
        return false;
    }
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 11 | 14..=26 | 28..=31 | 127);
    let controls = sample.iter().filter(is_control).count();
    // A stray control character happens in prose. Compressed data has one in nine bytes.
    controls * 50 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::{decode, is_binary};

    const TEXT: &str = "“No,” said Zoë. “It’s late – go home to the café.”\n";

    #[test]
    fn encodings_are_found() {
        let utf_16 = |to: fn(u16) -> [u8; 2]| -> Vec<u8> { TEXT.encode_utf16().flat_map(to).collect() };
        let bom = |bytes: &[u8]| [&[0xff, 0xfe], bytes].concat();
        for (bytes, name) in [
            (utf_16(u16::to_le_bytes), "UTF-16LE"),
            (utf_16(u16::to_be_bytes), "UTF-16BE"),
            (bom(&utf_16(u16::to_le_bytes)), "UTF-16LE"),
            (encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned(), "windows-1252"),
        ] {
            assert!(!is_binary(&bytes), "{name}");
            let decoded = decode(bytes, None);
            assert_eq!(decoded.text, TEXT);
            assert!(decoded.converted && decoded.note.unwrap().contains(name));
        }
    }

    #[test]
    fn utf_8_stays_as_it_is() {
        for text in [TEXT, "\u{feff}No.", ""] {
            let decoded = decode(text.as_bytes().to_vec(), None);
            assert_eq!((decoded.text.as_str(), decoded.converted, decoded.note), (text, false, None));
        }
    }

    #[test]
    fn damaged_utf_8_loses_only_the_damage() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes[8] = 0xff;
        let cut = [TEXT.as_bytes(), &TEXT.as_bytes()[..2]].concat();
        for bytes in [bytes, cut] {
            let decoded = decode(bytes, None);
            assert!(decoded.text.contains("Zoë") && decoded.text.contains('\u{fffd}'), "{}", decoded.text);
            assert!(decoded.note.unwrap().contains("damaged"));
        }
    }
}
