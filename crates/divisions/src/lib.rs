//! Administrative divisions (行政区划) by the names of bodies and titles: which code a document has,
//! where that is certain. From `data/`.
//!
//! A name is searched at the beginning of a text, and the divisions that follow each other in it
//! are read as a path: `某省某市某县财政局`. A name that several divisions bear is certain only
//! with one above it. What is unknown, a zone or an invented name, leaves all open.
#![forbid(unsafe_code)]

mod list;
mod path;

pub use list::{Division, all};
pub use path::Place;
