//! Why the store could not do something.

use message::{Failure, Message};
use workflow::Refusal;

/// Why the store could not do something.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The workflow refuses the command. Nothing has changed.
    #[error("{0}")]
    Refused(Refusal),
    /// The database failed. Nothing has changed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The database failed at the end of a transaction. It is not known whether it is stored.
    #[error("database, while it stored something: {0}")]
    InDoubt(String),
    /// The database could not be brought to this version of the program.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The storage of files failed.
    #[error("files: {0}")]
    Files(#[from] object_store::Error),
    /// A backup could not be read or written.
    #[error("backup: {0}")]
    Backup(#[from] std::io::Error),
    /// A file that was stored is not there.
    #[error("the file {0} is missing")]
    Missing(workflow::Hash),
    /// What is stored cannot be read.
    #[error("{what} cannot be read: {reason}")]
    Unreadable {
        /// What.
        what: String,
        /// Why not.
        reason: String,
    },
    /// The system has no random numbers.
    #[error("random numbers: {0}")]
    Random(String),
    /// The chain of events is broken at this event.
    #[error("the chain of events is broken at event {0}")]
    Broken(i64),
    /// The store is not empty, so nothing can be restored into it.
    #[error("the store is not empty")]
    NotEmpty,
    /// The address names no database that is known.
    #[error("`{0}` is neither sqlite: nor postgres:")]
    Address(String),
}

impl Error {
    /// Returns what a user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Refused(refusal) => refusal.message.clone(),
            Self::Database(error) => Message::new(
                format!("数据库出错，本次操作没有生效：{error}"),
                format!("The database failed, and nothing was done: {error}"),
            ),
            Self::InDoubt(error) => Message::new(
                format!(
                    "数据库在保存时出错，不知道本次操作是否生效；请查看后再决定是否重做：{error}"
                ),
                format!(
                    "The database failed while it stored something, and it is not known whether \
                     it was done; look before you do it again: {error}"
                ),
            ),
            Self::Migration(error) => Message::new(
                format!("数据库不能升级到本版本：{error}"),
                format!("The database cannot be upgraded to this version: {error}"),
            ),
            Self::Files(error) => Message::new(
                format!("文件存储出错：{error}"),
                format!("The storage of files failed: {error}"),
            ),
            Self::Backup(error) => {
                let why = Message::of_io(error);
                Message::new(
                    format!("备份文件出错：{}", why.zh),
                    format!("The backup failed: {}", why.en),
                )
            }
            Self::Missing(hash) => Message::new(
                format!("已存的文件不见了：{hash}。请从备份恢复文件。"),
                format!("A file that was stored is missing: {hash}. Restore it from a backup."),
            ),
            Self::Unreadable { what, reason } => Message::new(
                format!("已存的内容无法读取（{what}）：{reason}"),
                format!("What is stored cannot be read ({what}): {reason}"),
            ),
            Self::Random(error) => Message::new(
                format!("系统不能产生随机数：{error}"),
                format!("The system has no random numbers: {error}"),
            ),
            Self::Broken(seq) => Message::new(
                format!("第{seq}条记录与前后不符：数据被改动过。请停用并从备份恢复。"),
                format!(
                    "Event {seq} does not fit its neighbours: it was altered. Restore a backup."
                ),
            ),
            Self::NotEmpty => Message::new(
                "目标数据库已有数据，只能恢复到空数据库。",
                "The database has data; restore into an empty one.",
            ),
            Self::Address(url) => Message::new(
                format!("数据库地址“{url}”须以 sqlite: 或 postgres: 开头。"),
                format!(
                    "The address `{url}` of the database must begin with sqlite: or postgres:."
                ),
            ),
        }
    }

    pub(crate) fn unreadable(what: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self::Unreadable { what: what.into(), reason: reason.to_string() }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        error.message().into()
    }
}
