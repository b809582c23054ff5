//! Which lines go on in the next one.
//!
//! Each break between two lines says in which widths of a page it would be made: the upper line
//! fits, and the next number or character does not. In a broken text many breaks in the middle of a
//! sentence agree on one width, and no line around them is wider. In a text with one line a
//! paragraph the lines that end without a full stop are headings and entries of lists, and their
//! widths agree by chance only.

use super::parted::Before;
use super::signs::{
    Item, begins_amount, begins_lead, begins_point, begins_year, ends_open, ends_sentence,
    has_marks, is_caption, is_closing, is_cut, is_end, is_number_cut, is_row, item, start, width,
};
use document::{Paragraph, Place};
use std::collections::BTreeMap;
use std::ops::Range;

/// The narrowest page, in halves of a Chinese character.
const NARROWEST: usize = 36;

/// By how much the width of a broken line may differ from what its characters come to, whatever
/// they are.
const TOLERANCE: usize = 2;

/// The indentation of a first line that is lost where text is copied.
const LOST: usize = 4;

/// The indentation by which a line begins a paragraph.
const INDENT: usize = 2;

/// How many lines are looked at above and below a break.
const REACH: usize = 30;

/// How many lines above and below a heading show that it does not fill its line, and by how much
/// one of them is wider.
const NEAR: usize = 3;
const FREE: usize = 10;

/// The votes that make a width certain: fewer if no line of the whole text is wider.
const CERTAIN: usize = 3;
const CERTAIN_OF_ALL: usize = 2;

/// A line, and what is known of it by itself.
pub(super) struct Line<'d> {
    /// The index of its block.
    pub block: usize,
    /// Its text without white space at both ends.
    pub text: &'d str,
    before: Before,
    /// Whether a page begins with it.
    pub is_first: bool,
    indent: usize,
    /// Its width with its indentation, and without the marks at its end, which may stand out.
    width: usize,
    /// The width of these marks.
    hanging: usize,
    /// By how much it may be wider: digits are, in some fonts.
    slack: usize,
    /// Its width if the blanks in it, which may only set digits apart, are half as wide.
    least: usize,
    /// The form of the number of the item that it begins.
    item: Option<Item>,
    number: Option<u32>,
    is_heading: bool,
    /// Whether it is a row of a table, or something else that is not part of a sentence.
    is_row: bool,
    /// The number of sentences that end before its end.
    sentences: usize,
    /// Whether it has a mark that a heading does not have.
    has_marks: bool,
}

impl<'d> Line<'d> {
    pub fn new(block: usize, paragraph: &'d Paragraph, before: Before) -> Self {
        let whole = paragraph.text.trim_end();
        let firm = whole.trim_end_matches(is_closing);
        let text = whole.trim_start();
        let blank = whole.get(..whole.len() - text.len()).unwrap_or_default();
        let number = match paragraph.place {
            Place::Line(number) | Place::Paragraph(number) => Some(number),
            _ => None,
        };
        Self {
            block,
            text,
            before,
            is_first: blank.contains('\u{c}'),
            indent: width(blank),
            width: width(firm),
            hanging: width(whole) - width(firm),
            slack: text.chars().filter(char::is_ascii_digit).count() / 8,
            least: width(firm) - text.matches(' ').count().div_ceil(2),
            item: item(text),
            number,
            is_heading: paragraph.level.is_some(),
            is_row: is_row(text),
            sentences: text.trim_end_matches(is_end).matches(['。', '；', '！', '？']).count(),
            has_marks: has_marks(text),
        }
    }
}

impl Line<'_> {
    /// Whether it may be a heading by itself.
    pub fn is_bare(&self) -> bool {
        !self.has_marks && !ends_sentence(self.text)
    }

    /// Whether it may be a further line of the paragraph of `upper`, from which only a line break
    /// sets it apart. It is not if it begins something of its own, or if `upper` ends a sentence or
    /// is a heading.
    pub fn is_line_of(&self, upper: &Self) -> bool {
        let begins = self.item.is_some() || begins_point(self.text) || self.indent > INDENT;
        let is_heading = upper.is_bare() && self.has_marks && upper.width < NARROWEST;
        self.before == Before::Line && !begins && !is_heading && !ends_sentence(upper.text)
    }

    fn is_shorter(&self, than: &Self) -> bool {
        self.width + self.hanging + TOLERANCE * 2 < than.width
    }
}

