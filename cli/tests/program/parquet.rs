//! The example of a table in Parquet, read by the crate that wrote it.

use std::process::Command;

use parquet::file::reader::SerializedFileReader;
use parquet::record::RowAccessor;

use crate::Folder;

#[test]
fn a_table_has_a_row_for_each_quotation() {
    let folder = Folder::new(&[("a.txt", "🦀 “No,” said Orne."), ("b.txt", "“It rains.”"), ("c.txt", "")]);
    let program = assert_cmd::cargo::cargo_bin!("inquit").with_file_name("examples").join("parquet");
    let arguments = ["table.parquet", "a.txt", "b.txt", "c.txt"];
    assert!(Command::new(program).args(arguments).current_dir(folder.as_str()).status().unwrap().success());

    let table = SerializedFileReader::new(std::fs::File::open(folder.path("table.parquet")).unwrap()).unwrap();
    let rows: Vec<_> = table.into_iter().map(Result::unwrap).collect();
    let found = rows.iter().map(|row| (row.get_string(0).unwrap().as_str(), row.get_string(2).unwrap().as_str()));
    assert_eq!(found.collect::<Vec<_>>(), [("a.txt", "No,"), ("b.txt", "It rains.")]);
    assert_eq!((rows[0].get_ulong(1).unwrap(), rows[0].get_string(3).unwrap().as_str()), (5, "Orne"));
    assert!(rows[0].get_double(5).unwrap() > 0.9);
    // No speaker.
    assert!(rows[1].get_string(3).is_err());
}
