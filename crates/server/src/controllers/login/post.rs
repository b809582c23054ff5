//! `POST /login`

use super::session_cookie;
use crate::App;
use crate::address::own_page;
use crate::form::{Fields, FormSecret, Signed};
use crate::lang::PageLang;
use crate::limiter::network;
use crate::pages::{Frame, LoginPage, page};
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::net::IpAddr;
use store::{Attempt, LONGEST_PASSWORD, PersonRow, hash_of_token, new_token};
use workflow::{Moment, Person};

/// How many of the addresses from which a person logged in are looked at.
const MOST_PEERS: u16 = 100;

/// What a person types.
#[derive(Deserialize)]
pub(crate) struct Typed {
    token: String,
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

impl Fields for Typed {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Begins a session, or shows the form again. Every session has a new token; the one that the
/// browser had before ends.
pub(crate) async fn post(
    State(app): State<App>,
    Peer(peer): Peer,
    PageLang(lang): PageLang,
    secret: FormSecret,
    Signed(typed): Signed<Typed>,
) -> Result<Response, Problem> {
    app.web.attempt(peer)?;
    let peer_name = peer.to_string();
    let at = (app.now)();
    let next = own_page(&typed.next).unwrap_or("/office").to_owned();
    let login: Option<Person> = typed.login.trim().parse().ok();
    let is_counted = match &login {
        Some(login) if !logged_in_from(&app, login, peer).await? => {
            app.web.attempt_on(login)?;
            true
        }
        _ => false,
    };
    let Some(person) = known(&app, login.as_ref(), typed.password).await? else {
        let known = match &login {
            Some(login) => app.store.person(login).await?.map(|person| person.login),
            None => None,
        };
        let attempt = Attempt { at, login: known.as_ref(), peer: &peer_name };
        app.store.login_failed(attempt).await?;
        let problem = Problem::wrong_login();
        let words = lang.pick(&problem.zh, &problem.en).to_owned();
        let frame = Frame::of_stranger(lang, "/login", secret.token());
        let has_provider = app.provider.is_some();
        let shown = LoginPage { frame, next, problem: Some(words), has_provider };
        return Ok(page(problem.status, &shown));
    };
    app.web.logged_in(peer);
    if is_counted {
        app.web.logged_in_to(&person.login);
    }
    let token = new_token()?;
    let before = secret.session().map(hash_of_token);
    let attempt = Attempt { at, login: Some(&person.login), peer: &peer_name };
    let expires = Moment(at.0.saturating_add(crate::web::SESSION_SECONDS));
    app.store.log_in(attempt, &hash_of_token(&token), expires, before.as_deref()).await?;
    let cookie = session_cookie(Some(&token), app.web.options().is_https);
    Ok((cookie, Redirect::to(&next)).into_response())
}

/// Returns the person who has this login and password and can log in. It takes as long where no
/// person has the login.
async fn known(
    app: &App,
    login: Option<&Person>,
    password: String,
) -> Result<Option<PersonRow>, Problem> {
    if password.len() > LONGEST_PASSWORD {
        return Ok(None);
    }
    let person = match login {
        Some(login) => app.store.person(login).await?,
        None => None,
    };
    let stored = person.as_ref().and_then(|person| person.password.clone());
    let is_right = app.web.is_password(password, stored).await?;
    Ok(person.filter(|person| is_right && person.is_active))
}

/// Returns whether an account was logged in to from an address before. There only the address is
/// limited, so a stranger elsewhere who keeps failing does not lock the account out.
async fn logged_in_from(app: &App, login: &Person, peer: IpAddr) -> Result<bool, Problem> {
    let known = app.store.peers(login, MOST_PEERS).await?;
    let networks = known.iter().filter_map(|known| known.parse().ok()).map(network);
    Ok(networks.into_iter().any(|known| known == network(peer)))
}
