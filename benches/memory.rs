//! Memory that attribution takes: the peak of the heap as a multiple of the text, and the allocations per quotation.
//!
//! `cargo bench --bench memory` prints a line for each text. It fails if the heap exceeds its bound, with or without
//! `--bench`.

use std::hint::black_box;
use std::process::ExitCode;

use inquit::Attributor;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

const ARTICLE: &str = include_str!("../examples/texts/harbour.txt");
const SCENE: &str = include_str!("../examples/texts/inn.txt");

/// The cost of attributing a text, in bytes and allocations.
struct Cost {
    most: usize,
    blocks: u64,
    quotes: usize,
}

fn cost(attributor: &Attributor, text: &str) -> Cost {
    let before = dhat::HeapStats::get();
    let quotes = black_box(attributor.attribute(black_box(text))).len();
    let after = dhat::HeapStats::get();
    Cost { most: after.max_bytes - before.curr_bytes, blocks: after.total_blocks - before.total_blocks, quotes }
}

fn main() -> ExitCode {
    let _profiler = dhat::Profiler::builder().testing().build();
    let attributor = Attributor::new();
    // The lists are read once.
    black_box(attributor.attribute("\"No,\" said Anna."));
    let mut sound = true;
    // The smaller text comes first, because the peak of the heap never falls.
    let novel = SCENE.repeat(20);
    for (name, text, bound) in [("article", ARTICLE, 208 << 10), ("novel", &novel, 16 * novel.len())] {
        let Cost { most, blocks, quotes } = cost(&attributor, text);
        let times = most as f64 / text.len() as f64;
        let each = blocks as f64 / quotes.max(1) as f64;
        println!(
            "{name:8} {:>8} bytes {most:>9} bytes of heap {times:>6.1} times the text {blocks:>7} allocations {each:>6.1} a quotation",
            text.len()
        );
        if most > bound {
            println!("{name:8} more than {bound} bytes of heap");
            sound = false;
        }
    }
    if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
