//! `GET /board.csv`

use super::Board;
use crate::App;
use crate::amount::yuan;
use crate::asked::Asked;
use crate::csv::{Cell, table};
use crate::member::Member;
use crate::problem::Problem;
use crate::standing::Standing;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use ledger::Amount;
use message::{Fixed, Lang};

const HEAD: [Fixed; 15] = [
    Fixed { zh: "年度", en: "Year" },
    Fixed { zh: "代码", en: "Code" },
    Fixed { zh: "单位", en: "Body" },
    Fixed { zh: "部门", en: "Department" },
    Fixed { zh: "轮次", en: "Round" },
    Fixed { zh: "环节", en: "Stage" },
    Fixed { zh: "错误", en: "Errors" },
    Fixed { zh: "警告", en: "Warnings" },
    Fixed { zh: "待说明", en: "To explain" },
    Fixed { zh: "待答意见", en: "Open comments" },
    Fixed { zh: "停留天数", en: "Days at stage" },
    Fixed { zh: "期限", en: "Due" },
    Fixed { zh: "逾期天数", en: "Days late" },
    Fixed { zh: "金额（元）", en: "Amount (yuan)" },
    Fixed { zh: "下一步", en: "Next step" },
];

/// Returns the board as a table for spreadsheets, as it was asked for.
pub(crate) async fn export(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    let board = Board::of(&app, &member, &asked).await?;
    let lang = member.lang;
    let head = HEAD.iter().map(|it| Cell::Text(it.get(lang).to_owned())).collect();
    let rows = board.chosen.iter().map(|it| row(it, lang));
    let year = board.year.map(|year| year.to_string()).unwrap_or_default();
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"board-{year}.csv\"")),
    ];
    Ok((headers, table([head].into_iter().chain(rows))))
}

fn row(it: &Standing, lang: Lang) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let words = |words: Fixed| Cell::Text(words.get(lang).to_owned());
    let number = |number: usize| Cell::Number(number.to_string());
    let due = it.due.map(|due| due.to_string()).unwrap_or_default();
    let overdue = it.overdue_days.map(|days| days.to_string()).unwrap_or_default();
    vec![
        Cell::Number(it.year.to_string()),
        text(&it.body),
        text(&it.name),
        text(&it.department),
        words(it.round.name()),
        words(it.stage.name()),
        number(it.errors),
        number(it.warnings),
        number(it.unexplained),
        number(it.open_comments),
        Cell::Number(it.days.to_string()),
        text(&due),
        Cell::Number(overdue),
        Cell::Number(yuan(Amount::from_fen(it.total_fen))),
        it.waiting.map_or_else(|| text(""), words),
    ]
}
