//! `GET /packages/{year}/{body}/changes`

use super::Opened;
use crate::App;
use crate::amount::{grouped, percent};
use crate::changed::{called, number_of};
use crate::matrix::named;
use crate::member::Member;
use crate::pages::{ChangeLine, ChangesPage, page};
use crate::problem::Problem;
use crate::said::actor;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use ledger::{Amount, Year};
use message::{Fixed, Lang};
use serde::Deserialize;
use std::collections::BTreeSet;
use store::EventsAsked;
use workflow::{
    Actor, Change, Fact, Key, LineKey, Lines, Moment, OtherChange, Others, Package, PackageId,
    changes, other_changes,
};

/// The most saved versions that can be chosen, the last ones.
const MOST: u16 = 100;

/// The key of what is published.
const PUBLISHED: &str = "published";

/// Which versions are compared.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// A version of a package's lines.
struct Version {
    key: String,
    name: String,
    lines: Lines,
    /// What stands in the other sheets; `None` where only lines are known.
    others: Option<Others>,
}

/// A version as it was saved.
struct Saved {
    number: u32,
    by: Actor,
    at: Moment,
    lines: Lines,
    others: Option<Others>,
}

/// Shows what differs between two versions of a package that the person may read; without any
/// asked for, what changed since the submission before.
pub(crate) async fn changes_page(
    State(app): State<App>,
    member: Member,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let opened = Opened::of(&app, path, &member.actor()).await?;
    let (package, lang, id) = (opened.package()?, member.lang, &opened.id);
    let saved = saved(&app, id).await?;
    let last = last_year(&app, id).await?;
    let published = published(&app, &opened, &asked).await?;
    let versions = versions(package, last, published, &saved, lang);
    let before = if package.submitted_before.is_some() { "submitted_before" } else { "last_year" };
    let find = |key: &str, usual: &str| {
        let known = versions.iter().find(|it| it.key == key);
        known.or_else(|| versions.iter().find(|it| it.key == usual)).or(versions.first())
    };
    let (from, to) = (find(&asked.from, before), find(&asked.to, "saved"));
    let (from, to) = from.zip(to).ok_or_else(Problem::not_found)?;
    let total = |lines: &Lines| lines.total(|_| true);
    let (sum_before, sum_after) = (total(&from.lines), total(&to.lines));
    let change = sum_after.fen().saturating_sub(sum_before.fen());
    let body = opened.office.body(&id.body);
    let others = from.others.as_ref().zip(to.others.as_ref());
    let of_lines = changes(&from.lines, &to.lines);
    let of_lines = of_lines.into_iter().map(|change| line(change, &saved, id.year, lang));
    let of_others = others.iter().flat_map(|(from, to)| other_changes(from, to));
    let of_others = of_others.map(|change| other_line(&change, &saved, lang));
    let shown = ChangesPage {
        frame: member.frame(&opened.office),
        name: body.map(|body| body.name.clone()).unwrap_or_default(),
        body: id.body.to_string(),
        year: id.year.0,
        lines: of_lines.chain(of_others).collect(),
        is_whole: others.is_some(),
        from: from.key.clone(),
        to: to.key.clone(),
        before: grouped(sum_before),
        after: grouped(sum_after),
        change: grouped(Amount::from_fen(change)),
        versions: versions.iter().map(|it| (it.key.clone(), it.name.clone())).collect(),
    };
    Ok(page(StatusCode::OK, &shown))
}

/// Returns the versions of a package as they were saved, oldest first.
async fn saved(app: &App, id: &PackageId) -> Result<Vec<Saved>, Problem> {
    let package = id.to_string();
    let words = ["saved", package.as_str()];
    let asked = EventsAsked { words: &words, most: MOST, ..EventsAsked::default() };
    let mut saved = Vec::new();
    for recorded in app.store.events_with(&asked).await? {
        if let Fact::Saved { package, draft } = recorded.event.fact
            && package == *id
        {
            let number = draft.based_on.saturating_add(1);
            let (by, at) = (recorded.event.by, recorded.event.at);
            saved.push(Saved { number, by, at, lines: draft.lines, others: draft.others });
        }
    }
    saved.reverse();
    Ok(saved)
}

async fn last_year(app: &App, id: &PackageId) -> Result<Lines, Problem> {
    let Some(year) = id.year.0.checked_sub(1).map(Year) else { return Ok(Lines::default()) };
    let last = PackageId { year, body: id.body.clone() };
    let office = app.store.office(BTreeSet::from([Key::Package(last.clone())])).await?;
    Ok(office.package(&last).map(|it| it.amounts.current()).unwrap_or_default())
}

