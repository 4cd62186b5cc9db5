//! Documents as they arrive, a line each in JSON: an answer is printed before the next line is read.
//!
//! ```text
//! echo '{"id": 7, "text": "\"No,\" said Orne."}' | cargo run --release --example stream
//! ```

use std::io::{self, BufRead, Write};

use inquit::{Attributions, Attributor, Scratch};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Document {
    id: serde_json::Value,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a, 't> {
    id: serde_json::Value,
    #[serde(flatten)]
    found: &'a Attributions<'t>,
}

fn main() -> io::Result<()> {
    let (attributor, mut scratch) = (Attributor::new(), Scratch::default());
    let mut out = io::stdout().lock();
    for (number, line) in io::stdin().lock().lines().enumerate() {
        match serde_json::from_str::<Document>(&line?) {
            Ok(Document { id, text }) => {
                let found = &attributor.attribute_with(&mut scratch, &text);
                serde_json::to_writer(&mut out, &Answer { id, found })?;
                writeln!(out)?;
                out.flush()?;
            }
            Err(error) => eprintln!("line {}: {error}", number + 1),
        }
    }
    Ok(())
}
