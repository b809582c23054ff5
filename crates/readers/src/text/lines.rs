//! Tables with one cell on each line and nothing that tells so: heads, then rows of a label and as
//! many numbers as there are other heads; or of a code, a label and numbers; or of two labels, each with
//! its number.

use super::section::is_section;
use super::{CellText, Rows};

/// The fewest rows by which such a table is known, its heads among them.
const FEWEST: usize = 4;

/// The most columns of such a table, and the longest head or label in characters.
const MOST: usize = 8;
const LONGEST: usize = 30;

/// A line with its number.
type Line<'a> = (u32, &'a str);

/// What the rows of a table are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A label and numbers.
    Labelled,
    /// A code, a label and numbers; of a total there is no code.
    Coded,
    /// A label and a number, twice.
    Panels,
    /// The same, of income and of spending, of which the longer one has rows of its own.
    Sides,
}

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    if !is_words(lines.first()?.trim()) {
        return None;
    }
    let lines = (first..).zip(lines.iter().map(|line| line.trim()));
    let cells: Vec<Line<'_>> = lines
        .filter(|(_, text)| !text.is_empty())
        .take_while(|(_, text)| is_words(text) || is_number(text) || is_section(text))
        .collect();
    let words = cells.iter().take_while(|(_, text)| is_words(text)).count();
    if words > MOST + 1 {
        return None;
    }
    // The heads and the first label stand before the first number; a first code is one itself.
    let heads = [words.checked_sub(1)?, words];
    let mut found = heads.into_iter().filter_map(|heads| rows(&cells, heads));
    let (rows, last) = found.find(|(rows, _)| rows.len() >= FEWEST)?;
    Some(Rows { lines: (last - first + 1) as usize, rows, in_columns: true })
}

/// The rows of a table whose first lines are its heads, and the last line.
fn rows(cells: &[Line<'_>], heads: usize) -> Option<(Vec<Vec<CellText>>, u32)> {
    let (heads, mut rest) = cells.split_at_checked(heads)?;
    let (shape, heads) = shape(heads);
    let width = heads.last()?.len();
    let mut last = heads.last()?.last()?.line;
    let mut rows = heads;
    let row = |rest| shape.row(rest, width).or_else(|| shape.label(rest, width));
    while let Some((row, behind)) = row(rest).filter(|_| width > 1) {
        last = row.last()?.line;
        rows.push(row);
        rest = behind;
    }
    // A code and a name go on with a row that lacks an amount: nothing tells which.
    let is_cut = shape == Shape::Coded
        && matches!(rest, [code, name, amount, ..]
            if is_number(code.1) && is_words(name.1) && is_number(amount.1));
    let is_sure = shape != Shape::Labelled || !ends_in_codes(&rows);
    (is_sure && !is_cut).then_some((rows, last))
}

/// Whether the last column holds the codes of the rows below, where the others hold amounts.
fn ends_in_codes(rows: &[Vec<CellText>]) -> bool {
    let data = rows.get(1..).unwrap_or_default();
    let is_code = |cell: &CellText| {
        [3, 5, 7].contains(&cell.text.len()) && cell.text.bytes().all(|it| it.is_ascii_digit())
    };
    let ends = |row: &Vec<CellText>| row.last().is_some_and(is_code);
    data.iter().all(ends) && data.iter().flatten().any(|cell| cell.text.contains('.'))
}

/// The shape of the rows below `heads`, and these in rows.
fn shape(heads: &[Line<'_>]) -> (Shape, Vec<Vec<CellText>>) {
    let is_code = |(_, text): &Line<'_>| text.ends_with("编码") || text.ends_with("代码");
    let row = |heads: &[Line<'_>]| heads.iter().map(cell).collect();
    match heads {
        [.., (_, one), (_, other), (_, again), (_, last)]
            if other == last && (one == again || is_sides(one, again)) =>
        {
            let (above, own) = heads.split_at(heads.len() - 4);
            let sided = match above {
                [(_, one), (_, other)] => is_sides(one, other),
                _ => is_sides(one, again),
            };
            let shape = if sided { Shape::Sides } else { Shape::Panels };
            // 收入 and 支出 stand above two columns each.
            let above = above.iter().flat_map(|head| [cell(head), blank(head)]).collect();
            let above = Some(above).filter(|above: &Vec<CellText>| above.len() == own.len());
            (shape, above.into_iter().chain([row(own)]).collect())
        }
        [first, _, _, ..] if is_code(first) => (Shape::Coded, vec![row(heads)]),
        _ => (Shape::Labelled, vec![row(heads)]),
    }
}

impl Shape {
    /// The row with which `cells` begin, and what follows it.
    fn row<'c, 'a>(
        self,
        cells: &'c [Line<'a>],
        width: usize,
    ) -> Option<(Vec<CellText>, &'c [Line<'a>])> {
        if self == Self::Sides {
            return side_by_side(cells);
        }
        let is_code = |(_, text): &Line<'_>| text.chars().all(|c| c.is_ascii_digit());
        let lacks_code = self == Self::Coded && cells.first().is_some_and(|(_, it)| is_words(it));
        let length = width - usize::from(lacks_code);
        let (own, rest) = cells.split_at_checked(length)?;
        let is_right = |(at, line): (usize, &Line<'_>)| match (self, at) {
            (Self::Labelled, 0) => is_words(line.1),
            (Self::Coded, 0) if !lacks_code => is_code(line),
            (Self::Coded, _) if at == usize::from(!lacks_code) => is_words(line.1),
            (Self::Panels, _) if at % 2 == 0 => is_words(line.1),
            _ => is_number(line.1),
        };
        // A code before its name begins the next row.
        let goes_on = rest.first().is_some_and(|(_, it)| is_words(it) && !is_total(it));
        if self == Self::Coded && goes_on && own.last().is_some_and(is_code) {
            return None;
        }
        let blank = own.first().filter(|_| lacks_code).map(blank);
        let row = blank.into_iter().chain(own.iter().map(cell)).collect();
        own.iter().enumerate().all(is_right).then_some((row, rest))
    }

    /// A row of a label alone, before one with its numbers.
    fn label<'c, 'a>(
        self,
        cells: &'c [Line<'a>],
        width: usize,
    ) -> Option<(Vec<CellText>, &'c [Line<'a>])> {
        let (label, rest) = cells.split_first()?;
        let is_label = self == Self::Labelled && is_section(label.1);
        (is_label && self.row(rest, width).is_some()).then(|| {
            let blanks = (1..width).map(|_| blank(label));
            (std::iter::once(cell(label)).chain(blanks).collect(), rest)
        })
    }
}

