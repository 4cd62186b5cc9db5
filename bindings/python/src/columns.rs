//! Results as a table: the columns of `inquit::table`, as lists or as the buffers of Arrow arrays.

use std::thread;

use inquit::table::{self, Cell, CellKind, COLUMNS};
use inquit::{Attributions, Attributor, OffsetUnit, Scratch};
use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple};

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
    fn new(kind: CellKind) -> Self {
        match kind {
            CellKind::Integer => Self::Integer(Vec::new()),
            CellKind::Float => Self::Float(Vec::new()),
            CellKind::Boolean => Self::Boolean(Vec::new()),
            CellKind::Text => Self::Text(Texts::default()),
            CellKind::List => Self::List { ends: Vec::new(), items: Texts::default() },
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
        let columns = COLUMNS.iter().map(|column| Values::new(column.kind)).collect();
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
            for row in table::rows(found, unit) {
                for (column, cell) in self.columns.iter_mut().zip(row) {
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
        for (column, values) in COLUMNS.iter().zip(self.columns) {
            let list = match values {
                Values::Integer(cells) => PyList::new(py, cells)?,
                Values::Float(cells) => PyList::new(py, cells)?,
                Values::Boolean(cells) => PyList::new(py, cells)?,
                Values::Text(cells) => PyList::new(py, cells.iter().collect::<Vec<_>>())?,
                Values::List { ends, items } => {
                    let items: Vec<&str> = items.iter().flatten().collect();
                    let starts = std::iter::once(0).chain(ends.iter().copied());
                    PyList::new(
                        py,
                        starts.zip(&ends).map(|(start, &end)| items[start..end].to_vec()).collect::<Vec<_>>(),
                    )?
                }
            };
            lists.set_item(column.name, list)?;
        }
        Ok(lists)
    }

    /// The buffers of an Arrow array, a list of rows for each document: its validity and offsets, the number of rows,
    /// and the columns, each with its name, whether it may be null, its type and buffers.
    ///
    /// # Errors
    /// A column has more than 2 GB.
    pub fn into_buffers(self, py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        let columns = PyList::empty(py);
        for (column, values) in COLUMNS.iter().zip(self.columns) {
            let (kind, buffers) = match values {
                Values::Integer(cells) => ("integer", numbers(py, &cells, i64::to_le_bytes)),
                Values::Float(cells) => ("float", numbers(py, &cells, f64::to_le_bytes)),
                Values::Boolean(cells) => ("boolean", vec![None, Some(bitmap(py, &cells))]),
                Values::Text(cells) => ("text", strings(py, &cells)?),
                Values::List { ends, items } => {
                    let mut buffers = vec![None, Some(offsets(py, &ends)?)];
                    buffers.extend(strings(py, &items)?);
                    ("list", buffers)
                }
            };
            columns.append((column.name, column.is_optional, kind, buffers))?;
        }
        let documents = [validity(py, &self.valid), Some(offsets(py, &self.ends)?)];
        (self.valid.len(), documents, self.rows, columns).into_pyobject(py)
    }
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
