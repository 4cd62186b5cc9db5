//! Time for texts that are made to be slow.
//!
//! `cargo bench --bench hostile` reads 16 MB of each piece once and takes three minutes; without `--bench`, as in
//! `cargo test --benches`, it reads 16 KB. It fails if a text takes half a minute. Unit tests of the library hold that
//! time grows linearly with the text, by counting steps.

use std::process::ExitCode;
use std::time::Instant;

use inquit::attribute_quotes;

#[path = "../src/tests/hostile.rs"]
mod hostile;

/// Maximum time for a text, in seconds: about three times what the slowest one takes on the machine of README.md.
const BOUND: f64 = 30.0;

fn main() -> ExitCode {
    let size = if std::env::args().any(|arg| arg == "--bench") { 1 << 24 } else { 1 << 14 };
    let pieces = hostile::SEEDS.iter().map(|seed| (*seed, hostile::copies(seed, size)));
    let paragraph = hostile::copies("The # put it down, and he said \"no\" to # ", size);
    let endless = [("one endless paragraph", paragraph), ("one name", "Emma".repeat(size / 4))];
    let mut times: Vec<f64> = Vec::new();
    for (piece, text) in pieces.chain(endless) {
        let start = Instant::now();
        let found = attribute_quotes(&text).len();
        let took = start.elapsed().as_secs_f64();
        println!("{took:6.2} s {found:9} quotations {piece:?}");
        times.push(took);
    }
    let longest = times.iter().copied().fold(0.0, f64::max);
    let long = times.iter().filter(|&&took| took >= 2.0).count();
    println!("{} texts, {long} of them two seconds or more, none more than {longest:.2} s", times.len());
    if longest < BOUND {
        ExitCode::SUCCESS
    } else {
        println!("more than {BOUND} s");
        ExitCode::FAILURE
    }
}
