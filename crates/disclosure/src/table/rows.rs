//! The rows of a table: the meaning of their labels and codes.

use crate::model::EntityName;
use crate::table::coherent::{set_balanced_aside, tell_rows_apart};
use crate::table::column::Column;
use crate::table::distinct::{distinguish, take_bodies};
use crate::table::grid::{Grid, Words};
use crate::table::in_label::{code_in_label, unit_in_label};
use crate::table::income::{carry, carry_between, close, open_groups, receive, take_income};
use crate::table::list::List;
use crate::table::nest::nest;
use crate::table::row::{Meaning, Row};
use crate::table::shape::Shape;
use crate::table::under;
use crate::vocabulary::classes::{class, code_parts};
use crate::vocabulary::lexicon::{self, Lexicon, Where, beside};
use crate::vocabulary::normal::label;
use crate::vocabulary::parts::{Parts, Side, When, maximal};
use classification::{Classification, Kind as Lists};
use ledger::{Code, nodes};
use std::sync::Arc;

/// The most rows of a table without labels; more of them are the right half of another table, on a
/// page of its own.
const MOST_UNLABELLED: usize = 3;

/// The lists of the table, one for each label column that an amount refers to.
pub fn lists(grid: &Grid<'_>, shape: &Shape, columns: &[Column], base: &Parts) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    for column in columns.iter().filter(|column| column.holds_money()) {
        if lists.iter().any(|list| list.is_of(column)) {
            continue;
        }
        let side = base.narrow(column.parts).ok().and_then(|parts| parts.side_of());
        let label = column.label.unwrap_or(0);
        let others = columns.iter().take(label).rposition(Column::holds_money);
        let mut list = List {
            label: column.label,
            before: others.map_or(0, |last| last + 1)..label,
            codes: column.codes.clone(),
            units: column.units,
            rows: Vec::new(),
        };
        read_rows(grid, shape, &mut list, side);
        let head = list.label.map_or_else(String::new, |at| shape.path(grid, at).concat());
        let side = side.or_else(|| take_income(&head, &mut list.rows));
        for row in list.rows.iter_mut().filter(|row| row.meaning == Meaning::Unknown) {
            row.meaning = beside(&row.label, base).map_or(Meaning::Unknown, Meaning::Parts);
        }
        // 公务用车运行维护费 in a table of the money that an office runs on is some part of that.
        let is_other_memo = |parts: Parts| parts.memo.is_some() && base.narrow(parts).is_err();
        for row in &mut list.rows {
            if row
                .meaning
                .parts()
                .is_some_and(|parts| is_other_memo(parts) && !parts.stands_beside(base))
            {
                row.meaning = match row.meaning.parts().is_some_and(is_contract) {
                    true => Meaning::Blank,
                    false => Meaning::Unknown,
                };
            }
        }
        set_balanced_aside(&mut list.rows);
        let own = columns.iter().enumerate().filter(|(_, it)| it.holds_money() && list.is_of(it));
        let own: Vec<usize> = own.map(|(at, _)| at).collect();
        tell_rows_apart(grid, shape, &own, &mut list.rows);
        resolve_totals(&mut list, &Parts { side, ..*base });
        lists.push(list);
    }
    lists
}

fn read_rows(grid: &Grid<'_>, shape: &Shape, list: &mut List, side: Option<Side>) {
    let mut last_code: Arc<str> = "".into();
    let mut carried = None;
    let mut last_unit = None;
    let head = list.label.map_or_else(String::new, |at| shape.path(grid, at).concat());
    for row in &shape.data {
        let mut read = Row { code: code(grid, list, *row, &last_code).into(), ..Row::default() };
        if !read.code.is_empty() {
            last_code = read.code.clone();
        }
        let words = list.label.map_or("", |at| grid.words(*row, at));
        let words = if words.is_empty() { code_words(grid, list, *row) } else { words.to_owned() };
        let words = if words.is_empty() { total_words(grid, list, *row) } else { words };
        let mut label = label(&words);
        if read.code.is_empty()
            && let Some((code, name)) = code_in_label(label.words)
        {
            read.code = code.to_string().into();
            label.words = name;
        }
        read.label = label.words.into();
        read.is_partial = label.is_partial;
        read.depth = label.depth;
        read.unit = unit(grid, list, *row, &read, &mut last_unit);
        if read.unit.is_none() && read.code.is_empty() && list.codes.is_empty() {
            read.unit = unit_in_label(label.words);
            if read.unit.is_some() {
                read.label = "".into();
            }
        }
        read.meaning = meaning(&read, list, side, &head, shape.data.len() > MOST_UNLABELLED);
        carry(&mut read.meaning, read.depth, &mut carried);
        list.rows.push(read);
    }
    nest(&mut list.rows);
    carry_between(&mut list.rows);
    close(&mut list.rows);
    if side != Some(Side::Uses) {
        receive(&mut list.rows);
    }
    under::take_units(&mut list.rows);
    take_bodies(&mut list.rows);
    distinguish(grid, shape, list);
    open_groups(&mut list.rows);
}

