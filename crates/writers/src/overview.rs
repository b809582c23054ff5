//! Draws an overview of a budget: horizontal bars with labels and amounts, distinguished by
//! position and length rather than by colour.
//!
//! The SVG is written directly because it consists of rectangles and text only. The plotting crates
//! that write SVG do not write the titles, descriptions and roles that screen readers need, and
//! need fonts to measure text.

use crate::markup::escape;
use document::{Figure, page_setup};
use std::fmt::Write as _;

/// One bar of a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slice {
    /// Its label.
    pub label: String,
    /// Its amount in hundredths of a yuan.
    pub fen: i64,
    /// Its amount as displayed: `79.63 万元`.
    pub display: String,
}

/// The width of the picture in pixels.
const WIDTH: u32 = 800;

/// The right edge of the labels in pixels.
const LABELS: u32 = 290;

/// The length of the longest bar in pixels.
const MAX_BAR: u32 = 360;

/// The height of a row in pixels.
const ROW: u32 = 30;

/// The top of the first row in pixels.
const TOP: u32 = 52;

/// The width, in half-widths, at which a label is truncated.
const LABEL_WIDTH: u32 = 38;

/// Returns a chart of bars in the given order. A chart without slices shows 无.
pub fn bars(title: &str, slices: &[Slice]) -> Figure {
    let shown: Vec<_> =
        slices.iter().map(|slice| format!("{} {}", slice.label, slice.display)).collect();
    let description = if shown.is_empty() { "无".to_owned() } else { shown.join("；") };
    let rows = u32::try_from(slices.len().max(1)).unwrap_or(u32::MAX);
    let height = TOP.saturating_add(rows.saturating_mul(ROW)).saturating_add(12);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         font-family=\"'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif\" font-size=\"14\">\n\
         <title>{0}</title>\n<desc>{1}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"16\" y=\"30\" font-size=\"18\" fill=\"#111111\">{0}</text>\n",
        escape(title),
        escape(&description),
    );
    let most = slices.iter().map(|slice| slice.fen.unsigned_abs()).max().unwrap_or(0);
    for (number, slice) in (0..).zip(slices) {
        push_bar(&mut svg, slice, most, TOP + number * ROW);
    }
    if slices.is_empty() {
        let _ = writeln!(svg, "<text x=\"16\" y=\"{}\" fill=\"#111111\">无</text>", TOP + 18);
    }
    let (left, bottom) = (LABELS + 10, height - 10);
    let top = TOP - 4;
    let _ = write!(
        svg,
        "<path d=\"M{left} {top}V{bottom}\" stroke=\"#111111\" stroke-width=\"1\" fill=\"none\"/>\n</svg>"
    );
    Figure { title: title.to_owned(), description, svg }
}

fn push_bar(svg: &mut String, slice: &Slice, most: u64, top: u32) {
    let length = length(slice.fen, most);
    let (left, line) = (LABELS + 10, top + 19);
    let after = left + length + 8;
    // Negative amounts are drawn hollow.
    let fill = if slice.fen < 0 { "#ffffff" } else { "#3d5a73" };
    let _ = writeln!(
        svg,
        "<g><title>{0} {1}</title>\
         <text x=\"{LABELS}\" y=\"{line}\" text-anchor=\"end\" fill=\"#111111\">{2}</text>\
         <rect x=\"{left}\" y=\"{3}\" width=\"{length}\" height=\"20\" fill=\"{fill}\" stroke=\"#111111\"/>\
         <text x=\"{after}\" y=\"{line}\" fill=\"#111111\">{1}</text></g>",
        escape(&slice.label),
        escape(&slice.display),
        escape(&truncated(&slice.label)),
        top + 4,
    );
}

/// Returns the length of a bar in pixels, at least 1 if the amount is not zero.
fn length(fen: i64, most: u64) -> u32 {
    if fen == 0 || most == 0 {
        return 0;
    }
    let length = u128::from(fen.unsigned_abs()) * u128::from(MAX_BAR) / u128::from(most);
    u32::try_from(length).unwrap_or(MAX_BAR).max(1)
}

fn truncated(label: &str) -> String {
    if page_setup::width(label) <= LABEL_WIDTH {
        return label.to_owned();
    }
    let mut room = LABEL_WIDTH - 2;
    let fits = |c: &char| {
        let width = if c.is_ascii() { 1 } else { 2 };
        let is_left = room >= width;
        room = room.saturating_sub(width);
        is_left
    };
    label.chars().take_while(fits).chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(label: &str, fen: i64) -> Slice {
        Slice { label: label.to_owned(), fen, display: format!("{fen} 分") }
    }

    #[test]
    fn bars_are_as_long_as_their_amounts_and_all_text_is_accessible() {
        let figure = bars(
            "收入 <来源>",
            &[slice("财政拨款", 400), slice("其他 & 结转", 100), slice("无", 0)],
        );
        assert_eq!(figure.description, "财政拨款 400 分；其他 & 结转 100 分；无 0 分");
        for part in [
            "width=\"360\"",
            "width=\"90\"",
            "width=\"0\"",
            "其他 &amp; 结转",
            "role=\"img\"",
            "<title>收入 &lt;来源&gt;</title>",
        ] {
            assert!(figure.svg.contains(part), "{part} is missing in {}", figure.svg);
        }
        let mut reader = quick_xml::Reader::from_str(&figure.svg);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }

    #[test]
    fn extreme_amounts_and_labels_stay_inside_the_picture() {
        assert_eq!(length(i64::MIN, i64::MIN.unsigned_abs()), MAX_BAR);
        assert_eq!((length(1, u64::MAX), length(0, 0)), (1, 0));
        assert_eq!(truncated(&"长".repeat(40)).chars().count(), 19);
        assert!(bars("空", &[]).svg.contains(">无</text>"));
    }
}
