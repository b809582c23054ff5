//! `POST /board`

use crate::App;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::pages::{ResultLine, ResultsPage, page};
use crate::problem::Problem;
use crate::standing::BulkStep;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use message::Message;
use std::collections::BTreeSet;
use workflow::{Action, Command, Key, PackageId, may};

/// The most packages of one form.
const MOST: usize = 500;

/// Takes a step with each of the packages that were chosen, and shows a result for each: one that
/// is refused does not undo the others.
pub(crate) async fn many(
    State(app): State<App>,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    let step = BulkStep::of(typed.get("step")).ok_or_else(Problem::not_found)?;
    let chosen: BTreeSet<PackageId> =
        typed.with("pick.").filter_map(|id| id.parse().ok()).take(MOST).collect();
    if chosen.is_empty() {
        return Err(Problem::unusable(Message::new(
            "请返回，先勾选要办理的预算。",
            "Go back and choose the packages first.",
        )));
    }
    let (actor, lang) = (member.actor(), member.lang);
    let mut results = Vec::new();
    for package in &chosen {
        let command = command(step, package.clone(), typed.get("reason"));
        let acted = app.store.act(&command, &actor, (app.now)()).await;
        results.push((package, acted.err().map(Problem::from)));
    }
    // The page is what each was answered; where all were refused, it is refused as well.
    let is_done = results.iter().any(|(_, problem)| problem.is_none());
    let first = results.iter().find_map(|(_, problem)| problem.as_ref()).map(|it| it.status);
    let status = first.filter(|_| !is_done).unwrap_or(StatusCode::OK);
    let bodies = chosen.iter().map(|it| Key::Body(it.body.clone()));
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
        step: step.name(),
        done: lines.iter().filter(|line| line.refusal.is_none()).count(),
        lines,
    };
    Ok(page(status, &shown))
}

fn command(step: BulkStep, package: PackageId, reason: &str) -> Command {
    match step {
        BulkStep::Submit => Command::Submit { package },
        BulkStep::Accept => Command::Accept { package },
        BulkStep::Agree => Command::Agree { package },
        BulkStep::Approve => Command::Approve { package },
        BulkStep::Open => Command::OpenPackage { package },
        BulkStep::Return => {
            Command::Return { package, reason: reason.to_owned(), comments: Vec::new() }
        }
    }
}
