//! `GET /api/bodies`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use workflow::{Action, BodyCode, may};

/// A body.
#[derive(Serialize)]
pub(crate) struct Row {
    code: BodyCode,
    name: String,
    parent: Option<BodyCode>,
    is_closed: bool,
}

/// Returns the bodies whose budgets the caller may read, or which the caller manages.
pub(crate) async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
) -> Result<Json<Vec<Row>>, Problem> {
    let office = app.office_of(&actor).await?;
    let is_seen = |code: &BodyCode| {
        let mut actions = [Action::Read, Action::ManageBodies, Action::ManagePeople].into_iter();
        actions.any(|action| may(&office, &actor, action, code).is_some())
    };
    let seen = office.bodies().filter(|(code, _)| is_seen(code));
    let row = |(code, body): (&BodyCode, &workflow::Body)| Row {
        code: code.clone(),
        name: body.name.clone(),
        parent: body.parent.clone(),
        is_closed: body.is_closed,
    };
    Ok(Json(seen.map(row).collect()))
}
