//! The layout file as written: the structure of the TOML file.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    pub name: String,
    pub title_zh: String,
    pub title_en: String,
    #[serde(default)]
    pub stage: Option<String>,
    #[serde(default)]
    pub file_a_unit: bool,
    pub sentences: Sentences,
    #[serde(default)]
    pub defaults: Defaults,
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    #[serde(default)]
    pub words_of: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    pub changes: BTreeMap<String, Changes>,
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<String>>,
    pub parts: Vec<Part>,
    #[serde(default)]
    pub sections: BTreeMap<String, Vec<Block>>,
    #[serde(default)]
    pub tables: BTreeMap<String, Table>,
}

/// How amounts in sentences are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    pub money: String,
    pub decimals: u8,
    #[serde(default)]
    pub thousands: bool,
}

/// Defaults for tables.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    pub money: Option<String>,
    pub decimals: Option<u8>,
    pub thousands: Option<bool>,
    pub zero: Option<String>,
    pub numbers: Option<String>,
    pub level: Option<u8>,
    #[serde(default)]
    pub above: Vec<String>,
    #[serde(default)]
    pub caption: Vec<String>,
}

/// The words of a sentence about a change.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// With what is compared; without it, the year before.
    pub than: Option<String>,
    pub up: String,
    pub down: String,
    pub same: String,
    pub anew: Option<String>,
    #[serde(default)]
    pub unknown: String,
}

/// A part of the document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub of: String,
    pub sections: Vec<String>,
}

/// One block of a section; it has exactly one of the keys other than `when` and `level`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    #[serde(default)]
    pub when: String,
    pub heading: Option<String>,
    pub level: Option<u8>,
    pub text: Option<String>,
    pub choose: Option<Vec<String>>,
    pub words: Option<String>,
    pub table: Option<String>,
    pub each: Option<String>,
    #[serde(default)]
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub title: String,
    pub level: Option<u8>,
    #[serde(default)]
    pub scope: String,
    pub above: Option<Vec<String>>,
    pub caption: Option<Vec<String>>,
    pub heads: Vec<String>,
    #[serde(default)]
    pub ordinal: bool,
    pub numbers: Option<String>,
    pub money: Option<String>,
    pub decimals: Option<u8>,
    pub thousands: Option<bool>,
    pub zero: Option<String>,
    pub empty: Option<String>,
    pub empty_note: Option<String>,
    #[serde(default)]
    pub notes: Vec<String>,
    pub panels: Vec<Panel>,
}

/// One list of a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    pub columns: Vec<String>,
    pub rows: Vec<String>,
    #[serde(default)]
    pub foot: Vec<String>,
}
