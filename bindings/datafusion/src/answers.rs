//! Answers as an Arrow array: the columns of `inquit::write::Csv`.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Float64Builder, Int64Builder, ListArray, ListBuilder, StringViewBuilder, StructArray,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use inquit::{Attributions, OffsetUnit, Offsets, Quote, Span};

use Presence::{Always, Optional};
use Type::{Boolean, Float, Integer, List, Text};

/// The columns, in the order of the table. A row has a cell of each.
const COLUMNS: [(&str, Type, Presence); 23] = [
    ("start", Integer, Always),
    ("end", Integer, Always),
    ("text", Text, Always),
    ("kind", Text, Always),
    ("depth", Integer, Always),
    ("speaker", Text, Optional),
    ("speaker_slug", Text, Optional),
    ("speaker_kind", Text, Optional),
    ("gender", Text, Optional),
    ("mention", Text, Optional),
    ("mention_start", Integer, Optional),
    ("mention_end", Integer, Optional),
    ("cue", Text, Optional),
    ("cue_start", Integer, Optional),
    ("cue_end", Integer, Optional),
    ("addressees", List, Always),
    ("evidence", Text, Always),
    ("confidence", Float, Always),
    ("alternative", Text, Optional),
    ("alternative_posterior", Float, Optional),
    ("utterance", Integer, Always),
    ("closed", Boolean, Always),
    ("doubtful", Boolean, Always),
];

#[derive(Clone, Copy)]
enum Type {
    Integer,
    Float,
    Boolean,
    Text,
    List,
}

/// Whether each row has a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Always,
    Optional,
}

/// The type of the answer to a text: a list of structs.
///
/// The fields have the names and the order of `inquit::write::Csv`. Strings are views, as DataFusion reads them from
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
    let field = |(name, kind, presence): (&str, Type, Presence)| {
        let kind = match kind {
            Integer => DataType::Int64,
            Float => DataType::Float64,
            Boolean => DataType::Boolean,
            Text => DataType::Utf8View,
            List => DataType::List(name_field()),
        };
        Field::new(name, kind, presence == Optional)
    };
    COLUMNS.into_iter().map(field).collect()
}

fn name_field() -> FieldRef {
    Arc::new(Field::new("item", DataType::Utf8View, false))
}

enum Cell<'a> {
    Integer(Option<usize>),
    Float(Option<f64>),
    Boolean(bool),
    Text(Option<&'a str>),
    List(Vec<&'a str>),
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
    fn new(kind: Type) -> Self {
        match kind {
            Integer => Self::Integer(Int64Builder::new()),
            Float => Self::Float(Float64Builder::new()),
            Boolean => Self::Boolean(BooleanBuilder::new()),
            Text => Self::Text(StringViewBuilder::new()),
            List => Self::List(ListBuilder::new(StringViewBuilder::new()).with_field(name_field())),
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
        let columns = COLUMNS.iter().map(|&(_, kind, _)| Column::new(kind)).collect();
        let mut ends = Vec::with_capacity(texts + 1);
        ends.push(0);
        Self { columns, ends, valid: Vec::with_capacity(texts), rows: 0 }
    }

    /// Adds the answer to a text. `None` is null.
    pub fn push(&mut self, found: Option<&Attributions<'_>>, unit: OffsetUnit) {
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
