//! Arranges glyphs in lines of text, in the order in which they are seen.

use super::characters::Text;
use super::geometry::{Area, Length, median};
use super::upright::Glyph;
use crate::lines::signs::{self, is_wide};

/// A line of text, split into words at wide gaps.
#[derive(Debug, Clone)]
pub struct Line {
    pub area: Area,
    /// The font size of most of its text.
    pub size: Length,
    pub words: Vec<Word>,
}

/// A part of a line between wide gaps.
#[derive(Debug, Clone)]
pub struct Word {
    pub area: Area,
    pub text: String,
    /// Its gaps of a third of a character and more, and narrower ones behind a digit.
    pub gaps: Vec<Gap>,
}

/// A gap inside a word: the two positions between which it is, and that in its text.
#[derive(Debug, Clone, Copy)]
pub struct Gap {
    pub from: Length,
    pub to: Length,
    pub at: usize,
}

impl Line {
    /// Returns the text of the line, with two spaces for wide gaps.
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join("  ")
    }

    pub fn first(&self) -> char {
        self.words.first().and_then(|word| word.text.chars().next()).unwrap_or(' ')
    }

    pub fn last(&self) -> char {
        self.words.last().and_then(|word| word.text.chars().next_back()).unwrap_or(' ')
    }
}

/// Returns the lines that some glyphs form, from top to bottom. Spaces at their ends and glyphs
/// printed twice at the same position are dropped.
pub fn lines(mut glyphs: Vec<&Glyph>) -> Vec<Line> {
    glyphs.sort_by_key(|glyph| glyph.middle());
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Vec<&Glyph> = Vec::new();
    for glyph in glyphs {
        if open.first().is_some_and(|first| !is_beside(first, glyph)) {
            lines.extend(line(std::mem::take(&mut open)));
        }
        open.push(glyph);
    }
    lines.extend(line(open));
    lines
}

/// Returns whether two glyphs are in one line, although fonts have different baselines.
fn is_beside(one: &Glyph, other: &Glyph) -> bool {
    (other.middle() - one.middle()) * 2 <= one.size.min(other.size)
}

fn line(mut glyphs: Vec<&Glyph>) -> Option<Line> {
    glyphs.sort_by_key(|glyph| glyph.left);
    drop_repeated(&mut glyphs);
    let shown = || glyphs.iter().filter(|glyph| !glyph.is_space());
    let size = median(shown().map(|glyph| glyph.size).collect())?;
    let gaps = shown().zip(shown().skip(1)).map(|(one, next)| next.left - one.right);
    let usual = median(gaps.collect()).unwrap_or(0);
    let wide = (size * 3 / 2).max(usual * 3);
    let mut line = Line { area: Area::EMPTY, size, words: Vec::new() };
    let mut last: Option<&Glyph> = None;
    let mut blank = false;
    for glyph in glyphs {
        if glyph.is_space() {
            blank = last.is_some();
            continue;
        }
        line.area = line.area.union(&glyph.area());
        match (last, line.words.last_mut()) {
            (Some(last), Some(word)) if glyph.left - last.right <= wide => {
                if is_apart(last, glyph, blank) {
                    word.text.push(' ');
                }
                if may_part(last, glyph, size) {
                    word.gaps.push(Gap { from: last.right, to: glyph.left, at: word.text.len() });
                }
                word.add(glyph);
            }
            _ => {
                let mut word = Word { area: Area::EMPTY, text: String::new(), gaps: Vec::new() };
                word.add(glyph);
                line.words.push(word);
            }
        }
        (last, blank) = (Some(glyph), false);
    }
    Some(line)
}

impl Word {
    /// Returns its parts between some of its gaps.
    pub fn cut(&self, is_cut: impl Fn(&Gap) -> bool) -> Vec<Self> {
        let mut words = vec![self.clone()];
        for gap in self.gaps.iter().rev().filter(|gap| is_cut(gap)) {
            let Some((left, right)) = words.last().and_then(|word| word.halves(*gap)) else {
                break;
            };
            words.pop();
            words.extend([right, left]);
        }
        words.reverse();
        words
    }