/// The break between two lines.
struct Break {
    /// The widths of a page in which it would be made.
    room: Range<usize>,
    /// How much it says about the width of the page, if it is in the middle of a sentence.
    votes: usize,
    /// Whether the upper line is part of a sentence.
    has_marks: bool,
    /// Whether the lines go together in every width.
    is_cut: bool,
    /// Whether the lower line begins something of its own, or one of them is not part of a sentence.
    is_parted: bool,
    /// Whether a sentence ends here.
    is_end: bool,
    /// Whether the lower line leads into something else.
    is_led: bool,
    /// Whether there are blank lines between the two.
    is_blank: bool,
    /// The indentation of the lower line.
    indent: usize,
}

impl Break {
    fn new(upper: &Line<'_>, lower: &Line<'_>, headings: &Headings) -> Self {
        let begins = lower.item.is_some() || begins_point(lower.text);
        let has_heading = upper.is_heading || lower.is_heading;
        let is_number_cut = is_number_cut(upper.text, lower.text);
        let is_odd = is_number_cut || ends_open(upper.text) || begins_amount(lower.text);
        let is_rest = lower.is_bare() && lower.is_shorter(upper);
        let is_heading = headings.has(upper)
            || upper.item.is_some() && upper.is_bare() && begins_year(lower.text);
        let is_below = is_heading && !is_odd && !is_rest;
        // 二、收入情况的说明, and then a sentence; 编制部门：… 单位：万元 in each of several lines.
        let is_titled = upper.item.is_some()
            && upper.is_bare()
            && ["说明", "情况"].iter().any(|end| upper.text.ends_with(end))
            && !lower.is_bare();
        let is_caption = is_caption(upper.text) || is_caption(lower.text);
        let is_parted = has_heading
            || upper.is_row
            || lower.is_row
            || begins
            || is_below
            || is_caption
            || is_titled && !is_odd;
        let is_end = ends_sentence(upper.text) && !is_number_cut;
        let is_blank = lower.before == Before::BlankLine
            || upper.number.zip(lower.number).is_some_and(|(one, next)| next > one + 1);
        Self {
            room: upper.least.saturating_sub(TOLERANCE)
                ..upper.width + upper.hanging + upper.slack + start(lower.text) + TOLERANCE,
            votes: usize::from(upper.has_marks || lower.has_marks) + usize::from(is_odd),
            has_marks: upper.has_marks,
            is_cut: is_cut(upper.text, lower.text) && !begins && !has_heading,
            is_parted,
            is_end,
            is_led: begins_lead(lower.text),
            is_blank: is_blank && !lower.is_first,
            indent: lower.indent,
        }
    }

    /// Whether both breaks may be made in one width.
    fn agrees(&self, other: &Self) -> bool {
        self.room.start < other.room.end && other.room.start < self.room.end
    }

    /// Whether it is made earlier than the other would be.
    fn is_earlier(&self, other: &Self) -> bool {
        self.room.end <= other.room.start
    }
}

/// Which items of a text are headings: `一、` may number headings, and `1.` sentences.
struct Headings(BTreeMap<Item, [usize; 2]>);

impl Headings {
    /// Counts the items of each form that are headings and those that are not. What fills its line
    /// may go on in the next and be either.
    fn of(lines: &[Line<'_>]) -> Self {
        let mut counts: BTreeMap<Item, [usize; 2]> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            let Some(item) = line.item else { continue };
            let [bare, others] = counts.entry(item).or_default();
            let near = lines.iter().skip(at.saturating_sub(NEAR)).take(2 * NEAR + 1);
            if !line.is_bare() {
                *others += 1;
            } else if near.map(|it| it.least).max() > Some(line.width + FREE) {
                *bare += 1;
            }
        }
        Self(counts)
    }

    fn has(&self, line: &Line<'_>) -> bool {
        let counts = line.item.and_then(|item| self.0.get(&item));
        line.is_bare() && counts.is_some_and(|[bare, others]| *bare > others * 3)
    }
}

