//! `GET /login/provider`

use super::one_cookie;
use crate::App;
use crate::address::own_page;
use crate::cookies::{PROVIDER, cookie};
use crate::problem::Problem;
use crate::provider::{NotVouched, SignOn};
use axum::extract::{FromRequestParts, Query, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use std::convert::Infallible;
use store::new_token;

/// How long a person may take at the provider, in seconds.
const SECONDS: i64 = 600;

/// What a browser keeps while a person is at the provider: the secret of its attempt, and where to
/// go afterwards.
#[derive(Default)]
pub(crate) struct Kept {
    pub(super) secret: String,
    pub(super) next: String,
}

/// Sends the browser to the identity provider.
pub(crate) async fn provider(
    State(app): State<App>,
    Query(asked): Query<super::get::Asked>,
) -> Result<Response, Problem> {
    let provider = app.provider.as_ref().ok_or_else(Problem::not_found)?;
    let kept = Kept { secret: new_token()?, next: asked.next };
    let to = provider.begin(&SignOn::of(&kept.secret)).await.map_err(not_vouched)?;
    Ok((kept.header(app.web.options().is_https), Redirect::to(&to)).into_response())
}

impl Kept {
    /// Returns the header by which the browser keeps it.
    fn header(&self, is_https: bool) -> HeaderMap {
        let is_plain = |next: &&str| !next.contains([';', ',', '"']);
        let next = own_page(&self.next).filter(is_plain).unwrap_or_default();
        one_cookie(PROVIDER, &format!("{}.{next}", self.secret), SECONDS, is_https)
    }

    /// Returns the header by which the browser forgets it.
    pub(super) fn end(is_https: bool) -> HeaderMap {
        one_cookie(PROVIDER, "", 0, is_https)
    }
}

impl<S: Sync> FromRequestParts<S> for Kept {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let kept = cookie(parts, PROVIDER).and_then(|kept| kept.split_once('.'));
        let kept = kept.map(|(secret, next)| Self { secret: secret.into(), next: next.into() });
        Ok(kept.unwrap_or_default())
    }
}

/// Returns the problem that a person reads. The reason is for the log.
pub(super) fn not_vouched(why: NotVouched) -> Problem {
    match why {
        NotVouched::Away(reason) => {
            tracing::error!(%reason, "the identity provider failed");
            Problem::provider_away()
        }
        NotVouched::Refused(reason) => {
            tracing::warn!(%reason, "the identity provider does not vouch");
            Problem::not_vouched()
        }
    }
}
