//! Everything that was read, for programs.

use super::{FileRead, words};
use crate::pipeline::Content;
use disclosure::record::{COLUMNS, Record};
use disclosure::{Disclosure, EntityName, Project, TableRead, Unrecognised};
use document::data::Value;
use document::{Place, Remark};
use engine::{File, remarks};
use finding::render::json::place as place_view;
use finding::render::page;
use ledger::{Entity, Printed};
use message::{Lang, Message};
use serde::Serialize;
use serde::ser::Serializer;

pub(super) use finding::render::json::{BETWEEN, CLOSE, OPEN};

/// One file as a JSON object on one line.
pub(super) fn file(read: &FileRead, records: &Result<Vec<Record>, Message>, lang: Lang) -> String {
    // Strings, numbers and lists of them always serialise.
    serde_json::to_string(&FileView::new(read, records, lang)).unwrap_or_default()
}

#[derive(Serialize, Default)]
struct FileView<'a> {
    file: &'a str,
    department: Option<EntityView<'a>>,
    units: Vec<EntityView<'a>>,
    year: Option<u16>,
    tables: Vec<TableView<'a>>,
    numbers: Vec<RecordView<'a>>,
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

/// A printed number with the columns of a record.
struct RecordView<'a>(&'a Record);

struct ValueView<'a>(Value<'a>);

impl Serialize for PlaceOf<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        place_view(self.0).serialize(to)
    }
}

impl Serialize for RecordView<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let names = COLUMNS.iter().map(|column| column.column.name);
        to.collect_map(names.zip(self.0.values().map(ValueView)))
    }
}

impl Serialize for ValueView<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Value::Missing => to.serialize_none(),
            Value::Text(text) => to.serialize_str(text),
            Value::Integer(number) => to.serialize_i64(*number),
            Value::Boolean(value) => to.serialize_bool(*value),
        }
    }
}

impl<'a> FileView<'a> {
    fn new(read: &'a FileRead, records: &'a Result<Vec<Record>, Message>, lang: Lang) -> Self {
        let (content, records) = match (&read.content, records) {
            (Ok(content), Ok(records)) => (content, records),
            (Err(error), _) | (_, Err(error)) => {
                return Self { file: &read.file, error: Some(error.get(lang)), ..Self::default() };
            }
        };
        let Content { file: File { document, disclosure }, .. } = content;
        let lost = document.remarks.iter().map(|remark| UnrecognisedView::lost(remark, lang));
        let unknown = disclosure.unrecognised.iter().map(|u| UnrecognisedView::new(u, lang));
        Self {
            file: &read.file,
            department: disclosure.department.as_ref().map(EntityView::new),
            units: disclosure.units.iter().map(EntityView::new).collect(),
            year: disclosure.year.map(|year| year.0),
            tables: disclosure.tables.iter().map(|t| TableView::new(t, disclosure)).collect(),
            numbers: records.iter().map(RecordView).collect(),
            projects: disclosure.projects.iter().map(|p| ProjectView::new(p, disclosure)).collect(),
            unrecognised: lost.chain(unknown).collect(),
            error: None,
        }
    }
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
        let (unit, fen) = (printed.unit().name(), printed.nominal().fen());
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
