//! People who look at the office's pages.

use crate::App;
use crate::address::encoded;
use crate::caller::{LoggedIn, Visitor};
use crate::done;
use crate::lang::PageLang;
use crate::pages::Frame;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use message::{Fixed, Lang};
use workflow::{Action, Actor, Office, rights};

/// A person who logged in, and the page that they ask for. Strangers are asked to log in.
pub(crate) struct Member {
    pub(crate) person: LoggedIn,
    pub(crate) lang: Lang,
    path: String,
    query: String,
    done: Option<Fixed>,
}

impl Member {
    /// Returns who acts.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Person(self.person.login.clone())
    }

    /// Returns whether the person has a right on some body. The state has what they are granted.
    pub(crate) fn has_right(&self, office: &Office, action: Action) -> bool {
        let mut grants = office.grants(&self.person.login);
        grants.any(|grant| !rights(grant.role, action).is_empty())
    }

    /// Returns the frame of a page. The state has what the person is granted.
    pub(crate) fn frame(&self, office: &Office) -> Frame {
        let frame = Frame::of_visitor(self.lang, &self.path, Some(&self.person));
        let frame = frame.with_links(office, &self.person.login);
        Frame { query: self.query.clone(), done: self.done, ..frame }
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Ok(PageLang(lang)) = PageLang::from_request_parts(parts, app).await;
        let visitor = Visitor::from_request_parts(parts, app).await;
        let Visitor(person) = visitor.map_err(IntoResponse::into_response)?;
        let Some(person) = person else { return Err(to_login(parts)) };
        let path = parts.uri.path().to_owned();
        let query = parts.uri.query().unwrap_or_default();
        let kept: Vec<&str> = query
            .split('&')
            .filter(|it| !it.is_empty() && !it.starts_with("lang=") && !it.starts_with("done="))
            .collect();
        let done = query.split('&').find_map(|it| done::of(it.strip_prefix("done=")?));
        Ok(Self { person, lang, path, query: kept.join("&"), done })
    }
}

/// Sends a stranger to the login, and from there back to a page that they only wanted to read.
fn to_login(parts: &Parts) -> Response {
    let is_home = parts.uri.path() == "/office" && parts.uri.query().is_none();
    if is_home || !parts.method.is_safe() {
        return Redirect::to("/login").into_response();
    }
    let asked = parts.uri.path_and_query().map_or("/office", |it| it.as_str());
    Redirect::to(&format!("/login?next={}", encoded(asked))).into_response()
}
