//! Tables of amounts: each cell gets the scope given by its title, heads and label.

use crate::heading::entities::Entities;
use crate::model::{Claim, EntityName, Observation, Source, Unread, Unrecognised, Value, Why};
use crate::table::column::{Column, Kind, Units, is_fiscal};
use crate::table::columns::columns;
use crate::table::differences::{differences, differences_below};
use crate::table::government::is_of_government;
use crate::table::grid::{Grid, Words};
use crate::table::list::List;
use crate::table::own_units::own_units;
use crate::table::panels::take_labels;
use crate::table::row::{Meaning, Row};
use crate::table::rows::lists;
use crate::table::shape::Shape;
use crate::table::title::{class_in_title, title_parts};
use crate::table::unread::{self, left_aside};
use crate::table::value::{is_count, is_dash, value};
use crate::vocabulary::parts::{Context, Parts, Side};
use ledger::{Item, MoneyUnit, Printed, nodes};
use std::{collections::HashMap, sync::Arc};

/// The result of reading a table of amounts.
#[derive(Debug, Default)]
pub struct Amounts {
    /// Its numbers, and the blank cells of its listed rows.
    pub observations: Vec<Observation>,
    /// What was not recognised.
    pub unrecognised: Vec<Unrecognised>,
    /// The numbers without a scope, counted.
    pub unread: Unread,
    /// Whether it contains no number.
    pub is_empty: bool,
    /// The scope parts that the title gives for all cells.
    pub base: Parts,
    /// What its columns of changes claim.
    pub claims: Vec<Claim>,
}

/// The names of items that only their lists know, numbered through a document.
#[derive(Debug, Default)]
pub struct Items {
    /// The names in the order of their numbers.
    pub names: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// What is known about a table before its cells are read.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its number among the tables read.
    pub index: usize,
    /// Its entity, year and stage.
    pub context: Context,
    /// The unit of money, if it is given for the table or for one before it.
    pub unit: Option<MoneyUnit>,
    /// The unit of money that the table itself gives.
    pub own_unit: Option<MoneyUnit>,
}

/// Reads a table of amounts.
///
/// # Errors
/// Fails if no column of amounts is understood, with the number of amounts that it prints.
pub fn read(
    grid: &Grid<'_>,
    shape: &Shape,
    about: About<'_>,
    items: &mut Items,
    entities: &mut Entities,
) -> Result<Amounts, usize> {
    let class = class_in_title(about.title).map(|name| items.named(name));
    let mut base = Parts { item: class, ..title_parts(about.title) };
    let mut columns = columns(grid, shape, &base, about.context.stage);
    if base == Parts::default() && is_fiscal(&columns) {
        base.fund = Some(nodes().fiscal);
        columns = self::columns(grid, shape, &base, about.context.stage);
    }
    let is_budget = columns.iter().any(|column| matches!(column.kind, Kind::Amount | Kind::Total));
    if !is_budget {
        let aside = left_aside(grid, shape, columns.iter().enumerate(), about.own_unit);
        return Err(aside.amounts + unread::named(grid));
    }
    let mut lists = lists(grid, shape, &columns, &base);
    take_labels(grid, shape, &columns, &mut lists);
    // Beside a column that cannot be read the others need not be the whole.
    let is_partial = columns.iter().any(|column| column.kind == Kind::Contradictory);
    let unknown = columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Unknown);
    let unknown: Vec<usize> = unknown.map(|(at, _)| at).collect();
    let is_open = !unknown.is_empty();
    let is_owner = |name: &EntityName| entities.is(about.context.entity, name);
    let own_units = own_units(grid, shape, &columns, &lists, is_owner);
    let amounts = Amounts::default();
    let mut table =
        Table { grid, shape, about, base, items, entities, unknown, own_units, amounts };
    let mut printed = 0;
    for (panel, list) in (0..).zip(&lists) {
        let of_list = |it: &Column| it.holds_money() && list.is_of(it);
        // What an unknown column is a part of, only a total beside it could say.
        let has_total = columns.iter().any(|it| of_list(it) && it.is_named_total());
        for (at, column) in columns.iter().enumerate().filter(|(_, it)| of_list(it)) {
            let is_loose = column.kind == Kind::Unknown && !has_total;
            let is_partial = is_partial && column.kind != Kind::Total || is_loose;
            printed += table.read_column(&Listed { at, column, list, panel, is_partial, is_open });
        }
    }
    let mut amounts = table.amounts;
    let others = columns.iter().enumerate().filter(|(_, column)| !column.holds_money());
    amounts.unread.add(left_aside(grid, shape, others, about.unit));
    amounts.unread.amounts += unread::named(grid);
    if printed == 0 {
        amounts.observations.clear();
    }
    // Amounts that stand under no head are there all the same.
    let mut data = shape.data.iter().flat_map(|row| grid.filled(*row));
    (amounts.is_empty, amounts.base) =
        (printed == 0 && !data.any(|cell| cell.cell.is_numeral()), base);
    amounts.observations.sort_by_key(|seen| (seen.source.row, seen.source.column));
    amounts.claims = differences(grid, shape, &columns, &amounts.observations, about.context);
    amounts.claims.extend(differences_below(grid, shape, about.unit));
    let is_known = amounts.observations.iter().any(|seen| seen.value.printed().is_some());
    let is_of_government = is_of_government(grid, shape, about.title);
    if is_of_government || !is_known {
        amounts.claims.extend(super::formed::formed(grid, shape, about.unit));
    }
    if is_of_government {
        let unread = amounts.observations.drain(..).filter(|seen| seen.value.printed().is_some());
        amounts.unread.amounts += unread.count();
        amounts.unrecognised.clear();
        let first = (0..grid.rows).find_map(|row| grid.filled(row).next());
        amounts.unrecognised.extend(first.map(|cell| Unrecognised {
            text: about.title.to_owned(),
            place: cell.cell.place.clone(),
            why: Why::Government,
            table: Some(about.title.to_owned()),
        }));
    }
    Ok(amounts)
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
    /// The numbers of the unknown columns.
    unknown: Vec<usize>,
    /// The units that bear the name of the table's entity.
    own_units: Vec<EntityName>,
    amounts: Amounts,
}

