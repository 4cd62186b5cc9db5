//! The weights of features, and how probable each candidate is by them.

use core::fmt;
use once_cell::sync::Lazy;

use crate::model::template::Template;

/// The weights of the features in 32nds of a natural logarithm: those of the two passes of tales, and of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// By feature.
    pub(crate) tale: Vec<[i8; 2]>,
    pub(crate) report: Vec<[i8; 1]>,
}

/// Which of the weights of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pass {
    First,
    Second,
    News,
}

impl Pass {
    const ALL: [Self; 3] = [Self::First, Self::Second, Self::News];
}

impl Weights {
    /// Those that come with the crate.
    pub(crate) fn standard() -> &'static Self {
        static STANDARD: Lazy<Weights> = Lazy::new(|| Weights::parse(include_str!("../../data/weights/resolver.txt")));
        &STANDARD
    }

    /// Reads the shape that [`Display`](fmt::Display) writes: for each template a line for each pass, its weights in the
    /// order of its values; `~9` stands for nine zeros. What is missing is zero, and lines of `#` are comments.
    pub(crate) fn parse(text: &str) -> Self {
        let mut weights = Self { tale: vec![[0; 2]; Template::FEATURES], report: vec![[0]; Template::FEATURES] };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split(' ');
            let (name, pass) = (columns.next().unwrap_or(""), columns.next());
            let Some(template) = Template::ALL.iter().find(|t| t.name() == name) else { continue };
            let pass = pass.and_then(|pass| pass.parse::<usize>().ok()?.checked_sub(1));
            let Some(&pass) = pass.and_then(|pass| Pass::ALL.get(pass)) else { continue };
            let mut features = template.features();
            for column in columns {
                match column.strip_prefix('~').and_then(|zeros| zeros.parse::<usize>().ok()) {
                    Some(zeros) => features.start += zeros,
                    None => {
                        if let (Some(feature), Ok(value)) = (features.next(), column.parse()) {
                            *weights.get_mut(feature, pass) = value;
                        }
                    }
                }
            }
        }
        weights
    }

    pub(crate) fn get_mut(&mut self, feature: usize, pass: Pass) -> &mut i8 {
        match pass {
            Pass::First => &mut self.tale[feature][0],
            Pass::Second => &mut self.tale[feature][1],
            Pass::News => &mut self.report[feature][0],
        }
    }

    /// Other weights for a pass.
    #[cfg(feature = "train")]
    pub(crate) fn set(&mut self, pass: Pass, weights: &[i8]) {
        for (feature, &weight) in weights.iter().enumerate() {
            *self.get_mut(feature, pass) = weight;
        }
    }

    pub(crate) fn list(&self, template: Template, pass: Pass) -> Vec<i8> {
        let weight = |feature: usize| match pass {
            Pass::First => self.tale[feature][0],
            Pass::Second => self.tale[feature][1],
            Pass::News => self.report[feature][0],
        };
        template.features().map(weight).collect()
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for template in Template::ALL {
            for pass in Pass::ALL {
                let weights = self.list(*template, pass);
                if weights.iter().all(|&w| w == 0) {
                    continue;
                }
                write!(f, "{} {}", template.name(), pass as usize + 1)?;
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
    use super::{Template, Weights};

    /// The table belongs to these templates: each has as many weights as values, and what is read is what is written.
    #[test]
    fn the_table_fits_the_templates() {
        let table = include_str!("../../data/weights/resolver.txt");
        let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
        for line in &lines {
            let mut columns = line.split(' ');
            let name = columns.next().unwrap();
            let template = Template::ALL.iter().find(|t| t.name() == name).unwrap_or_else(|| panic!("{name}"));
            assert!(matches!(columns.next(), Some("1" | "2" | "3")), "{line}");
            let weights = columns.map(|column| match column.strip_prefix('~') {
                Some(zeros) => zeros.parse().unwrap(),
                None => column.parse::<i8>().map(|_| 1).unwrap(),
            });
            assert_eq!(weights.sum::<usize>(), template.features().len(), "{name}");
        }
        assert_eq!(Weights::standard().to_string(), lines.join("\n") + "\n");
        let standard = Weights::standard();
        assert!(standard.tale.iter().any(|w| w[0] != 0) && standard.tale.iter().any(|w| w[1] != 0));
        assert!(standard.report.iter().any(|w| w[0] != 0));
    }
}