    fn halves(&self, gap: Gap) -> Option<(Self, Self)> {
        let (before, after) = self.text.split_at_checked(gap.at)?;
        let (before_gaps, after_gaps): (Vec<Gap>, Vec<Gap>) =
            self.gaps.iter().filter(|it| it.at != gap.at).partition(|it| it.at < gap.at);
        let after_gaps =
            after_gaps.into_iter().map(|it| Gap { at: it.at.saturating_sub(gap.at), ..it });
        let left = Area { right: gap.from, ..self.area };
        let right = Area { left: gap.to, ..self.area };
        let (before, after) = (before.trim().to_owned(), after.trim_start().to_owned());
        Some((
            Self { area: left, text: before, gaps: before_gaps },
            Self { area: right, text: after, gaps: after_gaps.collect() },
        ))
    }

    fn add(&mut self, glyph: &Glyph) {
        self.area = self.area.union(&glyph.area());
        match &glyph.text {
            Text::One(character) => self.text.push(*character),
            Text::More(text) => self.text.push_str(text),
        }
    }
}

/// Returns whether what two glyphs belong to may be in two columns.
fn may_part(one: &Glyph, next: &Glyph, size: Length) -> bool {
    let gap = (next.left - one.right) * 10;
    let is_number = one.last().is_ascii_digit() || one.last() == '%';
    gap >= size * 3 || is_number && (gap >= size || is_wide(next.first()))
}

/// Drops repeated glyphs: bold text is sometimes printed as the same glyph twice, slightly shifted.
fn drop_repeated(glyphs: &mut Vec<&Glyph>) {
    glyphs.dedup_by(|next, one| {
        next.text == one.text && !one.is_space() && (next.left - one.left) * 4 < one.size
    });
}

/// Returns whether there is a space between two glyphs. Since justified lines are stretched, a gap
/// alone means nothing next to a Chinese character.
fn is_apart(one: &Glyph, next: &Glyph, blank: bool) -> bool {
    let gap = next.left - one.right;
    let size = one.size.min(next.size);
    let is_narrow = !is_wide(one.last()) && !is_wide(next.first());
    is_narrow && (gap * 2 > size || blank && gap * 8 > size)
}

/// Joins the lines of a paragraph. A line that ends early, although the beginning of the next one
/// would have fitted into `room`, ends a paragraph within a cell.
pub fn joined(lines: &[Line], room: Length) -> String {
    let mut text = String::new();
    let mut above: Option<&Line> = None;
    for line in lines {
        if let Some(above) = above {
            let left_over = room - above.area.width();
            if left_over > beginning(line) + line.size {
                text.push('\n');
            } else if let Some(blank) = between(above, line) {
                text.push(blank);
            }
        }
        text.push_str(&line.text());
        above = Some(line);
    }
    text
}

/// Returns the space between two lines of one paragraph, which is needed between letters.
pub fn between(above: &Line, below: &Line) -> Option<char> {
    signs::between(above.last(), below.first())
}

/// Returns the width of the beginning of a line that cannot be broken. An ideograph takes twice the
/// width of a digit or a letter.
pub fn beginning(line: &Line) -> Length {
    let Some(word) = line.words.first() else { return 0 };
    let [part, all] = [signs::beginning(&word.text), signs::width(&word.text).max(1)];
    let of = |width: usize| i64::try_from(width).unwrap_or(i64::MAX);
    Length::try_from(i64::from(word.area.width()) * of(part) / of(all)).unwrap_or(0)
}
/// Returns whether a word is an amount or a rate.
pub fn is_amount(word: &Word) -> bool {
    is_number(&word.text)
}

/// Returns whether a text is an amount or a rate.
pub fn is_number(text: &str) -> bool {
    let text = text.trim_matches(['%', '％', '-', '—', '(', ')', '（', '）', '−', '+']);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ",.，．".contains(c))
}

/// Returns whether a line has an amount after its first word.
pub fn has_amount(line: &Line) -> bool {
    line.words.iter().skip(1).any(is_amount)
}
