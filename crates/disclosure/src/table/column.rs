//! One column of a table: what its heads mean and what it holds.

use crate::table::grid::Grid;
use crate::table::shape::Shape;
use crate::vocabulary::classes::class;
use crate::vocabulary::lexicon::{Lexicon, Reading, Role, Where};
use crate::vocabulary::normal::label;
use crate::vocabulary::parts::Parts;
use ledger::{MoneyUnit, Printed, nodes};
use std::sync::Arc;

/// One column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// The words of its heads from the outermost to the innermost, in normal form.
    pub path: Vec<String>,
    /// Its contents.
    pub kind: Kind,
    /// The scope parts given by its heads.
    pub parts: Parts,
    /// The column with the labels of its rows; `None` if the table has none.
    pub label: Option<usize>,
    /// The columns of the codes of its rows.
    pub codes: Vec<usize>,
    /// The columns that give the entity of its rows.
    pub units: Units,
    /// The first column of the list that continues in this column.
    pub list: usize,
}

/// The columns of the codes and of the names of the units whose rows a table lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Units {
    /// 单位编码
    pub code: Option<usize>,
    /// 单位名称
    pub name: Option<usize>,
}

/// The contents of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Amounts with the scope given by its heads.
    Amount,
    /// Totals of the adjacent columns.
    Total,
    /// Amounts whose head is not recognised.
    Unknown,
    /// Amounts whose heads contradict each other.
    Contradictory,
    /// Codes.
    Code,
    /// Labels.
    Label,
    /// Words under a head that does not mark them as labels; they are the labels if no other column
    /// is.
    Words,
    /// Names of units.
    Unit,
    /// Codes of units.
    UnitCode,
    /// Anything else.
    Other,
}

impl Column {
    /// Returns whether it contains amounts of money.
    pub const fn holds_money(&self) -> bool {
        matches!(self.kind, Kind::Amount | Kind::Total | Kind::Unknown | Kind::Contradictory)
    }

    /// Returns whether its head names a total: 合计, 总计, 资金总额.
    pub fn is_named_total(&self) -> bool {
        let head = self.path.last().map(String::as_str).unwrap_or_default();
        self.kind == Kind::Total && ["计", "总"].iter().any(|word| head.contains(word))
    }

    /// Its heads, from the outermost to the innermost.
    pub fn head(&self) -> Arc<str> {
        self.path.join("/").into()
    }
}

pub fn column(grid: &Grid<'_>, shape: &Shape, at: usize) -> Column {
    let path = unbroken(shape.path(grid, at));
    let readings: Vec<Reading> = path.iter().map(|words| read(words)).collect();
    let parts = readings
        .iter()
        .filter(|reading| reading.is_meaningful() || reading.is_year())
        .try_fold(Parts::default(), |outer, reading| outer.narrow(reading.parts));
    let is_change = readings.iter().any(|reading| reading.is_change);
    let is_year = path.last().is_some_and(|head| ["年度", "年份"].contains(&head.as_str()));
    let kind = match parts {
        // 为预算的%
        _ if is_change || path.iter().any(|head| head.ends_with('%')) => Kind::Other,
        _ if is_year => Kind::Label,
        Err(_) => Kind::Contradictory,
        // 其中:面向中小企业预留(小计, …) is a part of something unknown.
        _ if is_below_unknown(&path, &readings) => Kind::Unknown,
        Ok(parts) => kind(grid, shape, at, readings.last(), &parts),
    };
    Column {
        path,
        kind,
        parts: parts.unwrap_or_default(),
        label: None,
        codes: Vec::new(),
        units: Units::default(),
        list: at,
    }
}

/// Returns the heads with those joined that are one, broken over two rows: 政府性基金预 | 算拨款收入.
fn unbroken(path: Vec<String>) -> Vec<String> {
    let mut heads: Vec<String> = Vec::with_capacity(path.len());
    for words in path {
        let whole = heads.last().map(|above| format!("{above}{words}"));
        match (heads.last_mut(), whole) {
            (Some(above), Some(whole)) if is_one(above, &words, &whole) => *above = whole,
            _ => heads.push(words),
        }
    }
    heads
}

/// Returns whether two heads, one of which is unknown by itself, are known when joined.
fn is_one(above: &str, below: &str, whole: &str) -> bool {
    let is_known = |words: &str| {
        let reading = Lexicon::get().read(words, Where::Head);
        reading.is_whole() && (reading.known > 0 || reading.role.is_some() || reading.is_total)
    };
    !(is_known(above) && is_known(below)) && is_known(whole)
}

