use message::{Lang, Message};
use std::io;
use std::path::Path;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
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
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Message::new(zh, en).into()
    }

    /// Adds what the user can do.
    pub(crate) fn hint(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        if let Self::Failed { hint, .. } = &mut self {
            *hint = Some(Message::new(zh, en));
        }
        self
    }

    /// What is wrong with the file at `path`.
    pub(crate) fn of_file(path: &Path, message: &Message) -> Self {
        let path = path.display();
        Self::new(format!("{path}：{}", message.zh), format!("{path}: {}", message.en))
    }

    /// Something that could not be written to `path`.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        let (path, reason) = (path.display(), Message::of_io(error));
        let failure = Self::new(
            format!("无法写入 {path}：{}。", reason.zh),
            format!("{path} cannot be written: {}.", reason.en),
        );
        failure.hint(
            "检查文件夹是否存在、是否有写入权限。",
            "Check that the folder exists and that you may write to it.",
        )
    }

    /// The lines that tell the user; `None` where no user is left to read them.
    pub(crate) fn text(&self, lang: Lang) -> Option<String> {
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

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        let reason = Message::of_io(&error);
        Self::new(
            format!("输出失败：{}。", reason.zh),
            format!("The output cannot be written: {}.", reason.en),
        )
    }
}
