//! The pages, one struct each, with its template of the same name in `templates/`. Templates
//! escape whatever is put into them.

mod error;
mod login;
mod office;
mod published;
pub(crate) mod sheet;
mod welcome;

pub(crate) use error::ErrorPage;
pub(crate) use login::LoginPage;
pub(crate) use office::{OfficePage, PackageLine};
pub(crate) use published::{PublishedLine, PublishedPage};
pub(crate) use welcome::WelcomePage;

use crate::caller::LoggedIn;
use crate::lang::code;
use crate::problem::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use message::{Fixed, Lang};

/// What all pages share.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The language.
    pub(crate) lang: Lang,
    /// The path of the page, without what is asked of it.
    pub(crate) path: String,
    /// Who looks at it, if it is a person who logged in.
    pub(crate) login: Option<String>,
    /// The token of its forms; empty where it has none.
    pub(crate) token: String,
}

impl Frame {
    /// Returns the frame of a page for a visitor who has not logged in.
    pub(crate) fn of_stranger(lang: Lang, path: &str, token: String) -> Self {
        Self { lang, path: path.to_owned(), login: None, token }
    }

    /// Returns the frame of a page for a person, or for a stranger without forms.
    pub(crate) fn of_visitor(lang: Lang, path: &str, visitor: Option<&LoggedIn>) -> Self {
        let login = visitor.map(|person| person.login.to_string());
        let token = visitor.map(|person| person.token.clone()).unwrap_or_default();
        Self { lang, path: path.to_owned(), login, token }
    }

    /// Returns the words of the page's language.
    pub(crate) const fn t<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(zh, en)
    }

    /// Returns the words of the page's language.
    pub(crate) const fn of(&self, words: &Fixed) -> &'static str {
        words.get(self.lang)
    }

    /// Returns the code of the page's language, as HTML wants it.
    pub(crate) const fn html_lang(&self) -> &'static str {
        self.lang.pick("zh-CN", "en")
    }

    /// Returns the code and the name of the other language.
    pub(crate) const fn other(&self) -> (&'static str, &'static str) {
        match self.lang {
            Lang::Zh => (code(Lang::En), "English"),
            Lang::En => (code(Lang::Zh), "中文"),
        }
    }
}

/// Returns the answer with a page.
pub(crate) fn page(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page was not rendered");
            Problem::failed().into_response()
        }
    }
}
