//! One bar divided into parts: how far a round of the budget has come.

use crate::text::{Canvas, text};
use crate::{Chart, INK, PAPER, TOP, Value};

const LEFT: u32 = 16;
const LENGTH: u32 = 768;
const BAR: u32 = 28;
const ROW: u32 = 24;

/// Fills from dark to light; neighbours differ in grey.
const FILLS: [&str; 5] = ["#24384a", "#5b7d99", "#a9bfd1", "#dfe8ef", PAPER];

/// Returns a chart of parts that together are a whole, with a key below. Negative parts are drawn
/// as nothing.
pub fn parts(title: &str, values: &[Value]) -> Chart {
    let said: Vec<String> = values.iter().map(|it| format!("{} {}", it.label, it.shown)).collect();
    let key = u32::try_from(values.len().max(1)).unwrap_or(u32::MAX).saturating_mul(ROW);
    let height = key.saturating_add(TOP + BAR + 20);
    let mut canvas = Canvas::new(title, &said, height);
    let size = |value: &Value| u128::from(value.size.max(0).unsigned_abs());
    let whole: u128 = values.iter().map(size).sum();
    let mut before = 0;
    for ((at, value), fill) in (0..).zip(values).zip(FILLS.iter().cycle()) {
        // From edge to edge, so that the parts meet and fill the bar.
        let edge = |sum: u128| LEFT + pixels(sum, whole);
        let (left, right) = (edge(before), edge(before + size(value)));
        before += size(value);
        let y = TOP + BAR + 12 + at * ROW;
        let shape = [
            rect(left, TOP, right - left, BAR, fill),
            rect(LEFT, y, 24, 14, fill),
            text(LEFT + 34, y + 12, "start", &format!("{} {}", value.label, value.shown)),
        ];
        canvas.shape(value, &shape.concat());
    }
    if whole == 0 {
        canvas.plain(&rect(LEFT, TOP, LENGTH, BAR, PAPER));
    }
    let head = vec![String::new(), title.to_owned()];
    let rows = values.iter().map(|it| vec![it.label.clone(), it.shown.clone()]);
    canvas.finish(std::iter::once(head).chain(rows).collect())
}

fn pixels(sum: u128, whole: u128) -> u32 {
    let pixels = (sum * u128::from(LENGTH)).checked_div(whole).unwrap_or(0);
    u32::try_from(pixels).unwrap_or(LENGTH)
}

fn rect(x: u32, y: u32, width: u32, height: u32, fill: &str) -> String {
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" stroke=\"{INK}\"/>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(label: &str, size: i64) -> Value {
        Value { label: label.to_owned(), size, shown: format!("{size} 个"), link: None }
    }

    #[test]
    fn parts_fill_the_bar() {
        let chart = parts("进度", &[value("已批复", 1), value("审核中", 2), value("未报", 1)]);
        for width in [
            "x=\"16\" y=\"52\" width=\"192\"",
            "x=\"208\" y=\"52\" width=\"384\"",
            "x=\"592\" y=\"52\" width=\"192\"",
        ] {
            assert!(chart.svg.contains(width), "{width} is missing in {}", chart.svg);
        }
        assert_eq!(chart.rows[2], ["审核中", "2 个"]);
    }

    #[test]
    fn nothing_and_too_much_are_drawn() {
        assert!(parts("空", &[]).svg.contains("width=\"768\""));
        let chart = parts("多", &[value("甲", i64::MAX), value("乙", i64::MAX), value("负", -5)]);
        assert!(chart.svg.contains("x=\"400\" y=\"52\" width=\"384\""));
    }
}
