//! `GET /api/packages/{year}/{body}/amounts.csv`

use super::Opened;
use crate::App;
use crate::amount::yuan;
use crate::caller::Caller;
use crate::csv::{Cell, table};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use workflow::{Element, PackageId, StagedLine};

/// Returns the amounts of a package by stage as a table for spreadsheets, in yuan.
pub(crate) async fn export(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(path): Path<(String, String)>,
) -> Result<impl IntoResponse, Problem> {
    let opened = Opened::of(&app, path, &actor).await?;
    let text = |text: &str| Cell::Text(text.to_owned());
    let name = opened.office.body(&opened.id.body).map(|body| body.name.as_str());
    let stages = Element::ALL.into_iter().map(|element| text(element.code()));
    let head = ["YEAR", "AGENCY_CODE", "AGENCY_NAME", "KEY", "LINE"].into_iter().map(text);
    let rows = opened.package()?.amounts.lines().into_iter();
    let rows = rows.map(|line| row(&opened.id, name.unwrap_or_default(), line));
    let csv = table([head.chain(stages).collect()].into_iter().chain(rows));
    let file = format!("attachment; filename=\"{}-{}.csv\"", opened.id.year, opened.id.body);
    let kind = "text/csv; charset=utf-8".to_owned();
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, file)], csv))
}

fn row(id: &PackageId, name: &str, StagedLine { key, amounts }: StagedLine) -> Vec<Cell> {
    let said = [
        id.year.to_string(),
        id.body.to_string(),
        name.to_owned(),
        key.to_string(),
        key.called().zh,
    ];
    let numbers = amounts.into_iter().map(|amount| Cell::Number(yuan(amount)));
    said.into_iter().map(Cell::Text).chain(numbers).collect()
}
