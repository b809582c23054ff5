//! Papers: published files, letters, copies with comments.

mod comments;
mod letter;
mod made;
mod pdf;
mod published;

use message::Message;
use server::{Commented, Letter, LetterForm, Paper, Papers};

/// Writes papers by the project's own writers. A bug on one of them is contained to it.
#[derive(Debug, Default)]
pub(crate) struct Writers {
    published: made::Made,
}

impl Papers for Writers {
    fn layouts(&self) -> Vec<String> {
        // What the office prepares are budgets, so the layouts of accounts come last.
        let mut names: Vec<String> = disclosure::layouts::names().map(str::to_owned).collect();
        names.sort_by_key(|name| name.contains("accounts"));
        names
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

    fn commented(&self, asked: &Commented<'_>) -> Result<(Vec<u8>, &'static str), Message> {
        contained(|| comments::add(asked))
    }
}

fn contained<T>(
    work: impl FnOnce() -> Result<T, Message> + std::panic::UnwindSafe,
) -> Result<T, Message> {
    engine::panic::contain(work).map_err(|panic| engine::Failure::from(panic).message())?
}
