//! Writes a self-contained web page: no scripts, fonts or network. It is accessible to screen
//! readers, printable, and can be read back.

use crate::annotations::{Annotation, Annotations, Piece, pieces};
use crate::markup::escape;
use crate::rows::{Slot, rows};
use document::{Block, Cell, Cover, Document, Paragraph, Table, page_setup};
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// The level of the heading below which a part of a page stands.
const ABOVE: u8 = 2;

/// The deepest heading level in HTML.
const MAX_LEVEL: u8 = 6;

/// Returns a document as a web page in UTF-8. The figures of the cover come before the text.
///
/// An annotated number shows its scope and links to the first of its sources that is an address.
pub fn write(document: &Document, cover: &Cover, annotations: &Annotations) -> Vec<u8> {
    let mut page = Page { out: head(cover), annotations, headings: 0, tables: 0, below: None };
    page.push_front(cover);
    page.push_contents(document);
    page.out.push_str("<main>\n");
    page.push_figures(cover);
    page.push_blocks(document, usize::MAX);
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out.into_bytes()
}

/// Returns a document as part of a page that has a title of its own, and whether that is all of it:
/// where there are more bytes than `most`, the rest is left out from the next block on.
pub fn part(document: &Document, most: usize) -> (String, bool) {
    let none = Annotations::default();
    let mut page =
        Page { out: String::new(), annotations: &none, headings: 0, tables: 0, below: Some(ABOVE) };
    let is_whole = page.push_blocks(document, most);
    (page.out, is_whole)
}

fn head(cover: &Cover) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escape(&cover.title)
    )
}

/// A page being written.
struct Page<'a> {
    out: String,
    annotations: &'a Annotations,
    headings: usize,
    tables: usize,
    /// In a part of a page, the level of the heading before: none is skipped.
    below: Option<u8>,
}

