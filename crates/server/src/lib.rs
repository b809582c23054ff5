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

mod address;
mod amount;
mod app;
mod asked;
mod before;
mod caller;
mod cells;
mod changed;
mod check;
mod controllers;
mod cookies;
mod csv;
mod done;
mod download;
mod figures;
mod form;
mod history;
mod lang;
mod limiter;
mod many;
mod matrix;
mod member;
mod metrics;
mod middleware;
mod missing;
#[cfg(feature = "oidc")]
mod oidc;
mod pages;
mod papers;
mod password;
mod peer;
mod pool;
mod problem;
mod provider;
mod recent;
mod records;
mod said;
mod spending;
mod standing;
mod sum;
mod told;
mod upload;
mod web;

pub use app::App;
pub use check::{Begun, Check, Checked, Known, Look, Looked, Opened, Phase, Written};
pub use controllers::welcome::first_administrator;
pub use limiter::Limit;
pub use metrics::{Gauge, Gauges, Metrics};
#[cfg(feature = "oidc")]
pub use oidc::{Oidc, Settings};
pub use papers::{Commented, Letter, LetterForm, Paper, Papers, Style, Table, TableColumn};
pub use pool::{MOST_DOCUMENTS, MOST_LEDGERS, Pool, Progress, Tools};
pub use provider::{Later, NotVouched, Provider, SignOn};
pub use store::{ReadPage, ReadRecord, Reading, hash_of_token};
pub use web::{
    LINK_SECONDS, MOST_BYTES, MOST_BYTES_OF_COMMANDS, MOST_BYTES_OF_FORMS, MOST_BYTES_OF_UPLOADS,
    MOST_TOKEN_DAYS, Options, SESSION_SECONDS, Web,
};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, post, put};
use controllers::{
    audit, board, bodies, calendar, checks, codes, commands, components, controls, documents,
    events, health, inbox, login, logins, logout, me, metrics as counted, office, openapi,
    packages, password as password_page, people, publish, published, root, script, sheets, style,
    tokens, welcome, years,
};
use problem::Problem;

/// The description of the API.
pub const OPENAPI: &str = include_str!("../openapi.json");

