//! `GET /script/{file}`

use crate::problem::Problem;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

/// The scripts by their names.
const ALL: [(&str, &str); 6] = [
    ("document.js", include_str!("../../../assets/script/document.js")),
    ("keys.js", include_str!("../../../assets/script/keys.js")),
    ("sheet.js", include_str!("../../../assets/script/sheet.js")),
    ("table.js", include_str!("../../../assets/script/table.js")),
    ("text.js", include_str!("../../../assets/script/text.js")),
    ("upload.js", include_str!("../../../assets/script/upload.js")),
];

/// Returns a script. It changes with the program only.
pub(crate) async fn get(Path(file): Path<String>) -> Result<impl IntoResponse, Problem> {
    let found = ALL.iter().find(|(name, _)| *name == file);
    let (_, text) = found.ok_or_else(Problem::not_found)?;
    let headers =
        [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    Ok((headers, *text))
}
