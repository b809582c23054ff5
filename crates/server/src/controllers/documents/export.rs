//! `GET /api/documents/{document}/records.csv?after=…&flag=…&preferred=…`

use super::records::{Asked, Found, found};
use crate::App;
use crate::caller::Caller;
use crate::csv::{Cell, table};
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use serde_json::Value;
use workflow::DocumentId;

/// The most rows of one table.
const MOST: u16 = 20_000;

/// Returns the numbers that a document prints as a table for spreadsheets.
pub(crate) async fn export(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<DocumentId>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    let Found { columns, rows, .. } = found(&app, &actor, &id, asked, MOST).await?;
    let head = ["number".to_owned()].into_iter().chain(columns).map(Cell::Text).collect();
    let rows = rows.into_iter().map(|(number, values)| {
        let number = Cell::Number(number.to_string());
        std::iter::once(number).chain(values.into_iter().map(cell)).collect()
    });
    let csv = table([head].into_iter().chain(rows));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.csv\"")),
    ];
    Ok((headers, csv))
}

/// What is not known is an empty cell.
fn cell(value: Value) -> Cell {
    match value {
        Value::String(text) => Cell::Text(text),
        Value::Null => Cell::Number(String::new()),
        other => Cell::Number(other.to_string()),
    }
}
