//! Finds the lattices that straight lines form.

use super::device::Rule;
use super::geometry::{Area, Length, POINT, clustered, median};

/// The distance up to which lines count as one.
const SAME_LINE: Length = 3 * POINT / 2;

/// The longest gap within one line, which may consist of dots, dashes and corners.
const MAX_GAP: Length = 3 * POINT;

/// The distance up to which a line counts as reaching another.
const MAX_REACH: Length = 5 * POINT / 2;

/// The least width of a column; vertical lines closer together are one border.
const MIN_COLUMN: Length = 9 * POINT / 2;

/// The least height of a row; horizontal lines closer together are one border.
const MIN_ROW: Length = 3 * POINT;

/// The least size of a row or column that is open to one side.
const OPEN_SIDE: Length = 8 * POINT;

/// The most lines on a page with tables; a page with more is a picture.
const MAX_RULES: usize = 6_000;

/// The most positions in one lattice.
const MAX_POSITIONS: usize = 20_000;

/// The most lattices on a page.
const MAX_LATTICES: usize = 100;

/// Crossing lines: the borders of rows and columns, and which segments of them are drawn.
#[derive(Debug)]
pub struct Lattice {
    /// The borders of the columns.
    pub xs: Vec<Length>,
    /// The borders of the rows.
    pub ys: Vec<Length>,
    /// For each border of rows and each column, whether it is drawn.
    horizontal: Drawn,
    /// For each border of columns and each row, whether it is drawn.
    vertical: Drawn,
}

/// Which segments of some borders are drawn.
#[derive(Debug)]
struct Drawn {
    segments: usize,
    drawn: Vec<bool>,
}

impl Lattice {
    /// Returns a lattice with all borders drawn.
    pub fn drawn(xs: Vec<Length>, ys: Vec<Length>) -> Self {
        let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
        let mut lattice = Self {
            horizontal: Drawn::new(ys.len(), columns),
            vertical: Drawn::new(xs.len(), rows),
            xs,
            ys,
        };
        lattice.horizontal.drawn.fill(true);
        lattice.vertical.drawn.fill(true);
        lattice
    }

    /// Removes the border left of a column in a row.
    pub fn open_left(&mut self, row: usize, column: usize) {
        self.vertical.set(column, row, false);
    }

    /// Removes the border above a row in a column.
    pub fn open_above(&mut self, row: usize, column: usize) {
        self.horizontal.set(row, column, false);
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

    /// Returns whether the border above a row is drawn in a column.
    pub fn is_drawn_above(&self, row: usize, column: usize) -> bool {
        self.horizontal.is_drawn(row, column)
    }

    /// Returns whether the border left of a column is drawn in a row.
    pub fn is_drawn_left(&self, row: usize, column: usize) -> bool {
        self.vertical.is_drawn(column, row)
    }
}

impl Drawn {
    fn new(borders: usize, segments: usize) -> Self {
        Self { segments, drawn: vec![false; borders * segments] }
    }

    fn is_drawn(&self, border: usize, segment: usize) -> bool {
        self.drawn.get(border * self.segments + segment).copied().unwrap_or(false)
    }

    fn draw(&mut self, border: usize, segment: usize) {
        self.set(border, segment, true);
    }

