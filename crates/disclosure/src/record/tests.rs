use super::*;
use crate::model::Source;
use document::Place;
use document::data::{Kind, Value as Field};
use ledger::{Code, Entity, Item, MoneyUnit, Scope, Stage, Year};

fn scope() -> Scope {
    Scope::whole(Entity::DEPARTMENT, Some(Year(2031)), Stage::Budget)
}

fn seen(scope: Scope, printed: &str, unit: MoneyUnit) -> Observation {
    let value = Printed::parse(printed, unit).map_or(Value::Nothing, Value::Printed);
    Observation { scope, value, place: Place::Line(7), source: Source::default() }
}

fn wan(printed: &str) -> Observation {
    seen(scope(), printed, MoneyUnit::TenThousandYuan)
}

fn all(observations: Vec<Observation>) -> Vec<Record> {
    let name = |name: &str| EntityName { code: Some("512".to_owned()), name: name.to_owned() };
    let disclosure = Disclosure {
        department: Some(name("某 局")),
        units: vec![name("某局")],
        items: vec!["河道 清淤".to_owned()],
        observations,
        ..Disclosure::default()
    };
    let text = |text: &str| text.into();
    let origin =
        Origin { document: text("9f"), file: text("a"), reader: text("0"), division: text("") };
    records(&Document::default(), &disclosure, &origin)
}

fn preferred(records: &[Record]) -> Vec<usize> {
    let all = records.iter().enumerate().filter(|(_, record)| record.is_preferred);
    all.map(|(at, _)| at).collect()
}

fn field<'a>(record: &'a Record, name: &str) -> Field<'a> {
    let mut columns = COLUMNS.iter();
    let column = columns.find(|column| column.column.name == name).unwrap();
    (column.value)(record)
}

#[test]
fn the_most_exact_of_those_that_agree_is_preferred() {
    let exact = || seen(scope(), "1234500.00", MoneyUnit::Yuan);
    assert_eq!(preferred(&all(vec![wan("123"), exact(), wan("123.45")])), [1]);
    assert_eq!(preferred(&all(vec![wan("123.45"), wan("123.45")])), [0]);
    let other = seen(scope(), "9934500.00", MoneyUnit::Yuan);
    assert_eq!(preferred(&all(vec![other, wan("123"), wan("123.45")])), [2]);
    assert_eq!(preferred(&all(vec![wan("空"), wan("0.00")])), [1], "a blank is the last choice");
}

#[test]
fn what_is_wrong_is_not_preferred() {
    let mut records = all(vec![wan("123.45"), wan("123")]);
    records[0].mark.flag = Flag::Wrong;
    prefer(&mut records);
    assert_eq!(preferred(&records), [1]);
}

#[test]
fn every_scope_has_one_preferred_record() {
    let unit = Scope { entity: Entity::unit(0), ..scope() };
    let item = Scope { item: Item::named(0), ..scope() };
    let yuan = |scope| seen(scope, "1.00", MoneyUnit::Yuan);
    // A unit of the same name as its department has scopes of its own.
    let records = all(vec![yuan(scope()), yuan(unit), yuan(item), yuan(unit), yuan(item)]);
    assert_eq!(preferred(&records), [0, 1, 2]);
}

#[test]
fn columns_hold_names_codes_and_amounts() {
    let function = Code::parse("2080505").unwrap();
    let scope = Scope { entity: Entity::unit(0), function, item: Item::named(0), ..scope() };
    let records = all(vec![seen(scope, "-3.50", MoneyUnit::TenThousandYuan)]);
    let text = |name| match field(&records[0], name) {
        Field::Text(text) => text.into_owned(),
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!((text("department_name"), text("unit_name")), ("某 局".into(), "某局".into()));
    assert_eq!((text("function"), text("item")), ("2080505".into(), "河道清淤".into()));
    assert_eq!(text("scope").parse(), Ok(records[0].key.clone()));
    assert_eq!((text("printed"), text("money_unit")), ("-3.50".into(), "万元".into()));
    assert_eq!(text("kind"), "sentence");
    assert_eq!(field(&records[0], "fen"), Field::Integer(-3_500_000));
    assert_eq!(field(&records[0], "place_line"), Field::Integer(7));
    assert_eq!(field(&records[0], "economic"), Field::Missing);
    assert_eq!(field(&records[0], "is_blank"), Field::Boolean(false));
}

#[test]
fn a_document_without_a_year_has_none() {
    let scope = Scope { year: None, ..scope() };
    let records = all(vec![seen(scope, "1.00", MoneyUnit::Yuan)]);
    assert_eq!(field(&records[0], "year"), Field::Missing);
    assert!(!records[0].key.to_string().contains("year"));
}

#[test]
fn values_are_of_their_columns_type() {
    let blank = all(vec![wan("空")]);
    let number = all(vec![wan("1")]);
    for (column, value) in
        COLUMNS.iter().zip(blank[0].values()).chain(COLUMNS.iter().zip(number[0].values()))
    {
        let is_right = match value {
            Field::Missing => true,
            Field::Text(_) => column.column.kind == Kind::Text,
            Field::Integer(_) => column.column.kind == Kind::Integer,
            Field::Boolean(_) => column.column.kind == Kind::Boolean,
        };
        assert!(is_right, "{}", column.column.name);
    }
    assert_eq!(field(&blank[0], "fen"), Field::Integer(0));
    assert_eq!(field(&blank[0], "money_unit"), Field::Missing);
}
