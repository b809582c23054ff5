//! Horizontal bars, alone and in pairs.

use crate::text::{Canvas, text, truncated};
use crate::{Chart, FILL, INK, PAPER, TOP, Value, largest, scaled};

/// The right edge of the labels in pixels.
const LABELS: u32 = 290;

/// The left edge of the bars in pixels.
const LEFT: u32 = LABELS + 10;

/// The length of the longest bar in pixels.
const MAX_BAR: u32 = 360;

/// The height of a row in pixels, of a pair's, and of the bars of a pair.
const ROW: u32 = 30;
const PAIR: u32 = 46;
const HALF: u32 = 18;

/// The width, in half-widths, at which a label is truncated.
const LABEL_WIDTH: u32 = 38;

/// Two numbers of one thing: a control figure and what is proposed. Their own labels are not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// What they are of.
    pub label: String,
    /// The first, drawn hollow.
    pub first: Value,
    /// The second, drawn filled.
    pub second: Value,
}

/// Returns a chart of bars in the given order; negative numbers are hollow.
pub fn bars(title: &str, values: &[Value]) -> Chart {
    let said: Vec<String> = values.iter().map(|it| format!("{} {}", it.label, it.shown)).collect();
    let height = height(0, values.len(), ROW);
    let mut canvas = Canvas::new(title, &said, height);
    let most = largest(values);
    for (row, value) in (0..).zip(values) {
        let top = TOP + row * ROW;
        let length = scaled(value.size, most, MAX_BAR);
        let fill = if value.size < 0 { PAPER } else { FILL };
        let shape = [
            text(LABELS, top + 19, "end", &truncated(&value.label, LABEL_WIDTH)),
            bar(top + 4, length, 20, fill),
            text(LEFT + length + 8, top + 19, "start", &value.shown),
        ];
        canvas.shape(value, &shape.concat());
    }
    finish(
        canvas,
        values.is_empty(),
        height,
        rows(&["", title], values.iter().map(|it| vec![it.label.clone(), it.shown.clone()])),
    )
}

/// Returns a chart of pairs in the given order, below what the two of each are called.
pub fn pairs(title: &str, names: [&str; 2], pairs: &[Pair]) -> Chart {
    let [first, second] = names;
    let say =
        |it: &Pair| format!("{} {first} {} {second} {}", it.label, it.first.shown, it.second.shown);
    let said: Vec<String> = pairs.iter().map(say).collect();
    let height = height(ROW, pairs.len(), PAIR);
    let mut canvas = Canvas::new(title, &said, height);
    let most = largest(pairs.iter().flat_map(|pair| [&pair.first, &pair.second]));
    for ((x, name), fill) in [(LEFT, first), (LEFT + 180, second)].into_iter().zip([PAPER, FILL]) {
        let mark = format!(
            "<rect x=\"{x}\" y=\"{}\" width=\"24\" height=\"{HALF}\" fill=\"{fill}\" stroke=\"{INK}\"/>",
            TOP + 3
        );
        canvas.plain(&(mark + &text(x + 32, TOP + 17, "start", name)));
    }
    for (row, pair) in (0..).zip(pairs) {
        let top = TOP + ROW + row * PAIR;
        canvas.plain(&text(LABELS, top + 27, "end", &truncated(&pair.label, LABEL_WIDTH)));
        let both = [(&pair.first, first, top + 4, PAPER), (&pair.second, second, top + 22, FILL)];
        for (value, name, y, fill) in both {
            let length = scaled(value.size, most, MAX_BAR);
            let shown = text(LEFT + length + 8, y + 14, "start", &value.shown);
            let value = Value { label: format!("{} {name}", pair.label), ..value.clone() };
            canvas.shape(&value, &(bar(y, length, HALF, fill) + &shown));
        }
    }
    finish(
        canvas,
        pairs.is_empty(),
        height,
        rows(
            &["", first, second],
            pairs
                .iter()
                .map(|it| vec![it.label.clone(), it.first.shown.clone(), it.second.shown.clone()]),
        ),
    )
}

