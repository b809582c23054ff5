//! Bodies that are renamed, closed and reopened.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot go on fails the test")]

use workflow::testing::{YEAR, calendar, draft, founding, id, lines, package, person};
use workflow::{Actor, Command, Moment, Office, PackageId, Why, decide};

/// The county after its founding.
fn county() -> Office {
    let mut office = Office::default();
    founding().iter().for_each(|(actor, command)| does(&mut office, actor, command));
    office
}

fn does(office: &mut Office, actor: &Actor, command: &Command) {
    let events = decide(office, command, actor, Moment(0));
    let events = events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
    events.iter().for_each(|event| drop(office.apply(event)));
}

fn why(office: &Office, actor: &Actor, command: &Command) -> Why {
    decide(office, command, actor, Moment(0)).unwrap_err().why
}

fn close(code: &str) -> Command {
    Command::CloseBody { code: id(code) }
}

fn reopen(code: &str) -> Command {
    Command::ReopenBody { code: id(code) }
}

#[test]
fn a_body_gets_another_name() {
    let (mut office, administrator) = (county(), person("administrator"));
    let rename = |name: &str| Command::RenameBody { code: id("102002"), name: name.into() };
    for (name, expected) in [(" ", Why::Invalid), ("云桥市福利院", Why::Exists)] {
        assert_eq!(why(&office, &administrator, &rename(name)), expected);
    }
    let new = rename("云桥市社会福利院");
    assert_eq!(why(&office, &person("budget"), &new), Why::NotGranted);
    does(&mut office, &administrator, &new);
    assert_eq!(office.called(&id("102002")).zh, "云桥市社会福利院（102002）");
}

#[test]
fn a_department_is_closed_after_its_units_and_opened_before_them() {
    let (mut office, administrator) = (county(), person("administrator"));
    assert_eq!(why(&office, &administrator, &close("000")), Why::Invalid);
    assert_eq!(why(&office, &administrator, &close("102")), Why::Others);
    assert_eq!(why(&office, &administrator, &reopen("102002")), Why::Exists);
    assert_eq!(why(&office, &administrator, &close("109")), Why::NotGranted);
    for code in ["102001", "102002", "102"] {
        does(&mut office, &administrator, &close(code));
    }
    assert_eq!(why(&office, &administrator, &close("102")), Why::Exists);
    assert_eq!(why(&office, &administrator, &reopen("102002")), Why::Others);
    let name = "云桥市救助站".to_owned();
    let below = Command::AddBody { code: id("102003"), name, parent: Some(id("102")) };
    assert_eq!(why(&office, &administrator, &below), Why::Invalid);
    for code in ["102", "102002"] {
        does(&mut office, &administrator, &reopen(code));
    }
}

/// Its department cannot submit without it, so what is open is finished.
#[test]
fn a_closed_body_finishes_what_is_open_and_has_no_budget_of_the_next_year() {
    let (mut office, administrator) = (county(), person("administrator"));
    does(&mut office, &administrator, &close("102001"));
    let draft = draft(0, lines("2080201", "project", 5), Vec::new());
    let save = Command::Save { package: package("102001"), draft };
    does(&mut office, &person("preparer-102001"), &save);
    let year = ledger::Year(YEAR.0 + 1);
    let open = Command::OpenYear { year, calendar: calendar() };
    does(&mut office, &person("budget"), &open);
    let of = |body: &str| PackageId { year, body: id(body) };
    assert!(office.package(&of("102002")).is_some() && office.package(&of("102001")).is_none());
    assert_eq!(office.without_package(year).count(), 0);
    let open = Command::OpenPackage { package: of("102001") };
    assert_eq!(why(&office, &person("budget"), &open), Why::Invalid);
    does(&mut office, &administrator, &reopen("102001"));
    assert_eq!(office.without_package(year).count(), 1);
    does(&mut office, &person("budget"), &open);
}
