use message::Message;
use std::io;
use std::path::Path;

/// Why the program cannot go on.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What is wrong, where, and what to do.
    Told(Message),
    /// Whoever reads the output has gone away; nobody is left to tell.
    Closed,
}

impl Failure {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Told(Message::new(zh, en))
    }

    /// Something that could not be written to `path`.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        let reason = reason(error);
        Self::new(
            format!("无法写入 {path}：{}。请检查文件夹是否存在、是否有写入权限。", reason.zh),
            format!(
                "{path} cannot be written: {}. Check that the folder exists and may be written.",
                reason.en
            ),
        )
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => {
                let reason = reason(&error);
                Self::new(
                    format!("输出失败：{}。", reason.zh),
                    format!("The output cannot be written: {}.", reason.en),
                )
            }
        }
    }
}

/// What the operating system objects to, in words.
pub(crate) fn reason(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => Message::new("找不到文件", "there is no such file"),
        io::ErrorKind::PermissionDenied => Message::new("没有权限", "permission denied"),
        io::ErrorKind::IsADirectory => Message::new("这是文件夹", "it is a folder"),
        io::ErrorKind::StorageFull => Message::new("磁盘已满", "the disk is full"),
        _ => Message::quoted(error.to_string()),
    }
}
