//! Layouts (公开样式): which parts, sections, tables and sentences a disclosure has, as data.
//!
//! A layout is a TOML file. Its tables are lists of scopes, base × rows × columns, in the
//! notation of the lexicon; its sentences are templates over scopes. The files in
//! `layouts/` are built in; any other file is read in the same way. The notation is
//! explained in `layouts/hebei-2023.toml`.

mod asked;
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

use crate::vocabulary::parts::Parts;
use ledger::{Entity, MoneyUnit, Stage};
use message::Message;
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

/// What a layout of units by themselves is called behind the name of their department's.
const OF_UNITS: &str = "-unit";

/// A layout: the structure of a disclosure.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Its name: `hebei-2023`.
    pub name: String,
    /// What it is for.
    pub title: Message,
    /// The stage of the ledger that it publishes.
    pub stage: Stage,
    /// Whether each unit has a file of its own.
    pub file_a_unit: bool,
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

impl Part {
    /// Whether the department, or a unit, has such a part.
    pub fn is_of(&self, body: Entity) -> bool {
        (self.of == Whose::Department) == (body == Entity::DEPARTMENT)
    }
}

/// The entity of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Department,
    Unit,
}

/// The contents of a section.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub when: Condition,
    pub content: Content,
}

/// One block of a section.
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
    /// Blocks repeated for each of several things.
    Each(Each, Vec<Block>),
}

/// The words of a sentence about the change from the previous year, or against something else.
#[derive(Debug, Clone)]
pub(crate) struct Changes {
    /// With what is compared; without it, the year before.
    pub than: Option<Parts>,
    pub up: Template,
    pub down: Template,
    pub same: Template,
    /// Used if the previous amount is zero, so that there is no percentage.
    pub anew: Template,
    /// Used if the previous year is not known.
    pub unknown: Template,
}

/// An error in a layout file, with file, line and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutError {
    /// The file.
    pub file: String,
    /// The line, counted from 1, if the file has the key.
    pub line: Option<usize>,
    /// The key: `tables.income.panels[1].rows[3]`; empty where the file as a whole is wrong.
    pub key: String,
    /// What is wrong.
    pub message: Message,
}

impl LayoutError {
    /// Returns file, line, key and what is wrong, as one line.
    pub fn located(&self) -> Message {
        let Self { file, line, key, message: Message { zh, en } } = self;
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        match key.as_str() {
            "" => Message::new(format!("{file}{line}：{zh}"), format!("{file}{line}: {en}")),
            key => Message::new(
                format!("{file}{line}：{key}：{zh}"),
                format!("{file}{line}: {key}: {en}"),
            ),
        }
    }
}

/// Returns the names of the built-in layouts.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, _)| *name)
}

/// Returns the built-in layout with that name, or [that of units](Layout::of_units) of one, such as
/// `hebei-2025-unit`; `None` if there is none.
pub fn builtin(name: &str) -> Option<Result<Layout, Vec<LayoutError>>> {
    if let Some((name, text)) = BUILTIN.iter().find(|(known, _)| *known == name) {
        return Some(parse(text, name));
    }
    let of_department = name.strip_suffix(OF_UNITS)?;
    let (name, text) = BUILTIN.iter().find(|(known, _)| *known == of_department)?;
    parse(text, name).map(|layout| layout.of_units()).transpose()
}

impl Layout {
    /// Returns the layout of each unit by itself, where a department's has parts of its units:
    /// those parts, a file a unit. `None` where the layout has no such parts, or nothing else.
    #[must_use]
    pub fn of_units(&self) -> Option<Self> {
        let (units, others): (Vec<Part>, Vec<Part>) =
            self.parts.iter().cloned().partition(|part| part.of == Whose::Unit);
        let is_both = !units.is_empty() && !others.is_empty() && !self.file_a_unit;
        let Message { zh, en } = &self.title;
        is_both.then(|| Self {
            name: format!("{}{OF_UNITS}", self.name),
            title: Message::new(
                format!("{zh}，单位单独公开"),
                format!("{en}, each unit by itself"),
            ),
            file_a_unit: true,
            parts: units,
            ..self.clone()
        })
    }
}

/// Parses the layout `text`, or returns all errors in it; `file` is named in errors.
pub fn parse(text: &str, file: &str) -> Result<Layout, Vec<LayoutError>> {
    let written = toml::from_str(text).map_err(|error: toml::de::Error| {
        let reason = error.to_string();
        let reason = reason.trim();
        let message =
            Message::new(format!("不是公开样式：{reason}"), format!("not a layout: {reason}"));
        vec![LayoutError { file: file.to_owned(), line: None, key: String::new(), message }]
    })?;
    resolve::layout(written, file).map_err(|mut errors| {
        errors.iter_mut().for_each(|error| error.line = line::of_key(text, &error.key));
        errors
    })
}

/// File, line, key and what is wrong, in English.
impl fmt::Display for LayoutError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.located().en)
    }
}

impl std::error::Error for LayoutError {}
