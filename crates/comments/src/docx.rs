//! Comments in Word files.
//!
//! Which paragraph of the markup stands at which place is asked of the reader itself: it reads a
//! copy in which every paragraph ends with a number between two marks, and says at which place
//! each number stands.

use crate::markup::{Insertions, Kind, Tag, escape, tags};
use crate::package::Package;
use crate::{Author, Comment, Copy, Failure, relations};
use document::{Block, Document, Place};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Marks around the number of a paragraph, of the private use area.
const OPEN: char = '\u{F2A1}';
const CLOSE: char = '\u{F2A2}';

/// The namespaces of files in the strict variant begin so.
const STRICT: &str = "http://purl.oclc.org/ooxml/";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// A paragraph of the markup.
struct Paragraph {
    /// Where its content begins, behind its properties.
    start: usize,
    /// Where its end tag begins, or its only tag ends.
    end: usize,
    /// Whether it is one empty tag.
    is_empty: bool,
}

/// The main part, its prefix and its namespace.
struct Main {
    part: String,
    text: String,
    /// The prefix with its colon.
    prefix: String,
    namespace: String,
    paragraphs: Vec<Paragraph>,
}

/// Returns a copy with comments.
pub(crate) fn add(bytes: &[u8], comments: &[Comment], author: Author<'_>) -> Result<Copy, Failure> {
    let mut package = Package::open(bytes)?;
    let main = main(&mut package)?;
    let places = places(bytes, &main)?;
    let list = List::open(&mut package, &main)?;
    let (mut insertions, mut entries, mut misplaced) = (Insertions::default(), String::new(), 0);
    let mut of_paragraph: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, comment) in comments.iter().enumerate() {
        let at = places.get(&comment.place);
        misplaced += usize::from(at.is_none());
        of_paragraph.entry(at.copied().unwrap_or_default()).or_default().push(list.first + number);
        push_entry(&mut entries, &main.prefix, list.first + number, comment, author);
    }
    for (index, ids) in &of_paragraph {
        let paragraph = main.paragraphs.get(*index);
        // A file without any paragraph has nothing to comment on.
        let paragraph = paragraph.ok_or_else(|| Failure::Part(main.part.clone()))?;
        anchor(&mut insertions, paragraph, &main, ids);
    }
    package.put(&main.part, insertions.apply(&main.text));
    list.save(&mut package, &main, &entries)?;
    Ok(Copy { bytes: package.finish()?, misplaced })
}

fn main(package: &mut Package<'_>) -> Result<Main, Failure> {
    let relations = relations::of(package, "")?;
    let part = relations.into_iter().find(|relation| relation.kind.ends_with("/officeDocument"));
    let part = part.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
    let text = package.need(&part)?;
    let tags = tags(&part, &text)?;
    let broken = || Failure::Part(part.clone());
    let root = tags.first().ok_or_else(broken)?;
    let prefix = root.prefix().to_owned();
    let name = prefix.trim_end_matches(':');
    // Attributes need a prefix.
    if name.is_empty() {
        return Err(broken());
    }
    let namespace = root.exactly(&format!("xmlns:{name}")).ok_or_else(broken)?;
    let paragraphs = paragraphs(&tags, &prefix);
    Ok(Main { part, text, prefix, namespace, paragraphs })
}

/// The paragraphs in the order in which they begin.
fn paragraphs(tags: &[Tag<'_>], prefix: &str) -> Vec<Paragraph> {
    let (own, properties) = (format!("{prefix}p"), format!("{prefix}pPr"));
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for tag in tags {
        let end = tag.at.end;
        if tag.name == own {
            match tag.kind {
                Kind::Start => open.push(paragraphs.len()),
                Kind::Empty => {}
                Kind::End => {
                    let done = open.pop().and_then(|index| paragraphs.get_mut(index));
                    done.into_iter().for_each(|paragraph| paragraph.end = tag.at.start);
                }
            }
            if tag.kind != Kind::End {
                let is_empty = tag.kind == Kind::Empty;
                paragraphs.push(Paragraph { start: end, end, is_empty });
            }
        } else if tag.name == properties && tag.kind != Kind::Start {
            // Properties stand first in their paragraph.
            let own = open.last().and_then(|index| paragraphs.get_mut(*index));
            own.into_iter().for_each(|paragraph| paragraph.start = end);
        }
    }
    paragraphs
}

/// Returns by place which paragraph of the markup stands there, the first of several.
fn places(bytes: &[u8], main: &Main) -> Result<BTreeMap<Place, usize>, Failure> {
    let mut insertions = Insertions::default();
    for (index, paragraph) in main.paragraphs.iter().enumerate() {
        let prefix = &main.prefix;
        let run = format!("<{prefix}r><{prefix}t>{OPEN}{index}{CLOSE}</{prefix}t></{prefix}r>");
        insert_last(&mut insertions, paragraph, main, run);
    }
    let mut package = Package::open(bytes)?;
    package.put(&main.part, insertions.apply(&main.text));
    Ok(numbered(&readers::read(&package.finish()?)?))
}

/// The numbers in the texts of a document, by place.
fn numbered(document: &Document) -> BTreeMap<Place, usize> {
    let mut places = BTreeMap::new();
    let mut add = |text: &str, place: &Place| {
        let number = text.split_once(OPEN).and_then(|(_, rest)| rest.split_once(CLOSE));
        if let Some(number) = number.and_then(|(number, _)| number.parse().ok()) {
            places.entry(place.clone()).or_insert(number);
        }
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => add(&paragraph.text, &paragraph.place),
            Block::Table(table) => {
                table.cells.iter().for_each(|cell| add(&cell.text, &cell.place));
            }
        }
    }
    places
}

