//! A table of amounts: every cell gets the scope that its title, heads and label say.

use crate::heading::caption::money_unit;
use crate::heading::entities::Entities;
use crate::model::{EntityName, Observation, Source, Unrecognised, Value, Why};
use crate::table::columns::{Column, Kind, Units, columns};
use crate::table::grid::{Grid, Words};
use crate::table::row::{Meaning, Row};
use crate::table::rows::{List, lists};
use crate::table::shape::Shape;
use crate::vocabulary::lexicon::{Lexicon, Where};
use crate::vocabulary::normal::{label, normal};
use crate::vocabulary::parts::{Context, Parts, When};
use ledger::{Item, MoneyUnit, NotAnAmount, Printed, nodes};
use std::collections::HashMap;

/// What a table of amounts says.
#[derive(Debug, Default)]
pub struct Amounts {
    /// Its numbers, and the blank cells of its listed rows.
    pub observations: Vec<Observation>,
    /// What in it is not recognised.
    pub unrecognised: Vec<Unrecognised>,
    /// Whether it prints no number at all.
    pub is_empty: bool,
    /// What the title says of all its cells.
    pub base: Parts,
}

/// The names of items that only their lists know, numbered through a document.
#[derive(Debug, Default)]
pub struct Items {
    /// The names in the order of their numbers.
    pub names: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// What is known of a table before its cells are read.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its number among the tables read.
    pub index: usize,
    /// Whose it is, of which year and stage.
    pub context: Context,
    /// The unit of money, where anything says it.
    pub unit: Option<MoneyUnit>,
}

/// Reads a table of amounts; `None` where no column of it holds money that is understood.
pub fn read(
    grid: &Grid<'_>,
    shape: &Shape,
    about: About<'_>,
    items: &mut Items,
    entities: &mut Entities,
) -> Option<Amounts> {
    let base = title_parts(about.title);
    let columns = columns(grid, shape, &base);
    let is_budget = columns.iter().any(|column| matches!(column.kind, Kind::Amount | Kind::Total));
    if !is_budget {
        return None;
    }
    let lists = lists(grid, shape, &columns, &base);
    // Beside a column that cannot be read the others need not be the whole.
    let is_partial = columns.iter().any(|column| column.kind == Kind::Contradictory);
    let mut table =
        Table { grid, shape, about, base, items, entities, amounts: Amounts::default() };
    let mut printed = 0;
    for (panel, list) in (0..).zip(&lists) {
        for (at, column) in columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.holds_money() && list.is_of(column))
        {
            let is_partial = is_partial && column.kind != Kind::Total;
            printed += table.read_column(at, column, list, (panel, is_partial));
        }
    }
    let mut amounts = table.amounts;
    amounts.is_empty = printed == 0;
    amounts.base = base;
    if amounts.is_empty {
        amounts.observations.clear();
    }
    amounts.observations.sort_by_key(|seen| (seen.source.row, seen.source.column));
    Some(amounts)
}

/// What a title says of every cell below it. Where it names two things at once
/// (三公经费和机关运行经费预算表), the heads have to say which.
pub fn title_parts(title: &str) -> Parts {
    let words = normal(title);
    let reading = Lexicon::get().read(label(&words).words, Where::Title);
    match reading.is_contradictory {
        true => Parts { stage: reading.parts.stage, ..Parts::default() },
        // A year by its number is that of the caption; assets are of the year before.
        false => {
            let year = reading.parts.year.filter(|year| *year == When::Last);
            Parts { year, ..reading.parts }
        }
    }
}

impl Items {
    /// The item of that name.
    pub fn named(&mut self, name: &str) -> Item {
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            next
        });
        Item::named(number)
    }
}

struct Table<'a, 'g> {
    grid: &'a Grid<'g>,
    shape: &'a Shape,
    about: About<'a>,
    base: Parts,
    items: &'a mut Items,
    entities: &'a mut Entities,
    amounts: Amounts,
}

