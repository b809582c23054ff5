//! A sheet as its page shows it.

use super::beside::{Beside, controls, last_year};
use super::editing::Sheets;
use super::mistakes::Mistakes;
use crate::App;
use crate::address::of_cell;
use crate::amount::grouped;
use crate::member::Member;
use crate::pages::sheet::{Cell, Field, Head, Line, RowForm, SheetPage, Tab, Wrong, is_number};
use crate::problem::Problem;
use ledger::{Amount, MoneyUnit, Printed};
use message::Lang;
use sheets::{Book, Cells, Column, Conflict, Holds, Sheet, half_width};
use workflow::{
    Action, Actor, Finding, FindingLevel, Level, Package, PackageId, Stage, buttons, may,
};

/// Rows of a part of a long sheet.
const AT_A_TIME: usize = 100;

/// What of a sheet is shown.
#[derive(Default)]
pub(super) struct Asked {
    /// The row that is changed.
    pub(super) row: Option<usize>,
    pub(super) part: usize,
    /// What was typed and not saved.
    pub(super) typed: Cells,
    pub(super) conflicts: Vec<Conflict>,
    /// Why a workbook was not received.
    pub(super) refused: Option<String>,
    /// Whether a workbook was just received, so that all that is wrong in it is listed.
    pub(super) is_received: bool,
}

/// Returns the findings of the last version.
pub(super) fn findings(package: &Package) -> &[Finding] {
    package.version.as_ref().map_or(&[], |version| &version.findings)
}

/// Returns the page of a sheet.
pub(super) async fn view(
    app: &App,
    member: &Member,
    sheets: &Sheets,
    key: &str,
    asked: Asked,
) -> Result<SheetPage, Problem> {
    let (actor, lang) = (member.actor(), member.lang);
    let book = &sheets.opened.book;
    let sheet = book.sheet(key).ok_or_else(Problem::not_found)?;
    let package = sheets.package()?;
    let mistakes = Mistakes::of(book, findings(package), lang);
    let last = last_year(app, &sheets.id, &actor).await?;
    let locked = locked(sheets, package, &actor, lang);
    let base = format!("/packages/{}", sheets.id);
    let wrong = if asked.is_received { wrong(package, &base, lang) } else { Vec::new() };
    let frame = member.frame(&sheets.office);
    let parts = sheet.rows.len().div_ceil(AT_A_TIME).max(1);
    let part = asked.part.clamp(1, parts);
    let has_beside = key == "lines";
    let keys = &sheets.opened.keys;
    let beside = Beside { last: &last, controls: &package.controls, lines: &package.lines, keys };
    let columns = shown(sheet, &mistakes);
    let rows = lines(sheet, part, &columns, &mistakes, has_beside.then_some(&beside));
    let form = locked.is_none().then(|| form(book, sheet, &mistakes, &asked)).flatten();
    Ok(SheetPage {
        frame,
        base,
        key: key.to_owned(),
        body: sheets.office.body(&sheets.id.body).map(|it| it.name.clone()).unwrap_or_default(),
        year: sheets.id.year.0,
        name: sheet.name.clone(),
        about: sheet.about.clone(),
        tabs: tabs(book, key, &mistakes),
        version: package.version_number(),
        is_complete: package.version.as_ref().is_some_and(|it| it.is_complete),
        locked,
        can_return: buttons(&sheets.office, &sheets.id, &actor, (app.now)())
            .iter()
            .any(|it| it.key == "return" && it.refusal.is_none()),
        conflicts: asked.conflicts.iter().map(|it| told(it, lang)).collect(),
        waits_for: not_agreed(sheets),
        of_units: of_units(sheets, package),
        refused: asked.refused.clone(),
        wrong,
        notices: mistakes.elsewhere_of(&sheet.name),
        heads: columns.iter().filter_map(|at| sheet.columns.get(*at)).map(head).collect(),
        has_beside,
        rows,
        total: total(book, sheet),
        controls: if has_beside { controls(package, lang) } else { Vec::new() },
        form,
        part,
        parts,
    })
}

/// Returns the units of a department that are not agreed yet.
fn not_agreed(sheets: &Sheets) -> Vec<String> {
    let units = sheets.office.units(&sheets.id).filter(|(_, unit)| unit.stage < Stage::Agreed);
    let name =
        |(id, _): (PackageId, &Package)| sheets.office.body(&id.body).map(|it| it.name.clone());
    units.filter_map(name).collect()
}

