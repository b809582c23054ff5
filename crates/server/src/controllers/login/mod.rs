//! Logging in.

mod back;
mod get;
mod post;
mod provider;

pub(crate) use back::back;
pub(crate) use get::get;
pub(crate) use post::post;
pub(crate) use provider::provider;

use crate::cookies::{FORM, SESSION, set};
use crate::web::SESSION_SECONDS;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;

/// Returns the header that begins a session in the browser, or ends it where there is no token.
pub(crate) fn session_cookie(token: Option<&str>, is_https: bool) -> HeaderMap {
    let seconds = if token.is_some() { SESSION_SECONDS } else { 0 };
    one_cookie(SESSION, token.unwrap_or_default(), seconds, is_https)
}

/// Returns the header that keeps the secret of forms in the browser.
pub(crate) fn form_cookie(secret: &str, is_https: bool) -> HeaderMap {
    one_cookie(FORM, secret, SESSION_SECONDS, is_https)
}

fn one_cookie(name: &str, value: &str, seconds: i64, is_https: bool) -> HeaderMap {
    set(name, value, seconds, is_https).map(|value| (SET_COOKIE, value)).into_iter().collect()
}
