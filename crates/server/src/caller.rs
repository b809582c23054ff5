//! Who calls.

use crate::App;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use sha2::{Digest, Sha256};
use workflow::Actor;

/// A caller whose token is known.
pub(crate) struct Caller(pub(crate) Actor);

/// Returns what is stored of a token.
pub fn hash_of_token(token: &str) -> String {
    Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer "));
        let token = token.ok_or_else(Problem::unknown_caller)?;
        let person = app.store.session(&hash_of_token(token), (app.now)()).await?;
        person.map(|person| Self(Actor::Person(person))).ok_or_else(Problem::unknown_caller)
    }
}
