//! `GET /login`

use super::form_cookie;
use crate::App;
use crate::caller::Visitor;
use crate::form::FormSecret;
use crate::lang::PageLang;
use crate::pages::{Frame, LoginPage, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// Shows the form to log in.
pub(crate) async fn get(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    PageLang(lang): PageLang,
    secret: FormSecret,
) -> Response {
    if visitor.is_some() {
        return Redirect::to("/office").into_response();
    }
    let frame = Frame::of_stranger(lang, "/login", secret.token());
    let cookie = form_cookie(secret.secret(), app.web.options().is_https);
    (cookie, page(StatusCode::OK, &LoginPage { frame, problem: None })).into_response()
}
