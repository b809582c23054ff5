//! `POST /api/me/password`

use crate::App;
use crate::caller::LoggedIn;
use crate::password::check;
use crate::peer::Peer;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use std::net::IpAddr;
use store::{Attempt, LONGEST_PASSWORD};

/// The passwords before and after.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Passwords {
    old: String,
    new: String,
}

/// Changes the caller's password. All other sessions and all tokens of the caller end.
pub(crate) async fn password(
    State(app): State<App>,
    Peer(peer): Peer,
    me: LoggedIn,
    Json(passwords): Json<Passwords>,
) -> Result<StatusCode, Problem> {
    let again = passwords.new.clone();
    change(&app, peer, &me, passwords.old, passwords.new, &again).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes the password of a person who logged in and knows the old one.
pub(crate) async fn change(
    app: &App,
    peer: IpAddr,
    me: &LoggedIn,
    old: String,
    new: String,
    again: &str,
) -> Result<(), Problem> {
    app.web.attempt(peer)?;
    let peer_name = peer.to_string();
    let attempt = Attempt { at: (app.now)(), login: Some(&me.login), peer: &peer_name };
    let stored = app.store.person(&me.login).await?.and_then(|person| person.password);
    if old.len() > LONGEST_PASSWORD || !app.web.is_password(old, stored).await? {
        app.store.login_failed(attempt).await?;
        return Err(Problem::wrong_password());
    }
    app.web.logged_in(peer);
    check(me.login.as_str(), &new, again)?;
    let hash = app.web.hash_password(new).await?;
    Ok(app.store.set_password(&me.login, &hash, attempt, Some(&me.session)).await?)
}
