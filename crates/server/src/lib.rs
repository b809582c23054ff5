//! The office over HTTP: the workflow's commands and what can be read, as JSON.
//!
//! One handler a file: `controllers/<resource>/<verb>.rs`. Nothing here decides what is allowed:
//! commands go to [`store::Store::act`] as they are, and what is read is asked of
//! [`workflow::may`]. A route that a caller may not use answers as one that does not exist does.
//!
//! A caller is known by a token in the header `Authorization: Bearer …`; the store has only its
//! hash.
#![forbid(unsafe_code)]

mod app;
mod caller;
mod check;
mod controllers;
mod pool;
mod problem;

pub use app::App;
pub use caller::hash_of_token;
pub use check::{Check, Checked, Phase};
pub use pool::{MOST_DOCUMENTS, MOST_LEDGERS, Pool, Progress, Tools};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use controllers::{commands, documents, events, health, packages};

/// The most bytes of a request.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Every route: its method, its path, and whether a caller has to be known.
pub const ROUTES: &[(&str, &str, bool)] = &[
    ("GET", "/healthz", false),
    ("POST", "/api/commands", true),
    ("POST", "/api/commands/many", true),
    ("GET", "/api/packages/{year}", true),
    ("GET", "/api/packages/{year}/{body}", true),
    ("POST", "/api/packages/{year}/{body}/versions", true),
    ("POST", "/api/documents", true),
    ("GET", "/api/documents/{document}", true),
    ("POST", "/api/documents/{document}", true),
    ("GET", "/api/events", true),
];

/// Returns the routes of an office.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(health::get))
        .route("/api/commands", post(commands::post))
        .route("/api/commands/many", post(commands::many))
        .route("/api/packages/{year}", get(packages::list))
        .route("/api/packages/{year}/{body}", get(packages::get))
        .route("/api/packages/{year}/{body}/versions", post(packages::save))
        .route("/api/documents", post(documents::hand_in))
        .route("/api/documents/{document}", get(documents::get).post(documents::receive))
        .route("/api/events", get(events::list))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(app)
}