/// A column of amounts with the list of rows that it is of.
struct Listed<'a> {
    /// Its number in the grid.
    at: usize,
    column: &'a Column,
    list: &'a List,
    /// The number of the list in the table.
    panel: u32,
    /// Whether it and the columns beside it may be less than their total.
    is_partial: bool,
    /// Whether the table has an unknown column.
    is_open: bool,
}

impl Listed<'_> {
    /// Whether a row and some column of the table are both known by their names alone: no scope is of
    /// both, so the known columns need not be the whole of that row.
    fn is_crossed(&self, row: &Row) -> bool {
        self.is_open && (row.item.is_some() || row.meaning == Meaning::Unknown)
    }

    /// Returns the source of the amount in one row, counted from 1.
    fn source(&self, table: usize, number: u32, row: &Row, head: Arc<str>) -> Source {
        let counted = |index: usize| u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Source {
            table: Some(table),
            row: number,
            column: counted(self.at),
            panel: self.panel,
            list: counted(self.column.list),
            label: row.label.clone(),
            code: row.code.clone(),
            head,
            is_partial: row.is_partial
                || self.is_partial
                || self.is_crossed(row) && self.column.kind != Kind::Total,
            apart: 0,
            below: 0,
            is_staged: false,
        }
    }
}

impl<'a, 'g> Table<'a, 'g> {
    /// Reads one column of amounts. Returns how many numbers it prints.
    fn read_column(&mut self, listed: &Listed<'_>) -> usize {
        let Listed { at, column, list, .. } = *listed;
        let unit = unread::own_unit(column).or(self.about.unit);
        let is_single =
            list.label.is_none() && list.codes.is_empty() && list.units == Units::default();
        let head = column.head();
        let rows = || list.rows.iter().zip(&self.shape.data);
        // Where a row is left out, the others need not be the whole.
        let is_short = rows().any(|(row, at)| self.is_left_out(listed, row, *at));
        let mut printed = 0;
        for (number, (row, grid_row)) in (1..).zip(list.rows.iter().zip(&self.shape.data)) {
            let Some(cell) = self.amount_at(*grid_row, at, row) else { continue };
            let is_printed = !cell.words.is_empty()
                && value(&cell.words, unit).is_ok_and(|value| value != Value::Nothing);
            printed += usize::from(is_printed);
            let repeats = is_single && printed > 1;
            let context = self.context(row);
            if cell.words.is_empty() && is_undivided(row, column) {
                continue;
            }
            let read = match self.is_left_out(listed, row, *grid_row) {
                true => Err(Why::Head(head.clone())),
                false => self.cell(cell, column, row, unit),
            };
            match read.and_then(|it| (!repeats).then_some(it).ok_or(Why::Label("".into()))) {
                Ok((parts, value)) => {
                    let mut source = listed.source(self.about.index, number, row, head.clone());
                    source.is_partial |= is_short && column.kind != Kind::Unknown;
                    self.amounts.observations.push(Observation {
                        scope: parts.scope(context),
                        value,
                        place: cell.cell.place.clone(),
                        source,
                    });
                }
                Err(why) => {
                    if cell.begins_at(*grid_row, at) {
                        self.amounts.unread.count(cell, unit);
                    }
                    self.unrecognised(cell, why);
                }
            }
        }
        printed
    }

