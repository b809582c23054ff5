//! Turns what a page draws until its text reads from left to right.

use super::device::{Direction, Drawn, Mark, Rule, Text};
use super::geometry::{Area, Length};

/// A page whose text reads from left to right.
#[derive(Debug)]
pub struct Upright {
    pub size: Area,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
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
    Upright { size: Area { left: 0, top: 0, right, bottom }, glyphs, rules }
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
