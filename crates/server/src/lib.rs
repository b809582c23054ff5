//! The office over HTTP: the workflow's commands and what can be read, as JSON.
//!
//! One handler a file: `controllers/<resource>/<verb>.rs`. Nothing here decides what is allowed:
//! commands go to [`store::Store::act`] as they are, and what is read is asked of
//! [`workflow::may`]. A route that a caller may not use answers as one that does not exist does.
//!
//! A caller is known by a program's token in the header `Authorization: Bearer …`, or by the cookie
//! of a session; the store has only their hashes. What a browser changes also needs the token of
//! its page's form.
//!
//! Every request goes through `middleware/`: it is counted and logged, limited by address and
//! time, and its answer gets the headers that browsers obey.
#![forbid(unsafe_code)]

mod amount;
mod app;
mod caller;
mod check;
mod controllers;
mod cookies;
mod form;
mod lang;
mod limiter;
mod metrics;
mod middleware;
mod pages;
mod password;
mod peer;
mod pool;
mod problem;
mod web;

pub use app::App;
pub use check::{Check, Checked, Phase};
pub use controllers::welcome::first_administrator;
pub use limiter::Limit;
pub use metrics::{Gauge, Gauges, Metrics};
pub use pool::{MOST_DOCUMENTS, MOST_LEDGERS, Pool, Progress, Tools};
pub use store::hash_of_token;
pub use web::{
    LINK_SECONDS, MOST_BYTES, MOST_BYTES_OF_COMMANDS, MOST_BYTES_OF_FORMS, MOST_TOKEN_DAYS,
    Options, SESSION_SECONDS, Web,
};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use controllers::{
    commands, documents, events, health, login, logout, metrics as counted, office, packages,
    published, style, welcome,
};
use problem::Problem;

/// Every route: its method, its path, and whether a caller has to be known.
pub const ROUTES: &[(&str, &str, bool)] = &[
    ("GET", "/healthz", false),
    ("GET", "/metrics", false),
    ("GET", "/style.css", false),
    ("GET", "/login", false),
    ("POST", "/login", false),
    ("POST", "/logout", false),
    ("GET", "/welcome/{token}", false),
    ("POST", "/welcome/{token}", false),
    ("GET", "/office", false),
    ("GET", "/published", false),
    ("GET", "/api/published", false),
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
    let state = || app.clone();
    pages()
        .merge(api())
        .fallback(async || Problem::not_found())
        // The last one is the first that a request meets.
        .layer(from_fn_with_state(state(), middleware::limits))
        .layer(from_fn(middleware::problems))
        .layer(from_fn_with_state(state(), middleware::remember))
        .layer(from_fn_with_state(state(), middleware::headers))
        .layer(from_fn_with_state(state(), middleware::observe))
        .with_state(app)
}

fn pages() -> Router<App> {
    Router::new()
        .route("/style.css", get(style::get))
        .route("/login", get(login::get).post(login::post))
        .route("/logout", post(logout::post))
        .route("/welcome/{token}", get(welcome::get).post(welcome::post))
        .route("/office", get(office::get))
        .route("/published", get(published::get))
        .layer(DefaultBodyLimit::max(MOST_BYTES_OF_FORMS))
}

fn api() -> Router<App> {
    let uploads = DefaultBodyLimit::max(MOST_BYTES);
    let handed_in = post(documents::hand_in).layer(uploads);
    let received = get(documents::get).post(documents::receive).layer(uploads);
    Router::new()
        .route("/healthz", get(health::get))
        .route("/metrics", get(counted::get))
        .route("/api/commands", post(commands::post))
        .route("/api/commands/many", post(commands::many))
        .route("/api/packages/{year}", get(packages::list))
        .route("/api/packages/{year}/{body}", get(packages::get))
        .route("/api/packages/{year}/{body}/versions", post(packages::save).layer(uploads))
        .route("/api/documents", handed_in)
        .route("/api/documents/{document}", received)
        .route("/api/events", get(events::list))
        .route("/api/published", get(published::list))
        .layer(DefaultBodyLimit::max(MOST_BYTES_OF_COMMANDS))
}
