//! `GET /welcome/{token}`

use super::welcome;
use crate::App;
use crate::controllers::login::form_cookie;
use crate::form::FormSecret;
use crate::lang::PageLang;
use crate::pages::page;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Shows the form of a link. Looking does not use the link up.
pub(crate) async fn get(
    State(app): State<App>,
    PageLang(lang): PageLang,
    Path(token): Path<String>,
    secret: FormSecret,
) -> Result<Response, Problem> {
    let shown = welcome(&app, &token, lang, &secret).await?;
    let cookie = form_cookie(secret.secret(), app.web.options().is_https);
    Ok((cookie, page(StatusCode::OK, &shown)).into_response())
}
