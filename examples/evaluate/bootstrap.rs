//! Confidence intervals by drawing documents.

use crate::corpus::Random;

/// Number of draws. The interval moves in its fourth digit from one thousand draws to another.
const DRAWS: usize = 1000;

/// 95 % bootstrap confidence interval of each of several statistics.
///
/// `statistics` computes them from a draw: indices below `documents`, drawn with replacement. It always returns as
/// many, `None` where a draw has no case. Documents are drawn whole because quotations of one document are not
/// independent.
pub fn intervals(documents: usize, statistics: impl Fn(&[usize]) -> Vec<Option<f64>>) -> Vec<Option<(f64, f64)>> {
    let mut random = Random::default();
    let mut values: Vec<Vec<f64>> = Vec::new();
    for _ in 0..DRAWS {
        let draw: Vec<usize> = (0..documents).map(|_| random.below(documents)).collect();
        let drawn = statistics(&draw);
        values.resize(drawn.len(), Vec::new());
        for (values, value) in values.iter_mut().zip(drawn) {
            values.extend(value);
        }
    }
    values.iter_mut().map(|values| interval(values)).collect()
}

/// The interval without the lowest and the highest 2.5 % of the values.
fn interval(values: &mut [f64]) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let outside = values.len() / 40;
    Some((*values.get(outside)?, *values.get(values.len() - 1 - outside)?))
}
