use crate::{Lang, Message};
use std::io;
use std::path::Path;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// What went wrong, and what the user can do about it.
    Failed {
        /// What went wrong, and where.
        message: Message,
        /// What to do, where that is not plain from the message.
        hint: Option<Message>,
    },
    /// The reader of standard output has closed it.
    BrokenPipe,
}

impl Failure {
    /// Returns a failure without a hint.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Message::new(zh, en).into()
    }

    /// Adds what the user can do.
    #[must_use]
    pub fn hint(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        if let Self::Failed { hint, .. } = &mut self {
            *hint = Some(Message::new(zh, en));
        }
        self
    }

    /// Returns what is wrong with the file at `path`.
    #[must_use]
    pub fn of_file(path: &Path, message: &Message) -> Self {
        let path = path.display();
        Self::new(format!("{path}：{}", message.zh), format!("{path}: {}", message.en))
    }

    /// Returns what the system refuses at `path`.
    #[must_use]
    pub fn at(path: &Path, error: &io::Error) -> Self {
        let why = Message::of_io(error);
        Self::of_file(path, &Message::new(format!("{}。", why.zh), format!("{}.", why.en)))
    }

    /// Returns why something could not be written to `path`.
    #[must_use]
    pub fn writing(path: &Path, error: &io::Error) -> Self {
        let (path, why) = (path.display(), Message::of_io(error));
        let failure = Self::new(
            format!("无法写入 {path}：{}。", why.zh),
            format!("{path} cannot be written: {}.", why.en),
        );
        failure.hint(
            "检查文件夹是否存在、是否有写入权限。",
            "Check that the folder exists and that you may write to it.",
        )
    }

    /// Returns the lines that the user reads; `None` where no user is left to read them.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Option<String> {
        let Self::Failed { message, hint } = self else { return None };
        let hint = hint.as_ref().map(|hint| {
            let label = lang.pick("办法：", "Hint: ");
            format!("\n{label}{}", hint.get(lang))
        });
        Some(message.get(lang).to_owned() + &hint.unwrap_or_default())
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self::Failed { message, hint: None }
    }
}

/// Standard output that cannot be written.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        let why = Message::of_io(&error);
        Self::new(
            format!("输出失败：{}。", why.zh),
            format!("The output cannot be written: {}.", why.en),
        )
    }
}
