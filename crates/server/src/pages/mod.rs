//! The pages, one struct each, with its template of the same name in `templates/`. Templates
//! escape whatever is put into them.

mod audit;
mod board;
mod bodies;
mod budget;
mod calendar;
mod changes;
mod checks;
mod components;
mod controls;
mod document;
mod documents;
mod error;
mod frame;
mod import;
mod inbox;
mod login;
mod package;
mod password;
mod people;
mod publish;
mod published;
mod results;
mod root;
pub(crate) mod sheet;
mod text;
mod welcome;
mod withdrawn;

pub(crate) use audit::{AuditPage, EventLine, LoginLine};
pub(crate) use board::BoardPage;
pub(crate) use bodies::{BodiesPage, BodyLine};
pub(crate) use budget::{BudgetPage, PublicFinding};
pub(crate) use calendar::{CalendarLine, CalendarPage, OpenYearPage};
pub(crate) use changes::{ChangeLine, ChangesPage};
pub(crate) use checks::{CheckLine, ChecksPage, WaiverLine};
pub(crate) use components::ComponentsPage;
pub(crate) use controls::{ControlLine, ControlsPage};
pub(crate) use document::{DocumentFinding, DocumentPage, DocumentVersion};
pub(crate) use documents::{DocumentLine, DocumentsPage};
pub(crate) use error::ErrorPage;
pub(crate) use frame::Frame;
pub(crate) use import::{GivenLine, ImportPage, Preview};
pub(crate) use inbox::{
    Cell as InboxCell, CellKind as InboxCellKind, DocumentTask, InboxPage, Task,
};
pub(crate) use login::LoginPage;
pub(crate) use package::{
    CommentLine, FindingLine, PackagePage, Published, Said, Stay, Step as StepLine, TypedReturn,
    VersionLine,
};
pub(crate) use password::PasswordPage;
pub(crate) use people::{GrantLine, PeoplePage, PersonLine, TypedPerson};
pub(crate) use publish::PublishPage;
pub(crate) use published::{PublishedLine, PublishedPage};
pub(crate) use results::{ResultLine, ResultsPage};
pub(crate) use root::RootPage;
pub(crate) use text::Text;
pub(crate) use welcome::WelcomePage;
pub(crate) use withdrawn::WithdrawnPage;

use crate::problem::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

/// Returns the answer with a page.
pub(crate) fn page(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page was not rendered");
            Problem::failed().into_response()
        }
    }
}
