//! `GET /login/provider/back`

use super::provider::{Kept, not_vouched};
use super::{form_cookie, session_cookie};
use crate::App;
use crate::address::own_page;
use crate::form::{FormSecret, is_token};
use crate::lang::PageLang;
use crate::pages::{Frame, LoginPage, page};
use crate::peer::Peer;
use crate::problem::Problem;
use crate::provider::{Provider, SignOn};
use crate::web::SESSION_SECONDS;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use store::{Attempt, hash_of_token, new_token};
use workflow::{Moment, Person};

/// With what a provider sends a browser back.
#[derive(Deserialize)]
pub(crate) struct Answer {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    /// Who answers, where the provider says so.
    iss: Option<String>,
}

/// Begins the session of the person for whom the provider vouches, where an administrator has
/// bound the provider's name to a person who can log in.
pub(crate) async fn back(
    State(app): State<App>,
    Peer(peer): Peer,
    PageLang(lang): PageLang,
    secret: FormSecret,
    kept: Kept,
    Query(answer): Query<Answer>,
) -> Result<Response, Problem> {
    let provider = app.provider.clone().ok_or_else(Problem::not_found)?;
    app.web.attempt(peer)?;
    let is_https = app.web.options().is_https;
    let next = own_page(&kept.next).unwrap_or("/office").to_owned();
    let (at, peer_name) = ((app.now)(), peer.to_string());
    let attempt = Attempt { at, login: None, peer: &peer_name };
    match person(&app, provider.as_ref(), &kept, &answer).await {
        Ok(login) => {
            app.web.logged_in(peer);
            let token = new_token()?;
            let expires = Moment(at.0.saturating_add(SESSION_SECONDS));
            let attempt = Attempt { login: Some(&login), ..attempt };
            let before = secret.session().map(hash_of_token);
            app.store.sign_on(attempt, &hash_of_token(&token), expires, before.as_deref()).await?;
            let cookies = both(Kept::end(is_https), &session_cookie(Some(&token), is_https));
            Ok((cookies, Redirect::to(&next)).into_response())
        }
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            app.store.login_failed(attempt).await?;
            let words = lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame::of_stranger(lang, "/login", secret.token());
            let cookies = both(Kept::end(is_https), &form_cookie(secret.secret(), is_https));
            let problem_page = LoginPage { frame, next, problem: Some(words), has_provider: true };
            Ok((cookies, page(problem.status, &problem_page)).into_response())
        }
    }
}

/// Returns who is back. Only the browser that was sent away knows what its state follows from.
async fn person(
    app: &App,
    provider: &dyn Provider,
    kept: &Kept,
    answer: &Answer,
) -> Result<Person, Problem> {
    let asked = SignOn::of(&kept.secret);
    if kept.secret.is_empty() || !is_token(&answer.state, Some(&asked.state)) {
        return Err(Problem::foreign_sign_on());
    }
    let issuer = provider.issuer();
    if answer.code.is_empty() || answer.iss.as_deref().is_some_and(|it| it != issuer) {
        return Err(Problem::not_vouched());
    }
    let finished = provider.finish(&asked, &answer.code, (app.now)()).await;
    let subject = finished.map_err(not_vouched)?;
    match app.store.person_of(issuer, &subject).await? {
        Some(person) if person.is_active => Ok(person.login),
        _ => Err(Problem::unbound(&subject)),
    }
}

fn both(mut one: HeaderMap, other: &HeaderMap) -> HeaderMap {
    for value in other.get_all(SET_COOKIE) {
        one.append(SET_COOKIE, value.clone());
    }
    one
}
