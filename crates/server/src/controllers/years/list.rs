//! `GET /api/years`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use workflow::{Action, BodyCode, Calendar, may};

/// A year that is open.
#[derive(Serialize)]
pub(crate) struct Row {
    year: u16,
    calendar: Calendar,
}

/// Returns the years that are open, to callers who may read some budget.
pub(crate) async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
) -> Result<Json<Vec<Row>>, Problem> {
    let office = app.store.calendars(&actor).await?;
    let is_readable = |code: &BodyCode| may(&office, &actor, Action::Read, code).is_some();
    if !office.bodies().any(|(code, _)| is_readable(code)) {
        return Err(Problem::not_found());
    }
    let rows = office.years().map(|(year, calendar)| Row { year: year.0, calendar: *calendar });
    Ok(Json(rows.collect()))
}
