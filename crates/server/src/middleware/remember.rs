//! Remembers the language that a page's address asks for.

use super::is_page;
use crate::App;
use crate::cookies::{LANG, set};
use crate::lang::{KEPT, asked, code};
use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::middleware::Next;
use axum::response::Response;

/// Keeps the language in a cookie where the address asks for one.
pub(crate) async fn remember(State(app): State<App>, request: Request, next: Next) -> Response {
    let uri = request.uri();
    let lang = asked(uri.query()).filter(|_| is_page(uri.path()));
    let mut response = next.run(request).await;
    let cookie = lang.and_then(|lang| set(LANG, code(lang), KEPT, app.web.options().is_https));
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
