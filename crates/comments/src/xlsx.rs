//! Comments in Excel files: the text in one part a sheet, the box that shows it in another.

use crate::markup::{Insertions, Kind, Tag, escape, tags};
use crate::package::Package;
use crate::relations::{self, Relation};
use crate::{Author, Comment, Copy, Failure};
use document::Place;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// The elements of a sheet before which the reference to the boxes has to stand.
const BEHIND: [&str; 8] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// A cell of a sheet, by row and column from 1.
type At = (u32, u32);

/// Returns a copy with comments; several on one cell are one.
pub(crate) fn add(bytes: &[u8], comments: &[Comment], author: Author<'_>) -> Result<Copy, Failure> {
    let mut package = Package::open(bytes)?;
    let sheets = sheets(&mut package)?;
    let first = sheets.first().ok_or_else(|| Failure::Part("xl/workbook.xml".to_owned()))?;
    let mut of_sheet: BTreeMap<&str, BTreeMap<At, Vec<&str>>> = BTreeMap::new();
    let mut misplaced = 0;
    for comment in comments {
        let known = match &comment.place {
            Place::Sheet { sheet, row, column } => {
                let named = sheets.iter().find(|(name, _)| *name == **sheet);
                named.map(|(_, part)| (part, (*row, *column)))
            }
            _ => None,
        };
        misplaced += usize::from(known.is_none());
        let (part, at) = known.unwrap_or((&first.1, (1, 1)));
        of_sheet.entry(part).or_default().entry(at).or_default().push(&comment.text);
    }
    for (part, cells) in of_sheet {
        let cells = cells.into_iter().map(|(at, texts)| (at, texts.join("\n\n"))).collect();
        Sheet::open(&mut package, part)?.add(&mut package, &cells, author)?;
    }
    Ok(Copy { bytes: package.finish()?, misplaced })
}

/// The names of the sheets and their parts.
fn sheets(package: &mut Package<'_>) -> Result<Vec<(String, String)>, Failure> {
    let main = relations::of(package, "")?;
    let main = main.into_iter().find(|relation| relation.kind.ends_with("/officeDocument"));
    let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let text = package.need(&main)?;
    let targets = relations::of(package, &main)?;
    let sheet = |tag: &Tag<'_>| {
        let (name, id) = (tag.exactly("name")?, tag.attribute("id")?);
        let target = targets.iter().find(|relation| relation.id == id)?;
        Some((name, target.target.clone()))
    };
    let tags = tags(&main, &text)?;
    Ok(tags.iter().filter(|tag| tag.local() == "sheet").filter_map(sheet).collect())
}

/// A sheet and the parts that its comments stand in.
struct Sheet {
    part: String,
    text: String,
    relations: Vec<Relation>,
}

impl Sheet {
    fn open(package: &mut Package<'_>, part: &str) -> Result<Self, Failure> {
        let text = package.need(part)?;
        let relations = relations::of(package, part)?;
        Ok(Self { part: part.to_owned(), text, relations })
    }

    fn add(
        self,
        package: &mut Package<'_>,
        cells: &BTreeMap<At, String>,
        author: Author<'_>,
    ) -> Result<(), Failure> {
        let known = self.relations.iter().find(|it| it.kind.ends_with("/comments"));
        let new = match known {
            Some(known) => extend(package, &known.target, cells, author)?,
            None => {
                let part = package.free_name("xl/comments_yusuan", "xml");
                package.put(&part, list(cells, author));
                relations::add(package, &self.part, &format!("{RELATIONS}/comments"), &part)?;
                relations::declare(package, &part, COMMENTS)?;
                cells.keys().copied().collect()
            }
        };
        self.draw(package, &new)
    }

    /// Adds the boxes of comments on new cells.
    fn draw(self, package: &mut Package<'_>, cells: &[At]) -> Result<(), Failure> {
        if cells.is_empty() {
            return Ok(());
        }
        let tags = tags(&self.part, &self.text)?;
        let broken = || Failure::Part(self.part.clone());
        let id = tags
            .iter()
            .find(|tag| tag.local() == "legacyDrawing")
            .and_then(|tag| tag.attribute("id"));
        if let Some(id) = id {
            let known = self.relations.iter().find(|relation| relation.id == id);
            let part = known.map(|relation| relation.target.clone()).ok_or_else(broken)?;
            let text = package.need(&part)?;
            let end = text.rfind("</xml>").ok_or_else(|| Failure::Part(part.clone()))?;
            let mut insertions = Insertions::default();
            insertions.insert(end, boxes(cells));
            package.put(&part, insertions.apply(&text));
            return Ok(());
        }
        let part = package.free_name("xl/drawings/vmlDrawing_yusuan", "vml");
        package.put(&part, format!("{VML}{}</xml>", boxes(cells)));
        relations::declare(package, &part, DRAWING)?;
        let id = relations::add(package, &self.part, &format!("{RELATIONS}/vmlDrawing"), &part)?;
        let text = refer(&self.text, &tags, &id).ok_or_else(broken)?;
        package.put(&self.part, text);
        Ok(())
    }
}

