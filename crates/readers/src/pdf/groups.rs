//! Finds the lines that may form tables without vertical borders.

use super::columns::apart;
use super::device::Rule;
use super::geometry::{Area, POINT, median};
use super::text::{Line, Word};

/// The fewest lines with amounts in a table.
pub const MIN_ROWS: usize = 3;

/// The most lines with a single word between two rows.
const MAX_BETWEEN: usize = 2;

/// Adds the line above a group if it is a header of some of the columns: close to the group, and
/// not centred over all columns as a title is.
fn with_header<'a>(mut group: Vec<&'a Line>, lines: &[&'a Line]) -> Vec<&'a Line> {
    let Some(first) = group.first().copied() else { return group };
    let index = lines.partition_point(|line| line.area.top < first.area.top);
    let Some(above) = index.checked_sub(1).and_then(|index| lines.get(index)).copied() else {
        return group;
    };
    let area = group.iter().fold(Area::EMPTY, |area, line| area.union(&line.area));
    let is_near = first.area.top - above.area.bottom <= first.size * 3 / 2;
    let is_inside =
        area.left + first.size < above.area.left && above.area.right <= area.right + 4 * first.size;
    let off = (above.area.left + above.area.right - area.left - area.right).abs() / 2;
    if is_near && is_inside && off * 10 > area.width() && !is_caption(above) {
        group.insert(0, above);
    }
    group
}

/// Returns groups of consecutive lines, nearly all of which have more than one word.
///
/// Rows are close to each other, or a drawn line is between them.
pub fn groups<'a>(lines: &[&'a Line], ruled: &[Rule]) -> Vec<Vec<&'a Line>> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    let mut open: Vec<&Line> = Vec::new();
    let mut between = 0;
    for (at, line) in lines.iter().enumerate() {
        let is_parted = |above: &Line| {
            let is_between = |rule: &Rule| {
                let (from, to) = (rule.from.max(line.area.left), rule.to.min(line.area.right));
                (above.area.bottom..line.area.top).contains(&rule.at)
                    && (to - from) * 2 > line.area.width()
            };
            ruled.iter().any(is_between)
        };
        let is_near = open.last().is_none_or(|above| {
            let most = if line.words.len().min(above.words.len()) > 1 { 5 } else { 3 };
            line.area.top - above.area.bottom <= most * line.size.max(above.size)
                || is_parted(above)
        });
        let is_row = (line.words.len() > 1 || is_below(line, &open)) && !is_caption(line);
        between = if is_row { 0 } else { between + 1 };
        let next = lines.get(at + 1);
        let is_title = next.is_some_and(|next| is_title(line, next, &open));
        if !is_near || is_title || between > MAX_BETWEEN {
            groups.push(std::mem::take(&mut open));
        }
        if is_row || !open.is_empty() {
            open.push(line);
        }
    }
    groups.push(open);
    for group in &mut groups {
        let is_row = |at: usize| {
            group.get(at).is_some_and(|line| line.words.len() > 1)
                || group.split_at_checked(at).is_some_and(|(above, rest)| {
                    rest.first().is_some_and(|line| is_below(line, above))
                })
        };
        let end = (0..group.len()).rev().find(|at| is_row(*at)).map_or(0, |last| last + 1);
        // The last row may go on in lines with one word.
        let is_close = |pair: &[&Line]| matches!(pair, [above, below] if (below.area.top - above.area.bottom) * 5 <= below.size * 3);
        let rest = group.get(end.saturating_sub(1)..).unwrap_or_default();
        let more = rest.windows(2).take_while(|pair| is_close(pair)).count();
        group.truncate(end + more);
    }
    groups.into_iter().map(|group| with_header(group, lines)).collect()
}

/// Returns whether the only word of a line is in an inner column of the lines above: it begins
/// where later words of several of them do.
pub fn is_below(line: &Line, above: &[&Line]) -> bool {
    let begins = |word: &Word| (word.area.left - line.area.left).abs() <= POINT;
    let has_one = |above: &&&Line| apart(above).words.iter().skip(1).any(begins);
    let is_inner = above.iter().any(|above| above.area.left + 4 * line.size < line.area.left);
    is_inner && above.iter().filter(has_one).take(MIN_ROWS).count() == MIN_ROWS
}

/// Returns whether `line` is the title of a table that begins below the lines of another one: it
/// is set in larger letters or further below them than they are apart, and a caption follows.
fn is_title(line: &Line, next: &Line, above: &[&Line]) -> bool {
    let Some(last) = above.last().filter(|_| line.words.len() == 1 && is_caption(next)) else {
        return false;
    };
    let gaps = above.iter().zip(above.iter().skip(1));
    let gaps = gaps.map(|(one, next)| next.area.top - one.area.bottom).collect();
    let is_apart = median(gaps).is_some_and(|gap| line.area.top - last.area.bottom > 2 * gap);
    is_apart || line.size * 4 > last.size * 5
}

/// Returns whether a line states the entity and the money unit of a table: `编制部门：…  单位：…`.
fn is_caption(line: &Line) -> bool {
    line.words.iter().all(|word| word.text.contains([':', '：']))
}
