//! `GET /login/provider/back`

use super::{COOKIE, Kept, cookie as kept_cookie, provider};
use crate::App;
use crate::caller::{LoggedIn, Visitor};
use crate::controllers::login::session_cookie;
use crate::cookies::{SESSION, cookie};
use crate::form::is_token;
use crate::oidc::subject;
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use message::Message;
use serde::Deserialize;
use std::convert::Infallible;
use store::{Attempt, Subject, SubjectRow, hash_of_token, new_token};
use workflow::Moment;

/// What the provider sends back.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

/// What the browser kept, and the token of the session that it had before.
pub(crate) struct Browser {
    kept: Option<Kept>,
    session: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let kept = cookie(parts, COOKIE).and_then(Kept::parse);
        Ok(Self { kept, session: cookie(parts, SESSION).map(hash_of_token) })
    }
}

/// Begins the session of the person whom the provider confirmed, or pairs the account of the one
/// who logged in.
pub(crate) async fn back(
    State(app): State<App>,
    Peer(peer): Peer,
    Visitor(visitor): Visitor,
    browser: Browser,
    Query(sent): Query<Sent>,
) -> Result<Response, Problem> {
    let provider = provider(&app)?;
    app.web.attempt(peer)?;
    let kept = browser.kept.filter(|kept| is_token(&sent.state, Some(&kept.begun.state)));
    let kept = kept.ok_or_else(not_begun_here)?;
    // It was not confirmed: the person turned back, or the provider refused.
    if sent.code.is_empty() {
        return Err(not_begun_here());
    }
    let subject = subject(provider, sent.code, &kept.begun).await?;
    app.web.logged_in(peer);
    let peer = peer.to_string();
    let attempt = Attempt { at: (app.now)(), login: None, peer: &peer };
    let is_https = app.web.options().is_https;
    let done = kept_cookie("", 0, is_https);
    if kept.is_pairing {
        let LoggedIn { login, .. } = visitor.ok_or_else(Problem::unknown_caller)?;
        let row = SubjectRow { subject, login };
        if !app.store.pair(&row, attempt).await? {
            return Err(paired_with_another());
        }
        return Ok((done, Redirect::to(&kept.next)).into_response());
    }
    let token = log_in(&app, &subject, attempt, browser.session.as_deref()).await?;
    let begun = session_cookie(Some(&token), is_https);
    // Both cookies are set: headers of one name are appended.
    let mut answer = Redirect::to(&kept.next).into_response();
    for (name, value) in done.iter().chain(&begun) {
        answer.headers_mut().append(name, value.clone());
    }
    Ok(answer)
}

/// Begins the session of the person who is paired with a subject, and returns its token.
async fn log_in(
    app: &App,
    subject: &Subject,
    attempt: Attempt<'_>,
    before: Option<&str>,
) -> Result<String, Problem> {
    let person = app.store.paired(subject).await?;
    let Some(person) = person.filter(|person| person.is_active) else {
        app.store.login_failed(attempt).await?;
        return Err(not_paired());
    };
    let token = new_token()?;
    let attempt = Attempt { login: Some(&person.login), ..attempt };
    let expires = Moment(attempt.at.0.saturating_add(crate::web::SESSION_SECONDS));
    app.store.log_in(attempt, &hash_of_token(&token), expires, before).await?;
    Ok(token)
}

fn not_begun_here() -> Problem {
    let message = Message::new(
        "登录没有完成或已过期；请重新登录。",
        "The login was not completed, or took too long; log in again.",
    );
    Problem::new(StatusCode::UNAUTHORIZED, "not_confirmed", message)
}

fn not_paired() -> Problem {
    let message = Message::new(
        "这个身份还没有与本系统的账号绑定；请先用密码登录，在“修改密码”页绑定。",
        "This identity is not paired with an account here; log in with your password and pair it \
         on the page to change the password.",
    );
    Problem::new(StatusCode::FORBIDDEN, "not_paired", message)
}

fn paired_with_another() -> Problem {
    let message = Message::new(
        "这个身份已与另一个账号绑定；请先在那个账号解除。",
        "This identity is paired with another account; end that there first.",
    );
    Problem::new(StatusCode::CONFLICT, "exists", message)
}
