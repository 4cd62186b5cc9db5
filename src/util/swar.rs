//! Eight bytes at a time in one integer ("SIMD within a register"): which are ASCII letters, and which of these are
//! capitals.
//!
//! A *chunk* is eight bytes of text as a little-endian `u64`, the first byte lowest. A *set* is a subset of the bytes
//! of a chunk: the highest bit of each byte says whether the byte belongs to it, and all other bits are 0.
//!
//! ```text
//! text       I   s   l   e       o   f
//! chunk     49  73  6C  65  20  6F  66  00    lowest byte first; the text ends before the last one
//! letters   80  80  80  80  00  80  80  00
//! capitals  80  00  00  00  00  00  00  00
//! ```
//!
//! Every function takes a few instructions, without a branch and without a table.

/// 1 in each byte: `ONES * n` has `n` in each byte, for `n` up to 255.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
const HIGH: u64 = 0x80 * ONES;

/// The eight bytes from `at` on. Zeros stand for those beyond the end, and all are zeros if `at` is there.
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

/// The set of the ASCII letters.
#[inline]
pub(crate) fn letters(chunk: u64) -> u64 {
    // Bit 0x20 turns a capital into its small letter. Clearing the highest bit makes letters of some bytes beyond
    // ASCII, which `!chunk` takes out again. Each byte is then below 0x80, and so is each number added: no sum carries
    // into the next byte.
    let lower = (chunk | (0x20 * ONES)) & !HIGH;
    // The highest bit is set where a byte is 'a' or more,
    let from_a = lower + (0x80 - b'a' as u64) * ONES;
    // and where it is more than 'z'.
    let past_z = lower + (0x7F - b'z' as u64) * ONES;
    from_a & !past_z & !chunk & HIGH
}

/// The set of the ASCII capitals.
#[inline]
pub(crate) fn capitals(chunk: u64) -> u64 {
    // A letter is a capital if its bit 0x20 is 0. The shift moves that bit to the highest one of the same byte.
    letters(chunk) & (!chunk << 2)
}

/// The chunk with ASCII capitals in lower case. Every other byte stays.
#[inline]
pub(crate) fn to_lowercase(chunk: u64) -> u64 {
    chunk | capitals(chunk) >> 2
}

/// Whether every byte is ASCII.
#[inline]
pub(crate) fn is_ascii(chunk: u64) -> bool {
    chunk & HIGH == 0
}

/// The number of bytes before the first one that is not in the set; 8 if all are.
#[inline]
pub(crate) fn leading(set: u64) -> usize {
    (!set & HIGH).trailing_zeros() as usize / 8
}

/// The number of bytes in the set.
#[inline]
pub(crate) fn count(set: u64) -> usize {
    // The multiplication sums up all bytes, 0 or 1 each, in the highest byte.
    ((set >> 7).wrapping_mul(ONES) >> 56) as usize
}

/// The first `len` bytes of a chunk or set, `len` being 8 at most, and zeros in place of the others.
#[inline]
pub(crate) fn truncate(chunk: u64, len: usize) -> u64 {
    // For 8 bytes the shift fails: 0 - 1 wraps to a mask of all bits.
    chunk & (1u64.checked_shl(8 * len as u32).unwrap_or(0).wrapping_sub(1))
}

#[cfg(test)]
mod tests {
    use super::{capitals, count, is_ascii, leading, letters, load, to_lowercase, truncate, HIGH};
    use crate::tests::random::Random;

    /// Compares all functions with loops over the bytes.
    fn check(bytes: [u8; 8]) {
        let chunk = load(&bytes, 0);
        let set = |is: fn(&u8) -> bool| bytes.map(|b| if is(&b) { 0x80 } else { 0 });
        assert_eq!(letters(chunk).to_le_bytes(), set(u8::is_ascii_alphabetic), "{bytes:?}");
        assert_eq!(capitals(chunk).to_le_bytes(), set(u8::is_ascii_uppercase), "{bytes:?}");
        assert_eq!(to_lowercase(chunk).to_le_bytes(), bytes.map(|b| b.to_ascii_lowercase()), "{bytes:?}");
        assert_eq!(is_ascii(chunk), bytes.is_ascii(), "{bytes:?}");
        assert_eq!(count(letters(chunk)), bytes.iter().filter(|b| b.is_ascii_alphabetic()).count(), "{bytes:?}");
        let run_of_letters = bytes.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(8);
        assert_eq!(leading(letters(chunk)), run_of_letters, "{bytes:?}");
        for len in 0..=8 {
            let mut first = [0; 8];
            first[..len].copy_from_slice(&bytes[..len]);
            assert_eq!(truncate(chunk, len).to_le_bytes(), first, "{len} of {bytes:?}");
        }
    }

    #[test]
    fn chunks_are_read_as_byte_by_byte() {
        for byte in 0..=u8::MAX {
            // Neighbours that would carry, if any did.
            for neighbour in [0, b'a', b'Z', 0x7F, 0x80, 0xFF] {
                check([neighbour, byte, neighbour, byte, byte, neighbour, neighbour, byte]);
            }
        }
        let mut random = Random::new(4);
        for _ in 0..10_000 {
            let limit = [0x80, 0x100][random.below(2)];
            check([(); 8].map(|()| random.below(limit) as u8));
        }
        assert_eq!((leading(0), leading(HIGH), count(0), count(HIGH)), (0, 8, 0, 8));
    }

    #[test]
    fn load_fills_up_with_zeros() {
        let bytes: Vec<u8> = (1..=20).collect();
        for len in 0..=bytes.len() {
            for at in 0..=len + 2 {
                let mut chunk = [0; 8];
                let rest = bytes[..len].iter().skip(at);
                chunk.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
                assert_eq!(load(&bytes[..len], at).to_le_bytes(), chunk, "{at} of {len}");
            }
        }
    }
}
