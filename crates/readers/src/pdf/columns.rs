//! The columns of a table without vertical borders, from its words.

use super::geometry::{Length, POINT, median};
use super::text::{Gap, Line, Word, has_amount};

/// The most columns of a table.
const MAX_COLUMNS: usize = 60;

/// One line in this many may extend over a gap between columns.
const OVERFLOWS: usize = 20;

/// The distance of the outer borders of a table from its words.
const PADDING: Length = 3 * POINT;

/// The left and right end of the words of each column.
pub type Columns = Vec<(Length, Length)>;

/// Returns the columns that the words of some lines form, and the lines with their words cut where
/// one column ends and the next begins.
pub fn columns(lines: &[&Line]) -> Option<(Columns, Vec<Line>)> {
    let of_data = columns_of_data(lines)?;
    let lines: Vec<Line> = lines.iter().map(|line| cut(line, &of_data)).collect();
    let columns = with_heads(of_data, &lines);
    (2..=MAX_COLUMNS).contains(&columns.len()).then_some((columns, lines))
}

/// Returns the ends of the columns, from the words of the data.
fn columns_of_data(lines: &[&Line]) -> Option<Columns> {
    let data: Vec<&Line> = lines.iter().copied().filter(|line| has_amount(line)).collect();
    let size = median(data.iter().map(|line| line.size).collect())?;
    let words = data.iter().flat_map(|line| &line.words);
    Some(covered(words, data.len() / OVERFLOWS, size / 2))
}

/// Returns a line in which heads that stand close together are words of their own: where a gap in
/// a word is beside a column and not inside of one.
fn cut(line: &Line, columns: &[(Length, Length)]) -> Line {
    let is_beside = |word: &Word, gap: &Gap| {
        let middle = (gap.from + gap.to) / 2;
        let (before, after) = word.text.split_at_checked(gap.at).unwrap_or_default();
        let are_words = before.chars().count() > 1 && after.chars().count() > 1;
        let is_over =
            |(from, to): &(Length, Length)| word.area.right >= *from && word.area.left <= *to;
        are_words
            && columns.iter().any(is_over)
            && !columns.iter().any(|(from, to)| (*from..*to).contains(&middle))
    };
    let words = line.words.iter().flat_map(|word| word.cut(|gap| is_beside(word, gap)));
    Line { words: words.collect(), ..*line }
}

/// Returns the ends of the columns, those that only have heads among them. The heads are looked
/// through from the lowest upwards.
fn with_heads(mut columns: Columns, lines: &[Line]) -> Columns {
    let first = lines.iter().position(has_amount).unwrap_or(0);
    let heads = lines.get(..first).unwrap_or_default();
    for (at, line) in heads.iter().enumerate().rev() {
        let above: Vec<&Word> = heads.iter().take(at + 1).flat_map(|line| &line.words).collect();
        for word in &line.words {
            let (left, right) = (word.area.left, word.area.right);
            let is_apart = !is_group(word, &columns, &above);
            let mut under = columns.iter_mut().filter(|(from, to)| right >= *from && left <= *to);
            match (under.next(), under.next()) {
                (None, _) if is_apart => {
                    columns.push((left, right));
                    columns.sort_unstable();
                }
                (Some(column), None) => *column = (column.0.min(left), column.1.max(right)),
                _ => {}
            }
        }
    }
    columns
}

/// Returns whether a word over no column is the head of the columns on both of its sides: they have
/// their own heads below it, and none beside or above it.
fn is_group(word: &Word, columns: &[(Length, Length)], above: &[&Word]) -> bool {
    let next = columns.partition_point(|(from, _)| *from < word.area.left);
    let sides = next.checked_sub(1).and_then(|at| columns.get(at)).zip(columns.get(next));
    let has_head = |(from, to): &(Length, Length)| {
        above.iter().any(|head| head.area.right >= *from && head.area.left <= *to)
    };
    sides.is_some_and(|(left, right)| !has_head(left) && !has_head(right))
}

/// Returns the ranges covered by more than `few` words, with gaps narrower than `narrow` closed.
fn covered<'a>(words: impl Iterator<Item = &'a Word>, few: usize, narrow: Length) -> Columns {
    let ends = words.flat_map(|word| [(word.area.left, false), (word.area.right, true)]);
    let mut ends: Vec<(Length, bool)> = ends.collect();
    ends.sort_unstable();
    let mut stretches: Columns = Vec::new();
    let mut depth = 0_usize;
    for (at, is_end) in ends {
        let was_covered = depth > few;
        depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        match (was_covered, depth > few) {
            (false, true) => match stretches.last_mut() {
                Some((_, to)) if at - *to < narrow => *to = at,
                _ => stretches.push((at, at)),
            },
            (true, false) => {
                if let Some((_, to)) = stretches.last_mut() {
                    *to = at;
                }
            }
            _ => {}
        }
    }
    stretches
}

/// Returns borders in the middle of the gaps between columns.
pub fn borders_between(columns: &[(Length, Length)]) -> Vec<Length> {
    let start = columns.first().map(|(from, _)| from - PADDING);
    let end = columns.last().map(|(_, to)| to + PADDING);
    let gaps =
        columns.iter().zip(columns.iter().skip(1)).map(|((_, to), (from, _))| (to + from) / 2);
    start.into_iter().chain(gaps).chain(end).collect()
}
