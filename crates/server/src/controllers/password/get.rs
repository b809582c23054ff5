//! `GET /password`

use crate::App;
use crate::member::Member;
use crate::pages::{PasswordPage, page};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// Returns whether a person's account is paired with one of the provider of identities, where there
/// is one.
pub(super) async fn is_paired(app: &App, member: &Member) -> Result<Option<bool>, Problem> {
    match &app.web.options().provider {
        Some(provider) => {
            Ok(Some(app.store.is_paired(&member.person.login, &provider.issuer).await?))
        }
        None => Ok(None),
    }
}

/// Shows the form.
pub(crate) async fn get(State(app): State<App>, member: Member) -> Result<Response, Problem> {
    let office = app.office_of(&member.actor()).await?;
    Ok(page(
        StatusCode::OK,
        &PasswordPage::new(member.frame(&office), is_paired(&app, &member).await?),
    ))
}
