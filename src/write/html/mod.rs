//! A report to look at: one page of HTML.
//!
//! `page` holds the settings and the page as a whole, the other files what stands in it; `report.css` and `report.js`
//! become part of the page.

mod escape;
mod figures;
mod graph;
pub(crate) mod page;
mod state;
mod text;
