//! From sheets to a ledger: whatever cannot be read is told with its place, and all of it.

mod basics;
mod fields;
mod names;
mod rows;
mod sheets;

use crate::check::{self, Control, Draft};
use crate::raw::Raw;
use crate::tables::{self, CODES, GUIDE, TOTALS, Table};
use crate::{Filled, Problem, ReadFailure, Spot, limits, near};
use message::Message;
use names::Names;
use rows::Rows;
use std::collections::BTreeSet;

/// The sheets that every ledger has.
const NEEDED: [&Table; 3] = [&tables::BASICS, &tables::UNITS, &tables::LINES];

/// Makes a ledger of the sheets; `problems` are those met on the way to them.
pub(crate) fn decode(sheets: &[Raw], mut problems: Vec<Problem>) -> Result<Filled, ReadFailure> {
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
    let draft = draft(sheets, &mut problems);
    problems.extend(check::problems(&draft));
    // Errors come first, so that no number of warnings crowds one out.
    problems.sort_by_key(|problem| problem.severity);
    problems.truncate(limits::PROBLEMS);
    match problems.iter().any(Problem::is_error) {
        true => Err(ReadFailure::Problems(problems)),
        false => Ok(Filled { ledger: draft.ledger, warnings: problems }),
    }
}

fn draft(sheets: &[Raw], problems: &mut Vec<Problem>) -> Draft {
    let mut open = |table| Rows::open(table, sheets, problems);
    let [basic, units, revenue, lines] =
        [&tables::BASICS, &tables::UNITS, &tables::REVENUE, &tables::LINES].map(&mut open);
    let [projects, indicators, purchases, assets, counts, texts] = [
        &tables::PROJECTS,
        &tables::INDICATORS,
        &tables::PURCHASES,
        &tables::ASSETS,
        &tables::COUNTS,
        &tables::TEXTS,
    ]
    .map(&mut open);
    let (mut ledger, unit) = basics::read(&basic, problems);
    let mut names = Names::new(unit);
    ledger.units = sheets::units(&units, &mut names, problems);
    let (projects, project_spots) = sheets::projects(&projects, &mut names, problems);
    ledger.projects = projects;
    sheets::indicators(&indicators, &names, &mut ledger.projects, problems);
    let (lines, line_spots) = sheets::lines(&lines, &mut names, problems);
    ledger.lines = lines;
    ledger.purchases = sheets::purchases(&purchases, &names, problems);
    ledger.assets = sheets::assets(&assets, &names, problems);
    ledger.counts = sheets::counts(&counts, &names, problems);
    ledger.texts = sheets::texts(&texts, &names, problems);
    let controls: Vec<Control> = sheets::controls(&revenue, &names, problems);
    let is_whole = !problems.iter().any(Problem::is_error);
    Draft { ledger, controls, line_spots, project_spots, is_whole }
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
    Some(Problem::warning(
        sheet.spot(),
        format!("不认识“{}”表，没有读取。{zh}", sheet.name),
        format!("The sheet {} is not known and was not read.{en}", sheet.name),
    ))
}

fn missing(table: &Table) -> Problem {
    let name = table.name;
    Problem::error(
        Spot::Whole,
        format!("缺少“{name}”表（{}）。请补上，或用 yusuan new 新建底稿后复制过去。", table.about),
        format!("The sheet {name} is missing. Add it, or copy it from a new ledger."),
    )
}
