use super::escape;
use super::marks::{Mark, Marks};
use crate::render::words::labels;
use document::{Block, Cell, Document, Paragraph, Table};
use message::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The number of rows that are shown at the top of a table, and on both sides of a marked row.
const TOP: u32 = 3;
const AROUND: u32 = 1;
/// No caption is longer, in characters; a longer paragraph is running text.
const CAPTION: usize = 60;
/// A line of so few characters is likelier the number of a form than its title.
const FORM_NUMBER: usize = 6;

/// The document's tables and marked sentences as they stand, and the numbers of the marks
/// that could be shown.
pub(super) fn document(
    document: Option<&Document>,
    marks: &Marks<'_>,
    lang: Lang,
) -> (String, BTreeSet<usize>) {
    let mut page = Page { out: String::new(), shown: BTreeSet::new(), marks, lang };
    let Some(document) = document else { return (page.out, page.shown) };
    let mut before: Vec<&Paragraph> = Vec::new();
    let mut number = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                page.push_paragraph(paragraph);
                before.push(paragraph);
            }
            Block::Table(table) => {
                number += 1;
                page.push_table(table, number, caption(&before));
                before.clear();
            }
        }
    }
    let open = if page.shown.is_empty() { "" } else { " open" };
    let label = labels(lang).original;
    let body = format!(
        "<details class=\"original\"{open}><summary>{label}</summary>\n{}</details>\n",
        page.out
    );
    (body, page.shown)
}

struct Page<'a> {
    out: String,
    shown: BTreeSet<usize>,
    marks: &'a Marks<'a>,
    lang: Lang,
}

/// What the paragraphs since the last table call the next one: the last short line that does
/// not state a unit or a name (`单位：万元`), and rather a heading or a longer line than a bare
/// number of a form.
fn caption<'a>(before: &[&'a Paragraph]) -> Option<&'a str> {
    let characters = |paragraph: &Paragraph| paragraph.text.trim().chars().count();
    let is_short = |paragraph: &&&Paragraph| {
        (1..=CAPTION).contains(&characters(paragraph)) && !paragraph.text.contains(['：', ':'])
    };
    let lines: Vec<_> = before.iter().rev().filter(is_short).collect();
    let is_title = |p: &&&&Paragraph| p.level.is_some() || characters(p) > FORM_NUMBER;
    let title = lines.iter().copied().find(|paragraph| is_title(&paragraph));
    title.or(lines.first().copied()).map(|paragraph| paragraph.text.trim())
}