/// A row of an item of income and one of spending, or of one of them.
fn side_by_side<'c, 'a>(cells: &'c [Line<'a>]) -> Option<(Vec<CellText>, &'c [Line<'a>])> {
    let pair = |cells: &'c [Line<'a>], other: &str| {
        let ([label, number], rest) = cells.split_first_chunk()?;
        let is_own = is_words(label.1) && is_number(number.1) && !label.1.contains(other);
        is_own.then(|| ([cell(label), cell(number)], rest))
    };
    let left = pair(cells, "支出");
    let right = pair(left.as_ref().map_or(cells, |(_, rest)| rest), "收入");
    let rest = right.as_ref().or(left.as_ref()).map(|(_, rest)| *rest)?;
    let first = cells.first()?;
    let side = |pair: Option<([CellText; 2], _)>| match pair {
        Some((pair, _)) => pair,
        None => [blank(first), blank(first)],
    };
    Some((side(left).into_iter().chain(side(right)).collect(), rest))
}

fn is_sides(one: &str, other: &str) -> bool {
    one.contains("收入") && other.contains("支出")
}

fn is_total(label: &str) -> bool {
    ["合计", "总计", "小计"].iter().any(|end| label.ends_with(end))
}

fn cell((line, text): &Line<'_>) -> CellText {
    CellText { text: (*text).to_owned(), line: *line }
}

fn blank((line, _): &Line<'_>) -> CellText {
    CellText { text: String::new(), line: *line }
}

/// Whether a line may be a head or a label: a few words and no sentence.
fn is_words(line: &str) -> bool {
    let ends = ['。', '；', ';', '，', ',', '：', ':'];
    !line.is_empty()
        && line.chars().count() <= LONGEST
        && line.chars().any(char::is_alphabetic)
        && !line.contains(ends)
}

fn is_number(line: &str) -> bool {
    let digits = line.strip_prefix(['-', '−']).unwrap_or(line);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}
