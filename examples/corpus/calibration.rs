use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

/// How well confidence predicts accuracy.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Calibration {
    /// The answers by confidence, from 0 to 1, in bins of equal width.
    bins: [Bin; Calibration::BINS],
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Bin {
    answers: usize,
    right: usize,
    /// Sum of confidence, in thousandths: an exact sum does not depend on the order of documents.
    confidence: u64,
}

impl Calibration {
    /// Number of bins. Twenty, so that the bounds .95, .90, .80 … of the coverage table fall between two bins.
    pub const BINS: usize = 20;

    pub fn add(&mut self, confidence: f64, right: bool) {
        let thousandths = (confidence * 1000.0).round() as u64;
        let bin = &mut self.bins[(thousandths as usize * Self::BINS / 1000).min(Self::BINS - 1)];
        bin.answers += 1;
        bin.right += usize::from(right);
        bin.confidence += thousandths;
    }

    pub fn answers(&self) -> usize {
        self.bins.iter().map(|bin| bin.answers).sum()
    }

    /// Coverage, the share of answers in bin `least` or above, and accuracy, the share of right ones among these.
    pub fn coverage(&self, least: usize) -> (f64, f64) {
        let above = || self.bins[least..].iter();
        let answers: usize = above().map(|bin| bin.answers).sum();
        let right: usize = above().map(|bin| bin.right).sum();
        (answers as f64 / self.answers().max(1) as f64, right as f64 / answers.max(1) as f64)
    }

    /// Expected calibration error: mean distance between confidence and accuracy over the bins, weighted by answers.
    pub fn error(&self) -> Option<f64> {
        let distance = |bin: &Bin| (bin.confidence as f64 / 1000.0 - bin.right as f64).abs();
        let sum: f64 = self.bins.iter().map(distance).sum();
        (self.answers() > 0).then(|| sum / self.answers() as f64)
    }
}

impl AddAssign<&Self> for Calibration {
    fn add_assign(&mut self, other: &Self) {
        for (bin, other) in self.bins.iter_mut().zip(&other.bins) {
            bin.answers += other.answers;
            bin.right += other.right;
            bin.confidence += other.confidence;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Calibration;

    #[test]
    fn coverage_and_error() {
        let mut calibration = Calibration::default();
        assert_eq!((calibration.answers(), calibration.error()), (0, None));
        // Three quarters of the answers are right where .75 was promised; one is wrong where all were to be right.
        for (confidence, right) in [(0.75, true), (0.75, true), (0.75, true), (0.75, false), (1.0, false)] {
            calibration.add(confidence, right);
        }
        assert_eq!(calibration.error(), Some(0.2));
        assert_eq!(calibration.coverage(0), (1.0, 0.6));
        assert_eq!(calibration.coverage(15), (1.0, 0.6));
        assert_eq!(calibration.coverage(16), (0.2, 0.0));
    }
}
