//! A table of weights: read, written and checked.

use core::fmt;

use crate::error::{Error, ErrorKind};
use crate::model::template::{FeatureId, Layout};

/// The weights of the features of a layout in each pass, in 32nds of a natural logarithm.
#[derive(Clone)]
pub(crate) struct WeightTable<const PASSES: usize> {
    layout: &'static Layout,
    /// By feature. As long as the number of features of the layout.
    weights: Vec<[i8; PASSES]>,
}

impl<const PASSES: usize> WeightTable<PASSES> {
    /// A table in which all weights are 0.
    pub(crate) fn zero(layout: &'static Layout) -> Self {
        Self { layout, weights: vec![[0; PASSES]; layout.features()] }
    }

    /// The weights of a feature, by pass.
    #[inline]
    pub(crate) fn of(&self, feature: FeatureId) -> &[i8; PASSES] {
        &self.weights[feature.index()]
    }

    /// Reads the form that [`Display`](fmt::Display) writes.
    ///
    /// Each line has the name of a template, the number of a pass from 1 on, and the weights of all features of the
    /// template in order; `~9` stands for nine zeros. A template without a line has zeros. Empty lines and lines that
    /// begin with `#` are skipped.
    ///
    /// # Errors
    /// The layout has no such template or fewer passes, the template has another number of features, or a weight is no
    /// number from -128 to 127. The error names the line.
    pub(crate) fn parse<'t>(layout: &'static Layout, lines: impl Iterator<Item = &'t str>) -> Result<Self, Error> {
        let mut table = Self::zero(layout);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            table.read(line).ok_or_else(|| ErrorKind::Weights { line: line.to_owned() })?;
        }
        Ok(table)
    }

    /// Reads a line; `None` if it does not fit the layout.
    fn read(&mut self, line: &str) -> Option<()> {
        let mut columns = line.split(' ');
        let mut features = self.layout.features_of(columns.next()?)?;
        let pass = columns.next()?.parse::<usize>().ok()?.checked_sub(1).filter(|&pass| pass < PASSES)?;
        for column in columns {
            match column.strip_prefix('~') {
                Some(zeros) => {
                    features.start =
                        features.start.checked_add(zeros.parse().ok()?).filter(|&at| at <= features.end)?;
                }
                None => self.weights[features.next()?][pass] = column.parse().ok()?,
            }
        }
        features.is_empty().then_some(())
    }

    /// The weights of a pass by feature; `None` for those of templates that have none but zeros.
    #[cfg(feature = "train")]
    pub(crate) fn known(&self, pass: usize) -> Vec<Option<i8>> {
        let mut known = vec![None; self.weights.len()];
        for (_, features) in self.layout.templates() {
            if self.weights[features.clone()].iter().any(|weights| weights[pass] != 0) {
                features.for_each(|feature| known[feature] = Some(self.weights[feature][pass]));
            }
        }
        known
    }

    /// Sets the weights of a pass, by feature.
    #[cfg(feature = "train")]
    pub(crate) fn set(&mut self, pass: usize, weights: &[i8]) {
        for (known, &weight) in self.weights.iter_mut().zip(weights) {
            known[pass] = weight;
        }
    }
}

/// Large: only its size is shown.
impl<const PASSES: usize> fmt::Debug for WeightTable<PASSES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeightTable").field("features", &self.weights.len()).finish_non_exhaustive()
    }
}

impl<const PASSES: usize> fmt::Display for WeightTable<PASSES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (template, features) in self.layout.templates() {
            for pass in 0..PASSES {
                let weights: Vec<i8> = self.weights[features.clone()].iter().map(|weights| weights[pass]).collect();
                if weights.iter().all(|&weight| weight == 0) {
                    continue;
                }
                write!(f, "{} {}", template.name, pass + 1)?;
                for run in weights.chunk_by(|a, b| *a == 0 && *b == 0) {
                    match run {
                        [0, _, ..] => write!(f, " ~{}", run.len())?,
                        _ => write!(f, " {}", run[0])?,
                    }
                }
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{FeatureId, WeightTable};
    use crate::model::template::{templates, UpTo};

    templates! {
        /// Seven features.
        TOY;
        /// Three.
        few(count: UpTo<3>);
        /// Four.
        flags(a: bool, b: bool);
    }

    fn parse(text: &str) -> Result<WeightTable<2>, crate::error::Error> {
        WeightTable::parse(&TOY, text.lines())
    }

    #[test]
    fn a_table_is_read_as_it_is_written() {
        let text = "few 1 5 ~2\nfew 2 0 -3 0\nflags 2 ~3 127\n";
        let table = parse(&format!("# head\n\n{text}")).unwrap();
        assert_eq!(table.to_string(), text);
        assert_eq!(table.of(few(UpTo::new(0))), &[5, 0]);
        assert_eq!(table.of(few(UpTo::new(1))), &[0, -3]);
        assert_eq!(table.of(flags(true, true)), &[0, 127]);
        assert_eq!(table.of(FeatureId::new(4)), &[0, 0]);
    }

    #[cfg(feature = "train")]
    #[test]
    fn weights_of_a_template_are_known_if_one_is_no_zero() {
        let table = parse("few 1 5 ~2\n").unwrap();
        assert_eq!(table.known(0), [Some(5), Some(0), Some(0), None, None, None, None]);
        assert_eq!(table.known(1), [None; 7]);
    }

    #[test]
    fn other_tables_are_errors() {
        for line in [
            "many 1 5 ~2", // no such template
            "few 3 5 ~2",  // no such pass
            "few 0 5 ~2",
            "few 1 5",    // too few weights
            "few 1 5 ~3", // too many
            "few 1 5 6 7 8",
            "few 1 5 ~x",
            "few 1 5 x 6",
            "few 1 5 128 6", // no weight
            "few",
        ] {
            let error = parse(line).unwrap_err();
            assert!(error.is_weights() && error.to_string().contains(line), "{line}: {error}");
        }
    }
}
