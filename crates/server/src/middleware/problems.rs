//! Problems as people and programs read them.

use super::is_page;
use crate::lang::PageLang;
use crate::pages::ErrorPage;
use crate::problem::Problem;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The most bytes of what the HTTP library says.
const MOST_WORDS: usize = 4096;

/// Makes a problem of what the HTTP library refuses, and a page of a problem on a page.
pub(crate) async fn problems(PageLang(lang): PageLang, request: Request, next: Next) -> Response {
    let is_page = is_page(request.uri().path());
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if !(response.status().is_client_error() || response.status().is_server_error()) {
        return response;
    }
    let problem = match response.extensions().get::<Problem>() {
        Some(_) if !is_page => return response,
        Some(problem) => Some(problem.clone()),
        // A page that says itself what is wrong.
        None if is_html(&response) => return response,
        None => None,
    };
    let (parts, body) = response.into_parts();
    let problem = match problem {
        Some(problem) => problem,
        None => {
            let words = to_bytes(body, MOST_WORDS).await.unwrap_or_default();
            Problem::of_library(parts.status, &String::from_utf8_lossy(&words))
        }
    };
    let mut answer = if is_page {
        ErrorPage::new(lang, &path, &problem).into_response()
    } else {
        problem.into_response()
    };
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = parts.headers.get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer.headers_mut().remove(CONTENT_LENGTH);
    answer
}

fn is_html(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}
