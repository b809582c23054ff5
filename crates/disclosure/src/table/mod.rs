//! One table: its grid, heads and rows, and the observations and projects in its cells.

pub(crate) mod amounts;
pub(crate) mod apart;
pub(crate) mod below;
mod blanks;
mod coherent;
mod column;
mod columns;
pub(crate) mod continued;
pub(crate) mod differences;
mod forest;
pub(crate) mod formed;
mod government;
pub(crate) mod grid;
mod income;
mod nest;
pub(crate) mod objective;
mod panels;
mod ragged;
mod row;
mod rows;
pub(crate) mod shape;
pub(crate) mod spread;
pub(crate) mod title;
mod totals;
mod under;
pub(crate) mod unread;
mod way;
