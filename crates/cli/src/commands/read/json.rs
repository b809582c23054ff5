//! Everything that was read, for programs.

use super::{FileRead, words};
use crate::pipeline::Content;
use disclosure::{Disclosure, EntityName, Observation, Project, TableRead, Unrecognised};
use document::{Place, Remark};
use engine::{File, remarks};
use finding::render::json::place as place_view;
use finding::render::page;
use ledger::{Entity, Printed};
use message::Lang;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeSet;

pub(super) use finding::render::json::{BETWEEN, CLOSE, OPEN};

/// One file as a JSON object on one line.
pub(super) fn file(read: &FileRead, lang: Lang) -> String {
    // Strings, numbers and lists of them always serialise.
    serde_json::to_string(&FileView::new(read, lang)).unwrap_or_default()
}

#[derive(Serialize, Default)]
struct FileView<'a> {
    file: &'a str,
    department: Option<EntityView<'a>>,
    units: Vec<EntityView<'a>>,
    year: Option<u16>,
    tables: Vec<TableView<'a>>,
    numbers: Vec<NumberView<'a>>,
    projects: Vec<ProjectView<'a>>,
    unrecognised: Vec<UnrecognisedView<'a>>,
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct EntityView<'a> {
    code: Option<&'a str>,
    name: &'a str,
}

#[derive(Serialize)]
struct TableView<'a> {
    title: &'a str,
    entity: Option<&'a str>,
    empty: bool,
    note: Option<&'a str>,
    page: Option<u32>,
    place: PlaceOf<'a>,
}

#[derive(Serialize)]
struct NumberView<'a> {
    table: Option<usize>,
    title: Option<&'a str>,
    row: u32,
    column: u32,
    head: &'a str,
    label: &'a str,
    code: &'a str,
    printed: String,
    unit: &'static str,
    decimals: u8,
    fen: i64,
    scope: ScopeView,
    scope_text: String,
    page: Option<u32>,
    place: PlaceOf<'a>,
    /// Whether it was recognised in an image.
    ocr: bool,
}

#[derive(Serialize)]
struct ProjectView<'a> {
    name: &'a str,
    entity: Option<&'a str>,
    objective: &'a str,
    cost: Option<CostView<'a>>,
    indicators: Vec<IndicatorView<'a>>,
    page: Option<u32>,
    place: PlaceOf<'a>,
}

#[derive(Serialize)]
struct CostView<'a> {
    text: &'a str,
    amount: Option<AmountView>,
    page: Option<u32>,
    place: PlaceOf<'a>,
}

#[derive(Serialize)]
struct AmountView {
    printed: String,
    unit: &'static str,
    fen: i64,
}

#[derive(Serialize)]
struct IndicatorView<'a> {
    class: &'a str,
    kind: &'a str,
    name: &'a str,
    description: &'a str,
    target: &'a str,
    basis: &'a str,
    page: Option<u32>,
    place: Option<PlaceOf<'a>>,
}

#[derive(Serialize)]
struct UnrecognisedView<'a> {
    text: &'a str,
    why: String,
    table: Option<&'a str>,
    page: Option<u32>,
    place: PlaceOf<'a>,
}

/// A place in the form that all output of the program shares.
struct PlaceOf<'a>(&'a Place);

/// A scope's text taken apart: one field a dimension that is narrowed.
struct ScopeView(String);

impl Serialize for PlaceOf<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        place_view(self.0).serialize(to)
    }
}

impl Serialize for ScopeView {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_map(None)?;
        for (name, value) in self.0.split(' ').filter_map(|part| part.split_once('=')) {
            match (name, value.parse::<u16>()) {
                ("year", Ok(year)) => fields.serialize_entry(name, &year)?,
                _ => fields.serialize_entry(name, value)?,
            }
        }
        fields.end()
    }
}

impl<'a> FileView<'a> {
    fn new(read: &'a FileRead, lang: Lang) -> Self {
        let Content { file: File { document, disclosure }, .. } = match &read.content {
            Ok(content) => content,
            Err(error) => {
                return Self { file: &read.file, error: Some(error.get(lang)), ..Self::default() };
            }
        };
        let lost = document.remarks.iter().map(|remark| UnrecognisedView::lost(remark, lang));
        let unknown = disclosure.unrecognised.iter().map(|u| UnrecognisedView::new(u, lang));
        Self {
            file: &read.file,
            department: disclosure.department.as_ref().map(EntityView::new),
            units: disclosure.units.iter().map(EntityView::new).collect(),
            year: disclosure.year.map(|year| year.0),
            tables: disclosure.tables.iter().map(|t| TableView::new(t, disclosure)).collect(),
            numbers: numbers(disclosure, &document.recognised_pages()),
            projects: disclosure.projects.iter().map(|p| ProjectView::new(p, disclosure)).collect(),
            unrecognised: lost.chain(unknown).collect(),
            error: None,
        }
    }
}

