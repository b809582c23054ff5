//! `GET /packages/{year}/{body}/controls`

use super::Opened;
use super::pictures::against_controls;
use crate::App;
use crate::amount::{grouped, yuan};
use crate::figures::PURPOSES;
use crate::member::Member;
use crate::pages::{ControlLine, ControlsPage, Frame, page};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use ledger::{Amount, Dimension, Node, nodes};
use workflow::{Action, Command, Figure, Figures, Package, Round, decide};

/// The most rows of the form.
pub(super) const ROWS: usize = 12;

/// Shows the control figures of a package that the person may read.
pub(crate) async fn controls_page(
    State(app): State<App>,
    member: Member,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let opened = Opened::of(&app, path, &member.actor()).await?;
    let frame = member.frame(&opened.office);
    let rows = rows(&opened.package()?.controls);
    shown(&app, &member, &opened, frame, rows, StatusCode::OK)
}

/// Returns the page, also of what was not done.
pub(super) fn shown(
    app: &App,
    member: &Member,
    opened: &Opened,
    frame: Frame,
    rows: Vec<(String, String, String)>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (package, lang) = (opened.package()?, member.lang);
    let line = |figure: Figure| line(package, figure, &frame);
    let lines = package.controls.iter().map(line).collect();
    // Whether figures can be issued at all is asked with figures that exceed nothing.
    let asked = some_figures(package);
    let command = Command::IssueControls { package: opened.id.clone(), figures: asked };
    let refusal = decide(&opened.office, &command, &member.actor(), (app.now)()).err();
    let refusal = refusal.filter(|it| it.why != workflow::Why::Controls);
    let body = opened.office.body(&opened.id.body);
    let shown = ControlsPage {
        name: body.map(|body| body.name.clone()).unwrap_or_default(),
        body: opened.id.body.to_string(),
        year: opened.id.year.0,
        lines,
        chart: against_controls(package, lang),
        opens_second: package.round == Round::First,
        can_import: member.has_right(&opened.office, Action::IssueControls),
        agreed: agreed(package, &frame),
        refusal: refusal.map(|refusal| refusal.message.get(lang).to_owned()),
        funds: of(Dimension::Fund),
        purposes: of(Dimension::Purpose),
        rows,
        frame,
    };
    Ok(page(status, &shown))
}

fn of(dimension: Dimension) -> Vec<Node> {
    Node::all().filter(|node| node.dimension() == dimension).collect()
}

/// Returns the figures that there are; a figure of nothing where there are none.
fn some_figures(package: &Package) -> Figures {
    if !package.controls.is_empty() {
        return package.controls.clone();
    }
    let (fund, purpose) = (nodes().general, nodes().all_purposes);
    Figures::new([Figure { fund, purpose, most: Amount::ZERO }]).unwrap_or_default()
}

/// Returns what was agreed in the first round of each purpose of the general public budget, and of
/// everything; nothing in the second round, where the lines are other ones.
fn agreed(package: &Package, frame: &Frame) -> Vec<(String, String)> {
    if package.round != Round::First {
        return Vec::new();
    }
    let purposes = PURPOSES.into_iter().filter_map(Node::named);
    let sum = |purpose: Node| {
        let name = frame.lang.pick(purpose.name_zh(), purpose.name_en()).to_owned();
        (name, grouped(package.lines.spent_within(nodes().general, purpose)))
    };
    purposes.map(sum).collect()
}

fn rows(figures: &Figures) -> Vec<(String, String, String)> {
    let known = figures
        .iter()
        .map(|it| (it.fund.key().to_owned(), it.purpose.key().to_owned(), yuan(it.most)));
    let mut rows: Vec<_> = known.take(ROWS).collect();
    // A fund and a purpose have one figure, so empty rows propose what has none yet.
    let is_open = |purpose: &&str| !rows.iter().any(|it| it.0 == "general" && it.1 == *purpose);
    let open: Vec<&str> = PURPOSES.into_iter().filter(is_open).collect();
    let wanted = rows.len().saturating_add(3).min(ROWS);
    let empty = open.into_iter().chain(PURPOSES);
    for purpose in empty.take(wanted.saturating_sub(rows.len())) {
        rows.push(("general".to_owned(), purpose.to_owned(), String::new()));
    }
    rows
}

fn line(package: &Package, Figure { fund, purpose, most }: Figure, frame: &Frame) -> ControlLine {
    let used = package.lines.spent_within(fund, purpose);
    let left = most.fen().saturating_sub(used.fen());
    let name = |node: Node| frame.lang.pick(node.name_zh(), node.name_en());
    ControlLine {
        fund: name(fund),
        purpose: name(purpose),
        most: grouped(most),
        used: grouped(used),
        left: grouped(Amount::from_fen(left)),
        is_exceeded: left < 0,
    }
}