/// Returns what the units of a department come to, where that is anything.
fn of_units(sheets: &Sheets, package: &Package) -> Option<String> {
    let is_department = sheets.office.level(&sheets.id.body) == Some(Level::Department);
    (is_department && !package.lines.is_empty()).then(|| grouped(package.lines.total(|_| true)))
}

/// Returns the errors of the last version, with links to their cells.
fn wrong(package: &Package, base: &str, lang: Lang) -> Vec<Wrong> {
    let errors = findings(package).iter().filter(|it| it.level == FindingLevel::Error);
    let wrong = |finding: &Finding| {
        let cell = finding.cell.as_ref().map(|cell| cell.as_str().to_owned());
        Wrong {
            href: cell.as_ref().map(|cell| of_cell(base, cell)),
            cell: cell.unwrap_or_default(),
            words: lang.pick(&finding.zh, &finding.en).to_owned(),
        }
    };
    errors.map(wrong).collect()
}

/// Returns the columns that are shown: those in which something is or is wrong, and those that have
/// to be filled.
fn shown(sheet: &Sheet, mistakes: &Mistakes) -> Vec<usize> {
    let is_shown = |at: &usize| {
        sheet.columns.get(*at).is_some_and(|column| column.is_required)
            || mistakes.at.keys().any(|(key, _, column)| *key == sheet.key && column == at)
            || sheet.rows.iter().any(|row| row.cells.get(*at).is_some_and(|text| !text.is_empty()))
    };
    (0..sheet.columns.len()).filter(is_shown).collect()
}

fn lines(
    sheet: &Sheet,
    part: usize,
    columns: &[usize],
    mistakes: &Mistakes,
    beside: Option<&Beside<'_>>,
) -> Vec<Line> {
    let first = part.saturating_sub(1).saturating_mul(AT_A_TIME);
    let rows = sheet.rows.iter().enumerate().skip(first).take(AT_A_TIME);
    let line = |(row, it): (usize, &sheets::Row)| {
        let cell = |at: &usize| {
            let (column, text) = (sheet.columns.get(*at)?, it.cells.get(*at)?);
            let mistakes = mistakes.of_cell(sheet, row, *at);
            let (is_number, is_money) = (is_number(column.holds), column.holds == Holds::Money);
            Some(Cell { text: text.clone(), is_number, is_money, mistakes })
        };
        let (last, left) = beside.map(|it| it.of(row)).unwrap_or_default();
        Line {
            row,
            number: row.saturating_add(1),
            cells: columns.iter().filter_map(cell).collect(),
            last: last.map(grouped).unwrap_or_default(),
            left: left.map(grouped).unwrap_or_default(),
            is_exceeded: left.is_some_and(|left| left < Amount::ZERO),
        }
    };
    rows.map(line).collect()
}

/// Returns the form of the row that is asked for, or of a new one.
fn form(book: &Book, sheet: &Sheet, mistakes: &Mistakes, asked: &Asked) -> Option<RowForm> {
    let row = asked.row.filter(|row| *row < sheet.rows.len());
    let is_fixed = sheet.columns.iter().any(|column| column.holds == Holds::Label);
    if row.is_none() && is_fixed {
        return None;
    }
    let field = |(at, column): (usize, &Column)| {
        let saved = row.map(|row| sheet.cell(row, &column.heading)).unwrap_or_default();
        let typed = asked.typed.get(&column.heading);
        let text = typed.map_or(saved, String::as_str).to_owned();
        Field {
            id: format!("c{at}"),
            heading: column.heading.clone(),
            help: column.help.clone(),
            holds: column.holds,
            is_required: column.is_required,
            choices: choices(book, column),
            mistakes: row.map(|row| mistakes.of_cell(sheet, row, at)).unwrap_or_default(),
            theirs: typed.filter(|typed| *typed != saved).map(|_| saved.to_owned()),
            text,
        }
    };
    Some(RowForm {
        row,
        number: row.map_or(0, |row| row.saturating_add(1)),
        fields: sheet.columns.iter().enumerate().map(field).collect(),
        can_remove: row.is_some() && !is_fixed,
    })
}

