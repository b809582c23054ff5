//! Text fields of a document: bodies, projects, purchases and assets, names of codes.

use super::FromDocument;
use crate::model::{Disclosure, Observation, TableKind};
use crate::table::grid::Spread;
use crate::table::spread::spread;
use crate::vocabulary::normal::normal;
use classification::{Classification, Evidence};
use document::{Document, Place, Table};
use ledger::{
    Asset, Code, Entity, Indicator, Interval, Item, Ledger, Node, Project, Purchase, Rounding,
    Scope, nodes,
};

/// The fields of units in the table of institutions.
pub(super) fn bodies(document: &Document, ledger: &mut Ledger) {
    let heads = ["单位名称", "单位性质", "单位规格", "经费保障形式"];
    for table in document.tables() {
        let first: Vec<_> = table.row(0).iter().map(|cell| normal(&cell.text)).collect();
        let columns = heads.map(|head| first.iter().position(|words| words == head));
        for row in (1..table.rows).filter(|_| columns.iter().all(Option::is_some)) {
            let text = |at: Option<usize>| {
                let cell = at.and_then(|at| table.row(row).get(at));
                cell.map(|cell| cell.text.trim().to_owned()).unwrap_or_default()
            };
            let [name, nature, rank, paid_by] = columns.map(text);
            let mut bodies = std::iter::once(&mut ledger.department).chain(&mut ledger.units);
            if let Some(body) = bodies.find(|body| normal(&body.name) == normal(&name)) {
                (body.nature, body.rank, body.paid_by) = (nature, rank, paid_by);
            }
        }
    }
}

/// The projects of one body.
pub(super) fn projects(disclosure: &Disclosure, entity: Entity, ledger: &mut Ledger) {
    for project in disclosure.projects.iter().filter(|project| project.entity == entity) {
        let indicators = project.indicators.iter().map(|it| Indicator {
            class: it.class.as_str().into(),
            kind: it.kind.as_str().into(),
            name: it.name.as_str().into(),
            description: it.description.as_str().into(),
            target: it.target.as_str().into(),
            basis: it.basis.as_str().into(),
        });
        ledger.projects.push(Project {
            unit: entity,
            name: project.name.clone(),
            objectives: project.objective.lines().map(str::to_owned).collect(),
            indicators: indicators.collect(),
        });
    }
}

/// Purchases and assets, as far as they have rows of their own.
pub(super) fn items(
    document: &Document,
    disclosure: &Disclosure,
    entity: Entity,
    made: &mut FromDocument,
) {
    let before = made.ledger.purchases.len();
    for seen in disclosure.observations.iter().filter(|seen| seen.scope.entity == entity) {
        let kind = seen.source.table.and_then(|table| disclosure.tables.get(table));
        let (Some(name), Some(kind)) = (disclosure.item_name(&seen.scope), kind) else { continue };
        let amount = seen.value.nominal();
        if seen.value.is_zero() || !is_whole(&seen.scope) {
            continue;
        }
        let row = Row::of(document, &seen.place);
        let said = |head| row.as_ref().map(|row| row.under(head)).unwrap_or_default();
        // As it is printed; a scope knows it in normal form.
        let name = |head| Some(said(head)).filter(|it| !it.is_empty()).unwrap_or(name.to_owned());
        match kind.kind {
            TableKind::Procurement if seen.scope.fund != nodes().all_funds => {
                let catalogue = said("政府采购目录序号");
                made.ledger.purchases.push(Purchase {
                    unit: entity,
                    item: project(&made.ledger, entity, &said("项目名称")),
                    memo: bought(&catalogue).unwrap_or(seen.scope.memo),
                    name: name("采购物品名称"),
                    catalogue,
                    measure: said("计量单位"),
                    quantity: said("数量"),
                    fund: seen.scope.fund,
                    amount,
                    is_asset: false,
                });
            }
            TableKind::Assets => made.ledger.assets.push(Asset {
                unit: entity,
                name: name("项目"),
                quantity: said("数量"),
                amount,
            }),
            _ => {}
        }
    }
    let bought = made.ledger.purchases.get_mut(before..).unwrap_or_default();
    let has_unknown_kind = bought.iter().any(|it| it.memo == nodes().procurement);
    let are_assets_known = bought.is_empty() || mark_assets(bought, entity, disclosure);
    if has_unknown_kind {
        made.tell(
            entity,
            "采购的东西没有目录序号的，是货物、工程还是服务，文件没有披露",
            "what kind a purchase without a catalogue number is, is not disclosed",
        );
    }
    if !are_assets_known {
        made.tell(
            entity,
            "采购的东西是否形成固定资产，文件没有披露",
            "whether what is bought becomes an asset is not disclosed",
        );
    }
}

