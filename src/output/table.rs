//! Results as a table with typed cells: a row for each quotation. `write::Csv` writes it as text, and the packages for
//! other languages make columns of it.

use crate::offsets::{OffsetUnit, Offsets};
use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::span::Span;

/// A column.
///
/// ```
/// let column = inquit::table::COLUMNS[5];
/// assert_eq!((column.name, column.is_optional), ("speaker", true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, which no other column has.
    pub name: &'static str,
    /// The type of its cells.
    pub kind: CellKind,
    /// Whether a cell may be empty.
    pub is_optional: bool,
}

/// The type of a cell.
///
/// ```
/// use inquit::table::{CellKind, COLUMNS};
/// assert_eq!(COLUMNS[0].kind, CellKind::Integer);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A number from 0.
    Integer,
    /// A number from 0 to 1.
    Float,
    /// Yes or no.
    Boolean,
    /// A string.
    Text,
    /// Any number of strings.
    List,
}

/// A cell; `None` is an empty one. Its variants are those of [`CellKind`].
///
/// ```
/// use inquit::table::{rows, Cell};
/// let found = inquit::attribute_quotes("“No,” said Orne.");
/// let row = rows(&found, Default::default()).next().unwrap();
/// assert_eq!(row[1], Cell::Integer(Some(9)));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Cell<'a> {
    Integer(Option<usize>),
    Float(Option<f64>),
    Boolean(bool),
    Text(Option<&'a str>),
    List(Vec<&'a str>),
}

/// Number of columns.
const COUNT: usize = 23;

/// The columns, in order.
///
/// `start` and `end` include the marks of the quotation, `text` leaves them out. `mention` and `cue` are the words that
/// name the speaker and report the speech. `alternative` is the next best speaker.
///
/// ```
/// let names = inquit::table::COLUMNS.map(|column| column.name);
/// assert_eq!(names[..3], ["start", "end", "text"]);
/// ```
pub const COLUMNS: [Column; COUNT] = {
    use CellKind::{Boolean, Float, Integer, List, Text};
    [
        always("start", Integer),
        always("end", Integer),
        always("text", Text),
        always("kind", Text),
        always("depth", Integer),
        optional("speaker", Text),
        optional("speaker_slug", Text),
        optional("speaker_kind", Text),
        optional("gender", Text),
        optional("mention", Text),
        optional("mention_start", Integer),
        optional("mention_end", Integer),
        optional("cue", Text),
        optional("cue_start", Integer),
        optional("cue_end", Integer),
        always("addressees", List),
        always("evidence", Text),
        always("confidence", Float),
        optional("alternative", Text),
        optional("alternative_posterior", Float),
        always("utterance", Integer),
        always("closed", Boolean),
        always("doubtful", Boolean),
    ]
};

const fn always(name: &'static str, kind: CellKind) -> Column {
    Column { name, kind, is_optional: false }
}

const fn optional(name: &'static str, kind: CellKind) -> Column {
    Column { name, kind, is_optional: true }
}

/// The rows of a result, with offsets in a unit: the cells of each quotation, in the order of [`COLUMNS`].
///
/// ```
/// use inquit::table::{rows, Cell, COLUMNS};
/// let found = inquit::attribute_quotes("“No,” said Orne.");
/// let speaker = COLUMNS.iter().position(|column| column.name == "speaker").unwrap();
/// let speakers: Vec<Cell> = rows(&found, Default::default()).map(|row| row[speaker].clone()).collect();
/// assert_eq!(speakers, [Cell::Text(Some("Orne"))]);
/// ```
pub fn rows<'a>(
    found: &'a Attributions<'a>,
    unit: OffsetUnit,
) -> impl ExactSizeIterator<Item = [Cell<'a>; COUNT]> + 'a {
    let offsets = Offsets::new(found.text());
    found.iter().map(move |quote| row(quote, &offsets, unit))
}

fn row<'a>(quote: Quote<'a, 'a>, offsets: &Offsets<'_>, unit: OffsetUnit) -> [Cell<'a>; COUNT] {
    use Cell::{Boolean, Float, Integer, List, Text};

    let bounds = |span: Option<Span>| {
        let range = span.map(|span| offsets.convert(span, unit));
        (Integer(range.as_ref().map(|range| range.start)), Integer(range.map(|range| range.end)))
    };
    let (start, end) = bounds(Some(quote.span()));
    let (mention_start, mention_end) = bounds(quote.mention());
    let (cue_start, cue_end) = bounds(quote.cue());
    let speaker = quote.speaker();
    let alternative = quote.alternatives().next();
    [
        start,
        end,
        Text(Some(quote.content())),
        Text(Some(quote.kind().as_str())),
        Integer(Some(quote.depth().into())),
        Text(speaker.map(|speaker| speaker.name.as_str())),
        Text(speaker.map(|speaker| speaker.slug.as_str())),
        Text(speaker.map(|speaker| speaker.kind.as_str())),
        Text(speaker.map(|speaker| speaker.gender.as_str())),
        Text(quote.mention_text()),
        mention_start,
        mention_end,
        Text(quote.cue_text()),
        cue_start,
        cue_end,
        List(quote.addressees().map(|person| person.name.as_str()).collect()),
        Text(Some(quote.evidence().as_str())),
        Float(Some(quote.confidence().value())),
        Text(alternative.map(|(other, _)| other.name.as_str())),
        Float(alternative.map(|(_, posterior)| posterior)),
        Integer(Some(quote.utterance() as usize)),
        Boolean(quote.is_closed()),
        Boolean(quote.is_doubtful()),
    ]
}

#[cfg(test)]
mod tests {
    use super::{rows, Cell, CellKind, COLUMNS};
    use crate::attributor::attribute_quotes;
    use crate::offsets::OffsetUnit;

    /// A quotation with all that may be told of one, and one with as little as possible.
    const TEXTS: [&str; 2] = ["“Nó, Ida,” said Orne to Hale.\n\n“So.”", "“It is late.”"];

    #[test]
    fn columns_have_distinct_names() {
        let mut names = COLUMNS.map(|column| column.name);
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn cells_have_the_types_of_their_columns() {
        for text in TEXTS {
            let found = attribute_quotes(text);
            assert_eq!(rows(&found, OffsetUnit::Bytes).len(), found.len());
            for row in rows(&found, OffsetUnit::Bytes) {
                for (column, cell) in COLUMNS.iter().zip(row) {
                    let (kind, is_empty) = match cell {
                        Cell::Integer(cell) => (CellKind::Integer, cell.is_none()),
                        Cell::Float(cell) => (CellKind::Float, cell.is_none()),
                        Cell::Boolean(_) => (CellKind::Boolean, false),
                        Cell::Text(cell) => (CellKind::Text, cell.is_none()),
                        Cell::List(_) => (CellKind::List, false),
                    };
                    assert_eq!(kind, column.kind, "{}", column.name);
                    assert!(column.is_optional || !is_empty, "{}", column.name);
                }
            }
        }
    }

    #[test]
    fn offsets_are_in_the_unit() {
        let found = attribute_quotes(TEXTS[0]);
        let ends = |unit| rows(&found, unit).map(|row| row[1].clone()).next().unwrap();
        assert_eq!(ends(OffsetUnit::Bytes), Cell::Integer(Some(15)));
        assert_eq!(ends(OffsetUnit::Characters), Cell::Integer(Some(10)));
    }
}
