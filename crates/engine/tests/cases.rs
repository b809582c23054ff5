//! Small documents in the wording of many provinces, and what is right for each of them.
//! `./bench accuracy` shows the same by kind.
#![expect(clippy::expect_used, reason = "a case that cannot be read fails the test")]

use engine::{Options, Settings, check, read};
use finding::{Finding, Severity};
use std::path::Path;

/// The fewest of the planted faults that have to be found.
const FEWEST_FOUND: usize = 76;

struct Case {
    file: String,
    want: String,
    no_code: String,
    numbers: String,
}

fn cases(folder: &Path) -> Vec<Case> {
    let table = std::fs::read_to_string(folder.join("expect.tsv")).expect("readable");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let case = |row: &str| {
        let mut fields = row.split('\t').map(str::to_owned);
        let mut next = || fields.next().expect("a field");
        Case { file: next(), want: next(), no_code: next(), numbers: next() }
    };
    rows.map(case).collect()
}

fn names(found: &Finding, part: &str) -> bool {
    let said = [Some(&found.message.zh), found.printed.as_ref(), found.expected.as_ref()];
    part.split('|').any(|way| said.iter().flatten().any(|words| words.contains(way)))
}

#[test]
fn no_case_gets_a_new_false_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/cases");
    let (mut falsely_told, mut found) = (Vec::new(), 0);
    for case in cases(&folder) {
        let bytes = std::fs::read(folder.join(&case.file)).expect("readable");
        let file = read(&bytes, &Options::default()).expect("the case can be read");
        let findings = check(&file, &Settings::default()).expect("no bug").findings;
        let parts: Vec<&str> = case.numbers.split(';').filter(|part| !part.is_empty()).collect();
        let is_false = |it: &&Finding| {
            it.severity == Severity::Error && !parts.iter().any(|part| names(it, part))
                || it.check.to_string() == case.no_code
        };
        if case.want == "no-error" && findings.iter().any(|it| is_false(&it)) {
            falsely_told.push(case.file);
        } else if case.want != "no-error" {
            let told = |part: &&str| findings.iter().any(|it| names(it, part));
            found += usize::from(parts.iter().all(told));
        }
    }
    assert_eq!(falsely_told, [""; 0]);
    assert!(found >= FEWEST_FOUND, "{found} of the planted faults are found");
}
