//! One table: title, caption, heads, rows, notes.

use super::LayOutError;
use super::lines::{Line, lines};
use super::number::{digits, printed};
use super::page::{Cells, Page};
use super::words::Frame;
use crate::layouts::{ColumnSpec, Field, PanelSpec, TableSpec, Zero};
use crate::model::{Excerpt, Observation, Source, TableKind, TableRead, Value};
use crate::vocabulary::money;
use crate::vocabulary::normal::normal;
use crate::vocabulary::parts::Parts;
use document::Place;
use ledger::{Amount, Scope, nodes};

/// Puts a table on the page.
pub(super) fn put(spec: &TableSpec, frame: &Frame<'_>, page: &mut Page) -> Result<(), LayOutError> {
    let spec = &spec.without(&dropped(spec, frame)?);
    let title = frame.say(&spec.title)?.text;
    let place = page.paragraph(title.clone(), Some(spec.level)).unwrap_or(Place::Paragraph(1));
    for line in &spec.above {
        frame.say(line)?.put(page, None);
    }
    let panels: Vec<Filled> =
        spec.panels.iter().map(|panel| Filled::new(spec, panel, frame)).collect();
    let is_empty = panels.iter().all(Filled::is_empty);
    let index = page.disclosure.tables.len();
    let mut cells = page.cells(spec.heads.columns);
    caption(spec, frame, &mut cells)?;
    heads(spec, frame, &mut cells)?;
    column_numbers(spec, &mut cells);
    cells.head_rows = cells.rows;
    let mut seen = Vec::new();
    if is_empty && !spec.keeps_rows {
        (0..cells.columns).for_each(|column| drop(cells.put(column, String::new())));
        cells.rows += 1;
    } else {
        seen = Body { spec, frame, table: index }.put(&panels, &mut cells);
    }
    page.table(cells);
    page.disclosure.observations.extend(seen);
    for note in &spec.notes {
        frame.say(note)?.put(page, None);
    }
    let mut empty_note = None;
    if let Some(note) = spec.empty_note.as_ref().filter(|_| is_empty) {
        let said = frame.say(note)?;
        empty_note = Some(said.text.clone());
        said.put(page, None);
    }
    let kind = kind(spec);
    let entity = frame.entity;
    let scope = Some(frame.scope(spec.scope));
    let excerpt = Excerpt::No;
    let table = TableRead { title, entity, place, kind, scope, is_empty, empty_note, excerpt };
    page.disclosure.tables.push(table);
    Ok(())
}

/// Returns the columns whose condition does not hold.
fn dropped(spec: &TableSpec, frame: &Frame<'_>) -> Result<Vec<u32>, LayOutError> {
    let mut dropped = Vec::new();
    let mut column = u32::from(spec.ordinal);
    for panel in &spec.panels {
        for (at, this) in panel.columns.iter().enumerate() {
            let amount = match this {
                ColumnSpec::Amount(parts) => spec.scope.narrow(*parts).ok(),
                _ => None,
            };
            let amount = amount.and_then(|parts| frame.books.amount(&frame.scope(parts)));
            let stands = match panel.optional.iter().find(|(optional, _)| *optional == at) {
                None => true,
                Some((_, Some(condition))) => frame.holds(condition)?,
                Some((_, None)) => amount.is_some_and(|amount| amount != Amount::ZERO),
            };
            if !stands {
                dropped.push(column);
            }
            column += 1;
        }
    }
    Ok(dropped)
}

fn kind(spec: &TableSpec) -> TableKind {
    let columns = || spec.panels.iter().flat_map(|panel| &panel.columns);
    let has = |field| {
        columns().any(|column| matches!(column, ColumnSpec::Field { name, .. } if *name == field))
    };
    match () {
        () if has(Field::Target) => TableKind::Objectives,
        () if has(Field::Nature) => TableKind::Institutions,
        () if has(Field::Catalogue) => TableKind::Procurement,
        () if spec.scope.memo == Some(nodes().fixed_assets) => TableKind::Assets,
        () => TableKind::Budget,
    }
}

