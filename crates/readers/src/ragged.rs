//! Tables whose rows have different numbers of cells, because a merged cell was written once and left
//! nothing behind.

/// The rows of such a table.
pub(crate) struct Ragged {
    /// The number of its columns.
    pub(crate) width: usize,
    /// For each row whether it is short because of a merged cell.
    pub(crate) short: Vec<bool>,
}

/// What a column holds in the rows that have all cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Numbers,
    Either,
}

impl Ragged {
    /// Returns the rows of a table that is certainly such: a total has its amounts under other columns than the
    /// rows below it, or a row of heads has fewer cells than there are columns of amounts.
    pub(crate) fn new(rows: &[Vec<String>]) -> Option<Self> {
        let length = |row: &Vec<String>| {
            row.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1)
        };
        let width = rows.iter().map(length).max().filter(|width| *width > 2)?;
        let first = rows.iter().position(|row| is_data(row))?;
        let (heads, data) = rows.split_at(first);
        let full = || data.iter().filter(|row| length(row) == width);
        let kinds: Vec<Kind> =
            (0..width).map(|at| kind(full().filter_map(|it| it.get(at)))).collect();
        // Where blanks stand for what is merged, a short row of heads is short of nothing else.
        let has_blanks = heads.iter().any(|row| row.iter().any(String::is_empty));
        // Columns that are blank below a short head may be remarks.
        let ends_in_numbers = kinds.last() == Some(&Kind::Numbers);
        let is_short_head = |row: &Vec<String>| {
            let cells = length(row);
            // 部门:甲 and 单位:万元 are captions.
            let is_plain = row.iter().all(|text| !text.contains(['：', ':']));
            (2..width).contains(&cells) && is_plain && ends_in_numbers && !has_blanks
        };
        let is_short_data = |row: &Vec<String>| {
            let is_other = |(text, kind): (&String, &Kind)| match kind {
                Kind::Words => is_number(text),
                Kind::Numbers => !text.is_empty() && !is_number(text),
                Kind::Either => false,
            };
            length(row) < width && row.iter().zip(&kinds).any(is_other)
        };
        let short = heads.iter().map(is_short_head).chain(data.iter().map(is_short_data));
        let short: Vec<bool> = short.collect();
        short.contains(&true).then_some(Self { width, short })
    }
}

/// Whether a row holds amounts.
fn is_data(row: &[String]) -> bool {
    row.iter().skip(1).any(|text| text.len() > 2 && is_number(text))
}

fn kind<'t>(cells: impl Iterator<Item = &'t String>) -> Kind {
    let filled: Vec<&String> = cells.filter(|text| !text.is_empty()).collect();
    let numbers = filled.iter().filter(|text| is_number(text)).count();
    match () {
        () if filled.is_empty() => Kind::Either,
        () if numbers == filled.len() => Kind::Numbers,
        () if numbers == 0 => Kind::Words,
        () => Kind::Either,
    }
}

/// Whether a cell holds a number, or a code.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '−', '－']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(rows: &[&[&str]]) -> Option<Vec<bool>> {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|it| (*it).to_owned()).collect()).collect();
        Ragged::new(&rows).map(|it| it.short)
    }

    #[test]
    fn a_total_over_two_columns_of_words_is_short() {
        let rows: [&[&str]; 3] = [
            &["科目编码", "科目名称", "合计", "基本支出"],
            &["合计", "3.00", "3.00"],
            &["201", "一般公共服务支出", "3.00", "3.00"],
        ];
        assert_eq!(short(&rows), Some(vec![false, true, false]));
    }

    #[test]
    fn heads_over_several_columns_are_short() {
        let rows: [&[&str]; 3] = [
            &["收入", "支出"],
            &["项目", "金额", "项目", "金额"],
            &["一、甲", "300.00", "一、乙", "200.00"],
        ];
        assert_eq!(short(&rows), Some(vec![true, false, false]));
    }

    #[test]
    fn blanks_at_the_end_of_a_row_may_be_lacking() {
        let rows: [&[&str]; 4] = [
            &["收入项目", "预算数", "支出项目", "预算数"],
            &["一、甲", "300.00", "一、乙", "200.00"],
            &["二、丙", "500.00"],
            &["合计", "800.00", "合计", "200.00"],
        ];
        assert_eq!(short(&rows), None);
        let rows: [&[&str]; 2] = [&["项目", "金额"], &["甲", "300.00", "说明"]];
        assert_eq!(short(&rows), None);
    }
}
