//! Who is quoted in a folder of articles, and how much: by speaker, and by gender.
//!
//! ```text
//! cargo run --release --example newsroom                   # the texts that come with the crate
//! cargo run --release --example newsroom -- articles/
//! ```

use inquit::statistics::{Identity, Statistics};
use inquit::{attribute_quotes, Gender};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "examples/texts".to_owned());
    let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = entries.collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    // Kerry of one article is Kerry of the next.
    let mut statistics = Statistics::new(Identity::Name);
    for path in &paths {
        statistics.add(&attribute_quotes(&std::fs::read_to_string(path)?));
    }
    let whole = statistics.speech();
    for speaker in statistics.by_words().into_iter().take(10) {
        println!("{:5.1} %  {} ({})", 100.0 * speaker.speech.share_of(whole), speaker.name, speaker.gender);
    }
    for &gender in Gender::ALL {
        println!("{:5.1} %  {gender}", 100.0 * statistics.of_gender(gender).share_of(whole));
    }
    println!("{:5.1} %  no speaker", 100.0 * statistics.unattributed().share_of(whole));
    Ok(())
}
