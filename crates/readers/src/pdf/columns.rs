//! The columns of a table without vertical borders, from its words.

use super::geometry::{Length, POINT, median};
use super::text::{Gap, Line, Word, has_amount, is_amount, is_number};

/// The most columns of a table.
const MAX_COLUMNS: usize = 60;

/// One line in this many may extend over a gap between columns.
const OVERFLOWS: usize = 20;

/// The fewest lines of data, one of which may extend over a gap.
const MIN_LINES: usize = 3;

/// What is written behind an amount.
const UNITS: [char; 6] = ['元', '万', '亿', '千', '百', '%'];

/// The distance of the outer borders of a table from its words.
const PADDING: Length = 3 * POINT;

/// The left and right end of the words of each column.
pub type Columns = Vec<(Length, Length)>;

/// Returns the columns that the words of some lines form, and the lines with their words cut where
/// one column ends and the next begins.
pub fn columns(lines: &[&Line]) -> Option<(Columns, Vec<Line>)> {
    let lines: Vec<Line> = lines.iter().map(|line| apart(line)).collect();
    let of_data = columns_of_data(&lines)?;
    let first = lines.iter().position(has_amount).unwrap_or(0);
    let cut = |(at, line): (usize, &Line)| cut(line, &of_data, at < first);
    let lines: Vec<Line> = lines.iter().enumerate().map(cut).collect();
    let columns = with_heads(of_data, lines.get(..first).unwrap_or_default());
    let lines = lines.iter().map(|line| parted(line, &columns)).collect();
    (2..=MAX_COLUMNS).contains(&columns.len()).then_some((columns, lines))
}

/// Returns a line in which amounts and what is beside them are words of their own.
pub fn apart(line: &Line) -> Line {
    let is_apart = |word: &Word, gap: &Gap| {
        let (before, after) = word.text.split_at_checked(gap.at).unwrap_or_default();
        let before = before.rsplit(' ').next().unwrap_or_default();
        let after = after.trim_start().split(' ').next().unwrap_or_default();
        let width = gap.to - gap.from;
        let is_amount =
            |text: &str| is_number(text) && (width * 2 >= line.size || text.contains('.'));
        // What is close behind an amount is its unit, or another column.
        let is_close = width * 10 < line.size * 3;
        let is_word = after.starts_with(|c: char| c.is_alphanumeric() || "（(-".contains(c));
        is_amount(before) && !(is_close && (!is_word || after.starts_with(UNITS)))
            || is_amount(after) && !is_close
    };
    let words = line.words.iter().flat_map(|word| word.cut(|gap| is_apart(word, gap)));
    Line { words: words.collect(), ..*line }
}

/// Returns the ends of the columns, from the words of the data.
fn columns_of_data(lines: &[Line]) -> Option<Columns> {
    let data: Vec<&Line> = lines.iter().filter(|line| has_amount(line)).collect();
    let size = median(data.iter().map(|line| line.size).collect())?;
    let words = || data.iter().flat_map(|line| &line.words);
    let mut columns =
        covered(words(), (data.len() / OVERFLOWS).max(usize::from(data.len() > MIN_LINES)));
    words().for_each(|word| take_in(word, &mut columns));
    columns.dedup_by(|next, one| {
        let is_one =
            next.0 - one.1 < size / 2 && !data.iter().any(|line| has_both(line, *one, *next));
        if is_one {
            one.1 = next.1;
        }
        is_one
    });
    Some(columns)
}

/// Extends the only column that a word is over to its ends, or makes it one if it is over none.
fn take_in(word: &Word, columns: &mut Columns) {
    let (left, right) = (word.area.left, word.area.right);
    let mut over = columns.iter_mut().filter(|(from, to)| right >= *from && left <= *to);
    match (over.next(), over.next()) {
        (Some(column), None) => *column = (column.0.min(left), column.1.max(right)),
        (None, _) => {
            let at = columns.partition_point(|(from, _)| *from < left);
            columns.insert(at, (left, right));
        }
        _ => {}
    }
}

/// Returns whether a line has words in both of two ranges, one after the other.
fn has_both(line: &Line, one: (Length, Length), next: (Length, Length)) -> bool {
    let is_in =
        |word: &Word, (from, to): (Length, Length)| word.area.left >= from && word.area.right <= to;
    let mut pairs = line.words.iter().zip(line.words.iter().skip(1));
    pairs.any(|(left, right)| is_in(left, one) && is_in(right, next))
}

/// Returns a line in which heads that stand close together are words of their own: where a gap in
/// a word is beside a column and not inside of one. Heads may also stand over no data at all.
fn cut(line: &Line, columns: &[(Length, Length)], is_head: bool) -> Line {
    let is_beside = |word: &Word, gap: &Gap| {
        let middle = (gap.from + gap.to) / 2;
        let (before, after) = word.text.split_at_checked(gap.at).unwrap_or_default();
        let are_words = before.chars().count() > 1 && after.chars().count() > 1;
        let is_over =
            |(from, to): &(Length, Length)| word.area.right >= *from && word.area.left <= *to;
        let is_spaced = word.gaps.len() * 2 >= word.text.chars().count();
        are_words
            && (gap.to - gap.from) * 2 >= line.size
            && (is_head && !is_spaced || columns.iter().any(is_over))
            && !columns.iter().any(|(from, to)| (*from..*to).contains(&middle))
    };
    let words = line.words.iter().flat_map(|word| word.cut(|gap| is_beside(word, gap)));
    Line { words: words.collect(), ..*line }
}

