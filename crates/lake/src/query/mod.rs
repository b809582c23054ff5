//! A lake asked in SQL: views, saved questions, and how DuckDB sees them.

pub(crate) mod duckdb;
pub(crate) mod questions;
mod saved;
