//! One message in both languages, failures with their remedies, and the language in which it is read.
#![forbid(unsafe_code)]

mod choose;
mod failure;

pub use failure::Failure;

use std::io;

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The words of this language.
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// How sure it is that something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot be right.
    Error,
    /// It is very likely wrong.
    Warning,
    /// Worth knowing.
    Note,
}

/// Words in both languages that are part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fixed {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Fixed {
    /// The words of one language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// One message in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Message {
    /// A message in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Words that are quoted from a document and stand the same in every language.
    pub fn quoted(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { zh: words.clone(), en: words }
    }

    /// The reason for which the operating system refused something.
    pub fn of_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::new("找不到文件", "file not found"),
            io::ErrorKind::PermissionDenied => Self::new("没有权限", "permission denied"),
            io::ErrorKind::IsADirectory => Self::new("这是文件夹", "it is a folder"),
            io::ErrorKind::StorageFull => Self::new("磁盘已满", "the disk is full"),
            io::ErrorKind::TimedOut => Self::new("等了很久没有应答", "there was no answer in time"),
            _ => Self::quoted(error.to_string()),
        }
    }

    /// All messages as one, with the separator of each language between them.
    pub fn join(messages: impl IntoIterator<Item = Self>, separator: Fixed) -> Self {
        let (zh, en): (Vec<_>, Vec<_>) = messages.into_iter().map(|it| (it.zh, it.en)).unzip();
        Self { zh: zh.join(separator.zh), en: en.join(separator.en) }
    }

    /// The message in one language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_joined_in_each_language() {
        let all = [Message::new("甲", "a"), Message::quoted("2"), Message::new("丙", "c")];
        let joined = Message::join(all, Fixed { zh: "；", en: "; " });
        assert_eq!(joined, Message::new("甲；2；丙", "a; 2; c"));
        assert_eq!(Message::join([], Fixed { zh: "；", en: "; " }), Message::default());
    }

    #[test]
    fn what_the_system_refuses_is_said_in_words() {
        let error = io::Error::from(io::ErrorKind::NotFound);
        assert_eq!(Message::of_io(&error), Message::new("找不到文件", "file not found"));
    }
}