    fn set(&mut self, border: usize, segment: usize, is_drawn: bool) {
        if let Some(drawn) = self.drawn.get_mut(border * self.segments + segment) {
            *drawn = is_drawn;
        }
    }
}

/// Returns the lattices of a page from top to bottom, and the horizontal lines that belong to none.
pub fn lattices(rules: Vec<Rule>) -> (Vec<Lattice>, Vec<Rule>) {
    let (horizontal, vertical): (Vec<Rule>, Vec<Rule>) =
        rules.into_iter().partition(|rule| rule.is_flat);
    let (horizontal, vertical) = (merged(horizontal), merged(vertical));
    if horizontal.len() + vertical.len() > MAX_RULES {
        return (Vec::new(), Vec::new());
    }
    let mut lattices = Vec::new();
    let mut alone = Vec::new();
    for (horizontal, vertical) in connected(&horizontal, &vertical) {
        match lattice(&horizontal, &vertical) {
            Some(lattice) => lattices.push(lattice),
            None => alone.extend(horizontal),
        }
    }
    lattices.sort_by_key(|lattice| (lattice.area().top, lattice.area().left));
    let mut lattices = outermost(lattices);
    lattices.truncate(MAX_LATTICES);
    (lattices, alone)
}

/// Joins the pieces of lines and drops very short lines.
fn merged(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by_key(|rule| (rule.at, rule.from, rule.to));
    let mut merged = Vec::new();
    let mut group: Vec<Rule> = Vec::new();
    for rule in rules {
        if group.first().is_some_and(|first| rule.at - first.at > SAME_LINE) {
            end_to_end(&mut group, &mut merged);
        }
        group.push(rule);
    }
    end_to_end(&mut group, &mut merged);
    merged.retain(|rule| rule.to - rule.from >= MAX_GAP);
    merged
}

/// Joins the pieces of lines at the same position.
fn end_to_end(group: &mut Vec<Rule>, merged: &mut Vec<Rule>) {
    group.sort_by_key(|rule| (rule.from, rule.to));
    let mut open: Option<Rule> = None;
    for rule in group.drain(..) {
        match &mut open {
            Some(open) if rule.from - open.to <= MAX_GAP => {
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

/// Returns groups of connected lines, horizontal and vertical.
fn connected(horizontal: &[Rule], vertical: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut groups = Groups::new(horizontal.len() + vertical.len());
    for (index, line) in vertical.iter().enumerate() {
        let first = horizontal.partition_point(|across| across.at < line.from - MAX_REACH);
        let met = horizontal.iter().enumerate().skip(first);
        for (other, across) in met.take_while(|(_, across)| across.at <= line.to + MAX_REACH) {
            if (across.from - MAX_REACH..=across.to + MAX_REACH).contains(&line.at) {
                groups.join(other, horizontal.len() + index);
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = Default::default();
    for (index, rule) in horizontal.iter().chain(vertical).enumerate() {
        let (horizontal, vertical) = found.entry(groups.of(index)).or_default();
        if rule.is_flat { horizontal.push(*rule) } else { vertical.push(*rule) }
    }
    found.into_values().collect()
}

/// Disjoint sets of indices (union-find).
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

/// Returns the lattice of connected lines, if they enclose at least one cell.
fn lattice(horizontal: &[Rule], vertical: &[Rule]) -> Option<Lattice> {
    let at = |rules: &[Rule], slack| clustered(rules.iter().map(|rule| rule.at).collect(), slack);
    let (mut xs, mut ys) = (at(vertical, MIN_COLUMN), at(horizontal, MIN_ROW));
    let open_x = open_sides(horizontal, &mut xs);
    let open_y = open_sides(vertical, &mut ys);
    if xs.len() < 2 || ys.len() < 2 || xs.len() * ys.len() > MAX_POSITIONS {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let mut lattice = Lattice {
        horizontal: Drawn::new(ys.len(), columns),
        vertical: Drawn::new(xs.len(), rows),
        xs,
        ys,
    };
    draw(horizontal, &lattice.ys, &lattice.xs, &mut lattice.horizontal);
    draw(vertical, &lattice.xs, &lattice.ys, &mut lattice.vertical);
    let drawn = |open: (bool, bool), last| [open.0.then_some(0), open.1.then_some(last)];
    for border in drawn(open_x, columns).into_iter().flatten() {
        (0..rows).for_each(|row| lattice.vertical.draw(border, row));
    }
    for border in drawn(open_y, rows).into_iter().flatten() {
        (0..columns).for_each(|column| lattice.horizontal.draw(border, column));
    }
    Some(lattice)
}

/// Adds outer borders that are not drawn although crossing lines extend beyond the first or last
/// border. Returns whether one was added before the first and after the last.
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

/// Marks the segments of borders that lines cover.
fn draw(rules: &[Rule], borders: &[Length], across: &[Length], drawn: &mut Drawn) {
    for rule in rules {
        let Some(border) = nearest(borders, rule.at) else { continue };
        let segments = across.iter().zip(across.iter().skip(1)).enumerate();
        let first = across.partition_point(|at| *at < rule.from - MAX_GAP * 3).saturating_sub(1);
        for (segment, (from, to)) in segments.skip(first) {
            if *from > rule.to {
                break;
            }
            let covered = rule.to.min(*to) - rule.from.max(*from);
            if covered * 3 >= (to - from) * 2 {
                drawn.draw(border, segment);
            }
        }
    }
}

/// Returns the index of the nearest of some ascending positions.
pub fn nearest(positions: &[Length], at: Length) -> Option<usize> {
    let after = positions.partition_point(|position| *position < at);
    let distance = |index: &usize| positions.get(*index).map_or(Length::MAX, |p| (p - at).abs());
    [after.saturating_sub(1), after]
        .into_iter()
        .filter(|i| *i < positions.len())
        .min_by_key(distance)
}

/// Removes lattices inside a cell of another, and frames around others.
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
