//! Changes in words and figures, and the lists of them.

use disclosure::{Change, Disclosure};
use document::list::{List, ListColumn};
use ledger::{MoneyUnit, Percent, Printed, Stage, Year};
use message::Lang;
use serde::Serialize;

/// All figures are in one unit, whatever the unit of the documents.
pub(super) const UNIT: MoneyUnit = MoneyUnit::TenThousandYuan;

/// One of the two that are compared.
#[derive(Debug, Serialize)]
pub(super) struct Side {
    /// Its file.
    pub(super) file: String,
    pub(super) year: Option<u16>,
    pub(super) stage: Option<&'static str>,
    #[serde(skip)]
    title: String,
}

/// A change in words and figures.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Told {
    /// The scope as programs read it, without year and stage.
    scope: String,
    /// The scope in words.
    pub(super) counts: String,
    /// The title of its table.
    pub(super) table: Option<String>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) difference: String,
    difference_fen: i64,
    pub(super) percent: Option<String>,
    /// What became of its code in between.
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
    /// The scope in words with the remark.
    #[serde(skip)]
    line: String,
}

/// The order of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The largest first.
    Size,
    /// As the tables stand in the later one.
    Table,
}

impl Side {
    pub(super) fn new(file: String, disclosure: &Disclosure, lang: Lang) -> Self {
        let stage = disclosure.stage();
        let year = disclosure.year.map(|Year(year)| year);
        let word = stage.map_or("", |stage| match lang {
            Lang::Zh => stage.name_zh(),
            Lang::En => stage.name_en(),
        });
        let title = match (year, lang) {
            (Some(year), Lang::Zh) => format!("{year}年{word}"),
            (Some(year), Lang::En) => format!("{year} {word}").trim().to_owned(),
            (None, _) => word.to_owned(),
        };
        Self { file, year, stage: stage.map(Stage::key), title }
    }

    /// `2031年预算`, or what it is in the comparison where it does not say so much.
    pub(super) fn title(&self, or: &str) -> String {
        if self.title.is_empty() { or.to_owned() } else { self.title.clone() }
    }
}

/// Says so where a budget is compared with final accounts, or two that are otherwise unlike.
pub(super) fn unlike([before, after]: &[Side; 2], lang: Lang) -> Option<String> {
    let (one, other) = (before.stage?, after.stage?);
    let (before, after) = (before.title(""), after.title(""));
    (one != other).then(|| match lang {
        Lang::Zh => format!("两份的阶段不同：以下是{after}比{before}的增减，不是两年预算之间的变化。"),
        Lang::En => format!(
            "They are of different stages: the changes are from the {before} to the {after}, not from year to year."
        ),
    })
}

pub(super) fn tell(change: &Change, before: &Disclosure, after: &Disclosure, lang: Lang) -> Told {
    let of = if change.after.is_some() { after } else { before };
    let counts = match lang {
        Lang::Zh => of.scope_zh(&change.scope),
        Lang::En => of.scope_en(&change.scope),
    };
    let shown = |printed: Option<Printed>| {
        printed.map(|printed| {
            trimmed(Printed::rounded(printed.nominal(), UNIT, decimals(printed)).to_string())
        })
    };
    let finest = change.before.into_iter().chain(change.after).map(decimals).max();
    let difference = Printed::rounded(change.difference, UNIT, finest.unwrap_or(2));
    let sign = if change.difference.fen() < 0 { "-" } else { "" };
    let remark = change.remark.as_ref().map(|remark| remark.get(lang).to_owned());
    let line = match &remark {
        Some(remark) => format!("{counts}  {remark}"),
        None => counts.clone(),
    };
    Told {
        scope: change.key.clone(),
        counts,
        remark,
        line,
        table: change.table.clone(),
        before: shown(change.before),
        after: shown(change.after),
        difference: trimmed(difference.to_string()),
        difference_fen: change.difference.fen(),
        percent: change.percent.map(|percent: Percent| format!("{sign}{percent}")),
    }
}

/// As many decimals as a number needs in that unit, two at least.
fn decimals(printed: Printed) -> u8 {
    let finer = UNIT.fen_digits().saturating_sub(printed.unit().fen_digits());
    finer.saturating_add(printed.decimals()).clamp(2, UNIT.fen_digits())
}

/// A number without zeros at its end, but with two decimals.
fn trimmed(mut number: String) -> String {
    while number.ends_with('0') && number.split_once('.').is_some_and(|(_, it)| it.len() > 2) {
        number.pop();
    }
    number
}

