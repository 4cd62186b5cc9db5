//! The weights of both genres.

use core::fmt;
use core::str::FromStr;

use once_cell::sync::Lazy;

use crate::attribution::{fiction, news};
use crate::error::{Error, ErrorKind};
use crate::model::weights::WeightTable;

/// The weights of the model: for fiction those of two passes, for news those of one.
///
/// They print as text, and are read back from it: a section for each genre under `[fiction]` or `[news]`, as in the
/// files that the crate embeds. A text with one section leaves the weights of the other genre as they are in the crate.
///
/// ```
/// # #[cfg(feature = "train")]
/// # {
/// use inquit::train::Weights;
/// let weights: Weights = "[news]\nsource_head 1 ~1024\n".parse()?;
/// assert_eq!(weights.to_string().parse::<Weights>()?.to_string(), weights.to_string());
/// assert!("[news]\nsource_head 1 7".parse::<Weights>().unwrap_err().is_weights());
/// # }
/// # Ok::<(), inquit::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Weights {
    pub(crate) fiction: WeightTable<2>,
    pub(crate) news: WeightTable<1>,
}

/// The embedded tables, made by the example `train`.
const FICTION: &str = include_str!("../../data/weights/fiction.txt");
const NEWS: &str = include_str!("../../data/weights/news.txt");

impl Weights {
    /// The weights that come with the crate.
    pub(crate) fn standard() -> &'static Self {
        static STANDARD: Lazy<Weights> = Lazy::new(|| {
            // OK because a test reads the same files: what is compiled in fits.
            Weights::parse(FICTION, NEWS).expect("the embedded tables of weights fit their templates")
        });
        &STANDARD
    }

    /// Zeros: nothing is learned.
    #[cfg(feature = "train")]
    pub(crate) fn zero() -> Self {
        Self {
            fiction: WeightTable::zero(&fiction::templates::LAYOUT),
            news: WeightTable::zero(&news::templates::LAYOUT),
        }
    }

    /// Reads the section of each genre, with or without its head.
    fn parse(fiction: &str, news: &str) -> Result<Self, Error> {
        let lines = |text| str::lines(text).filter(|line| !is_head(line));
        Ok(Self {
            fiction: WeightTable::parse(&fiction::templates::LAYOUT, lines(fiction))?,
            news: WeightTable::parse(&news::templates::LAYOUT, lines(news))?,
        })
    }
}

const FICTION_HEAD: &str = "[fiction]";
const NEWS_HEAD: &str = "[news]";

fn is_head(line: &str) -> bool {
    matches!(line, FICTION_HEAD | NEWS_HEAD)
}

#[cfg(feature = "train")]
impl Weights {
    /// The section of fiction, head included.
    #[must_use]
    pub fn fiction(&self) -> impl fmt::Display + '_ {
        Section { head: FICTION_HEAD, table: &self.fiction }
    }

    /// The section of news, head included.
    #[must_use]
    pub fn news(&self) -> impl fmt::Display + '_ {
        Section { head: NEWS_HEAD, table: &self.news }
    }
}

struct Section<'w, const PASSES: usize> {
    head: &'static str,
    table: &'w WeightTable<PASSES>,
}

impl<const PASSES: usize> fmt::Display for Section<'_, PASSES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.head)?;
        self.table.fmt(f)
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Section { head: FICTION_HEAD, table: &self.fiction }.fmt(f)?;
        Section { head: NEWS_HEAD, table: &self.news }.fmt(f)
    }
}

impl FromStr for Weights {
    type Err = Error;

    /// # Errors
    /// A line is neither the head of a section nor one of its template's weights; the error names it.
    fn from_str(text: &str) -> Result<Self, Error> {
        let (mut fiction, mut news) = (None::<String>, None::<String>);
        let mut section: Option<&mut String> = None;
        for line in text.lines() {
            match (line, &mut section) {
                (FICTION_HEAD, _) => section = Some(fiction.get_or_insert_with(String::new)),
                (NEWS_HEAD, _) => section = Some(news.get_or_insert_with(String::new)),
                (line, _) if line.is_empty() || line.starts_with('#') => {}
                (line, Some(section)) => **section += &format!("{line}\n"),
                (line, None) => return Err(ErrorKind::Weights { line: line.to_owned() }.into()),
            }
        }
        Self::parse(fiction.as_deref().unwrap_or(FICTION), news.as_deref().unwrap_or(NEWS))
    }
}

#[cfg(test)]
mod tests {
    use super::{Weights, FICTION, NEWS};

    /// Each template has as many weights as values, and what is read is what is written.
    #[test]
    fn the_embedded_tables_fit_their_templates() {
        let bare = |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(|l| format!("{l}\n")).collect();
        let (fiction, news): (String, String) = (bare(FICTION), bare(NEWS));
        let standard = Weights::parse(FICTION, NEWS).unwrap();
        assert_eq!(standard.to_string(), fiction + &news);
        // No pass is without weights.
        let text = standard.to_string();
        assert!(["turn_gap 1 ", "turn_gap 2 ", "near 2 ", "source_gap 1 "].iter().all(|line| text.contains(line)));
    }

    #[test]
    fn one_section_leaves_the_other_as_it_is() {
        let weights: Weights = "# a head\n\n[fiction]\nnarrator 1 1 2 3 4 5 6\n".parse().unwrap();
        assert!(weights.to_string().starts_with("[fiction]\nnarrator 1 1 2 3 4 5 6\n[news]\n"));
        let standard = Weights::standard();
        assert_eq!(weights.news.to_string(), standard.news.to_string());
        let error = "narrator 1 1 2 3 4 5 6".parse::<Weights>().unwrap_err();
        assert!(error.is_weights(), "no section: {error}");
    }
}
