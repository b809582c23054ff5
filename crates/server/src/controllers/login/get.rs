//! `GET /login`

use super::form_cookie;
use crate::App;
use crate::address::own_page;
use crate::caller::Visitor;
use crate::form::FormSecret;
use crate::lang::PageLang;
use crate::pages::{Frame, LoginPage, page};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Where to go afterwards.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(super) next: String,
}

/// Shows the form to log in.
pub(crate) async fn get(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    PageLang(lang): PageLang,
    secret: FormSecret,
    Query(asked): Query<Asked>,
) -> Response {
    let next = own_page(&asked.next);
    if visitor.is_some() {
        return Redirect::to(next.unwrap_or("/office")).into_response();
    }
    let next = next.unwrap_or_default().to_owned();
    let frame = Frame::of_stranger(lang, "/login", secret.token());
    let cookie = form_cookie(secret.secret(), app.web.options().is_https);
    let has_provider = app.provider.is_some();
    let shown = LoginPage { frame, next, problem: None, has_provider };
    (cookie, page(StatusCode::OK, &shown)).into_response()
}
