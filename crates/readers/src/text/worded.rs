//! Tables whose cells are words between blanks, however wide these are: what is left of a table that was copied
//! as text.
//!
//! Only where every line has as many words as the line of heads, and all but its label are amounts.

use super::{CellText, Rows};

/// The least number of rows, and the numbers of columns.
const LEAST: usize = 3;
const COLUMNS: std::ops::RangeInclusive<usize> = 3..=16;

/// The longest head, in characters.
const LONGEST: usize = 16;

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    let heads: Vec<&str> = lines.first()?.split_whitespace().collect();
    let is_head = |word: &&str| {
        let is_plain = !word.contains(['。', '，', '：', ':', '；']);
        is_plain && !is_amount(word) && word.chars().count() <= LONGEST
    };
    if !COLUMNS.contains(&heads.len()) || !heads.iter().all(is_head) {
        return None;
    }
    let has_codes =
        ["编码", "代码"].iter().any(|end| heads.first().is_some_and(|it| it.ends_with(end)));
    let body = lines.get(1..)?.iter().map_while(|line| row(line, heads.len(), has_codes));
    let body: Vec<Vec<&str>> = body.collect();
    let goes_on = lines.get(body.len() + 1).is_some_and(|next| {
        let mut cells = next.split_whitespace();
        cells.next().is_some() && cells.any(is_amount)
    });
    // A row with blank cells: of those above it some may be lacking as well.
    if goes_on {
        return None;
    }
    let lines = body.len() + 1;
    let rows = std::iter::once(heads).chain(body).zip(first..);
    let rows = rows.map(|(row, line)| {
        let cell = |text: &str| CellText { text: text.to_owned(), line };
        row.into_iter().map(cell).collect()
    });
    (lines > LEAST).then(|| Rows { rows: rows.collect(), lines, in_columns: true })
}

/// The cells of a line, if it is a row of so many columns; a total among codes has none.
fn row(line: &str, columns: usize, has_codes: bool) -> Option<Vec<&str>> {
    let mut cells: Vec<&str> = line.split_whitespace().collect();
    if has_codes && cells.len() + 1 == columns {
        cells.insert(0, "");
    }
    let (labels, amounts) = cells.split_at_checked(1 + usize::from(has_codes))?;
    let is_code = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let (name, codes) = labels.split_last()?;
    let is_named = !is_amount(name) && codes.iter().all(|code| is_code(code));
    let is_row = is_named && amounts.iter().all(|word| is_amount(word));
    (cells.len() == columns && is_row).then_some(cells)
}

fn is_amount(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || ",.-−%".contains(c);
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Option<Vec<Vec<String>>> {
        let lines: Vec<&str> = text.lines().collect();
        let rows = table(&lines, 1)?.rows;
        Some(rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect())
    }

    #[test]
    fn words_between_blanks_are_cells() {
        let table =
            cells("项目 预算数 决算数\n合计 24.00 19.56\n甲费 16.00 15.20\n乙费 8.00 4.36\n")
                .unwrap();
        assert_eq!(table.len(), 4);
        assert_eq!(table[2], ["甲费", "16.00", "15.20"]);
        let coded = "科目编码 科目名称 合计 基本支出\n合计 3.00 2.00\n201 甲支出 2.00 1.00\n208 乙支出 1.00 1.00";
        assert_eq!(cells(coded).unwrap()[1], ["", "合计", "3.00", "2.00"]);
    }

    #[test]
    fn prose_and_lines_of_other_lengths_are_no_table() {
        assert_eq!(
            cells("甲 乙 丙\n合计 24.00 19.56\n丁 8.00 4.36\n甲费 16.00 15.20\n乙费 8.00"),
            None
        );
        assert_eq!(cells("甲 乙 丙\n合计 24.00 19.56\n甲费 16.00\n乙费 8.00 4.36"), None);
        assert_eq!(
            cells("一、 收入 情况。\n合计 24.00 19.56\n甲费 16.00 1.00\n乙费 8.00 4.36"),
            None
        );
    }
}
