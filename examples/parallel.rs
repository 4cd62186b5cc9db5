//! Many texts on all cores: answers in order, memory of each thread reused from text to text.
//!
//! ```text
//! cargo run --release --example parallel
//! ```

use std::time::Instant;

use inquit::{Attributor, Genre, Scratch};
use rayon::prelude::*;

const TEXTS: [&str; 3] =
    [include_str!("texts/harbour.txt"), include_str!("texts/inn.txt"), include_str!("texts/lighthouse.txt")];

/// Number of times that each text is read.
const TIMES: usize = 200;

fn main() {
    let texts: Vec<&str> = (0..TIMES).flat_map(|_| TEXTS).collect();
    let attributor = Attributor::new();
    let start = Instant::now();
    // An answer borrows its text. What is kept of it here is plain data.
    let answers: Vec<(Genre, usize, Vec<String>)> = texts
        .par_iter()
        .map_init(Scratch::default, |scratch, text| {
            let found = attributor.attribute_with(scratch, *text);
            let speakers = found.speakers().iter().map(|speaker| speaker.name.clone()).collect();
            (found.genre(), found.len(), speakers)
        })
        .collect();
    let seconds = start.elapsed().as_secs_f64();

    for (genre, quotations, speakers) in &answers[..TEXTS.len()] {
        println!("{genre}, {quotations} quotations by {}", speakers.join(", "));
    }
    let megabytes = texts.iter().map(|text| text.len()).sum::<usize>() as f64 / 1e6;
    println!("\n{} texts, {:.1} MB/s on {} threads", answers.len(), megabytes / seconds, rayon::current_num_threads());
}