/// Returns whether a head is below another one that names an unknown part.
fn is_below_unknown(path: &[String], readings: &[Reading]) -> bool {
    let outer = path.iter().zip(readings).take(path.len().saturating_sub(1));
    outer.into_iter().any(|(words, reading)| {
        words.starts_with("其中") && !reading.is_meaningful() && reading.unknown > 0
    })
}

/// Returns the meaning of a head: of its phrases, or of the class (工资福利支出) that it names.
pub fn read(words: &str) -> Reading {
    let reading = Lexicon::get().read(words, Where::Head);
    // 非财政拨款 is all but what the known words name.
    if words.starts_with('非') && reading.unknown > 0 {
        return Reading { unknown: words.chars().count(), ..Reading::default() };
    }
    if let Some(role) = role_of_codes(words)
        && (reading.role.is_none() || reading.unknown > 0)
    {
        return Reading { role: Some(role), ..Reading::default() };
    }
    // 项目(按支出性质)
    if let Some((name, _)) = words.strip_suffix(')').and_then(|words| words.split_once('('))
        && let named = Lexicon::get().read(name, Where::Head)
        && named.role == Some(Role::Label)
        && reading.unknown > 0
    {
        return named;
    }
    match class(label(words).words) {
        Some(parts) if !reading.is_whole() || reading.known == 0 => {
            let known = words.chars().count();
            Reading { parts, known, ..Reading::default() }
        }
        _ => reading,
    }
}

/// What a column holds whose head names codes, whatever else it names:
/// `政府预算支出经济分类科目编码`.
fn role_of_codes(head: &str) -> Option<Role> {
    let names_codes = ["编码", "代码"].iter().any(|end| head.ends_with(end));
    let is_of_subjects = ["科目", "分类"].iter().any(|words| head.contains(words));
    names_codes.then_some(if is_of_subjects { Role::Code } else { Role::Text })
}

/// Returns the contents of the column, judged from the innermost head and the cells below it.
fn kind(grid: &Grid<'_>, shape: &Shape, at: usize, head: Option<&Reading>, parts: &Parts) -> Kind {
    let Some(head) = head else { return Kind::Other };
    match head.role.filter(|_| head.unknown == 0) {
        _ if head.is_contradictory => Kind::Contradictory,
        Some(Role::Code) => Kind::Code,
        Some(Role::Label) => Kind::Label,
        Some(Role::Unit) => Kind::Unit,
        Some(Role::UnitCode) => Kind::UnitCode,
        Some(Role::Ordinal | Role::Text) => Kind::Other,
        None if head.is_whole() && holds_words(grid, shape, at) => Kind::Words,
        // 支出功能分科目(按大类) names what is spent and holds no amounts.
        None if holds_labels(grid, shape, at) => Kind::Words,
        None if head.is_total && !names_part(&head.parts) => Kind::Total,
        None if head.is_meaningful() => Kind::Amount,
        None if head.is_whole() && !parts.is_empty() => Kind::Amount,
        None if head.is_whole() && !is_rest(grid, shape, at) => Kind::Total,
        None if holds_numbers(grid, shape, at) => Kind::Unknown,
        None if holds_words(grid, shape, at) => Kind::Words,
        None => Kind::Other,
    }
}

/// Whether the innermost head names what others leave, and no total: `其他资金`.
fn is_rest(grid: &Grid<'_>, shape: &Shape, at: usize) -> bool {
    shape.path(grid, at).last().is_some_and(|head| head.starts_with("其他"))
}

/// Returns whether a total names what it counts (财政拨款小计), which then determines its scope.
fn names_part(parts: &Parts) -> bool {
    parts.fund.is_some() || parts.purpose.is_some() || parts.memo.is_some()
}

/// Returns whether the cells below an unknown head are amounts: at least one number and no words.
fn holds_numbers(grid: &Grid<'_>, shape: &Shape, at: usize) -> bool {
    let mut numbers = shape.below(grid, at);
    let is_number = |words: &str| Printed::parse(words, MoneyUnit::Yuan).is_ok();
    numbers.next().is_some_and(is_number) && numbers.all(is_number)
}

