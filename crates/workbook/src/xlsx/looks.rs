//! How the sheets of a workbook look: what is hidden and what is merged, which the reader of
//! values does not tell.
//!
//! What is damaged here is damaged for the reader of values too, which reports it.

use crate::limits;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::ops::RangeInclusive;
use zip::ZipArchive;

/// The parts that name the sheets.
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// How one sheet looks. Rows and columns are counted from 0.
#[derive(Debug, Clone, Default)]
pub(crate) struct Looks {
    /// Whether the sheet itself is hidden.
    pub is_hidden: bool,
    /// The hidden rows.
    pub rows: BTreeSet<u32>,
    /// The hidden columns.
    pub columns: Vec<RangeInclusive<u32>>,
    /// The merged cells: rows and columns.
    pub merged: Vec<(RangeInclusive<u32>, RangeInclusive<u32>)>,
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The names of the sheets; none where this is no workbook.
pub(crate) fn sheet_names(bytes: &[u8]) -> Vec<String> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    sheets(&mut archive).into_iter().map(|(name, ..)| name).collect()
}

/// How each sheet looks, by its name.
pub(crate) fn looks(bytes: &[u8]) -> BTreeMap<String, Looks> {
    let mut all = BTreeMap::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return all };
    let mut targets = BTreeMap::new();
    each_start(&part(&mut archive, RELATIONS), |name, start| {
        if name == "Relationship"
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            targets.insert(id, target);
        }
    });
    for (name, id, is_hidden) in sheets(&mut archive) {
        let mut looks = Looks { is_hidden, ..Looks::default() };
        if let Some(target) = targets.get(&id) {
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("xl/{target}"),
            };
            let mut last = 0;
            each_start(&part(&mut archive, &path), |name, start| {
                looks.take(name, start, &mut last)
            });
        }
        all.insert(name, looks);
    }
    all
}

impl Looks {
    /// Takes in what one element says; `next` is the row that follows the last one.
    fn take(&mut self, name: &str, start: &BytesStart<'_>, next: &mut u32) {
        let number = |name| attribute(start, name).and_then(|text| text.parse::<u32>().ok());
        let is_hidden = || matches!(attribute(start, "hidden").as_deref(), Some("1" | "true"));
        match name {
            "row" => {
                let row = number("r").map_or(*next, |row| row.saturating_sub(1));
                *next = row.saturating_add(1);
                if is_hidden() {
                    self.rows.insert(row);
                }
            }
            "col" if is_hidden() => {
                let bound = |name| number(name).unwrap_or(1).saturating_sub(1);
                self.columns.push(bound("min")..=bound("max"));
            }
            "mergeCell" => self.merged.extend(attribute(start, "ref").and_then(|name| area(&name))),
            _ => {}
        }
    }
}

/// Name, relation and whether it is hidden of each sheet.
fn sheets(archive: &mut Archive<'_>) -> Vec<(String, String, bool)> {
    let mut sheets = Vec::new();
    each_start(&part(archive, WORKBOOK), |name, start| {
        if name == "sheet" {
            let value = |name| attribute(start, name).unwrap_or_default();
            let is_hidden = value("state").ends_with("idden");
            sheets.push((value("name").trim().to_owned(), value("id"), is_hidden));
        }
    });
    sheets
}

/// The text of a part, as far as a workbook may be large; nothing where it cannot be read.
fn part(archive: &mut Archive<'_>, path: &str) -> String {
    let mut text = String::new();
    if let Ok(part) = archive.by_name(path) {
        // What is not read here is reported by the reader of values.
        let _ = part.take(limits::UNPACKED_BYTES.most).read_to_string(&mut text);
    }
    text
}

/// Calls `take` with each element that begins.
fn each_start(text: &str, mut take: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                take(start.local_name().as_ref(), &start);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The attribute of that name, in whichever namespace.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).ok()?.into_owned())
}

/// The rows and columns of a name like `B7:D9`.
fn area(name: &str) -> Option<(RangeInclusive<u32>, RangeInclusive<u32>)> {
    let (first, last) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    Some((top..=bottom, left..=right))
}

/// Row and column of a name like `B7`.
fn cell(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.chars() {
        let value = letter.to_digit(36)?.checked_sub(9)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
