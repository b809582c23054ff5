//! Glyphs to lines of text, in the order in which they are seen.

use super::characters::Text;
use super::geometry::{Area, Length, median};
use super::upright::Glyph;

/// A line of text: its words as far as wide gaps keep them apart.
#[derive(Debug, Clone)]
pub struct Line {
    pub area: Area,
    /// The height of most of its text.
    pub size: Length,
    pub words: Vec<Word>,
}

/// A piece of a line between wide gaps.
#[derive(Debug, Clone)]
pub struct Word {
    pub area: Area,
    pub text: String,
}

impl Line {
    /// The line's text; wide gaps are two blanks.
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

/// The lines that some glyphs make up, from the top. Blanks at their ends are dropped,
/// and so is what is printed twice in one spot.
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

/// Whether two glyphs stand in one line; fonts put their baselines at different heights.
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
    let mut line = Line { area: Area::NOTHING, size, words: Vec::new() };
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
                word.add(glyph);
            }
            _ => {
                let mut word = Word { area: Area::NOTHING, text: String::new() };
                word.add(glyph);
                line.words.push(word);
            }
        }
        (last, blank) = (Some(glyph), false);
    }
    Some(line)
}

impl Word {
    fn add(&mut self, glyph: &Glyph) {
        self.area = self.area.union(&glyph.area());
        match &glyph.text {
            Text::One(character) => self.text.push(*character),
            Text::More(text) => self.text.push_str(text),
        }
    }
}

/// Bold print is sometimes the same glyph twice, a little apart.
fn drop_repeated(glyphs: &mut Vec<&Glyph>) {
    glyphs.dedup_by(|next, one| {
        next.text == one.text && !one.is_space() && (next.left - one.left) * 4 < one.size
    });
}

/// Whether a blank is meant between two glyphs. Justified lines spread theirs, so that a
/// gap alone means nothing beside a Chinese character.
fn is_apart(one: &Glyph, next: &Glyph, blank: bool) -> bool {
    let gap = next.left - one.right;
    let size = one.size.min(next.size);
    let is_narrow = !is_wide(one.last()) && !is_wide(next.first());
    is_narrow && (gap * 2 > size || blank && gap * 8 > size)
}

/// Whether a character is as wide as it is high, as Chinese ones and their marks are.
pub fn is_wide(character: char) -> bool {
    character >= '\u{2000}'
}

/// The lines of a paragraph as one text. A line that ends before the `room` is used up,
/// though the next one's beginning would have fitted, ends a paragraph within a cell.
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

/// A blank between two lines of one paragraph, where words of letters meet.
pub fn between(above: &Line, below: &Line) -> Option<char> {
    let is_letter = |c: char| c.is_alphabetic() && !is_wide(c);
    (is_letter(above.last()) && is_letter(below.first())).then_some(' ')
}

/// How wide the part of a line is that cannot be parted, where an ideograph takes twice the
/// room of a digit or a letter.
pub fn beginning(line: &Line) -> Length {
    let Some(word) = line.words.first() else { return 0 };
    let room = |c: char| if is_wide(c) { 2 } else { 1 };
    let all: i64 = word.text.chars().map(room).sum();
    let narrow = word.text.chars().take_while(|c| !is_wide(*c) && *c != ' ');
    let whole = narrow.map(room).sum::<i64>().max(word.text.chars().next().map_or(1, room));
    Length::try_from(i64::from(word.area.width()) * whole / all.max(1)).unwrap_or(0)
}