/// Inserts at the end of a paragraph, which gets an end tag if it has none.
fn insert_last(insertions: &mut Insertions, paragraph: &Paragraph, main: &Main, text: String) {
    if paragraph.is_empty {
        let open = paragraph.end.saturating_sub("/>".len());
        insertions.replace(open..paragraph.end, format!(">{text}</{}p>", main.prefix));
    } else {
        insertions.insert(paragraph.end, text);
    }
}

/// Puts comments on the whole of a paragraph.
fn anchor(insertions: &mut Insertions, paragraph: &Paragraph, main: &Main, ids: &[usize]) {
    let w = &main.prefix;
    let (mut before, mut after) = (String::new(), String::new());
    for id in ids {
        let _ = write!(before, "<{w}commentRangeStart {w}id=\"{id}\"/>");
        let _ = write!(
            after,
            "<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>"
        );
    }
    if paragraph.is_empty {
        insert_last(insertions, paragraph, main, before + &after);
    } else {
        insertions.insert(paragraph.start, before);
        insert_last(insertions, paragraph, main, after);
    }
}

fn push_entry(out: &mut String, w: &str, id: usize, comment: &Comment, author: Author<'_>) {
    let name = escape(author.name);
    let date = match author.date {
        "" => String::new(),
        date => format!(" {w}date=\"{}T00:00:00Z\"", escape(date)),
    };
    let _ = write!(out, "<{w}comment {w}id=\"{id}\" {w}author=\"{name}\"{date} {w}initials=\"Y\">");
    for line in comment.text.lines() {
        let line = escape(line);
        let _ = write!(out, "<{w}p><{w}r><{w}t xml:space=\"preserve\">{line}</{w}t></{w}r></{w}p>");
    }
    let _ = write!(out, "</{w}comment>");
}

/// The part with the comments.
struct List {
    part: String,
    /// Its text; `None` if it is new.
    text: Option<String>,
    /// The first number that no comment has.
    first: usize,
}

impl List {
    fn open(package: &mut Package<'_>, main: &Main) -> Result<Self, Failure> {
        let relations = relations::of(package, &main.part)?;
        let known = relations.into_iter().find(|relation| relation.kind.ends_with("/comments"));
        let Some(known) = known else {
            let folder = main.part.rsplit_once('/').map_or("", |(folder, _)| folder);
            let part = package.free_name(&format!("{folder}/comments_yusuan"), "xml");
            return Ok(Self { part, text: None, first: 0 });
        };
        let text = package.need(&known.target)?;
        let tags = tags(&known.target, &text)?;
        // The entries are written with the prefix of the main part.
        if tags.first().is_none_or(|root| root.prefix() != main.prefix) {
            return Err(Failure::Part(known.target));
        }
        let ids = tags.iter().filter(|tag| tag.local() == "comment");
        let ids = ids.filter_map(|tag| tag.attribute("id")?.parse::<usize>().ok());
        let first = ids.max().map_or(0, |id| id.saturating_add(1));
        Ok(Self { part: known.target, text: Some(text), first })
    }

    fn save(self, package: &mut Package<'_>, main: &Main, entries: &str) -> Result<(), Failure> {
        let w = &main.prefix;
        if let Some(text) = self.text {
            let text = relations::with_child(&self.part, &text, |_| entries.to_owned())?;
            package.put(&self.part, text);
            return Ok(());
        }
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <{w}comments xmlns:{}=\"{}\">{entries}</{w}comments>",
            w.trim_end_matches(':'),
            escape(&main.namespace),
        );
        package.put(&self.part, text);
        let base = match main.namespace.starts_with(STRICT) {
            true => format!("{STRICT}officeDocument/relationships"),
            false => TRANSITIONAL.to_owned(),
        };
        relations::add(package, &main.part, &format!("{base}/comments"), &self.part)?;
        relations::declare(package, &self.part, CONTENT)
    }
}
