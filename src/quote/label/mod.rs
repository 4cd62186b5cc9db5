//! Speech without marks: the turns of a transcript, a screenplay, a chat or an interview, each after the label of its
//! speaker.
//!
//! `line` cuts the paragraphs of a text into lines. `stamp` reads times and dates, and `furniture` tells lines that
//! nobody speaks. `name` reads the words of a label, and `label` a whole label, which has one of the layouts in the
//! table of `layout`. `evidence` decides which of these are labels indeed, region by region. `turn` gives each turn its
//! lines, up to the next label. In court, "Q." and "A." stand for names that headings give: `court` reads them.
//!
//! ```text
//! turn -> evidence, court -> label -> name, layout, line, furniture -> stamp
//! ```

pub(crate) mod court;
pub(crate) mod evidence;
pub(crate) mod furniture;
pub(crate) mod label;
pub(crate) mod layout;
pub(crate) mod line;
pub(crate) mod name;
pub(crate) mod stamp;
pub(crate) mod turn;
