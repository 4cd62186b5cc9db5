//! Speed of each stage, and whether it still finds the same.
//!
//! `cargo bench --bench stages` prints for each stage and text the median time, the speed, and the time in yardsticks.
//! A yardstick is one pass of `unicode_word_indices` (crate unicode-segmentation) over the same text. Words after `--`
//! select stages and texts by name. Without `--bench`, as in `cargo test --benches`, each runs once. Every run compares
//! counts of what it finds with `benches/stages.txt`; `INQUIT_UPDATE=1 cargo test --benches` rewrites that file.

use std::cell::RefCell;
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use inquit::{attribute_quotes, find_quotes, tokenize, Attributor, Scratch};
use unicode_segmentation::UnicodeSegmentation;

#[path = "../tests/pinned.rs"]
mod pinned;

/// Counts of what a stage finds in a text.
type Counts = [usize; 2];
type Stage = fn(&str) -> Counts;

/// Tokens and sentences.
fn tokens(text: &str) -> Counts {
    let tokens = tokenize(text);
    [tokens.iter().count(), tokens.sentences().count()]
}

/// Quotations, and those among them with a closing mark.
fn quotes(text: &str) -> Counts {
    let quotes = find_quotes(text);
    [quotes.len(), quotes.iter().filter(|quote| quote.closed).count()]
}

/// Quotations, and those among them with a speaker.
fn attribution(text: &str) -> Counts {
    let found = attribute_quotes(text);
    [found.len(), found.iter().filter(|quote| quote.speaker().is_some()).count()]
}

/// The yardstick: words by the rules of Unicode, and those among them of more than three bytes.
fn words(text: &str) -> Counts {
    text.unicode_word_indices().fold([0, 0], |[all, long], (_, word)| [all + 1, long + usize::from(word.len() > 3)])
}

/// The same with the first pass alone.
fn single_pass(text: &str) -> Counts {
    static ATTRIBUTOR: OnceLock<Attributor> = OnceLock::new();
    let attributor = ATTRIBUTOR
        .get_or_init(|| Attributor::builder().single_pass(true).build().expect("nothing given that may be wrong"));
    let found = attributor.attribute(text);
    [found.len(), found.iter().filter(|quote| quote.speaker().is_some()).count()]
}

/// The same in memory that is reused.
fn scratch(text: &str) -> Counts {
    thread_local! {
        static SCRATCH: RefCell<Scratch> = RefCell::default();
    }
    let found = SCRATCH.with_borrow_mut(|scratch| Attributor::new().attribute_with(scratch, text));
    [found.len(), found.iter().filter(|quote| quote.speaker().is_some()).count()]
}

