//! The data package passes the validation of `frictionless`, if that is installed.

use std::path::Path;
use std::process::Command;
use writers::datapackage::Package;
use writers::{Dimensions, Row};

fn rows() -> Vec<Row> {
    let row = |fen: i64, function: &str| Row {
        fen: Some(fen),
        printed: "79.63".to_owned(),
        scope: "财政拨款支出，\"基本支出\"".to_owned(),
        dimensions: Dimensions {
            entity: "224".to_owned(),
            year: Some(2031),
            stage: "budget".to_owned(),
            flow: "uses".to_owned(),
            function: function.to_owned(),
            ..Dimensions::default()
        },
        ..Row::default()
    };
    vec![row(79_630_000, "20701"), row(-5, "2070101"), row(0, "")]
}

#[test]
fn the_package_is_valid() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("budget.csv"), writers::csv::budget(&rows())).unwrap();
    let package = Package {
        name: "yunhe-library-2031".to_owned(),
        title: "云河区图书馆2031年预算".to_owned(),
        year: Some(2031),
    };
    let descriptor = writers::datapackage::write(&package);
    std::fs::write(folder.join("datapackage.json"), descriptor).unwrap();
    let validate = Command::new("frictionless")
        .arg("validate")
        .arg("datapackage.json")
        .current_dir(&folder)
        .output();
    let Ok(output) = validate else {
        println!("skipped: frictionless is not installed (pip install frictionless)");
        return;
    };
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
