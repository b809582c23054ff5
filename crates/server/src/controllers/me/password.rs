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
    app.web.attempt(peer)?;
    let peer_name = peer.to_string();
    let attempt = Attempt { at: (app.now)(), login: Some(&me.login), peer: &peer_name };
    let stored = app.store.person(&me.login).await?.and_then(|person| person.password);
    let is_long = passwords.old.len() > LONGEST_PASSWORD;
    if is_long || !app.web.is_password(passwords.old, stored).await? {
        app.store.login_failed(attempt).await?;
        return Err(Problem::wrong_login());
    }
    app.web.logged_in(peer);
    check(me.login.as_str(), &passwords.new, &passwords.new)?;
    let hash = app.web.hash_password(passwords.new).await?;
    app.store.set_password(&me.login, &hash, attempt, Some(&me.session)).await?;
    Ok(StatusCode::NO_CONTENT)
}