/// Returns the lines of the ledger of which the published files were made, where they are asked
/// for; they are read from the ledger itself, for what was approved is what they are compared with.
async fn published(
    app: &App,
    opened: &Opened,
    asked: &Asked,
) -> Result<Option<(Lines, Option<Others>)>, Problem> {
    let package = opened.package()?;
    let Some(version) = package.version.as_ref().filter(|_| package.published.is_some()) else {
        return Ok(None);
    };
    if asked.from != PUBLISHED && asked.to != PUBLISHED {
        return Ok(Some((Lines::default(), None)));
    }
    let content = app.files.get(&version.content).await?.ok_or_else(Problem::not_found)?;
    let (checked, _) = app.pool.ledger(opened.id.clone(), content).await?;
    Ok(Some((checked.lines, Some(checked.others))))
}

/// Returns the versions that there are. A submission that never was is none.
fn versions(
    package: &Package,
    last: Lines,
    published: Option<(Lines, Option<Others>)>,
    saved: &[Saved],
    lang: Lang,
) -> Vec<Version> {
    let others_of = |number: u32| saved.iter().find(|it| it.number == number)?.others.clone();
    let submitted = |it: &Option<(u32, Lines)>| {
        it.as_ref().map(|(number, lines)| (lines.clone(), others_of(*number)))
    };
    let only = |lines: Lines| (lines, None);
    let amounts = &package.amounts;
    let reviewed = Some(amounts.reviewed.clone()).filter(|lines| !lines.is_empty());
    let approved = package.approved.map(|_| amounts.approved.clone());
    let current = package.approved.map(|_| amounts.current());
    let now = (package.lines.clone(), others_of(package.version_number()));
    let named = [
        ("last_year", Fixed { zh: "上年预算", en: "last year" }, Some(only(last))),
        (
            "submitted_before",
            Fixed { zh: "上次送审", en: "submission before the last" },
            submitted(&package.submitted_before),
        ),
        (
            "submitted",
            Fixed { zh: "最近送审", en: "last submission" },
            submitted(&package.submitted),
        ),
        ("saved", Fixed { zh: "当前填报", en: "as saved now" }, Some(now)),
        ("reviewed", Fixed { zh: "财政审核数", en: "reviewed" }, reviewed.map(only)),
        ("approved", Fixed { zh: "年初批复数", en: "approved" }, approved.map(only)),
        (PUBLISHED, Fixed { zh: "公开的预算", en: "published" }, published),
        ("current", Fixed { zh: "变动后预算数", en: "current" }, current.map(only)),
    ];
    let named = named.into_iter().filter_map(|(key, name, known)| {
        let (lines, others) = known?;
        Some(Version { key: key.to_owned(), name: name.get(lang).to_owned(), lines, others })
    });
    // A department's versions have no lines of their own.
    let with_lines = saved.iter().filter(|it| !it.lines.is_empty());
    let numbered = with_lines.map(|it| Version {
        key: format!("v{}", it.number),
        name: match lang {
            Lang::Zh => format!("第{}版 {}", it.number, whose(it, lang)),
            Lang::En => format!("version {} {}", it.number, whose(it, lang)),
        },
        lines: it.lines.clone(),
        others: it.others.clone(),
    });
    named.chain(numbered).collect()
}

fn whose(saved: &Saved, lang: Lang) -> String {
    format!("{} {}", actor(&saved.by, lang), saved.at.day())
}

fn line(
    Change { key, before, after }: Change,
    saved: &[Saved],
    year: Year,
    lang: Lang,
) -> ChangeLine {
    let change = after.fen().saturating_sub(before.fen());
    ChangeLine {
        label: key.called_with(|code| named(code, year)).get(lang).to_owned(),
        before: grouped(before),
        after: grouped(after),
        change: grouped(Amount::from_fen(change)),
        percent: percent(change, before.fen()).unwrap_or_default(),
        by: changed_by(&key, saved, lang),
    }
}

fn other_line(change: &OtherChange, saved: &[Saved], lang: Lang) -> ChangeLine {
    let (before, after) = (change.before.unwrap_or_default(), change.after.unwrap_or_default());
    let difference = after.saturating_sub(before);
    let number = |it: &Saved| it.others.as_ref()?.get(&change.sheet)?.get(&change.what).copied();
    ChangeLine {
        label: called(change, lang),
        before: number_of(change, change.before),
        after: number_of(change, change.after),
        change: number_of(change, Some(difference)),
        percent: percent(difference, before).unwrap_or_default(),
        by: changed_where(saved, number, lang),
    }
}

/// Returns the saved versions that changed a line.
fn changed_by(key: &LineKey, saved: &[Saved], lang: Lang) -> Vec<String> {
    changed_where(saved, |version| version.lines.get(key), lang)
}

/// Returns the saved versions in which a number differs from the version before.
fn changed_where<N: Default + PartialEq>(
    saved: &[Saved],
    number: impl Fn(&Saved) -> N,
    lang: Lang,
) -> Vec<String> {
    let mut before = N::default();
    let mut by = Vec::new();
    for version in saved {
        let now = number(version);
        if now != before {
            let number = version.number;
            by.push(match lang {
                Lang::Zh => format!("第{number}版 {}", whose(version, lang)),
                Lang::En => format!("version {number} {}", whose(version, lang)),
            });
        }
        before = now;
    }
    by
}