/// The counts that are expected, a line for each bench.
const COUNTS: &str = "benches/stages.txt";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let timed = args.iter().any(|arg| arg == "--bench");
    let chosen: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();

    if timed {
        let start = Instant::now();
        black_box(attribute_quotes("\"No,\" said Anna."));
        println!("the first call of the process, which reads the lists: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    }
    let (news, novel, tags) = (text::news(), text::novel(), text::tags());
    let (plain, transcript, long) = (text::plain(), text::transcript(), vec![novel[0].repeat(16)]);
    let benches: [(&str, Stage, &[String]); 12] = [
        ("tokens, news", tokens, &news),
        ("tokens, novel", tokens, &novel),
        ("quotes, news", quotes, &news),
        ("quotes, novel", quotes, &novel),
        ("quotes, plain", quotes, &plain),
        ("attribution, news", attribution, &news),
        ("scratch, news", scratch, &news),
        ("attribution, novel", attribution, &novel),
        ("attribution, transcript", attribution, &transcript),
        ("attribution, 16 MB", attribution, &long),
        ("single pass, novel", single_pass, &novel),
        // Nothing but reporting clauses: look-up of words and matching of cues as dense as they can be.
        ("attribution, tags", attribution, &tags),
    ];
    let pinned = pinned::read(COUNTS);
    let mut lines = String::new();
    for (name, stage, texts) in benches {
        if !chosen.is_empty() && !chosen.iter().any(|part| name.contains(part.as_str())) {
            // Lines of benches that do not run stay as they are.
            let kept = pinned.lines().filter(|line| line.starts_with(&format!("{name}: ")));
            kept.for_each(|line| lines += &format!("{line}\n"));
            continue;
        }
        let time = |stage: Stage| {
            let run = || texts.iter().map(|text| stage(black_box(text))).fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
            if timed {
                timer::median(run)
            } else {
                timer::once(run)
            }
        };
        let (_, yardstick) = time(words);
        let ([all, some], median) = time(stage);
        lines += &format!("{name}: {all} {some}\n");
        let ratio = median.as_secs_f64() / yardstick.as_secs_f64();
        let bytes: usize = texts.iter().map(String::len).sum();
        let speed = bytes as f64 / median.as_secs_f64() / 1e6;
        let milliseconds = median.as_secs_f64() * 1e3;
        println!("{name:24} {all:>8} {some:>8} {milliseconds:>9.3} ms {speed:>7.1} MB/s {ratio:>6.2} yardsticks");
    }
    match pinned::check(COUNTS, &lines) {
        Ok(()) => ExitCode::SUCCESS,
        Err(difference) => {
            println!("{difference}");
            ExitCode::FAILURE
        }
    }
}

mod timer {
    use super::{Counts, Duration, Instant};

    const RUNS: usize = 9;

    pub fn once(run: impl Fn() -> Counts) -> (Counts, Duration) {
        let start = Instant::now();
        (run(), start.elapsed())
    }

    /// The median of nine runs, after one to warm up.
    pub fn median(run: impl Fn() -> Counts) -> (Counts, Duration) {
        run();
        let mut runs: Vec<(Counts, Duration)> = (0..RUNS).map(|_| once(&run)).collect();
        runs.sort_by_key(|&(_, duration)| duration);
        runs[RUNS / 2]
    }
}

/// Texts of about one megabyte, the same in every run.
mod text {
    const SIZE: usize = 1_000_000;

    const SURNAMES: [&str; 12] =
        ["Kirby", "Arden", "Bell", "Crane", "Doyle", "Egerton", "Fenn", "Gull", "Hurst", "Ives", "Jessop", "Lowe"];
    const WOMEN: [&str; 6] = ["Helen", "Margaret", "Ruth", "Agnes", "Clara", "Edith"];
    const MEN: [&str; 6] = ["Tom", "George", "Walter", "Hugh", "Simon", "Peter"];

    const LINES: [&str; 12] = [
        "the boat went without us",
        "nobody has asked the miller yet",
        "I left the key under the third stone",
        "you would have to walk round by the quarries",
        "it was not there on Sunday",
        "we might as well wait for the post",
        "there are two of them, and one is limping",
        "my sister never liked the house",
        "I don't think that he'll come back before the frost",
        "somebody has moved the ladder",
        "you promised, and I believed you",
        "that is what the doctor said, but the doctor is seventy",
    ];

    const NARRATION: [&str; 10] = [
        "{A} put the lamp on the table and looked at the map for a long time without touching it.",
        "The rain had stopped, and somewhere below the house a door was opening and closing in the wind.",
        "{A} had not slept since Tuesday, and {B} knew it and said nothing.",
        "Outside, the lamps were being lit along the quay, one after another, as far as the customs house.",
        "It was the third winter since the bridge had gone, and people had stopped speaking of the bridge.",
        "{B} laughed, and the dog got up from the hearth and walked round the table and lay down again.",
        "There was a so-called “summer room” at the back of the house, in which {A} kept apples.",
        "In the morning {B} found the letter where {A} had left it, between the clock and the wall.",
        "The old man by the stove had been listening, or had been asleep; with him it came to the same.",
        "For a while they could hear nothing but the kettle.",
    ];

    /// `{X}` and `{Y}` are what is said, `{y}` the same within a sentence; `{A}` speaks to `{B}`, and `{s}` is "he" or
    /// "she" for `{A}`.
    const TURNS: [&str; 10] = [
        "“{X},” said {A}.",
        "“{X},” said {A}. “{Y}.”",
        "“{X}, {B},” {s} said, “and {y}.”",
        "“{X}?” asked {A}.",
        "“{X}.”",
        "“{X}. {Y}.”",
        "“{X}?”",
        "{A} shook the rain from the hat and sat down. “{X}.”",
        "“{X},” {s} answered after a while, and turned to the window.",
        "“{X}!” cried {A}. “{Y}!”",
    ];

    const TAGS: [&str; 6] = [
        "“No,” said {A}.",
        "“Yes,” {s} said.",
        "“Why?” {A} asked {B}.",
        "According to {B}, “never.”",
        "“Well,” replied the old man, who had told {A} so.",
        "{B} whispered: “Go.”",
    ];

    /// Marsaglia's xorshift: small, and the same everywhere. The tools use another generator; this one stays, because
    /// speeds of two revisions compare only on the same texts.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 % sides as u64) as usize
        }

        fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
            among[self.roll(among.len())]
        }
    }

    /// Many articles: copies of one, with other people in each.
    pub fn news() -> Vec<String> {
        let article = include_str!("../examples/texts/harbour.txt");
        let mut dice = Dice(1);
        let copies = (0..SIZE / article.len()).map(|_| {
            article
                .replace("Kirby", dice.pick(&SURNAMES))
                .replace("Helen", dice.pick(&WOMEN))
                .replace("Kerry", dice.pick(&SURNAMES))
                .replace("Tom ", &format!("{} ", dice.pick(&MEN)))
        });
        copies.collect()
    }

    /// One long text: scenes between two people each, with narration between the turns.
    pub fn novel() -> Vec<String> {
        let mut dice = Dice(2);
        let mut text = String::with_capacity(SIZE + 1000);
        while text.len() < SIZE {
            let people = [(dice.pick(&WOMEN), "she"), (dice.pick(&MEN), "he")];
            for turn in 0..8 + dice.roll(16) {
                let (template, narrates) = match dice.roll(4) {
                    0 => (dice.pick(&NARRATION), true),
                    _ => (dice.pick(&TURNS), false),
                };
                push(&mut text, template, people[turn % 2], people[(turn + 1) % 2].0, &mut dice);
                text += if narrates && dice.roll(2) == 0 { " " } else { "\n\n" };
            }
        }
        vec![text]
    }

    /// Narration with next to no marks.
    pub fn plain() -> Vec<String> {
        let mut dice = Dice(4);
        let mut text = String::with_capacity(SIZE + 1000);
        while text.len() < SIZE {
            let people = [dice.pick(&WOMEN), dice.pick(&MEN)];
            push(&mut text, NARRATION[dice.roll(6)], (people[0], "she"), people[1], &mut dice);
            text += if dice.roll(6) == 0 { "\n\n" } else { " " };
        }
        vec![text]
    }

    /// A transcript: a label before each turn names its speaker.
    pub fn transcript() -> Vec<String> {
        let mut dice = Dice(5);
        let mut text = String::with_capacity(SIZE + 1000);
        while text.len() < SIZE {
            let speaker = SURNAMES[dice.roll(4)].to_uppercase();
            push(&mut text, "{A}: {X}. {X}, but {y}.\n\n", (&speaker, "he"), "", &mut dice);
        }
        vec![text]
    }

    pub fn tags() -> Vec<String> {
        let mut dice = Dice(3);
        let mut text = String::with_capacity(SIZE + 1000);
        while text.len() < SIZE {
            let people = [(dice.pick(&WOMEN), "she"), (dice.pick(&MEN), "he")];
            let speaker = dice.roll(2);
            push(&mut text, dice.pick(&TAGS), people[speaker], people[1 - speaker].0, &mut dice);
            text += if dice.roll(4) == 0 { "\n\n" } else { " " };
        }
        vec![text]
    }

    fn push(text: &mut String, template: &str, (speaker, pronoun): (&str, &str), other: &str, dice: &mut Dice) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let start = text.len();
            match after.as_bytes()[0] {
                b'A' => text.push_str(speaker),
                b'B' => text.push_str(other),
                b's' => text.push_str(pronoun),
                b'y' => text.push_str(dice.pick(&LINES)),
                _ => {
                    text.push_str(dice.pick(&LINES));
                    text[start..=start].make_ascii_uppercase();
                }
            }
            rest = &after[2..];
        }
        text.push_str(rest);
    }
}
