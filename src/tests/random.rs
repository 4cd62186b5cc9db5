//! Pseudo-random numbers for tests, the same in every run.

/// The generator xorshift64* of Vigna 2016, "An experimental exploration of Marsaglia's xorshift generators,
/// scrambled".
pub(crate) struct Random(u64);

impl Random {
    /// Equal seeds give equal numbers. Panics if the seed is 0, from which every number would be 0.
    pub(crate) fn new(seed: u64) -> Self {
        assert_ne!(seed, 0, "the seed is 0");
        Self(seed)
    }

    /// The next number, which is below `bound`. Panics if that is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}

#[test]
fn numbers_lie_below_their_bound_and_differ() {
    let mut random = Random::new(7);
    let numbers: Vec<usize> = (0..1000).map(|_| random.below(10)).collect();
    assert!(numbers.iter().all(|&number| number < 10));
    assert!((0..10).all(|number| numbers.contains(&number)));
}
