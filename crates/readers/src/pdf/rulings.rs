//! Straight lines to the lattices they make up.

use super::device::Rule;
use super::geometry::{Area, Length, POINT, clustered, median};

/// Lines closer than this are one line.
const SAME: Length = 3 * POINT / 2;

/// A gap up to this within a line is part of the line: dots, dashes and corners.
const GAP: Length = 3 * POINT;

/// How far a line may end before the line it meets.
const REACH: Length = 5 * POINT / 2;

/// Columns are wider than this, and rows higher; lines closer together are one border.
const NARROWEST: Length = 9 * POINT / 2;
const LOWEST: Length = 3 * POINT;

/// A row or column outside of the last line across is at least this large.
const OPEN_SIDE: Length = 8 * POINT;

/// More lines than this on a page are a picture.
const MOST_RULES: usize = 6_000;

/// So are more positions than this in one lattice, and more lattices on a page.
const MOST_POSITIONS: usize = 20_000;
const MOST_LATTICES: usize = 100;

/// Lines that cross one another: borders of rows and columns, and which of them are drawn.
#[derive(Debug)]
pub struct Lattice {
    /// The borders of the columns and of the rows.
    pub xs: Vec<Length>,
    pub ys: Vec<Length>,
    /// For each border of rows, and each column, whether it is drawn.
    flat: Drawn,
    /// For each border of columns, and each row, whether it is drawn.
    upright: Drawn,
}

/// Which pieces of some borders are drawn.
#[derive(Debug)]
struct Drawn {
    pieces: usize,
    drawn: Vec<bool>,
}

impl Lattice {
    /// A lattice of which all borders are drawn.
    pub fn drawn(xs: Vec<Length>, ys: Vec<Length>) -> Self {
        let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
        let mut lattice = Self {
            flat: Drawn::new(ys.len(), columns),
            upright: Drawn::new(xs.len(), rows),
            xs,
            ys,
        };
        lattice.flat.drawn.fill(true);
        lattice.upright.drawn.fill(true);
        lattice
    }

    /// Takes away the border left of a column beside a row.
    pub fn open_left(&mut self, row: usize, column: usize) {
        self.upright.set(column, row, false);
    }

    /// Takes away the border above a row over a column.
    pub fn open_above(&mut self, row: usize, column: usize) {
        self.flat.set(row, column, false);
    }

    pub fn area(&self) -> Area {
        let end = |lengths: &[Length]| lengths.last().copied().unwrap_or(0);
        let start = |lengths: &[Length]| lengths.first().copied().unwrap_or(0);
        Area {
            left: start(&self.xs),
            top: start(&self.ys),
            right: end(&self.xs),
            bottom: end(&self.ys),
        }
    }

    /// Whether the border above a row is drawn over a column.
    pub fn is_drawn_above(&self, row: usize, column: usize) -> bool {
        self.flat.is_drawn(row, column)
    }

    /// Whether the border left of a column is drawn beside a row.
    pub fn is_drawn_left(&self, row: usize, column: usize) -> bool {
        self.upright.is_drawn(column, row)
    }
}

impl Drawn {
    fn new(borders: usize, pieces: usize) -> Self {
        Self { pieces, drawn: vec![false; borders * pieces] }
    }

    fn is_drawn(&self, border: usize, piece: usize) -> bool {
        self.drawn.get(border * self.pieces + piece).copied().unwrap_or(false)
    }

    fn draw(&mut self, border: usize, piece: usize) {
        self.set(border, piece, true);
    }

    fn set(&mut self, border: usize, piece: usize, is_drawn: bool) {
        if let Some(drawn) = self.drawn.get_mut(border * self.pieces + piece) {
            *drawn = is_drawn;
        }
    }
}

/// The lattices of a page from the top, and the flat lines that belong to none.
pub fn lattices(rules: Vec<Rule>) -> (Vec<Lattice>, Vec<Rule>) {
    let (flat, upright): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|rule| rule.is_flat);
    let (flat, upright) = (merged(flat), merged(upright));
    if flat.len() + upright.len() > MOST_RULES {
        return (Vec::new(), Vec::new());
    }
    let mut lattices = Vec::new();
    let mut alone = Vec::new();
    for (flat, upright) in connected(&flat, &upright) {
        match lattice(&flat, &upright) {
            Some(lattice) => lattices.push(lattice),
            None => alone.extend(flat),
        }
    }
    lattices.sort_by_key(|lattice| (lattice.area().top, lattice.area().left));
    let mut lattices = outermost(lattices);
    lattices.truncate(MOST_LATTICES);
    (lattices, alone)
}

/// Pieces of lines put together, the tiny ones dropped.
fn merged(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    let mut merged = Vec::new();
    let mut group: Vec<Rule> = Vec::new();
    for rule in rules {
        if group.first().is_some_and(|first| rule.at - first.at > SAME) {
            end_to_end(&mut group, &mut merged);
        }
        group.push(rule);
    }
    end_to_end(&mut group, &mut merged);
    merged.retain(|rule| rule.to - rule.from >= GAP);
    merged
}

/// Puts the pieces of lines in one spot together.
fn end_to_end(group: &mut Vec<Rule>, merged: &mut Vec<Rule>) {
    group.sort_by_key(|rule| (rule.from, rule.to));
    let mut open: Option<Rule> = None;
    for rule in group.drain(..) {
        match &mut open {
            Some(open) if rule.from - open.to <= GAP => {
                if rule.to - rule.from > open.to - open.from {
                    open.at = rule.at;
                }
                open.to = open.to.max(rule.to);
            }
            _ => merged.extend(open.replace(rule)),
        }
    }
    merged.extend(open);
}

