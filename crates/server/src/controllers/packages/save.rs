//! `POST /api/packages/{year}/{body}/versions`

use super::id;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use ledger::{MoneyUnit, Printed};
use serde::Deserialize;
use store::Recorded;
use workflow::{
    Action, Command, Draft, Finding, FindingLevel, Level, Lines, Office, PackageId, Stage, changes,
    may,
};

/// What is said of the file beside it.
#[derive(Deserialize)]
pub(crate) struct Saved {
    /// The number of the version on which it is based; 0 for the first.
    based_on: u32,
    /// Whether what is empty is meant to be empty.
    #[serde(default)]
    is_complete: bool,
}

/// Reads, checks and saves a ledger as the next version of a package.
pub(crate) async fn save(
    State(app): State<App>,
    Caller(actor): Caller,
    Path((year, body)): Path<(String, String)>,
    Query(saved): Query<Saved>,
    content: Bytes,
) -> Result<Json<Vec<Recorded>>, Problem> {
    let package = id(&year, &body).ok_or_else(Problem::not_found)?;
    // Nothing is stored or checked for those who may not save.
    let step = Command::Submit { package: package.clone() };
    let office = app.store.office_for(&step, &actor).await?;
    if may(&office, &actor, Action::Edit, &package.body).is_none() {
        return Err(Problem::not_found());
    }
    let (mut checked, content) = app.pool.ledger(package.clone(), content.into()).await?;
    if office.level(&package.body) == Some(Level::Department) {
        checked.findings.extend(other_sum(&office, &package, &checked.lines));
        checked.lines = Lines::default();
    }
    let file = app.files.keep(&content).await?;
    let draft = Draft {
        based_on: saved.based_on,
        content: file.hash.clone(),
        lines: checked.lines,
        others: Some(checked.others),
        unread: checked.unread,
        findings: checked.findings,
        is_complete: saved.is_complete,
    };
    let command = Command::Save { package, draft };
    Ok(Json(app.store.act_on(&file, &command, &actor, (app.now)()).await?))
}

/// A department's amounts are the sum of its units. Its ledger may have none, or the same.
pub(crate) fn other_sum(office: &Office, package: &PackageId, lines: &Lines) -> Option<Finding> {
    let sum = &office.package(package)?.lines;
    let first = changes(sum, lines).into_iter().next().filter(|_| !lines.is_empty())?;
    let called = first.key.called();
    let yuan = |amount| Printed::rounded(amount, MoneyUnit::Yuan, 2).to_string();
    let (units, own) = (yuan(first.before), yuan(first.after));
    let waits = office.units(package).filter(|(_, unit)| unit.stage < Stage::Agreed).count();
    let (later_zh, later_en) = if waits == 0 {
        (String::new(), String::new())
    } else {
        (
            format!("还有{waits}个单位没有审核通过，单位合计还会变。"),
            format!(" {waits} of the units are not agreed yet, so their sum will change."),
        )
    };
    Some(Finding {
        key: "office-sum".parse().ok()?,
        level: FindingLevel::Error,
        check: "office-sum".to_owned(),
        cell: None,
        zh: format!(
            "部门底稿已保存，但与所属单位的合计不符：{}，单位合计{units}元，底稿{own}元。{later_zh}",
            called.zh
        ),
        en: format!(
            "The department's ledger differs from the sum of its units: {}, units {units} yuan, \
             ledger {own} yuan.{later_en}",
            called.en
        ),
    })
}
