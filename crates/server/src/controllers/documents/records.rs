//! `GET /api/documents/{document}/records?after=…&flag=…&preferred=…`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Error, RecordsAsked, RecordsPage};
use workflow::{Action, Actor, DocumentId, may};

/// The most records of one answer.
const MOST: u16 = 500;

/// Which records are asked for.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(crate) struct Asked {
    /// Those after the one with this number.
    #[serde(default)]
    after: u32,
    /// Those with this flag.
    flag: Option<Flag>,
    /// Only those that are preferred.
    #[serde(default)]
    preferred: bool,
}

/// What the check says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Flag {
    Ok,
    Suspect,
    Wrong,
}

impl Flag {
    const fn key(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Suspect => "suspect",
            Self::Wrong => "wrong",
        }
    }
}

/// Some of the numbers that the last version of a document prints.
#[derive(Serialize)]
pub(crate) struct Page {
    /// How many numbers it prints.
    count: i64,
    /// Each with its number in reading order, and the columns of `docs/records.md`.
    records: Vec<Map<String, Value>>,
}

/// Returns the numbers that a document prints, to callers who may read it.
pub(crate) async fn records(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<DocumentId>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page>, Problem> {
    let Found { columns, count, rows } = found(&app, &actor, &id, asked, MOST).await?;
    let record = |(number, values): (i64, Vec<Value>)| {
        let named = columns.iter().cloned().zip(values);
        std::iter::once(("number".to_owned(), number.into())).chain(named).collect()
    };
    Ok(Json(Page { count, records: rows.into_iter().map(record).collect() }))
}

/// The records that were asked for.
pub(super) struct Found {
    /// The names of the columns.
    pub(super) columns: Vec<String>,
    /// How many records the document has.
    pub(super) count: i64,
    /// The number of each record and its values.
    pub(super) rows: Vec<(i64, Vec<Value>)>,
}

/// Returns records of the last version of a document that an actor may read.
pub(super) async fn found(
    app: &App,
    actor: &Actor,
    id: &DocumentId,
    asked: Asked,
    most: u16,
) -> Result<Found, Problem> {
    let (office, _) = app.document(id, actor).await?;
    let document = office.document(id).ok_or_else(Problem::not_found)?;
    may(&office, actor, Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    let last = document.versions.last().ok_or_else(Problem::not_found)?;
    let asked = RecordsAsked {
        after: asked.after.into(),
        flag: asked.flag.map(Flag::key),
        is_preferred: asked.preferred,
        most,
    };
    let page = app.store.records(&last.content, asked).await?;
    let RecordsPage { columns, count, records } = page.ok_or_else(Problem::not_read)?;
    // Documents with one content share their records, so what is the document's own is not in them.
    let own = |column: &str| match column {
        "document" => Some(last.content.as_str()),
        "file" => Some(last.name.as_str()),
        _ => None,
    };
    let row = |(number, values): (i64, String)| -> Result<(i64, Vec<Value>), Error> {
        let unreadable = |error: serde_json::Error| Error::Unreadable {
            what: format!("record {number}"),
            reason: error.to_string(),
        };
        let mut values: Vec<Value> = serde_json::from_str(&values).map_err(unreadable)?;
        for (column, value) in columns.iter().zip(&mut values) {
            if let Some(own) = own(column) {
                *value = own.into();
            }
        }
        Ok((number, values))
    };
    let rows = records.into_iter().map(row).collect::<Result<_, Error>>()?;
    Ok(Found { columns, count, rows })
}
