//! Papers: published files, letters, copies with comments.

mod comments;
mod letter;
mod made;
mod pdf;
mod published;
mod table;

use message::Message;
use server::{Commented, Letter, LetterForm, Paper, Papers, Style, Table};
use std::cmp::Reverse;

/// Writes papers by the project's own writers. A bug on one of them is contained to it.
#[derive(Debug, Default)]
pub(crate) struct Writers {
    published: made::Made,
}

impl Papers for Writers {
    fn layouts(&self) -> Vec<Style> {
        // What the office prepares are budgets, so the layouts of accounts do not fit.
        let all = disclosure::layouts::names().filter_map(disclosure::layouts::builtin);
        let budgets = all.flatten().filter(|it| it.stage != ledger::Stage::FinalAccounts);
        let budgets = budgets.flat_map(|it| [it.of_units(), Some(it)]).flatten();
        let style = |it: disclosure::layouts::Layout| Style {
            name: it.name,
            title: it.title,
            is_of_unit: it.file_a_unit,
        };
        let mut styles: Vec<Style> = budgets.map(style).collect();
        styles.sort_by_key(|style| (Reverse(year(&style.name)), style.name.clone()));
        styles
    }

    fn published(&self, ledger: &[u8], layout: &str, head: &str) -> Result<Vec<Paper>, Message> {
        let key = made::key(ledger, layout, head);
        if let Some(files) = self.published.get(&key) {
            return Ok(files);
        }
        let mut files = contained(|| published::files(ledger, layout, head))?;
        files.extend(pdf::files(ledger, layout, head));
        self.published.keep(key, &files);
        Ok(files)
    }

    fn letter(&self, letter: &Letter, form: LetterForm) -> Result<Vec<u8>, Message> {
        contained(|| letter::write(letter, form))
    }

    fn table(&self, table: &Table) -> Result<Vec<u8>, Message> {
        contained(|| table::write(table))
    }

    fn commented(&self, asked: &Commented<'_>) -> Result<(Vec<u8>, &'static str), Message> {
        contained(|| comments::add(asked))
    }
}

/// Returns the year in the name of a layout.
fn year(name: &str) -> Option<u16> {
    name.split('-').find_map(|part| part.parse().ok())
}

fn contained<T>(
    work: impl FnOnce() -> Result<T, Message> + std::panic::UnwindSafe,
) -> Result<T, Message> {
    engine::panic::contain(work).map_err(|panic| engine::Failure::from(panic).message())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_layout_of_budgets_is_the_usual_one() {
        let all = Writers::default().layouts();
        assert_eq!(all.first().map(|it| it.name.as_str()), Some("hebei-2025"));
        assert!(all.iter().all(|it| it.title.zh.contains("预算")), "{all:?}");
        let of_units = all.iter().filter(|it| it.is_of_unit).map(|it| it.name.as_str());
        let expected = ["hebei-2025-unit", "shanghai-2025-unit", "hebei-2023-unit"];
        assert_eq!(of_units.collect::<Vec<_>>(), expected);
        assert!(all.iter().all(|it| disclosure::layouts::builtin(&it.name).is_some()));
    }
}
