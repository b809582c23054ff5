//! The project's own ledgers: sound, and as the program itself would write them.

use ledger::Year;
use std::fs;
use std::path::PathBuf;
use workbook::{Form, read, read_xlsx, write_csv, write_xlsx};

fn example(year: u16) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join(format!("examples/yunqiao-urban-{year}"))
}

#[test]
fn nothing_is_wrong_with_them() {
    for year in [2030, 2031] {
        let filled = read(&example(year)).map_err(|it| format!("{it:#?}")).unwrap();
        assert_eq!(filled.ledger.year, Some(Year(year)));
        let told: Vec<String> = filled.warnings.iter().map(|it| it.line().zh).collect();
        assert_eq!(told, [""; 0]);
        assert_eq!((filled.ledger.units.len(), filled.ledger.projects.len()), (2, 4));
        let between = filled.ledger.lines.iter().filter(|line| line.paid_by.is_some());
        assert_eq!(between.count(), 2);
    }
}

#[test]
fn they_are_as_the_program_writes_them() {
    for year in [2030, 2031] {
        let folder = example(year);
        let filled = read(&folder).unwrap();
        for (name, bytes) in write_csv(&filled.ledger, &Form::default()) {
            let there = fs::read(folder.join(&name)).unwrap_or_default();
            assert_eq!(String::from_utf8_lossy(&there), String::from_utf8_lossy(&bytes), "{name}");
        }
        let workbook = write_xlsx(&filled.ledger, &Form::default()).unwrap();
        assert_eq!(read_xlsx(&workbook).unwrap().ledger, filled.ledger);
    }
}
