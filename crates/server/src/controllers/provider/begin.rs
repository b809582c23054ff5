//! `GET /login/provider`

use super::{Kept, provider};
use crate::App;
use crate::address::own_page;
use crate::caller::Visitor;
use crate::oidc::begin as begin_at;
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Where to go afterwards.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    next: String,
}

/// Sends a person to the provider to log in.
pub(crate) async fn begin(
    State(app): State<App>,
    Peer(peer): Peer,
    Visitor(visitor): Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let provider = provider(&app)?;
    // The page is part of a cookie, where these two would end it.
    let next = own_page(&asked.next).filter(|it| !it.contains([';', ','])).unwrap_or("/office");
    if visitor.is_some() {
        return Ok(Redirect::to(next).into_response());
    }
    app.web.attempt(peer)?;
    let (address, begun) = begin_at(provider).await?;
    app.web.logged_in(peer);
    let kept = Kept { begun, is_pairing: false, next: next.to_owned() };
    Ok((kept.cookie(app.web.options().is_https), Redirect::to(&address)).into_response())
}
