//! Performance objectives (绩效目标): a project's objective and its indicators.

use crate::model::{Cost, Indicator};
use crate::table::grid::Grid;
use crate::table::unread;
use crate::vocabulary::lexicon;
use crate::vocabulary::money;
use crate::vocabulary::normal::{label, normal};
use ledger::NotAnAmount;

/// The contents of a table of objectives.
#[derive(Debug, Default)]
pub struct Objectives {
    /// The project's name, if the same table contains it.
    pub project: Option<String>,
    /// The objective, if the same table contains it.
    pub objective: Option<String>,
    /// The indicators.
    pub indicators: Vec<Indicator>,
    /// The cost given by the cost indicator.
    pub cost: Option<Cost>,
}

/// The columns of an indicator by the words of their heads.
const HEADS: [&[&str]; 6] = [
    &["一级指标"],
    &["二级指标"],
    &["三级指标", "指标名称"],
    &["绩效指标描述", "指标描述", "指标内容", "指标解释"],
    &["指标值", "目标值", "年度指标值"],
    &["指标值确定依据", "确定依据", "评(扣)分标准"],
];

/// Reads a table of indicators; returns `None` for tables with other heads.
pub fn read(grid: &Grid<'_>) -> Option<Objectives> {
    let head = (0..grid.rows).find(|row| is_head(grid, *row))?;
    let columns =
        HEADS.map(|names| (0..grid.columns).find(|at| names.contains(&grid.words(head, *at))));
    let mut read = Objectives {
        project: (0..head).find_map(|row| beside(grid, row, &["项目名称", "子项目名称"])),
        objective: (0..head).find_map(|row| objective(grid, row)),
        ..Objectives::default()
    };
    let unit = (0..grid.columns).find(|at| grid.words(head, *at) == "计量单位");
    let mut above = Indicator::default();
    let mut units = Vec::new();
    for row in head + 1..grid.rows {
        let indicator = indicator(grid, row, &columns, &above);
        if indicator.name.is_empty() && indicator.target.is_empty() {
            continue;
        }
        above = indicator.clone();
        read.indicators.push(indicator);
        units.push(unit.map_or("", |at| grid.words(row, at)));
    }
    read.cost = cost(&read.indicators, &units);
    Some(read)
}

impl Objectives {
    /// Returns how many amounts the words of the table name apart from the cost.
    pub fn unread(&self, grid: &Grid<'_>) -> usize {
        let cost = self.cost.as_ref().filter(|cost| cost.amount.is_ok());
        let cost = cost.map_or(0, |cost| money::count(&normal(&cost.text)));
        unread::named(grid).saturating_sub(cost.min(1))
    }
}

/// The objective in a row `绩效目标 | …`.
pub fn objective(grid: &Grid<'_>, row: usize) -> Option<String> {
    let names =
        ["绩效目标", "总体目标", "年度目标", "年度总体目标", "年度绩效目标", "项目绩效目标"];
    beside(grid, row, &names)
}

/// The text beside one of `names`, with which the row begins.
fn beside(grid: &Grid<'_>, row: usize, names: &[&str]) -> Option<String> {
    let mut cells = grid.filled(row);
    let is_named =
        cells.next().is_some_and(|cell| names.contains(&cell.words.trim_end_matches(':')));
    is_named.then(|| cells.next().map(|cell| cell.cell.text.trim().to_owned())).flatten()
}

/// The project's name in a title such as `3、2031年某费用绩效目标表`.
pub fn project_name(title: &str) -> String {
    let words = normal(title);
    let words = label(&words).words;
    let words = lexicon::year(words).map_or(words, |(_, rest)| rest);
    let endings = ["绩效目标申报表", "绩效目标表", "绩效目标", "绩效目标情况表"];
    let ending = endings.iter().find_map(|ending| words.strip_suffix(ending));
    ending.unwrap_or(words).to_owned()
}

fn is_head(grid: &Grid<'_>, row: usize) -> bool {
    let has = |name: &str| grid.filled(row).any(|cell| cell.words == name);
    (has("三级指标") || has("指标名称")) && (has("指标值") || has("目标值") || has("年度指标值"))
}

fn indicator(
    grid: &Grid<'_>,
    row: usize,
    columns: &[Option<usize>; 6],
    above: &Indicator,
) -> Indicator {
    let text = |index: usize| {
        let cell = columns.get(index).copied().flatten().and_then(|at| grid.at(row, at));
        cell.map(|cell| cell.cell.text.trim().to_owned()).unwrap_or_default()
    };
    let or_above =
        |text: String, above: &String| if text.is_empty() { above.clone() } else { text };
    let place = columns.get(4).copied().flatten().and_then(|at| grid.at(row, at));
    Indicator {
        class: or_above(text(0), &above.class),
        kind: or_above(text(1), &above.kind),
        name: text(2),
        description: text(3),
        target: text(4),
        basis: text(5),
        place: place.map(|cell| cell.cell.place.clone()),
    }
}

/// Returns the cost of the project from its only cost indicator, whose unit may stand beside it.
/// With several, it is not known whether they add up or one is part of another.
fn cost(indicators: &[Indicator], units: &[&str]) -> Option<Cost> {
    let is_cost = |(it, _): &(&Indicator, &&str)| normal(&it.kind).contains("成本");
    let mut costs = indicators.iter().zip(units).filter(is_cost);
    let (only, unit) = costs.next()?;
    let place = only.place.clone()?;
    let amount = match costs.next() {
        None => {
            let target = normal(&only.target);
            let unit = if target.ends_with(*unit) { "" } else { unit };
            money::target(&format!("{target}{unit}"))
        }
        Some(_) => Err(NotAnAmount::Words),
    };
    Some(Cost { text: only.target.clone(), place, amount })
}
