//! The table of rights, printed, and every step by every role on every relation.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::fmt::Write as _;
use workflow::testing::{founding, package, person};
use workflow::{Action, Actor, Command, Moment, Office, Relation, Role, Why, decide, rights};

#[test]
fn the_table_reads_as_it_was_decided() {
    let mut table = String::new();
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.name().zh).collect();
    writeln!(table, "| 权限 | {} |", roles.join(" | ")).unwrap();
    writeln!(table, "|---|{}", "---|".repeat(roles.len())).unwrap();
    for action in Action::ALL {
        let cell = |role: &Role| {
            let relations = rights(*role, *action).iter().map(|relation| relation.name().zh);
            relations.collect::<Vec<_>>().join("、")
        };
        let cells: Vec<String> = Role::ALL.iter().map(cell).collect();
        writeln!(table, "| {} | {} |", action.name().zh, cells.join(" | ")).unwrap();
    }
    insta::assert_snapshot!(table);
}

fn founded() -> Office {
    let mut office = Office::default();
    for (actor, command) in founding() {
        let events = decide(&office, &command, &actor, Moment(1_917_000_000)).unwrap();
        events.iter().for_each(|event| drop(office.apply(event)));
    }
    office
}

/// A role on a body whose relation to 101 is as asked: itself, the bureau above, another.
fn granted(office: &Office, role: Role, relation: Relation) -> Office {
    let body = match relation {
        Relation::Own => "101",
        Relation::Below => "000",
        Relation::Other => "102",
    };
    let mut office = office.clone();
    let body = body.parse().unwrap();
    let command = Command::Grant { to: "tester".parse().unwrap(), role, body };
    for event in decide(&office, &command, &Actor::Console, Moment(0)).unwrap() {
        office.apply(&event);
    }
    office
}

#[test]
fn every_role_on_every_relation_gets_what_the_table_says() {
    let office = founded();
    let of_department = |package| {
        [
            (Action::Submit, Command::Submit { package }),
            (
                Action::ReviewDepartment,
                Command::Accept { package: workflow::testing::package("101") },
            ),
            (Action::Approve, Command::Approve { package: workflow::testing::package("101") }),
            (
                Action::Publish,
                Command::Publish { package: workflow::testing::package("101"), files: Vec::new() },
            ),
            (Action::OpenYear, Command::OpenPackage { package: workflow::testing::package("101") }),
            (
                Action::Adjust,
                Command::Adjust {
                    package: workflow::testing::package("101"),
                    changes: workflow::Lines::default(),
                    reason: String::new(),
                },
            ),
        ]
    };
    for role in Role::ALL.iter().filter(|role| **role != Role::Program) {
        for relation in Relation::ALL {
            let office = granted(&office, *role, relation);
            for (action, command) in of_department(package("101")) {
                let result = decide(&office, &command, &person("tester"), Moment(0));
                let is_refused = result.is_err_and(|refusal| refusal.why == Why::NotGranted);
                let is_listed = rights(*role, action).contains(&relation);
                assert_eq!(!is_refused, is_listed, "{role:?} {action:?} {relation:?}");
            }
        }
    }
}

#[test]
fn the_programs_own_role_is_never_granted() {
    let command = Command::Grant {
        to: "tester".parse().unwrap(),
        role: Role::Program,
        body: "000".parse().unwrap(),
    };
    let refusal = decide(&founded(), &command, &person("administrator"), Moment(0)).unwrap_err();
    assert_eq!(refusal.why, Why::Invalid);
}

#[test]
fn what_one_may_not_see_is_refused_like_what_does_not_exist() {
    let office = founded();
    let of = |command: &Command| {
        decide(&office, command, &person("preparer-101"), Moment(0)).unwrap_err().why
    };
    for body in ["102", "999"] {
        assert_eq!(of(&Command::Submit { package: package(body) }), Why::NotGranted);
    }
    let document = "unknown".parse().unwrap();
    assert_eq!(of(&Command::PublishDocument { document }), Why::NotGranted);
}

#[test]
fn the_console_founds_and_does_not_budget() {
    let office = founded();
    let refusal =
        decide(&office, &Command::Submit { package: package("101") }, &Actor::Console, Moment(0));
    assert_eq!(refusal.unwrap_err().why, Why::NotGranted);
}
