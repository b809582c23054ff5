//! `POST /audit`

use super::get::history;
use crate::App;
use crate::form::{Pairs, Signed};
use crate::history::Asked;
use crate::member::Member;
use crate::pages::{AuditPage, page};
use crate::problem::Problem;
use crate::told::verified;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use store::Error;

/// Walks the chain of events and tells what it finds.
pub(crate) async fn verify(
    State(app): State<App>,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    let shown = history(&app, &member, &Asked::default()).await?;
    let anchor = Some(typed.get("anchor").trim()).filter(|anchor| !anchor.is_empty());
    let found = match app.store.verify(anchor).await {
        Ok(found) => Ok(found),
        Err(Error::Broken(seq)) => Err(seq),
        Err(error) => return Err(error.into()),
    };
    let (is_well, message) = verified(&found);
    let told = Some((is_well, message.get(member.lang).to_owned()));
    Ok(page(StatusCode::OK, &AuditPage { verified: told, ..shown }))
}
