use contain::Panic;
use message::Message;
use readers::ReadError;

/// Why nothing is known about a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// A bug in this program, met on this file.
    #[error("{}", report(.0))]
    Internal(#[from] Panic),
}

impl Failure {
    /// What is wrong and what to do, for the user.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable(error) => error.message(),
            Self::Internal(panic) => {
                let report = report(panic);
                Message::new(
                    format!(
                        "程序内部错误，本文件未能检查。请把方括号里的一行报告给开发者；其中没有文件里的文字，不必提供文件。[{report}]"
                    ),
                    format!(
                        "An internal error: the file was not checked. Please report the line in brackets; it holds no text of the file, and the file need not be sent. [{report}]"
                    ),
                )
            }
        }
    }
}

/// One line by which the bug can be found: version, place and message.
fn report(panic: &Panic) -> String {
    format!("yusuan {} {panic}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_can_be_reported_without_the_file() {
        let panic = Panic {
            message: "index out of bounds".to_owned(),
            location: Some("crates/rules/src/lib.rs:1:2".to_owned()),
        };
        let message = Failure::from(panic).message();
        let line = format!(
            "[yusuan {} crates/rules/src/lib.rs:1:2: index out of bounds]",
            env!("CARGO_PKG_VERSION")
        );
        assert!(message.zh.ends_with(&line), "{}", message.zh);
        assert!(message.en.ends_with(&line), "{}", message.en);
    }
}
