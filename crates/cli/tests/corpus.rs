//! What must hold on real documents and on the large invented one. The corpus is not part of the
//! project: if its folder is missing, its tests print `skipped` and pass.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper that cannot go on fails the test"
)]

use disclosure::Disclosure;
use document::Place;
use finding::{Report, Severity};
use ledger::{Entity, ScopeKey};
use rules::Settings;
use std::path::{Path, PathBuf};

/// The formats in which the corpus holds one and the same document.
const FORMATS: [&str; 7] = ["txt", "docx", "doc", "xlsx", "xls", "html", "pdf"];

/// The last line of the department's nine tables in the text export.
const DEPARTMENT_LINES: usize = 1458;

fn corpus(extension: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/ningjin-2023");
    let path = folder.join("ningjin-2023").with_extension(extension);
    if !path.exists() {
        println!("skipped: no corpus");
    }
    path.exists().then_some(path)
}

fn read(bytes: &[u8]) -> Disclosure {
    disclosure::read(&readers::read(bytes).expect("the corpus can be read"))
}

fn checked(bytes: &[u8]) -> Report {
    let document = readers::read(bytes).expect("the corpus can be read");
    rules::check(&document, &disclosure::read(&document), &Settings::default())
}

/// Every printed amount with its scope, sorted.
fn amounts(disclosure: &Disclosure) -> Vec<(ScopeKey, i64)> {
    let printed =
        disclosure.observations.iter().filter_map(|seen| Some((seen, seen.value.printed()?)));
    let mut amounts: Vec<_> = printed
        .map(|(seen, printed)| (disclosure.key(&seen.scope), printed.nominal().fen()))
        .collect();
    amounts.sort();
    amounts
}

#[test]
fn every_amount_of_the_budget_tables_has_a_scope() {
    let Some(path) = corpus("txt") else { return };
    let disclosure = read(&std::fs::read(path).expect("readable"));
    let count = |entity| {
        let printed = disclosure.observations.iter().filter(|seen| seen.value.printed().is_some());
        let in_list = printed.filter(|seen| seen.source.table.is_some() && seen.source.row > 0);
        in_list.filter(|seen| seen.scope.entity == entity).count()
    };
    assert_eq!((count(Entity::DEPARTMENT), count(Entity::unit(0))), (179, 179));
    assert_eq!(disclosure.unrecognised, []);
    assert_eq!(disclosure.projects.len(), 22);
    assert!(disclosure.projects.iter().all(|project| project.indicators.len() == 9));
}

#[test]
fn all_formats_give_the_same_observations() {
    let Some(first) = corpus(FORMATS[0]) else { return };
    let first = amounts(&read(&std::fs::read(first).expect("readable")));
    for extension in FORMATS {
        let Some(path) = corpus(extension) else { continue };
        let other = read(&std::fs::read(path).expect("readable"));
        assert_eq!(amounts(&other), first, "{extension}");
        assert_eq!(other.unrecognised, [], "{extension}");
    }
}

#[test]
fn the_untouched_document_has_no_arithmetic_finding_and_one_open_check() {
    for extension in FORMATS {
        let Some(path) = corpus(extension) else { return };
        let checked = checked(&std::fs::read(path).expect("readable"));
        let arithmetic = checked.findings.iter().filter(|finding| finding.check.number() < 200);
        assert_eq!(arithmetic.count(), 0, "{extension}");
        assert_eq!((checked.outcomes.fails, checked.outcomes.rounding), (0, 0), "{extension}");
        assert!(checked.outcomes.holds >= 400, "{extension}: {:?}", checked.outcomes);
        assert_eq!(checked.outcomes.not_evaluable, 1, "{extension}");
        let open = &checked.open[0].message.zh;
        assert!(
            open.contains("≥90%") && open.contains("101.68") && open.contains("61.00"),
            "{open}"
        );
    }
}

#[test]
fn every_changed_cent_of_the_department_alone_is_named() {
    let Some(path) = corpus("txt") else { return };
    let text = std::fs::read_to_string(path).expect("readable");
    let lines: Vec<&str> = text.lines().take(DEPARTMENT_LINES).collect();
    assert_eq!(changed_cents_named(&lines, DEPARTMENT_LINES, 1), (179, 0));
}

#[test]
fn every_changed_cent_beside_the_unit_is_named() {
    let Some(path) = corpus("txt") else { return };
    let text = std::fs::read_to_string(path).expect("readable");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(changed_cents_named(&lines, DEPARTMENT_LINES, 1), (179, 0));
}

#[test]
fn changed_cents_of_a_large_department_are_named() {
    /// The last line of the department's nine tables.
    const TABLES: usize = 3395;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/large/document.txt");
    let text = std::fs::read_to_string(path).expect("a fixture");
    let lines: Vec<&str> = text.lines().take(TABLES).collect();
    // A cent may be within what rounding leaves open.
    let (named, silent) = changed_cents_named(&lines, TABLES, 5);
    assert!(named > 100 && silent * 20 <= named, "{named} named, {silent} silent");
}

/// Raises every `step`-th amount up to line `last` by a cent, one at a time: there is at most one
/// error, and it names that line. Returns the numbers of amounts that are and are not named.
fn changed_cents_named(lines: &[&str], last: usize, step: usize) -> (usize, usize) {
    let whole = read(lines.join("\n").as_bytes());
    let (mut named, mut silent) = (0, 0);
    let amounts = whole.observations.iter().filter(|seen| seen.source.row > 0);
    let printed = amounts.filter_map(|seen| match (&seen.place, seen.value.printed()) {
        (Place::Line(line), Some(printed)) => Some((seen, *line as usize - 1, printed)),
        _ => None,
    });
    for (seen, at, printed) in printed.filter(|(_, at, _)| *at < last).step_by(step) {
        let raised = ledger::Amount::from_fen(printed.nominal().fen() + printed.step());
        let raised = format!("\t{}", printed.in_format_of(raised));
        let mut damaged: Vec<&str> = lines.to_vec();
        damaged[at] = &raised;
        let checked = checked(damaged.join("\n").as_bytes());
        let errors: Vec<_> =
            checked.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        if errors.is_empty() {
            silent += 1;
            continue;
        }
        named += 1;
        assert_eq!(errors.len(), 1, "line {}: {errors:#?}", at + 1);
        assert_eq!(errors[0].location.place, seen.place);
        assert_eq!(errors[0].expected, Some(printed.to_string()), "line {}", at + 1);
    }
    (named, silent)
}
