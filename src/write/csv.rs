//! Tables: CSV and TSV.

use std::borrow::Cow;
use std::io;

use csv::WriterBuilder;

use crate::offsets::OffsetUnit;
use crate::output::attributions::Attributions;
use crate::output::table::{rows, Cell, COLUMNS};

/// Writes a table with a row for each quotation, in order.
///
/// The columns are those of [`table::COLUMNS`](crate::table::COLUMNS). What is not known is an empty cell. Several
/// addressees are parted by `; `.
///
/// Cells with a separator, a quotation mark or a line break are quoted, as RFC 4180 has it. A reader gets each cell as
/// it stands in the text. Rows end with a line feed.
///
/// ```
/// use inquit::write::Csv;
/// let found = inquit::attribute_quotes("“No,” said Orne.");
/// let mut table = Vec::new();
/// Csv::new().write(&found, &mut table)?;
/// let rows: Vec<_> = std::str::from_utf8(&table).unwrap().lines().collect();
/// assert!(rows[0].starts_with("start,end,text,kind,depth,speaker,"));
/// assert!(rows[1].starts_with("0,9,\"No,\",direct,0,Orne,"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Csv {
    separator: u8,
    header: Header,
    reader: Reader,
    id: Option<String>,
    unit: OffsetUnit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    Written,
    Omitted,
}

/// What reads the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// A program that takes a cell for what it is.
    Program,
    /// A spreadsheet, which guesses the encoding and runs cells.
    Spreadsheet,
}

/// The first character of a cell that a spreadsheet runs as a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl Default for Csv {
    fn default() -> Self {
        Self::new()
    }
}

impl Csv {
    /// Commas between cells, a header row, offsets in bytes.
    ///
    /// ```
    /// use inquit::write::Csv;
    /// let mut table = Vec::new();
    /// Csv::new().write(&inquit::attribute_quotes("Nobody spoke."), &mut table)?;
    /// assert_eq!(table.iter().filter(|&&byte| byte == b'\n').count(), 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self {
            separator: b',',
            header: Header::Written,
            reader: Reader::Program,
            id: None,
            unit: OffsetUnit::default(),
        }
    }

    /// The same with tabs between cells.
    ///
    /// ```
    /// use inquit::write::Csv;
    /// let mut table = Vec::new();
    /// Csv::tsv().write(&inquit::attribute_quotes("“No,” said Orne."), &mut table)?;
    /// assert!(table.starts_with(b"start\tend\ttext\t"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn tsv() -> Self {
        Self { separator: b'\t', ..Self::new() }
    }

    /// Leaves the header row out: for all documents but the first one of a table.
    ///
    /// ```
    /// use inquit::write::Csv;
    /// let mut table = Vec::new();
    /// Csv::new().without_header().write(&inquit::attribute_quotes("“No,” said Orne."), &mut table)?;
    /// assert!(table.starts_with(b"0,9,"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn without_header(mut self) -> Self {
        self.header = Header::Omitted;
        self
    }

    /// Adds a first column, `document`, with this identifier in each row.
    ///
    /// ```
    /// use inquit::write::Csv;
    /// let mut table = Vec::new();
    /// Csv::new().id("harbour.txt").write(&inquit::attribute_quotes("“No,” said Orne."), &mut table)?;
    /// let table = String::from_utf8(table).unwrap();
    /// assert!(table.starts_with("document,start,") && table.contains("\nharbour.txt,0,9,"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Offsets in another unit than bytes.
    ///
    /// ```
    /// use inquit::{write::Csv, OffsetUnit};
    /// let csv = Csv::new().without_header().offsets(OffsetUnit::Characters);
    /// let mut table = Vec::new();
    /// csv.write(&inquit::attribute_quotes("“No,” said Orne."), &mut table)?;
    /// assert!(table.starts_with(b"0,5,"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn offsets(mut self, unit: OffsetUnit) -> Self {
        self.unit = unit;
        self
    }

    /// For people who open the table in a spreadsheet program: a byte order mark tells the encoding, and an apostrophe
    /// stands before a cell that the program would run as a formula.
    ///
    /// The mark stands before the header row, so that documents without header can be appended. A program that reads
    /// such a table gets the apostrophes as part of the cells.
    ///
    /// ```
    /// use inquit::write::Csv;
    /// let mut table = Vec::new();
    /// Csv::new().for_spreadsheet().write(&inquit::attribute_quotes("“=1+2,” said Orne."), &mut table)?;
    /// let table = String::from_utf8(table).unwrap();
    /// assert!(table.starts_with("\u{feff}start,") && table.contains(",\"'=1+2,\","));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn for_spreadsheet(mut self) -> Self {
        self.reader = Reader::Spreadsheet;
        self
    }

    /// Writes the table of a result.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use inquit::write::Csv;
    /// let mut table = Vec::new();
    /// Csv::new().write(&inquit::attribute_quotes("“No,” said Orne. “Never.”"), &mut table)?;
    /// assert_eq!(table.iter().filter(|&&byte| byte == b'\n').count(), 3);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, mut out: impl io::Write) -> io::Result<()> {
        if self.reader == Reader::Spreadsheet && self.header == Header::Written {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut table = WriterBuilder::new().delimiter(self.separator).from_writer(out);
        if self.header == Header::Written {
            let document = self.id.as_ref().map(|_| "document");
            table.write_record(document.into_iter().chain(COLUMNS.map(|column| column.name)))?;
        }
        for row in rows(answer, self.unit) {
            let document = self.id.as_deref().map(Cow::Borrowed);
            let cells = document.into_iter().chain(row.into_iter().map(in_text));
            table.write_record(cells.map(|cell| self.cell(cell).into_owned().into_bytes()))?;
        }
        table.flush()
    }

    /// A cell as the reader of the table should see it.
    fn cell<'a>(&self, cell: Cow<'a, str>) -> Cow<'a, str> {
        if self.reader == Reader::Spreadsheet && cell.starts_with(FORMULA) {
            format!("'{cell}").into()
        } else {
            cell
        }
    }
}

/// A cell as text.
fn in_text(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Integer(cell) => cell.map_or_else(String::new, |number| number.to_string()).into(),
        Cell::Float(cell) => cell.map_or_else(String::new, |number| number.to_string()).into(),
        Cell::Boolean(cell) => cell.to_string().into(),
        Cell::Text(cell) => cell.unwrap_or_default().into(),
        Cell::List(cells) => cells.join("; ").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::Csv;
    use crate::attributor::attribute_quotes;

    /// The cells of a column, as the reader of the crate csv gets them.
    fn column(csv: &Csv, text: &str, name: &str) -> Vec<String> {
        let mut table = Vec::new();
        csv.write(&attribute_quotes(text), &mut table).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(csv.separator).from_reader(&table[..]);
        let index = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
        reader.records().map(|record| record.unwrap()[index].to_owned()).collect()
    }

    #[test]
    fn cells_are_read_as_they_stand_in_the_text() {
        let text = "“=1+2, \"so\"\tand\r\nso;” said Orne.\n\n“-\0,” said Hale.";
        for csv in [Csv::new(), Csv::tsv()] {
            assert_eq!(column(&csv, text, "text"), ["=1+2, \"so\"\tand\r\nso;", "-\0,"]);
            assert_eq!(column(&csv, text, "speaker"), ["Orne", "Hale"]);
        }
        assert_eq!(column(&Csv::new().for_spreadsheet(), text, "text"), ["'=1+2, \"so\"\tand\r\nso;", "'-\0,"]);
    }
}
