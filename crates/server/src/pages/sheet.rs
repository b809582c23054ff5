//! A sheet of a ledger: its rows, and the form of one of them.

use super::Frame;
use askama::Template;
use sheets::Holds;

/// A sheet of a package.
#[derive(Template)]
#[template(path = "sheet.html")]
pub(crate) struct SheetPage {
    pub(crate) frame: Frame,
    /// The address of the package's sheets.
    pub(crate) base: String,
    /// The key of the sheet.
    pub(crate) key: String,
    /// Whose package it is, and of which year.
    pub(crate) body: String,
    pub(crate) year: u16,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) tabs: Vec<Tab>,
    /// The number of the version that is shown.
    pub(crate) version: u32,
    pub(crate) is_complete: bool,
    /// Why the sheets cannot be changed, where they cannot.
    pub(crate) locked: Option<String>,
    /// Whether the person can return the package now, with comments at its cells.
    pub(crate) can_return: bool,
    /// What was not saved because another person changed the same.
    pub(crate) conflicts: Vec<String>,
    /// The units of a department that are not agreed yet.
    pub(crate) waits_for: Vec<String>,
    /// What the units of a department come to: its own sheets do not have their lines.
    pub(crate) of_units: Option<String>,
    /// Why a workbook was not received.
    pub(crate) refused: Option<String>,
    /// What is wrong in a workbook that was just received.
    pub(crate) wrong: Vec<Wrong>,
    /// What is wrong with the ledger or the sheet, without a cell.
    pub(crate) notices: Vec<Mistake>,
    pub(crate) heads: Vec<Head>,
    /// Whether last year and the control figures stand beside the rows.
    pub(crate) has_beside: bool,
    pub(crate) rows: Vec<Line>,
    /// The sum of the amounts, in yuan, and how many amounts are none and so not in it.
    pub(crate) total: Option<(String, usize)>,
    pub(crate) controls: Vec<Control>,
    pub(crate) form: Option<RowForm>,
    pub(crate) part: usize,
    pub(crate) parts: usize,
}

/// A sheet in the list of sheets.
pub(crate) struct Tab {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) rows: usize,
    pub(crate) errors: usize,
    pub(crate) is_shown: bool,
}

/// The head of a column.
pub(crate) struct Head {
    pub(crate) heading: String,
    pub(crate) is_number: bool,
    /// Whether last year and the control figures stand behind it, where they stand beside.
    pub(crate) is_money: bool,
}

/// A row.
pub(crate) struct Line {
    pub(crate) row: usize,
    /// Its number for people.
    pub(crate) number: usize,
    pub(crate) cells: Vec<Cell>,
    /// Last year's amount of the same, in yuan.
    pub(crate) last: String,
    /// What is left of the control figure, in yuan.
    pub(crate) left: String,
    pub(crate) is_exceeded: bool,
}

/// A cell.
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) is_number: bool,
    pub(crate) is_money: bool,
    pub(crate) mistakes: Vec<Mistake>,
}

/// An error of a workbook that was just received.
pub(crate) struct Wrong {
    /// Its cell in the workbook: `收支明细!F12`; empty where it is of the whole.
    pub(crate) cell: String,
    /// Where the cell is changed.
    pub(crate) href: Option<String>,
    pub(crate) words: String,
}

/// Something wrong.
#[derive(Debug, Clone)]
pub(crate) struct Mistake {
    pub(crate) is_error: bool,
    pub(crate) words: String,
}

/// A control figure, in yuan.
pub(crate) struct Control {
    pub(crate) name: String,
    pub(crate) most: String,
    pub(crate) used: String,
    pub(crate) left: String,
    pub(crate) is_exceeded: bool,
}

/// The form of a row.
pub(crate) struct RowForm {
    /// The row; `None` for a new one.
    pub(crate) row: Option<usize>,
    pub(crate) number: usize,
    pub(crate) fields: Vec<Field>,
    /// Whether the row can be removed.
    pub(crate) can_remove: bool,
}

/// A cell of the form.
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) heading: String,
    pub(crate) help: String,
    pub(crate) holds: Holds,
    pub(crate) is_required: bool,
    pub(crate) text: String,
    pub(crate) choices: Vec<String>,
    pub(crate) mistakes: Vec<Mistake>,
    /// What another person saved, where it differs from what was typed.
    pub(crate) theirs: Option<String>,
}

impl Field {
    /// Returns whether the cell is chosen from a list.
    pub(crate) fn is_chosen(&self) -> bool {
        matches!(self.holds, Holds::Choice | Holds::Unit | Holds::Project)
    }

    /// Returns whether the list has what the cell holds.
    pub(crate) fn has_choice(&self) -> bool {
        self.text.is_empty() || self.choices.contains(&self.text)
    }

    pub(crate) fn is_paragraph(&self) -> bool {
        self.holds == Holds::Paragraph
    }

    pub(crate) fn is_label(&self) -> bool {
        self.holds == Holds::Label
    }

    pub(crate) fn is_number(&self) -> bool {
        is_number(self.holds)
    }

    /// Returns the identifier of the list of suggestions.
    pub(crate) fn list(&self) -> Option<&'static str> {
        match self.holds {
            Holds::Function => Some("functions"),
            Holds::Economic => Some("economics"),
            _ => None,
        }
    }
}

/// Returns whether cells stand to the right.
pub(crate) const fn is_number(holds: Holds) -> bool {
    matches!(holds, Holds::Money | Holds::Count)
}