/// Returns the words from which a cell is chosen.
pub(super) fn choices(book: &Book, column: &Column) -> Vec<String> {
    let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<_>>();
    match column.holds {
        Holds::Choice => column.choices.clone(),
        Holds::Unit => {
            let units = owned(book.texts("units", "单位名称")).into_iter();
            units.chain(["本部门".to_owned()]).collect()
        }
        Holds::Project => owned(book.texts("projects", "项目")),
        _ => Vec::new(),
    }
}

fn head(column: &Column) -> Head {
    let is_money = column.holds == Holds::Money;
    Head { heading: column.heading.clone(), is_number: is_number(column.holds), is_money }
}

fn tabs(book: &Book, key: &str, mistakes: &Mistakes) -> Vec<Tab> {
    let known = book.sheets.iter().filter(|sheet| !sheet.key.is_empty());
    let tab = |sheet: &Sheet| Tab {
        key: sheet.key.clone(),
        name: sheet.name.clone(),
        rows: sheet.rows.len(),
        errors: mistakes.errors(&sheet.key),
        is_shown: sheet.key == key,
    };
    known.map(tab).collect()
}

/// Returns the sum of the amounts of a sheet as far as they can be read, and how many cannot.
fn total(book: &Book, sheet: &Sheet) -> Option<(String, usize)> {
    let column = sheet.columns.iter().position(|column| column.holds == Holds::Money)?;
    let unit = unit(book);
    let texts = sheet.rows.iter().filter_map(|row| row.cells.get(column));
    let texts: Vec<&String> = texts.filter(|text| !text.is_empty()).collect();
    let amount = |text: &&String| Some(Printed::parse(&half_width(text), unit).ok()?.nominal());
    let read: Vec<Amount> = texts.iter().filter_map(amount).collect();
    let unread = texts.len().saturating_sub(read.len());
    let sum = read.into_iter().try_fold(Amount::ZERO, Amount::checked_add)?;
    Some((grouped(sum), unread))
}

/// Returns the unit in which amounts are entered.
pub(super) fn unit(book: &Book) -> MoneyUnit {
    let said = book.sheet("basics").and_then(|sheet| {
        let row = (0..sheet.rows.len()).find(|row| sheet.cell(*row, "栏目") == "金额单位")?;
        let units = [
            MoneyUnit::Yuan,
            MoneyUnit::ThousandYuan,
            MoneyUnit::TenThousandYuan,
            MoneyUnit::HundredMillionYuan,
        ];
        units.into_iter().find(|unit| unit.name() == sheet.cell(row, "内容"))
    });
    said.unwrap_or(MoneyUnit::Yuan)
}

/// Returns why the sheets cannot be changed now.
pub(super) fn locked(
    sheets: &Sheets,
    package: &Package,
    actor: &Actor,
    lang: Lang,
) -> Option<String> {
    let words = if may(&sheets.office, actor, Action::Edit, &sheets.id.body).is_none() {
        lang.pick("您可以查看，不能修改。", "You can read this and not change it.").to_owned()
    } else if package.stage != Stage::Editing {
        let stage = package.stage.name();
        let zh = format!("现在是“{}”，不能修改；撤回或退回后可以修改。", stage.zh);
        let en =
            format!("It is {}; it can be changed once it is taken back or returned.", stage.en);
        lang.pick(&zh, &en).to_owned()
    } else {
        return None;
    };
    Some(words)
}

/// Returns a conflict in words.
pub(super) fn told(conflict: &Conflict, lang: Lang) -> String {
    let (zh, en) = match conflict {
        Conflict::Cell { row, heading, theirs, mine, .. } => {
            let number = row.saturating_add(1);
            (
                format!("第{number}行“{heading}”：他人已改为“{theirs}”，您填的是“{mine}”。"),
                format!("Row {number}, {heading}: another person saved “{theirs}”, you typed “{mine}”."),
            )
        }
        Conflict::Gone { .. } => (
            "您修改的行已被他人删除或改成别的内容；您填的保留在下面，可以作为新行保存。".to_owned(),
            "The row was removed or replaced; what you typed is kept below and can be saved as a new \
             row."
            .to_owned(),
        ),
        Conflict::Changed { row, .. } => {
            let number = row.saturating_add(1);
            (
                format!("第{number}行已被他人改动，没有删除。"),
                format!("Row {number} was changed by another person and was not deleted."),
            )
        }
    };
    lang.pick(&zh, &en).to_owned()
}
