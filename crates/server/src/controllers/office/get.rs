//! `GET /office`

use super::documents::waiting;
use crate::App;
use crate::address::{encoded, of_cell as of_cell_of};
use crate::controllers::board::{MOST_YEARS, year_of, years};
use crate::member::Member;
use crate::pages::{InboxCell, InboxCellKind, InboxPage, Task, page};
use crate::problem::Problem;
use crate::standing::{BulkStep, Standing, all};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use ledger::Year;
use message::Lang;
use serde::Deserialize;
use workflow::{
    Action, Actor, CellName, FindingLevel, Level, Office, Package, PackageId, Round, Stage, may,
    waiting_for,
};

/// The most cells of one package.
const MOST: usize = 8;

/// Which year is shown.
#[derive(Deserialize)]
pub(crate) struct Shown {
    year: Option<u16>,
}

/// Shows what waits for the person, and where what they did is now.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let last = app.store.years(&actor, shown.year.map(Year), MOST_YEARS).await?;
    let years = years(&last);
    let (office, year) = year_of(&last, &actor, shown.year);
    let (mine, others): (Vec<_>, Vec<_>) =
        all(&office, &actor, (app.now)()).into_iter().partition(|it| it.is_mine);
    let mut tasks: Vec<Task> = mine.into_iter().map(|it| task(&office, it, member.lang)).collect();
    // What is due first comes first.
    tasks.sort_by_key(|task| (task.standing.due.is_none(), task.standing.due));
    let others =
        others.into_iter().filter(|it| it.waiting.is_some() && acts_on(&office, &actor, it));
    let frame = member.frame(&office);
    let others = others.collect();
    let bulk = BulkStep::of_all(tasks.iter().map(|task| &task.standing));
    let elsewhere = elsewhere(&last, &years, year, &actor);
    let (documents, has_more_documents) = waiting(&app, &office, &actor).await?;
    let shown = InboxPage {
        frame,
        years,
        year,
        elsewhere,
        tasks,
        others,
        bulk,
        documents,
        has_more_documents,
    };
    Ok(page(StatusCode::OK, &shown))
}

/// Returns in how many packages of the last other years something waits for the person.
fn elsewhere(last: &Office, years: &[u16], shown: Option<u16>, actor: &Actor) -> Vec<(u16, usize)> {
    let waits = |id: &PackageId| {
        waiting_for(last, id).is_some_and(|it| may(last, actor, it.action, &it.body).is_some())
    };
    let others = years.iter().copied().take(MOST_YEARS).filter(|year| Some(*year) != shown);
    let counted = others.map(|year| {
        let of_year = last.packages().map(|(id, _)| id).filter(|id| id.year == Year(year));
        (year, of_year.filter(|id| waits(id)).count())
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

/// Returns whether the person had a part in the package's way so far.
fn acts_on(office: &Office, actor: &Actor, it: &Standing) -> bool {
    let Ok(body) = it.body.parse() else { return false };
    let is_department = office.level(&body) == Some(Level::Department);
    let may = |action| may(office, actor, action, &body).is_some();
    let is_submitted = it.stage != Stage::Editing || it.round == Round::Second;
    let review = if is_department { Action::ReviewDepartment } else { Action::ReviewUnit };
    (is_submitted && (may(Action::Submit) || may(Action::Edit)))
        || may(review)
        || (it.round == Round::Second && may(Action::IssueControls))
}

fn task(office: &Office, standing: Standing, lang: Lang) -> Task {
    let id = format!("{}/{}", standing.year, standing.body).parse::<PackageId>().ok();
    let package = id.as_ref().and_then(|id| office.package(id));
    let all = package.map(|package| cells(package, &standing, lang)).unwrap_or_default();
    let more = all.len().saturating_sub(MOST);
    let returned = package.and_then(|package| package.returned.as_ref());
    let returned = returned.map(|it| it.reason.clone());
    Task { standing, returned, cells: all.into_iter().take(MOST).collect(), more }
}

/// Returns the cells at which something is to be done before the package can go on.
fn cells(package: &Package, standing: &Standing, lang: Lang) -> Vec<InboxCell> {
    let cell = |cell: Option<&CellName>, kind, words: &str, anchor: String| InboxCell {
        name: cell.map(ToString::to_string),
        href: format!("{}#{anchor}", standing.href()),
        kind,
        words: words.to_owned(),
    };
    let comments = package.open_comments().map(|(number, comment)| {
        let anchor = format!("comment-{number}");
        cell(comment.cell.as_ref(), InboxCellKind::Comment, &comment.words, anchor)
    });
    let findings = package.version.iter().flat_map(|version| &version.findings);
    let findings = findings.filter_map(|finding| {
        let kind = match finding.level {
            FindingLevel::Error => InboxCellKind::Error,
            FindingLevel::ToExplain if !package.explanations.contains_key(&finding.key) => {
                InboxCellKind::ToExplain
            }
            _ => return None,
        };
        let anchor = format!("finding-{}", encoded(finding.key.as_str()));
        let words = lang.pick(&finding.zh, &finding.en);
        let shown = cell(finding.cell.as_ref(), kind, words, anchor);
        // What is to be corrected is corrected at its cell.
        let of_cell = shown.name.as_ref().filter(|_| kind == InboxCellKind::Error);
        let href = of_cell.map_or(shown.href.clone(), |name| of_cell_of(&standing.href(), name));
        Some(InboxCell { href, ..shown })
    });
    comments.chain(findings).collect()
}
