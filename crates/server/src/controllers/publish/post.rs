//! `POST /packages/{year}/{body}/publish`

use super::get::shown;
use super::{Asked, Before, Opened};
use crate::App;
use crate::cookies::{LAYOUT, set};
use crate::form::{Pairs, Signed};
use crate::lang::KEPT;
use crate::member::Member;
use crate::pages::Frame;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use workflow::{Command, decide};

/// Makes the files and publishes them, or shows the page again with why not.
pub(crate) async fn post(
    State(app): State<App>,
    member: Member,
    before: Before,
    Path((year, body)): Path<(String, String)>,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    let opened = Opened::of(&app, &member, (&year, &body), before).await?;
    match publish(&app, &member, &opened, typed.get("layout")).await {
        Ok(()) => {
            let page = format!("/packages/{}?done=publish", opened.id);
            let used = opened.layout(&app, typed.get("layout"));
            let kept = set(LAYOUT, &used, KEPT, app.web.options().is_https);
            let kept = kept.map(|cookie| [(SET_COOKIE, cookie)]);
            Ok((kept, Redirect::to(&page)).into_response())
        }
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..member.frame(&opened.office) };
            let asked = Asked { layout: typed.get("layout").to_owned(), show: None };
            shown(&app, &member, &opened, frame, &asked, problem.status).await
        }
    }
}

async fn publish(app: &App, member: &Member, opened: &Opened, layout: &str) -> Result<(), Problem> {
    let (actor, package) = (member.actor(), opened.id.clone());
    // Nothing is stored for what cannot be published.
    let any = "0".repeat(64).parse().into_iter().collect();
    let asked = Command::Publish { package: package.clone(), files: any, names: Vec::new() };
    decide(&opened.office, &asked, &actor, (app.now)()).map_err(Problem::from)?;
    let (papers, _) = opened.files(app, layout).await?;
    let (mut files, mut names) = (Vec::new(), Vec::new());
    for (name, content) in papers {
        files.push(app.files.put(&app.store, &content).await?);
        names.push(name);
    }
    let read = files.clone();
    app.store.act(&Command::Publish { package, files, names }, &actor, (app.now)()).await?;
    app.pool.read_later(read);
    Ok(())
}
