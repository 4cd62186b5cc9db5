//! Results as a table: the columns of `inquit::write::Csv`, as lists or as the buffers of Arrow arrays.

use std::thread;

use inquit::{Attributions, Attributor, OffsetUnit, Offsets, Quote, Scratch, Span};
use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple};

/// The columns with their types, in the order of the table. A row has a cell of each.
const COLUMNS: [(&str, Type); 23] = [
    ("start", Type::Integer),
    ("end", Type::Integer),
    ("text", Type::Text),
    ("kind", Type::Text),
    ("depth", Type::Integer),
    ("speaker", Type::Text),
    ("speaker_slug", Type::Text),
    ("speaker_kind", Type::Text),
    ("gender", Type::Text),
    ("mention", Type::Text),
    ("mention_start", Type::Integer),
    ("mention_end", Type::Integer),
    ("cue", Type::Text),
    ("cue_start", Type::Integer),
    ("cue_end", Type::Integer),
    ("addressees", Type::List),
    ("evidence", Type::Text),
    ("confidence", Type::Float),
    ("alternative", Type::Text),
    ("alternative_posterior", Type::Float),
    ("utterance", Type::Integer),
    ("closed", Type::Boolean),
    ("doubtful", Type::Boolean),
];

#[derive(Clone, Copy)]
enum Type {
    Integer,
    Float,
    Boolean,
    Text,
    List,
}

enum Cell<'a> {
    Integer(Option<usize>),
    Float(Option<f64>),
    Boolean(bool),
    Text(Option<&'a str>),
    List(Vec<&'a str>),
}

/// The cells of a column.
enum Values {
    Integer(Vec<Option<i64>>),
    Float(Vec<Option<f64>>),
    Boolean(Vec<bool>),
    Text(Texts),
    List { ends: Vec<usize>, items: Texts },
}

/// Strings in one buffer.
#[derive(Default)]
struct Texts {
    bytes: String,
    /// The end of each string.
    ends: Vec<usize>,
    valid: Vec<bool>,
}

impl Texts {
    fn push(&mut self, text: Option<&str>) {
        self.bytes.push_str(text.unwrap_or_default());
        self.ends.push(self.bytes.len());
        self.valid.push(text.is_some());
    }

    fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let strings = starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start..end]);
        strings.zip(&self.valid).map(|(string, &valid)| valid.then_some(string))
    }
}

impl Values {
    fn new(kind: Type) -> Self {
        match kind {
            Type::Integer => Self::Integer(Vec::new()),
            Type::Float => Self::Float(Vec::new()),
            Type::Boolean => Self::Boolean(Vec::new()),
            Type::Text => Self::Text(Texts::default()),
            Type::List => Self::List { ends: Vec::new(), items: Texts::default() },
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            // OK because a text is shorter than 2^63.
            (Self::Integer(column), Cell::Integer(cell)) => column.push(cell.map(|cell| cell as i64)),
            (Self::Float(column), Cell::Float(cell)) => column.push(cell),
            (Self::Boolean(column), Cell::Boolean(cell)) => column.push(cell),
            (Self::Text(column), Cell::Text(cell)) => column.push(cell),
            (Self::List { ends, items }, Cell::List(cell)) => {
                cell.into_iter().for_each(|item| items.push(Some(item)));
                ends.push(items.ends.len());
            }
            _ => unreachable!("the cells of a row are in the order of the columns"),
        }
    }
}

/// The table of some documents.
pub struct Columns {
    columns: Vec<Values>,
    /// The number of rows up to the end of each document.
    ends: Vec<usize>,
    /// Whether there is a document; a missing one has no rows.
    valid: Vec<bool>,
    rows: usize,
}

impl Columns {
    fn new() -> Self {
        let columns = COLUMNS.iter().map(|&(_, kind)| Values::new(kind)).collect();
        Self { columns, ends: Vec::new(), valid: Vec::new(), rows: 0 }
    }

    /// The table of one result.
    pub fn of(found: &Attributions<'_>, unit: OffsetUnit) -> Self {
        let mut columns = Self::new();
        columns.push(Some(found), unit);
        columns
    }

    fn push(&mut self, found: Option<&Attributions<'_>>, unit: OffsetUnit) {
        if let Some(found) = found {
            let offsets = (unit != OffsetUnit::Bytes).then(|| Offsets::new(found.text()));
            let range = |span: Span| {
                let range = offsets.as_ref().map_or(span.range(), |offsets| offsets.convert(span, unit));
                (range.start, range.end)
            };
            for quote in found {
                for (column, cell) in self.columns.iter_mut().zip(row(quote, range)) {
                    column.push(cell);
                }
            }
            self.rows += found.len();
        }
        self.ends.push(self.rows);
        self.valid.push(found.is_some());
    }

    /// The columns as lists of Python, by name.
    pub fn into_lists(self, py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
        let lists = PyDict::new(py);
        for ((name, _), values) in COLUMNS.iter().zip(self.columns) {
            let list = match values {
                Values::Integer(column) => PyList::new(py, column)?,
                Values::Float(column) => PyList::new(py, column)?,
                Values::Boolean(column) => PyList::new(py, column)?,
                Values::Text(column) => PyList::new(py, column.iter().collect::<Vec<_>>())?,
                Values::List { ends, items } => {
                    let items: Vec<&str> = items.iter().flatten().collect();
                    let starts = std::iter::once(0).chain(ends.iter().copied());
                    PyList::new(
                        py,
                        starts.zip(&ends).map(|(start, &end)| items[start..end].to_vec()).collect::<Vec<_>>(),
                    )?
                }
            };
            lists.set_item(name, list)?;
        }
        Ok(lists)
    }

