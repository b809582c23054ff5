//! `GET /documents/{document}/commented`

use crate::App;
use crate::download::attachment;
use crate::member::Member;
use crate::papers::Commented;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use message::Message;
use std::collections::BTreeSet;
use std::sync::Arc;
use workflow::{Action, DocumentId, FindingKey, Mark, may};

/// Returns the document itself with its findings as comments, without those that were dismissed.
pub(crate) async fn commented(
    State(app): State<App>,
    member: Member,
    Path(id): Path<DocumentId>,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let (office, _) = app.document(&id, &actor).await?;
    let document = office.document(&id).ok_or_else(Problem::not_found)?;
    may(&office, &actor, Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    // What ended the check of a document would end the copy as well.
    if document.findings().iter().any(|it| it.check == "office-unreadable") {
        return Err(Problem::unusable(Message::new(
            "文件无法读取，不能批注。",
            "The document cannot be read, so it has no comments.",
        )));
    }
    let last = document.versions.last().ok_or_else(Problem::not_found)?;
    let content = app.files.get(&last.content).await?.ok_or_else(Problem::not_found)?;
    let dismissed: BTreeSet<FindingKey> = document
        .marks
        .iter()
        .filter(|(_, mark)| matches!(mark, Mark::Dismissed(_)))
        .map(|(key, _)| key.clone())
        .collect();
    let (papers, lang, day) = (Arc::clone(&app.papers), member.lang, (app.now)().day().to_string());
    let stem = last.name.rsplit_once('.').map_or(last.name.as_str(), |(stem, _)| stem).to_owned();
    let work = move || {
        papers.commented(&Commented { content: &content, lang, day: &day, dismissed: &dismissed })
    };
    let (copy, extension) = app.pool.write(work).await?;
    let mark = lang.pick("批注", "comments");
    Ok(attachment(&format!("{stem}-{mark}.{extension}"), copy))
}
