//! Links that work once: to set a password, or to become the first administrator.

mod get;
mod post;

pub(crate) use get::get;
pub(crate) use post::post;

use crate::App;
use crate::form::FormSecret;
use crate::pages::{Frame, WelcomePage};
use crate::peer::Peer;
use crate::problem::Problem;
use crate::web::LINK_SECONDS;
use message::Lang;
use std::collections::BTreeSet;
use store::{Attempt, Error, Store, hash_of_token, new_token};
use workflow::{Actor, Moment, Person};

/// Returns the path of a link that makes the first administrator, for the program to show on its
/// console; `None` where the office has an administrator. Links made before end.
///
/// # Errors
/// Fails where the database does.
pub async fn first_administrator(store: &Store, now: Moment) -> Result<Option<String>, Error> {
    if store.has_administrator().await? {
        return Ok(None);
    }
    let token = new_token()?;
    store.put_link(&hash_of_token(&token), None, now, end(now)).await?;
    Ok(Some(format!("/welcome/{token}")))
}

/// Returns the path of a new link by which a person sets a password. The one of before ends now.
pub(crate) async fn link(
    app: &App,
    login: &Person,
    by: &Actor,
    Peer(peer): Peer,
) -> Result<String, Error> {
    let (token, peer) = (new_token()?, peer.to_string());
    let attempt = Attempt { at: (app.now)(), login: Some(login), peer: &peer };
    let by = match by {
        Actor::Person(person) => Some(person),
        Actor::Console | Actor::Program => None,
    };
    let expires = end(attempt.at);
    app.store.reset_password(&hash_of_token(&token), login, expires, attempt, by).await?;
    Ok(format!("/welcome/{token}"))
}

/// Returns when a link that is made now ends.
fn end(now: Moment) -> Moment {
    Moment(now.0.saturating_add(LINK_SECONDS))
}

/// Returns the page of a link that works.
async fn welcome(
    app: &App,
    token: &str,
    lang: Lang,
    secret: &FormSecret,
) -> Result<WelcomePage, Problem> {
    let link = app.store.link(&hash_of_token(token), (app.now)()).await?;
    let link = link.ok_or_else(Problem::used_link)?;
    let office = app.store.office(BTreeSet::new()).await?;
    let needs_bureau = link.login.is_none() && office.bureau().is_none();
    let frame = Frame::of_stranger(lang, &format!("/welcome/{token}"), secret.token());
    Ok(WelcomePage::new(frame, link.login.map(String::from), needs_bureau))
}
