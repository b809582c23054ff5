//! Forms of our own pages: only those that carry the browser's token are read.

use crate::App;
use crate::cookies::{FORM, SESSION, cookie, expected_token, form_token};
use crate::problem::Problem;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use store::{hash_of_token, new_token};

/// What a form says, and its token.
pub(crate) trait Fields: DeserializeOwned {
    /// Returns the token.
    fn token(&self) -> &str;
}

/// A form that one of our pages sent.
pub(crate) struct Signed<T>(pub(crate) T);

impl<T: Fields> FromRequest<App> for Signed<T> {
    type Rejection = axum::response::Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Self::Rejection> {
        let (parts, body) = request.into_parts();
        let expected = expected_token(&parts);
        let request = Request::from_parts(parts, body);
        let Form(fields) =
            Form::<T>::from_request(request, app).await.map_err(IntoResponse::into_response)?;
        if is_token(fields.token(), expected.as_deref()) {
            Ok(Self(fields))
        } else {
            Err(Problem::foreign_form().into_response())
        }
    }
}

/// The secret from which the tokens of a stranger's forms are made, and the session if the browser
/// has one.
pub(crate) struct FormSecret {
    secret: String,
    session: Option<String>,
}

impl FormSecret {
    /// Returns the secret, to be kept in a cookie.
    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// Returns the token of the session that the browser has; it may have ended.
    pub(crate) fn session(&self) -> Option<&str> {
        self.session.as_deref()
    }

    /// Returns the token of forms.
    pub(crate) fn token(&self) -> String {
        form_token(self.session.as_ref().unwrap_or(&self.secret))
    }
}

impl<S: Sync> FromRequestParts<S> for FormSecret {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let kept =
            cookie(parts, FORM).filter(|secret| secret.bytes().all(|it| it.is_ascii_hexdigit()));
        let secret = kept.map_or_else(new_token, |secret| Ok(secret.to_owned()))?;
        Ok(Self { secret, session: cookie(parts, SESSION).map(str::to_owned) })
    }
}

/// Returns whether a token is the one that is expected. Hashes are compared, so that the time
/// tells nothing about the token.
pub(crate) fn is_token(token: &str, expected: Option<&str>) -> bool {
    expected.is_some_and(|expected| hash_of_token(token) == hash_of_token(expected))
}

/// The fields of a form by their names, for forms whose rows are many alike.
#[derive(Debug, serde::Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
pub(crate) struct Pairs(BTreeMap<String, String>);

impl From<BTreeMap<String, String>> for Pairs {
    /// Browsers end the lines of a text with two characters.
    fn from(fields: BTreeMap<String, String>) -> Self {
        let line_ends = |(name, text): (String, String)| (name, text.replace("\r\n", "\n"));
        Self(fields.into_iter().map(line_ends).collect())
    }
}

impl Fields for Pairs {
    fn token(&self) -> &str {
        self.get("token")
    }
}

impl Pairs {
    /// Returns what a field says; nothing where the form does not have it.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Returns the rest of the names of all fields that begin so, as check boxes have them.
    pub(crate) fn with<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.keys().filter_map(move |name| name.strip_prefix(beginning))
    }

    /// Returns what a field says as a name of some kind.
    pub(crate) fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.get(name).trim().parse().map_err(|_| {
            Problem::unusable(message::Message::new(
                format!("“{}”填写不对：只能有字母、数字、- . _。", self.get(name)),
                format!("“{}” is not valid: letters, digits, - . _ only.", self.get(name)),
            ))
        })
    }
}
