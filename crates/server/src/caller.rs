//! Who calls.

use crate::App;
use crate::cookies::{SESSION, cookie, expected_token, form_token};
use crate::form::is_token;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use store::{Error, Session, hash_of_token};
use workflow::{Actor, Person};

/// The header in which a page's script sends the token of forms.
const FORM_TOKEN: &str = "x-form-token";

/// A caller who is known: by a token of a program, or by a browser's session.
pub(crate) struct Caller(pub(crate) Actor);

/// A person who logged in, the hash of the session's token, and the token of its forms.
pub(crate) struct LoggedIn {
    pub(crate) login: Person,
    pub(crate) name: String,
    pub(crate) session: String,
    pub(crate) token: String,
}

/// Who looks at a page: perhaps a person who logged in.
pub(crate) struct Visitor(pub(crate) Option<LoggedIn>);

impl Caller {
    /// Returns the person; every caller is one.
    pub(crate) fn person(&self) -> Result<&Person, Problem> {
        match &self.0 {
            Actor::Person(person) => Ok(person),
            Actor::Console | Actor::Program => Err(Problem::unknown_caller()),
        }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(header) = header else {
            let LoggedIn { login, .. } = LoggedIn::from_request_parts(parts, app).await?;
            return Ok(Self(Actor::Person(login)));
        };
        let token = header.strip_prefix("Bearer ").ok_or_else(Problem::unknown_caller)?;
        let session = app.store.session(&hash_of_token(token), (app.now)()).await?;
        session.map(|it| Self(Actor::Person(it.login))).ok_or_else(Problem::unknown_caller)
    }
}

/// What changes something also needs the token of forms, so that no other site can ask for it.
impl FromRequestParts<App> for LoggedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if parts.headers.contains_key(AUTHORIZATION) {
            return Err(Problem::session_only());
        }
        let person = of_cookie(parts, app).await?.ok_or_else(Problem::unknown_caller)?;
        let token = parts.headers.get(FORM_TOKEN).and_then(|value| value.to_str().ok());
        let expected = expected_token(parts);
        if parts.method.is_safe() || is_token(token.unwrap_or_default(), expected.as_deref()) {
            Ok(person)
        } else {
            Err(Problem::foreign_form())
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Ok(Self(of_cookie(parts, app).await?))
    }
}

/// Returns the person of the session in the cookie. A program's token is none.
async fn of_cookie(parts: &Parts, app: &App) -> Result<Option<LoggedIn>, Error> {
    let Some(token) = cookie(parts, SESSION) else { return Ok(None) };
    let hash = hash_of_token(token);
    let session = app.store.session(&hash, (app.now)()).await?;
    let person = session.filter(|it| !it.is_token);
    let form_token = form_token(token);
    let logged_in =
        |Session { login, name, .. }| LoggedIn { login, name, session: hash, token: form_token };
    Ok(person.map(logged_in))
}
