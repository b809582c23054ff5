//! A ledger too large to be checked as a whole.
#![expect(clippy::expect_used, reason = "a test may fail")]

use disclosure::layouts;
use document::Place;
use engine::Settings;
use engine::ledgers::{Book, try_layout};
use finding::{Finding, Severity};
use ledger::{
    Amount, Body, BudgetLine, Code, Entity, Item, Ledger, Node, Stage, Text, Year, nodes,
};
use workbook::{Filled, Form, read_csv, write_csv};

/// More units than are checked as a whole.
const UNITS: u16 = 201;

/// The unit whose words are still a draft.
const DRAFT: u16 = 150;

fn node(key: &str) -> Node {
    Node::named(key).expect("a node of the trees")
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::blank(Some(Year(2031)), Stage::Budget);
    ledger.department.name = "云岭市城市管理局".to_owned();
    for number in 0..UNITS {
        let entity = Entity::unit(number);
        ledger.units.push(Body {
            code: format!("367{number:03}"),
            name: format!("云岭市城市管理局第{}大队", number + 1),
            nature: "行政".to_owned(),
            rank: "股级".to_owned(),
            paid_by: "财政拨款".to_owned(),
        });
        ledger.lines.push(BudgetLine {
            unit: entity,
            paid_by: None,
            source: nodes().received,
            used: nodes().spent,
            fund: nodes().general,
            function: Code::parse("2120101").expect("a code"),
            economic: Code::parse("30201").expect("a code"),
            purpose: node("public"),
            memo: nodes().everything,
            item: Item::ALL,
            amount: Amount::from_fen(10_000_000 + 100 * i64::from(number)),
        });
        let what = if number == DRAFT { "XXX" } else { "市容环境" };
        let words = format!("负责片区{what}的管理。");
        ledger.texts.push(Text { entity, section: "duties".to_owned(), words });
    }
    ledger
}

#[test]
fn what_is_found_in_a_portion_is_told_once_at_its_cell() {
    let ledger = ledger();
    let filled: Filled = read_csv(&write_csv(&ledger, &Form::default())).expect("a ledger");
    let layout = layouts::builtin("hebei-2023").expect("a layout").expect("a sound layout");
    let book = Book { name: "", filled: &filled };
    let report = try_layout(&layout, book, &[], &Settings::default()).expect("no bug");
    assert!(report.outcomes.holds > usize::from(UNITS), "{:?}", report.outcomes);
    let is_told = |finding: &&Finding| finding.severity <= Severity::Warning;
    let told: Vec<&Place> =
        report.findings.iter().filter(is_told).map(|finding| &finding.location.place).collect();
    // The headings are the first row.
    let row = u32::from(DRAFT) + 2;
    assert!(
        matches!(told.as_slice(), [Place::Sheet { sheet, row: at, .. }] if **sheet == *"文字.csv" && *at == row),
        "{:?}",
        report.findings
    );
}
