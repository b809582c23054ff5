use crate::Grey;

/// Pixels darker than this are ink.
const INK: u8 = 160;

/// The shortest ruling in pixels; strokes of characters are shorter.
const MIN_LENGTH: usize = 80;

/// The thickest ruling in pixels; a thicker block is part of a picture.
const MAX_THICKNESS: usize = 10;

/// The most rulings on a page with tables; a page with more is a picture.
const MAX_RULINGS: usize = 5_000;

/// A horizontal or vertical line, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// Whether it is horizontal.
    pub is_flat: bool,
    /// The row of a horizontal line, the column of a vertical one (its middle if it is thick).
    pub at: u32,
    /// Its start along its direction.
    pub from: u32,
    /// Its end along its direction.
    pub to: u32,
}

/// A run of ink in neighbouring rows (or columns).
#[derive(Debug, Clone, Copy)]
struct Bar {
    first: usize,
    last: usize,
    from: usize,
    to: usize,
}

/// Erases the ruling lines of a page and returns them.
pub fn take_rulings(page: &mut Grey) -> Vec<Ruling> {
    let (columns, rows) = (page.columns, page.rows);
    let is_ink = |x: usize, y: usize| page.pixels.get(y * columns + x).is_some_and(|p| *p < INK);
    let flat = bars(rows, columns, |line, along| is_ink(along, line));
    let upright = bars(columns, rows, is_ink);
    if flat.len() + upright.len() > MAX_RULINGS {
        return Vec::new();
    }
    for bar in &flat {
        erase(page, bar.from..bar.to, bar.first.saturating_sub(1)..bar.last + 2);
    }
    for bar in &upright {
        erase(page, bar.first.saturating_sub(1)..bar.last + 2, bar.from..bar.to);
    }
    let rulings = |is_flat: bool| move |bar: Bar| bar.ruling(is_flat);
    flat.into_iter().map(rulings(true)).chain(upright.into_iter().map(rulings(false))).collect()
}

/// Returns the long thin runs of ink in `lines` lines of `length` pixels each.
fn bars(lines: usize, length: usize, is_ink: impl Fn(usize, usize) -> bool) -> Vec<Bar> {
    let mut done = Vec::new();
    let mut open: Vec<Bar> = Vec::new();
    for line in 0..lines {
        for (from, to) in runs(length, |along| is_ink(line, along)) {
            let continues = |bar: &&mut Bar| bar.last + 1 >= line && bar.overlaps(from, to);
            match open.iter_mut().find(continues) {
                Some(bar) => {
                    (bar.last, bar.from, bar.to) = (line, bar.from.min(from), bar.to.max(to));
                }
                None => open.push(Bar { first: line, last: line, from, to }),
            }
        }
        let (continued, ended) = open.into_iter().partition(|bar| bar.last == line);
        open = continued;
        let ended: Vec<Bar> = ended;
        done.extend(ended);
        if done.len() > MAX_RULINGS {
            return done;
        }
    }
    done.extend(open);
    done.retain(|bar| bar.last - bar.first < MAX_THICKNESS);
    done
}

/// Returns the runs of ink in one line that are long enough, as start and end.
fn runs(length: usize, is_ink: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for along in 0..=length {
        match (along < length && is_ink(along), start) {
            (true, None) => start = Some(along),
            (false, Some(from)) => {
                if along - from >= MIN_LENGTH {
                    runs.push((from, along));
                }
                start = None;
            }
            _ => {}
        }
    }
    runs
}

fn erase(page: &mut Grey, across: std::ops::Range<usize>, down: std::ops::Range<usize>) {
    let columns = page.columns;
    for row in page.pixels.chunks_mut(columns.max(1)).take(down.end).skip(down.start) {
        row.iter_mut().take(across.end).skip(across.start).for_each(|pixel| *pixel = u8::MAX);
    }
}

impl Bar {
    fn overlaps(&self, from: usize, to: usize) -> bool {
        self.from < to && from < self.to
    }

    fn ruling(self, is_flat: bool) -> Ruling {
        let whole = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        let at = whole((self.first + self.last) / 2);
        Ruling { is_flat, at, from: whole(self.from), to: whole(self.to) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(columns: usize, rows: usize, ink: impl Fn(usize, usize) -> bool) -> Grey {
        let at = |index: usize| if ink(index % columns, index / columns) { 0 } else { 255 };
        Grey { columns, rows, pixels: (0..columns * rows).map(at).collect() }
    }

    #[test]
    fn lines_are_found_and_erased_and_the_rest_stays() {
        let is_line = |x: usize, y: usize| (50..52).contains(&y) || x == 200;
        let is_word = |x: usize, y: usize| (20..60).contains(&x) && y == 70;
        let mut page = page(400, 300, |x, y| is_line(x, y) || is_word(x, y));
        let rulings = take_rulings(&mut page);
        assert_eq!(
            rulings,
            [
                Ruling { is_flat: true, at: 50, from: 0, to: 400 },
                Ruling { is_flat: false, at: 200, from: 0, to: 300 }
            ]
        );
        assert_eq!(page.pixels.iter().filter(|pixel| **pixel == 0).count(), 40);
    }

    #[test]
    fn neither_a_dark_block_nor_hatching_is_a_ruling() {
        let mut block = page(400, 300, |_, y| (100..150).contains(&y));
        assert_eq!(take_rulings(&mut block), []);
        let mut hatched = page(130, 20_000, |_, y| y % 2 == 0);
        assert_eq!(take_rulings(&mut hatched), []);
        assert!(hatched.pixels.contains(&0));
    }

    #[test]
    fn an_empty_page_has_none() {
        assert_eq!(take_rulings(&mut page(1, 1, |_, _| false)), []);
        assert_eq!(take_rulings(&mut Grey { columns: 0, rows: 0, pixels: Vec::new() }), []);
    }
}
