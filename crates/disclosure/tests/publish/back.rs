//! From a document back to a ledger: what is printed from it is the same again.

use crate::example::{CENTRE, OFFICE, example, node, year_before};
use crate::law::{broken, laid_out, layout, shown};
use disclosure::{Disclosure, FromDocument, to_joint_ledger, to_ledger};
use document::Document;
use ledger::{Amount, Code, Entity, Item, Ledger};

fn back(document: &Document) -> FromDocument {
    to_ledger(document, &disclosure::read(document))
}

/// The example in whole 百元, so that no sum is rounded.
fn plain() -> Ledger {
    let mut ledger = example();
    for line in &mut ledger.lines {
        line.amount = Amount::from_fen(line.amount.fen() / 10_000 * 10_000);
    }
    ledger
}

/// The rows of its tables.
fn tables(document: &Document) -> Vec<String> {
    shown(document).lines().filter(|line| line.starts_with("  [")).map(str::to_owned).collect()
}

/// The part of a ledger that is one unit's, as it publishes it.
fn only(ledger: &Ledger, entity: Entity) -> Ledger {
    let own = |unit: &Entity| *unit == entity;
    let mut unit = ledger.clone();
    let at = usize::from(entity.unit_index().expect("a unit"));
    unit.units = vec![ledger.units[at].clone()];
    let kept: Vec<usize> =
        (0..ledger.projects.len()).filter(|at| own(&ledger.projects[*at].unit)).collect();
    let renumbered = |item: Item| {
        let at = item.index().and_then(|at| kept.iter().position(|kept| *kept == at as usize));
        at.map_or(Item::ALL, |at| Item::named(u32::try_from(at).expect("few projects")))
    };
    unit.lines.retain(|line| own(&line.unit));
    unit.projects.retain(|project| own(&project.unit));
    unit.purchases.retain(|purchase| own(&purchase.unit));
    unit.assets.retain(|asset| own(&asset.unit));
    unit.counts.retain(|count| own(&count.unit));
    unit.texts.retain(|text| own(&text.entity));
    for line in &mut unit.lines {
        (line.unit, line.item) = (OFFICE, renumbered(line.item));
    }
    for purchase in &mut unit.purchases {
        (purchase.unit, purchase.item) = (OFFICE, renumbered(purchase.item));
    }
    let projects = unit.projects.iter_mut().map(|it| &mut it.unit);
    let assets = unit.assets.iter_mut().map(|it| &mut it.unit);
    let counts = unit.counts.iter_mut().map(|it| &mut it.unit);
    projects.chain(assets).chain(counts).for_each(|it| *it = OFFICE);
    unit.texts.iter_mut().for_each(|text| text.entity = OFFICE);
    unit
}

fn joint(documents: &[&Document]) -> Result<FromDocument, message::Message> {
    let read: Vec<Disclosure> = documents.iter().map(|it| disclosure::read(it)).collect();
    let sources: Vec<_> = documents.iter().copied().zip(&read).collect();
    to_joint_ledger(&sources)
}

fn unit_names(ledger: &Ledger) -> Vec<&str> {
    ledger.units.iter().map(|unit| unit.name.as_str()).collect()
}

/// What is told of the numbers that the ledger does not print.
fn differing(made: &FromDocument) -> Vec<&str> {
    let told = made.unknown.iter().map(|it| it.message.zh.as_str());
    told.filter(|zh| zh.contains("与底稿算出的不同")).collect()
}

#[test]
fn tables_made_from_a_document_are_those_of_the_document() {
    let layout = layout("hebei-2023");
    let document = laid_out(&layout, &[&plain()]).document;
    let made = back(&document);
    let again = laid_out(&layout, &[&made.ledger]);
    let (before, after) = (tables(&document), tables(&again.document));
    let other: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).take(20).collect();
    assert!(other.is_empty() && before.len() == after.len(), "{other:#?}");
    assert_eq!(broken(&again), [""; 0]);
    assert_eq!(differing(&made), [""; 0]);
}