/// A sheet with a reference to its boxes, in the place that the format prescribes.
fn refer(text: &str, tags: &[Tag<'_>], id: &str) -> Option<String> {
    let root = tags.first()?;
    let prefix = root.prefix();
    let element = format!("<{prefix}legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"{id}\"/>");
    let mut depth = 0_u32;
    let mut insertions = Insertions::default();
    for tag in tags {
        let is_child = depth == 1 && tag.kind != Kind::End && BEHIND.contains(&tag.local());
        let is_end = depth == 1 && tag.kind == Kind::End;
        if is_child || is_end {
            insertions.insert(tag.at.start, element);
            return Some(insertions.apply(text));
        }
        match tag.kind {
            Kind::Start => depth = depth.saturating_add(1),
            Kind::End => depth = depth.saturating_sub(1),
            Kind::Empty => {}
        }
    }
    None
}

/// A new part with comments.
fn list(cells: &BTreeMap<At, String>, author: Author<'_>) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <comments xmlns=\"{MAIN}\"><authors><author>{}</author></authors><commentList>",
        escape(author.name)
    );
    cells.iter().for_each(|(at, text)| out.push_str(&entry("", *at, text, 0)));
    out.push_str("</commentList></comments>");
    out
}

fn entry(prefix: &str, at: At, text: &str, author: usize) -> String {
    format!(
        "<{prefix}comment ref=\"{}\" authorId=\"{author}\"><{prefix}text>{}</{prefix}text></{prefix}comment>",
        name(at),
        run(prefix, text)
    )
}

fn run(prefix: &str, text: &str) -> String {
    format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", escape(text))
}

/// Adds to the comments of a sheet: behind what is said of a cell already, and on new cells, which
/// are returned.
fn extend(
    package: &mut Package<'_>,
    part: &str,
    cells: &BTreeMap<At, String>,
    author: Author<'_>,
) -> Result<Vec<At>, Failure> {
    let text = package.need(part)?;
    let tags = tags(part, &text)?;
    let broken = || Failure::Part(part.to_owned());
    let prefix = tags.first().ok_or_else(broken)?.prefix().to_owned();
    let authors =
        tags.iter().filter(|tag| tag.local() == "author" && tag.kind != Kind::End).count();
    let mut insertions = Insertions::default();
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    let (mut cell, mut end_of_list, mut end_of_authors) = (String::new(), None, None);
    for tag in &tags {
        match (tag.local(), tag.kind) {
            ("comment", Kind::Start) => cell = tag.attribute("ref").unwrap_or_default(),
            ("text", Kind::End) => drop(said.insert(cell.clone(), tag.at.start)),
            ("commentList", Kind::End) => end_of_list = Some(tag.at.start),
            ("authors", Kind::End) => end_of_authors = Some(tag.at.start),
            _ => {}
        }
    }
    let (list, authors_end) = end_of_list.zip(end_of_authors).ok_or_else(broken)?;
    insertions
        .insert(authors_end, format!("<{prefix}author>{}</{prefix}author>", escape(author.name)));
    let mut new = Vec::new();
    for (at, comment) in cells {
        match said.get(&name(*at)) {
            Some(end) => insertions.insert(*end, run(&prefix, &format!("\n{comment}"))),
            None => {
                insertions.insert(list, entry(&prefix, *at, comment, authors));
                new.push(*at);
            }
        }
    }
    package.put(part, insertions.apply(&text));
    Ok(new)
}

fn name((row, column): At) -> String {
    let place = Place::Sheet { sheet: "".into(), row, column };
    place.cell_name().unwrap_or_default()
}

/// The start of a part with boxes.
const VML: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
    <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>\
    <v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The boxes of some cells, hidden until one points at the cell.
fn boxes(cells: &[At]) -> String {
    let mut out = String::new();
    for (number, (row, column)) in (9_001..).zip(cells) {
        let (row, column) = (row.saturating_sub(1), column.saturating_sub(1));
        let (top, left) = (row.saturating_sub(1), column.saturating_add(1));
        let (bottom, right) = (top.saturating_add(9), left.saturating_add(5));
        let _ = write!(
            out,
            "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" \
             style='position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:130pt;z-index:1;visibility:hidden' \
             fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
             <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{left}, 12, {top}, 4, {right}, 40, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        );
    }
    out
}
