//! The title of a table.

use crate::heading::caption::caption;
use crate::table::grid::Grid;
use crate::table::shape::{Shape, is_number_of_table};
use crate::vocabulary::lexicon::{Lexicon, Where};
use crate::vocabulary::normal::{label, normal};
use crate::vocabulary::parts::{Parts, When};
use document::{Paragraph, Place, Table};

/// The longest line, in characters, that can only be the end of a title: `算表`.
const MAX_END: usize = 3;

/// Returns the title of a table: in its grid, else the nearest paragraph above that is not a
/// caption, else the name of its sheet.
pub fn title(
    grid: &Grid<'_>,
    shape: &Shape,
    above: &[&Paragraph],
    table: &Table,
) -> (String, Place) {
    let first = grid.at(0, 0).map_or(Place::Paragraph(1), |cell| cell.cell.place.clone());
    if let Some(cell) = shape.title.and_then(|row| grid.filled(row).next()) {
        return (cell.cell.text.trim().to_owned(), cell.cell.place.clone());
    }
    let titled = |(at, paragraph): (usize, &&Paragraph)| {
        let title = title_in(&paragraph.text)?;
        let before = at.checked_sub(1).and_then(|at| above.get(at));
        let begin = before.filter(|line| is_end_of_title(title) && !line.text.contains('。'));
        let begin = begin.and_then(|line| title_in(&line.text)).unwrap_or_default();
        Some((format!("{begin}{title}"), paragraph.place.clone()))
    };
    let from_name = || (table.name.as_deref().unwrap_or_default().to_owned(), first);
    above.iter().enumerate().rev().find_map(titled).unwrap_or_else(from_name)
}

/// Returns whether a line is only the end of a title that is set in two lines: `目）`.
fn is_end_of_title(line: &str) -> bool {
    let count = |marks: [char; 2]| line.chars().filter(|c| marks.contains(c)).count();
    let is_short = line.ends_with('表') && line.chars().count() <= MAX_END;
    is_short || count(['(', '（']) < count([')', '）'])
}

/// Returns the title that a line is, or that stands in it before the unit of money:
/// `部门收入总表 单位：万元`.
fn title_in(line: &str) -> Option<&str> {
    if is_number_of_table(line) || is_note(line) {
        return None;
    }
    if caption([line]).is_none() {
        return Some(line.trim());
    }
    let (before, _) = line.rsplit_once("单位")?;
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '(' | '（' | '金' | '额');
    let title = before.trim_end_matches(is_mark).trim();
    (title.ends_with('表') && caption([title]).is_none()).then_some(title)
}

/// Returns whether a line is a note, which belongs to the table above it.
fn is_note(text: &str) -> bool {
    let words = normal(text);
    ["注:", "说明:", "备注:"].iter().any(|begin| words.starts_with(begin))
}

/// Returns the scope parts that a title gives for every cell. If it names two things
/// (三公经费和机关运行经费预算表), the heads have to say which.
pub fn title_parts(title: &str) -> Parts {
    let words = normal(title);
    let reading = Lexicon::get().read(label(&words).words, Where::Title);
    match reading.is_contradictory {
        true => Parts { stage: reading.parts.stage, ..Parts::default() },
        // A year by its number is that of the caption; assets are of the year before.
        false => {
            let year = reading.parts.year.filter(|year| *year == When::Last);
            Parts { year, ..reading.parts }
        }
    }
}

/// The economic class that a title names behind what it divides: `基本支出表--人员经费（工资福利支出）`. Its
/// table is of that class alone, by whichever of the two classifications.
pub fn class_in_title(title: &str) -> Option<&'static str> {
    // 公用经费（商品和服务支出） is all of 公用经费 that is spent by such a table.
    const CLASSES: [&str; 3] = ["工资福利支出", "对个人和家庭的补助", "资本性支出"];
    let words = normal(title);
    let (_, behind) = words.split_once("基本支出")?;
    let class = CLASSES.into_iter().find(|class| behind.contains(class))?;
    let before = behind.split_once(class).map_or("", |(before, _)| before);
    before.ends_with(['-', '—', '(']).then_some(class)
}

#[cfg(test)]
mod tests {
    use crate::testing::{document, packed};

    fn title(above: &[&str], first: &[&[&str]]) -> String {
        let rows: &[&[&str]] = &[&["项目", "预算数"], &["事业收入", "3.00"]];
        let read = crate::read(&document(above, packed(&[first, rows].concat())));
        read.tables[0].title.clone()
    }

    #[test]
    fn a_title_names_the_class_that_its_table_divides() {
        let class = super::class_in_title;
        let people = "一般公共预算基本支出表--人员经费（工资福利支出）（按政府预算经济分类）";
        assert_eq!(class(people), Some("工资福利支出"));
        assert_eq!(class("基本支出预算明细表-工资福利支出"), Some("工资福利支出"));
        assert_eq!(class("一般公共预算基本支出表（按经济分类）"), None);
        assert_eq!(class("工资福利支出明细表"), None);
    }

    #[test]
    fn a_title_may_be_set_in_two_lines() {
        assert_eq!(
            title(&["基本支出表（按经济分类科", "目）"], &[]),
            "基本支出表（按经济分类科目）"
        );
        assert_eq!(title(&["一般公共预算收支总", "表", "单位：万元"], &[]), "一般公共预算收支总表");
        assert_eq!(title(&["前文。", "部门收支总表"], &[]), "部门收支总表");
    }

    #[test]
    fn the_number_of_a_table_is_no_title() {
        let number: &[&str] = &["", "公开04表"];
        assert_eq!(title(&["部门收支总表"], &[number]), "部门收支总表");
        assert_eq!(title(&["前文"], &[number, &["部门收支总表", ""]]), "部门收支总表");
    }
}
