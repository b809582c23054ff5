//! The amounts of a package: one row for what it counts, one column for each stage, with last year
//! and the control figure beside it.

use crate::amount::{grouped, percent};
use classification::Classification;
use ledger::{Amount, Code, Node, Year, nodes};
use message::Lang;
use std::collections::BTreeSet;
use workflow::{Figures, LineKey, Lines, Package};

/// The most rows of lines; beyond it, lines are added up by function.
const MOST: usize = 300;

/// The amounts of a package.
#[derive(Debug, Default)]
pub(crate) struct Matrix {
    pub(crate) rows: Vec<Row>,
    /// Whether lines were added up because there are too many.
    pub(crate) is_folded: bool,
}

/// A row: what it counts, and its amounts as they are printed.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) kind: RowKind,
    pub(crate) label: String,
    /// What else it counts: the economic item, the project.
    pub(crate) more: String,
    pub(crate) last: String,
    pub(crate) control: String,
    /// What is left of the control figure; `None` where there is no figure.
    pub(crate) left: Option<(String, bool)>,
    pub(crate) proposed: String,
    pub(crate) reviewed: String,
    pub(crate) approved: String,
    pub(crate) change: String,
    pub(crate) percent: String,
}

/// What a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    Whole,
    Fund,
    Purpose,
    Line,
}

/// A line with its amount in each column.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    fund: Node,
    purpose: Node,
    function: Code,
    economic: Code,
    item: Option<String>,
    source: Node,
    flow: Node,
    memo: Node,
    /// Last year, proposed, reviewed, approved, in 分.
    fen: [i64; 4],
}

/// What all rows need.
struct Table<'a> {
    controls: &'a Figures,
    year: Year,
    lang: Lang,
    /// Whether anything is proposed yet. Without it there is nothing to compare with the last year.
    is_proposed: bool,
}

impl RowKind {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Fund => "fund",
            Self::Purpose => "purpose",
            Self::Line => "line",
        }
    }
}

impl Matrix {
    /// Returns the amounts of a package, beside those of the year before.
    pub(crate) fn of(package: &Package, last: Option<&Package>, year: Year, lang: Lang) -> Self {
        let entries = entries(package, last);
        let is_proposed = !package.lines.is_empty();
        let table = Table { controls: &package.controls, year, lang, is_proposed };
        let is_folded = entries.len() > MOST;
        Self { rows: table.rows(&entries, is_folded), is_folded }
    }

    /// Leaves out what compares with the year before: the amounts are those of a part only.
    pub(crate) fn uncompared(mut self) -> Self {
        for row in &mut self.rows {
            row.change.clear();
            row.percent.clear();
        }
        self
    }

    /// Returns whether any row has a control figure; a column without anything is left out.
    pub(crate) fn has_control(&self) -> bool {
        self.rows.iter().any(|row| row.left.is_some())
    }

    /// Returns whether any row has a reviewed amount.
    pub(crate) fn has_reviewed(&self) -> bool {
        self.rows.iter().any(|row| !row.reviewed.is_empty())
    }

    /// Returns whether any row has an approved amount.
    pub(crate) fn has_approved(&self) -> bool {
        self.rows.iter().any(|row| !row.approved.is_empty())
    }
}

/// Returns every line that is something in any column, those of a fund and a purpose together.
fn entries(package: &Package, last: Option<&Package>) -> Vec<Entry> {
    let last = last.map(|last| last.amounts.current()).unwrap_or_default();
    let approved = package.amounts.current();
    let columns = [&last, &package.lines, &package.amounts.reviewed, &approved];
    let keys: BTreeSet<&LineKey> =
        columns.iter().flat_map(|lines| lines.iter().map(|(key, _)| key)).collect();
    let mut entries: Vec<Entry> = keys.into_iter().map(|key| entry(key, columns)).collect();
    entries.sort();
    entries
}

fn entry(key: &LineKey, columns: [&Lines; 4]) -> Entry {
    let what = key.what();
    Entry {
        fund: what.fund,
        purpose: what.purpose,
        function: what.function,
        economic: what.economic,
        item: what.item.clone(),
        source: key.source(),
        flow: what.flow,
        memo: what.memo,
        fen: columns.map(|lines| lines.get(key).fen()),
    }
}