/// Returns a line of heads whose words are cut wherever there is a gap between two columns.
fn parted(line: &Line, columns: &[(Length, Length)]) -> Line {
    let is_between = |word: &Word, gap: &Gap| {
        let at = columns.partition_point(|(_, to)| *to <= gap.from);
        let before = at.checked_sub(1).and_then(|before| columns.get(before));
        before.is_some_and(|(from, _)| word.area.left < gap.from && *from < gap.from)
            && columns.get(at).is_some_and(|(from, _)| *from >= gap.to)
    };
    let words = line.words.iter().flat_map(|word| word.cut(|gap| is_between(word, gap)));
    Line { words: words.collect(), ..*line }
}

/// A head: its ends, and the first of the lines that it is in.
struct Head {
    left: Length,
    right: Length,
    line: usize,
}

/// Returns the ends of the columns, those that only have heads among them. A head that is beside
/// its column, such as a centred one over short words, is found by their order.
fn with_heads(mut columns: Columns, heads: &[Line]) -> Columns {
    let heads = lowest(heads, &columns);
    let is_over =
        |head: &Head, (from, to): &(Length, Length)| head.right >= *from && head.left <= *to;
    let (over, beside): (Vec<&Head>, Vec<&Head>) =
        heads.iter().partition(|head| columns.iter().any(|column| is_over(head, column)));
    let data = columns.clone();
    let is_bare = |column: &(Length, Length)| !over.iter().any(|head| is_over(head, column));
    // Between two heads over columns, as many heads as columns without one belong together.
    let ends = |head: &Head| {
        let next = over.partition_point(|other| other.left < head.left);
        let before = next.checked_sub(1).and_then(|at| over.get(at)).map(|head| head.right);
        let after = over.get(next).map(|head| head.left);
        (before.unwrap_or(Length::MIN), after.unwrap_or(Length::MAX))
    };
    let mut rest = beside.as_slice();
    while let Some(first) = rest.first() {
        let (from, to) = ends(first);
        let count = rest.iter().take_while(|head| head.left < to).count();
        let (group, others) = rest.split_at_checked(count.max(1)).unwrap_or((rest, &[]));
        rest = others;
        let bare: Vec<usize> = (0..data.len())
            .filter(|at| data.get(*at).is_some_and(|it| is_bare(it) && it.1 > from && it.0 < to))
            .collect();
        for (at, head) in group.iter().enumerate() {
            let own = bare.get(at).filter(|_| bare.len() == group.len());
            match own.and_then(|at| columns.get_mut(*at)) {
                Some(column) => *column = (column.0.min(head.left), column.1.max(head.right)),
                None => columns.push((head.left, head.right)),
            }
        }
    }
    for head in over {
        let mut under = columns.iter_mut().filter(|column| is_over(head, column));
        if let (Some(column), None) = (under.next(), under.next()) {
            *column = (column.0.min(head.left), column.1.max(head.right));
        }
    }
    columns.sort_unstable();
    columns
}

/// Returns the lowest heads, from left to right: those that no other is below. The ones above are
/// heads of several of them, or the beginning of the same.
fn lowest(lines: &[Line], columns: &Columns) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for (line, words) in lines.iter().enumerate().rev().map(|(at, line)| (at, &line.words)) {
        let mut found: Vec<Head> = Vec::new();
        for word in words {
            let (left, right) = (word.area.left, word.area.right);
            let mut below =
                heads.iter_mut().filter(|head| right >= head.left && left <= head.right);
            match (below.next(), below.next()) {
                (Some(head), None) => {
                    (head.left, head.right) = (head.left.min(left), head.right.max(right));
                    head.line = line;
                }
                (Some(_), Some(_)) => {}
                (None, _) => found.push(Head { left, right, line }),
            }
        }
        let is_over =
            |head: &Head| columns.iter().any(|(from, to)| head.right >= *from && head.left <= *to);
        found.retain(|head| is_over(head) || !is_group(head, &heads));
        heads.extend(found);
        heads.sort_unstable_by_key(|head| head.left);
    }
    heads
}

/// Returns whether a head over no column stands between two others below it that have nothing above
/// them: it is the head of both.
fn is_group(head: &Head, below: &[Head]) -> bool {
    let next = below.partition_point(|other| other.left < head.left);
    let sides = next.checked_sub(1).and_then(|at| below.get(at)).zip(below.get(next));
    sides.is_some_and(|(left, right)| left.line > head.line && right.line > head.line)
}

/// Returns the ranges covered by more than `few` words, or by an amount.
fn covered<'a>(words: impl Iterator<Item = &'a Word>, few: usize) -> Columns {
    let ends = words.flat_map(|word| {
        let ends = [(word.area.left, false), (word.area.right, true)];
        std::iter::repeat_n(ends, if is_amount(word) { few + 1 } else { 1 }).flatten()
    });
    let mut ends: Vec<(Length, bool)> = ends.collect();
    ends.sort_unstable();
    let mut stretches: Columns = Vec::new();
    let mut depth = 0_usize;
    for (at, is_end) in ends {
        let was_covered = depth > few;
        depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        match (was_covered, depth > few) {
            (false, true) => stretches.push((at, at)),
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
