//! `GET /audit.csv`

use super::find::{Found, find};
use super::get::time;
use crate::App;
use crate::before::Before;
use crate::controllers::events::reads_history;
use crate::csv::{Cell, table};
use crate::history::Asked;
use crate::member::Member;
use crate::problem::Problem;
use crate::said::actor;
use crate::told::told;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use message::{Fixed, Lang};
use store::Recorded;

/// The most events of a table.
const MOST: u16 = 10_000;

const HEAD: [Fixed; 8] = [
    Fixed { zh: "序号", en: "Number" },
    Fixed { zh: "时间", en: "Time" },
    Fixed { zh: "何人", en: "Who" },
    Fixed { zh: "角色", en: "Role" },
    Fixed { zh: "何事", en: "What" },
    Fixed { zh: "对象", en: "About" },
    Fixed { zh: "内容", en: "Words" },
    Fixed { zh: "校验码", en: "Hash" },
];

/// Returns the events that are asked for as a table for spreadsheets, newest first.
pub(crate) async fn export(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    reads_history(&app, &member.actor()).await?;
    let (office, lang) = (app.office_of(&member.actor()).await?, member.lang);
    let Found { events, before, next } = find(&app, &asked, &office, MOST, lang).await?;
    let head = HEAD.iter().map(|it| Cell::Text(it.get(lang).to_owned())).collect();
    let rows = events.iter().map(|it| row(it, before.get(&it.seq), lang));
    let rest = next.map(|seq| vec![Cell::Text(unsearched(seq, lang))]);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
    ];
    Ok((headers, table([head].into_iter().chain(rows).chain(rest))))
}

fn row(Recorded { seq, event, hash }: &Recorded, before: Option<&Before>, lang: Lang) -> Vec<Cell> {
    let told = told(&event.fact, before, usize::MAX, lang);
    let texts = [
        time(event.at),
        actor(&event.by, lang),
        event.role.name().get(lang).to_owned(),
        told.what.get(lang).to_owned(),
        told.about,
        told.words,
        hash.clone(),
    ];
    let texts = texts.into_iter().map(Cell::Text);
    [Cell::Number(seq.to_string())].into_iter().chain(texts).collect()
}

/// Returns that events before the one with a number are not in the table.
fn unsearched(seq: i64, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第{seq}条以前的没有列出，请缩小范围（日期、单位）后再导出"),
        Lang::En => format!("Events before {seq} are not listed; narrow the days or the body"),
    }
}