/// Every route: its method, its path, and whether a caller has to be known.
pub const ROUTES: &[(&str, &str, bool)] = &[
    ("GET", "/healthz", false),
    ("GET", "/metrics", false),
    ("GET", "/style.css", false),
    ("GET", "/icon.svg", false),
    ("GET", "/script/{file}", false),
    ("GET", "/codes", false),
    ("GET", "/login", false),
    ("POST", "/login", false),
    ("GET", "/login/provider", false),
    ("GET", "/login/provider/back", false),
    ("POST", "/logout", false),
    ("GET", "/password", true),
    ("POST", "/password", false),
    ("GET", "/welcome/{token}", false),
    ("POST", "/welcome/{token}", false),
    ("GET", "/office", true),
    ("GET", "/board", true),
    ("POST", "/board", true),
    ("GET", "/board.csv", true),
    ("GET", "/packages/{year}/{body}", true),
    ("POST", "/packages/{year}/{body}", true),
    ("GET", "/packages/{year}/{body}/changes", true),
    ("GET", "/packages/{year}/{body}/controls", true),
    ("POST", "/packages/{year}/{body}/controls", true),
    ("GET", "/controls", true),
    ("POST", "/controls", true),
    ("POST", "/controls/issue", true),
    ("GET", "/controls.xlsx", true),
    ("GET", "/documents", true),
    ("POST", "/documents", true),
    ("GET", "/documents/{document}", true),
    ("POST", "/documents/{document}", true),
    ("POST", "/documents/{document}/versions", true),
    ("GET", "/documents/{document}/file", true),
    ("GET", "/documents/{document}/{picture}", true),
    ("GET", "/documents/{document}/letter.docx", true),
    ("GET", "/documents/{document}/letter.xlsx", true),
    ("GET", "/documents/{document}/commented", true),
    ("GET", "/packages/{year}/{body}/publish", true),
    ("POST", "/packages/{year}/{body}/publish", true),
    ("GET", "/packages/{year}/{body}/publish/{number}", true),
    ("GET", "/checks", true),
    ("GET", "/checks.csv", true),
    ("GET", "/components", true),
    ("GET", "/calendar", true),
    ("POST", "/calendar", true),
    ("GET", "/people", true),
    ("POST", "/people", true),
    ("GET", "/bodies", true),
    ("POST", "/bodies", true),
    ("GET", "/audit", true),
    ("POST", "/audit", true),
    ("GET", "/audit.csv", true),
    ("GET", "/", false),
    ("GET", "/published", false),
    ("GET", "/published/{year}/{body}", false),
    ("GET", "/published/{year}/{body}/files/{number}", false),
    ("GET", "/published/documents/{document}", false),
    ("GET", "/published/documents/{document}/file", false),
    ("GET", "/packages/{year}/{body}/sheets", true),
    ("GET", "/packages/{year}/{body}/sheets/{sheet}", true),
    ("POST", "/packages/{year}/{body}/sheets/{sheet}", true),
    ("GET", "/packages/{year}/{body}/workbook", true),
    // It asks strangers to log in; what it needs of others is the same as for a row.
    ("POST", "/packages/{year}/{body}/workbook", false),
    ("GET", "/api/published", false),
    ("GET", "/api/published/{year}/{body}/records", false),
    ("GET", "/api/published/{year}/{body}/records.csv", false),
    ("GET", "/api/openapi.json", false),
    ("GET", "/api/me", true),
    ("POST", "/api/me/password", true),
    ("GET", "/api/tokens", true),
    ("POST", "/api/tokens", true),
    ("DELETE", "/api/tokens/{name}", true),
    ("GET", "/api/people", true),
    ("PUT", "/api/people/{login}", true),
    ("POST", "/api/people/{login}/link", true),
    ("GET", "/api/bodies", true),
    ("GET", "/api/years", true),
    ("GET", "/api/inbox/{year}", true),
    ("GET", "/api/logins", true),
    ("POST", "/api/commands", true),
    ("POST", "/api/commands/many", true),
    ("GET", "/api/packages/{year}", true),
    ("GET", "/api/packages/{year}/{body}", true),
    ("GET", "/api/packages/{year}/{body}/amounts", true),
    ("GET", "/api/packages/{year}/{body}/amounts.csv", true),
    ("GET", "/api/packages/{year}/{body}/changes", true),
    ("GET", "/api/packages/{year}/{body}/controls", true),
    ("GET", "/api/packages/{year}/{body}/sheets/{sheet}/data", true),
    ("POST", "/api/packages/{year}/{body}/sheets/{sheet}/edits", true),
    ("POST", "/api/packages/{year}/{body}/sheets/{sheet}/check", true),
    ("GET", "/api/packages/{year}/{body}/file", true),
    ("POST", "/api/packages/{year}/{body}/versions", true),
    ("GET", "/api/documents", true),
    ("POST", "/api/documents", true),
    ("GET", "/api/documents/{document}", true),
    ("POST", "/api/documents/{document}", true),
    ("GET", "/api/documents/{document}/records", true),
    ("GET", "/api/documents/{document}/records.csv", true),
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
        .route("/icon.svg", get(style::icon))
        .route("/script/{file}", get(script::get))
        .route("/codes", get(codes::list))
        .route("/login", get(login::get).post(login::post))
        .route("/login/provider", get(login::provider))
        .route("/login/provider/back", get(login::back))
        .route("/logout", post(logout::post))
        .route("/password", get(password_page::get).post(password_page::post))
        .route("/welcome/{token}", get(welcome::get).post(welcome::post))
        .merge(pages_of_the_office())
        .route("/", get(root::get))
        .route("/published", get(published::get))
        .route("/published/{year}/{body}", get(published::budget))
        .route("/published/{year}/{body}/files/{number}", get(published::file))
        .route("/published/documents/{document}", get(published::document))
        .route("/published/documents/{document}/file", get(published::document_file))
        .layer(DefaultBodyLimit::max(MOST_BYTES_OF_FORMS))
        .merge(pages_of_documents())
}

/// The pages of documents. A form may send many files, of which one is in memory at a time.
fn pages_of_documents() -> Router<App> {
    let uploads = DefaultBodyLimit::max(MOST_BYTES_OF_UPLOADS);
    Router::new()
        .route("/documents", post(documents::upload))
        .route("/documents/{document}/versions", post(documents::again))
        .layer(uploads)
        .route("/documents", get(documents::table))
        .route("/documents/{document}", get(documents::show).post(documents::step))
        .route("/documents/{document}/file", get(documents::file))
        .route("/documents/{document}/{picture}", get(documents::picture))
        .route("/documents/{document}/letter.docx", get(documents::letter_docx))
        .route("/documents/{document}/letter.xlsx", get(documents::letter_xlsx))
        .route("/documents/{document}/commented", get(documents::commented))
}

