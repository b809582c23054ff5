//! An invented document, and the fault that may be planted in it.

use super::book;
use super::nation::{Department, Issue, Nation};
use super::random::Random;
use ::document::{Block, Document, Place};
use disclosure::{LaidOut, Layout, Observation};
use engine::File;
use ledger::{Amount, Ledger, Printed, Stage};
use message::Failure;
use std::fmt::Display;

/// The layouts of budgets, of which each department has one, and of final accounts.
pub(super) struct Layouts {
    budget: Vec<Layout>,
    accounts: Layout,
}

/// A fault that was planted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) file: String,
    pub(super) department: String,
    /// The number, from 1, of the table in the document, and the row and the column.
    pub(super) place: [u32; 3],
    /// What the document prints, and what it should.
    pub(super) printed: String,
    pub(super) right: String,
}

impl Layouts {
    pub(super) fn new() -> Result<Self, Failure> {
        let budget = ["hebei-2023", "hebei-2025"].map(layout);
        let budget = budget.into_iter().collect::<Result<_, _>>()?;
        Ok(Self { budget, accounts: layout("final-accounts")? })
    }

    fn of(&self, department: &Department, stage: Stage) -> &Layout {
        let kind = usize::try_from(book::kind(department)).unwrap_or(0);
        let budget = self.budget.get(kind % self.budget.len().max(1));
        if stage == Stage::Budget { budget.unwrap_or(&self.accounts) } else { &self.accounts }
    }

    /// Lays out a document from ledgers.
    pub(super) fn lay_out(
        &self,
        department: &Department,
        stage: Stage,
        books: &[Ledger],
    ) -> Result<LaidOut, Failure> {
        let books: Vec<&Ledger> = books.iter().collect();
        disclosure::lay_out(self.of(department, stage), &books).map_err(|errors| {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            bug(&errors.join("; "))
        })
    }
}

/// Returns the name of a document's file.
pub(super) fn name(department: &Department, issue: Issue, extension: &str) -> String {
    let stage = if issue.stage == Stage::Budget { "预算" } else { "决算" };
    let Department { division, name, .. } = department;
    format!("{division}-{name}-{}-{stage}.{extension}", issue.year.0)
}

/// Returns the document of a department as a reader would find it, with its fault if it has one.
pub(super) fn document(
    layouts: &Layouts,
    nation: Nation,
    department: &Department,
    issue: Issue,
) -> Result<(Document, Option<Fault>), Failure> {
    let books = book::books(nation, department, issue);
    let mut laid_out = layouts.lay_out(department, issue.stage, &books)?;
    let fault = nation.fault(department.number, issue).and_then(|mut random| {
        let fault = plant(&mut laid_out, &mut random)?;
        Some(Fault {
            file: name(department, issue, "docx"),
            department: department.name.clone(),
            ..fault
        })
    });
    Ok((laid_out.document, fault))
}

/// Reads what a document discloses.
pub(super) fn read(document: Document) -> File {
    let disclosure = disclosure::read(&document);
    File { document, disclosure }
}

/// Moves the decimal point of a number of a table by one place.
fn plant(laid_out: &mut LaidOut, random: &mut Random) -> Option<Fault> {
    let is_large = |seen: &&Observation| seen.value.nominal().fen() >= 100_000_000;
    let in_tables = |seen: &&Observation| matches!(seen.place, Place::Cell { .. });
    let all: Vec<&Observation> =
        laid_out.disclosure.observations.iter().filter(in_tables).filter(is_large).collect();
    let seen = random.one_of(&all)?;
    let right = seen.value.printed()?;
    let wrong = Amount::from_fen(right.nominal().fen() / 10);
    let wrong = Printed::rounded(wrong, right.unit(), right.decimals());
    let Place::Cell { table, row, column } = seen.place else { return None };
    let place = seen.place.clone();
    let cell = cell_at(&mut laid_out.document, &place)?;
    let fault = Fault {
        file: String::new(),
        department: String::new(),
        place: [table, row, column],
        printed: wrong.to_string(),
        right: std::mem::replace(cell, wrong.to_string()),
    };
    (fault.printed != fault.right).then_some(fault)
}

fn cell_at<'a>(document: &'a mut Document, place: &Place) -> Option<&'a mut String> {
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let mut cells = tables.flat_map(|table| table.cells.iter_mut());
    cells.find(|cell| cell.place == *place).map(|cell| &mut cell.text)
}

fn layout(name: &str) -> Result<Layout, Failure> {
    match disclosure::layouts::builtin(name) {
        Some(Ok(layout)) => Ok(layout),
        Some(Err(errors)) => Err(bug(&format!("{name}: {}", errors.len()))),
        None => Err(bug(&name)),
    }
}

/// What only a mistake of ours brings about.
pub(super) fn bug(what: &dyn Display) -> Failure {
    Failure::new(format!("程序内部错误：{what}"), format!("An internal error: {what}"))
}
