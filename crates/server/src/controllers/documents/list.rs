//! `GET /api/documents?body=…&stage=…&at=…&document=…`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use store::{DocumentRow, DocumentsAsked};
use workflow::{Action, Actor, BodyCode, DocumentId, DocumentStage, Moment, Office, Relation, may};

/// The most documents of one answer.
pub(crate) const MOST: u16 = 200;

/// Which documents are asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Those of this body and the ones below it.
    pub(crate) body: Option<BodyCode>,
    /// Those at this stage.
    pub(crate) stage: Option<DocumentStage>,
    /// Those received before: the time and the number of the last one that was read.
    pub(crate) at: Option<i64>,
    pub(crate) document: Option<DocumentId>,
}

/// A document, with the name of its body.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    #[serde(flatten)]
    pub(crate) row: DocumentRow,
    /// The name of the body.
    pub(crate) body_name: String,
}

/// Returns the documents that the caller may read, those received last first.
pub(crate) async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<Row>>, Problem> {
    let office = app.office_of(&actor).await?;
    rows(&app, &office, &actor, &asked).await.map(Json)
}

/// Returns the documents that an actor may read and asks for.
pub(crate) async fn rows(
    app: &App,
    office: &Office,
    actor: &Actor,
    asked: &Asked,
) -> Result<Vec<Row>, Problem> {
    let is_readable = |code: &BodyCode| may(office, actor, Action::Read, code).is_some();
    let readable: Vec<&BodyCode> =
        office.bodies().map(|(code, _)| code).filter(|code| is_readable(code)).collect();
    let is_asked = |code: &BodyCode| {
        asked.body.as_ref().is_none_or(|body| office.relation(body, code) != Relation::Other)
    };
    let is_all = asked.body.is_none() && readable.len() == office.bodies().count();
    let chosen = readable.into_iter().filter(|code| is_asked(code)).collect();
    let number = asked.document.as_ref().map_or("", DocumentId::as_str);
    let documents = DocumentsAsked {
        bodies: (!is_all).then_some(chosen),
        stage: asked.stage,
        before: asked.at.map(|at| (Moment(at), number)),
        most: MOST,
    };
    let rows = app.store.documents(&documents).await?.into_iter();
    let named = rows.map(|row| {
        let body = office.body(&row.body);
        Row { body_name: body.map(|body| body.name.clone()).unwrap_or_default(), row }
    });
    Ok(named.collect())
}
