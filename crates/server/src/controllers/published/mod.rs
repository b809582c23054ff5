//! What is published, for everybody.

mod get;
mod list;

pub(crate) use get::get;
pub(crate) use list::list;

use crate::App;
use crate::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::PublishedRow;
use workflow::Moment;

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
    let named = |row: PublishedRow| {
        let name = office.body(&row.body).map(|body| body.name.clone()).unwrap_or_default();
        Published { row, name }
    };
    Ok(rows.into_iter().map(named).collect())
}
