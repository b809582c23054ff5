//! Cookies: the session, the secret of forms before there is one, and the language.

use axum::http::HeaderValue;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use store::hash_of_token;

/// The session's token.
pub(crate) const SESSION: &str = "yusuan_session";
/// The secret from which the tokens of forms are made before there is a session.
pub(crate) const FORM: &str = "yusuan_form";
/// The secret of an attempt to log in by an identity provider.
pub(crate) const PROVIDER: &str = "yusuan_provider";
/// The language in which pages are read.
pub(crate) const LANG: &str = "yusuan_lang";
/// The layout in which budgets were published last.
pub(crate) const LAYOUT: &str = "yusuan_layout";

/// Returns the value of a cookie.
pub(crate) fn cookie<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    let headers = parts.headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
    let cookies = headers.flat_map(|header| header.split(';'));
    let mut pairs = cookies.filter_map(|cookie| cookie.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value).filter(|value| !value.is_empty())
}

/// Returns the header that sets a cookie for so many seconds; 0 takes it away. No script can read
/// it, and other sites cannot send it with their forms.
pub(crate) fn set(name: &str, value: &str, seconds: i64, is_https: bool) -> Option<HeaderValue> {
    let secure = if is_https { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}

/// Returns the token of forms that belongs to the secret of a cookie.
pub(crate) fn form_token(secret: &str) -> String {
    hash_of_token(&format!("form\n{secret}"))
}

/// Returns the token that a form of this browser must have; `None` where it has no cookie.
pub(crate) fn expected_token(parts: &Parts) -> Option<String> {
    cookie(parts, SESSION).or_else(|| cookie(parts, FORM)).map(form_token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn parts(header: &str) -> Parts {
        Request::builder().header("cookie", header).body(()).unwrap().into_parts().0
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let parts = parts("a=1; yusuan_session=t=2;b; c=");
        assert_eq!(cookie(&parts, SESSION), Some("t=2"));
        assert_eq!((cookie(&parts, "b"), cookie(&parts, "c")), (None, None));
    }

    #[test]
    fn the_session_is_the_secret_where_there_is_one() {
        let of = |header| expected_token(&parts(header));
        assert_eq!(of("yusuan_form=f"), Some(form_token("f")));
        assert_eq!(of("yusuan_form=f; yusuan_session=s"), Some(form_token("s")));
        assert_eq!(of("yusuan_lang=en"), None);
    }

    #[test]
    fn cookies_are_kept_from_scripts_and_other_sites() {
        let text = |is_https| set(SESSION, "t", 5, is_https).unwrap();
        let plain = "yusuan_session=t; Path=/; Max-Age=5; HttpOnly; SameSite=Lax";
        assert_eq!(text(false), plain);
        assert_eq!(text(true), format!("{plain}; Secure"));
    }
}
