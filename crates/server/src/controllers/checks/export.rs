//! `GET /checks.csv?check=…&body=…`

use super::get::Asked;
use super::waivers::{Waivers, Wanted, waivers};
use crate::App;
use crate::csv::{Cell, table};
use crate::member::Member;
use crate::pages::WaiverLine;
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use message::{Fixed, Lang};
use workflow::Action;

/// The most lines of a table.
const MOST: usize = 2_000;

const HEAD: [Fixed; 9] = [
    Fixed { zh: "时间", en: "Time" },
    Fixed { zh: "何人", en: "Who" },
    Fixed { zh: "角色", en: "Role" },
    Fixed { zh: "单位", en: "Body" },
    Fixed { zh: "预算年度或文件", en: "Year or document" },
    Fixed { zh: "检查", en: "Check" },
    Fixed { zh: "问题", en: "Finding" },
    Fixed { zh: "认定", en: "Said" },
    Fixed { zh: "理由", en: "Why" },
];

/// Returns what was explained, confirmed or dismissed as a table for spreadsheets, newest first.
pub(crate) async fn export(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    let office = app.office_of(&member.actor()).await?;
    if !member.has_right(&office, Action::Read) {
        return Err(Problem::not_found());
    }
    let (check, body) = (asked.check.trim(), asked.body.trim());
    let wanted = Wanted { check, body, before: None, most: MOST };
    let Waivers { lines, .. } = waivers(&app, &member, wanted).await?;
    let head = HEAD.iter().map(|it| Cell::Text(it.get(member.lang).to_owned())).collect();
    let rows = lines.into_iter().map(|it| row(it, member.lang));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"checks.csv\""),
    ];
    Ok((headers, table([head].into_iter().chain(rows))))
}

fn row(it: WaiverLine, lang: Lang) -> Vec<Cell> {
    let (role, what) = (it.role.get(lang).to_owned(), it.what.get(lang).to_owned());
    let texts = [it.day, it.by, role, it.body_name, it.about, it.check, it.finding, what, it.words];
    texts.into_iter().map(Cell::Text).collect()
}
