//! Completion at the prompt, and when a statement is complete.

use super::command::NAMES;
use super::statement::statements;
use crate::query::saved;
use datafusion::arrow::datatypes::SchemaRef;
use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Result};
use std::collections::BTreeSet;

/// The words of SQL that questions are made of.
const WORDS: [&str; 36] = [
    "AND",
    "AS",
    "ASC",
    "BETWEEN",
    "BY",
    "CASE",
    "CAST",
    "COUNT",
    "DESC",
    "DISTINCT",
    "ELSE",
    "END",
    "FROM",
    "GROUP",
    "HAVING",
    "IN",
    "IS",
    "JOIN",
    "LEFT",
    "LIKE",
    "LIMIT",
    "MAX",
    "MIN",
    "NOT",
    "NULL",
    "ON",
    "OR",
    "ORDER",
    "OVER",
    "PARTITION",
    "SELECT",
    "SUM",
    "THEN",
    "UNION",
    "WHEN",
    "WHERE",
];

/// What the prompt knows.
pub(super) struct Helper {
    /// Tables, columns, functions and words of SQL.
    words: BTreeSet<String>,
    tables: Vec<String>,
    questions: Vec<&'static str>,
}

impl Helper {
    pub(super) fn new(tables: &[(String, SchemaRef)]) -> Self {
        let columns = tables.iter().flat_map(|(_, schema)| schema.fields().iter());
        let columns = columns.map(|field| field.name().clone());
        let tables: Vec<String> = tables.iter().map(|(name, _)| name.clone()).collect();
        let fixed = WORDS.into_iter().chain(["yuan(", "percent("]).map(str::to_owned);
        let words = columns.chain(tables.iter().cloned()).chain(fixed).collect();
        Self { words, tables, questions: saved::questions().map(|it| it.name).collect() }
    }

    /// Returns where the word before the cursor begins, and what it may become.
    fn candidates(&self, line: &str) -> (usize, Vec<String>) {
        let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let is_command = line.trim_start().starts_with('.');
        let start = line.rfind(|c: char| !(is_of_word(c) && (is_command || c != '.')));
        let after = |at: usize| line.get(at..).and_then(|rest| rest.chars().next());
        let start = start.map_or(0, |at| at + after(at).map_or(1, char::len_utf8));
        let word = line.get(start..).unwrap_or_default();
        let before = line.get(..start).unwrap_or_default().trim();
        let begins = |candidate: &str| {
            candidate.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
        };
        let of = |names: &mut dyn Iterator<Item = &str>| -> Vec<String> {
            names.filter(|name| begins(name)).map(str::to_owned).collect()
        };
        let candidates = match before {
            ".columns" => of(&mut self.tables.iter().map(String::as_str)),
            ".ask" => of(&mut self.questions.iter().copied()),
            ".format" => of(&mut ["table", "csv", "json"].into_iter()),
            ".timer" => of(&mut ["on", "off"].into_iter()),
            "" if word.starts_with('.') => of(&mut NAMES.into_iter()),
            _ if is_command || word.is_empty() => Vec::new(),
            _ => of(&mut self.words.iter().map(String::as_str)),
        };
        (start, candidates)
    }
}

impl Completer for Helper {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> Result<(usize, Vec<String>)> {
        Ok(self.candidates(line.get(..at).unwrap_or(line)))
    }
}

impl Validator for Helper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        Ok(if is_complete(context.input()) {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Hinter for Helper {
    type Hint = String;
}

impl Highlighter for Helper {}

impl rustyline::Helper for Helper {}

/// Returns whether a statement ends here; commands end with their line.
pub(super) fn is_complete(input: &str) -> bool {
    input.trim_start().starts_with('.') || statements(input).1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helper() -> Helper {
        let shapes = columnar::shapes();
        let tables = shapes.iter().map(|it| (it.name.to_owned(), columnar::schema(it)));
        Helper::new(&tables.collect::<Vec<_>>())
    }

    #[test]
    fn words_columns_tables_and_questions_are_completed() {
        let helper = helper();
        assert_eq!(helper.candidates("sel"), (0, vec!["SELECT".to_owned()]));
        assert_eq!(helper.candidates("SELECT d.division_n").1, ["division_name"]);
        assert_eq!(helper.candidates("SELECT d.division_n").0, 9);
        assert_eq!(helper.candidates("SELECT 1 FROM failu").1, ["failures"]);
        assert_eq!(helper.candidates("SELECT '甲"), (8, Vec::new()));
        assert_eq!(helper.candidates(".ta").1, [".tables"]);
        assert_eq!(helper.candidates(".columns doc").1, ["documents"]);
        assert_eq!(helper.candidates(".ask three-").1, ["three-public"]);
        assert!(helper.candidates("SELECT ").1.is_empty());
    }

    #[test]
    fn statements_end_with_a_semicolon() {
        for (input, complete) in [
            ("", true),
            (".help", true),
            (" .help '", true),
            ("SELECT 1", false),
            ("SELECT\n1; ", true),
            ("SELECT ';", false),
        ] {
            assert_eq!(is_complete(input), complete, "{input}");
        }
    }
}
