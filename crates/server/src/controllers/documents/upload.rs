//! `POST /documents`

use super::hand_in::{Outcome, hand_in_all};
use super::table::{MOST_OF_BATCH, batch};
use crate::App;
use crate::member::Member;
use crate::pages::page;
use crate::problem::Problem;
use crate::upload::Upload;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use message::Message;
use std::collections::BTreeSet;
use workflow::{BodyCode, DocumentId};

/// The most files of one form.
const MOST: usize = 500;

/// Receives the files of a form, with a result for each: one that is refused does not undo the
/// others.
pub(crate) async fn upload(
    State(app): State<App>,
    member: Member,
    mut upload: Upload,
) -> Result<Response, Problem> {
    let (actor, lang) = (member.actor(), member.lang);
    let (mut ids, mut refused): (BTreeSet<DocumentId>, Vec<(String, String)>) = Default::default();
    let words = |problem: &Problem| lang.pick(&problem.zh, &problem.en).to_owned();
    let mut count = 0_usize;
    while let Some((name, content)) = upload.next_file().await? {
        count = count.saturating_add(1);
        if count > MOST {
            refused.push((
                name,
                lang.pick("一次最多500个文件。", "At most 500 files at a time.").to_owned(),
            ));
            break;
        }
        let body: Option<BodyCode> = upload.field("body").parse().ok();
        match hand_in_all(&app, &actor, name.clone(), body.as_ref(), content).await {
            Err(problem) if problem.status.is_server_error() && ids.is_empty() => {
                return Err(problem);
            }
            Err(problem) => refused.push((name, words(&problem))),
            Ok(lines) => {
                for line in lines {
                    match line.outcome {
                        Outcome::Received(received) => drop(ids.insert(received.document)),
                        Outcome::Refused(problem) => refused.push((line.name, words(&problem))),
                    }
                }
            }
        }
    }
    if ids.is_empty() && refused.is_empty() {
        return Err(Problem::unusable(Message::new("请先选择文件。", "Choose a file first.")));
    }
    if refused.is_empty() {
        let ids: Vec<String> = ids.iter().take(MOST_OF_BATCH).map(ToString::to_string).collect();
        return Ok(
            Redirect::to(&format!("/documents?ids={}&done=receive", ids.join(","))).into_response()
        );
    }
    let status = if ids.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = batch(&app, &member, ids, refused).await?;
    Ok(page(status, &shown))
}
