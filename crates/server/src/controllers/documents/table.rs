//! `GET /documents`

use super::list::{Asked as Listed, MOST, Row, rows};
use crate::App;
use crate::check::Phase;
use crate::member::Member;
use crate::pages::{DocumentLine, DocumentsPage, page};
use crate::pool::Progress;
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use message::Lang;
use serde::Deserialize;
use std::collections::BTreeSet;
use workflow::{Action, Actor, BodyCode, Document, DocumentId, DocumentStage, Key, Office, may};

/// The most documents of one batch.
pub(super) const MOST_OF_BATCH: usize = 300;

/// What is asked of the list. A form sends empty fields as well.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    body: String,
    #[serde(default)]
    stage: String,
    /// The documents of a batch, with commas between them.
    #[serde(default)]
    ids: String,
    at: Option<i64>,
    document: Option<DocumentId>,
}

/// Shows the documents that the person may read, those received last first, or those of a batch.
pub(crate) async fn table(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let actor = member.actor();
    if !asked.ids.is_empty() {
        let ids = asked.ids.split(',').take(MOST_OF_BATCH).filter_map(|id| id.parse().ok());
        let shown = batch(&app, &member, ids.collect(), Vec::new()).await?;
        return Ok(page(StatusCode::OK, &shown));
    }
    let office = app.office_of(&actor).await?;
    let stage = DocumentStage::ALL.iter().find(|it| it.key() == asked.stage).copied();
    let listed =
        Listed { body: asked.body.parse().ok(), stage, at: asked.at, document: asked.document };
    let rows = rows(&app, &office, &actor, &listed).await?;
    let last = rows.last().filter(|_| rows.len() >= usize::from(MOST));
    let next = last.map(|Row { row, .. }| {
        let (body, stage) = (&asked.body, &asked.stage);
        format!("body={body}&stage={stage}&at={}&document={}", row.at.0, row.document)
    });
    let lines: Vec<DocumentLine> = rows.into_iter().map(|it| line(&app, it, member.lang)).collect();
    let frame = member.frame(&office);
    let empty = empty(&office, &actor, frame);
    let (asked_body, asked_stage) = (asked.body, asked.stage);
    let shown = DocumentsPage { asked_body, asked_stage, lines, next, ..empty };
    if shown.readable.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(page(StatusCode::OK, &shown))
}

/// Returns the page of the documents that were just received, and of what was not.
pub(super) async fn batch(
    app: &App,
    member: &Member,
    ids: BTreeSet<DocumentId>,
    refused: Vec<(String, String)>,
) -> Result<DocumentsPage, Problem> {
    let actor = member.actor();
    let mut keys: BTreeSet<Key> = ids.iter().cloned().map(Key::Document).collect();
    keys.insert(Key::Grants(member.person.login.clone()));
    let office = app.store.office(keys).await?;
    let readable = ids.iter().filter_map(|id| {
        let document = office.document(id)?;
        may(&office, &actor, Action::Read, &document.body)?;
        Some(of_document(app, &office, id, document, member.lang))
    });
    let lines: Vec<DocumentLine> = readable.collect();
    // A page that says what was refused stays until it was read.
    let is_checking = refused.is_empty() && lines.iter().any(|line| line.progress.is_some());
    let frame = member.frame(&office);
    Ok(DocumentsPage {
        is_batch: true,
        is_checking,
        refused,
        lines,
        ..empty(&office, &actor, frame)
    })
}

fn empty(office: &Office, actor: &Actor, frame: crate::pages::Frame) -> DocumentsPage {
    let bodies_of = |action| -> Vec<(String, String)> {
        let allowed =
            office.bodies().filter(|(code, _)| may(office, actor, action, code).is_some());
        allowed.map(|(code, body)| (code.to_string(), body.name.clone())).collect()
    };
    let bodies = bodies_of(Action::ReceiveDocument);
    DocumentsPage {
        frame,
        is_batch: false,
        is_checking: false,
        refused: Vec::new(),
        can_send: !bodies.is_empty(),
        bodies,
        readable: bodies_of(Action::Read),
        asked_body: String::new(),
        asked_stage: String::new(),
        stages: DocumentStage::ALL,
        lines: Vec::new(),
        next: None,
    }
}

fn line(app: &App, Row { row, body_name }: Row, lang: Lang) -> DocumentLine {
    DocumentLine {
        progress: progress(app, &row.document, row.stage, lang),
        id: row.document.to_string(),
        name: row.name,
        body: row.body.to_string(),
        body_name,
        stage: row.stage.name(),
        is_checked: row.stage != DocumentStage::Received,
        findings: row.findings,
        to_correct: row.to_correct,
        unmarked: row.unmarked,
        versions: row.versions,
        day: row.at.day().to_string(),
    }
}

fn of_document(
    app: &App,
    office: &Office,
    id: &DocumentId,
    document: &Document,
    lang: Lang,
) -> DocumentLine {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let findings = document.findings();
    let unmarked = findings.iter().filter(|it| !document.marks.contains_key(&it.key)).count();
    let last = document.versions.last();
    DocumentLine {
        id: id.to_string(),
        name: last.map(|it| it.name.clone()).unwrap_or_default(),
        body: document.body.to_string(),
        body_name: name_of(office, &document.body),
        stage: document.stage.name(),
        progress: progress(app, id, document.stage, lang),
        is_checked: document.stage != DocumentStage::Received,
        findings: count(findings.len()),
        to_correct: count(document.to_correct().count()),
        unmarked: count(unmarked),
        versions: count(document.versions.len()),
        day: last.map(|it| it.at.day().to_string()).unwrap_or_default(),
    }
}

/// Returns the name of a body.
pub(super) fn name_of(office: &Office, body: &BodyCode) -> String {
    office.body(body).map(|body| body.name.clone()).unwrap_or_default()
}

/// Returns how far the check of a document is, in words; `None` where it is not waited for.
pub(super) fn progress(
    app: &App,
    id: &DocumentId,
    stage: DocumentStage,
    lang: Lang,
) -> Option<String> {
    if stage != DocumentStage::Received {
        return None;
    }
    Some(match app.pool.progress(id) {
        Some(Progress::Waiting { ahead }) if ahead > 0 => match lang {
            Lang::Zh => format!("等待检查，前面还有{ahead}个"),
            Lang::En => format!("waiting behind {ahead}"),
        },
        Some(Progress::Running(Phase::Reading)) => lang.pick("正在读取", "being read").to_owned(),
        Some(Progress::Running(Phase::Checking)) => {
            lang.pick("正在检查", "being checked").to_owned()
        }
        Some(Progress::Waiting { .. }) | None => lang.pick("等待检查", "waiting").to_owned(),
    })
}