/// The caption's pieces share the width; the first one takes the remainder.
fn caption(spec: &TableSpec, frame: &Frame<'_>, cells: &mut Cells) -> Result<(), LayOutError> {
    let count = u32::try_from(spec.caption.len()).unwrap_or(u32::MAX);
    let Some(each) = cells.columns.checked_div(count) else { return Ok(()) };
    let mut column = 0;
    for piece in &spec.caption {
        let span = if column == 0 { cells.columns - each * (count - 1) } else { each };
        cells.put_wide(cells.rows, column, (1, span), frame.say(piece)?.text);
        column += span;
    }
    cells.rows += 1;
    Ok(())
}

fn heads(spec: &TableSpec, frame: &Frame<'_>, cells: &mut Cells) -> Result<(), LayOutError> {
    for head in &spec.heads.cells {
        let span = (head.row_span, head.column_span);
        let words = frame.say(&head.words)?.text;
        cells.put_wide(cells.rows + head.row, head.column, span, words);
    }
    cells.rows += spec.heads.rows;
    Ok(())
}

/// `栏次 1 2 3`
fn column_numbers(spec: &TableSpec, cells: &mut Cells) {
    let Some(word) = &spec.numbers else { return };
    for column in 0..cells.columns {
        let text = if column == 0 { word.clone() } else { column.to_string() };
        cells.put(column, text);
    }
    cells.rows += 1;
}

/// A panel with its lines and amounts.
struct Filled<'a> {
    panel: &'a PanelSpec,
    top: Vec<Row>,
    foot: Vec<Row>,
}

/// A line and the scope of each of its columns.
struct Row {
    line: Line,
    amounts: Vec<Option<(Scope, Amount)>>,
}

impl<'a> Filled<'a> {
    fn new(spec: &TableSpec, panel: &'a PanelSpec, frame: &Frame<'_>) -> Self {
        let outer = |column: &ColumnSpec| match column {
            ColumnSpec::Amount(parts) => spec.scope.narrow(*parts).ok(),
            _ => None,
        };
        let columns: Vec<Option<Parts>> = panel.columns.iter().map(outer).collect();
        let known: Vec<Parts> = columns.iter().flatten().copied().collect();
        let amount = |line: &Line, column: &Option<Parts>| {
            let parts = column.as_ref()?.narrow(line.parts).ok()?;
            let scope = frame.scope(parts);
            Some((scope, frame.books.amount(&scope)?))
        };
        let row = |line: Line| {
            let count = |column| amount(&line, column).filter(|_| !line.is_blank);
            Row { amounts: columns.iter().map(count).collect(), line }
        };
        let rows = |specs| lines(specs, frame, &known).into_iter().map(row).collect();
        Self { panel, top: rows(&panel.rows), foot: rows(&panel.foot) }
    }

    /// Whether all its amounts are zero.
    fn is_empty(&self) -> bool {
        let has_amounts =
            self.panel.columns.iter().any(|column| matches!(column, ColumnSpec::Amount(_)));
        let amounts = self.top.iter().chain(&self.foot).flat_map(|row| &row.amounts);
        has_amounts && amounts.flatten().all(|(_, amount)| *amount == Amount::ZERO)
    }

    /// Returns the row at that height, with `top` rows above the foot.
    fn at(&self, height: usize, top: usize) -> Option<&Row> {
        match height.checked_sub(top) {
            None => self.top.get(height),
            Some(height) => self.foot.get(height),
        }
    }
}

/// The rows of a table while they are put down.
struct Body<'a> {
    spec: &'a TableSpec,
    frame: &'a Frame<'a>,
    table: usize,
}

