//! Answers as an Arrow array: the columns of `inquit::table`.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Float64Builder, Int64Builder, ListArray, ListBuilder, StringViewBuilder, StructArray,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use inquit::table::{self, Cell, CellKind, COLUMNS};
use inquit::{Attributions, OffsetUnit};

/// The type of the answer to a text: a list of structs.
///
/// The fields are the columns of [`inquit::table`]. Strings are views, as DataFusion reads them from
/// Parquet, so that the answers to a batch have no limit of 2 GB.
///
/// ```
/// use datafusion::arrow::datatypes::DataType;
/// let DataType::List(row) = inquit_datafusion::quotes_type() else { panic!("a list") };
/// let DataType::Struct(fields) = row.data_type() else { panic!("of structs") };
/// assert_eq!(fields.find("speaker").unwrap().1.data_type(), &DataType::Utf8View);
/// ```
#[must_use]
pub fn quotes_type() -> DataType {
    DataType::List(row_field())
}

fn row_field() -> FieldRef {
    Arc::new(Field::new("item", DataType::Struct(fields()), false))
}

fn fields() -> Fields {
    let field = |column: table::Column| {
        let kind = match column.kind {
            CellKind::Integer => DataType::Int64,
            CellKind::Float => DataType::Float64,
            CellKind::Boolean => DataType::Boolean,
            CellKind::Text => DataType::Utf8View,
            CellKind::List => DataType::List(name_field()),
        };
        Field::new(column.name, kind, column.is_optional)
    };
    COLUMNS.into_iter().map(field).collect()
}

fn name_field() -> FieldRef {
    Arc::new(Field::new("item", DataType::Utf8View, false))
}

/// The cells of a column.
enum Column {
    Integer(Int64Builder),
    Float(Float64Builder),
    Boolean(BooleanBuilder),
    Text(StringViewBuilder),
    List(ListBuilder<StringViewBuilder>),
}

impl Column {
    fn new(kind: CellKind) -> Self {
        match kind {
            CellKind::Integer => Self::Integer(Int64Builder::new()),
            CellKind::Float => Self::Float(Float64Builder::new()),
            CellKind::Boolean => Self::Boolean(BooleanBuilder::new()),
            CellKind::Text => Self::Text(StringViewBuilder::new()),
            CellKind::List => Self::List(ListBuilder::new(StringViewBuilder::new()).with_field(name_field())),
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            // OK because a text is shorter than 2^63.
            (Self::Integer(column), Cell::Integer(cell)) => column.append_option(cell.map(|cell| cell as i64)),
            (Self::Float(column), Cell::Float(cell)) => column.append_option(cell),
            (Self::Boolean(column), Cell::Boolean(cell)) => column.append_value(cell),
            // OK because a cell is a part of a text, whose length a column of texts can hold.
            (Self::Text(column), Cell::Text(cell)) => column.append_option(cell),
            (Self::List(column), Cell::List(cell)) => column.append_value(cell.into_iter().map(Some)),
            _ => unreachable!("the cells of a row are in the order of the columns"),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Integer(column) => Arc::new(column.finish()),
            Self::Float(column) => Arc::new(column.finish()),
            Self::Boolean(column) => Arc::new(column.finish()),
            Self::Text(column) => Arc::new(column.finish()),
            Self::List(column) => Arc::new(column.finish()),
        }
    }
}

/// Collects the answers to a batch of texts.
pub struct Answers {
    columns: Vec<Column>,
    /// Zero, then the number of rows up to the end of each text. Never falls.
    ends: Vec<i32>,
    /// Whether a text has an answer; one without has no rows.
    valid: Vec<bool>,
    rows: usize,
}

impl Answers {
    /// Room for the answers to this number of texts.
    pub fn with_capacity(texts: usize) -> Self {
        let columns = COLUMNS.iter().map(|column| Column::new(column.kind)).collect();
        let mut ends = Vec::with_capacity(texts + 1);
        ends.push(0);
        Self { columns, ends, valid: Vec::with_capacity(texts), rows: 0 }
    }

    /// Adds the answer to a text. `None` is null.
    pub fn push(&mut self, found: Option<&Attributions<'_>>, unit: OffsetUnit) {
        if let Some(found) = found {
            for row in table::rows(found, unit) {
                for (column, cell) in self.columns.iter_mut().zip(row) {
                    column.push(cell);
                }
            }
            self.rows += found.len();
        }
        // OK because 2^31 rows take hundreds of gigabytes.
        self.ends.push(i32::try_from(self.rows).expect("fewer than 2^31 quotations in a batch"));
        self.valid.push(found.is_some());
    }

    /// The answers, a list for each text.
    pub fn finish(mut self) -> ListArray {
        let columns: Vec<ArrayRef> = self.columns.iter_mut().map(Column::finish).collect();
        let rows = StructArray::new(fields(), columns, None);
        let ends = OffsetBuffer::new(ScalarBuffer::from(self.ends));
        ListArray::new(row_field(), ends, Arc::new(rows), Some(NullBuffer::from(self.valid)))
    }
}
