//! `GET /board.csv`

use super::Board;
use crate::App;
use crate::amount::yuan;
use crate::asked::Asked;
use crate::csv::{Cell, table};
use crate::member::Member;
use crate::problem::Problem;
use crate::standing::Standing;
use crate::sum::Sum;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use ledger::Amount;
use message::{Fixed, Lang};

const HEAD: [Fixed; 17] = [
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
    Fixed { zh: "控制数（元）", en: "Control figures (yuan)" },
    Fixed { zh: "控制数剩余（元）", en: "Left of them (yuan)" },
    Fixed { zh: "下一步", en: "Next step" },
];

/// Where a row has the name of a body, and where its amounts begin.
const NAME: usize = 2;
const AMOUNTS: usize = 13;

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
    let sum = [sum(&Sum::of(&board.chosen), lang)];
    Ok((headers, table([head].into_iter().chain(rows).chain(sum))))
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
        money(Some(it.total_fen)),
        money(it.control.map(|it| it.most_fen)),
        money(it.control.map(|it| it.left_fen)),
        it.waiting.map_or_else(|| text(""), words),
    ]
}

/// Returns the last row, which has only a name and the amounts.
fn sum(it: &Sum, lang: Lang) -> Vec<Cell> {
    let name = if it.is_of_departments {
        Fixed { zh: "部门合计", en: "Sum of the departments" }
    } else {
        Fixed { zh: "单位合计", en: "Sum of the units" }
    };
    let missing = [
        (it.unsummed, Fixed { zh: "待汇总", en: "to be summed " }),
        (it.partly_summed, Fixed { zh: "只汇总了部分单位的", en: "partly summed " }),
    ];
    let missing = missing.iter().filter(|(count, _)| *count > 0);
    let missing =
        missing.map(|(count, what)| format!("，{}{count}{}", what.get(lang), lang.pick("个", "")));
    let missing: String = missing.collect();
    let name = format!("{}{missing}", name.get(lang));
    let control = it.has_control().then_some(it.control);
    let mut row = vec![Cell::Text(String::new()); HEAD.len()];
    let amounts =
        [Some(it.total_fen), control.map(|it| it.most_fen), control.map(|it| it.left_fen)];
    let filled = [(NAME, Cell::Text(name))];
    for (at, cell) in filled.into_iter().chain((AMOUNTS..).zip(amounts.map(money))) {
        if let Some(place) = row.get_mut(at) {
            *place = cell;
        }
    }
    row
}

fn money(fen: Option<i64>) -> Cell {
    Cell::Number(fen.map(|fen| yuan(Amount::from_fen(fen))).unwrap_or_default())
}
