//! `POST /api/commands`

use super::files;
use crate::App;
use crate::caller::Caller;
use crate::cells::are_there;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use message::Message;
use store::Recorded;
use workflow::{Actor, Command};

/// Does what a command asks for and returns the events.
pub(crate) async fn post(
    State(app): State<App>,
    Caller(actor): Caller,
    Json(command): Json<Command>,
) -> Result<Json<Vec<Recorded>>, Problem> {
    act(&app, &command, &actor).await.map(Json)
}

/// Does what a command asks for, other than to save and to receive: what is in a file is for the
/// program to say, not for the caller.
pub(super) async fn act(
    app: &App,
    command: &Command,
    actor: &Actor,
) -> Result<Vec<Recorded>, Problem> {
    match command {
        Command::Save { .. } => Err(Problem::unusable(Message::new(
            "保存请上传底稿文件：POST /api/packages/{年度}/{单位}/versions。",
            "To save, send the ledger itself: POST /api/packages/{year}/{body}/versions.",
        ))),
        Command::Receive { .. } => Err(Problem::unusable(Message::new(
            "报送请上传文件：POST /api/documents/{编号}。",
            "To hand in a document, send the file itself: POST /api/documents/{document}.",
        ))),
        _ => {
            if let Command::Publish { files, .. } = command {
                files::are_seen(app, command, actor, files).await?;
            }
            are_there(app, command, actor).await?;
            let recorded = app.store.act(command, actor, (app.now)()).await?;
            if let Command::Publish { files, .. } = command {
                app.pool.read_later(files.clone());
            }
            Ok(recorded)
        }
    }
}