impl Page<'_> {
    /// A sentence in which something is marked; the others are left out.
    fn push_paragraph(&mut self, paragraph: &Paragraph) {
        let marks = self.marks;
        let Some(mark) = marks.at(&paragraph.place) else { return };
        let anchor = self.anchor(mark);
        let _ = writeln!(
            self.out,
            "<p class=\"sentence\"{anchor}>{}</p>",
            self.sentence(&paragraph.text, mark)
        );
    }

    fn push_table(&mut self, table: &Table, number: usize, caption: Option<&str>) {
        let marks = self.marks;
        let roles: Vec<_> =
            table.cells.iter().filter_map(|cell| marks.at(&cell.place)?.role()).collect();
        // A table without findings is in the document itself.
        let Some(role) = roles.iter().min() else { return };
        let title = caption.or(table.name.as_deref()).unwrap_or_default();
        let (class, marked) = (role.class(), roles.len());
        let label = self.lang.pick("表", "Table");
        let _ = writeln!(
            self.out,
            "<details class=\"table\" open><summary><small>{label} {number}</small> {} \
             <span class=\"badge {class}\">{marked}</span></summary>\n\
             <div class=\"scroll\"><table class=\"sheet\">",
            escape(title),
        );
        let rows = self.rows(table);
        self.push_rows(table, &rows);
        self.out.push_str("</table></div>");
        if let Some(rest @ 1..) = table.rows.checked_sub(count(rows.iter())) {
            let told = match self.lang {
                Lang::Zh => format!("另有 {rest} 行没有问题，未列出"),
                Lang::En => format!("{rest} more rows without findings are left out"),
            };
            let _ = write!(self.out, "<p><small>{told}</small></p>");
        }
        self.out.push_str("</details>\n");
    }

    /// The rows that are shown: the first, those with a mark, and their neighbours.
    fn rows(&self, table: &Table) -> BTreeSet<u32> {
        let marked = table.cells.iter().filter(|cell| self.marks.at(&cell.place).is_some());
        let around = marked
            .flat_map(|cell| cell.row.saturating_sub(AROUND)..=cell.row.saturating_add(AROUND));
        (0..TOP).chain(around).filter(|row| *row < table.rows).collect()
    }

    fn push_rows(&mut self, table: &Table, rows: &BTreeSet<u32>) {
        let mut covered = Covered::default();
        let mut before = None;
        for row in rows.iter().copied() {
            let is_next = before.replace(row).is_none_or(|before: u32| before + 1 == row);
            self.out.push_str(if is_next { "<tr>" } else { "<tr class=\"cut\">" });
            let mut next = 0;
            for cell in table.row(row) {
                let gap = covered.free_between(row, next, cell.column);
                if gap > 0 {
                    let _ = write!(self.out, "<td class=\"gap\" colspan=\"{gap}\"></td>");
                }
                covered.add(cell);
                next = cell.column.saturating_add(cell.column_span);
                let end = cell.row.saturating_add(cell.row_span);
                self.push_cell(cell, count(rows.range(row..end)));
            }
            self.out.push_str("</tr>\n");
        }
    }

    fn push_cell(&mut self, cell: &Cell, row_span: u32) {
        let marks = self.marks;
        let mark = marks.at(&cell.place);
        self.out.push_str("<td");
        for (name, span) in [("rowspan", row_span), ("colspan", cell.column_span)] {
            if span > 1 {
                let _ = write!(self.out, " {name}=\"{span}\"");
            }
        }
        let role = mark.and_then(Mark::role).map(|role| role.class());
        let classes: Vec<_> =
            is_amount(&cell.text).then_some("n").into_iter().chain(role).collect();
        if !classes.is_empty() {
            let _ = write!(self.out, " class=\"{}\"", classes.join(" "));
        }
        if let Some(mark) = mark {
            let anchor = self.anchor(mark);
            self.out.push_str(&anchor);
        }
        self.out.push('>');
        let lines: Vec<_> = cell.text.split('\n').map(escape).collect();
        self.out.push_str(&lines.join("<br>"));
        if let Some(mark) = mark {
            self.out.push_str(&self.footnotes(mark));
        }
        self.out.push_str("</td>");
    }

    /// The anchor of a mark where it is shown for the first time, and what it says on hovering.
    fn anchor(&mut self, mark: &Mark<'_>) -> String {
        let messages: Vec<_> = mark.notes.iter().map(|note| escape(note.message)).collect();
        let title = messages.join("&#10;");
        match self.shown.insert(mark.number) {
            true => format!(" id=\"{}\" title=\"{title}\"", self.marks.anchor(mark)),
            false => format!(" title=\"{title}\""),
        }
    }

    /// The numbers of the findings in which a mark plays a part, as links.
    fn footnotes(&self, mark: &Mark<'_>) -> String {
        let numbers: BTreeSet<_> = mark.notes.iter().map(|note| note.finding).collect();
        self.links(&numbers)
    }

    fn links(&self, numbers: &BTreeSet<usize>) -> String {
        let file = self.marks.file;
        let label = labels(self.lang).finding;
        let links = numbers.iter().map(|number| {
            format!("<a href=\"#f{file}-{number}\" aria-label=\"{label} {number}\">{number}</a>")
        });
        format!("<sup>{}</sup>", links.collect::<Vec<_>>().join(" "))
    }

    /// A sentence with its marked numbers; one whose number cannot be found is marked as a whole.
    fn sentence(&self, text: &str, mark: &Mark<'_>) -> String {
        let mut pieces: BTreeMap<usize, (usize, &str, BTreeSet<usize>)> = BTreeMap::new();
        for note in &mark.notes {
            let Some(start) = position(text, note.printed) else { continue };
            let piece = pieces.entry(start).or_insert((
                note.printed.len(),
                note.role.class(),
                BTreeSet::new(),
            ));
            piece.0 = piece.0.max(note.printed.len());
            piece.2.insert(note.finding);
        }
        if pieces.is_empty() {
            let class = mark.role().map_or("", |role| role.class());
            return format!(
                "<mark class=\"{class}\">{}</mark>{}",
                escape(text),
                self.footnotes(mark)
            );
        }
        let mut out = String::new();
        let mut done = 0;
        for (start, (len, class, numbers)) in pieces {
            let (Some(before), Some(number)) =
                (text.get(done..start), text.get(start..start + len))
            else {
                continue;
            };
            let links = self.links(&numbers);
            let _ = write!(
                out,
                "{}<mark class=\"{class}\">{}</mark>{links}",
                escape(before),
                escape(number)
            );
            done = start + len;
        }
        out.push_str(&escape(text.get(done..).unwrap_or_default()));
        out
    }
}

fn count<'a>(rows: impl Iterator<Item = &'a u32>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

/// Where a printed number stands in a sentence: not within a longer number.
fn position(text: &str, printed: &str) -> Option<usize> {
    let is_digit = |character: char| character.is_ascii_digit() || character == '.';
    let stands_alone = |start: &usize| {
        let before = text.get(..*start).and_then(|before| before.chars().next_back());
        let after = text.get(start + printed.len()..).unwrap_or_default();
        let mut after = after.chars();
        let goes_on = match after.next() {
            Some('.') => after.next().is_some_and(|next| next.is_ascii_digit()),
            next => next.is_some_and(|next| next.is_ascii_digit()),
        };
        !before.is_some_and(is_digit) && !goes_on
    };
    let is_empty = printed.trim().is_empty();
    let mut places = text.match_indices(printed).map(|(start, _)| start);
    if is_empty { None } else { places.find(stands_alone) }
}

/// Whether a cell is set flush right, as amounts are; a whole number is likelier a code.
pub(super) fn is_amount(text: &str) -> bool {
    let text = text.trim();
    let is_numeral = |c: char| c.is_ascii_digit() || ",.-−()（）".contains(c);
    text.contains(['.', ',']) && text.chars().all(is_numeral)
}

/// Which columns of the coming rows a cell from above covers.
#[derive(Default)]
struct Covered {
    /// By column: the first row below the cell.
    until: BTreeMap<u32, u32>,
}

impl Covered {
    fn add(&mut self, cell: &Cell) {
        if cell.row_span > 1 {
            let columns = cell.column..cell.column.saturating_add(cell.column_span);
            let until = cell.row.saturating_add(cell.row_span);
            self.until.extend(columns.map(|column| (column, until)));
        }
    }

    /// How many columns from `start` to `end` no cell covers in `row`.
    fn free_between(&self, row: u32, start: u32, end: u32) -> u32 {
        let Some(all) = end.checked_sub(start) else { return 0 };
        let covered = self.until.range(start..end).filter(|(_, until)| **until > row).count();
        all.saturating_sub(u32::try_from(covered).unwrap_or(all))
    }
}
