//! Joins tables that continue on the next page.

use super::cells::{Grid, GridCell};
use super::columns::Columns;
use super::geometry::{Length, POINT};
use super::rulings::nearest;
use crate::lines::signs::begins_item;

/// The most that the borders of a table may shift from page to page.
const MAX_SHIFT: Length = 5 * POINT;

/// The most rows above the header that contain a title and a caption inside the grid.
const TITLE_ROWS: usize = 3;

/// How many items above a text show that each row of a list is numbered.
const ITEMS: usize = 4;

/// Appends `next`, which is at the top of a page, to `table` if it continues it. Returns `next`
/// otherwise.
pub fn join(table: &mut Grid, mut next: Grid) -> Option<Grid> {
    match common(&table.xs, &next.xs) {
        Some(xs) => {
            spread(table, &xs);
            spread(&mut next, &xs);
        }
        None if lay_together(table, &mut next) => {}
        None => return Some(next),
    }
    let header = repeated(table, &next);
    drop_rows(&mut next, header);
    if finish_row(table, &next) {
        drop_rows(&mut next, 1);
    }
    merge_over(table, &mut next);
    for mut cell in next.cells {
        cell.row += table.rows;
        table.cells.push(cell);
    }
    table.rows += next.rows;
    table.is_certain &= next.is_certain;
    (table.page, table.area) = (next.page, next.area);
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    None
}

/// Returns the column borders that two pages have in common, or `None` if these do not match. One
/// page has all of them; the other, whose cells may be merged, has all or at least three.
fn common(one: &[Length], other: &[Length]) -> Option<Vec<Length>> {
    let (more, fewer) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    let found: Vec<usize> = fewer
        .iter()
        .map(|at| {
            let index = nearest(more, *at)?;
            more.get(index).is_some_and(|found| (found - at).abs() <= MAX_SHIFT).then_some(index)
        })
        .collect::<Option<_>>()?;
    let is_ascending = found.iter().zip(found.iter().skip(1)).all(|(one, next)| one < next);
    let is_whole = found.first() == Some(&0) && found.last() == Some(&(more.len() - 1));
    let is_like = found.len() == more.len() || found.len() > 2;
    (is_ascending && is_whole && is_like).then(|| more.to_vec())
}

/// Lays the columns of two pages without vertical borders over each other: each column of the page
/// with fewer of them has its words within one of the other page. A page that begins with other heads
/// is a table of its own. Returns whether that was possible.
fn lay_together(table: &mut Grid, next: &mut Grid) -> bool {
    let (Some(one), Some(other)) = (&table.columns, &next.columns) else { return false };
    let is_fewer = other.len() <= one.len();
    let found = match is_fewer {
        true => laid_over(other, &table.xs),
        false => laid_over(one, &next.xs),
    };
    let Some(columns) = found else { return false };
    let (fewer, more) = if is_fewer { (next, table) } else { (table, next) };
    let mut laid = fewer.clone();
    let at = |column: usize| columns.get(column).copied().unwrap_or(0);
    for cell in &mut laid.cells {
        let last = at((cell.column + cell.column_span).saturating_sub(1));
        cell.column = at(cell.column);
        cell.column_span = last.saturating_sub(cell.column) + 1;
    }
    (laid.xs, laid.columns) = (more.xs.clone(), more.columns.clone());
    let (above, below) = if is_fewer { (&*more, &laid) } else { (&laid, &*more) };
    let begins_with_data = below.row(0).iter().any(|cell| is_number(&cell.text));
    let goes_on = begins_with_data || repeated(above, below) > 0;
    if goes_on {
        *fewer = laid;
    }
    goes_on
}

/// Returns the columns between `xs` in which the words of each of `columns` are.
fn laid_over(columns: &Columns, xs: &[Length]) -> Option<Vec<usize>> {
    let found = columns.iter().map(|(left, right)| {
        let column = xs.partition_point(|x| *x <= left + MAX_SHIFT).checked_sub(1)?;
        xs.get(column + 1).is_some_and(|end| right - MAX_SHIFT <= *end).then_some(column)
    });
    let found: Vec<usize> = found.collect::<Option<_>>()?;
    found.iter().zip(found.iter().skip(1)).all(|(one, next)| one < next).then_some(found)
}

