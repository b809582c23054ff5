//! `GET /packages/{year}/{body}`

use super::Opened;
use super::pictures::pictures;
use crate::App;
use crate::address::encoded;
use crate::matrix::Matrix;
use crate::member::Member;
use crate::pages::{
    CommentLine, FindingLine, Frame, PackagePage, Published, Said, Stay, StepLine, TypedReturn,
    VersionLine, page,
};
use crate::problem::Problem;
use crate::said::{actor, level};
use crate::standing::Standing;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use message::Lang;
use serde::Deserialize;
use workflow::{
    Action, Actor, Comment, Explanation, Finding, FindingLevel, Level, Moment, Office, Package,
    PackageId, Stage, buttons, may, time_spent,
};

/// The most findings on the page.
const MOST: usize = 200;

const DAY: u64 = 24 * 3600;

/// What is asked of the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// The cell at which a comment is to be made.
    #[serde(default)]
    cell: String,
}

/// Shows a package that the person may read.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let opened = Opened::to_show(&app, path, &member.actor()).await?;
    let frame = member.frame(&opened.office);
    shown(&app, &member, &opened, frame, TypedReturn::at(asked.cell))
}

/// Returns the page of a package, or of what was not done with it.
pub(super) fn shown(
    app: &App,
    member: &Member,
    opened: &Opened,
    frame: Frame,
    typed: TypedReturn,
) -> Result<Response, Problem> {
    let (id, office, now) = (&opened.id, &opened.office, (app.now)());
    let (package, actor, lang) = (opened.package()?, member.actor(), member.lang);
    let (others, steps) =
        steps(office, id, &actor, now, lang).into_iter().partition(|step| step.is_others);
    let last = office.year_before(id);
    let is_editable =
        package.stage == Stage::Editing && may(office, &actor, Action::Edit, &id.body).is_some();
    let findings: Vec<&Finding> =
        package.version.iter().flat_map(|version| &version.findings).collect();
    let standing = Standing::of(office, (id, package), &actor, now);
    let matrix = Matrix::of(package, last, id.year, lang);
    // A part of the units is not compared with all of them.
    let (matrix, charts) = match standing.is_partly_summed() {
        true => (matrix.uncompared(), Vec::new()),
        false => (matrix, pictures(package, last, id, lang)),
    };
    let shown = PackagePage {
        standing,
        above: above(office, id, &actor),
        units: units(office, id, &actor, now),
        returned: package.returned.as_ref().map(|it| said(&it.by, it.at, &it.reason, lang)),
        steps,
        others,
        stays: stays(package, now),
        matrix,
        charts,
        more_findings: findings.len().saturating_sub(MOST),
        findings: findings
            .into_iter()
            .take(MOST)
            .map(|it| finding(package, it, is_editable, lang))
            .collect(),
        comments: package.comments.iter().enumerate().map(|it| comment(it, lang)).collect(),
        is_editable,
        version: package.version.as_ref().map(|version| VersionLine {
            number: version.number,
            is_complete: version.is_complete,
        }),
        typed,
        publication: package.published.as_ref().map(|it| publication(it, lang)),
        withdrawn: package.withdrawn.as_ref().map(|it| said(&it.by, it.at, &it.reason, lang)),
        frame,
    };
    let status = if shown.frame.problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(page(status, &shown))
}

/// Returns the address and the name of a unit's department, if the person may read it.
fn above(office: &Office, id: &PackageId, actor: &Actor) -> Option<(String, String)> {
    let department = office.department(&id.body).filter(|code| **code != id.body)?;
    may(office, actor, Action::Read, department)?;
    let name = office.body(department)?.name.clone();
    Some((format!("/packages/{}/{department}", id.year), name))
}

fn units(office: &Office, id: &PackageId, actor: &Actor, now: Moment) -> Vec<Standing> {
    if office.level(&id.body) != Some(Level::Department) {
        return Vec::new();
    }
    let units = office.units(id);
    let readable = units.filter(|(unit, _)| may(office, actor, Action::Read, &unit.body).is_some());
    readable.map(|(unit, package)| Standing::of(office, (&unit, package), actor, now)).collect()
}

fn steps(office: &Office, id: &PackageId, actor: &Actor, now: Moment, lang: Lang) -> Vec<StepLine> {
    let step = |it: workflow::Button| StepLine::new(it.key, it.name, it.refusal.as_ref(), lang);
    let mut steps: Vec<StepLine> = buttons(office, id, actor, now).into_iter().map(step).collect();
    // What can be done comes first.
    steps.sort_by_key(|step| step.refusal.is_some());
    steps
}

fn stays(package: &Package, now: Moment) -> Vec<Stay> {
    let spent = time_spent(package, now);
    let last = spent.len().saturating_sub(1);
    let stay = |(at, it): (usize, workflow::Spent)| Stay {
        round: it.round.name(),
        stage: it.stage.name(),
        since: it.since.day().to_string(),
        days: it.seconds / DAY,
        is_now: at == last,
    };
    spent.into_iter().enumerate().map(stay).collect()
}

fn finding(package: &Package, found: &Finding, is_editable: bool, lang: Lang) -> FindingLine {
    let explained = package.explanations.get(&found.key);
    let (key, name) = level(found.level);
    FindingLine {
        anchor: encoded(found.key.as_str()),
        key: found.key.to_string(),
        level: key,
        level_name: name,
        check: found.check.clone(),
        cell: found.cell.as_ref().map(ToString::to_string),
        words: lang.pick(&found.zh, &found.en).to_owned(),
        explanation: explained.map(|Explanation { by, at, words }| said(by, *at, words, lang)),
        can_explain: is_editable && found.level != FindingLevel::Error,
    }
}

fn comment((number, comment): (usize, &Comment), lang: Lang) -> CommentLine {
    CommentLine {
        number,
        cell: comment.cell.as_ref().map(ToString::to_string),
        said: said(&comment.by, comment.at, &comment.words, lang),
        answer: comment.answer.clone(),
    }
}

fn said(by: &Actor, at: Moment, words: &str, lang: Lang) -> Said {
    Said { by: actor(by, lang), day: at.day().to_string(), words: words.to_owned() }
}

fn publication(it: &workflow::Publication, lang: Lang) -> Published {
    let (day, count) = (it.at.day(), it.files.len());
    let late = match (it.late, lang) {
        (0, _) => String::new(),
        (days, Lang::Zh) => format!("，超过二十日期限{days}天"),
        (days, Lang::En) => format!(", {days} days beyond the twenty"),
    };
    let words = match lang {
        Lang::Zh => format!("已于{day}公开，文件{count}个{late}。"),
        Lang::En => format!("Published on {day}, files: {count}{late}."),
    };
    let name = |at: usize| match (it.names.get(at), lang) {
        (Some(name), _) => name.clone(),
        (None, Lang::Zh) => format!("文件{}", at.saturating_add(1)),
        (None, Lang::En) => format!("file {}", at.saturating_add(1)),
    };
    Published { words, files: (0..count).map(name).collect() }
}
