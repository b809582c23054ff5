//! `POST /api/people/{login}/link`

use super::manages_people;
use crate::App;
use crate::caller::Caller;
use crate::controllers::welcome;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::web::LINK_SECONDS;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use workflow::{Moment, Person};

/// A link by which a person sets a password once.
#[derive(Serialize)]
pub(crate) struct Link {
    path: String,
    expires: Moment,
}

/// Makes a link for a person; the one before and the password end. Nobody but the person learns the password.
pub(crate) async fn link(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(login): Path<Person>,
    peer: Peer,
) -> Result<Json<Link>, Problem> {
    manages_people(&app, &actor).await?;
    let person = app.store.person(&login).await?.ok_or_else(Problem::not_found)?;
    let now = (app.now)();
    let path = welcome::link(&app, &person.login, &actor, peer).await?;
    Ok(Json(Link { path, expires: Moment(now.0.saturating_add(LINK_SECONDS)) }))
}