    /// The buffers of an Arrow array, a list of rows for each document: its validity and offsets, the number of rows,
    /// and the columns, each with its name, type and buffers.
    ///
    /// # Errors
    /// A column has more than 2 GB.
    pub fn into_buffers(self, py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        let columns = PyList::empty(py);
        for ((name, _), values) in COLUMNS.iter().zip(self.columns) {
            let (kind, buffers) = match values {
                Values::Integer(column) => ("integer", numbers(py, &column, i64::to_le_bytes)),
                Values::Float(column) => ("float", numbers(py, &column, f64::to_le_bytes)),
                Values::Boolean(column) => ("boolean", vec![None, Some(bitmap(py, &column))]),
                Values::Text(column) => ("text", strings(py, &column)?),
                Values::List { ends, items } => {
                    let mut buffers = vec![None, Some(offsets(py, &ends)?)];
                    buffers.extend(strings(py, &items)?);
                    ("list", buffers)
                }
            };
            columns.append((name, kind, buffers))?;
        }
        let documents = [validity(py, &self.valid), Some(offsets(py, &self.ends)?)];
        (self.valid.len(), documents, self.rows, columns).into_pyobject(py)
    }
}

/// The cells of a quotation, in the order of the columns.
fn row<'a>(quote: Quote<'a, 'a>, range: impl Fn(Span) -> (usize, usize)) -> [Cell<'a>; COLUMNS.len()] {
    use Cell::{Boolean, Float, Integer, List, Text};

    let (start, end) = range(quote.span());
    let (mention, cue) = (quote.mention().map(&range), quote.cue().map(&range));
    let speaker = quote.speaker();
    let alternative = quote.alternatives().next();
    [
        Integer(Some(start)),
        Integer(Some(end)),
        Text(Some(quote.content())),
        Text(Some(quote.kind().as_str())),
        Integer(Some(quote.depth().into())),
        Text(speaker.map(|speaker| speaker.name.as_str())),
        Text(speaker.map(|speaker| speaker.slug.as_str())),
        Text(speaker.map(|speaker| speaker.kind.as_str())),
        Text(speaker.map(|speaker| speaker.gender.as_str())),
        Text(quote.mention_text()),
        Integer(mention.map(|(start, _)| start)),
        Integer(mention.map(|(_, end)| end)),
        Text(quote.cue_text()),
        Integer(cue.map(|(start, _)| start)),
        Integer(cue.map(|(_, end)| end)),
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

type Buffer<'py> = Option<Bound<'py, PyBytes>>;

/// A bit for each value, the lowest first.
fn bitmap<'py>(py: Python<'py>, values: &[bool]) -> Bound<'py, PyBytes> {
    let byte = |bits: &[bool]| bits.iter().rev().fold(0u8, |byte, &bit| byte << 1 | u8::from(bit));
    PyBytes::new(py, &values.chunks(8).map(byte).collect::<Vec<u8>>())
}

/// `None` if all values are there.
fn validity<'py>(py: Python<'py>, valid: &[bool]) -> Buffer<'py> {
    valid.contains(&false).then(|| bitmap(py, valid))
}

fn numbers<'py, T: Copy + Default>(
    py: Python<'py>,
    column: &[Option<T>],
    bytes: impl Fn(T) -> [u8; 8],
) -> Vec<Buffer<'py>> {
    let valid: Vec<bool> = column.iter().map(Option::is_some).collect();
    let values: Vec<u8> = column.iter().flat_map(|value| bytes(value.unwrap_or_default())).collect();
    vec![validity(py, &valid), Some(PyBytes::new(py, &values))]
}

/// Zero and the ends, as Arrow has them.
fn offsets<'py>(py: Python<'py>, ends: &[usize]) -> PyResult<Bound<'py, PyBytes>> {
    let too_long = |_| PyOverflowError::new_err("the answers of a batch have more than 2 GB: give fewer texts at once");
    let mut bytes = 0i32.to_le_bytes().to_vec();
    for &end in ends {
        bytes.extend(i32::try_from(end).map_err(too_long)?.to_le_bytes());
    }
    Ok(PyBytes::new(py, &bytes))
}

fn strings<'py>(py: Python<'py>, texts: &Texts) -> PyResult<Vec<Buffer<'py>>> {
    let bytes = PyBytes::new(py, texts.bytes.as_bytes());
    Ok(vec![validity(py, &texts.valid), Some(offsets(py, &texts.ends)?), Some(bytes)])
}

/// The tables of the texts, in order, one for each thread; a missing text is a missing document.
pub fn attribute_columns(
    engine: &Attributor,
    texts: &[Option<String>],
    unit: OffsetUnit,
    threads: usize,
) -> Vec<Columns> {
    let read = |texts: &[Option<String>]| {
        let (mut columns, mut scratch) = (Columns::new(), Scratch::default());
        for text in texts {
            let found = text.as_ref().map(|text| engine.attribute_with(&mut scratch, text));
            columns.push(found.as_ref(), unit);
        }
        columns
    };
    let parts: Vec<_> = texts.chunks(texts.len().div_ceil(threads.max(1)).max(1)).collect();
    if let [] | [_] = parts[..] {
        return vec![read(texts)];
    }
    thread::scope(|scope| {
        let handles: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || read(part))).collect();
        // OK because attribution does not panic.
        handles.into_iter().map(|handle| handle.join().expect("no panic")).collect()
    })
}
