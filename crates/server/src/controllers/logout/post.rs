//! `POST /logout`

use crate::App;
use crate::caller::Visitor;
use crate::controllers::login::session_cookie;
use crate::form::{Fields, Signed};
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use store::Attempt;

/// The button's form.
#[derive(Deserialize)]
pub(crate) struct Button {
    token: String,
}

impl Fields for Button {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Ends the session.
pub(crate) async fn post(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    Peer(peer): Peer,
    Signed(Button { .. }): Signed<Button>,
) -> Result<Response, Problem> {
    if let Some(person) = visitor {
        let peer = peer.to_string();
        let attempt = Attempt { at: (app.now)(), login: Some(&person.login), peer: &peer };
        app.store.log_out(attempt, &person.session).await?;
    }
    let cookie = session_cookie(None, app.web.options().is_https);
    Ok((cookie, Redirect::to("/login")).into_response())
}
