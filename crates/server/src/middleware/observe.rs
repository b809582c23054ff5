//! Counts and logs every request. Routes are logged and not addresses, for links have secrets in
//! them; neither headers nor bodies are.

use crate::App;
use crate::metrics;
use crate::peer::peer;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

/// Answers a request, and counts and logs it.
pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let (mut parts, body) = request.into_parts();
    let peer = peer(&parts, &app.web.options().trusted_proxies);
    parts.extensions.insert(peer);
    let method = method(&parts.method);
    let route = parts.extensions.get::<MatchedPath>();
    let route = route.map_or_else(|| "none".to_owned(), |route| route.as_str().to_owned());
    let response = next.run(Request::from_parts(parts, body)).await;
    let (took, status) = (began.elapsed(), response.status().as_u16());
    tracing::info!(
        target: "yusuan::requests",
        method,
        route,
        status,
        micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        peer = %peer.0,
    );
    app.web.metrics().count(metrics::Request { method, route, status }, took);
    response
}

/// Returns a method that is known, so that callers cannot make up what is counted.
fn method(method: &Method) -> &'static str {
    let known = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
    known.into_iter().find(|it| *it == method.as_str()).unwrap_or("other")
}