#[test]
fn what_the_document_does_not_say_is_told() {
    let layout = layout("hebei-2023");
    let made = back(&laid_out(&layout, &[&plain()]).document);
    let told: Vec<_> = made.unknown.iter().map(|it| (it.entity, it.message.zh.as_str())).collect();
    assert!(
        told.iter().any(|(entity, zh)| *entity == OFFICE && zh.contains("经济科目")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|(entity, zh)| *entity == OFFICE && zh.contains("上年结转")),
        "{told:?}"
    );
    assert!(
        !told.iter().any(|(entity, zh)| *entity == CENTRE && zh.contains("上年结转")),
        "{told:?}"
    );
    let duties = made.ledger.texts.iter().filter(|text| text.section == "duties").count();
    assert_eq!(duties, 6, "two paragraphs each of the department and its units");
    assert_eq!(made.ledger.units[0].nature, "行政");
}

#[test]
fn what_the_preparer_wrote_and_counted_comes_back() {
    for name in disclosure::layouts::names() {
        let layout = layout(name);
        let (mut before, mut ledger) = (year_before(), plain());
        (before.stage, ledger.stage) = (layout.stage, layout.stage);
        let laid = laid_out(&layout, &[&before, &ledger]);
        let made = back(&laid.document).ledger;
        let again = laid_out(&layout, &[&before, &made]);
        let written: Vec<&str> = ledger.texts.iter().flat_map(|text| text.words.lines()).collect();
        // What it prints of what the preparer wrote and counted is the same again.
        let words = |document: &Document| -> Vec<String> {
            let is_own = |text: &str| {
                let has = |words: &&str| text.contains(words);
                written.iter().any(&has) || has(&"人员情况") || has(&"辆。")
            };
            let paragraphs = document.paragraphs().filter(|it| is_own(&it.text));
            // What is said of amounts before is another matter.
            let last =
                |text: &str| text.trim_end_matches('。').rsplit('。').next().map(str::to_owned);
            paragraphs.filter_map(|paragraph| last(&paragraph.text)).collect()
        };
        let expected = words(&laid.document);
        assert!(expected.len() >= 5, "{name}: {expected:?}");
        assert_eq!(words(&again.document), expected, "{name}");
    }
}

#[test]
fn names_that_no_list_has_come_back() {
    for name in disclosure::layouts::names() {
        let layout = layout(name);
        let mut ledger = plain();
        ledger.stage = layout.stage;
        let code = Code::parse("2120197").expect("a code");
        for line in &mut ledger.lines {
            line.function = code;
        }
        ledger.codes.insert(code, "市容示范（创建）".to_owned());
        let made = back(&laid_out(&layout, &[&ledger]).document).ledger;
        assert_eq!(made.codes.get(&code).map(String::as_str), Some("市容示范（创建）"), "{name}");
        assert!(made.codes.keys().all(|it| *it == code), "{name}: {:?}", made.codes);
    }
}

#[test]
fn what_is_bought_is_an_asset_where_the_sum_says_so() {
    let ledger = plain();
    let made = back(&laid_out(&layout("hebei-2023"), &[&ledger]).document);
    let assets = |ledger: &Ledger| -> Vec<(String, bool)> {
        ledger.purchases.iter().map(|it| (it.name.clone(), it.is_asset)).collect()
    };
    assert_eq!(assets(&made.ledger), assets(&ledger));
    assert!(!made.unknown.iter().any(|it| it.message.zh.contains("是否形成固定资产")));
    // Two goods of one amount, of which one becomes an asset.
    let mut ledger = ledger;
    let mut other = ledger.purchases[0].clone();
    (other.name, other.is_asset) = ("执法记录附件".to_owned(), false);
    ledger.purchases.push(other);
    let made = back(&laid_out(&layout("hebei-2023"), &[&ledger]).document);
    let told = made.unknown.iter().filter(|it| it.message.zh.contains("是否形成固定资产"));
    assert_eq!(told.map(|it| it.entity).collect::<Vec<_>>(), [OFFICE]);
}

#[test]
fn what_units_pay_each_other_is_one_line_again() {
    let made = back(&laid_out(&layout("hebei-2023"), &[&plain()]).document);
    let paid: Vec<_> = made.ledger.lines.iter().filter(|line| line.paid_by.is_some()).collect();
    assert_eq!(paid.len(), 1);
    assert_eq!((paid[0].unit, paid[0].paid_by), (CENTRE, Some(OFFICE)));
    assert_eq!((paid[0].fund.key(), paid[0].amount.fen()), ("other_income", 24_000_000));
}

