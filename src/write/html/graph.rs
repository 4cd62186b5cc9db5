//! Who speaks to whom, as a small picture.

use core::f64::consts::TAU;
use std::io::{self, Write};

use crate::output::attributions::Attributions;
use crate::output::statistics::{Exchange, Statistics};
use crate::write::html::escape::{write_attribute, write_text};
use crate::write::html::figures::counted;

/// Maximum number of people: more names than that do not fit around a circle of this size.
const PEOPLE: usize = 9;

/// Maximum number of arrows, the strongest ones: three for each person.
const ARROWS: usize = 3 * PEOPLE;

/// Radius of the circle, in units of the picture. One unit is about a pixel.
const RADIUS: f64 = 64.0;

/// Half of the width of the picture, and of its height. To the sides of the circle there is room for [`NAME`]
/// characters of six units each.
const SIZE: (f64, f64) = (174.0, 98.0);

/// Maximum number of characters of a name.
const NAME: usize = 16;

/// Width of the thinnest arrow, and of the thickest.
const WIDTH: (f64, f64) = (1.2, 6.0);

/// How far an arrow bends away from the straight line, as a share of its length: enough to part the two directions.
const BEND: f64 = 0.16;

type Point = (f64, f64);

/// Writes the panel; nothing if the text tells no addressee.
pub(super) fn write_graph(out: &mut dyn Write, answer: &Attributions<'_>, statistics: &Statistics) -> io::Result<()> {
    let (people, arrows) = choose(statistics);
    if arrows.is_empty() {
        return Ok(());
    }
    out.write_all(
        b"<section class=\"panel graph\" aria-labelledby=\"graph\"><h2 id=\"graph\">Who speaks to whom</h2><figure>",
    )?;
    let (x, y) = SIZE;
    write!(
        out,
        "<svg viewBox=\"{} {} {} {}\" role=\"img\" aria-labelledby=\"graph graph-list\">",
        -x,
        -y,
        2.0 * x,
        2.0 * y
    )?;
    let places: Vec<Point> = (0..people.len()).map(|position| place(position, people.len())).collect();
    let place_of = |speaker: usize| people.iter().position(|&other| other == speaker).map(|position| places[position]);
    let most = arrows.iter().map(|arrow| arrow.speech.words).max().unwrap_or(1).max(1);
    for arrow in &arrows {
        let (Some(from), Some(to)) = (place_of(arrow.speaker), place_of(arrow.addressee)) else { continue };
        let share = (arrow.speech.words as f64 / most as f64).sqrt();
        write!(out, "<g class=\"s{}\"><title>", arrow.speaker)?;
        sentence(out, answer, arrow)?;
        out.write_all(b"</title>")?;
        write_arrow(out, from, to, WIDTH.0 + share * (WIDTH.1 - WIDTH.0))?;
        out.write_all(b"</g>")?;
    }
    for (&person, &(x, y)) in people.iter().zip(&places) {
        write_person(out, answer, person, (x, y))?;
    }
    out.write_all(b"</svg><figcaption class=\"note\" id=\"graph-list\">")?;
    // The strongest in words, for readers who do not see the picture.
    for (index, arrow) in arrows.iter().take(3).enumerate() {
        out.write_all(if index == 0 { b"Most: " } else { b"; " })?;
        sentence(out, answer, arrow)?;
    }
    out.write_all(b". Only what the text tells counts.</figcaption></figure></section>")
}

/// The people who take part in most exchanges, by words, and the exchanges between them, strongest first.
fn choose(statistics: &Statistics) -> (Vec<usize>, Vec<Exchange>) {
    let mut arrows: Vec<Exchange> = statistics.exchanges().filter(|arrow| arrow.speaker != arrow.addressee).collect();
    arrows.sort_by_key(|arrow| core::cmp::Reverse(arrow.speech.words));
    let mut words = vec![0; statistics.speakers().len()];
    for arrow in &arrows {
        words[arrow.speaker] += arrow.speech.words;
        words[arrow.addressee] += arrow.speech.words;
    }
    let mut people: Vec<usize> = (0..words.len()).filter(|&person| words[person] > 0).collect();
    people.sort_by_key(|&person| core::cmp::Reverse(words[person]));
    people.truncate(PEOPLE);
    let mut is_chosen = vec![false; words.len()];
    people.iter().for_each(|&person| is_chosen[person] = true);
    arrows.retain(|arrow| is_chosen[arrow.speaker] && is_chosen[arrow.addressee]);
    arrows.truncate(ARROWS);
    // Whoever has lost all arrows is not shown.
    people.retain(|&person| arrows.iter().any(|arrow| arrow.speaker == person || arrow.addressee == person));
    (people, arrows)
}

