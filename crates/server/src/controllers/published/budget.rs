//! `GET /published/{year}/{body}`

use super::file::{known, named as file_named, size};
use super::package_of;
use crate::App;
use crate::amount::grouped;
use crate::caller::Visitor;
use crate::lang::PageLang;
use crate::matrix::named;
use crate::pages::{BudgetPage, Frame, WithdrawnPage, page};
use crate::problem::Problem;
use crate::spending::{by_class, chart};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use ledger::Amount;
use message::Lang;
use workflow::{Office, Package, PackageId, Publication};

/// Shows a published budget to everybody; what was withdrawn says so, and what was never
/// published does not exist.
pub(crate) async fn budget(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    PageLang(lang): PageLang,
    Path((year, body)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (office, id) = package_of(&app, &year, &body).await?;
    let package = office.package(&id).ok_or_else(Problem::not_found)?;
    if let Some(withdrawn) = package.withdrawn.as_ref().filter(|_| package.published.is_none()) {
        let body = office.body(&id.body).ok_or_else(Problem::not_found)?;
        let shown = WithdrawnPage {
            frame: Frame::of_visitor(lang, &format!("/published/{id}"), visitor.as_ref()),
            name: body.name.clone(),
            year: id.year.0,
            day: withdrawn.at.day().to_string(),
            reason: withdrawn.reason.clone(),
            others: others(&app, &office, &id, package, lang).await?,
        };
        return Ok(page(StatusCode::GONE, &shown));
    }
    let publication = package.published.as_ref().ok_or_else(Problem::not_found)?;
    let body = office.body(&id.body).ok_or_else(Problem::not_found)?;
    let frame = Frame::of_visitor(lang, &format!("/published/{id}"), visitor.as_ref());
    let current = package.amounts.current();
    let classes = by_class(&current);
    let total = classes.values().fold(0_i64, |sum, fen| sum.saturating_add(*fen));
    let shown = BudgetPage {
        frame,
        name: body.name.clone(),
        code: id.body.to_string(),
        year: Some(id.year.0),
        title: id.year.to_string(),
        day: publication.at.day().to_string(),
        total: if classes.is_empty() { String::new() } else { grouped(Amount::from_fen(total)) },
        lines: classes
            .iter()
            .map(|(code, fen)| (named(*code, id.year), grouped(Amount::from_fen(*fen))))
            .collect(),
        chart: chart(&classes, id.year, lang),
        files: files(&app, &id, publication).await?,
        others: others(&app, &office, &id, package, lang).await?,
        head: app.store.head().await?.to_string(),
        content: match publication.files.first() {
            Some(first) => app.pool.page(first).await.ok(),
            None => None,
        },
        checks: None,
    };
    Ok(page(StatusCode::OK, &shown))
}

async fn files(
    app: &App,
    id: &PackageId,
    publication: &Publication,
) -> Result<Vec<(String, String, String)>, Problem> {
    let mut files = Vec::new();
    for (at, hash) in publication.files.iter().enumerate() {
        let Some(kind) = known(app, hash).await? else { continue };
        let href = format!("/published/{id}/files/{}", at.saturating_add(1));
        let name = file_named((id, publication), at, kind.extension);
        files.push((href, name, size(kind.bytes)));
    }
    Ok(files)
}

/// Returns the body's other years that are published.
async fn others(
    app: &App,
    office: &Office,
    id: &PackageId,
    _: &Package,
    lang: Lang,
) -> Result<Vec<(String, String)>, Problem> {
    let Some((code, body)) = office.bodies().find(|(code, _)| **code == id.body) else {
        return Ok(Vec::new());
    };
    let units = office.children(code);
    let bodies: Vec<_> = [code].into_iter().chain(units).collect();
    let rows = app.store.published_of(&bodies, None, 50).await?;
    let own = format!("package:{id}");
    let others = rows.into_iter().filter(|row| row.owner != own).filter_map(|row| {
        let href = format!("/published/{}", row.owner.strip_prefix("package:")?);
        let name = office.body(&row.body).map_or(body.name.as_str(), |body| body.name.as_str());
        Some((href, format!("{name} {}{}", row.title, lang.pick("年预算", " budget"))))
    });
    Ok(others.collect())
}