/// 授予中小企业合同金额 tells to whom contracts went, and is no part of what was bought.
fn is_contract(parts: Parts) -> bool {
    parts.memo.is_some_and(|memo| nodes().sme_contracts.contains(memo))
}

/// The code of a row, put together from its levels. A level that is left blank because it
/// repeats is taken from the row above.
fn code(grid: &Grid<'_>, list: &List, row: usize, last: &str) -> String {
    let mut levels: Vec<&str> = list.codes.iter().map(|at| grid.words(row, *at)).collect();
    // A whole code may be merged over the columns of its levels.
    let first = list.codes.first().and_then(|at| grid.at(row, *at));
    let is_merged = |first: &Words<'_>| {
        first.is_wide()
            && list
                .codes
                .iter()
                .all(|at| grid.at(row, *at).is_some_and(|it| std::ptr::eq(it, first)))
    };
    if first.is_some_and(is_merged) {
        levels.truncate(1);
    }
    let joined: String = levels.concat();
    let is_code = !joined.is_empty() && joined.bytes().all(|byte| byte.is_ascii_digit());
    if !is_code {
        return String::new();
    }
    let inherited = match levels.iter().take_while(|level| level.is_empty()).count() {
        0 => 0,
        blanks => 2 * blanks + 1,
    };
    let prefix = last.get(..inherited).unwrap_or_default();
    format!("{prefix}{joined}")
}

/// The label of a total in a column of units, or in one before the labels.
fn total_words(grid: &Grid<'_>, list: &List, row: usize) -> String {
    let columns = [list.units.name, list.units.code].into_iter().flatten();
    let words = columns.chain(list.before.clone()).map(|at| grid.words(row, at));
    let mut totals = words.filter(|words| Lexicon::get().read(words, Where::Row).is_total);
    totals.next().unwrap_or_default().to_owned()
}

/// Returns the unit of the row. A unit that is named once applies to the rows of subjects below it.
fn unit(
    grid: &Grid<'_>,
    list: &List,
    row: usize,
    read: &Row,
    last: &mut Option<EntityName>,
) -> Option<EntityName> {
    let words = |at: Option<usize>| at.map_or("", |at| grid.words(row, at));
    let is_total = |words: &str| Lexicon::get().read(words, Where::Row).is_total;
    let (code, name) = (words(list.units.code), words(list.units.name));
    if is_total(code)
        || is_total(name)
        || is_total(&read.label) && code.is_empty() && name.is_empty()
    {
        *last = None;
    } else if !code.is_empty() || !name.is_empty() {
        let code = (!code.is_empty()).then(|| code.to_owned());
        *last = Some(EntityName { code, name: name.to_owned() });
    } else if read.code.is_empty() {
        return None;
    }
    last.clone()
}

/// Words in a code column, such as the label of a total merged over the columns.
fn code_words(grid: &Grid<'_>, list: &List, row: usize) -> String {
    let words = list.codes.iter().map(|at| grid.words(row, *at));
    words.filter(|words| !words.bytes().all(|byte| byte.is_ascii_digit())).take(1).collect()
}