impl Table<'_, '_> {
    /// Reads one column of amounts of a panel, whose columns may not be the whole of their
    /// total; how many numbers it prints.
    fn read_column(
        &mut self,
        at: usize,
        column: &Column,
        list: &List,
        (panel, is_partial): (u32, bool),
    ) -> usize {
        let unit = column.path.iter().rev().find_map(|words| money_unit(words)).or(self.about.unit);
        let is_single =
            list.label.is_none() && list.codes.is_empty() && list.units == Units::default();
        let head = column.head();
        let mut printed = 0;
        for (number, (row, grid_row)) in list.rows.iter().zip(&self.shape.data).enumerate() {
            let Some(cell) = self.grid.at(*grid_row, at) else { continue };
            if self.shape.is_head_cell(self.grid, *grid_row, at) {
                continue;
            }
            if row.meaning == Meaning::Blank && cell.words.is_empty() {
                continue;
            }
            if is_count(&row.label) || is_dash(&cell.words) && self.prints_zeros() {
                continue;
            }
            if cell.is_wide() && Printed::parse(&cell.words, MoneyUnit::Yuan).is_err() {
                // A label that is merged over columns of amounts.
                continue;
            }
            let context = self.context(row);
            let source = Source {
                table: Some(self.about.index),
                row: u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1),
                column: u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1),
                panel,
                list: u32::try_from(column.list).unwrap_or(u32::MAX).saturating_add(1),
                label: row.label.clone(),
                code: row.code.clone(),
                head: head.clone(),
                is_partial: row.is_partial || is_partial,
            };
            printed += usize::from(
                !cell.words.is_empty()
                    && value(&cell.words, unit).is_ok_and(|v| v != Value::Nothing),
            );
            let read = self.cell(cell, column, row, unit).and_then(|(parts, value)| {
                let repeats = is_single && printed > 1;
                (!repeats).then_some((parts, value)).ok_or(Why::Label("".into()))
            });
            match read {
                Ok((parts, value)) => self.amounts.observations.push(Observation {
                    scope: parts.scope(context),
                    value,
                    place: cell.cell.place.clone(),
                    source,
                }),
                Err(why) => self.unrecognised(cell, why),
            }
        }
        printed
    }

    /// Whether the table prints zeros: then a dash says that nothing belongs there.
    fn prints_zeros(&self) -> bool {
        let cells = self.shape.data.iter().flat_map(|row| self.grid.filled(*row));
        let mut printed =
            cells.filter_map(|cell| Printed::parse(&cell.words, MoneyUnit::Yuan).ok());
        printed.any(Printed::is_zero)
    }

    /// Whose the row is: what the table's own column of units says, else whose the table is.
    fn context(&mut self, row: &Row) -> Context {
        let context = self.about.context;
        let of_row = |name: &EntityName| self.entities.of_row(name, context.entity);
        let entity = row.unit.as_ref().map_or(context.entity, of_row);
        Context { entity, ..context }
    }

    /// What a cell counts and what it prints.
    fn cell(
        &mut self,
        cell: &Words<'_>,
        column: &Column,
        row: &Row,
        unit: Option<MoneyUnit>,
    ) -> Result<(Parts, Value), Why> {
        if cell.is_wide() && !cell.words.is_empty() {
            return Err(Why::Head(column.head()));
        }
        let value = value(&cell.words, unit)?;
        let said = match row.meaning {
            Meaning::Blank => return Err(Why::Label(row.label.clone())),
            Meaning::Parts(parts) => {
                let item = row.item.as_deref().map(|name| self.items.named(name));
                Parts { item: item.or(parts.item), ..parts }
            }
            Meaning::Total => Parts::default(),
            Meaning::Unknown => {
                Parts { item: Some(self.items.named(&row.label)), ..Parts::default() }
            }
        };
        let mut head = column.parts;
        match column.kind {
            Kind::Contradictory => return Err(Why::Head(column.head())),
            Kind::Unknown => head.item = Some(self.items.named(&column.head())),
            _ => {}
        }
        let contradiction = |_| Why::Contradiction(column.head(), row.label.clone());
        let is_beside = head.stands_beside(&self.base) || said.stands_beside(&self.base);
        let base = Parts { memo: self.base.memo.filter(|_| !is_beside), ..self.base };
        let parts =
            base.narrow(head).and_then(|parts| parts.narrow(said)).map_err(contradiction)?;
        let says_something =
            Parts { item: None, stage: None, year: None, ..parts } != Parts::default();
        // Nobody has to know the names of projects.
        let is_project = parts.purpose == Some(nodes().project);
        let is_new = row.meaning == Meaning::Unknown && !is_project || column.kind == Kind::Unknown;
        if is_new && value != Value::Nothing {
            let why = if row.meaning == Meaning::Unknown {
                Why::Label(row.label.clone())
            } else {
                Why::Head(column.head())
            };
            self.unrecognised(cell, why);
        }
        says_something.then_some((parts, value)).ok_or(Why::Table)
    }

    fn unrecognised(&mut self, cell: &Words<'_>, why: Why) {
        if cell.words.is_empty() {
            return;
        }
        self.amounts.unrecognised.push(Unrecognised {
            text: cell.cell.text.clone(),
            place: cell.cell.place.clone(),
            why,
            table: Some(self.about.title.to_owned()),
        });
    }
}

/// Whether a label names what is counted and no money: `公务用车保有量(辆)`.
fn is_count(label: &str) -> bool {
    let unit = label.strip_suffix(')').and_then(|label| label.rsplit_once('('));
    unit.is_some_and(|(_, unit)| {
        ["个", "人", "辆", "批", "次", "批次", "人次", "台", "套", "台、套"].contains(&unit)
    })
}

fn is_dash(words: &str) -> bool {
    matches!(words, "—" | "——")
}

/// What a cell prints: a number, or nothing in one of the usual ways.
fn value(words: &str, unit: Option<MoneyUnit>) -> Result<Value, Why> {
    match (words, unit) {
        ("" | "-" | "—" | "——" | "--" | "/" | "无", _) => Ok(Value::Nothing),
        (_, None) => Err(Why::NoAmount(NotAnAmount::Words)),
        (_, Some(unit)) => Printed::parse(words, unit).map(Value::Printed).map_err(Why::NoAmount),
    }
}
