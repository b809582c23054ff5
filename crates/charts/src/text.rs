//! Text in SVG, and the frame of every picture.

use crate::{Chart, INK, PAPER, Value, WIDTH};
use std::fmt::Write as _;

/// A picture while it is drawn.
pub(crate) struct Canvas {
    svg: String,
    title: String,
    description: String,
    has_links: bool,
}

impl Canvas {
    /// Begins a picture with its title at the top. Without `said` it shows 无.
    pub(crate) fn new(title: &str, said: &[String], height: u32) -> Self {
        let description = if said.is_empty() { "无".to_owned() } else { said.join("；") };
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             font-family=\"'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif\" font-size=\"14\">\n\
             <title>{0}</title>\n<desc>{1}</desc>\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{PAPER}\"/>\n\
             <text x=\"16\" y=\"30\" font-size=\"18\" fill=\"{INK}\">{0}</text>\n",
            escape(title),
            escape(&description),
        );
        Self { svg, title: title.to_owned(), description, has_links: false }
    }

    /// Draws the shape of a value, with the value as its title and, if it has one, its link.
    pub(crate) fn shape(&mut self, value: &Value, shape: &str) {
        self.has_links |= value.link.is_some();
        let (open, close) = match &value.link {
            Some(link) => (format!("<a href=\"{}\">", escape(link)), "</a>"),
            None => ("<g>".to_owned(), "</g>"),
        };
        let (label, shown) = (escape(&value.label), escape(&value.shown));
        let _ = writeln!(self.svg, "{open}<title>{label} {shown}</title>{shape}{close}");
    }

    /// Draws a shape that represents no value.
    pub(crate) fn plain(&mut self, shape: &str) {
        self.svg.push_str(shape);
        self.svg.push('\n');
    }

    pub(crate) fn finish(mut self, rows: Vec<Vec<String>>) -> Chart {
        self.svg.push_str("</svg>");
        let Self { mut svg, title, description, has_links } = self;
        // The parts of an image cannot be reached by keyboard; those of a group can.
        if has_links {
            svg = svg.replacen("role=\"img\"", "role=\"group\"", 1);
        }
        Chart { title, description, svg, rows }
    }
}

/// Returns text at a place; `anchor` is `start`, `middle` or `end`.
pub(crate) fn text(x: u32, y: u32, anchor: &str, words: &str) -> String {
    format!(
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"{INK}\">{}</text>",
        escape(words)
    )
}

/// Returns the text without what markup would mean, and without what XML cannot hold.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Returns the beginning of a label that fits into `most` half-widths.
pub(crate) fn truncated(label: &str, most: u32) -> String {
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    if label.chars().map(width).sum::<u32>() <= most {
        return label.to_owned();
    }
    let mut room = most.saturating_sub(2);
    let fits = |c: &char| {
        let is_left = room >= width(*c);
        room = room.saturating_sub(width(*c));
        is_left
    };
    label.chars().take_while(fits).chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_label_is_markup() {
        assert_eq!(escape("<a href=\"x\">&\u{1}\u{ffff}"), "&lt;a href=&quot;x&quot;&gt;&amp; ");
    }

    #[test]
    fn long_labels_end_in_dots() {
        assert_eq!(truncated("教育支出", 8), "教育支出");
        assert_eq!(truncated("教育支出a", 8), "教育支…");
        assert_eq!(truncated("", 0), "");
    }
}