/// Returns for each line but the last whether it continues in the next one.
pub(super) fn go_on(lines: &[Line<'_>]) -> Vec<bool> {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let headings = Headings::of(lines);
    let mut breaks: Vec<Break> =
        pairs.map(|(upper, lower)| Break::new(upper, lower, &headings)).collect();
    // A line below the end of a sentence, or an item, may be the first one of its paragraph.
    let mut is_first = true;
    for (it, line) in breaks.iter_mut().zip(lines) {
        if (is_first || line.item.is_some()) && line.indent == 0 && !it.is_end {
            it.room.end += LOST;
        }
        is_first = it.is_end || it.is_parted;
    }
    let goes_on = |(at, this): (usize, &Break)| this.is_cut || is_broken(lines, &breaks, at, this);
    breaks.iter().enumerate().map(goes_on).collect()
}

/// Returns whether a line was broken by the width of its page.
fn is_broken(lines: &[Line<'_>], breaks: &[Break], at: usize, this: &Break) -> bool {
    if this.is_parted || this.room.end <= NARROWEST {
        return false;
    }
    let around = around(lines, at, this.room.end);
    let near = lines.get(around.clone()).unwrap_or_default();
    let breaks = breaks.get(around.start..around.end.saturating_sub(1)).unwrap_or_default();
    let page = Page::new(near, breaks);
    let certain = if near.len() == lines.len() { CERTAIN_OF_ALL } else { CERTAIN };
    !page.is_marked(this)
        && page.has_width_of(this, certain)
        && (!this.is_end || page.goes_on_after_end(this))
}

/// The lines around a break, none of which is wider than the page would be.
struct Page<'p> {
    lines: &'p [Line<'p>],
    breaks: &'p [Break],
    /// The least indentation.
    base: usize,
    /// Whether a blank line means something: in some texts there is one below each line.
    are_blanks_marks: bool,
}

impl<'p> Page<'p> {
    fn new(lines: &'p [Line<'p>], breaks: &'p [Break]) -> Self {
        let base = lines.iter().map(|line| line.indent).min().unwrap_or(0);
        let blanks = breaks.iter().filter(|it| it.is_blank).count();
        Self { lines, breaks, base, are_blanks_marks: blanks * 10 < breaks.len() * 9 }
    }

    /// Whether an indentation or a blank line marks the lower line as the first of a paragraph.
    fn is_marked(&self, it: &Break) -> bool {
        it.indent >= self.base + INDENT || it.is_blank && self.are_blanks_marks
    }

    /// Whether breaks in the middle of sentences agree with `this` on the width of the page.
    fn has_width_of(&self, this: &Break, certain: usize) -> bool {
        let is_open = |it: &&Break| !it.is_end && !it.is_parted && !self.is_marked(it);
        let open = || self.breaks.iter().filter(is_open);
        let votes: usize = open().filter(|it| it.agrees(this)).map(|it| it.votes).sum();
        let against = open().filter(|it| it.is_earlier(this) && it.has_marks).count();
        votes >= certain && against * 2 <= votes
    }

    /// Whether a paragraph continues where a sentence ends at the end of a full line. It does where
    /// the first lines of paragraphs are marked. Elsewhere it is likely if sentences end within
    /// lines as well, and the lower line does not lead into something else.
    fn goes_on_after_end(&self, this: &Break) -> bool {
        let ends = || self.breaks.iter().filter(|it| it.is_end && it.is_earlier(this));
        let marked = ends().filter(|it| self.is_marked(it)).count();
        let unmarked = ends().count() - marked;
        let within: usize = self.lines.iter().map(|line| line.sentences).sum();
        marked > unmarked * 4 || !this.is_led && within >= marked + unmarked
    }
}

/// Returns the lines around the break below the line `at` of which none is wider than `most`.
fn around(lines: &[Line<'_>], at: usize, most: usize) -> Range<usize> {
    let fits = |line: &&Line<'_>| line.least <= most;
    let (upper, lower) = lines.split_at_checked(at + 1).unwrap_or((lines, &[]));
    let above = upper.iter().rev().take(REACH).take_while(fits).count();
    let below = lower.iter().take(REACH).take_while(fits).count();
    upper.len() - above..upper.len() + below
}
