//! Eight bytes at a time in one integer: which are ASCII letters, and which of these are capitals.

const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte. A set of bytes is told by these bits.
const HIGH: u64 = 0x80 * ONES;

/// The eight bytes from `at` on, the first one lowest; zeros stand for those beyond the end.
#[inline]
pub(crate) fn load(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(&chunk) => u64::from_le_bytes(chunk),
        None => {
            let mut chunk = [0; 8];
            chunk[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(chunk)
        }
    }
}

/// The bytes that are ASCII letters.
#[inline]
pub(crate) fn letters(chunk: u64) -> u64 {
    // Without its highest bit no byte carries into the next one.
    let lower = (chunk | (0x20 * ONES)) & !HIGH;
    let from_a = lower + (0x80 - b'a' as u64) * ONES;
    let past_z = lower + (0x7F - b'z' as u64) * ONES;
    from_a & !past_z & !chunk & HIGH
}

/// The bytes that are ASCII capitals.
#[inline]
pub(crate) fn capitals(chunk: u64) -> u64 {
    letters(chunk) & (!chunk << 2)
}

/// The same bytes with small letters for ASCII capitals.
#[inline]
pub(crate) fn to_lowercase(chunk: u64) -> u64 {
    chunk | capitals(chunk) >> 2
}

/// How many bytes come before the first one that is not in the set; eight if all are.
#[inline]
pub(crate) fn leading(set: u64) -> usize {
    (!set & HIGH).trailing_zeros() as usize / 8
}

/// Whether all bytes are ASCII.
#[inline]
pub(crate) fn is_ascii(chunk: u64) -> bool {
    chunk & HIGH == 0
}

/// How many bytes are in the set.
#[inline]
pub(crate) fn count(set: u64) -> usize {
    ((set >> 7).wrapping_mul(ONES) >> 56) as usize
}

/// The first `len` bytes, at most eight; zeros in place of the others.
#[inline]
pub(crate) fn truncate(chunk: u64, len: usize) -> u64 {
    chunk & (1u64.checked_shl(8 * len as u32).unwrap_or(0).wrapping_sub(1))
}

#[cfg(test)]
mod tests {
    use super::{capitals, count, leading, letters, load, to_lowercase, HIGH};

    #[test]
    fn as_byte_by_byte() {
        for byte in 0..=u8::MAX {
            // Neighbours that would carry, if any did.
            for neighbour in [0, b'a', b'Z', 0x7F, 0x80, 0xFF] {
                let bytes = [neighbour, byte, neighbour, byte, byte, neighbour, neighbour, byte];
                let word = load(&bytes, 0);
                let set = |is: fn(&u8) -> bool| bytes.map(|b| if is(&b) { 0x80 } else { 0 });
                assert_eq!(letters(word).to_le_bytes(), set(u8::is_ascii_alphabetic), "{bytes:?}");
                assert_eq!(capitals(word).to_le_bytes(), set(u8::is_ascii_uppercase), "{bytes:?}");
                assert_eq!(to_lowercase(word).to_le_bytes(), bytes.map(|b| b.to_ascii_lowercase()), "{bytes:?}");
                assert_eq!(count(letters(word)), bytes.iter().filter(|b| b.is_ascii_alphabetic()).count(), "{bytes:?}");
                let run_of_letters = bytes.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(8);
                assert_eq!(leading(letters(word)), run_of_letters, "{bytes:?}");
            }
        }
        assert_eq!((leading(0), leading(HIGH)), (0, 8));
        assert_eq!((load(b"ab", 1), load(b"ab", 2), load(b"ab", 3)), (u64::from(b'b'), 0, 0));
    }
}
