//! Lines over time: how numbers change over the years.

use crate::text::{Canvas, text, truncated};
use crate::{Chart, FILL, INK, PAPER, TOP, Value, WIDTH, largest};

const LEFT: u32 = 60;
const RIGHT: u32 = WIDTH - 170;
const PLOT: u32 = 220;
const NAME_WIDTH: u32 = 20;

/// How lines differ: by dashes and by their marks.
const DASHES: [&str; 4] = ["none", "8 4", "2 4", "12 4 2 4"];

/// The numbers of one thing, a value for each time; a time without a number is a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What they are of.
    pub name: String,
    /// Its numbers, in the order of the times.
    pub values: Vec<Option<Value>>,
}

/// Returns a chart of lines over `times`, from zero to the largest number. Numbers below zero are
/// drawn at zero; their text says how much they are.
pub fn lines(title: &str, times: &[&str], lines: &[Line]) -> Chart {
    let said: Vec<String> = lines.iter().map(|line| say(line, times)).collect();
    let mut canvas = Canvas::new(title, &said, TOP + PLOT + 40);
    let bottom = TOP + PLOT;
    canvas.plain(&format!("<path d=\"M{LEFT} {bottom}H{RIGHT}\" stroke=\"{INK}\" fill=\"none\"/>"));
    for (at, time) in times.iter().enumerate() {
        canvas.plain(&text(across(at, times.len()), bottom + 20, "middle", time));
    }
    let most = largest(lines.iter().flat_map(|line| line.values.iter().flatten()));
    for (line, dash) in lines.iter().zip(DASHES.iter().cycle()) {
        draw(&mut canvas, line, times.len(), most, dash);
    }
    if lines.is_empty() {
        canvas.plain(&text(16, TOP + 18, "start", "无"));
    }
    canvas.finish(rows(times, lines))
}

fn draw(canvas: &mut Canvas, line: &Line, times: usize, most: u64, dash: &str) {
    let place = |(at, value): (usize, &Option<Value>)| {
        let value = value.clone()?;
        Some((across(at, times), down(value.size, most), value))
    };
    let places: Vec<Option<(u32, u32, Value)>> =
        line.values.iter().take(times).enumerate().map(place).collect();
    let mut path = String::new();
    let mut is_gap = true;
    for place in &places {
        if let Some((x, y, _)) = place {
            path.push_str(&format!("{}{x} {y}", if is_gap { 'M' } else { 'L' }));
        }
        is_gap = place.is_none();
    }
    canvas.plain(&format!("<path d=\"{path}\" stroke=\"{FILL}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\" fill=\"none\"/>"));
    for (x, y, value) in places.iter().flatten() {
        let mark = format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{PAPER}\" stroke=\"{FILL}\" stroke-width=\"2\"/>"
        );
        canvas.shape(value, &(mark + &text(*x, y.saturating_sub(10), "middle", &value.shown)));
    }
    if let Some((x, y, _)) = places.iter().flatten().next_back() {
        canvas.plain(&text(x + 12, y + 5, "start", &truncated(&line.name, NAME_WIDTH)));
    }
}

fn say(line: &Line, times: &[&str]) -> String {
    let known = times.iter().zip(&line.values);
    let said = known.filter_map(|(time, value)| Some(format!("{time} {}", value.as_ref()?.shown)));
    format!("{}：{}", line.name, said.collect::<Vec<_>>().join("，"))
}

/// A row for each time, a column for each line.
fn rows(times: &[&str], lines: &[Line]) -> Vec<Vec<String>> {
    let head = std::iter::once(String::new()).chain(lines.iter().map(|line| line.name.clone()));
    let row = |(at, time): (usize, &&str)| {
        let shown = |line: &Line| {
            let value = line.values.get(at).and_then(Option::as_ref);
            value.map(|value| value.shown.clone()).unwrap_or_default()
        };
        std::iter::once((*time).to_owned()).chain(lines.iter().map(shown)).collect()
    };
    std::iter::once(head.collect()).chain(times.iter().enumerate().map(row)).collect()
}

/// Returns the x coordinate of a time.
fn across(at: usize, times: usize) -> u32 {
    const MARGIN: u32 = 50;
    let steps = u32::try_from(times.saturating_sub(1)).unwrap_or(u32::MAX).max(1);
    let at = u32::try_from(at).unwrap_or(u32::MAX).min(steps);
    let room = u64::from(RIGHT - LEFT - 2 * MARGIN);
    let offset = room * u64::from(at) / u64::from(steps);
    LEFT + MARGIN + u32::try_from(offset).unwrap_or_default()
}

/// Returns the y coordinate of a number.
fn down(size: i64, most: u64) -> u32 {
    TOP + PLOT - crate::scaled(size.max(0), most, PLOT - 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(size: i64) -> Option<Value> {
        Some(Value { label: String::new(), size, shown: format!("{size} 万元"), link: None })
    }

    #[test]
    fn a_line_goes_over_its_times_and_breaks_at_gaps() {
        let line = Line {
            name: "教育".to_owned(),
            values: vec![value(100), None, value(50), value(25)],
        };
        let chart = lines("变化", &["2029", "2030", "2031", "2032"], &[line]);
        assert_eq!(chart.description, "教育：2029 100 万元，2031 50 万元，2032 25 万元");
        assert!(chart.svg.contains("d=\"M110 82M423 177L580 225\""), "{}", chart.svg);
        assert_eq!(chart.rows[2], ["2030", ""]);
        assert_eq!(chart.rows.len(), 5);
    }

    #[test]
    fn one_time_and_negative_numbers_are_drawn() {
        let line = Line { name: "结余".to_owned(), values: vec![value(-5), value(1)] };
        let chart = lines("一年", &["2031"], &[line]);
        assert!(chart.svg.contains("cy=\"272\""), "{}", chart.svg);
        assert!(lines("空", &[], &[]).svg.contains(">无</text>"));
    }
}
