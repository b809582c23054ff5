//! What is answered where something is not done.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use message::Message;
use serde::Serialize;
use store::Error;
use workflow::{Refusal, Why};

/// Why something was not done: a status, a key for programs, and the sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    #[serde(skip)]
    status: StatusCode,
    /// After how many seconds it may be tried again.
    #[serde(skip)]
    retry_after: Option<u32>,
    why: &'static str,
    zh: String,
    en: String,
}

impl Problem {
    fn new(status: StatusCode, why: &'static str, message: Message) -> Self {
        Self { status, retry_after: None, why, zh: message.zh, en: message.en }
    }

    pub(crate) fn unknown_caller() -> Self {
        let message = Message::new("请先登录。", "Log in first.");
        Self::new(StatusCode::UNAUTHORIZED, "unknown_caller", message)
    }

    /// What a caller may not see is answered like what does not exist.
    pub(crate) fn not_found() -> Self {
        let message = Message::new(
            "没有此项，或者您没有查看的权限。",
            "There is no such thing, or you do not have the right to see it.",
        );
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// Too much is being checked.
    pub(crate) fn busy(seconds: u32) -> Self {
        let message = Message::new(
            format!("正在检查的文件太多，本次没有接收；请{seconds}秒后再试。"),
            format!(
                "Too much is being checked, and nothing was received; try again in {seconds} s."
            ),
        );
        let retry_after = Some(seconds);
        Self { retry_after, ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", message) }
    }

    /// A bug of ours, which nothing depends on: nothing was changed.
    pub(crate) fn failed() -> Self {
        let message = Message::new(
            "程序内部错误，本次操作没有生效。",
            "An internal error; nothing was done.",
        );
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", message)
    }

    pub(crate) fn unusable(message: Message) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unusable", message)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal.why {
            Why::NotGranted => StatusCode::FORBIDDEN,
            Why::Unknown => StatusCode::NOT_FOUND,
            Why::Exists | Why::Stage | Why::Stale | Why::Others => StatusCode::CONFLICT,
            Why::Invalid | Why::Findings | Why::Controls => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, refusal.why.key(), refusal.message)
    }
}

/// What the store says of itself is not for callers: it may name machines and folders.
impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => refusal.into(),
            _ => {
                let message = Message::new(
                    "系统暂时不能办理，本次操作没有生效；请稍后再试，仍不行请找管理员。",
                    "The system cannot do this now, and nothing was done; try again later, then \
                     ask an administrator.",
                );
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", message)
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let later = self.retry_after.map(|seconds| [(RETRY_AFTER, seconds.to_string())]);
        (self.status, later, Json(self)).into_response()
    }
}
