//! `GET /password`

use crate::caller::Visitor;
use crate::lang::PageLang;
use crate::pages::{Frame, PasswordPage, page};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// Shows the form; strangers are asked to log in.
pub(crate) async fn get(Visitor(visitor): Visitor, PageLang(lang): PageLang) -> Response {
    let Some(person) = visitor else { return Redirect::to("/login").into_response() };
    let frame = Frame::of_visitor(lang, "/password", Some(&person));
    page(StatusCode::OK, &PasswordPage::new(frame))
}