impl Page<'_> {
    /// Adds blocks until there are so many bytes. Returns whether these are all.
    fn push_blocks(&mut self, document: &Document, most: usize) -> bool {
        let blocks = document.blocks.as_slice();
        let mut next = 0;
        while let Some(block) = blocks.get(next) {
            if self.out.len() > most {
                return false;
            }
            let rest = blocks.get(next..).unwrap_or_default();
            match (block, page_setup::caption(rest)) {
                (_, Some((caption, table))) => {
                    next += caption.len();
                    self.push_table(caption, table);
                }
                (Block::Paragraph(paragraph), None) => self.push_paragraph(paragraph),
                (Block::Table(table), None) => self.push_table(&[], table),
            }
            next += 1;
        }
        true
    }

    /// Adds the lines of the front page as the page's title.
    fn push_front(&mut self, cover: &Cover) {
        if cover.lines.is_empty() {
            return;
        }
        let lines: Vec<String> = cover.lines.iter().map(|line| escape(line)).collect();
        let _ = writeln!(self.out, "<header>\n<h1>{}</h1>\n</header>", lines.join("<br>"));
    }

    /// Adds a table of contents with links to the headings.
    fn push_contents(&mut self, document: &Document) {
        let headings = document.paragraphs().filter(|paragraph| paragraph.level.is_some());
        self.out
            .push_str("<nav aria-label=\"目录\">\n<details open>\n<summary>目录</summary>\n<ul>\n");
        for (number, heading) in (1..).zip(headings) {
            let (level, text) = (level(heading), escape(&heading.text));
            let _ =
                writeln!(self.out, "<li class=\"l{level}\"><a href=\"#h{number}\">{text}</a></li>");
        }
        self.out.push_str("</ul>\n</details>\n</nav>\n");
    }

    /// Adds the figures. Their titles are inside the drawings, so that they are not read as
    /// paragraphs of the text.
    fn push_figures(&mut self, cover: &Cover) {
        if cover.figures.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"overview\" aria-label=\"收支概览\">\n");
        for figure in &cover.figures {
            let (title, svg) = (escape(&figure.title), &figure.svg);
            let _ = writeln!(self.out, "<figure aria-label=\"{title}\">\n{svg}\n</figure>");
        }
        self.out.push_str("</section>\n");
    }

    fn push_paragraph(&mut self, paragraph: &Paragraph) {
        let text = self.annotated(&paragraph.text, &paragraph.place);
        let _ = match paragraph.level {
            Some(_) => {
                self.headings += 1;
                let (level, number) = (level(paragraph), self.headings);
                let level = self.below.map_or(level, |before| MAX_LEVEL.min(before.min(level) + 1));
                self.below = self.below.map(|_| level);
                writeln!(self.out, "<h{level} id=\"h{number}\">{text}</h{level}>")
            }
            None => writeln!(self.out, "<p>{text}</p>"),
        };
    }

    fn push_table(&mut self, caption: &[Block], table: &Table) {
        self.tables += 1;
        let label = match (&table.name, caption) {
            (Some(name), []) => format!(" aria-label=\"{}\"", escape(name)),
            _ => String::new(),
        };
        let number = self.tables;
        // A part that scrolls is reached by keyboard.
        let reached = format!(" role=\"group\" tabindex=\"0\" aria-label=\"表 {number}\"");
        let reached = if self.below.is_some() { reached.as_str() } else { "" };
        let _ =
            writeln!(self.out, "<div class=\"scroll\"{reached}><table id=\"t{number}\"{label}>");
        if !caption.is_empty() {
            self.out.push_str("<caption>");
            for block in caption {
                if let Block::Paragraph(paragraph) = block {
                    self.push_paragraph(paragraph);
                }
            }
            self.out.push_str("</caption>\n");
        }
        let rows = rows(table);
        let (head, body) = rows.split_at(rows.len().min(table.head() as usize));
        self.push_rows("thead", head);
        self.push_rows("tbody", body);
        self.out.push_str("</table></div>\n");
    }

    fn push_rows(&mut self, group: &str, rows: &[Vec<Slot<'_>>]) {
        if rows.is_empty() {
            return;
        }
        let is_head = group == "thead";
        let _ = writeln!(self.out, "<{group}>");
        for row in rows {
            self.out.push_str("<tr>");
            let labels = if is_head { row.len() } else { labels(row) };
            for (index, slot) in row.iter().enumerate() {
                match slot {
                    Slot::Cell(cell) => self.push_cell(cell, is_head, index < labels),
                    Slot::Below(_) => {}
                    Slot::Gap(columns) => {
                        let _ = write!(self.out, "<td class=\"gap\" colspan=\"{columns}\"></td>");
                    }
                }
            }
            self.out.push_str("</tr>\n");
        }
        let _ = writeln!(self.out, "</{group}>");
    }

    fn push_cell(&mut self, cell: &Cell, is_head: bool, is_label: bool) {
        let is_label = is_label && !cell.text.trim().is_empty();
        let name = if is_label { "th" } else { "td" };
        let _ = write!(self.out, "<{name}");
        if is_label {
            let scope = match (is_head, cell.column_span, cell.row_span) {
                (true, 2.., _) => "colgroup",
                (true, ..) => "col",
                (false, _, 2..) => "rowgroup",
                (false, ..) => "row",
            };
            let _ = write!(self.out, " scope=\"{scope}\"");
        }
        for (name, span) in [("rowspan", cell.row_span), ("colspan", cell.column_span)] {
            if span > 1 {
                let _ = write!(self.out, " {name}=\"{span}\"");
            }
        }
        if cell.is_numeral() || !is_label && self.annotations.contains_key(&cell.place) {
            self.out.push_str(" class=\"n\"");
        }
        let text = self.annotated(&cell.text, &cell.place);
        let _ = write!(self.out, ">{text}</{name}>");
    }

    /// Returns a text as HTML with the annotations of its numbers.
    fn annotated(&self, text: &str, place: &document::Place) -> String {
        let known = self.annotations.get(place).map(Vec::as_slice).unwrap_or_default();
        let shown = pieces(text, known).into_iter().map(|piece| match piece {
            Piece::Words(words) => escape(words).replace('\n', "<br>"),
            Piece::Number(number, annotation) => number_html(number, annotation),
        });
        shown.collect()
    }
}

fn number_html(number: &str, annotation: &Annotation) -> String {
    let scope = escape(&annotation.scope);
    let sources = escape(&annotation.sources.join("\n")).replace('\n', "&#10;");
    let attributes = format!("data-scope=\"{scope}\" title=\"{scope}&#10;{sources}\"");
    match annotation.sources.iter().find(|source| is_relative(source)) {
        Some(source) => {
            format!("<a href=\"{}\" {attributes}>{}</a>", escape(source), escape(number))
        }
        None => format!("<data value=\"{0}\" {attributes}>{0}</data>", escape(number)),
    }
}

