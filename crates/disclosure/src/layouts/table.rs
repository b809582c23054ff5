//! A table of a layout: base, columns and rows as scopes.

use super::Money;
use super::condition::Condition;
use super::fault::{money_unit, parts};
use super::heads::{self, Heads};
use super::rows::RowSpec;
use super::template::Template;
use super::written::{Defaults, Panel, Table};
use crate::vocabulary::parts::Parts;
use message::Message;
use std::collections::BTreeMap;

/// A table.
#[derive(Debug, Clone)]
pub(crate) struct TableSpec {
    pub title: Template,
    pub level: u8,
    pub scope: Parts,
    /// Caption lines above the table.
    pub above: Vec<Template>,
    /// The caption as the first row of the table.
    pub caption: Vec<Template>,
    pub heads: Heads,
    /// Whether the first column numbers the rows.
    pub ordinal: bool,
    /// The word before the row of column numbers (栏次), where there is such a row.
    pub numbers: Option<String>,
    pub money: Money,
    pub zero: Zero,
    /// Whether an empty table keeps its rows and not one blank row.
    pub keeps_rows: bool,
    pub empty_note: Option<Template>,
    pub notes: Vec<Template>,
    pub panels: Vec<PanelSpec>,
}

/// The text for a zero amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zero {
    /// Nothing.
    Blank,
    /// 0.00
    Number,
}

/// A panel of a table: adjacent columns with rows of their own.
#[derive(Debug, Clone)]
pub(crate) struct PanelSpec {
    pub columns: Vec<ColumnSpec>,
    /// The columns, from 0, that are printed only under a condition; without one, if they are not
    /// zero.
    pub optional: Vec<(usize, Option<Condition>)>,
    pub rows: Vec<RowSpec>,
    /// Rows at the bottom, in line with those of the other panels.
    pub foot: Vec<RowSpec>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ColumnSpec {
    /// The label of the row.
    Label,
    /// The code of the row.
    Code,
    /// One level of the code.
    Level(u8),
    /// A text field of the thing in the row; with `merged`, equal adjacent cells become one.
    Field { name: Field, merged: bool },
    /// Amounts.
    Amount(Parts),
}

/// Text fields of a row other than its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// Always blank.
    Blank,
    Nature,
    Rank,
    PaidBy,
    Project,
    ProjectBudget,
    Catalogue,
    Measure,
    Quantity,
    Price,
    Class,
    Kind,
    Name,
    Description,
    Target,
    Basis,
    Number,
}

/// The fields by their names in layout files.
const FIELDS: [(&str, Field); 17] = [
    ("blank", Field::Blank),
    ("nature", Field::Nature),
    ("rank", Field::Rank),
    ("paid_by", Field::PaidBy),
    ("project", Field::Project),
    ("project_budget", Field::ProjectBudget),
    ("catalogue", Field::Catalogue),
    ("measure", Field::Measure),
    ("quantity", Field::Quantity),
    ("price", Field::Price),
    ("class", Field::Class),
    ("kind", Field::Kind),
    ("name", Field::Name),
    ("description", Field::Description),
    ("target", Field::Target),
    ("basis", Field::Basis),
    ("number", Field::Number),
];

impl TableSpec {
    /// Returns the table without those columns, counted from 0 across all panels.
    pub fn without(&self, dropped: &[u32]) -> Self {
        let mut table = self.clone();
        let mut at = u32::from(self.ordinal);
        for panel in &mut table.panels {
            panel.columns.retain(|_| {
                at += 1;
                !dropped.contains(&(at - 1))
            });
        }
        table.heads.drop_columns(dropped);
        table
    }
}

/// The key of a part of a table and the error in it.
type Faults = Vec<(String, Message)>;

/// Resolves the table, or returns its errors by their keys inside the table.
pub(super) fn resolve(
    written: Table,
    defaults: &Defaults,
    lists: &BTreeMap<String, Vec<String>>,
) -> Result<TableSpec, Faults> {
    let mut faults = Faults::new();
    let mut note = |key: &str, wrong: Message| faults.push((key.to_owned(), wrong));
    let money = money(&written, defaults).unwrap_or_else(|wrong| {
        note("money", wrong);
        Money { unit: ledger::MoneyUnit::Yuan, decimals: 2, thousands: false }
    });
    let mut templates = |key: &str, texts: &[String]| -> Vec<Template> {
        let parsed = texts.iter().map(|text| Template::parse(text));
        parsed.filter_map(|template| template.map_err(|wrong| note(key, wrong)).ok()).collect()
    };
    let title = templates("title", std::slice::from_ref(&written.title)).pop();
    let above = templates("above", written.above.as_ref().unwrap_or(&defaults.above));
    let caption = templates("caption", written.caption.as_ref().unwrap_or(&defaults.caption));
    let notes = templates("notes", &written.notes);
    let empty_note: Vec<String> = written.empty_note.iter().cloned().collect();
    let empty_note = templates("empty_note", &empty_note).pop();
    let scope = parts(&written.scope).unwrap_or_else(|wrong| {
        note("scope", wrong);
        Parts::default()
    });
    let zero = match written.zero.as_deref().or(defaults.zero.as_deref()) {
        None | Some("blank") => Zero::Blank,
        Some("number") => Zero::Number,
        Some(other) => {
            note("zero", unknown(other));
            Zero::Blank
        }
    };
    let keeps_rows = match written.empty.as_deref() {
        None | Some("rows") => true,
        Some("blank-row") => false,
        Some(other) => {
            note("empty", unknown(other));
            true
        }
    };
    let mut panels = Vec::new();
    for (at, panel) in written.panels.into_iter().enumerate() {
        match resolve_panel(panel, &scope, lists) {
            Ok(panel) => panels.push(panel),
            Err(wrong) => wrong
                .into_iter()
                .for_each(|(key, wrong)| note(&format!("panels[{at}].{key}"), wrong)),
        }
    }
    let width = panels.iter().map(|panel| panel.columns.len()).sum::<usize>();
    let width = u32::try_from(width).unwrap_or(u32::MAX).saturating_add(u32::from(written.ordinal));
    let heads = match faults.is_empty() {
        true => heads::parse(&written.heads, width)
            .map_err(|wrong| vec![("heads".to_owned(), wrong)])?,
        false => return Err(faults),
    };
    let numbers =
        written.numbers.or_else(|| defaults.numbers.clone()).filter(|word| !word.is_empty());
    Ok(TableSpec {
        title: title.unwrap_or_default(),
        level: written.level.or(defaults.level).unwrap_or(3),
        scope,
        above,
        caption,
        heads,
        ordinal: written.ordinal,
        numbers,
        money,
        zero,
        keeps_rows,
        empty_note,
        notes,
        panels,
    })
}

