//! `GET /api/people`

use super::{Row, manages_people};
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;

/// Returns all people.
pub(crate) async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
) -> Result<Json<Vec<Row>>, Problem> {
    manages_people(&app, &actor).await?;
    let (people, office) = app.store.everyone().await?;
    Ok(Json(people.into_iter().map(|person| Row::of(person, &office)).collect()))
}
