//! Parses boxes, transforms and paths.

use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use std::borrow::Cow;

/// Returns the numbers of a list, without words that are not numbers.
pub(super) fn numbers(list: &str) -> Vec<f64> {
    list.split_whitespace().filter_map(number).collect()
}

fn number(word: &str) -> Option<f64> {
    word.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Parses a box: left, top, width, height.
pub(super) fn boxed(list: &str) -> Option<Rect> {
    match numbers(list)[..] {
        [left, top, width, height] => Some(Rect::new(left, top, left + width, top + height)),
        _ => None,
    }
}

/// Parses a transform; a missing or malformed one is the identity.
pub(super) fn affine(list: Option<Cow<'_, str>>) -> Affine {
    match numbers(&list.unwrap_or_default())[..] {
        [a, b, c, d, e, f] => Affine::new([a, b, c, d, e, f]),
        _ => Affine::IDENTITY,
    }
}

/// Parses a path: letters, each followed by its numbers. Only straight lines matter, so an arc is
/// replaced by its end point.
pub(super) fn path(data: &str) -> BezPath {
    let mut path = BezPath::new();
    let mut words = data.split_whitespace().peekable();
    while let Some(command) = words.next() {
        let mut values = Vec::new();
        while let Some(number) = words.peek().and_then(|word| number(word)) {
            values.push(number);
            words.next();
        }
        add(&mut path, command, &values);
    }
    path
}

fn add(path: &mut BezPath, command: &str, values: &[f64]) {
    // `is_empty` is true for a path with only a starting point.
    let begun = !path.elements().is_empty();
    if command == "C" && begun {
        path.close_path();
    }
    match (command, values) {
        ("S" | "M", [x, y]) => path.move_to(Point::new(*x, *y)),
        // Some programs write several points after one letter.
        ("L", values) if begun => {
            for point in values.as_chunks().0 {
                let [x, y] = point;
                path.line_to(Point::new(*x, *y));
            }
        }
        ("Q", [a, b, x, y]) if begun => path.quad_to(Point::new(*a, *b), Point::new(*x, *y)),
        ("B", [a, b, c, d, x, y]) if begun => {
            path.curve_to(Point::new(*a, *b), Point::new(*c, *d), Point::new(*x, *y));
        }
        ("A", [_, _, _, _, _, x, y]) if begun => {
            path.quad_to(Point::new(*x, *y), Point::new(*x, *y));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_keep_their_straight_lines() {
        let shown = |data| path(data).to_svg();
        assert_eq!(shown("M 0 0 L 10 0 L 10 5 C"), "M0,0 L10,0 L10,5 Z");
        assert_eq!(shown("S 1 2 L 3 4 5 6"), "M1,2 L3,4 L5,6");
        assert_eq!(shown("M 0 0 Q 1 1 2 0 B 1 1 2 2 3 0"), "M0,0 Q1,1 2,0 C1,1 2,2 3,0");
        assert_eq!(shown("L 1 1 C M 0 0 A 1 1 0 0 1 5 5"), "M0,0 Q5,5 5,5");
        assert_eq!(shown("M 0 L x Q"), "");
    }

    #[test]
    fn boxes_and_transforms_need_all_their_numbers() {
        assert_eq!(boxed("10 20 30 40"), Some(Rect::new(10.0, 20.0, 40.0, 60.0)));
        assert_eq!(boxed("10 20 30"), None);
        assert_eq!(boxed("10 20 30 inf"), None);
        assert_eq!(affine(Some("2 0 0 2 1".into())), Affine::IDENTITY);
        assert_eq!(affine(Some("2 0 0 2 1 1".into())), Affine::new([2.0, 0.0, 0.0, 2.0, 1.0, 1.0]));
    }
}
