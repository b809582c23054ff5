//! What went wrong, and a way out.

use super::{Frame, page};
use crate::problem::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use message::Lang;

/// A problem as a page.
#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    frame: Frame,
    status: StatusCode,
    words: String,
    /// Whether logging in is the way out.
    is_unknown: bool,
}

impl ErrorPage {
    pub(crate) fn new(lang: Lang, path: &str, problem: &Problem) -> Self {
        let frame = Frame::of_visitor(lang, path, None);
        let words = lang.pick(&problem.zh, &problem.en).to_owned();
        let is_unknown = problem.status == StatusCode::UNAUTHORIZED;
        Self { frame, status: problem.status, words, is_unknown }
    }
}

impl IntoResponse for ErrorPage {
    fn into_response(self) -> Response {
        page(self.status, &self)
    }
}
