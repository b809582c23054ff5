//! `POST /password`

use crate::App;
use crate::controllers::me::change;
use crate::form::{Fields, Signed};
use crate::member::Member;
use crate::pages::{PasswordPage, page};
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// What a person types.
#[derive(Deserialize)]
pub(crate) struct Typed {
    token: String,
    old: String,
    password: String,
    again: String,
}

impl Fields for Typed {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Changes the password, or shows the form again and says why not.
pub(crate) async fn post(
    State(app): State<App>,
    Peer(peer): Peer,
    member: Member,
    Signed(typed): Signed<Typed>,
) -> Result<Response, Problem> {
    let Typed { old, password, again, .. } = typed;
    let office = app.office_of(&member.actor()).await?;
    let shown = PasswordPage::new(member.frame(&office));
    match change(&app, peer, &member.person, old, password, &again).await {
        Ok(()) => Ok(page(StatusCode::OK, &PasswordPage { is_done: true, ..shown })),
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            Ok(page(problem.status, &PasswordPage { problem: Some(words), ..shown }))
        }
    }
}
