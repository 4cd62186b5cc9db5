//! Python's strings as Rust's, and character offsets as bytes.

use inquit::Span;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// Bytes of a character in UTF-32.
const UTF32: usize = 4;

/// The text of a Python string. A surrogate, which no Rust string holds, becomes U+FFFD, so that all offsets stay.
pub fn text_of(string: &Bound<'_, PyString>) -> PyResult<String> {
    if let Ok(text) = string.to_cow() {
        return Ok(text.into_owned());
    }
    let encoded = string.call_method1("encode", ("utf-32-le", "surrogatepass"))?;
    let units = encoded.cast::<PyBytes>()?.as_bytes().chunks_exact(UTF32);
    // OK because each chunk has four bytes.
    let code = |unit: &[u8]| u32::from_le_bytes(unit.try_into().expect("four bytes"));
    Ok(units.map(|unit| char::from_u32(code(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// The spans of characters, in any order, as spans of bytes. What lies beyond the text is its end.
pub fn byte_spans(text: &str, spans: &[(usize, usize)]) -> Vec<Span> {
    let mut offsets: Vec<usize> = spans.iter().flat_map(|&(start, end)| [start, end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut bytes = Vec::with_capacity(offsets.len());
    let mut boundaries = text.char_indices().map(|(byte, _)| byte).enumerate();
    let mut here = boundaries.next();
    for &offset in &offsets {
        while here.is_some_and(|(character, _)| character < offset) {
            here = boundaries.next();
        }
        bytes.push(here.map_or(text.len(), |(_, byte)| byte));
    }
    // OK because each offset of a span is in the list.
    let byte = |offset: usize| bytes[offsets.binary_search(&offset).expect("an offset of a span")];
    spans.iter().map(|&(start, end)| Span::new(byte(start), byte(end.max(start)))).collect()
}