/// Converts the cells of a table to columns between other borders, which include its own.
fn spread(table: &mut Grid, xs: &[Length]) {
    let at = |border: usize| table.xs.get(border).and_then(|x| nearest(xs, *x)).unwrap_or(0);
    for cell in &mut table.cells {
        let (from, to) = (at(cell.column), at(cell.column + cell.column_span));
        cell.column = from;
        cell.column_span = to.saturating_sub(from).max(1);
    }
    table.xs = xs.to_vec();
}

/// Returns the number of rows at the top of a page that only repeat the header of the table.
fn repeated(table: &Grid, next: &Grid) -> usize {
    let starts = 0..TITLE_ROWS.min(table.rows);
    starts.map(|start| repeated_from(table, start, next)).max().unwrap_or(0)
}

fn repeated_from(table: &Grid, start: usize, next: &Grid) -> usize {
    let is_same = |row: &usize| {
        let (one, other) = (table.row(start + row), next.row(*row));
        !one.is_empty() && one.len() == other.len() && one.iter().zip(other).all(same)
    };
    let alike = (0..next.rows).take_while(is_same).count();
    let is_closed = |rows: &usize| {
        next.cells.iter().all(|cell| cell.row >= *rows || cell.row + cell.row_span <= *rows)
    };
    let has_texts = |rows: &usize| {
        next.cells.iter().filter(|cell| cell.row < *rows && !cell.text.is_empty()).count() > 1
    };
    (1..=alike).rev().find(|rows| is_closed(rows) && has_texts(rows)).unwrap_or(0)
}

fn same((one, other): (&GridCell, &GridCell)) -> bool {
    let words = |cell: &'_ GridCell| -> String { cell.text.split_whitespace().collect() };
    (one.column, one.column_span, one.row_span) == (other.column, other.column_span, other.row_span)
        && words(one) == words(other)
}

fn drop_rows(grid: &mut Grid, rows: usize) {
    grid.cells.retain(|cell| cell.row >= rows);
    grid.rows -= rows;
    for cell in &mut grid.cells {
        cell.row -= rows;
    }
}

/// Appends the rest of a row that the page break split to its beginning. The first row of the new
/// page is such a rest if each of its texts continues a text that fills its cell, while other cells
/// above have text and are blank here; or if a number is parted by the break.
fn finish_row(table: &mut Grid, next: &Grid) -> bool {
    let last = table.rows.saturating_sub(1);
    let rest: Vec<&GridCell> = next.row(0).iter().filter(|cell| !cell.text.is_empty()).collect();
    let above = |cell: &GridCell| {
        let same = |above: &&GridCell| {
            (above.column, above.column_span) == (cell.column, cell.column_span)
        };
        table.row(last).iter().find(same).filter(|above| !above.text.is_empty())
    };
    let continues = |cell: &&GridCell| {
        above(cell)
            .is_some_and(|above| above.is_full && !is_number(&above.text) && !is_number(&cell.text))
    };
    let is_plain = |cells: &[GridCell]| cells.iter().all(|cell| cell.row_span == 1);
    let filled = table.row(last).iter().filter(|cell| !cell.text.is_empty()).count();
    let is_rest_of_words = rest.iter().all(continues)
        && (filled > rest.len() || rest.iter().all(|cell| lacks_number(table, cell)));
    let is_cut =
        |cell: &&GridCell| above(cell).is_some_and(|above| are_parted(&above.text, &cell.text));
    let is_rest_of_numbers =
        rest.iter().all(|cell| above(cell).is_some()) && rest.iter().any(is_cut);
    let is_rest = !rest.is_empty() && (is_rest_of_words || is_rest_of_numbers);
    if !is_rest || !is_plain(next.row(0)) {
        return false;
    }
    for rest in rest {
        let same = |above: &&mut GridCell| above.row == last && above.column == rest.column;
        if let Some(above) = table.cells.iter_mut().find(same) {
            above.text.push_str(&rest.text);
        }
    }
    true
}

