//! From sheets to a ledger: whatever cannot be read is told with its place, and all of it.

mod basics;
mod codes;
mod fields;
mod names;
mod rows;
mod sheets;

use crate::check::{self, Control, Draft};
use crate::raw::Raw;
use crate::tables::{self, CODES, GUIDE, TOTALS, Table};
use crate::{Cells, Filled, Kind, Part, Problem, ReadFailure, Spot, limits, near};
use ledger::Ledger;
use message::Message;
use names::Names;
use rows::Rows;
use std::collections::BTreeSet;

/// The sheets that every ledger has.
pub(crate) const NEEDED: [&Table; 3] = [&tables::BASICS, &tables::UNITS, &tables::LINES];

/// Makes a ledger of the sheets; `problems` are those met on the way to them.
pub(crate) fn decode(sheets: Vec<Raw>, mut problems: Vec<Problem>) -> Result<Filled, ReadFailure> {
    // A sheet that cannot be read is there all the same.
    let unread = problems.iter().filter_map(|problem| problem.spot.sheet().map(str::to_owned));
    let names: BTreeSet<String> =
        sheets.iter().map(|sheet| sheet.name.clone()).chain(unread).collect();
    let lacking: Vec<_> = NEEDED.iter().filter(|table| !names.contains(table.name)).collect();
    // One such name may stand in any workbook.
    if lacking.len() > 1 {
        let why = problems.into_iter().next().unwrap_or_else(no_ledger);
        return Err(ReadFailure::NotALedger(why));
    }
    problems.extend(sheets.iter().filter_map(unknown_sheet));
    problems.extend(lacking.into_iter().map(|table| missing(table)));
    problems.extend(left_out(&names));
    let mut draft = draft(&sheets, &mut problems);
    drop(sheets);
    if draft.is_whole {
        problems.extend(check::costs::derive(&mut draft));
    }
    problems.extend(check::problems(&draft));
    // Errors come first, so that no number of warnings crowds one out.
    problems.sort_by_key(|problem| problem.severity);
    problems.truncate(limits::PROBLEMS);
    match problems.iter().any(Problem::is_error) {
        true => Err(ReadFailure::Problems(problems)),
        false => Ok(Filled { ledger: draft.ledger, cells: draft.cells, warnings: problems }),
    }
}

/// Returns the ledger as far as it can be read, and the number of the row of each of its lines.
pub(crate) fn as_far(sheets: &[Raw]) -> (Ledger, Vec<u64>) {
    let draft = draft(sheets, &mut Vec::new());
    let at = |line| match draft.cells.spot(Part::Line(line)) {
        Spot::Cell { row, .. } => row,
        _ => 0,
    };
    let rows = (0..draft.ledger.lines.len()).map(at).collect();
    (draft.ledger, rows)
}