    /// Returns whether no scope is known of both a row and a column.
    fn is_left_out(&self, listed: &Listed<'_>, row: &Row, grid_row: usize) -> bool {
        // Of such a row the total may be more than the known columns.
        let is_more = || listed.column.kind == Kind::Total && self.prints_unknown(grid_row);
        listed.is_crossed(row) && (listed.column.kind == Kind::Unknown || is_more())
    }

    /// Returns the cell of a column of amounts, if it can hold an amount of that row.
    fn amount_at(&self, grid_row: usize, at: usize, row: &Row) -> Option<&'a Words<'g>> {
        let cell = self.grid.at(grid_row, at)?;
        let is_blank = row.meaning == Meaning::Blank && cell.words.is_empty();
        // A label that is merged over columns of amounts.
        let is_label = || cell.is_wide() && Printed::parse(&cell.words, MoneyUnit::Yuan).is_err();
        let is_none = self.shape.is_head_cell(self.grid, grid_row, at)
            || is_blank
            || is_count(&row.label)
            || is_dash(&cell.words) && self.prints_zeros()
            || is_label();
        (!is_none).then_some(cell)
    }

    /// Returns whether a row prints an amount in an unknown column.
    fn prints_unknown(&self, grid_row: usize) -> bool {
        let words = self.unknown.iter().filter_map(|at| self.grid.at(grid_row, *at));
        let mut printed =
            words.filter_map(|cell| Printed::parse(&cell.words, MoneyUnit::Yuan).ok());
        printed.any(|printed| !printed.is_zero())
    }

    /// Whether the table prints zeros; if so, a dash means that the cell does not apply.
    fn prints_zeros(&self) -> bool {
        let cells = self.shape.data.iter().flat_map(|row| self.grid.filled(*row));
        let mut printed =
            cells.filter_map(|cell| Printed::parse(&cell.words, MoneyUnit::Yuan).ok());
        printed.any(Printed::is_zero)
    }

    /// Returns the entity of the row: from the column of units, else that of the table.
    fn context(&mut self, row: &Row) -> Context {
        let context = self.about.context;
        let of_row = |name: &EntityName| match self.own_units.contains(name) {
            true => self.entities.unit(name.clone()),
            false => self.entities.of_row(name, context.entity),
        };
        let entity = row.unit.as_ref().map_or(context.entity, of_row);
        Context { entity, ..context }
    }

    /// Returns the scope and the value of a cell.
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
        let mut said = match row.meaning {
            Meaning::Blank => return Err(Why::Label(row.label.clone())),
            Meaning::Parts(parts) => {
                let item = row.item.as_deref().map(|name| self.items.named(name));
                Parts { item: item.or(parts.item), ..parts }
            }
            Meaning::Total => Parts::default(),
            Meaning::Unknown => {
                let name = row.item.as_deref().unwrap_or(&row.label);
                Parts { item: Some(self.items.named(name)), ..Parts::default() }
            }
        };
        let mut head = column.parts;
        match column.kind {
            Kind::Contradictory => return Err(Why::Head(column.head())),
            // An unknown column of a project is not the whole of it.
            Kind::Unknown if said.item.is_some() => {
                let name = format!("{}/{}", row.label, column.head());
                said.item = Some(self.items.named(&name));
            }
            Kind::Unknown => head.item = Some(self.items.named(&column.head())),
            _ => {}
        }
        // 项目支出绩效自评表 | 上年结转资金: from what a project is paid contradicts nothing.
        let is_source = self.base.purpose.is_some() && said.side_of() == Some(Side::Sources);
        let contradiction = |_| match is_source {
            true => Why::Label(row.label.clone()),
            false => Why::Contradiction(column.head(), row.label.clone()),
        };
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
        if parts.is_of_unknown_year(self.about.context) {
            return Err(Why::Year);
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

/// Returns whether a row is of carried money or of a total with it, which columns of purposes need not
/// divide.
fn is_undivided(row: &Row, column: &Column) -> bool {
    let whole = [nodes().carried_in, nodes().carried_out, nodes().total];
    let flow = row.meaning.parts().and_then(|parts| parts.flow);
    column.parts.purpose.is_some() && flow.is_some_and(|flow| whole.contains(&flow))
}
