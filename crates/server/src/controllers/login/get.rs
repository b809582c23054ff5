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
    next: String,
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
    (cookie, page(StatusCode::OK, &LoginPage { frame, next, problem: None })).into_response()
}