/// Returns whether a text begins no item, while each of the last texts above it in its column does.
fn lacks_number(table: &Grid, cell: &GridCell) -> bool {
    let above = table.cells.iter().rev().filter(|it| it.column == cell.column);
    let mut texts = above.map(|it| it.text.as_str()).filter(|text| !text.is_empty());
    let items = texts.by_ref().take(ITEMS).filter(|text| begins_item(text)).count();
    items == ITEMS && !begins_item(&cell.text)
}

/// Returns whether two texts are the halves of one number, as the commas between its thousands
/// show: `1,075,` and `000`.
fn are_parted(above: &str, below: &str) -> bool {
    let whole = format!("{above}{below}");
    is_grouped(&whole) && whole.contains(',') && !(is_grouped(above) && is_grouped(below))
}

/// Returns whether a text is a number with three digits behind each comma.
fn is_grouped(text: &str) -> bool {
    let number = text.trim_start_matches(['-', '−']);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let is_of_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_first = !first.is_empty() && first.len() <= 3 && is_of_digits(first);
    is_first && groups.all(|it| it.len() == 3 && is_of_digits(it)) && is_of_digits(decimals)
}

/// Returns whether a text has digits and no letters.
fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && !text.chars().any(char::is_alphabetic)
}

/// Extends cells merged over rows that the page break split into the blank cells below.
fn merge_over(table: &mut Grid, next: &mut Grid) {
    let last = table.rows;
    next.cells.retain(|below| {
        if below.row > 0 || !below.text.is_empty() {
            return true;
        }
        let above = table.cells.iter_mut().find(|above| {
            above.row + above.row_span == last
                && (above.column, above.column_span) == (below.column, below.column_span)
        });
        match above {
            Some(above) if above.row_span > 1 || below.row_span > 1 => {
                above.row_span += below.row_span;
                false
            }
            _ => true,
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::geometry::Area;

    fn grid(page: u32, rows: &[&[&str]]) -> Grid {
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            let texts = texts.iter().enumerate();
            texts.map(move |(column, text)| GridCell::plain(page, row, column, text))
        });
        let columns = rows.first().map_or(0, |row| row.len());
        Grid {
            page,
            area: Area::EMPTY,
            xs: (0..=columns).map(|x| Length::try_from(x).unwrap() * 100 * POINT).collect(),
            columns: None,
            lines: Vec::new(),
            is_certain: true,
            rows: rows.len(),
            size: None,
            cells: cells.collect(),
        }
    }

    /// The texts of the last rows of two pages that are joined.
    fn ends(one: &[&[&str]], next: &[&[&str]]) -> Vec<String> {
        let mut table = grid(1, one);
        assert!(join(&mut table, grid(2, next)).is_none());
        let row = |row: usize| -> Vec<&str> {
            table.row(row).iter().map(|cell| cell.text.as_str()).collect()
        };
        (one.len() - 1..table.rows).map(|at| row(at).join("|")).collect()
    }

    #[test]
    fn a_row_may_be_parted_within_its_numbers() {
        let one: &[&[&str]] = &[&["编码", "名称", "金额", "项目"], &["20", "河道", "1,075,", "0"]];
        assert_eq!(ends(one, &[&["3", "疏浚", "000", ""]]), ["203|河道疏浚|1,075,000|0"]);
        let one: &[&[&str]] = &[&["编码", "名称", "金额", "项目"], &["20", "河道", "94,995", "0"]];
        assert_eq!(ends(one, &[&["3", "疏浚", ",790", ""]]), ["203|河道疏浚|94,995,790|0"]);
        // Numbers of their own.
        assert_eq!(ends(one, &[&["21", "水库", "790", ""]]).len(), 2);
        assert_eq!(ends(one, &[&["21", "水库", "12,790", "3"]]).len(), 2);
    }

    #[test]
    fn a_row_of_words_alone_goes_on_where_each_row_is_numbered() {
        let one: &[&[&str]] = &[
            &["项目", "金额"],
            &["一、河道", "1.00"],
            &["二、水库", ""],
            &["三、湿地", ""],
            &["四、泵站水", ""],
        ];
        assert_eq!(ends(one, &[&["闸维修", ""]]), ["四、泵站水闸维修|"]);
        assert_eq!(ends(one, &[&["五、灌区", ""]]).len(), 2);
        assert_eq!(ends(&one[..2], &[&["其中疏浚", "1.00"]]).len(), 2);
    }
}
