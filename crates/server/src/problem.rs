//! What is answered where something is not done.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use message::Message;
use serde::Serialize;
use std::time::Duration;
use store::Error;
use workflow::{Refusal, Why};

/// Why something was not done: a status, a key for programs, and the sentence for people.
///
/// As an answer it is JSON. On a page, [`problems`](crate::middleware::problems) makes a page of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    #[serde(skip)]
    pub(crate) status: StatusCode,
    /// After how many seconds it may be tried again.
    #[serde(skip)]
    retry_after: Option<u32>,
    pub(crate) why: &'static str,
    pub(crate) zh: String,
    pub(crate) en: String,
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

    /// The database, the storage or the check is away.
    pub(crate) fn unavailable() -> Self {
        let message = Message::new(
            "系统暂时不能办理，本次操作没有生效；请稍后再试，仍不行请找管理员。",
            "The system cannot do this now, and nothing was done; try again later, then ask an \
             administrator.",
        );
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", message)
    }

    /// The database went away while it stored something.
    pub(crate) fn in_doubt() -> Self {
        let message = Message::new(
            "保存时数据库中断，不知道本次操作是否已经生效；请稍后打开页面查看，再决定是否重做。",
            "The database went away while it stored this, and it is not known whether it was \
             done; look again later before you repeat it.",
        );
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "in_doubt", message)
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

    /// The login or the password is wrong; which of them is not said.
    pub(crate) fn wrong_login() -> Self {
        let message = Message::new("登录名或密码不对。", "The login or the password is wrong.");
        Self::new(StatusCode::UNAUTHORIZED, "wrong_login", message)
    }

    /// The answer of an identity provider to what this browser did not ask, or asked long ago.
    pub(crate) fn foreign_sign_on() -> Self {
        let message = Message::new(
            "这次登录不是从本浏览器发起的，或者已经过期；请重新登录。",
            "This browser did not begin this login, or began it too long ago; log in again.",
        );
        Self::new(StatusCode::FORBIDDEN, "foreign_form", message)
    }

    /// An identity provider does not vouch for the person.
    pub(crate) fn not_vouched() -> Self {
        let message = Message::new(
            "统一身份认证没有通过；请重新登录，仍不行请找管理员。",
            "Single sign-on did not succeed; log in again, then ask an administrator.",
        );
        Self::new(StatusCode::UNAUTHORIZED, "wrong_login", message)
    }

    /// An identity provider vouches for a person whom no administrator let in.
    pub(crate) fn unbound(subject: &str) -> Self {
        let message = Message::new(
            format!(
                "统一身份认证已通过，但没有可以登录的人员绑定标识“{subject}”；请把它告诉管理员。"
            ),
            format!(
                "Single sign-on succeeded, but nobody who can log in is bound to the name                  “{subject}”; tell it to an administrator."
            ),
        );
        Self::new(StatusCode::FORBIDDEN, "not_granted", message)
    }

    /// An identity provider cannot be reached.
    pub(crate) fn provider_away() -> Self {
        let message = Message::new(
            "统一身份认证现在连接不上；请稍后再试，或者用密码登录。",
            "Single sign-on cannot be reached now; try again later, or log in by password.",
        );
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", message)
    }

    /// The present password of a person who changes it is wrong.
    pub(crate) fn wrong_password() -> Self {
        let message = Message::new("现在的密码不对。", "The present password is wrong.");
        Self::new(StatusCode::UNAUTHORIZED, "wrong_login", message)
    }

    /// A form of another site, or of a session that has ended.
    pub(crate) fn foreign_form() -> Self {
        let message = Message::new(
            "页面已过期，本次操作没有生效；请返回并刷新页面后再试。",
            "The page has expired, and nothing was done; go back, reload it and try again.",
        );
        Self::new(StatusCode::FORBIDDEN, "foreign_form", message)
    }

    /// A link that was used, has expired, or never was.
    pub(crate) fn used_link() -> Self {
        let message = Message::new(
            "链接已失效：只能使用一次，且有期限。请管理员重新发送。",
            "The link does not work any more: it works once and for a limited time. Ask an \
             administrator for another.",
        );
        Self::new(StatusCode::GONE, "used_link", message)
    }

    /// A caller with a token of a program does what only a person who logged in may do.
    pub(crate) fn session_only() -> Self {
        let message = Message::new(
            "此项须由本人登录后办理，不能凭程序令牌办理。",
            "Only a person who logged in can do this, not a program with a token.",
        );
        Self::new(StatusCode::FORBIDDEN, "session_only", message)
    }

    /// An address asks too often.
    pub(crate) fn too_many(wait: Duration) -> Self {
        let seconds = u32::try_from(wait.as_secs().saturating_add(1)).unwrap_or(u32::MAX);
        let message = Message::new(
            format!("请求太频繁；请{seconds}秒后再试。"),
            format!("Too many requests; try again in {seconds} s."),
        );
        let retry_after = Some(seconds);
        Self { retry_after, ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many", message) }
    }

    /// What was being stored when the time was over may be stored all the same.
    pub(crate) fn too_slow() -> Self {
        let message = Message::new(
            "办理超时，不知道本次操作是否已经生效；请稍后打开页面查看，再决定是否重做。",
            "The request took too long, and it is not known whether it was done; look again \
             later before you repeat it.",
        );
        Self::new(StatusCode::REQUEST_TIMEOUT, "too_slow", message)
    }

    /// What the HTTP library refuses before a handler sees it, in its own words.
    pub(crate) fn of_library(status: StatusCode, words: &str) -> Self {
        let (why, zh, en) = match status {
            StatusCode::METHOD_NOT_ALLOWED => {
                ("method_not_allowed", "此地址不支持这种请求", "The method is not allowed here")
            }
            StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "内容太大", "The content is too large"),
            StatusCode::NOT_FOUND => return Self::not_found(),
            _ if status.is_server_error() => return Self { status, ..Self::failed() },
            _ => ("malformed", "请求的写法不对", "The request is malformed"),
        };
        let words = words.trim().trim_end_matches('.');
        let message = if words.is_empty() {
            Message::new(format!("{zh}。"), format!("{en}."))
        } else {
            Message::new(format!("{zh}：{words}。"), format!("{en}: {words}."))
        };
        Self::new(status, why, message)
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
            Error::InDoubt(_) => {
                tracing::error!(%error, "the store failed at the end");
                Self::in_doubt()
            }
            _ => {
                tracing::error!(%error, "the store failed");
                Self::unavailable()
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let later = self.retry_after.map(|seconds| [(RETRY_AFTER, seconds.to_string())]);
        let mut response = (self.status, later, Json(&self)).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What may be done all the same is not said to be undone.
    #[test]
    fn what_is_in_doubt_is_told_as_such() {
        for problem in [Error::InDoubt("gone".to_owned()).into(), Problem::too_slow()] {
            assert!(problem.status.is_server_error() || problem.status.is_client_error());
            assert!(
                problem.zh.contains("不知道") && !problem.zh.contains("没有生效"),
                "{problem:?}"
            );
            assert!(!problem.zh.contains("gone"), "{problem:?}");
        }
        assert!(Problem::unavailable().zh.contains("没有生效"));
    }
}
