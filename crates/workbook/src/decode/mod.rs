//! From sheets to a ledger: whatever cannot be read is told with its place, and all of it.

mod basics;
mod fields;
mod names;
mod rows;
mod sheets;

use crate::check::{self, Control, Draft};
use crate::raw::Raw;
use crate::tables::{self, CODES, GUIDE, TOTALS, Table};
use crate::{Filled, Problem, Severity, Spot, limits, near};
use names::Names;
use rows::Rows;

/// The sheets without which there is no ledger.
const NEEDED: [&Table; 3] = [&tables::BASICS, &tables::UNITS, &tables::LINES];

/// Makes a ledger of the sheets; `problems` are those met on the way to them.
pub(crate) fn decode(sheets: &[Raw], mut problems: Vec<Problem>) -> Result<Filled, Vec<Problem>> {
    let is_ours = |sheet: &Raw| tables::ALL.iter().any(|table| table.name == sheet.name);
    if !sheets.iter().any(is_ours) {
        // Where it could not be read at all, that has been said.
        if problems.is_empty() {
            problems.push(no_ledger());
        }
        return Err(problems);
    }
    problems.extend(sheets.iter().filter(|sheet| !is_ours(sheet)).filter_map(unknown_sheet));
    problems.extend(NEEDED.iter().filter_map(|table| missing(sheets, table)));
    let draft = draft(sheets, &mut problems);
    problems.extend(check::problems(&draft));
    // Errors come first, so that no number of warnings crowds one out.
    problems.sort_by_key(|problem| problem.severity);
    problems.truncate(limits::PROBLEMS);
    match problems.iter().any(Problem::is_error) {
        true => Err(problems),
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
            "This is no ledger: it lacks the sheets {}. Make one with `yusuan new`.",
            names.join(", ")
        ),
    )
}

fn unknown_sheet(sheet: &Raw) -> Option<Problem> {
    let is_for_the_eye = [GUIDE, TOTALS, CODES].contains(&sheet.name.as_str());
    if is_for_the_eye || sheet.rows.is_empty() {
        return None;
    }
    let (zh, en) = near::hint(&near::near(&sheet.name, tables::ALL.iter().map(|table| table.name)));
    Some(Problem {
        severity: Severity::Warning,
        spot: sheet.spot(),
        zh: format!("不认识“{}”表，没有读取。{zh}", sheet.name),
        en: format!("The sheet {} is not known and was not read.{en}", sheet.name),
    })
}

fn missing(sheets: &[Raw], table: &Table) -> Option<Problem> {
    let is_there = sheets.iter().any(|sheet| sheet.name == table.name);
    let name = table.name;
    (!is_there).then(|| {
        Problem::error(
            Spot::Whole,
            format!(
                "缺少“{name}”表（{}）。请补上，或用 yusuan new 新建底稿后复制过去。",
                table.about
            ),
            format!("The sheet {name} is missing. Add it, or copy it from a new ledger."),
        )
    })
}
