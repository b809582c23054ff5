//! Lists that people sort, print and answer, free of format.

/// A list: a table with one head row, the lines above and below it, and room for answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// A short name, as for a sheet of a workbook.
    pub name: String,
    /// The heading above it.
    pub title: String,
    /// The lines between heading and table.
    pub above: Vec<String>,
    /// The columns.
    pub columns: Vec<ListColumn>,
    /// The rows, each with as many texts as there are columns.
    pub rows: Vec<Vec<String>>,
    /// The lines below the table, as for a signature.
    pub below: Vec<String>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn {
    /// Its head.
    pub head: String,
    /// Its width in Latin characters.
    pub width: u16,
    /// What stands in it.
    pub holds: Holds,
}

/// What stands in a column of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    #[default]
    Words,
    /// Numbers as they are printed: flush right, and numbers in a workbook.
    Figures,
    /// Nothing yet: room for an answer, which may be one of some choices.
    Answers(Vec<String>),
}

impl ListColumn {
    /// Returns a column of words.
    pub fn words(head: impl Into<String>, width: u16) -> Self {
        Self { head: head.into(), width, holds: Holds::Words }
    }

    /// Returns a column of numbers.
    pub fn figures(head: impl Into<String>, width: u16) -> Self {
        Self { head: head.into(), width, holds: Holds::Figures }
    }

    /// Returns an empty column for answers.
    pub fn answers(head: impl Into<String>, width: u16, choices: &[&str]) -> Self {
        let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
        Self { head: head.into(), width, holds: Holds::Answers(choices) }
    }
}
