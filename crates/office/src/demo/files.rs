//! The files of the county: ledgers as workbooks, documents as Word files.

use super::county::{self, Unit};
use disclosure::{lay_out, layouts};
use document::{Block, Cover, Document};
use ledger::Ledger;
use workbook::{Form, write_xlsx};

/// The layout of the documents.
const LAYOUT: &str = "hebei-2023";

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    /// A code that does not exist in a ledger, two digits swapped in a document.
    One,
    /// Several amounts of a document.
    Many,
}

/// Returns the workbook of some units of a department.
pub(super) fn workbook(year: u16, at: usize, units: &[Unit], fault: Fault) -> Option<Vec<u8>> {
    let mut ledger = county::ledger(year, at, units)?;
    if fault != Fault::None {
        ledger.lines.first_mut()?.function = ledger::Code::parse("2999998")?;
    }
    write_xlsx(&ledger, &Form::default()).ok()
}

/// Returns the document of a department.
pub(super) fn document(year: u16, at: usize, fault: Fault) -> Option<Vec<u8>> {
    let ledger: Ledger = county::ledger(year, at, &county::units(at))?;
    let layout = layouts::builtin(LAYOUT)?.ok()?;
    let mut document = lay_out(&layout, &[&ledger]).ok()?.document;
    let every = match fault {
        Fault::None => usize::MAX,
        Fault::One => 9,
        Fault::Many => 60,
    };
    swap_digits(&mut document, every, if fault == Fault::One { 1 } else { usize::MAX });
    let title = format!("{year}年部门预算");
    let cover = Cover { title: title.clone(), lines: vec![title], figures: Vec::new() };
    writers::docx::write(&document, &cover).ok()
}

/// Swaps two digits in some amounts of tables.
fn swap_digits(document: &mut Document, every: usize, most: usize) {
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let amounts = tables.flat_map(|table| &mut table.cells).filter(|cell| is_amount(&cell.text));
    for cell in amounts.skip(every).step_by(every).take(most) {
        cell.text = swapped(&cell.text);
    }
}

/// Returns whether a text is an amount that changes where its first digits change places.
fn is_amount(text: &str) -> bool {
    text.contains('.')
        && text.chars().all(|c| c.is_ascii_digit() || c == '.')
        && swapped(text) != text
}

fn swapped(text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    if let [first, second, ..] = characters.as_mut_slice()
        && *second != '.'
        && *second != '0'
    {
        std::mem::swap(first, second);
    }
    characters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check_document;
    use crate::papers::Writers;
    use server::{Commented, Papers};
    use std::collections::BTreeSet;
    use workflow::FindingLevel;

    #[test]
    fn documents_are_as_good_or_faulty_as_they_are_meant_to_be() {
        let errors = |fault| {
            let file = document(2031, 3, fault).unwrap();
            let all = check_document(&file);
            all.iter().filter(|it| it.level == FindingLevel::Error).count()
        };
        assert_eq!(errors(Fault::None), 0);
        assert_eq!(errors(Fault::One), 1);
        assert!(errors(Fault::Many) > 3);
    }

    #[test]
    fn a_ledger_is_published_with_the_head_on_its_front_page() {
        let head = "7-0123456789ab";
        let published = |fault| {
            let ledger = workbook(2031, 3, &county::units(3), fault).unwrap();
            Writers::default().published(&ledger, LAYOUT, head)
        };
        let files = published(Fault::None).unwrap();
        let (_, page) = files.iter().find(|(name, _)| name.ends_with(".html")).unwrap();
        assert!(String::from_utf8_lossy(page).contains(&format!("留痕末条校验码 {head}")));
        for ending in [".docx", ".xlsx"] {
            assert!(files.iter().any(|(name, _)| name.ends_with(ending)), "{ending}");
        }
        assert!(published(Fault::One).is_err());
    }

    #[test]
    fn a_faulty_document_is_commented_without_what_was_dismissed() {
        let content = &document(2031, 3, Fault::One).unwrap();
        let keys: BTreeSet<_> = check_document(content).into_iter().map(|it| it.key).collect();
        let copy = |dismissed| {
            let (lang, day) = (message::Lang::Zh, "2031-03-01");
            Writers::default().commented(&Commented { content, lang, day, dismissed })
        };
        let none = BTreeSet::new();
        let (file, extension) = copy(&none).unwrap();
        assert_eq!(extension, "docx");
        assert!(file.windows(15).any(|it| it == b"comments_yusuan"));
        assert!(copy(&keys).is_err());
    }
}