/// Returns whether a source is a relative address. An address with a scheme could run a script or
/// lead to another site; a text with a space is words, not an address.
fn is_relative(source: &str) -> bool {
    let start = source.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '\\';
    source.contains(['/', '#', '.'])
        && !start.contains(':')
        && !source.starts_with("//")
        && source.chars().all(is_plain)
}

/// Returns the number of cells at the start of a row that label it: those before its first number,
/// or only the first if there is no number.
fn labels(row: &[Slot<'_>]) -> usize {
    let is_number = |slot: &Slot<'_>| matches!(slot, Slot::Cell(cell) if cell.is_numeral());
    row.iter().position(is_number).unwrap_or(1)
}

fn level(heading: &Paragraph) -> u8 {
    heading.level.unwrap_or(MAX_LEVEL).clamp(1, MAX_LEVEL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;
    use document::Place;

    fn page(annotations: &Annotations) -> String {
        let cover = Cover { title: "某局 <2031>".to_owned(), ..Cover::default() };
        String::from_utf8(write(&small(), &cover, annotations)).unwrap()
    }

    #[test]
    fn header_cells_have_scopes_and_captions_hold_the_title() {
        let page = page(&Annotations::new());
        for part in [
            "<title>某局 &lt;2031&gt;</title>",
            "<caption><h2 id=\"h2\">部门支出总表</h2>\n<p>单位：万元</p>\n</caption>",
            "<th scope=\"col\" rowspan=\"2\">科目编码</th>",
            "<th scope=\"colgroup\" colspan=\"2\">本年支出</th>",
            "<th scope=\"row\">20701</th><th scope=\"row\">文化&lt;和&gt;旅游 &amp; &quot;其他&quot;</th>",
            "<td class=\"n\">1,320.50</td>",
            "<li class=\"l1\"><a href=\"#h3\">第二部分 说明</a></li>",
        ] {
            assert!(page.contains(part), "{part} is missing in\n{page}");
        }
    }

    #[test]
    fn a_part_of_a_page_has_no_title_and_an_end() {
        let (whole, is_whole) = part(&small(), usize::MAX);
        assert!(is_whole && !whole.contains("<h1") && !whole.contains("<style"));
        assert!(whole.contains("<caption><h3 id=\"h2\">部门支出总表</h3>"), "{whole}");
        assert!(whole.contains("<td class=\"n\">1,320.50</td>") && whole.contains("tabindex"));
        // A level that the document skips is not skipped here.
        let mut deep = small();
        let headings = deep.blocks.iter_mut().filter_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.level.is_some() => Some(paragraph),
            _ => None,
        });
        headings.for_each(|heading| heading.level = Some(5));
        let (deep, _) = part(&deep, usize::MAX);
        assert!(deep.contains("<h3 id=\"h1\">") && deep.contains("<h4 id=\"h2\">"), "{deep}");
        let (first, is_whole) = part(&small(), 1);
        assert!(!is_whole && whole.starts_with(&first) && !first.contains("<table"), "{first}");
    }

    #[test]
    fn numbers_show_their_scope_and_link_to_their_source() {
        let annotation = |printed: &str, source: &str| Annotation {
            printed: printed.to_owned(),
            scope: "本年支出\"合计".to_owned(),
            sources: vec![source.to_owned()],
        };
        let known = Annotations::from([
            (
                Place::Cell { table: 1, row: 3, column: 3 },
                vec![annotation("1,320.50", "b.csv#row=7")],
            ),
            (Place::Paragraph(6), vec![annotation("-3.00", "javascript:alert(1)#")]),
        ]);
        let page = page(&known);
        assert!(page.contains(
            "<a href=\"b.csv#row=7\" data-scope=\"本年支出&quot;合计\" title=\"本年支出&quot;合计&#10;b.csv#row=7\">1,320.50</a>"
        ));
        assert!(page.contains("<data value=\"-3.00\" data-scope="));
        assert!(!page.contains("href=\"javascript"));
    }

    #[test]
    fn only_relative_addresses_are_links() {
        for good in ["budget.csv#row=3", "../数据/budget.csv", "#t1"] {
            assert!(is_relative(good), "{good}");
        }
        for bad in ["javascript:x.y", "https://a.b/", "//a.b", "预算明细 B7", "\\\\a.b"] {
            assert!(!is_relative(bad), "{bad}");
        }
    }
}
