//! What is published, for everybody.

mod budget;
mod document;
mod file;
mod get;
mod list;
mod records;

pub(crate) use budget::budget;
pub(crate) use document::{document, document_file};
pub(crate) use file::{file, size};
pub(crate) use get::get;
pub(crate) use list::list;
pub(crate) use records::{export, records};

use crate::App;
use crate::pages::PublishedLine;
use crate::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::PublishedRow;
use workflow::{Actor, Moment, Office, PackageId};

/// The most lines of one answer.
const MOST: u16 = 200;

/// Before what to begin: the time and the key of the last line that was read.
#[derive(Deserialize)]
pub(crate) struct Before {
    at: Option<i64>,
    owner: Option<String>,
}

/// Something that is published, with the name of its body.
#[derive(Serialize)]
pub(crate) struct Published {
    #[serde(flatten)]
    row: PublishedRow,
    /// The name of the body.
    name: String,
}

async fn rows(app: &App, before: Before) -> Result<Vec<Published>, Problem> {
    let owner = before.owner.unwrap_or_default();
    let before = before.at.map(|at| (Moment(at), owner.as_str()));
    let rows = app.store.published(before, MOST).await?;
    let office = app.store.office(BTreeSet::new()).await?;
    Ok(named(&office, rows))
}

/// Returns something that is published, with the address of its page.
pub(crate) fn line(Published { row, name }: Published) -> PublishedLine {
    let of_package = row.owner.strip_prefix("package:");
    let of_document = row.owner.strip_prefix("document:").unwrap_or_default();
    let href = of_package.map_or_else(
        || format!("/published/documents/{of_document}"),
        |it| format!("/published/{it}"),
    );
    PublishedLine {
        day: row.at.day().to_string(),
        code: row.body.to_string(),
        name,
        is_budget: of_package.is_some(),
        title: row.title,
        href,
    }
}

/// Returns rows with the names of their bodies.
pub(crate) fn named(office: &Office, rows: Vec<PublishedRow>) -> Vec<Published> {
    let named = |row: PublishedRow| {
        let name = office.body(&row.body).map(|body| body.name.clone()).unwrap_or_default();
        Published { row, name }
    };
    rows.into_iter().map(named).collect()
}

/// Returns the state with a package that may be published.
async fn package_of(app: &App, year: &str, body: &str) -> Result<(Office, PackageId), Problem> {
    let id: PackageId = format!("{year}/{body}").parse().map_err(|_| Problem::not_found())?;
    // What everybody may see needs no right.
    let office = app.store.package(&id, &Actor::Program).await?;
    Ok((office, id))
}

/// Returns the state with a package that is published.
async fn published_package(
    app: &App,
    year: &str,
    body: &str,
) -> Result<(Office, PackageId), Problem> {
    let (office, id) = package_of(app, year, body).await?;
    let is_published = office.package(&id).is_some_and(|it| it.published.is_some());
    if is_published { Ok((office, id)) } else { Err(Problem::not_found()) }
}