impl Table<'_> {
    fn rows(&self, entries: &[Entry], is_folded: bool) -> Vec<Row> {
        if entries.is_empty() {
            return Vec::new();
        }
        let (whole, everything) = (nodes().all_funds, nodes().all_purposes);
        let all = self.lang.pick("合计", "Total").to_owned();
        let mut rows =
            vec![self.row(RowKind::Whole, all, self.controls.get(whole, everything), entries)];
        for of_fund in entries.chunk_by(|one, other| one.fund == other.fund) {
            let Some(fund) = of_fund.first().map(|it| it.fund) else { continue };
            let figure = self.controls.get(fund, everything);
            rows.push(self.row(RowKind::Fund, self.name(fund), figure, of_fund));
            for group in of_fund.chunk_by(|one, other| one.purpose == other.purpose) {
                let Some(purpose) = group.first().map(|it| it.purpose) else { continue };
                let figure = self.controls.get(fund, purpose);
                rows.push(self.row(RowKind::Purpose, self.name(purpose), figure, group));
                rows.extend(self.lines(group, is_folded));
            }
        }
        rows
    }

    fn lines(&self, group: &[Entry], is_folded: bool) -> Vec<Row> {
        let of_function = |one: &Entry, other: &Entry| one.function == other.function;
        let chunks: Vec<&[Entry]> = if is_folded {
            group.chunk_by(of_function).collect()
        } else {
            group.chunks(1).collect()
        };
        let row = |lines: &[Entry]| {
            let first = lines.first()?;
            let more = if is_folded { String::new() } else { self.more(first) };
            let row = self.row(RowKind::Line, self.named(first.function), None, lines);
            Some(Row { more, ..row })
        };
        chunks.into_iter().filter_map(row).collect()
    }

    fn row(&self, kind: RowKind, label: String, control: Option<Amount>, of: &[Entry]) -> Row {
        let sum = |of: &mut dyn Iterator<Item = i64>| of.fold(0_i64, i64::saturating_add);
        let [last, proposed, reviewed, approved] =
            [0, 1, 2, 3].map(|at| sum(&mut of.iter().filter_map(|it| it.fen.get(at).copied())));
        let change = proposed.saturating_sub(last);
        let spent = of.iter().filter(|it| it.flow == nodes().spent);
        let spent = sum(&mut spent.filter_map(|it| it.fen.get(1).copied()));
        let left = control.map(|most| most.fen().saturating_sub(spent));
        let shown = |fen: i64| {
            if fen == 0 { String::new() } else { grouped(Amount::from_fen(fen)) }
        };
        Row {
            kind,
            label,
            more: String::new(),
            last: shown(last),
            control: control.map(grouped).unwrap_or_default(),
            left: left.map(|left| (grouped(Amount::from_fen(left)), left < 0)),
            proposed: shown(proposed),
            reviewed: shown(reviewed),
            approved: shown(approved),
            change: if self.is_proposed { shown(change) } else { String::new() },
            percent: percent(change, last).filter(|_| self.is_proposed).unwrap_or_default(),
        }
    }

    fn name(&self, node: Node) -> String {
        self.lang.pick(node.name_zh(), node.name_en()).to_owned()
    }

    /// Returns a code with its name.
    fn named(&self, code: Code) -> String {
        if code == Code::ALL {
            return self.lang.pick("未分科目", "no function").to_owned();
        }
        named(code, self.year)
    }

    fn more(&self, line: &Entry) -> String {
        let other = |node: Node, usual: Node| (node != usual).then(|| self.name(node));
        let parts = [
            (line.economic != Code::ALL).then(|| self.named(line.economic)),
            other(line.memo, nodes().everything),
            line.item.clone(),
            other(line.source, nodes().received),
            other(line.flow, nodes().spent),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Returns a code with the name that it has in a year.
pub(crate) fn named(code: Code, year: Year) -> String {
    let named = Classification::of(code).and_then(|list| list.name_in(code, Some(year)));
    named.map_or_else(|| code.to_string(), |named| format!("{code} {}", named.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::Moment;
    use workflow::testing::{figures, lines};

    #[test]
    fn rows_are_grouped_and_compared_with_the_year_before() {
        let last = Package {
            amounts: workflow::Amounts {
                approved: lines("2050201", "project", 1_000_000),
                ..Default::default()
            },
            ..Package::opened(Moment(0))
        };
        let own = [lines("2050201", "project", 1_250_000), lines("2050202", "basic", 7_00)];
        let package = Package {
            lines: Lines::sum(&own),
            controls: figures(1_200_000),
            ..Package::opened(Moment(0))
        };
        let matrix = Matrix::of(&package, Some(&last), Year(2031), Lang::Zh);
        let kinds: Vec<&str> = matrix.rows.iter().map(|row| row.kind.key()).collect();
        assert_eq!(kinds, ["whole", "fund", "purpose", "line", "purpose", "line"]);
        let fund = &matrix.rows[1];
        assert_eq!((fund.control.as_str(), fund.proposed.as_str()), ("12,000.00", "12,507.00"));
        assert_eq!(fund.left, Some(("-507.00".to_owned(), true)));
        assert_eq!((fund.last.as_str(), fund.percent.as_str()), ("10,000.00", "+25.1%"));
        let named: Vec<&str> = matrix.rows.iter().map(|row| row.label.as_str()).collect();
        assert!(named.contains(&"2050201 学前教育"), "{named:?}");
        let matrix = matrix.uncompared();
        assert!(matrix.rows.iter().all(|it| it.change.is_empty() && it.percent.is_empty()));
    }

    /// As when a round begins: the units have not submitted again.
    #[test]
    fn what_is_not_proposed_yet_is_no_change() {
        let approved = lines("2050201", "project", 1_000_000);
        let amounts = workflow::Amounts { approved, ..Default::default() };
        let last = Package { amounts, ..Package::opened(Moment(0)) };
        let matrix = Matrix::of(&Package::opened(Moment(0)), Some(&last), Year(2031), Lang::Zh);
        let whole = &matrix.rows[0];
        assert_eq!((whole.last.as_str(), whole.change.as_str()), ("10,000.00", ""));
        assert_eq!(whole.percent, "");
    }

    #[test]
    fn a_package_without_lines_has_no_rows() {
        let matrix = Matrix::of(&Package::opened(Moment(0)), None, Year(2031), Lang::Zh);
        assert!(matrix.rows.is_empty());
    }
}
