//! What stands beside the rows of a ledger: last year, and the control figures.

use crate::App;
use crate::amount::grouped;
use crate::controllers::packages;
use crate::pages::sheet::Control;
use crate::problem::Problem;
use axum::http::StatusCode;
use ledger::Amount;
use message::Lang;
use workflow::{Actor, Figures, LineKey, Lines, Package, PackageId};

/// What stands beside the rows of the sheet of lines.
pub(super) struct Beside<'a> {
    pub(super) last: &'a Lines,
    pub(super) controls: &'a Figures,
    /// What is entered now.
    pub(super) lines: &'a Lines,
    pub(super) keys: &'a [Option<String>],
}

impl Beside<'_> {
    /// Returns last year's amount of the same, and what is left of the control figure with the
    /// least left that covers it.
    pub(super) fn of(&self, row: usize) -> (Option<Amount>, Option<Amount>) {
        let key: Option<LineKey> =
            self.keys.get(row).and_then(Option::as_ref).and_then(|key| key.parse().ok());
        let Some(key) = key else { return (None, None) };
        let covering = self.controls.iter().filter(|it| key.is_spent_within(it.fund, it.purpose));
        let left = covering.map(|it| {
            let used = self.lines.spent_within(it.fund, it.purpose);
            Amount::from_fen(it.most.fen().saturating_sub(used.fen()))
        });
        (Some(self.last.get(&key)), left.min())
    }
}

pub(super) fn controls(package: &Package, lang: Lang) -> Vec<Control> {
    let control = |it: workflow::Figure| {
        let used = package.lines.spent_within(it.fund, it.purpose);
        let left = Amount::from_fen(it.most.fen().saturating_sub(used.fen()));
        let zh = format!("{}、{}", it.fund.name_zh(), it.purpose.name_zh());
        let en = format!("{}, {}", it.fund.name_en(), it.purpose.name_en());
        Control {
            name: lang.pick(&zh, &en).to_owned(),
            most: grouped(it.most),
            used: grouped(used),
            left: grouped(left),
            is_exceeded: left < Amount::ZERO,
        }
    };
    package.controls.iter().map(control).collect()
}

/// Returns last year's lines of the same body; none where there are none.
pub(super) async fn last_year(app: &App, id: &PackageId, actor: &Actor) -> Result<Lines, Problem> {
    let year = id.year.0.saturating_sub(1).to_string();
    let opened = packages::Opened::of(app, (year, id.body.to_string()), actor).await;
    let opened = match opened {
        Ok(opened) => opened,
        Err(problem) if problem.status == StatusCode::NOT_FOUND => {
            return Ok(Lines::default());
        }
        Err(problem) => return Err(problem),
    };
    let package = opened.package()?;
    let current = package.amounts.current();
    Ok(if current.is_empty() { package.lines.clone() } else { current })
}