/// The pages for people who logged in.
fn pages_of_the_office() -> Router<App> {
    let controls = get(packages::controls_page).post(packages::issue);
    Router::new()
        .route("/office", get(office::get))
        .route("/board", get(board::get).post(board::many))
        .route("/board.csv", get(board::export))
        .route("/packages/{year}/{body}", get(packages::show).post(packages::step))
        .route("/packages/{year}/{body}/changes", get(packages::changes_page))
        .route("/packages/{year}/{body}/controls", controls)
        .route("/packages/{year}/{body}/publish", get(publish::get).post(publish::post))
        .route("/packages/{year}/{body}/publish/{number}", get(publish::file))
        .route("/checks", get(checks::get))
        .route("/checks.csv", get(checks::export))
        .route("/components", get(components::get))
        .route("/calendar", get(calendar::get).post(calendar::post))
        .route("/people", get(people::show).post(people::step))
        .route("/bodies", get(bodies::show).post(bodies::step))
        .route("/audit", get(audit::get).post(audit::verify))
        .route("/audit.csv", get(audit::export))
        .merge(pages_of_controls())
        .merge(pages_of_sheets())
}

/// The pages on which control figures are issued to many departments.
fn pages_of_controls() -> Router<App> {
    let issue = post(controls::issue).layer(DefaultBodyLimit::max(controls::MOST_BYTES));
    let table = get(controls::get).post(controls::post).layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .route("/controls", table)
        .route("/controls/issue", issue)
        .route("/controls.xlsx", get(controls::template))
}

fn pages_of_sheets() -> Router<App> {
    let rows = DefaultBodyLimit::max(sheets::MOST_BYTES_OF_ROWS);
    let uploads = DefaultBodyLimit::max(MOST_BYTES);
    let sheet = get(sheets::get).post(sheets::post).layer(rows);
    let workbook = get(sheets::download).post(sheets::upload).layer(uploads);
    Router::new()
        .route("/packages/{year}/{body}/sheets", get(sheets::first))
        .route("/packages/{year}/{body}/sheets/{sheet}", sheet)
        .route("/packages/{year}/{body}/workbook", workbook)
}

fn api() -> Router<App> {
    let uploads = DefaultBodyLimit::max(MOST_BYTES);
    let handed_in = get(documents::list).post(documents::hand_in).layer(uploads);
    let received = get(documents::get).post(documents::receive).layer(uploads);
    Router::new()
        .route("/healthz", get(health::get))
        .route("/metrics", get(counted::get))
        .route("/api/openapi.json", get(openapi::get))
        .route("/api/published", get(published::list))
        .route("/api/published/{year}/{body}/records", get(published::records))
        .route("/api/published/{year}/{body}/records.csv", get(published::export))
        .route("/api/commands", post(commands::post))
        .route("/api/commands/many", post(commands::many))
        .route("/api/documents", handed_in)
        .route("/api/documents/{document}", received)
        .route("/api/documents/{document}/records", get(documents::records))
        .route("/api/documents/{document}/records.csv", get(documents::export))
        .route("/api/events", get(events::list))
        .merge(api_of_packages())
        .merge(api_of_people())
        .layer(DefaultBodyLimit::max(MOST_BYTES_OF_COMMANDS))
}

fn api_of_packages() -> Router<App> {
    let uploads = DefaultBodyLimit::max(MOST_BYTES);
    Router::new()
        .route("/api/years", get(years::list))
        .route("/api/inbox/{year}", get(inbox::list))
        .route("/api/packages/{year}", get(packages::list))
        .route("/api/packages/{year}/{body}", get(packages::get))
        .route("/api/packages/{year}/{body}/amounts", get(packages::amounts))
        .route("/api/packages/{year}/{body}/amounts.csv", get(packages::export))
        .route("/api/packages/{year}/{body}/changes", get(packages::changes))
        .route("/api/packages/{year}/{body}/controls", get(packages::controls))
        .merge(api_of_sheets())
        .route("/api/packages/{year}/{body}/file", get(packages::file))
        .route("/api/packages/{year}/{body}/versions", post(packages::save).layer(uploads))
}

fn api_of_sheets() -> Router<App> {
    let rows = DefaultBodyLimit::max(sheets::MOST_BYTES_OF_ROWS);
    Router::new()
        .route("/api/packages/{year}/{body}/sheets/{sheet}/data", get(sheets::data))
        .route("/api/packages/{year}/{body}/sheets/{sheet}/edits", post(sheets::edits).layer(rows))
        .route("/api/packages/{year}/{body}/sheets/{sheet}/check", post(sheets::check).layer(rows))
}

fn api_of_people() -> Router<App> {
    Router::new()
        .route("/api/me", get(me::get))
        .route("/api/me/password", post(me::password))
        .route("/api/tokens", get(tokens::list).post(tokens::create))
        .route("/api/tokens/{name}", delete(tokens::end))
        .route("/api/people", get(people::list))
        .route("/api/people/{login}", put(people::put))
        .route("/api/people/{login}/link", post(people::link))
        .route("/api/bodies", get(bodies::list))
        .route("/api/logins", get(logins::list))
}
