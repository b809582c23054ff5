//! The lines of a table, and the things that a layout speaks of one by one.

use super::number::{digits, printed, spoken};
use super::words::Frame;
use crate::layouts::{Each, Every, Field, Money, RowSpec, Stands};
use crate::vocabulary::classes::code_parts;
use crate::vocabulary::parts::Parts;
use classification::Kind;
use ledger::{Amount, Code, Entity, Indicator, Item, Ledger, Project, Purchase, nodes};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A row, or a thing that text refers to.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub label: String,
    pub code: String,
    pub parts: Parts,
    pub fields: BTreeMap<Field, String>,
    /// The names of a subject's levels: `教育支出（类）普通教育（款）`.
    pub path: String,
    pub objective: String,
    /// The project's number in the ledger.
    pub project: Option<usize>,
    /// Whether the row is blank.
    pub is_blank: bool,
}

/// Returns the lines of some rows; `columns` holds the scopes of the columns of amounts.
pub(super) fn lines(rows: &[RowSpec], frame: &Frame<'_>, columns: &[Parts]) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in rows {
        match row {
            RowSpec::Blank => lines.push(Line { is_blank: true, ..Line::default() }),
            RowSpec::Fixed { label, parts, stands } => {
                let stands = match stands {
                    Stands::Always => true,
                    Stands::WhereSomething => is_something(*parts, frame, columns),
                    Stands::Where(condition) => frame.holds(condition).unwrap_or(false),
                };
                if stands {
                    lines.push(Line { label: label.clone(), parts: *parts, ..Line::default() });
                }
            }
            RowSpec::Each(each) => lines.extend(things(each, frame, columns, &(0..usize::MAX))),
        }
    }
    lines
}

/// The things of an enumeration that are something in one of the columns; of projects, those of a
/// range.
pub(super) fn things(
    each: &Each,
    frame: &Frame<'_>,
    columns: &[Parts],
    projects: &Range<usize>,
) -> Vec<Line> {
    let ledger = frame.books.ledger;
    let mut lines = match each.of {
        Every::Function => codes(each, frame, columns, Kind::Function),
        Every::Economic => codes(each, frame, columns, Kind::Economic),
        Every::Project => of_projects(frame, projects),
        Every::Indicator => {
            let project = frame.project.and_then(|at| ledger.projects.get(at));
            project.map_or(Vec::new(), |project| indicators(project, frame))
        }
        Every::Unit => units(frame),
        Every::Purchase => purchases(frame),
        Every::Asset => assets(frame),
    };
    if each.numbered {
        for (number, line) in (projects.start + 1..).zip(&mut lines) {
            line.label = format!("{}、{}", spoken(number), line.label);
        }
    }
    lines
}

/// Returns whether the row is not zero in one of the columns.
fn is_something(row: Parts, frame: &Frame<'_>, columns: &[Parts]) -> bool {
    columns.iter().any(|column| {
        let amount = column.narrow(row).ok().and_then(|it| frame.books.amount(&frame.scope(it)));
        amount.is_some_and(|amount| amount != Amount::ZERO)
    })
}

/// The codes of a list that are something in one of the columns, in their order.
fn codes(each: &Each, frame: &Frame<'_>, columns: &[Parts], kind: Kind) -> Vec<Line> {
    let of_line = |code: (Code, Code)| if kind == Kind::Function { code.0 } else { code.1 };
    let all: BTreeSet<Code> = frame.books.codes(frame.entity).map(of_line).collect();
    let mut listed = BTreeSet::new();
    for code in all {
        let above = code.widened();
        listed.extend(above.filter(|code| each.levels.contains(&code.level())));
    }
    let mut listed: Vec<(String, Code)> =
        listed.into_iter().map(|code| (code.to_string(), code)).collect();
    listed.sort();
    let line = |(digits, code)| {
        let parts = each.within.narrow(code_parts(code)).ok()?;
        // Codes above the wanted levels are not included.
        let is_within = parts.function == code_parts(code).function
            && parts.economic == code_parts(code).economic;
        is_within.then(|| Line {
            label: name(code, frame),
            code: digits,
            parts,
            path: path(code, frame),
            ..Line::default()
        })
    };
    let lines = listed.into_iter().filter_map(line);
    lines.filter(|line| is_something(line.parts, frame, columns)).collect()
}

/// Returns the name of a code, in the ledger or else in another one at hand.
fn name(code: Code, frame: &Frame<'_>) -> String {
    frame.books.code_name(code).unwrap_or_default().to_owned()
}

/// The names of a subject's levels with their marks.
fn path(code: Code, frame: &Frame<'_>) -> String {
    let mut levels: Vec<Code> = code.widened().filter(|it| it.level() > 0).collect();
    levels.reverse();
    let marks = ["（类）", "（款）", "（项）"];
    levels.iter().zip(marks).map(|(code, mark)| format!("{}{mark}", name(*code, frame))).collect()
}

fn of_projects(frame: &Frame<'_>, range: &Range<usize>) -> Vec<Line> {
    let line = |&(at, project): &(usize, &Project)| Line {
        label: project.name.clone(),
        parts: Parts {
            flow: Some(nodes().spent),
            purpose: Some(nodes().project),
            item: Some(frame.books.item(&project.name)),
            ..Parts::default()
        },
        objective: project.objectives.join("\n"),
        project: Some(at),
        ..Line::default()
    };
    let projects = frame.books.index().projects(frame.entity).iter();
    projects.skip(range.start).take(range.len()).map(line).collect()
}

