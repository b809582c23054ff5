//! `GET /api/openapi.json`

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

/// Returns the description of the API.
pub(crate) async fn get() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], crate::OPENAPI)
}