/// Returns whether most cells below a head are words.
fn holds_words(grid: &Grid<'_>, shape: &Shape, at: usize) -> bool {
    let cells = || shape.below(grid, at);
    cells().filter(is_words).count() * 2 > cells().count()
}

/// Returns whether most cells below a head are words, and not all the same ones: 无, 不涉及.
fn holds_labels(grid: &Grid<'_>, shape: &Shape, at: usize) -> bool {
    let words = || shape.below(grid, at).filter(is_words);
    let first = words().next();
    words().any(|words| Some(words) != first) && holds_words(grid, shape, at)
}

fn is_words(words: &&str) -> bool {
    let has_letters = words.chars().any(char::is_alphabetic);
    has_letters && Printed::parse(words, MoneyUnit::Yuan).is_err()
}

/// Returns whether a table without a title is of fiscal money: its total is divided into the funds of that
/// and no others, as `合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款` is.
pub fn is_fiscal(columns: &[Column]) -> bool {
    let is_total = |it: &Column| {
        let is_bare = it.path.last().is_some_and(|head| head == "合计");
        is_bare && it.parts.fund == Some(nodes().fiscal) && !it.path.concat().contains("财政")
    };
    let of_total = |total: &Column| {
        let beside = columns.iter().filter(|it| it.label == total.label && it.holds_money());
        let funds: Vec<_> = beside.map(|it| it.parts.fund).collect();
        funds.len() > 2 && funds.iter().all(|it| it.is_some_and(|it| nodes().fiscal.contains(it)))
    };
    columns.iter().any(|it| is_total(it) && of_total(it))
}

#[cfg(test)]
mod tests {
    use crate::testing::{document, numbers, packed};

    #[test]
    fn a_column_of_codes_holds_no_amounts_whatever_they_are_of() {
        for head in ["政府预算支出经济分类科目编码", "功能支出科目编码", "支出项目代码"]
        {
            let table = packed(&[
                &[head, "科目名称", "基本支出"],
                &["501", "机关工资福利支出", "3.00"],
                &["502", "机关商品和服务支出", "1.00"],
                &["", "合计", "4.00"],
            ]);
            let found = numbers(&document(&["一般公共预算基本支出表", "单位：万元"], table));
            assert_eq!(found.len(), 3, "{head}: {found:?}");
        }
    }

    #[test]
    fn a_head_may_be_broken_over_two_rows() {
        let path = ["政府性基金预", "算拨款收入"].map(str::to_owned);
        assert_eq!(super::unbroken(path.to_vec()), ["政府性基金预算拨款收入"]);
        let path = ["本年收入", "财政拨款"].map(str::to_owned);
        assert_eq!(super::unbroken(path.to_vec()), path);
    }

    #[test]
    fn a_column_of_words_holds_labels_whatever_its_head_names() {
        let table = packed(&[
            &["支出功能分科目（按大类）", "预算数", "部门预算支出经济科目（按大类）", "预算数"],
            &["一、教育支出", "3.00", "1.工资福利支出", "4.00"],
            &["二、卫生健康支出", "2.00", "2.其他支出", "1.00"],
            &["本年支出合计", "5.00", "本年支出合计", "5.00"],
        ]);
        let found = numbers(&document(&["部门收支总表", "单位：万元"], table));
        let of = |words: &str| found.iter().filter(|line| line.contains(words)).count();
        assert_eq!(
            (of("function=205"), of("economic=301"), of("economic=399")),
            (1, 1, 1),
            "{found:?}"
        );
    }

    #[test]
    fn a_table_without_title_that_lists_the_fiscal_funds_is_of_them() {
        let table = packed(&[
            &[
                "收入项目",
                "决算数",
                "支出项目",
                "合计",
                "一般公共预算财政拨款",
                "政府性基金预算财政拨款",
            ],
            &["一、一般公共预算财政拨款", "5.00", "一、教育支出", "4.00", "4.00", ""],
            &["二、政府性基金预算财政拨款", "1.00", "二、城乡社区支出", "2.00", "1.00", "1.00"],
            &["本年收入合计", "6.00", "本年支出合计", "6.00", "5.00", "1.00"],
        ]);
        let found = numbers(&document(&["2031年度 单位：万元"], table));
        let is_fiscal = |line: &&String| line.contains("fund=");
        assert_eq!(found.iter().filter(is_fiscal).count(), found.len(), "{found:?}");
    }
}