fn indicators(project: &Project, frame: &Frame<'_>) -> Vec<Line> {
    let line = |indicator: &Indicator| {
        let label = indicator.name.to_string();
        let fields = [
            (Field::Class, indicator.class.to_string()),
            (Field::Kind, indicator.kind.to_string()),
            (Field::Name, label.clone()),
            (Field::Description, indicator.description.to_string()),
            (Field::Target, target(indicator, frame)),
            (Field::Basis, indicator.basis.to_string()),
        ];
        Line { fields: fields.into(), label, ..Line::default() }
    };
    project.indicators.iter().map(line).collect()
}

/// The target; a cost that is left open is the project's amount, which is entered but once.
fn target(indicator: &Indicator, frame: &Frame<'_>) -> String {
    if !indicator.target.is_empty() || !indicator.kind.contains("成本") {
        return indicator.target.to_string();
    }
    let money = frame.layout.money;
    let amount = frame.books.amount(&frame.scope(Parts::default()));
    amount.map_or(String::new(), |amount| {
        // With as few decimals as the amount needs.
        let exact = printed(amount, Money { decimals: 0, ..money }).in_format_of(amount);
        format!("≤{}{}", digits(exact, Money { thousands: false, ..money }), money.unit)
    })
}

/// Returns the unit itself, or the units of the department; the department if it has none.
fn units(frame: &Frame<'_>) -> Vec<Line> {
    let mut entities = match frame.entity {
        Entity::DEPARTMENT => frame.books.units(),
        unit => vec![unit],
    };
    if entities.is_empty() {
        entities.push(frame.entity);
    }
    let line = |body: &ledger::Body| Line {
        label: body.name.clone(),
        code: body.code.clone(),
        fields: [
            (Field::Nature, body.nature.clone()),
            (Field::Rank, body.rank.clone()),
            (Field::PaidBy, body.paid_by.clone()),
        ]
        .into(),
        ..Line::default()
    };
    entities.into_iter().filter_map(|entity| frame.books.body(entity)).map(line).collect()
}

fn purchases(frame: &Frame<'_>) -> Vec<Line> {
    let ledger = frame.books.ledger;
    let line = |purchase: &&Purchase| {
        let fields = [
            (Field::Project, project_name(ledger, purchase.item)),
            (Field::ProjectBudget, project_budget(frame, purchase)),
            (Field::Catalogue, purchase.catalogue.clone()),
            (Field::Measure, purchase.measure.clone()),
            (Field::Quantity, purchase.quantity.clone()),
            (Field::Price, price(purchase, frame).unwrap_or_default()),
        ];
        let item = Some(frame.books.item(&purchase.name));
        Line {
            label: purchase.name.clone(),
            parts: Parts { item, ..Parts::default() },
            fields: fields.into(),
            ..Line::default()
        }
    };
    frame.books.index().purchases(frame.entity).iter().map(line).collect()
}

fn project_name(ledger: &Ledger, item: Item) -> String {
    let at = item.index().and_then(|index| usize::try_from(index).ok());
    at.and_then(|at| ledger.projects.get(at)).map(|it| it.name.clone()).unwrap_or_default()
}

/// Returns the amount of the project for which something is bought.
fn project_budget(frame: &Frame<'_>, purchase: &Purchase) -> String {
    if purchase.item == Item::ALL {
        return String::new();
    }
    let parts =
        Parts { flow: Some(nodes().spent), purpose: Some(nodes().project), ..Parts::default() };
    let scope = frame.books.scope(parts, frame.entity);
    let amount = frame.books.index().sum(&ledger::Scope { item: purchase.item, ..scope });
    let money = frame.layout.money;
    amount.map_or(String::new(), |amount| digits(printed(amount, money), money))
}

/// Returns the unit price, if the quantity is a whole number that divides the amount.
fn price(purchase: &Purchase, frame: &Frame<'_>) -> Option<String> {
    let quantity: i64 = purchase.quantity.trim().parse().ok()?;
    let fen = purchase.amount.fen();
    let money = frame.layout.money;
    let price =
        fen.checked_div(quantity).filter(|price| price.checked_mul(quantity) == Some(fen))?;
    Some(digits(printed(Amount::from_fen(0), money).in_format_of(Amount::from_fen(price)), money))
}

fn assets(frame: &Frame<'_>) -> Vec<Line> {
    let mut names: Vec<&str> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for asset in frame.books.index().assets(frame.entity) {
        if names.contains(&asset.name.as_str()) {
            // Units own things of one kind: the department lists the kind once, and how
            // quantity cannot be determined from words.
            if let Some(line) = lines.iter_mut().find(|line| line.label == asset.name) {
                let known = line.fields.get(&Field::Quantity).and_then(|it| it.parse::<u64>().ok());
                let sum =
                    known.zip(asset.quantity.parse().ok()).and_then(|(a, b)| a.checked_add(b));
                let sum = sum.map(|sum| sum.to_string()).unwrap_or_default();
                line.fields.insert(Field::Quantity, sum);
            }
            continue;
        }
        names.push(&asset.name);
        let item = Some(frame.books.item(&asset.name));
        lines.push(Line {
            label: asset.name.clone(),
            parts: Parts { item, ..Parts::default() },
            fields: [(Field::Quantity, asset.quantity.clone())].into(),
            ..Line::default()
        });
    }
    lines
}
