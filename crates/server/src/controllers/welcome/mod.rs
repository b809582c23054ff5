//! Links that work once: to set a password, or to become the first administrator.

mod get;
mod post;

pub(crate) use get::get;
pub(crate) use post::post;

use crate::App;
use crate::form::FormSecret;
use crate::pages::{Frame, WelcomePage};
use crate::problem::Problem;
use crate::web::LINK_SECONDS;
use message::Lang;
use std::collections::BTreeSet;
use store::{Error, Store, hash_of_token, new_token};
use workflow::{Moment, Person};

/// Returns the path of a link that makes the first administrator, for the program to show on its
/// console; `None` where the office has an administrator. Links made before end.
///
/// # Errors
/// Fails where the database does.
pub async fn first_administrator(store: &Store, now: Moment) -> Result<Option<String>, Error> {
    if store.has_administrator().await? {
        return Ok(None);
    }
    link(store, None, now).await.map(Some)
}

/// Returns the path of a new link for a person, or for the first administrator.
pub(crate) async fn link(
    store: &Store,
    login: Option<&Person>,
    now: Moment,
) -> Result<String, Error> {
    let token = new_token()?;
    let expires = Moment(now.0.saturating_add(LINK_SECONDS));
    store.put_link(&hash_of_token(&token), login, now, expires).await?;
    Ok(format!("/welcome/{token}"))
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
