//! `POST /api/commands/many`

use super::post::act;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use message::Message;
use serde::Serialize;
use store::Recorded;
use workflow::Command;

/// The most commands of one request.
const MOST: usize = 1000;

/// The result of one command.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Done(Vec<Recorded>),
    Refused(Problem),
}

/// Does many commands, one after the other, with a result for each. What is refused does not undo
/// the others.
pub(crate) async fn many(
    State(app): State<App>,
    Caller(actor): Caller,
    Json(commands): Json<Vec<Command>>,
) -> Result<Json<Vec<Outcome>>, Problem> {
    if commands.len() > MOST {
        return Err(Problem::unusable(Message::new(
            format!("一次最多办理{MOST}项。"),
            format!("A request has at most {MOST} commands."),
        )));
    }
    let mut outcomes = Vec::with_capacity(commands.len());
    for command in &commands {
        let result = act(&app, command, &actor).await;
        outcomes.push(result.map_or_else(Outcome::Refused, Outcome::Done));
    }
    Ok(Json(outcomes))
}
