//! Logging in with an account of a provider of identities.
//!
//! A subject that the provider confirmed is paired with an account here by its owner, who logged in
//! with a password. Being confirmed gives nobody an account, and no rights.

mod back;
mod begin;
mod pair;

pub(crate) use back::back;
pub(crate) use begin::begin;
pub(crate) use pair::pair;

use crate::App;
use crate::address::own_page;
use crate::cookies::set;
use crate::oidc::Begun;
use crate::problem::Problem;
use crate::provider::Provider;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;

/// What the browser keeps while a person is at the provider.
const COOKIE: &str = "yusuan_provider";

/// How long a person may take there, in seconds.
const SECONDS: i64 = 600;

/// A login or a pairing that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    begun: Begun,
    /// Whether an account is to be paired.
    is_pairing: bool,
    /// The page to which to go afterwards.
    next: String,
}

impl Kept {
    fn text(&self) -> String {
        let Begun { state, nonce, verifier } = &self.begun;
        let what = if self.is_pairing { "pair" } else { "login" };
        format!("{what}!{state}!{nonce}!{verifier}!{}", self.next)
    }

    fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.splitn(5, '!').collect();
        let [what, state, nonce, verifier, next] = parts.try_into().ok()?;
        let begun = Begun { state: state.into(), nonce: nonce.into(), verifier: verifier.into() };
        let next = own_page(next).unwrap_or("/office").to_owned();
        Some(Self { begun, is_pairing: what == "pair", next })
    }

    /// Returns the header that has the browser keep it.
    fn cookie(&self, is_https: bool) -> HeaderMap {
        cookie(&self.text(), SECONDS, is_https)
    }
}

fn cookie(value: &str, seconds: i64, is_https: bool) -> HeaderMap {
    set(COOKIE, value, seconds, is_https).map(|value| (SET_COOKIE, value)).into_iter().collect()
}

/// Returns the provider; without one its routes do not exist.
fn provider(app: &App) -> Result<&Provider, Problem> {
    app.web.options().provider.as_ref().ok_or_else(Problem::not_found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_keeps_is_read_back() {
        let begun = |text: &str| Begun {
            state: format!("s-{text}"),
            nonce: "n_1".to_owned(),
            verifier: "v~.1".to_owned(),
        };
        let kept = Kept { begun: begun("1"), is_pairing: true, next: "/board?q=a!b".to_owned() };
        assert_eq!(Kept::parse(&kept.text()), Some(kept.clone()));
        let away = Kept { next: "//example.com".to_owned(), ..kept.clone() };
        assert_eq!(Kept::parse(&away.text()).unwrap().next, "/office");
        assert_eq!(Kept::parse("login!a!b!c"), None);
    }
}
