//! `POST /board`

use crate::App;
use crate::form::{Pairs, Signed};
use crate::many::{MOST, each};
use crate::member::Member;
use crate::problem::Problem;
use crate::standing::BulkStep;
use axum::extract::State;
use axum::response::Response;
use message::Message;
use std::collections::BTreeSet;
use workflow::{Command, PackageId};

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
    let command =
        |package: PackageId| (package.clone(), command(step, package, typed.get("reason")));
    each(&app, &member, step.name(), chosen.into_iter().map(command).collect()).await
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
