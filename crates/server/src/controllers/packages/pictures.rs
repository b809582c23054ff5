//! Pictures of a package: the year at a glance, and what is proposed against the control figures.

use crate::matrix::named;
use crate::spending::{by_class, chart, value};
use charts::{Chart, Pair, pairs};
use ledger::Code;
use message::Lang;
use std::collections::BTreeMap;
use workflow::{Lines, Package, PackageId};

/// The most bars of a picture.
const MOST: usize = 12;

/// Returns the pictures of a package that has amounts.
pub(super) fn pictures(
    package: &Package,
    last: Option<&Package>,
    id: &PackageId,
    lang: Lang,
) -> Vec<Chart> {
    let last = last.map(|it| it.amounts.current()).unwrap_or_default();
    let glance = by_function(&package.lines, &last, id, lang);
    [glance, against_controls(package, lang)].into_iter().flatten().collect()
}

/// Returns what is spent by class of function, this year beside the last.
fn by_function(lines: &Lines, last: &Lines, id: &PackageId, lang: Lang) -> Option<Chart> {
    let (now, before) = (by_class(lines), by_class(last));
    let mut classes: Vec<Code> = now.keys().chain(before.keys()).copied().collect();
    classes.sort_unstable();
    classes.dedup();
    classes.sort_by_key(|code| std::cmp::Reverse(now.get(code).copied().unwrap_or(0)));
    classes.truncate(MOST);
    let size = |sums: &BTreeMap<Code, i64>, code: &Code| sums.get(code).copied().unwrap_or(0);
    // What is not entered or summed yet is not nothing.
    if now.is_empty() {
        return None;
    }
    if before.is_empty() {
        return chart(&now, id.year, lang);
    }
    let title =
        lang.pick("支出与上年比较，按功能类（元）", "Spending and last year's by function (yuan)");
    let pair = |code: &Code| {
        let label = named(*code, id.year);
        let (first, second) = (value(&label, size(&before, code)), value(&label, size(&now, code)));
        Pair { label, first, second }
    };
    let all: Vec<Pair> = classes.iter().map(pair).collect();
    Some(pairs(title, [lang.pick("上年", "last year"), lang.pick("本年", "this year")], &all))
}

/// Returns the control figures with what is proposed within each.
pub(super) fn against_controls(package: &Package, lang: Lang) -> Option<Chart> {
    let all: Vec<Pair> = package
        .controls
        .iter()
        .take(MOST)
        .map(|figure| {
            let (fund, purpose) = (figure.fund, figure.purpose);
            let label = match lang {
                Lang::Zh => format!("{}、{}", fund.name_zh(), purpose.name_zh()),
                Lang::En => format!("{}, {}", fund.name_en(), purpose.name_en()),
            };
            let spent = package.lines.spent_within(fund, purpose);
            let (first, second) = (value(&label, figure.most.fen()), value(&label, spent.fen()));
            Pair { label, first, second }
        })
        .collect();
    let title = lang.pick("填报数与控制数（元）", "Proposed and control figures (yuan)");
    let names = [lang.pick("控制数", "control"), lang.pick("填报数", "proposed")];
    (!all.is_empty()).then(|| pairs(title, names, &all))
}
