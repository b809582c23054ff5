//! Layouts (公开样式): which parts, sections, tables and sentences a disclosure has, as data.
//!
//! A layout is a TOML file. Its tables are lists of scopes, base × rows × columns, in the
//! notation of the lexicon; its sentences are templates over scopes. The files in
//! `layouts/` are built in; any other file is read the same way. How one is written is
//! told in `layouts/hebei-2023.toml` from top to bottom.

mod condition;
mod fault;
mod heads;
mod line;
mod resolve;
mod rows;
mod table;
mod template;
mod written;

pub(crate) use condition::{Condition, Question};
pub(crate) use rows::{Each, Every, RowSpec, Stands};
pub(crate) use table::{ColumnSpec, Field, PanelSpec, TableSpec, Zero};
pub(crate) use template::{Piece, Template};

use ledger::{MoneyUnit, Stage};
use std::collections::BTreeMap;
use std::fmt;

/// The built-in layouts: name and text.
const BUILTIN: [(&str, &str); 5] = [
    ("final-accounts", include_str!("../../layouts/final-accounts.toml")),
    ("hebei-2023", include_str!("../../layouts/hebei-2023.toml")),
    ("hebei-2025", include_str!("../../layouts/hebei-2025.toml")),
    ("shanghai-2025-department", include_str!("../../layouts/shanghai-2025-department.toml")),
    ("shanghai-2025-unit", include_str!("../../layouts/shanghai-2025-unit.toml")),
];

/// How a disclosure is laid out.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Its name: `hebei-2023`.
    pub name: String,
    /// What it is for, in Chinese.
    pub title_zh: String,
    /// What it is for, in English.
    pub title_en: String,
    /// The stage of the ledger that it publishes.
    pub stage: Stage,
    pub(crate) money: Money,
    pub(crate) words: BTreeMap<String, String>,
    pub(crate) words_of: BTreeMap<String, BTreeMap<String, String>>,
    pub(crate) changes: BTreeMap<String, Changes>,
    pub(crate) parts: Vec<Part>,
    pub(crate) sections: BTreeMap<String, Vec<Block>>,
    pub(crate) tables: BTreeMap<String, TableSpec>,
}

/// How amounts in sentences are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Money {
    pub unit: MoneyUnit,
    pub decimals: u8,
    pub thousands: bool,
}

/// A part of the document: sections for the whole document, the department or each unit.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub of: Whose,
    pub sections: Vec<String>,
}

/// Whose a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Department,
    Unit,
}

/// What stands in a section.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub when: Condition,
    pub content: Content,
}

/// One thing in a section.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// A heading and its level.
    Heading(u8, Template),
    /// A paragraph: the first of the templates whose condition holds.
    Paragraph(Vec<(Condition, Template)>),
    /// The preparer's own words of that section.
    Words(String),
    /// A table.
    Table(String),
    /// Blocks for each of some things.
    Each(Each, Vec<Block>),
}

/// What a sentence says of the change from the year before.
#[derive(Debug, Clone)]
pub(crate) struct Changes {
    pub up: Template,
    pub down: Template,
    pub same: Template,
    /// Where nothing was there before, so that no percentage can be told.
    pub anew: Template,
    /// Where the year before is not known.
    pub unknown: Template,
}

/// What is wrong with a layout: in which file, in which line, at which key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutError {
    /// The file.
    pub file: String,
    /// The line, counted from 1, where the file has the key.
    pub line: Option<usize>,
    /// The key: `tables.income.panels[1].rows[3]`; nothing where the file is no TOML.
    pub key: String,
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
}

/// The names of the built-in layouts.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, _)| *name)
}

/// The built-in layout of that name; `None` where there is none.
pub fn builtin(name: &str) -> Option<Result<Layout, Vec<LayoutError>>> {
    let (name, text) = BUILTIN.iter().find(|(known, _)| *known == name)?;
    Some(parse(text, name))
}

/// The layout written in `text`, or all that is wrong with it; `file` is its name for errors.
pub fn parse(text: &str, file: &str) -> Result<Layout, Vec<LayoutError>> {
    let written = toml::from_str(text).map_err(|error: toml::de::Error| {
        let (zh, en) = (format!("不是公开样式：{error}"), format!("is no layout: {error}"));
        vec![LayoutError { file: file.to_owned(), line: None, key: String::new(), zh, en }]
    })?;
    resolve::layout(written, file).map_err(|mut errors| {
        errors.iter_mut().for_each(|error| error.line = line::of_key(text, &error.key));
        errors
    })
}

/// File, line, key and what is wrong, in English.
impl fmt::Display for LayoutError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        write!(out, "{}{line}: {}: {}", self.file, self.key, self.en)
    }
}

impl std::error::Error for LayoutError {}
