//! `POST /login/provider`

use super::{Kept, provider};
use crate::App;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::oidc::begin;
use crate::pages::{ProviderPage, page};
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use store::Attempt;

/// Begins to pair the account of a person who logged in, or ends what pairs it.
pub(crate) async fn pair(
    State(app): State<App>,
    Peer(peer): Peer,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    let provider = provider(&app)?;
    if typed.get("step") == "unpair" {
        let attempt = Attempt { at: (app.now)(), login: None, peer: &peer.to_string() };
        app.store.unpair(&member.person.login, attempt).await?;
        return Ok(Redirect::to("/password").into_response());
    }
    let (address, begun) = begin(provider).await?;
    let kept = Kept { begun, is_pairing: true, next: "/password".to_owned() };
    let office = app.office_of(&member.actor()).await?;
    // Browsers do not let a form lead to another site, so a link does.
    let shown = ProviderPage { frame: member.frame(&office), address };
    let cookie = kept.cookie(app.web.options().is_https);
    Ok((cookie, page(StatusCode::OK, &shown)).into_response())
}
