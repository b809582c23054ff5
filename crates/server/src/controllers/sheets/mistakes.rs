//! What is wrong in a ledger, by its cells.

use crate::cells::place;
use crate::pages::sheet::Mistake;
use message::Lang;
use sheets::{Book, Sheet};
use std::collections::BTreeMap;
use workflow::{Finding, FindingLevel};

/// What is wrong, by sheet, row and column.
pub(super) struct Mistakes {
    pub(super) at: BTreeMap<(String, usize, usize), Vec<Mistake>>,
    /// Those of a sheet without a cell, by its name, and of the ledger as a whole.
    elsewhere: Vec<(String, Mistake)>,
}

impl Mistakes {
    /// Takes the findings of the last version apart by the cells at which they are.
    pub(super) fn of(book: &Book, findings: &[Finding], lang: Lang) -> Self {
        let mut all = Self { at: BTreeMap::new(), elsewhere: Vec::new() };
        for finding in findings {
            let mistake = mistake(finding, lang);
            let name = finding.cell.as_ref().map(|cell| cell.as_str()).unwrap_or_default();
            // A note asks for nothing, so its cell is not marked.
            let at = place(book, name).filter(|_| finding.level != FindingLevel::Note);
            match at {
                Some(at) => all.at.entry(at).or_default().push(mistake),
                None => {
                    let sheet = name.split('!').next().unwrap_or_default().to_owned();
                    all.elsewhere.push((sheet, mistake));
                }
            }
        }
        all
    }

    pub(super) fn of_cell(&self, sheet: &Sheet, row: usize, column: usize) -> Vec<Mistake> {
        self.at.get(&(sheet.key.clone(), row, column)).cloned().unwrap_or_default()
    }

    pub(super) fn errors(&self, key: &str) -> usize {
        let of = self.at.iter().filter(|((sheet, ..), _)| sheet == key);
        of.flat_map(|(_, all)| all).filter(|it| it.is_error).count()
    }

    pub(super) fn elsewhere_of(&self, name: &str) -> Vec<Mistake> {
        let of = self.elsewhere.iter().filter(|(sheet, _)| sheet.is_empty() || sheet == name);
        of.map(|(_, mistake)| mistake.clone()).collect()
    }
}

fn mistake(finding: &Finding, lang: Lang) -> Mistake {
    let words = lang.pick(&finding.zh, &finding.en).to_owned();
    Mistake { is_error: finding.level == FindingLevel::Error, words }
}
