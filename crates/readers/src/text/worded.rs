//! Tables whose cells are words between blanks, however wide these are: what is left of a table that was copied
//! as text.
//!
//! Only where every line has as many words as the line of heads, and all but its label are amounts; but a name may be
//! broken over lines, and a line may hold only a label.

use super::section::is_section;
use super::{CellText, Rows};

/// The least number of rows below the heads, and the numbers of columns.
const LEAST: usize = 3;
const COLUMNS: std::ops::RangeInclusive<usize> = 3..=16;

/// The longest head, in characters.
const LONGEST: usize = 16;

/// The number of lines below the last row that show whether rows were not read.
const NEAR: usize = 3;

/// What a label contains that has a number of its own, or that is one of a list: `（1）`, `其中：`.
const MARKS: [char; 7] = ['、', '．', '.', '（', '(', '：', ':'];

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    let heads = words(lines.first()?);
    if !COLUMNS.contains(&heads.len()) || !heads.iter().all(|word| is_head(word)) {
        return None;
    }
    let has_codes =
        ["编码", "代码"].iter().any(|end| heads.first().is_some_and(|it| it.ends_with(end)));
    let mut body = Body { columns: heads.len(), has_codes, rows: Vec::new(), lines: 0 };
    let below = lines.get(1..)?;
    body.take(below);
    let rest = below.get(body.lines..).unwrap_or_default();
    // A row with blank cells: of those above it some may be lacking as well.
    if body.rows.len() < LEAST || goes_on(rest, heads.len()) {
        return None;
    }
    let heads = heads.into_iter().map(str::to_owned).collect();
    let rows =
        std::iter::once((0, heads)).chain(body.rows).map(|(at, row): (usize, Vec<String>)| {
            let line = first.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            row.into_iter().map(|text| CellText { text, line }).collect()
        });
    Some(Rows { rows: rows.collect(), lines: body.lines + 1, in_columns: true })
}

/// Whether some of the next lines are rows that were not read, before a line that is of no table or of the
/// next one.
fn goes_on(lines: &[&str], columns: usize) -> bool {
    let is_end = |line: &str| {
        let words = words(line);
        let is_heads = words.len() >= columns && !words.iter().any(|word| is_amount(word));
        words.is_empty()
            || is_heads
            || line.contains(['。', '，', '；', '：'])
            || line.ends_with('表')
    };
    let mut near = lines.iter().take(NEAR).take_while(|line| !is_end(line));
    let is_row =
        |line: &&str| !line.contains('页') && words(line).into_iter().skip(1).any(is_amount);
    near.any(is_row)
}

/// The rows below the heads.
struct Body {
    columns: usize,
    has_codes: bool,
    /// Each row with the number of its line below the heads.
    rows: Vec<(usize, Vec<String>)>,
    /// The number of the lines of all.
    lines: usize,
}

impl Body {
    /// Takes the rows at the beginning of some lines.
    fn take(&mut self, lines: &[&str]) {
        loop {
            let line = |at: usize| lines.get(self.lines + at).map_or_else(Vec::new, |it| words(it));
            let (one, two, three) = (line(0), line(1), line(2));
            if let Some(row) = self.row(&one) {
                self.push(row, 1);
            } else if let Some((row, count)) = self.broken(&one, &two, &three) {
                self.push(row, count);
            } else if let ([label], Some(next)) = (one.as_slice(), self.row(&two))
                && is_section(label)
            {
                self.label(label, &next);
            } else {
                break;
            }
        }
    }

    fn push(&mut self, row: Vec<String>, lines: usize) {
        self.rows.push((self.lines + 1, row));
        self.lines += lines;
    }

    /// A row whose name is broken over two lines, and the number of its lines.
    fn broken(&self, one: &[&str], two: &[&str], three: &[&str]) -> Option<(Vec<String>, usize)> {
        let row = |code: &str, name: String, amounts: &[&str]| {
            self.row(&[&[code, name.as_str()][..], amounts].concat())
        };
        match (one, two, three) {
            // 208 社会保障和就业支 / 出 160.40 …
            ([code, begin], [end, amounts @ ..], _) if self.has_codes && is_code(code) => {
                Some((row(code, format!("{begin}{end}"), amounts)?, 2))
            }
            // 社会保障和就业支 / 208 160.40 … / 出
            ([begin], [code, amounts @ ..], [end]) if self.has_codes && is_code(code) => {
                Some((row(code, format!("{begin}{end}"), amounts)?, 3))
            }
            _ => None,
        }
    }

    /// Takes a line with a label alone: the end of the name above it, or a row of its own.
    fn label(&mut self, label: &str, next: &[String]) {
        let name = usize::from(self.has_codes);
        let is_marked = |text: &str| text.contains(MARKS);
        let begins = next.first().is_some_and(|it| is_marked(it) || self.has_codes && is_code(it));
        let above = self.rows.last_mut().and_then(|(_, row)| row.get_mut(name));
        match above.filter(|name| begins && !name.ends_with('计') && !is_marked(label)) {
            Some(name) => {
                name.push_str(label);
                self.lines += 1;
            }
            None => {
                let mut row = vec![String::new(); self.columns];
                row.first_mut().into_iter().for_each(|cell| label.clone_into(cell));
                self.push(row, 1);
            }
        }
    }

    /// The cells of a line, if they are a row; a total among codes has none.
    fn row(&self, words: &[&str]) -> Option<Vec<String>> {
        let lacks_code = self.has_codes && words.len() + 1 == self.columns;
        let cells: Vec<&str> =
            lacks_code.then_some("").into_iter().chain(words.iter().copied()).collect();
        let (labels, amounts) = cells.split_at_checked(1 + usize::from(self.has_codes))?;
        let (name, codes) = labels.split_last()?;
        let is_named = !is_amount(name) && codes.iter().all(|code| is_code(code));
        let is_row = is_named && amounts.iter().all(|word| is_amount(word));
        (cells.len() == self.columns && is_row)
            .then(|| cells.into_iter().map(str::to_owned).collect())
    }
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

fn is_head(word: &str) -> bool {
    let is_plain = !word.contains(['。', '，', '：', ':', '；']);
    is_plain && !is_amount(word) && word.chars().count() <= LONGEST
}

fn is_code(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
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
    fn names_may_be_broken_over_lines_and_labels_stand_alone() {
        let heads = "科目编码 科目名称 合计 基本支出\n合计 3.00 2.00\n201 甲 1.00 1.00\n";
        for broken in ["208 社会保\n障 2.00 1.00", "社会保\n208 2.00 1.00\n障"] {
            let table = cells(&format!("{heads}{broken}\n209 乙 0.00 0.00")).unwrap();
            assert_eq!(table[3], ["208", "社会保障", "2.00", "1.00"]);
            assert_eq!(table.len(), 5);
        }
        let text = "项目 预算数 决算数\n1．甲及乙 2.00 2.00\n丙费\n其中：\n（1）甲 1.00 1.00\n（2）乙 1.00 1.00";
        assert_eq!(cells(text), None, "two lines in a row are not understood");
        let text = text.replace("其中：\n", "");
        assert_eq!(cells(&text).unwrap()[1], ["1．甲及乙丙费", "2.00", "2.00"]);
        let text = "项目 预算数 决算数\n甲 2.00 2.00\n其中：\n丙 1.00 1.00\n丁 1.00 1.00";
        assert_eq!(cells(text).unwrap()[2], ["其中：", "", ""]);
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
