//! The same step with many packages, and a result for each.

use crate::App;
use crate::member::Member;
use crate::pages::{ResultLine, ResultsPage, page};
use crate::problem::Problem;
use axum::http::StatusCode;
use axum::response::Response;
use message::Fixed;
use std::collections::BTreeMap;
use workflow::{Action, Command, Key, PackageId, may};

/// The most packages of one form.
pub(crate) const MOST: usize = 500;

/// Does a command with each package, and shows a result for each: one that is refused does not undo
/// the others.
pub(crate) async fn each(
    app: &App,
    member: &Member,
    step: Fixed,
    commands: BTreeMap<PackageId, Command>,
) -> Result<Response, Problem> {
    let (actor, lang) = (member.actor(), member.lang);
    let mut results = Vec::new();
    for (package, command) in &commands {
        let acted = app.store.act(command, &actor, (app.now)()).await;
        results.push((package, acted.err().map(Problem::from)));
    }
    // The page is what each was answered; where all were refused, it is refused as well.
    let is_done = results.iter().any(|(_, problem)| problem.is_none());
    let first = results.iter().find_map(|(_, problem)| problem.as_ref()).map(|it| it.status);
    let status = first.filter(|_| !is_done).unwrap_or(StatusCode::OK);
    let bodies = commands.keys().map(|it| Key::Body(it.body.clone()));
    let keys = bodies.chain([Key::Grants(member.person.login.clone())]).collect();
    let office = app.store.office(keys).await?;
    let line = |(package, problem): (&PackageId, Option<Problem>)| ResultLine {
        href: format!("/packages/{package}"),
        body: package.body.to_string(),
        // What the person may not read is not named.
        name: office
            .body(&package.body)
            .filter(|_| may(&office, &actor, Action::Read, &package.body).is_some())
            .map(|it| it.name.clone())
            .unwrap_or_default(),
        refusal: problem.map(|it| lang.pick(&it.zh, &it.en).to_owned()),
    };
    let lines: Vec<ResultLine> = results.into_iter().map(line).collect();
    let shown = ResultsPage {
        frame: member.frame(&office),
        step,
        done: lines.iter().filter(|line| line.refusal.is_none()).count(),
        lines,
    };
    Ok(page(status, &shown))
}