/// Places on the circle, clockwise from the left, where names have most room.
fn place(position: usize, people: usize) -> Point {
    let angle = TAU * (0.5 + position as f64 / people as f64);
    (RADIUS * angle.cos(), RADIUS * angle.sin())
}

fn sentence(out: &mut dyn Write, answer: &Attributions<'_>, arrow: &Exchange) -> io::Result<()> {
    write_text(out, &answer.speakers()[arrow.speaker].name)?;
    out.write_all(b" to ")?;
    write_text(out, &answer.speakers()[arrow.addressee].name)?;
    write!(out, ", {}", counted(arrow.speech.words, "word"))
}

/// A curve that ends before its node, and a tip at its end.
fn write_arrow(out: &mut dyn Write, from: Point, to: Point, width: f64) -> io::Result<()> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let control = ((from.0 + to.0) / 2.0 - BEND * dy, (from.1 + to.1) / 2.0 + BEND * dx);
    let (length, node) = (5.0 + 1.2 * width, 8.0);
    // The direction at the end of the curve.
    let (tx, ty) = (to.0 - control.0, to.1 - control.1);
    let norm = tx.hypot(ty).max(1.0);
    let (ux, uy) = (tx / norm, ty / norm);
    let tip = (to.0 - node * ux, to.1 - node * uy);
    let base = (tip.0 - length * ux, tip.1 - length * uy);
    let half = 2.5 + width * 0.75;
    let ((cx, cy), (bx, by)) = (control, base);
    write!(
        out,
        "<path class=\"edge\" stroke-width=\"{width:.1}\" d=\"M{:.1} {:.1}Q{cx:.1} {cy:.1} {bx:.1} {by:.1}\"/>",
        from.0, from.1
    )?;
    write!(
        out,
        "<path class=\"tip\" d=\"M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z\"/>",
        tip.0,
        tip.1,
        bx - half * uy,
        by + half * ux,
        bx + half * uy,
        by - half * ux
    )
}

fn write_person(out: &mut dyn Write, answer: &Attributions<'_>, person: usize, (x, y): Point) -> io::Result<()> {
    let name = &answer.speakers()[person].name;
    let anchor = match x {
        x if x < -RADIUS / 4.0 => "end",
        x if x > RADIUS / 4.0 => "start",
        _ => "middle",
    };
    let (shift, drop) = match anchor {
        "end" => (-9.0, 3.5),
        "start" => (9.0, 3.5),
        _ => (0.0, if y < 0.0 { -11.0 } else { 19.0 }),
    };
    write!(out, "<g class=\"s{person}\"><circle class=\"node\" r=\"6\" cx=\"{x:.1}\" cy=\"{y:.1}\"/>")?;
    write!(out, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" data-name=\"", x + shift, y + drop)?;
    write_attribute(out, name)?;
    out.write_all(b"\">")?;
    let end = name.char_indices().nth(NAME).map_or(name.len(), |(at, _)| at);
    write_text(out, name[..end].trim_end())?;
    out.write_all(if end < name.len() { "…</text></g>".as_bytes() } else { b"</text></g>" })
}

#[cfg(test)]
mod tests {
    use super::{choose, write_graph, ARROWS, PEOPLE};
    use crate::attribute_quotes;
    use crate::output::statistics::Statistics;

    #[test]
    fn arrows_join_people_of_the_picture_strongest_first() {
        let answer = attribute_quotes("“Come, Ida,” said Orne.\n\n“No, Orne,” said Ida. “Not today.”");
        let (people, arrows) = choose(&Statistics::of(&answer));
        assert_eq!(people.len(), 2);
        let arrows: Vec<_> = arrows.iter().map(|arrow| (arrow.speaker, arrow.addressee, arrow.speech.words)).collect();
        assert_eq!(arrows, [(1, 0, 4), (0, 1, 2)]);
    }

    #[test]
    fn a_crowd_is_cut() {
        let names =
            ["Orne", "Hale", "Ida", "Emma", "Tom", "Skarn", "Kerry", "Hollis", "Pell", "Judith", "Simon", "Kirby"];
        let turn = |i: usize| format!("“Come, {},” said {}.\n\n", names[(i * 5 + 1) % 12], names[i % 12]);
        let text: String = (0..60).map(turn).collect();
        let answer = attribute_quotes(&text);
        let (people, arrows) = choose(&Statistics::of(&answer));
        assert!((3..=PEOPLE).contains(&people.len()) && (3..=ARROWS).contains(&arrows.len()), "{people:?}");
        assert!(arrows.iter().all(|arrow| people.contains(&arrow.speaker) && people.contains(&arrow.addressee)));
    }

    #[test]
    fn without_addressees_there_is_no_picture() {
        let answer = attribute_quotes("“No,” said Orne.");
        let mut out = Vec::new();
        write_graph(&mut out, &answer, &Statistics::of(&answer)).unwrap();
        assert!(out.is_empty());
    }
}