#[test]
fn what_rounding_hid_is_put_back() {
    let mut ledger = plain();
    for (at, line) in (0_i64..).zip(&mut ledger.lines) {
        line.amount = Amount::from_fen(line.amount.fen() + 4_900 - at % 3 * 300);
    }
    let made = back(&laid_out(&layout("hebei-2023"), &[&ledger]).document);
    let is_told = |words: &str| made.unknown.iter().any(|it| it.message.zh.contains(words));
    assert!(is_told("补了尾数") && differing(&made).is_empty(), "{:#?}", differing(&made));
}

#[test]
fn what_the_ledger_prints_otherwise_is_told() {
    let mut document = laid_out(&layout("hebei-2023"), &[&plain()]).document;
    let cells = document.blocks.iter_mut().filter_map(|block| match block {
        document::Block::Table(table) => Some(&mut table.cells),
        document::Block::Paragraph(_) => None,
    });
    if let Some(cell) = cells.flatten().find(|cell| cell.text == "24.00") {
        cell.text = "25.00".to_owned();
    }
    let made = back(&document);
    let told = differing(&made);
    assert!(told.len() == 1 && told[0].contains("文件为25.00万元，底稿为24.00万元"), "{told:#?}");
}

#[test]
fn a_department_that_publishes_its_totals_alone_names_its_units() {
    let ledger = plain();
    for name in ["shanghai-2025-department", "final-accounts"] {
        let layout = layout(name);
        let ledger = Ledger { stage: layout.stage, ..ledger.clone() };
        let made = back(&laid_out(&layout, &[&ledger]).document);
        assert_eq!(unit_names(&made.ledger), unit_names(&ledger), "{name}");
        assert!(made.ledger.lines.iter().all(|line| line.unit == OFFICE), "{name}");
        let told = made.told().any(|(_, it)| it.zh.contains("收支都列在第一个单位"));
        assert!(told, "{name}: {:#?}", made.unknown);
        assert_eq!(broken(&laid_out(&layout, &[&made.ledger])), [""; 0], "{name}");
    }
}

#[test]
fn a_department_and_its_units_documents_make_one_ledger() {
    let (whole, unit) = (layout("shanghai-2025-department"), layout("shanghai-2025-unit"));
    let mut ledger = plain();
    // Each document tells of its own money alone, and these forms do not say of which fund money
    // is carried out.
    ledger.lines.retain(|line| line.paid_by.is_none() && line.used == node("spent"));
    let department = laid_out(&whole, &[&ledger]).document;
    let of = |entity| laid_out(&unit, &[&only(&ledger, entity)]).document;
    let (office, centre) = (of(OFFICE), of(CENTRE));
    let made = joint(&[&department, &centre, &office]).expect("they belong together");
    assert_eq!(unit_names(&made.ledger), unit_names(&ledger));
    assert_eq!(differing(&made), [""; 0]);
    let again = laid_out(&whole, &[&made.ledger]);
    assert_eq!(tables(&again.document), tables(&department));
    for entity in [OFFICE, CENTRE] {
        let sum = |ledger: &Ledger| ledger.sum(&ledger.whole(entity));
        assert_eq!(sum(&made.ledger), sum(&ledger));
    }

    let without = joint(&[&department, &office]).expect("they belong together");
    let told: Vec<&str> = without.told().map(|(_, it)| it.zh.as_str()).collect();
    let names = |told: &&&str| told.contains("没有给出") && told.contains(&*ledger.units[1].name);
    assert!(told.iter().any(|it| names(&it)), "{told:#?}");
    let other_year = Ledger { year: Some(ledger::Year(2030)), ..only(&ledger, CENTRE) };
    let other_year = laid_out(&unit, &[&other_year]).document;
    assert!(joint(&[&department, &other_year]).is_err_and(|it| it.zh.contains("2030年")));
    assert!(joint(&[&department, &department]).is_err_and(|it| it.zh.contains("几份是部门")));
}

#[test]
fn an_empty_document_gives_an_empty_ledger() {
    let made = back(&Document::default());
    assert!(made.ledger.lines.is_empty() && made.ledger.units.is_empty());
}

#[test]
fn a_ledger_without_a_year_is_not_published() {
    let ledger = Ledger { year: None, ..plain() };
    let errors = disclosure::lay_out(&layout("hebei-2023"), &[&ledger]).unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["the ledger has no year; it is entered in the sheet 基本情况 (年度)"]);
}