fn draft(sheets: &[Raw], problems: &mut Vec<Problem>) -> Draft {
    let mut open = |table| Rows::open(table, sheets, problems);
    let [basic, units, revenue, lines] =
        [&tables::BASICS, &tables::UNITS, &tables::REVENUE, &tables::LINES].map(&mut open);
    let [projects, indicators, purchases, assets, counts, texts, codes] = [
        &tables::PROJECTS,
        &tables::INDICATORS,
        &tables::PURCHASES,
        &tables::ASSETS,
        &tables::COUNTS,
        &tables::TEXTS,
        &tables::OWN_CODES,
    ]
    .map(&mut open);
    let mut cells = Cells::default();
    let (mut ledger, unit) = basics::read(&basic, &mut cells, problems);
    let mut names = Names::new(unit, ledger.year);
    let mut at = |table, rows: &Rows<'_>, numbers| cells.add(table, rows.cells(numbers));
    let read = sheets::units(&units, &mut names, problems);
    ledger.units = read.0;
    at(&tables::UNITS, &units, read.1);
    let read = sheets::projects(&projects, &mut names, problems);
    ledger.projects = read.0;
    at(&tables::PROJECTS, &projects, read.1);
    let (numbers, blank_costs) =
        sheets::indicators(&indicators, &names, &mut ledger.projects, problems);
    at(&tables::INDICATORS, &indicators, numbers);
    sheets::own_codes(&codes, &mut names, problems);
    let (read, entered) = sheets::lines(&lines, &mut names, problems);
    ledger.lines = read.0;
    at(&tables::LINES, &lines, read.1);
    let read = sheets::purchases(&purchases, &names, problems);
    ledger.purchases = read.0;
    at(&tables::PURCHASES, &purchases, read.1);
    let read = sheets::assets(&assets, &names, problems);
    ledger.assets = read.0;
    at(&tables::ASSETS, &assets, read.1);
    let read = sheets::counts(&counts, &names, problems);
    ledger.counts = read.0;
    at(&tables::COUNTS, &counts, read.1);
    let read = sheets::texts(&texts, &names, problems);
    ledger.texts = read.0;
    at(&tables::TEXTS, &texts, read.1);
    ledger.codes = names.codes.own();
    ledger.codes.extend(sheets::names_of_codes(&ledger.texts));
    problems.extend(names.codes.nameless(&ledger));
    let controls: Vec<Control> = sheets::controls(&revenue, &names, problems);
    let is_whole = !problems.iter().any(Problem::is_error);
    Draft { ledger, controls, cells, entered, blank_costs, is_whole }
}

fn no_ledger() -> Problem {
    let names: Vec<_> = NEEDED.iter().map(|table| table.name).collect();
    Problem::error(
        Spot::Whole,
        format!("这不是预算底稿：没有“{}”等工作表。用 yusuan new 新建一本。", names.join("”“")),
        format!(
            "This is not a ledger workbook: the sheets {} are missing. Create one with `yusuan new`.",
            names.join(", ")
        ),
    )
}

fn unknown_sheet(sheet: &Raw) -> Option<Problem> {
    let mut known = tables::ALL.iter().map(|table| table.name).chain([GUIDE, TOTALS, CODES]);
    if known.any(|name| name == sheet.name) || sheet.rows.is_empty() {
        return None;
    }
    let Message { zh, en } =
        near::hint(&near::near(&sheet.name, tables::ALL.iter().map(|table| table.name)));
    Some(
        Problem::warning(
            sheet.spot(),
            format!("不认识“{}”表，没有读取。{zh}", sheet.name),
            format!("The sheet {} is not known and was not read.{en}", sheet.name),
        )
        .of(Kind::Form),
    )
}

/// Sheets that a ledger may do without; what they would say is taken as nothing.
fn left_out(names: &BTreeSet<String>) -> Option<Problem> {
    let is_needed = |name: &str| NEEDED.iter().any(|table| table.name == name);
    let all = tables::ALL.iter().map(|table| table.name);
    let optional: Vec<&str> = all
        .filter(|name| !names.contains(*name) && !is_needed(name))
        .filter(|name| !tables::NEW_SHEETS.contains(name))
        .collect();
    (!optional.is_empty()).then(|| {
        Problem::warning(
            Spot::Whole,
            format!("没有“{}”表，按没有内容处理。误删的请用 yusuan new 新建底稿，把表复制过来；确实没有的，留一张空表。", optional.join("”“")),
            format!("The sheets {} are missing and were taken as blank. Copy them from a new ledger; leave them blank if there is nothing.", optional.join(", ")),
        )
        .of(Kind::Form)
    })
}

fn missing(table: &Table) -> Problem {
    let name = table.name;
    Problem::error(
        Spot::Whole,
        format!("缺少“{name}”表（{}）。请补上，或用 yusuan new 新建底稿后复制过去。", table.about),
        format!("The sheet {name} is missing. Add it, or copy it from a new ledger."),
    )
    .of(Kind::Form)
}
