//! Turns what a page draws until its text reads from left to right.

use super::characters::Text;
use super::device::{Direction, Drawn, Mark, Rule};
use super::geometry::{Area, Length, POINT};

/// A page whose text reads from left to right.
#[derive(Debug)]
pub struct Upright {
    pub size: Area,
    /// How it was turned, where it was.
    pub turn: Option<Turn>,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
}

/// How a page of some size, whose text runs in some direction, was turned.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    direction: Direction,
    width: Length,
    height: Length,
}

/// A glyph on an upright page.
#[derive(Debug, Clone)]
pub struct Glyph {
    pub text: Text,
    pub left: Length,
    pub right: Length,
    pub baseline: Length,
    /// The height of the font.
    pub size: Length,
}

impl Glyph {
    /// The height in which the middle of its line lies.
    pub fn middle(&self) -> Length {
        self.baseline - self.size * 7 / 20
    }

    /// What it covers.
    pub fn area(&self) -> Area {
        let (top, bottom) =
            (self.baseline - self.size * 17 / 20, self.baseline + self.size * 3 / 20);
        Area { left: self.left, top, right: self.right, bottom }
    }

    pub fn is_space(&self) -> bool {
        match &self.text {
            Text::One(character) => character.is_whitespace() || character.is_control(),
            Text::More(text) => text.chars().all(|c| c.is_whitespace() || c.is_control()),
        }
    }

    pub fn first(&self) -> char {
        match &self.text {
            Text::One(character) => *character,
            Text::More(text) => text.chars().next().unwrap_or(' '),
        }
    }

    pub fn last(&self) -> char {
        match &self.text {
            Text::One(character) => *character,
            Text::More(text) => text.chars().next_back().unwrap_or(' '),
        }
    }
}

/// Turns a page of `width` and `height` the way most of its text needs.
pub fn upright(drawn: Drawn, width: Length, height: Length) -> Upright {
    let direction = direction(&drawn.glyphs);
    let turn = |(x, y): (Length, Length)| match direction {
        Direction::Right => (x, y),
        Direction::Down => (y, width - x),
        Direction::Left => (width - x, height - y),
        Direction::Up => (height - y, x),
    };
    let is_swapped = matches!(direction, Direction::Down | Direction::Up);
    let (right, bottom) = if is_swapped { (height, width) } else { (width, height) };
    let rules = drawn.rules.into_iter().map(|rule| turned(rule, turn)).collect();
    let glyphs = drawn.glyphs.into_iter().map(|mark| glyph(mark, direction, turn)).collect();
    let is_turned = direction != Direction::Right;
    let turn = is_turned.then_some(Turn { direction, width, height });
    Upright { size: Area { left: 0, top: 0, right, bottom }, turn, glyphs, rules }
}

impl Turn {
    /// An area of the upright page, in points, as it lies on the page as it is shown.
    pub fn back(&self, [left, top, right, bottom]: [i32; 4]) -> [i32; 4] {
        let whole = |length: Length| (length + POINT / 2) / POINT;
        let (width, height) = (whole(self.width), whole(self.height));
        let back = |x: i32, y: i32| match self.direction {
            Direction::Right => (x, y),
            Direction::Down => (width - y, x),
            Direction::Left => (width - x, height - y),
            Direction::Up => (y, height - x),
        };
        let ((x, y), (other_x, other_y)) = (back(left, top), back(right, bottom));
        [x.min(other_x), y.min(other_y), x.max(other_x), y.max(other_y)]
    }
}

/// The direction of more than half of the text.
fn direction(marks: &[Mark]) -> Direction {
    let all = [Direction::Down, Direction::Left, Direction::Up];
    let count = |direction| marks.iter().filter(|mark| mark.direction == direction).count();
    all.into_iter().find(|way| count(*way) * 2 > marks.len()).unwrap_or(Direction::Right)
}

fn glyph(
    mark: Mark,
    direction: Direction,
    turn: impl Fn((Length, Length)) -> (Length, Length),
) -> Glyph {
    if mark.direction == direction {
        let ((left, baseline), (right, _)) = (turn(mark.from), turn(mark.to));
        return Glyph { text: mark.text, left, right: right.max(left), baseline, size: mark.size };
    }
    // Text that runs another way keeps its place, character by character.
    let (x, y) = turn(mark.centre());
    let (half, up) = (mark.size / 2, mark.size * 7 / 20);
    Glyph { text: mark.text, left: x - half, right: x + half, baseline: y + up, size: mark.size }
}

fn turned(rule: Rule, turn: impl Fn((Length, Length)) -> (Length, Length)) -> Rule {
    let end = |along| if rule.is_flat { (along, rule.at) } else { (rule.at, along) };
    let ((x, y), (other_x, other_y)) = (turn(end(rule.from)), turn(end(rule.to)));
    if y == other_y {
        Rule { is_flat: true, at: y, from: x.min(other_x), to: x.max(other_x) }
    } else {
        Rule { is_flat: false, at: x, from: y.min(other_y), to: y.max(other_y) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_found_again_on_the_page_as_it_is_shown() {
        let (width, height) = (600 * POINT, 800 * POINT);
        let mark = |direction| Mark {
            text: Text::One('甲'),
            from: (100 * POINT, 200 * POINT),
            to: (100 * POINT, 200 * POINT),
            size: 10 * POINT,
            direction,
        };
        for direction in [Direction::Down, Direction::Left, Direction::Up] {
            let drawn = Drawn { glyphs: vec![mark(direction)], ..Drawn::default() };
            let page = upright(drawn, width, height);
            let (glyph, turn) = (&page.glyphs[0], page.turn.unwrap());
            let (x, y) = (glyph.left / POINT, glyph.baseline / POINT);
            assert_eq!(turn.back([x, y, x, y]), [100, 200, 100, 200], "{direction:?}");
        }
    }
}
