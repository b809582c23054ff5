//! `POST /welcome/{token}`

use super::welcome;
use crate::App;
use crate::form::{Fields, FormSecret, Signed};
use crate::lang::PageLang;
use crate::pages::{WelcomePage, page};
use crate::password;
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use message::Message;
use serde::Deserialize;
use store::{Attempt, Founder, PersonRow, hash_of_token};

/// What a person types.
#[derive(Deserialize)]
pub(crate) struct Typed {
    token: String,
    password: String,
    again: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    bureau_code: String,
    #[serde(default)]
    bureau_name: String,
}

impl Fields for Typed {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Uses a link up, or shows its form again.
pub(crate) async fn post(
    State(app): State<App>,
    PageLang(lang): PageLang,
    Path(token): Path<String>,
    Peer(peer): Peer,
    secret: FormSecret,
    Signed(typed): Signed<Typed>,
) -> Result<Response, Problem> {
    app.web.attempt(peer)?;
    let shown = welcome(&app, &token, lang, &secret).await?;
    match use_link(&app, &token, &typed, &shown, &peer.to_string()).await {
        Ok(()) => {
            app.web.logged_in(peer);
            Ok(Redirect::to("/login").into_response())
        }
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let words = lang.pick(&problem.zh, &problem.en).to_owned();
            Ok(page(problem.status, &WelcomePage { problem: Some(words), ..shown }))
        }
    }
}

async fn use_link(
    app: &App,
    token: &str,
    typed: &Typed,
    shown: &WelcomePage,
    peer: &str,
) -> Result<(), Problem> {
    let login = shown.login.as_deref().unwrap_or(typed.login.trim());
    password::check(login, &typed.password, &typed.again)?;
    let wrong = |zh: &str, en: &str| Problem::unusable(Message::new(zh, en));
    let code = typed.bureau_code.trim().parse();
    let founder = match &shown.login {
        Some(_) => None,
        None => {
            let login = login.parse().map_err(|_| {
                wrong("登录名只能有字母、数字、- . _。", "A login has letters, digits, - . _ only.")
            })?;
            let name = password::name(&typed.name)?;
            let bureau = if shown.needs_bureau {
                let code = code.map_err(|_| {
                    wrong(
                        "财政局代码只能有字母、数字、- . _。",
                        "A code has letters, digits, - . _ only.",
                    )
                })?;
                Some((code, typed.bureau_name.clone()))
            } else {
                None
            };
            let person = PersonRow { login, name, password: None, is_active: true };
            Some(Founder { person, bureau })
        }
    };
    let hash = app.web.hash_password(typed.password.clone()).await?;
    let attempt = Attempt { at: (app.now)(), login: None, peer };
    let token = hash_of_token(token);
    let is_done = match founder {
        None => app.store.use_link(&token, &hash, attempt).await?.is_some(),
        Some(mut founder) => {
            founder.person.password = Some(hash);
            app.store.found(&token, &founder, attempt).await?
        }
    };
    if is_done { Ok(()) } else { Err(Problem::used_link()) }
}
