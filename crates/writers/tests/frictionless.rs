//! The data package is valid for `frictionless`, where that is installed.

use disclosure::record::{Origin, Record, budget, records};
use disclosure::{Disclosure, EntityName, Observation, Source, Value};
use document::{Document, Place};
use ledger::{Code, Entity, MoneyUnit, Printed, Scope, Stage, Year};
use std::path::Path;
use std::process::Command;
use writers::datapackage::Package;

/// Some numbers of an invented library whose name a spreadsheet would calculate.
fn numbers() -> Vec<Record> {
    let seen = |printed: &str, function: &str| Observation {
        scope: Scope {
            function: Code::parse(function).unwrap_or_default(),
            ..Scope::whole(Entity::DEPARTMENT, Some(Year(2031)), Stage::Budget)
        },
        value: Printed::parse(printed, MoneyUnit::TenThousandYuan)
            .map_or(Value::Nothing, Value::Printed),
        place: Place::Paragraph(1),
        source: Source::default(),
    };
    let name = "=云河区,\"图书馆\"".to_owned();
    let disclosure = Disclosure {
        department: Some(EntityName { code: Some("0224".to_owned()), name }),
        observations: vec![seen("79.63", "20701"), seen("-0.05", "2070101"), seen("0", "")],
        ..Disclosure::default()
    };
    let text = |text: &str| text.into();
    let origin =
        Origin { document: text(""), file: text("a"), reader: text("0"), division: text("") };
    records(&Document::default(), &disclosure, &origin)
}

#[test]
fn the_package_is_valid() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package");
    std::fs::create_dir_all(&folder).unwrap();
    let records = numbers();
    let table =
        writers::csv::head(budget::columns()) + &writers::csv::lines(budget::rows(&records, 1));
    assert_eq!(table.lines().count(), 4);
    std::fs::write(folder.join("budget.csv"), table).unwrap();
    let package = Package {
        name: "yunhe-library-2031".to_owned(),
        title: "云河区图书馆2031年预算".to_owned(),
        year: Some(2031),
        data: "budget.csv".to_owned(),
    };
    let descriptor = writers::datapackage::write(&package, budget::columns());
    std::fs::write(folder.join("datapackage.json"), descriptor).unwrap();
    let validate = Command::new("frictionless")
        .arg("validate")
        .arg("datapackage.json")
        .current_dir(&folder)
        .output();
    let Ok(said) = validate else {
        println!("skipped: frictionless is not installed (pip install frictionless)");
        return;
    };
    assert!(
        said.status.success(),
        "{}{}",
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr)
    );
}
