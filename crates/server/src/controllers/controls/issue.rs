//! `POST /controls/issue`

use super::Departments;
use crate::App;
use crate::amount::parsed;
use crate::form::{Pairs, Signed};
use crate::many::{MOST, each};
use crate::member::Member;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use ledger::Node;
use message::Fixed;
use std::collections::BTreeMap;
use workflow::{BodyCode, Command, Figure, Figures};

/// The most bytes of the form: a field of some sixty for each figure.
pub(crate) const MOST_BYTES: usize = 1024 * 1024;

/// Issues the control figures that were looked at, and shows a result for each department.
pub(crate) async fn issue(
    State(app): State<App>,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    let year = typed.get("year").parse().map_err(|_| Problem::not_found())?;
    let departments = Departments::of(&app, &member, Some(year)).await?;
    // The page wrote the fields, so whatever else is in them is none of ours.
    let given = figures(&typed).filter(|all| !all.is_empty() && all.len() <= MOST);
    let mut commands = BTreeMap::new();
    for (body, figures) in given.ok_or_else(Problem::not_found)? {
        let package = departments.id(&body);
        let figures = Figures::new(figures).ok_or_else(Problem::not_found)?;
        commands.insert(package.clone(), Command::IssueControls { package, figures });
    }
    let step = Fixed { zh: "下达控制数", en: "Issue control figures" };
    each(&app, &member, step, commands).await
}

/// Returns the figures of the form by their bodies; `None` where a field is none of ours.
fn figures(typed: &Pairs) -> Option<BTreeMap<BodyCode, Vec<Figure>>> {
    let mut all: BTreeMap<BodyCode, Vec<Figure>> = BTreeMap::new();
    for name in typed.with("figure.") {
        // The code of a body may have dots.
        let mut parts = name.rsplitn(3, '.');
        let (purpose, fund) = (Node::named(parts.next()?)?, Node::named(parts.next()?)?);
        let body: BodyCode = parts.next()?.parse().ok()?;
        let most = parsed(typed.get(&format!("figure.{name}")))?;
        all.entry(body).or_default().push(Figure { fund, purpose, most });
    }
    Some(all)
}