fn money(written: &Table, defaults: &Defaults) -> Result<Money, Message> {
    let unit = written.money.as_deref().or(defaults.money.as_deref()).unwrap_or("万元");
    Ok(Money {
        unit: money_unit(unit)?,
        decimals: written.decimals.or(defaults.decimals).unwrap_or(2),
        thousands: written.thousands.or(defaults.thousands).unwrap_or(false),
    })
}

fn resolve_panel(
    written: Panel,
    scope: &Parts,
    lists: &BTreeMap<String, Vec<String>>,
) -> Result<PanelSpec, Faults> {
    let mut faults = Faults::new();
    let mut columns = Vec::new();
    let mut optional = Vec::new();
    for (at, text) in written.columns.iter().enumerate() {
        let wanted = text.strip_prefix('?');
        let (condition, said) = match wanted.and_then(|rest| rest.split_once('?')) {
            Some((condition, said)) => (Some(condition), said),
            None => (None, wanted.unwrap_or(text)),
        };
        match condition.map(Condition::parse).transpose() {
            Ok(condition) => optional.extend(wanted.map(|_| (at, condition))),
            Err(wrong) => faults.push((format!("columns[{at}]"), wrong)),
        }
        match column(said) {
            Ok(column) => columns.push(column),
            Err(wrong) => faults.push((format!("columns[{at}]"), wrong)),
        }
    }
    let amounts: Vec<Parts> = columns
        .iter()
        .filter_map(|column| match column {
            ColumnSpec::Amount(parts) => Some(*parts),
            _ => None,
        })
        .collect();
    let mut all = |key: &str, texts: &[String]| -> Vec<RowSpec> {
        let mut rows = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let listed = text.strip_prefix('@').and_then(|name| lists.get(name.trim()));
            let texts = listed.map_or(std::slice::from_ref(text), Vec::as_slice);
            for text in texts {
                let row = RowSpec::parse(text).and_then(|row| fits(row, scope, &amounts));
                match row {
                    Ok(row) => rows.push(row),
                    Err(wrong) => faults.push((format!("{key}[{at}]"), wrong)),
                }
            }
        }
        rows
    };
    let rows = all("rows", &written.rows);
    let foot = all("foot", &written.foot);
    if faults.is_empty() { Ok(PanelSpec { columns, optional, rows, foot }) } else { Err(faults) }
}

/// A fixed row must not contradict the table or any of its columns.
fn fits(row: RowSpec, scope: &Parts, amounts: &[Parts]) -> Result<RowSpec, Message> {
    if let RowSpec::Fixed { label, parts: said, .. } = &row {
        let contradicts =
            |column: &&Parts| scope.narrow(**column).and_then(|outer| outer.narrow(*said)).is_err();
        if amounts.iter().any(|column| contradicts(&column)) {
            return Err(Message::new(
                format!("“{label}”的口径与表或栏的口径矛盾"),
                format!("the scope of \"{label}\" contradicts the table or a column"),
            ));
        }
    }
    Ok(row)
}

fn column(text: &str) -> Result<ColumnSpec, Message> {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    let field = first.strip_prefix("field=");
    Ok(match (first, field) {
        ("role=label", _) => ColumnSpec::Label,
        ("role=code", _) => match rest.first().and_then(|word| word.strip_prefix("level=")) {
            Some(level) => ColumnSpec::Level(level.parse().map_err(|_| unknown(level))?),
            None => ColumnSpec::Code,
        },
        (_, Some(field)) => {
            let known = FIELDS.iter().find(|(name, _)| *name == field);
            let (_, name) = known.ok_or_else(|| unknown(field))?;
            ColumnSpec::Field { name: *name, merged: rest.contains(&"merged") }
        }
        _ => ColumnSpec::Amount(parts(text)?),
    })
}

fn unknown(word: &str) -> Message {
    Message::new(format!("不认识“{word}”"), format!("unknown word \"{word}\""))
}
