//! Lines whose cells are between bars: as in Markdown, without the bars at the ends of a line, full-width, or
//! drawn as a box.

/// The bars between two cells.
const BARS: [char; 5] = ['|', '｜', '│', '┃', '║'];

/// The marks around a whole cell that only set how it looks.
const MARKS: [&str; 4] = ["**", "__", "*", "`"];

/// The first lines that tell how a table is divided.
const HEAD: usize = 6;

/// How the lines of a table are divided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bars {
    bar: char,
    /// Whether a bar stands before the first cell of a line.
    pub(super) is_led: bool,
    /// Whether one stands behind the last.
    is_closed: bool,
}

impl Bars {
    /// How a table is divided that begins with these lines.
    pub(super) fn new(lines: &[&str]) -> Option<Self> {
        let mut rows =
            lines.iter().take(HEAD).filter(|line| !is_rule(line)).map(|line| line.trim());
        let first = rows.next()?;
        let bar = first.chars().find(|c| BARS.contains(c))?;
        // A first cell may be blank; in two lines one after the other it hardly is.
        let is_led = first.starts_with(bar) && rows.next().is_some_and(|it| it.starts_with(bar));
        Some(Self { bar, is_led, is_closed: first.ends_with(bar) })
    }

    /// Whether a line has cells.
    pub(super) fn divide(self, line: &str) -> bool {
        let mut bars = line.matches(self.bar);
        bars.next().is_some() && (!self.is_led || bars.next().is_some() && self.leads(line))
    }

    fn leads(self, line: &str) -> bool {
        line.trim_start().starts_with(self.bar)
    }

    /// The cells of a line.
    pub(super) fn split(self, line: &str) -> Vec<String> {
        let line = line.trim().replace("\\|", "\u{0}");
        let cells = line.strip_prefix(self.bar).filter(|_| self.is_led).unwrap_or(&line);
        let is_closed = self.is_closed || self.is_led;
        let cells = cells.strip_suffix(self.bar).filter(|_| is_closed).unwrap_or(cells);
        let cell = |text: &str| plain(text.trim()).replace('\u{0}', "|").replace("<br>", "\n");
        cells.split(self.bar).map(cell).collect()
    }
}

/// A cell without the marks around it that only set how it looks.
fn plain(cell: &str) -> &str {
    let mut cell = cell;
    for mark in MARKS {
        let inside = cell.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        cell = inside.map(str::trim).filter(|inside| !inside.is_empty()).unwrap_or(cell);
    }
    cell
}

/// Whether a line is only drawn between two rows: `|---|---|`, `--- | ---`, `+----+----+`, `├──┼──┤`.
pub(super) fn is_rule(line: &str) -> bool {
    let is_box = |c: char| ('\u{2500}'..='\u{257f}').contains(&c);
    let is_part = |c: char| is_box(c) || "-=+:|｜ ".contains(c);
    let is_drawn = line.contains("--") || line.contains("==") || line.contains(is_box);
    let is_crossed = line.contains(|c: char| c == '+' || BARS.contains(&c) || is_box(c));
    is_drawn && is_crossed && line.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(lines: &[&str]) -> Vec<Vec<String>> {
        let bars = Bars::new(lines).unwrap();
        let rows = lines.iter().filter(|line| !is_rule(line) && bars.divide(line));
        rows.map(|line| bars.split(line)).collect()
    }

    #[test]
    fn a_bar_may_stand_at_either_end_of_a_line() {
        let plain = [vec!["项目", "合计"], vec!["甲", "1"], vec!["", "2"]];
        assert_eq!(cells(&["| 项目 | 合计 |", "|---|---:|", "| 甲 | 1 |", "| | 2 |"]), plain);
        assert_eq!(cells(&["项目 | 合计 |", "甲 | 1 |", "  | 2 |"]), plain);
        assert_eq!(cells(&["项目|合计", "甲|1", "|2"]), plain);
        assert_eq!(cells(&["项目 | 合计", "--- | ---", "甲 | 1", " | 2"]), plain);
        assert_eq!(cells(&["项目｜合计", "甲｜1", "｜2"]), plain);
        let drawn = ["┌──┬──┐", "│项目│合计│", "├──┼──┤", "│甲  │1   │", "│    │2   │"];
        assert_eq!(cells(&drawn), plain);
        assert_eq!(cells(&["+---+---+", "| 项目 | 合计 |", "| 甲 | 1 |", "|  | 2 |"]), plain);
    }

    #[test]
    fn marks_around_a_cell_are_no_words() {
        let marked =
            cells(&["| **项目** | `合计` |", "| 甲\\|乙 | __1.00__<br>2 |", "| ** | **局 |"]);
        assert_eq!(marked[0], ["项目", "合计"]);
        assert_eq!(marked[1], ["甲|乙", "__1.00__\n2"]);
        assert_eq!(marked[2], ["**", "**局"]);
    }
}
