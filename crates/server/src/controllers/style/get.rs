//! `GET /style.css` and `GET /icon.svg`

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

/// The style of all pages, of the sheets, and of documents beside their findings.
const STYLE: &str = concat!(
    include_str!("../../../assets/style.css"),
    include_str!("../../../assets/sheets.css"),
    include_str!("../../../assets/look.css"),
);

/// Returns the style sheet. It changes with the program only.
pub(crate) async fn get() -> impl IntoResponse {
    let headers =
        [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, STYLE)
}

/// Returns the icon of all pages.
pub(crate) async fn icon() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")];
    (headers, include_str!("../../../assets/icon.svg"))
}
