//! `POST /controls`

use super::read::{Given, read};
use super::{Departments, is_first};
use crate::App;
use crate::amount::{grouped, yuan};
use crate::figures::name;
use crate::member::Member;
use crate::pages::{Frame, GivenLine, ImportPage, Preview, page};
use crate::problem::Problem;
use crate::upload::Upload;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ledger::{Amount, Node};
use message::Message;
use std::collections::BTreeSet;
use workflow::{Action, Command, Figures, decide};

/// Shows what a table comes to, or its mistakes, each at its cell. Nothing is issued yet.
pub(crate) async fn post(
    State(app): State<App>,
    member: Member,
    mut upload: Upload,
) -> Result<Response, Problem> {
    // Nothing is read for those who issue no figures.
    let office = app.office_of(&member.actor()).await?;
    if !member.has_right(&office, Action::IssueControls) {
        return Err(Problem::not_found());
    }
    let file = upload.next_file().await?;
    let year = upload.field("year").parse().ok();
    let departments = Departments::of(&app, &member, year).await?;
    let read = match file {
        None => Err(Problem::unusable(Message::new("请先选择文件。", "Choose a file first."))),
        Some((name, content)) => {
            let book = app.pool.on_ledger(move |check| check.table(&name, &content)).await;
            book.map(|book| read(&book, &departments))
        }
    };
    let lang = member.lang;
    let mut frame = member.frame(&departments.office);
    let (mut status, mut mistakes, mut preview) = (StatusCode::OK, Vec::new(), None);
    match read {
        Err(problem) if problem.status.is_server_error() => return Err(problem),
        Err(problem) => {
            status = problem.status;
            let words = lang.pick(&problem.zh, &problem.en).to_owned();
            frame = Frame { problem: Some(words), ..frame };
        }
        Ok(given) if given.mistakes.is_empty() => {
            preview = Some(preview_of(&app, &member, &departments, &given));
        }
        Ok(given) => {
            status = StatusCode::UNPROCESSABLE_ENTITY;
            let words = given.mistakes.into_iter();
            mistakes = words.map(|it| (it.cell, it.words.get(lang).to_owned())).collect();
        }
    }
    let year = Some(departments.year);
    let shown = ImportPage { frame, year, years: departments.years, mistakes, preview };
    Ok(page(status, &shown))
}

fn preview_of(app: &App, member: &Member, departments: &Departments, given: &Given) -> Preview {
    let lang = member.lang;
    let figures = given.figures.values().flat_map(Figures::iter);
    let columns: BTreeSet<(Node, Node)> = figures.map(|it| (it.fund, it.purpose)).collect();
    let mut lines = Vec::new();
    let (mut fields, mut opens_second) = (Vec::new(), 0_usize);
    for (id, body, package) in departments.iter() {
        let Some(figures) = given.figures.get(&id.body) else { continue };
        let command = Command::IssueControls { package: id.clone(), figures: figures.clone() };
        let refusal = decide(&departments.office, &command, &member.actor(), (app.now)()).err();
        if refusal.is_none() {
            opens_second = opens_second.saturating_add(usize::from(is_first(package)));
            fields.extend(figures.iter().map(|it| {
                let key = format!("figure.{}.{}.{}", id.body, it.fund.key(), it.purpose.key());
                (key, yuan(it.most))
            }));
        }
        let is_first = is_first(package);
        lines.push(GivenLine {
            body: id.body.to_string(),
            href: format!("/packages/{id}"),
            name: body.to_owned(),
            amounts: columns
                .iter()
                .map(|(fund, purpose)| figures.get(*fund, *purpose).map(grouped))
                .map(Option::unwrap_or_default)
                .collect(),
            total: sum(figures),
            asked: is_first.then(|| grouped(figures.spent(&package.lines))),
            before: (!package.controls.is_empty()).then(|| sum(&package.controls)),
            refusal: refusal.map(|it| it.message.get(lang).to_owned()),
        });
    }
    Preview {
        columns: columns.iter().map(|it| name(it.0, it.1, lang)).collect(),
        sums: columns.iter().map(|it| column_sum(given, *it)).collect(),
        issued: lines.iter().filter(|line| line.refusal.is_none()).count(),
        unchanged: departments.ids.len().saturating_sub(lines.len()),
        has_asked: lines.iter().any(|line| line.asked.is_some()),
        has_before: lines.iter().any(|line| line.before.is_some()),
        lines,
        opens_second,
        fields,
        total: all(given),
    }
}

/// Returns the sum of the figures of a body; a dash where they cannot be added up.
fn sum(figures: &Figures) -> String {
    figures.total().map_or_else(|| "—".to_owned(), grouped)
}

fn column_sum(given: &Given, (fund, purpose): (Node, Node)) -> String {
    let all = given.figures.values().filter_map(|it| it.get(fund, purpose));
    grouped(added(all))
}

fn all(given: &Given) -> String {
    let all: Option<Vec<Amount>> = given.figures.values().map(Figures::total).collect();
    all.map_or_else(|| "—".to_owned(), |all| grouped(added(all.into_iter())))
}

fn added(all: impl Iterator<Item = Amount>) -> Amount {
    Amount::from_fen(all.fold(0, |sum: i64, it| sum.saturating_add(it.fen())))
}
