//! Tables, read by the crate csv.

use csv::{ReaderBuilder, StringRecord};
use inquit::write::Csv;
use inquit::{attribute_quotes, OffsetUnit};
use proptest::prelude::*;

use super::{samples, written, AWKWARD};
use crate::properties::{config, text};

fn rows(table: &str, separator: u8) -> (StringRecord, Vec<StringRecord>) {
    let mut reader = ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    // Without `flexible`, rows of another length are errors.
    (header, reader.records().map(Result::unwrap).collect())
}

/// All cells of all rows.
pub fn check(text: &str) {
    let found = attribute_quotes(text);
    for (csv, separator) in [(Csv::new(), b','), (Csv::tsv(), b'\t')] {
        let table = written(|out| csv.write(&found, out));
        let (header, rows) = rows(&table, separator);
        assert_eq!(rows.len(), found.len());
        for (row, quote) in rows.iter().zip(&found) {
            let cell = |name: &str| &row[header.iter().position(|header| header == name).unwrap()];
            let number = |name: &str| cell(name).parse::<usize>().ok();
            let speaker = quote.speaker();
            assert_eq!(&text[number("start").unwrap()..number("end").unwrap()], quote.as_str());
            assert_eq!((cell("text"), cell("kind")), (quote.content(), quote.kind().as_str()));
            assert_eq!(cell("speaker"), speaker.map_or("", |speaker| &speaker.name));
            assert_eq!(cell("speaker_slug"), speaker.map_or("", |speaker| &speaker.slug));
            assert_eq!(cell("gender"), speaker.map_or("", |speaker| speaker.gender.as_str()));
            assert_eq!(cell("mention"), quote.mention_text().unwrap_or(""));
            assert_eq!(number("mention_start"), quote.mention().map(|span| span.start));
            assert_eq!(cell("cue"), quote.cue_text().unwrap_or(""));
            assert_eq!(number("cue_end"), quote.cue().map(|span| span.end));
            let addressees: Vec<&str> = quote.addressees().map(|person| person.name.as_str()).collect();
            assert_eq!(cell("addressees"), addressees.join("; "));
            assert_eq!(cell("confidence").parse::<f64>().unwrap(), quote.confidence().value());
            assert_eq!(cell("alternative"), quote.alternatives().next().map_or("", |(other, _)| &other.name));
            assert_eq!(number("utterance"), Some(quote.utterance() as usize));
            assert_eq!(cell("doubtful"), quote.is_doubtful().to_string());
        }
    }
}

#[test]
fn tables_are_read() {
    samples().iter().for_each(|text| check(text));
}

#[test]
fn offsets_count_what_is_asked_for() {
    let found = attribute_quotes(AWKWARD);
    for &unit in OffsetUnit::ALL {
        let (_, rows) = rows(&written(|out| Csv::new().offsets(unit).write(&found, out)), b',');
        for (row, quote) in rows.iter().zip(&found) {
            #[cfg(feature = "serde")]
            assert_eq!(super::slice(AWKWARD, unit, row[0].parse().unwrap(), row[1].parse().unwrap()), quote.as_str());
            assert_eq!(&row[2], quote.content());
        }
    }
}

/// No cell begins like a formula, and but for the apostrophe it is what it was.
#[test]
fn a_spreadsheet_runs_no_cell() {
    let found = attribute_quotes(AWKWARD);
    let table = written(|out| Csv::new().id("-1").for_spreadsheet().write(&found, out));
    let table = table.strip_prefix('\u{feff}').unwrap();
    let (_, guarded) = rows(table, b',');
    let (_, plain) = rows(&written(|out| Csv::new().id("-1").write(&found, out)), b',');
    let mut count = 0;
    for (guarded, plain) in guarded.iter().flatten().zip(plain.iter().flatten()) {
        assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']), "{guarded:?}");
        assert!(guarded == plain || guarded.strip_prefix('\'') == Some(plain), "{guarded:?}");
        count += usize::from(guarded != plain);
    }
    assert!(count > 3);
}

#[test]
fn documents_are_appended() {
    let found = attribute_quotes(AWKWARD);
    let table = written(|out| {
        Csv::new().id("a,b").write(&found, &mut *out)?;
        Csv::new().id("c").without_header().write(&found, out)
    });
    let (header, rows) = rows(&table, b',');
    assert_eq!((&header[0], rows.len()), ("document", 2 * found.len()));
    assert_eq!((&rows[0][0], &rows[found.len()][0]), ("a,b", "c"));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_table_is_read(text in text()) {
        check(&text);
    }
}