/// More purchases than this are not tried in all combinations.
const MOST_TRIED: usize = 16;

/// Marks the purchases that make up the printed amount of new assets; returns `false` if none is
/// printed, or if several choices of purchases have that sum. Services are not assets.
fn mark_assets(bought: &mut [Purchase], entity: Entity, disclosure: &Disclosure) -> bool {
    let is_total = |seen: &&Observation| {
        seen.scope.entity == entity && seen.scope.memo == nodes().asset_purchase
    };
    let total = disclosure.observations.iter().find(is_total);
    let Some(total) = total.and_then(|seen| seen.value.printed()) else { return false };
    let mut may_be: Vec<&mut Purchase> =
        bought.iter_mut().filter(|it| it.memo != nodes().services).collect();
    if may_be.len() > MOST_TRIED {
        return false;
    }
    let intervals: Vec<Interval> =
        may_be.iter().map(|it| total.in_format_of(it.amount).interval(Rounding::Nearest)).collect();
    let is_in = |choice: u32, at: usize| choice >> at & 1 == 1;
    let mut choices = (0..1_u32 << may_be.len()).filter(|choice| {
        let chosen = intervals.iter().enumerate().filter(|(at, _)| is_in(*choice, *at));
        let sum = chosen.fold(Interval::ZERO, |sum, (_, interval)| sum + *interval);
        sum.overlaps(total.interval(Rounding::Nearest))
    });
    let (Some(choice), None) = (choices.next(), choices.next()) else { return false };
    for (at, purchase) in may_be.iter_mut().enumerate() {
        purchase.is_asset = is_in(choice, at);
    }
    true
}

/// Returns the project with that name; none if no name is given.
fn project(ledger: &Ledger, entity: Entity, name: &str) -> Item {
    let is_it = |it: &Project| it.unit == entity && normal(&it.name) == normal(name);
    let at = ledger.projects.iter().position(is_it);
    at.and_then(|at| u32::try_from(at).ok()).map_or(Item::ALL, Item::named)
}

/// Returns the kind of purchase given by the catalogue's first letter (财库〔2022〕31号).
fn bought(catalogue: &str) -> Option<Node> {
    match catalogue.chars().next()? {
        'A' => Some(nodes().goods),
        'B' => Some(nodes().works),
        'C' => Some(nodes().services),
        _ => None,
    }
}

/// The row of a number in its table.
struct Row<'a> {
    table: &'a Table,
    /// The positions of its cells, including merged ones of a text export.
    spread: Spread,
    row: u32,
}

impl<'a> Row<'a> {
    fn of(document: &'a Document, place: &Place) -> Option<Self> {
        document.tables().find_map(|table| {
            let cell = table.cells.iter().find(|cell| cell.place == *place)?;
            Some(Self { table, spread: spread(table), row: cell.row })
        })
    }

    /// The words of this row below that head.
    fn under(&self, head: &str) -> String {
        let mut cells = self.table.cells.iter().zip(self.spread.iter().map(|(column, _)| *column));
        let above = cells.clone().take_while(|(cell, _)| cell.row < self.row);
        let head = above.filter(|(cell, _)| normal(&cell.text) == head).last();
        let cell = head.and_then(|(_, head)| {
            cells.find(|(cell, column)| cell.row == self.row && *column == head)
        });
        cell.map(|(cell, _)| cell.text.trim().to_owned()).unwrap_or_default()
    }
}

/// Returns whether a number counts all money of its item, apart from the fund.
fn is_whole(scope: &Scope) -> bool {
    let flows = [nodes().spent, nodes().total];
    flows.contains(&scope.flow) && scope.function == Code::ALL
}

/// The names of codes as printed, unless a public source is known to name the code.
pub(super) fn code_names(disclosure: &Disclosure, ledger: &mut Ledger) {
    for seen in &disclosure.observations {
        let label = &*seen.source.label;
        let Some(code) = Code::parse(&seen.source.code).filter(|_| !label.is_empty()) else {
            continue;
        };
        let listed = Classification::of(code).and_then(|list| list.name_in(code, ledger.year));
        let is_listed =
            listed.is_some_and(|it| it.evidence == Evidence::Seen || normal(it.name) == label);
        if !is_listed {
            // Names are printed with wide brackets.
            let name = label.replace('(', "（").replace(')', "）");
            ledger.codes.entry(code).or_insert(name);
        }
    }
}
