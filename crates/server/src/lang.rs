//! In which language a page is read: Chinese, unless the address or the browser's cookie says
//! English.

use crate::cookies::{LANG, cookie};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use message::Lang;
use std::convert::Infallible;

/// How long the choice is kept, in seconds.
pub(crate) const KEPT: i64 = 365 * 24 * 3600;

/// The language of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageLang(pub(crate) Lang);

/// Returns the language that the address of a request asks for.
pub(crate) fn asked(query: Option<&str>) -> Option<Lang> {
    let mut pairs = query?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == "lang")?;
    of(value)
}

/// Returns the language of this code.
fn of(code: &str) -> Option<Lang> {
    match code {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// Returns the code of a language.
pub(crate) const fn code(lang: Lang) -> &'static str {
    lang.pick("zh", "en")
}

impl<S: Sync> FromRequestParts<S> for PageLang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let kept = || cookie(parts, LANG).and_then(of);
        Ok(Self(asked(parts.uri.query()).or_else(kept).unwrap_or(Lang::Zh)))
    }
}
