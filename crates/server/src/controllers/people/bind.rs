//! Binding the name by which an identity provider knows a person.

use crate::App;
use crate::member::Member;
use crate::peer::Peer;
use crate::problem::Problem;
use message::Message;
use store::{Attempt, Identity};
use workflow::Person;

/// The longest name, in characters.
const LONGEST: usize = 255;

/// Binds a name to a person.
pub(super) async fn bind(
    app: &App,
    member: &Member,
    peer: Peer,
    login: Person,
    subject: &str,
) -> Result<(), Problem> {
    let provider = app.provider.as_ref().ok_or_else(Problem::not_found)?;
    app.store.person(&login).await?.ok_or_else(Problem::not_found)?;
    let subject = subject.trim();
    let is_too_long = subject.chars().count() > LONGEST;
    if subject.is_empty() || is_too_long || subject.chars().any(char::is_control) {
        return Err(Problem::unusable(Message::new(
            format!("请填写统一身份认证的标识，最多{LONGEST}字。"),
            format!("Fill in the name of single sign-on, at most {LONGEST} characters."),
        )));
    }
    let (issuer, subject) = (provider.issuer().to_owned(), subject.to_owned());
    let identity = Identity { issuer, subject, login: login.clone() };
    let peer = peer.0.to_string();
    let attempt = Attempt { at: (app.now)(), login: Some(&login), peer: &peer };
    app.store.bind(&identity, attempt).await?;
    tracing::info!(by = %member.person.login, %login, "bound to an identity");
    Ok(())
}

/// Takes the name of a person back.
pub(super) async fn unbind(
    app: &App,
    member: &Member,
    peer: Peer,
    login: &Person,
) -> Result<(), Problem> {
    let provider = app.provider.as_ref().ok_or_else(Problem::not_found)?;
    let peer = peer.0.to_string();
    let attempt = Attempt { at: (app.now)(), login: Some(login), peer: &peer };
    if !app.store.unbind(provider.issuer(), login, attempt).await? {
        return Err(Problem::not_found());
    }
    tracing::info!(by = %member.person.login, %login, "bound to no identity");
    Ok(())
}