impl Body<'_> {
    fn put(&self, panels: &[Filled<'_>], cells: &mut Cells) -> Vec<Observation> {
        let most = |count: fn(&Filled<'_>) -> usize| panels.iter().map(count).max().unwrap_or(0);
        let (top, foot) = (most(|panel| panel.top.len()), most(|panel| panel.foot.len()));
        let first = cells.rows;
        let mut seen = Vec::new();
        for height in 0..top + foot {
            let mut column = 0;
            if self.spec.ordinal {
                cells.put(column, (height + 1).to_string());
                column += 1;
            }
            for panel in panels {
                for (at, spec) in panel.panel.columns.iter().enumerate() {
                    let row = panel.at(height, top);
                    self.cell(spec, row, at, (cells, column), &mut seen);
                    column += 1;
                }
            }
            cells.rows += 1;
        }
        self.merge(panels, cells, first);
        seen
    }

    /// One cell and its observation.
    fn cell(
        &self,
        spec: &ColumnSpec,
        row: Option<&Row>,
        at: usize,
        (cells, column): (&mut Cells, u32),
        seen: &mut Vec<Observation>,
    ) {
        let Some(row) = row else {
            cells.put(column, String::new());
            return;
        };
        let text = match spec {
            ColumnSpec::Label => row.line.label.clone(),
            ColumnSpec::Code => row.line.code.clone(),
            ColumnSpec::Level(level) => level_of(&row.line.code, *level).to_owned(),
            ColumnSpec::Field { name, .. } => {
                row.line.fields.get(name).cloned().unwrap_or_default()
            }
            ColumnSpec::Amount(_) => String::new(),
        };
        let amount = row.amounts.get(at).copied().flatten();
        let printed = amount.map(|(_, amount)| (printed(amount, self.spec.money), amount));
        let printed = printed
            .filter(|(_, amount)| *amount != Amount::ZERO || self.spec.zero == Zero::Number)
            .map(|(printed, _)| printed);
        let text = printed.map_or(text, |printed| digits(printed, self.spec.money));
        let place = cells.put(column, text);
        if let Some((scope, _)) = amount {
            let value = printed.map_or(Value::Nothing, Value::Printed);
            let source = Source {
                table: Some(self.table),
                row: cells.rows,
                column: column + 1,
                label: row.line.label.as_str().into(),
                code: row.line.code.as_str().into(),
                ..Source::default()
            };
            seen.push(Observation { scope, value, place, source });
        } else if matches!(spec, ColumnSpec::Field { name: Field::Target, .. }) {
            seen.extend(self.cost(row, place));
        }
    }

    /// Returns the cost given by a project's only cost indicator, as it will be read.
    fn cost(&self, row: &Row, place: Place) -> Option<Observation> {
        let is_cost = |kind: &str| normal(kind).contains("成本");
        let project = self.frame.books.ledger.projects.get(self.frame.project?)?;
        let costs = project.indicators.iter().filter(|it| is_cost(&it.kind)).count();
        let field = |field| row.line.fields.get(&field).map(String::as_str).unwrap_or_default();
        if costs != 1 || !is_cost(field(Field::Kind)) {
            return None;
        }
        let value = Value::Printed(money::target(&normal(field(Field::Target))).ok()?);
        let source = Source { table: Some(self.table), is_partial: true, ..Source::default() };
        Some(Observation { scope: self.frame.scope(Parts::default()), value, place, source })
    }

    /// Merges equal adjacent cells of a column, if the column asks for it.
    fn merge(&self, panels: &[Filled<'_>], cells: &mut Cells, first: u32) {
        let columns = panels.iter().flat_map(|panel| &panel.panel.columns);
        let merged = (u32::from(self.spec.ordinal)..)
            .zip(columns)
            .filter(|(_, column)| matches!(column, ColumnSpec::Field { merged: true, .. }));
        for (column, _) in merged {
            let mut kept: Vec<document::Cell> = Vec::new();
            for cell in cells.cells.extract_if(.., |it| it.row >= first && it.column == column) {
                match kept.last_mut() {
                    Some(last) if last.text == cell.text => last.row_span += 1,
                    _ => kept.push(cell),
                }
            }
            cells.cells.extend(kept);
        }
    }
}

/// The digits of one level of a code.
fn level_of(code: &str, level: u8) -> &str {
    let end = 1 + 2 * usize::from(level);
    let start = if level <= 1 { 0 } else { end - 2 };
    code.get(start..end).unwrap_or_default()
}