fn height(head: u32, rows: usize, row: u32) -> u32 {
    let rows = u32::try_from(rows.max(1)).unwrap_or(u32::MAX);
    TOP.saturating_add(head).saturating_add(rows.saturating_mul(row)).saturating_add(12)
}

fn bar(top: u32, length: u32, height: u32, fill: &str) -> String {
    format!(
        "<rect x=\"{LEFT}\" y=\"{top}\" width=\"{length}\" height=\"{height}\" fill=\"{fill}\" stroke=\"{INK}\"/>"
    )
}

fn rows(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let head = head.iter().map(|&word| word.to_owned()).collect();
    std::iter::once(head).chain(rows).collect()
}

/// Ends the picture with the line on which the bars stand.
fn finish(mut canvas: Canvas, is_empty: bool, height: u32, rows: Vec<Vec<String>>) -> Chart {
    if is_empty {
        canvas.plain(&text(16, TOP + 18, "start", "无"));
    }
    let (top, bottom) = (TOP - 4, height - 10);
    canvas.plain(&format!(
        "<path d=\"M{LEFT} {top}V{bottom}\" stroke=\"{INK}\" stroke-width=\"1\" fill=\"none\"/>"
    ));
    canvas.finish(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(label: &str, size: i64) -> Value {
        Value { label: label.to_owned(), size, shown: format!("{size} 分"), link: None }
    }

    #[test]
    fn bars_are_as_long_as_their_numbers_and_all_text_is_accessible() {
        let mut linked = value("财政拨款", 400);
        linked.link = Some("/a?b&c".to_owned());
        let chart = bars("收入 <来源>", &[linked, value("其他 & 结转", 100), value("无", 0)]);
        assert_eq!(chart.description, "财政拨款 400 分；其他 & 结转 100 分；无 0 分");
        let parts = [
            "width=\"360\"",
            "width=\"90\"",
            "width=\"0\"",
            "其他 &amp; 结转",
            "role=\"group\"",
            "<title>收入 &lt;来源&gt;</title>",
            "<a href=\"/a?b&amp;c\">",
        ];
        for part in parts {
            assert!(chart.svg.contains(part), "{part} is missing in {}", chart.svg);
        }
        assert_eq!(chart.rows[1], ["财政拨款", "400 分"]);
        is_xml(&chart.svg);
        assert!(bars("收入", &[value("财政拨款", 400)]).svg.contains("role=\"img\""));
    }

    #[test]
    fn extreme_numbers_and_labels_stay_inside_the_picture() {
        assert_eq!(scaled(i64::MIN, i64::MIN.unsigned_abs(), MAX_BAR), MAX_BAR);
        assert_eq!((scaled(1, u64::MAX, MAX_BAR), scaled(0, 0, MAX_BAR)), (1, 0));
        let empty = bars("空", &[]);
        assert!(empty.svg.contains(">无</text>"));
        assert_eq!((empty.description.as_str(), empty.rows.len()), ("无", 1));
        let least = bars("负", &[value(&"长".repeat(90), i64::MIN)]);
        assert!(least.svg.contains(&format!("fill=\"{PAPER}\" stroke")));
        is_xml(&least.svg);
    }

    #[test]
    fn a_pair_has_two_bars_on_one_scale() {
        let pair = Pair {
            label: "教育".to_owned(),
            first: value("控制数", 200),
            second: value("申报数", 100),
        };
        let chart = pairs("控制数与申报数", ["控制数", "申报数"], &[pair]);
        assert!(chart.svg.contains("width=\"360\" height=\"18\" fill=\"#ffffff\""));
        assert!(chart.svg.contains("width=\"180\" height=\"18\" fill=\"#3d5a73\""));
        assert_eq!(chart.rows, [["", "控制数", "申报数"], ["教育", "200 分", "100 分"]]);
        assert!(chart.svg.contains("<title>教育 申报数 100 分</title>"));
        assert_eq!(chart.description, "教育 控制数 200 分 申报数 100 分");
        is_xml(&chart.svg);
    }

    fn is_xml(svg: &str) {
        let mut reader = quick_xml::Reader::from_str(svg);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }
}
