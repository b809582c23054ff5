//! What a document says in words: bodies, projects, sections, names of purchases and assets.

use super::FromDocument;
use crate::classification::{Classification, Kind};
use crate::model::{Disclosure, TableKind};
use crate::normal::{label, normal};
use document::{Block, Document, Paragraph, Table};
use ledger::{Asset, Code, Entity, Indicator, Item, Ledger, Node, Project, Purchase, Scope, Text};

/// What the table of institutions says of the units.
pub(super) fn bodies(document: &Document, ledger: &mut Ledger) {
    let heads = ["单位名称", "单位性质", "单位规格", "经费保障形式"];
    for table in document.tables() {
        let first: Vec<String> = table.row(0).iter().map(|cell| normal(&cell.text)).collect();
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
            class: it.class.clone(),
            kind: it.kind.clone(),
            name: it.name.clone(),
            description: it.description.clone(),
            target: it.target.clone(),
            basis: it.basis.clone(),
        });
        ledger.projects.push(Project {
            unit: entity,
            name: project.name.clone(),
            objectives: project.objective.lines().map(str::to_owned).collect(),
            indicators: indicators.collect(),
        });
    }
}

/// What is bought and owned, as far as rows of their own tell it.
pub(super) fn items(disclosure: &Disclosure, entity: Entity, made: &mut FromDocument) {
    let before = made.ledger.purchases.len() + made.ledger.assets.len();
    for seen in disclosure.observations.iter().filter(|seen| seen.scope.entity == entity) {
        let kind = seen.source.table.and_then(|table| disclosure.tables.get(table));
        let (Some(name), Some(kind)) = (disclosure.item_name(&seen.scope), kind) else { continue };
        let amount = seen.value.face();
        if seen.value.is_zero() || !is_whole(&seen.scope) {
            continue;
        }
        match kind.kind {
            TableKind::Procurement if seen.scope.fund != Node::whole(ledger::Dimension::Fund) => {
                made.ledger.purchases.push(Purchase {
                    unit: entity,
                    item: Item::ALL,
                    memo: seen.scope.memo,
                    name: name.to_owned(),
                    catalogue: String::new(),
                    measure: String::new(),
                    quantity: String::new(),
                    fund: seen.scope.fund,
                    amount,
                    is_asset: false,
                });
            }
            TableKind::Assets => made.ledger.assets.push(Asset {
                unit: entity,
                name: name.to_owned(),
                quantity: String::new(),
                amount,
            }),
            _ => {}
        }
    }
    if made.ledger.purchases.len() + made.ledger.assets.len() > before {
        made.tell(
            entity,
            "采购和资产的数量、类别、对应项目没有读取，请对照原文件补填",
            "quantities, kinds and projects of purchases and assets were not read: fill them in from the document",
        );
    }
}

/// Whether a number is of all money of its item, but for the fund.
fn is_whole(scope: &Scope) -> bool {
    let flows = [Node::spent(), Some(Node::whole(ledger::Dimension::Flow))];
    flows.contains(&Some(scope.flow)) && scope.function == Code::ALL
}

/// Paragraphs of sections that the preparer writes, and names of codes that no list has.
pub(super) fn texts(document: &Document, disclosure: &Disclosure, ledger: &mut Ledger) {
    let mut entity = Entity::DEPARTMENT;
    let mut section = None;
    for block in &document.blocks {
        match block {
            Block::Table(table) => {
                section = None;
                entity = owner(table, disclosure).unwrap_or(entity);
            }
            Block::Paragraph(paragraph) => match begins(paragraph) {
                Some(begun) => section = begun,
                None => ledger.texts.extend(section.map(|section: &str| Text {
                    entity,
                    section: section.to_owned(),
                    words: paragraph.text.trim().to_owned(),
                })),
            },
        }
    }
    let mut named = std::collections::BTreeSet::new();
    for seen in &disclosure.observations {
        let Some(code) = Code::parse(&seen.source.code) else { continue };
        let is_listed = [Kind::Function, Kind::Economic]
            .into_iter()
            .any(|kind| Classification::get(kind).name(code).is_some());
        if !is_listed && !seen.source.label.is_empty() && named.insert(code) {
            ledger.texts.push(Text {
                entity: Entity::DEPARTMENT,
                section: format!("code-{code}"),
                words: seen.source.label.clone(),
            });
        }
    }
}

/// The section that a paragraph begins: one of the preparer's, or (`Some(None)`) another.
fn begins(paragraph: &Paragraph) -> Option<Option<&'static str>> {
    let words = normal(&paragraph.text);
    let label = label(&words);
    match label.words {
        "部门职责:" | "单位职责:" | "主要职能" | "主要职责" => Some(Some("duties")),
        "预算绩效信息" => Some(Some("performance")),
        "机构设置:" => Some(None),
        _ if paragraph.level.is_some() => Some(None),
        _ => None,
    }
}

/// Whose a table is, by the numbers read in it.
fn owner(table: &Table, disclosure: &Disclosure) -> Option<Entity> {
    let places: Vec<_> = table.cells.iter().map(|cell| &cell.place).collect();
    let seen = disclosure.observations.iter().find(|seen| places.contains(&&seen.place));
    seen.map(|seen| seen.scope.entity)
}
