//! `GET /published/documents/{document}` and its file.

use super::file::size;
use crate::App;
use crate::caller::Visitor;
use crate::download::attachment;
use crate::lang::PageLang;
use crate::pages::{BudgetPage, Frame, PublicFinding, page};
use crate::problem::Problem;
use crate::said::level;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use message::Lang;
use std::collections::BTreeSet;
use workflow::{Document, DocumentId, DocumentStage, Finding, Key, Mark, Moment, Office, Receipt};

/// Shows a published document to everybody; what is not published does not exist.
pub(crate) async fn document(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    PageLang(lang): PageLang,
    Path(id): Path<DocumentId>,
) -> Result<Response, Problem> {
    let office = office(&app, &id).await?;
    let (last, at) = published(&office, &id).ok_or_else(Problem::not_found)?;
    let document = office.document(&id).ok_or_else(Problem::not_found)?;
    let content = app.files.get(&last.content).await?.ok_or_else(Problem::not_found)?;
    let path = format!("/published/documents/{id}");
    let file = (format!("{path}/file"), last.name.clone(), size(content.len()));
    let shown = BudgetPage {
        frame: Frame::of_visitor(lang, &path, visitor.as_ref()),
        name: office.body(&document.body).map(|body| body.name.clone()).unwrap_or_default(),
        code: document.body.to_string(),
        year: None,
        title: last.name.clone(),
        day: at.day().to_string(),
        total: String::new(),
        lines: Vec::new(),
        chart: None,
        files: vec![file],
        others: Vec::new(),
        head: app.store.head().await?.to_string(),
        content: app.pool.page(&last.content).await.ok(),
        checks: app.web.options().shows_findings.then(|| checks(document, lang)),
    };
    Ok(page(StatusCode::OK, &shown))
}

/// Returns the file of a published document, byte for byte.
pub(crate) async fn document_file(
    State(app): State<App>,
    Path(id): Path<DocumentId>,
) -> Result<Response, Problem> {
    let office = office(&app, &id).await?;
    let (last, _) = published(&office, &id).ok_or_else(Problem::not_found)?;
    let content = app.files.get(&last.content).await?.ok_or_else(Problem::not_found)?;
    Ok(attachment(&last.name, content))
}

async fn office(app: &App, id: &DocumentId) -> Result<Office, Problem> {
    Ok(app.store.office(BTreeSet::from([Key::Document(id.clone())])).await?)
}

/// Returns what was found in the version that is published and was not dismissed.
fn checks(document: &Document, lang: Lang) -> Vec<PublicFinding> {
    let line = |finding: &Finding| {
        let mark = document.marks.get(&finding.key);
        let explanation = match mark {
            Some(Mark::Dismissed(_)) => return None,
            Some(Mark::Explained(words)) => words.clone(),
            Some(Mark::Confirmed) | None => String::new(),
        };
        let (level, level_name) = level(finding.level);
        Some(PublicFinding {
            level,
            level_name,
            place: finding.cell.as_ref().map(ToString::to_string).unwrap_or_default(),
            words: lang.pick(&finding.zh, &finding.en).to_owned(),
            explanation,
        })
    };
    document.findings().iter().filter_map(line).collect()
}

/// Returns the version that is published, and since when.
fn published<'a>(office: &'a Office, id: &DocumentId) -> Option<(&'a Receipt, Moment)> {
    let document = office.document(id).filter(|it| it.stage == DocumentStage::Published)?;
    document.versions.last().zip(document.published)
}
