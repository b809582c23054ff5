//! `POST /packages/{year}/{body}/controls`

use super::Opened;
use super::controls_page::{ROWS, shown};
use crate::App;
use crate::amount::parsed;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::pages::Frame;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Node;
use message::Message;
use workflow::{Command, Figure, Figures};

/// Issues the control figures of a form, or shows it again with why not.
pub(crate) async fn issue(
    State(app): State<App>,
    member: Member,
    Path(path): Path<(String, String)>,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    let opened = Opened::of(&app, path, &member.actor()).await?;
    match take(&app, &member, &opened, &typed).await {
        Ok(()) => {
            let page = format!("/packages/{}/controls?done=controls", opened.id);
            Ok(Redirect::to(&page).into_response())
        }
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..member.frame(&opened.office) };
            let rows = (1..=ROWS).map(|row| fields(&typed, row));
            let rows = rows.filter(|row| !row.0.is_empty());
            let rows = rows.map(|(fund, purpose, yuan)| (fund.into(), purpose.into(), yuan.into()));
            shown(&app, &member, &opened, frame, rows.collect(), problem.status)
        }
    }
}

async fn take(app: &App, member: &Member, opened: &Opened, typed: &Pairs) -> Result<(), Problem> {
    let figures = figures(typed)?;
    let command = Command::IssueControls { package: opened.id.clone(), figures };
    app.store.act(&command, &member.actor(), (app.now)()).await?;
    Ok(())
}

fn figures(typed: &Pairs) -> Result<Figures, Problem> {
    let mut figures = Vec::new();
    for row in 1..=ROWS {
        let (fund, purpose, yuan) = fields(typed, row);
        if yuan.trim().is_empty() {
            continue;
        }
        let most = parsed(yuan).ok_or_else(|| {
            Problem::unusable(Message::new(
                format!("“{yuan}”不是金额；请按元填写，最多两位小数。"),
                format!("“{yuan}” is not an amount; write yuan with at most two decimals."),
            ))
        })?;
        let nodes = Node::named(fund).zip(Node::named(purpose));
        let (fund, purpose) = nodes.ok_or_else(Problem::not_found)?;
        figures.push(Figure { fund, purpose, most });
    }
    Figures::new(figures).ok_or_else(|| {
        Problem::unusable(Message::new(
            "控制数有误：同一资金和支出性质只能填一行，金额不能为负或过大。",
            "A fund and a purpose have one figure, which is neither negative nor absurdly large.",
        ))
    })
}

fn fields(typed: &Pairs, row: usize) -> (&str, &str, &str) {
    let get = |name: &str| typed.get(&format!("{name}_{row}"));
    (get("fund"), get("purpose"), get("amount"))
}
