//! `GET /board`

use super::Board;
use crate::App;
use crate::asked::{Asked, Sort};
use crate::member::Member;
use crate::pages::{BoardPage, page};
use crate::problem::Problem;
use crate::standing::{BulkStep, Standing};
use crate::sum::Sum;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use charts::{Chart, Value, parts};
use message::Lang;
use workflow::{Action, Stage};

/// Shows where the packages of a year are that the person may read.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let board = Board::of(&app, &member, &asked).await?;
    let shown = BoardPage {
        frame: member.frame(&board.office),
        chart: chart(&board.all, board.year, member.lang),
        years: board.years,
        year: board.year,
        asked,
        stages: Stage::ALL,
        columns: Sort::ALL,
        bulk: BulkStep::of_all(board.chosen.iter()),
        sum: Sum::of(&board.chosen),
        has_control: board.chosen.iter().any(|it| it.control.is_some()),
        issues_controls: member.has_right(&board.office, Action::IssueControls),
        lines: board.chosen,
    };
    Ok(page(StatusCode::OK, &shown))
}

/// Returns how many departments are at each stage; units where the person sees no department.
fn chart(all: &[Standing], year: Option<u16>, lang: Lang) -> Option<Chart> {
    let of_level =
        |is_department: bool| all.iter().filter(move |it| it.is_department == is_department);
    let is_department = of_level(true).next().is_some();
    let values: Vec<Value> = Stage::ALL
        .iter()
        .filter_map(|stage| {
            let count = of_level(is_department).filter(|it| it.stage == *stage).count();
            let label = stage.name().get(lang).to_owned();
            let year = year.map(|year| format!("year={year}&")).unwrap_or_default();
            let link = Some(format!("/board?{year}stage={}", stage.key()));
            let size = i64::try_from(count).unwrap_or(i64::MAX);
            (count > 0).then(|| Value { label, size, shown: count.to_string(), link })
        })
        .collect();
    let title = if is_department {
        lang.pick("各环节的部门数", "Departments by stage")
    } else {
        lang.pick("各环节的单位数", "Units by stage")
    };
    (!values.is_empty()).then(|| parts(title, &values))
}