fn numbers<'a>(disclosure: &'a Disclosure, recognised: &BTreeSet<u32>) -> Vec<NumberView<'a>> {
    let observations = disclosure.observations.iter();
    let printed = observations.filter_map(|o| Some((o, o.value.printed()?)));
    let view = |(o, printed): (&'a Observation, Printed)| {
        let ocr = page(&o.place).is_some_and(|page| recognised.contains(&page));
        NumberView { ocr, ..NumberView::new(o, printed, disclosure) }
    };
    printed.map(view).collect()
}

fn entity_name(disclosure: &Disclosure, entity: Entity) -> Option<&str> {
    disclosure.entity(entity).map(|entity| entity.name.as_str())
}

impl<'a> EntityView<'a> {
    fn new(entity: &'a EntityName) -> Self {
        Self { code: entity.code.as_deref(), name: &entity.name }
    }
}

impl<'a> TableView<'a> {
    fn new(table: &'a TableRead, disclosure: &'a Disclosure) -> Self {
        Self {
            title: &table.title,
            entity: entity_name(disclosure, table.entity),
            empty: table.is_empty,
            note: table.empty_note.as_deref(),
            page: page(&table.place),
            place: PlaceOf(&table.place),
        }
    }
}

impl<'a> NumberView<'a> {
    fn new(observation: &'a Observation, printed: Printed, disclosure: &'a Disclosure) -> Self {
        let source = &observation.source;
        let table = source.table.and_then(|index| disclosure.tables.get(index));
        let scope_text = disclosure.key(&observation.scope).to_string();
        Self {
            table: source.table.map(|index| index + 1),
            title: table.map(|table| table.title.as_str()),
            row: source.row,
            column: source.column,
            head: &source.head,
            label: &source.label,
            code: &source.code,
            printed: printed.to_string(),
            unit: printed.unit().name(),
            decimals: printed.decimals(),
            fen: printed.face().fen(),
            scope: ScopeView(scope_text.clone()),
            scope_text,
            page: page(&observation.place),
            place: PlaceOf(&observation.place),
            ocr: false,
        }
    }
}

impl<'a> ProjectView<'a> {
    fn new(project: &'a Project, disclosure: &'a Disclosure) -> Self {
        let cost = project.cost.as_ref().map(|cost| CostView {
            text: &cost.text,
            amount: cost.amount.ok().map(AmountView::new),
            page: page(&cost.place),
            place: PlaceOf(&cost.place),
        });
        Self {
            name: &project.name,
            entity: entity_name(disclosure, project.entity),
            objective: &project.objective,
            cost,
            indicators: project.indicators.iter().map(IndicatorView::new).collect(),
            page: page(&project.place),
            place: PlaceOf(&project.place),
        }
    }
}

impl AmountView {
    fn new(printed: Printed) -> Self {
        let (unit, fen) = (printed.unit().name(), printed.face().fen());
        Self { printed: printed.to_string(), unit, fen }
    }
}

impl<'a> IndicatorView<'a> {
    fn new(indicator: &'a disclosure::Indicator) -> Self {
        Self {
            class: &indicator.class,
            kind: &indicator.kind,
            name: &indicator.name,
            description: &indicator.description,
            target: &indicator.target,
            basis: &indicator.basis,
            page: indicator.place.as_ref().and_then(page),
            place: indicator.place.as_ref().map(PlaceOf),
        }
    }
}

impl<'a> UnrecognisedView<'a> {
    fn new(unrecognised: &'a Unrecognised, lang: Lang) -> Self {
        Self {
            text: &unrecognised.text,
            why: words::why(&unrecognised.why, lang),
            table: unrecognised.table.as_deref(),
            page: page(&unrecognised.place),
            place: PlaceOf(&unrecognised.place),
        }
    }

    /// What the reader could not carry over stands in the same list: it was not read either.
    fn lost(remark: &'a Remark, lang: Lang) -> Self {
        Self {
            text: "",
            why: remarks::message(remark.kind).get(lang).to_owned(),
            table: None,
            page: page(&remark.place),
            place: PlaceOf(&remark.place),
        }
    }
}
