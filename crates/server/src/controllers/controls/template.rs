//! `GET /controls.xlsx`

use super::{Asked, Departments, is_first};
use crate::App;
use crate::amount::grouped;
use crate::download::attachment;
use crate::figures::name;
use crate::member::Member;
use crate::papers::{Table, TableColumn};
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::response::Response;
use ledger::Node;
use message::Lang;
use std::sync::Arc;
use workflow::{Package, PackageId};

/// Returns the table to be filled in: the departments with the figures that they have, and beside
/// each what was asked for in the first round.
pub(crate) async fn template(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let departments = Departments::of(&app, &member, asked.year).await?;
    let table = table(&departments, member.lang);
    let file = format!("{}.xlsx", table.title);
    let papers = Arc::clone(&app.papers);
    let content = app.pool.write(move || papers.table(&table)).await?;
    Ok(attachment(&file, content))
}

fn table(departments: &Departments, lang: Lang) -> Table {
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
    let figures = departments.columns();
    let has_asked = departments.iter().any(|(_, _, package)| is_first(package));
    let words = |head: String, width| TableColumn { head, width, is_amount: false };
    let amount = |head: String| TableColumn { head, width: 20, is_amount: true };
    let mut columns = vec![words(t("代码", "Code"), 10), words(t("单位", "Body"), 28)];
    let asked = format!("{} ", t("一上", "First round"));
    for (fund, purpose) in &figures {
        let name = name(*fund, *purpose, lang);
        columns.extend(has_asked.then(|| amount(format!("{asked}{name}"))));
        columns.push(amount(name));
    }
    let row = |(id, name, package): (&PackageId, &str, &Package)| {
        // What some of the units ask for is not what the department asks for.
        let is_asked = is_first(package) && departments.is_summed(id, package);
        let amounts = figures.iter().flat_map(|it| cells(package, *it, has_asked, is_asked));
        [id.body.to_string(), name.to_owned()].into_iter().chain(amounts).collect()
    };
    let above = t(
        "按元填写。填了金额的部门，以本表为准替换原来的控制数；一行都没有填的部门不变。可以增加“资金·支出性质”的列。",
        "In yuan. A department with amounts gets the figures of its row in place of those before; one without stays as it is. More columns may be added, each with fund and purpose.",
    );
    Table {
        name: t("控制数", "Control figures"),
        title: format!("{}{}", departments.year, t("年控制数", " control figures")),
        above: vec![above],
        columns,
        rows: departments.iter().map(row).collect(),
    }
}

/// Returns the cells of a figure: what was asked for, where there is a column for it, and what
/// there is.
fn cells(
    package: &Package,
    (fund, purpose): (Node, Node),
    has_asked: bool,
    is_asked: bool,
) -> Vec<String> {
    let asked = package.lines.spent_within(fund, purpose);
    let asked = if is_asked { grouped(asked) } else { String::new() };
    let figure = package.controls.get(fund, purpose).map(grouped).unwrap_or_default();
    has_asked.then_some(asked).into_iter().chain([figure]).collect()
}