/// What a row counts, which is unknown for a table without its labels.
fn meaning(row: &Row, list: &List, side: Option<Side>, head: &str, is_torn: bool) -> Meaning {
    if !row.code.is_empty() {
        return match Code::parse(&row.code) {
            Some(code) => Meaning::Parts(code_parts(code)),
            None => Meaning::Unknown,
        };
    }
    if row.label.is_empty() && row.unit.is_some() {
        return Meaning::Parts(Parts::default());
    }
    if row.label.is_empty() {
        let has_labels = list.label.is_some() || !list.codes.is_empty() || is_torn;
        return if has_labels { Meaning::Blank } else { Meaning::Total };
    }
    let reading = Lexicon::get().read(&row.label, Where::Row);
    if reading.is_total && reading.unknown == 0 && reading.parts.is_empty() {
        return Meaning::Total;
    }
    if side != Some(Side::Sources)
        && let Some(class) = class_below(head, &row.label)
    {
        return Meaning::Parts(class);
    }
    if is_change(&row.label) {
        return Meaning::Blank;
    }
    // 2031年, or 2031 below 年度: the rows are of different years.
    let is_digits = row.label.len() == 4 && row.label.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits && head.contains("年") {
        let year = lexicon::year(&format!("{}年", row.label)).map(|(year, _)| When::Year(year));
        return Meaning::Parts(Parts { year, ..Parts::default() });
    }
    let is_known = reading.is_whole() && reading.known > 0 || reading.is_year();
    // 税收收入 is some of the money that comes in; 上级专项补助收入, of a known kind.
    let names_kind = reading.parts.fund.or(reading.parts.flow).is_some();
    // 单位其他资金收入 is what the known kind leaves.
    let is_new_wording = side == Some(Side::Sources)
        && reading.is_meaningful()
        && names_kind
        && !row.label.contains("其他");
    match is_known || is_new_wording {
        true => Meaning::Parts(reading.parts),
        // Below the code of a unit is its name: the row counts everything of the unit.
        false if row.unit.as_ref().is_some_and(|unit| unit.name.is_empty()) => {
            Meaning::Parts(Parts::default())
        }
        false => Meaning::Unknown,
    }
}

/// Whether a row tells how the rows above differ, or a rate: 增减额, 2032年比2031年增减%, 占比.
fn is_change(label: &str) -> bool {
    const CHANGES: [&str; 6] = ["增减", "增长", "比上年", "较上年", "同比", "变动"];
    const RATES: [&str; 4] = ["%", "比例", "占比", "比重"];
    let after_year =
        label.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
    let compares = after_year.starts_with(['比', '较', '与']) || after_year.contains("增减");
    CHANGES.iter().any(|change| label.starts_with(change))
        || RATES.iter().any(|rate| label.contains(rate))
        || after_year.len() < label.len() && compares
}

/// The class of that name in a list below `head`: 其他支出 is one of functions, of economic
/// items, and of government economic items, which are not read.
fn class_below(head: &str, name: &str) -> Option<Parts> {
    let has = |known: &[&str]| known.iter().any(|words| head.contains(words));
    match has(&["经济分类", "经济科目"]) {
        true if has(&["政府预算", "政府支出", "政府经济"]) => None,
        true => Classification::get(Lists::Economic).class(name).map(code_parts),
        false => class(name),
    }
}

/// A total counts everything that the rows of its list count together. If a list has a
/// grand total (总计), its plain total (合计) leaves out what was carried over.
fn resolve_totals(list: &mut List, base: &Parts) {
    let rows: Vec<Parts> = list.rows.iter().filter_map(|row| row.meaning.parts()).collect();
    let without_flow: Vec<Parts> =
        rows.iter().filter(|parts| parts.flow.is_none()).copied().collect();
    let (grand, plain) = (total_of(&rows, base), total_of(&without_flow, base));
    let is_total = |row: &Row| row.meaning == Meaning::Total;
    let is_wider = rows.iter().any(|parts| parts.stands_beside(base));
    // With an unknown row among them, the total may be more than the known rows together.
    let is_open = list.rows.iter().any(|row| row.meaning == Meaning::Unknown && !row.is_partial);
    let widened = |parts: Parts| match is_open {
        true => Parts { flow: parts.flow, side: parts.side, ..Parts::default() },
        false => parts,
    };
    let (grand, plain) = (widened(grand), widened(plain));
    let mut years: Vec<_> = rows.iter().filter_map(|parts| parts.year).collect();
    years.dedup();
    let is_whole = |row: &Row| {
        is_total(row) || row.meaning.parts().is_some_and(|it| it.flow == Some(nodes().total))
    };
    let has_grand = list.rows.iter().any(|row| is_whole(row) && row.label.contains("总计"));
    for row in list.rows.iter_mut().filter(|row| is_total(row)) {
        let is_plain = has_grand && !row.label.contains("总计");
        row.meaning = match is_plain {
            // The total of 三公经费 and 会议费 is neither's, and that of two years is of no year.
            _ if is_wider || years.len() > 1 => Meaning::Unknown,
            true => Meaning::Parts(plain),
            false => Meaning::Parts(grand),
        };
    }
}

/// Returns what the total of `rows` counts. Its flow is given only if some row has one:
/// otherwise every column keeps the flow of its head.
fn total_of(rows: &[Parts], base: &Parts) -> Parts {
    let members = rows.iter().filter_map(|parts| base.narrow(*parts).ok()).collect();
    let joined = Parts::join(&maximal(members));
    let says_flow = rows.iter().any(|parts| parts.flow.is_some());
    Parts { flow: joined.flow.filter(|_| says_flow), ..joined }
}
