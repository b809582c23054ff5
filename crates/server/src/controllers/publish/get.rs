//! `GET /packages/{year}/{body}/publish`

use super::{Asked, Before, Opened};
use crate::App;
use crate::controllers::published::size;
use crate::member::Member;
use crate::pages::{Frame, PublishPage, page};
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use workflow::{Command, decide};

/// Shows the files that publishing comes to, to those who may publish.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    before: Before,
    Path((year, body)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let opened = Opened::of(&app, &member, (&year, &body), before).await?;
    let frame = member.frame(&opened.office);
    shown(&app, &member, &opened, frame, &asked, StatusCode::OK).await
}

/// Returns the page, also of what was not done.
pub(super) async fn shown(
    app: &App,
    member: &Member,
    opened: &Opened,
    frame: Frame,
    asked: &Asked,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (id, lang, layout) = (&opened.id, member.lang, asked.layout.as_str());
    let (files, head, problem) = match opened.files(app, layout).await {
        Ok((files, head)) => (files, head, None),
        Err(problem) if problem.status.is_server_error() => return Err(problem),
        Err(problem) => (Vec::new(), String::new(), Some(problem)),
    };
    let show = asked.show.unwrap_or(1);
    let seen = show.checked_sub(1).and_then(|at| files.get(at));
    let content = match seen.map(|(_, content)| content.clone()) {
        Some(content) => {
            let read = app.pool.on_ledger(move |check| check.records(&content)).await;
            read.ok().map(|reading| reading.page)
        }
        None => None,
    };
    // The files have names that stand for any.
    let any = "0".repeat(64).parse().into_iter().collect();
    let command = Command::Publish { package: id.clone(), files: any, names: Vec::new() };
    let refusal = decide(&opened.office, &command, &member.actor(), (app.now)()).err();
    let refusal = refusal.map(|it| it.message.get(lang).to_owned());
    let problem = problem.map(|it| lang.pick(&it.zh, &it.en).to_owned());
    let body = opened.office.body(&id.body);
    let shown = PublishPage {
        name: body.map(|body| body.name.clone()).unwrap_or_default(),
        body: id.body.to_string(),
        year: id.year.0,
        layouts: opened
            .layouts(app)
            .into_iter()
            .map(|it| (it.name, lang.pick(&it.title.zh, &it.title.en).to_owned()))
            .collect(),
        layout: opened.layout(app, layout),
        files: files.iter().map(|(name, content)| (name.clone(), size(content.len()))).collect(),
        head,
        show,
        content,
        refusal: refusal.or(problem),
        frame,
    };
    Ok(page(status, &shown))
}
