//! `POST /api/tokens`

use crate::App;
use crate::caller::LoggedIn;
use crate::problem::Problem;
use crate::web::MOST_TOKEN_DAYS;
use axum::Json;
use axum::extract::State;
use message::Message;
use serde::{Deserialize, Serialize};
use store::{hash_of_token, new_token};
use workflow::{CellName, Moment};

const DAY: i64 = 24 * 3600;

/// The name of a token, and for how many days it is valid.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// A short text on one line.
    name: CellName,
    days: u16,
}

/// A new token. It is shown this once.
#[derive(Serialize)]
pub(crate) struct Created {
    name: String,
    token: String,
    expires: Moment,
}

/// Makes a token that acts as the caller; one of the same name ends.
pub(crate) async fn create(
    State(app): State<App>,
    me: LoggedIn,
    Json(wanted): Json<Wanted>,
) -> Result<Json<Created>, Problem> {
    if wanted.days == 0 || wanted.days > MOST_TOKEN_DAYS {
        return Err(Problem::unusable(Message::new(
            format!("令牌的有效期为1至{MOST_TOKEN_DAYS}天。"),
            format!("A token is valid for 1 to {MOST_TOKEN_DAYS} days."),
        )));
    }
    let (now, token) = ((app.now)(), new_token()?);
    let expires = Moment(now.0.saturating_add(DAY.saturating_mul(wanted.days.into())));
    let name = String::from(wanted.name);
    app.store.put_session(&hash_of_token(&token), &me.login, Some(&name), now, expires).await?;
    Ok(Json(Created { name, token, expires }))
}