/// The lines that hang together, as flat and upright ones.
fn connected(flat: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut groups = Groups::new(flat.len() + upright.len());
    for (index, line) in upright.iter().enumerate() {
        let first = flat.partition_point(|across| across.at < line.from - REACH);
        let met = flat.iter().enumerate().skip(first);
        for (other, across) in met.take_while(|(_, across)| across.at <= line.to + REACH) {
            if (across.from - REACH..=across.to + REACH).contains(&line.at) {
                groups.join(other, flat.len() + index);
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = Default::default();
    for (index, rule) in flat.iter().chain(upright).enumerate() {
        let (flat, upright) = found.entry(groups.of(index)).or_default();
        if rule.is_flat { flat.push(*rule) } else { upright.push(*rule) }
    }
    found.into_values().collect()
}

/// Which of some things belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn of(&mut self, mut index: usize) -> usize {
        while let Some(parent) = self.0.get(index).copied().filter(|parent| *parent != index) {
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.0.get_mut(index) {
                *slot = above;
            }
            index = parent;
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        if let Some(slot) = self.0.get_mut(one.max(other)) {
            *slot = one.min(other);
        }
    }
}

/// A lattice of lines that hang together, if they enclose at least one cell.
fn lattice(flat: &[Rule], upright: &[Rule]) -> Option<Lattice> {
    let at = |rules: &[Rule], slack| clustered(rules.iter().map(|rule| rule.at).collect(), slack);
    let (mut xs, mut ys) = (at(upright, NARROWEST), at(flat, LOWEST));
    let open_x = open_sides(flat, &mut xs);
    let open_y = open_sides(upright, &mut ys);
    if xs.len() < 2 || ys.len() < 2 || xs.len() * ys.len() > MOST_POSITIONS {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let mut lattice = Lattice {
        flat: Drawn::new(ys.len(), columns),
        upright: Drawn::new(xs.len(), rows),
        xs,
        ys,
    };
    draw(flat, &lattice.ys, &lattice.xs, &mut lattice.flat);
    draw(upright, &lattice.xs, &lattice.ys, &mut lattice.upright);
    let drawn = |open: (bool, bool), last| [open.0.then_some(0), open.1.then_some(last)];
    for border in drawn(open_x, columns).into_iter().flatten() {
        (0..rows).for_each(|row| lattice.upright.draw(border, row));
    }
    for border in drawn(open_y, rows).into_iter().flatten() {
        (0..columns).for_each(|column| lattice.flat.draw(border, column));
    }
    Some(lattice)
}

/// Adds the sides that are not drawn though the lines across reach beyond the last one:
/// before the first and after the last.
fn open_sides(across: &[Rule], borders: &mut Vec<Length>) -> (bool, bool) {
    let (Some(first), Some(last)) = (borders.first().copied(), borders.last().copied()) else {
        return (false, false);
    };
    let before: Vec<Length> =
        across.iter().map(|rule| rule.from).filter(|from| *from < first - OPEN_SIDE).collect();
    let after: Vec<Length> =
        across.iter().map(|rule| rule.to).filter(|to| *to > last + OPEN_SIDE).collect();
    let is_side = |ends: &[Length]| ends.len() >= 2 && ends.len() * 2 >= across.len();
    let (opens, closes) = (is_side(&before), is_side(&after));
    if let Some(side) = median(before).filter(|_| opens) {
        borders.insert(0, side);
    }
    if let Some(side) = median(after).filter(|_| closes) {
        borders.push(side);
    }
    (opens, closes)
}

/// Marks the pieces of borders that lines cover.
fn draw(rules: &[Rule], borders: &[Length], across: &[Length], drawn: &mut Drawn) {
    for rule in rules {
        let Some(border) = nearest(borders, rule.at) else { continue };
        let pieces = across.iter().zip(across.iter().skip(1)).enumerate();
        let first = across.partition_point(|at| *at < rule.from - GAP * 3).saturating_sub(1);
        for (piece, (from, to)) in pieces.skip(first) {
            if *from > rule.to {
                break;
            }
            let covered = rule.to.min(*to) - rule.from.max(*from);
            if covered * 3 >= (to - from) * 2 {
                drawn.draw(border, piece);
            }
        }
    }
}

/// The index of the nearest of some ascending positions.
pub fn nearest(positions: &[Length], at: Length) -> Option<usize> {
    let after = positions.partition_point(|position| *position < at);
    let distance = |index: &usize| positions.get(*index).map_or(Length::MAX, |p| (p - at).abs());
    [after.saturating_sub(1), after]
        .into_iter()
        .filter(|i| *i < positions.len())
        .min_by_key(distance)
}

/// Without those that lie inside a cell of another, and without frames around others.
fn outermost(lattices: Vec<Lattice>) -> Vec<Lattice> {
    let areas: Vec<Area> = lattices.iter().map(Lattice::area).collect();
    let is_single = |lattice: &Lattice| lattice.xs.len() == 2 && lattice.ys.len() == 2;
    let frames: Vec<bool> = lattices.iter().map(is_single).collect();
    let is_inside = |index: usize, area: &Area| {
        areas.iter().zip(&frames).enumerate().any(|(other, (outer, is_frame))| {
            other != index && !is_frame && outer.encloses(area, 0) && outer != area
        })
    };
    let mut index = 0;
    let kept = lattices.into_iter().filter(|lattice| {
        index += 1;
        !is_single(lattice) && !is_inside(index - 1, &lattice.area())
    });
    kept.collect()
}
