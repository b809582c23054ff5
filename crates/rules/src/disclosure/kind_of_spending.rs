//! YS319 kind-of-spending: Basic or project spending: text against table.
//!
//! The text says that a subject is basic spending where the table has only project spending for
//! it, or the reverse.
//!
//! Why: Text and table cannot both be right.
//!
//! Basis: Budget Law art. 14.
//!
//! Example: “一般行政管理事务（项）…等基本支出” where the table prints only 10.00 of project spending.
//!
//! Cannot decide: Where the subject has both kinds, or the table does not list it.

use crate::index::fold;
use crate::lint::{Context, Found, Hit, short};
use ::disclosure::Observation;
use finding::Text;
use ledger::{Code, Node};

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    let (Some(basic), Some(project)) = (Node::named("basic"), Node::named("project")) else {
        return;
    };
    for line in context.index.prose() {
        let Some((path, rest)) = line.words.split_once("（项）") else { continue };
        let Some(purpose) = purpose(rest) else { continue };
        let said = match () {
            () if purpose.ends_with("基本支出") => basic,
            () if purpose.ends_with("项目支出") => project,
            () => continue,
        };
        let Some(code) = code(context, path) else { continue };
        let other = if said == basic { project } else { basic };
        let amounts = |node| cells(context, code, node);
        let has_none =
            amounts(said).all(|seen| seen.value.is_zero()) && amounts(said).next().is_some();
        let Some(cell) = amounts(other).find(|seen| !seen.value.is_zero()).filter(|_| has_none)
        else {
            continue;
        };
        let (is, should) = if said == basic {
            ("基本支出", "项目支出")
        } else {
            ("项目支出", "基本支出")
        };
        let message = Text::new(
            format!("这里说是{is}，表中 {code} 只有{should}：“{}”。", short(purpose)),
            format!(
                "The text says {is}, and the table has only {should} for {code}: “{}”.",
                short(purpose)
            ),
        );
        let printed = cell.value.printed().map(|printed| printed.to_string()).unwrap_or_default();
        found.push(
            Hit::on(line, message)
                .printed(short(purpose))
                .expected(should)
                .because(
                    &cell.place,
                    Text::new(format!("{code} 的{should}"), format!("{should} of {code}")),
                    &printed,
                )
                .advice(
                    "更正文字，或核对表中的列。",
                    "Correct the text, or check the table's column.",
                ),
        );
    }
}

/// What the item says it is for, up to the end of the clause.
fn purpose(rest: &str) -> Option<&str> {
    let (_, purpose) = rest.split_once("主要用于")?;
    purpose.trim_start_matches('：').split('。').next()
}

/// The code of the 项 at the end of a path `…（款）行政运行`, as the tables print it.
fn code(context: &Context<'_>, path: &str) -> Option<Code> {
    let (before, name) = path.rsplit_once("（款）")?;
    let parent = before.rsplit_once("（类）").map_or(before, |(_, name)| name);
    let seen = &context.disclosure.observations;
    let labelled = |seen: &&Observation, name: &str, level: u8| {
        seen.scope.function.level() == level && fold(&seen.source.label) == name
    };
    let parents: Vec<Code> = seen
        .iter()
        .filter(|seen| labelled(seen, parent, 2))
        .map(|seen| seen.scope.function)
        .collect();
    let mut items =
        seen.iter().filter(|seen| labelled(seen, name, 3)).map(|seen| seen.scope.function);
    items.find(|code| code.parent().is_some_and(|parent| parents.contains(&parent)))
}

/// The cells of the tables that print this code's spending of one kind in the budget year.
fn cells<'a>(
    context: &'a Context<'_>,
    code: Code,
    node: Node,
) -> impl Iterator<Item = &'a Observation> {
    let year = context.disclosure.year;
    let seen = context.disclosure.observations.iter();
    seen.filter(move |seen| {
        seen.source.table.is_some()
            && seen.scope.function == code
            && seen.scope.purpose == node
            && seen.scope.economic == Code::ALL
            && year.is_none_or(|year| seen.scope.year == year)
    })
}
