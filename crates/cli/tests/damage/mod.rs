//! Damaged copies of documents, and how often the report names what was damaged.
//!
//! The test takes a small sample; `cargo run --release --example damage_rates` takes all.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a mistake in a test tool has to stop it"
)]

pub mod copies;
pub mod rates;
