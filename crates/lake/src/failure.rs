//! Why a command could not be run.

use message::{Lang, Message};
use std::fmt::Display;
use std::io;
use std::path::Path;

/// Why a command could not be run, and what the user can do.
#[derive(Debug)]
pub(crate) struct Failure {
    message: Message,
    hint: Option<Message>,
}

impl Failure {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Message::new(zh, en).into()
    }

    /// Adds what the user can do.
    pub(crate) fn hint(self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { hint: Some(Message::new(zh, en)), ..self }
    }

    /// What the system refuses at `path`.
    pub(crate) fn at(path: &Path, error: &io::Error) -> Self {
        let (path, why) = (path.display(), Message::of_io(error));
        Self::new(format!("{path}：{}。", why.zh), format!("{path}: {}.", why.en))
    }

    /// That a file of the lake is not as it was written.
    pub(crate) fn damaged(path: &Path, why: &impl Display) -> Self {
        let path = path.display();
        Self::new(format!("{path} 已损坏：{why}"), format!("{path} is damaged: {why}")).hint(
            "从备份恢复这个文件夹，或收集到一个新文件夹。",
            "Restore the folder from a backup, or collect into a new one.",
        )
    }

    /// Returns the lines that the user reads.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let hint = self.hint.as_ref().map(|hint| {
            let label = lang.pick("办法：", "Hint: ");
            format!("\n{label}{}", hint.get(lang))
        });
        self.message.get(lang).to_owned() + &hint.unwrap_or_default()
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self { message, hint: None }
    }
}
