//! Adds the results of character recognition to a page as if the page had drawn them.

use super::characters::Text;
use super::device::{Direction, Drawn, Mark, Rule};
use super::geometry::{Length, MAX_COORDINATE, median};
use crate::Limits;
use crate::lines::signs::is_wide;
use crate::{RecognisedPage, RecognisedWord};

/// Adds recognised words and lines to a page that draws an image and no text.
pub fn add(page: &RecognisedPage, drawn: &mut Drawn, limits: &Limits) {
    if !drawn.has_image || !drawn.glyphs.is_empty() {
        return;
    }
    drawn.is_recognised = true;
    let most = usize::try_from(limits.glyphs.most).unwrap_or(usize::MAX);
    for line in page.words.chunk_by(|one, next| one.line == next.line) {
        let Some(size) = median(line.iter().filter_map(size).collect()) else { continue };
        let middles = line.iter().map(middle).collect();
        let Some(usual) = median(middles) else { continue };
        // The boxes of words may overlap a little, but the words must stay separate.
        let mut end = -MAX_COORDINATE;
        for word in line {
            let [left, _, right, _] = word.area.map(within);
            let from = left.max(end);
            end = right.max(from);
            let room = most.saturating_sub(drawn.glyphs.len());
            drawn.glyphs.extend(marks(word, (from, end), size, usual).take(room));
        }
    }
    let rules = page.rulings.iter().map(|ruling| Rule {
        is_flat: ruling.is_flat,
        at: within(ruling.at),
        from: within(ruling.from),
        to: within(ruling.to),
    });
    drawn.rules.extend(rules);
}

/// Returns the font size of a word, or `None` if the height of its characters, such as 一 and
/// punctuation, does not show it.
fn size(word: &RecognisedWord) -> Option<Length> {
    let [_, top, _, bottom] = word.area.map(within);
    let height = bottom - top;
    let is_flat = |c: char| !c.is_alphanumeric() || "一二三".contains(c);
    if height <= 0 || word.text.chars().all(is_flat) {
        return None;
    }
    // A Chinese character fills nine tenths of its font size, a digit seven.
    let share = if word.text.chars().any(is_wide) { 9 } else { 7 };
    Some(height * 10 / share)
}

fn middle(word: &RecognisedWord) -> Length {
    let [_, top, _, bottom] = word.area.map(within);
    (top + bottom) / 2
}

/// Returns the characters of a word, dividing its width among them. Words of one line are at the
/// same height, except those in cells that are higher or lower.
fn marks(
    word: &RecognisedWord,
    (left, right): (Length, Length),
    size: Length,
    usual: Length,
) -> impl Iterator<Item = Mark> {
    let own = middle(word);
    let middle = if (own - usual).abs() * 2 <= size { usual } else { own };
    let baseline = middle + size * 7 / 20;
    let weight = |c: char| if is_wide(c) { 2 } else { 1 };
    let whole = word.text.chars().map(weight).sum::<i64>().max(1);
    let at = move |part: i64| {
        let along = i64::from(right - left).max(0) * part / whole;
        left + Length::try_from(along).unwrap_or(0)
    };
    let mut done = 0;
    word.text.chars().map(move |character| {
        let from = done;
        done += weight(character);
        Mark {
            text: Text::One(character),
            from: (at(from), baseline),
            to: (at(done), baseline),
            size,
            direction: Direction::Right,
        }
    })
}

fn within(length: Length) -> Length {
    length.clamp(-MAX_COORDINATE, MAX_COORDINATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(page: &RecognisedPage, drawn: &mut Drawn) {
        super::add(page, drawn, &Limits::DEFAULT);
    }

    fn word(text: &str, area: [i32; 4], line: u32) -> RecognisedWord {
        RecognisedWord { text: text.into(), area, line }
    }

    fn image() -> Drawn {
        Drawn { has_image: true, ..Drawn::default() }
    }

    #[test]
    fn a_word_is_divided_into_characters_of_the_size_of_its_line() {
        let words = vec![
            word("合计1", [1000, 1000, 1500, 1090], 1),
            word("一", [2000, 1040, 2090, 1050], 1),
            word("-", [3000, 1400, 3090, 1410], 1),
        ];
        let mut drawn = image();
        add(&RecognisedPage { words, rulings: Vec::new() }, &mut drawn);
        let read: Vec<_> =
            drawn.glyphs.iter().map(|m| (m.from.0, m.to.0, m.from.1, m.size)).collect();
        assert_eq!(
            read,
            [
                (1000, 1200, 1080, 100),
                (1200, 1400, 1080, 100),
                (1400, 1500, 1080, 100),
                (2000, 2090, 1080, 100),
                (3000, 3090, 1440, 100)
            ]
        );
        assert!(drawn.is_recognised);
    }

    #[test]
    fn words_whose_boxes_overlap_stay_separate() {
        let words = vec![word("2031", [0, 0, 200, 70], 1), word("年", [150, 0, 250, 90], 1)];
        let mut drawn = image();
        add(&RecognisedPage { words, rulings: Vec::new() }, &mut drawn);
        let last = drawn.glyphs.last().map(|mark| (mark.text.clone(), mark.from.0));
        assert_eq!(last, Some((Text::One('年'), 200)));
    }

    #[test]
    fn recognised_words_are_only_added_to_pages_with_an_image_and_no_text() {
        let page =
            RecognisedPage { words: vec![word("合计", [0, 0, 100, 50], 1)], rulings: Vec::new() };
        let mut blank = Drawn::default();
        add(&page, &mut blank);
        assert!(!blank.is_recognised && blank.glyphs.is_empty());
        let mut written = image();
        add(&page, &mut written);
        add(&page, &mut written);
        assert_eq!(written.glyphs.len(), 2);
    }

    #[test]
    fn extreme_coordinates_do_not_overflow() {
        let area = [i32::MIN, i32::MIN, i32::MAX, i32::MAX];
        let mut drawn = image();
        add(
            &RecognisedPage { words: vec![word("合计", area, 1)], rulings: Vec::new() },
            &mut drawn,
        );
        assert_eq!(drawn.glyphs.len(), 2);
    }
}