/// Puts changes into an order.
pub(super) fn sort(changes: &mut [Told], order: Order) {
    match order {
        Order::Size => {
            changes.sort_by_key(|told| std::cmp::Reverse(told.difference_fen.unsigned_abs()))
        }
        // The sentences come last.
        Order::Table => {
            let mut titles: Vec<Option<String>> = Vec::new();
            for told in changes.iter() {
                if !titles.contains(&told.table) {
                    titles.push(told.table.clone());
                }
            }
            let at = |table: &Option<String>| titles.iter().position(|title| title == table);
            changes.sort_by_key(|told| (told.table.is_none(), at(&told.table)));
        }
    }
}

/// The heads of the columns: what is counted, both numbers, the change and the table.
pub(super) fn heads([before, after]: &[Side; 2], lang: Lang) -> [String; 6] {
    let unit = lang.pick("（万元）", " (10,000 yuan)");
    let (mut before, mut after) =
        (before.title(lang.pick("前", "before")), after.title(lang.pick("后", "after")));
    if before == after {
        before.insert_str(0, lang.pick("前：", "before: "));
        after.insert_str(0, lang.pick("后：", "after: "));
    }
    [
        lang.pick("口径", "scope").to_owned(),
        before + unit,
        after + unit,
        lang.pick("增减", "change").to_owned() + unit,
        lang.pick("增减%", "change %").to_owned(),
        lang.pick("所在表", "table").to_owned(),
    ]
}

pub(super) fn fields(told: &Told) -> [&str; 6] {
    [
        &told.line,
        told.before.as_deref().unwrap_or_default(),
        told.after.as_deref().unwrap_or_default(),
        &told.difference,
        told.percent.as_deref().unwrap_or_default(),
        told.table.as_deref().unwrap_or_default(),
    ]
}

/// Returns the lines above a list: the two files, and a warning if their stages differ.
pub(super) fn above(sides: &[Side; 2], lang: Lang) -> Vec<String> {
    let [before, after] = sides;
    let line = |label: &str, side: &Side| {
        format!("{label}{}  {}", side.file, side.title("")).trim_end().to_owned()
    };
    let files =
        [line(lang.pick("前：", "before: "), before), line(lang.pick("后：", "after: "), after)];
    files.into_iter().chain(unlike(sides, lang)).collect()
}

/// The changes as a list in one order.
pub(super) fn list(changes: &[Told], sides: &[Side; 2], order: Order, lang: Lang) -> List {
    let mut changes = changes.to_vec();
    sort(&mut changes, order);
    let [counts, before, after, change, percent, table] = heads(sides, lang);
    let columns = vec![
        ListColumn::words(counts, 60),
        ListColumn::figures(before, 18),
        ListColumn::figures(after, 18),
        ListColumn::figures(change, 16),
        ListColumn::figures(percent, 12),
        ListColumn::words(table, 40),
    ];
    let name = match order {
        Order::Size => lang.pick("按增减大小", "by size"),
        Order::Table => lang.pick("按表", "by table"),
    };
    List {
        name: name.to_owned(),
        title: lang.pick("增减变化表", "Changes").to_owned(),
        above: above(sides, lang),
        columns,
        rows: changes.iter().map(|told| fields(told).map(str::to_owned).to_vec()).collect(),
        below: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(difference_fen: i64, table: Option<&str>) -> Told {
        Told {
            scope: String::new(),
            counts: String::new(),
            remark: None,
            line: String::new(),
            table: table.map(str::to_owned),
            before: None,
            after: None,
            difference: String::new(),
            difference_fen,
            percent: None,
        }
    }

    #[test]
    fn changes_are_sorted_by_size_or_by_table() {
        let mut changes =
            [told(3, Some("甲")), told(-5, None), told(4, Some("乙")), told(1, Some("甲"))];
        sort(&mut changes, Order::Size);
        assert_eq!(changes.each_ref().map(|told| told.difference_fen), [-5, 4, 3, 1]);
        sort(&mut changes, Order::Table);
        assert_eq!(changes.each_ref().map(|told| told.difference_fen), [4, 3, 1, -5]);
    }

    #[test]
    fn zeros_at_the_end_say_nothing() {
        assert_eq!(trimmed("3121.420580".to_owned()), "3121.42058");
        assert_eq!(trimmed("12.000000".to_owned()), "12.00");
    }
}
