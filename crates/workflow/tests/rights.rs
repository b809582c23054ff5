//! The table of rights, printed, and every step by every role on every relation.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use workflow::testing::{YEAR, calendar, draft, founding, hash, id, package, person};
use workflow::{
    Action, Actor, Command, Figures, Lines, Mark, Moment, Office, Relation, Role, Why, deactivate,
    decide, rights,
};

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

/// An administrator cannot lock everybody out.
#[test]
fn the_last_administrator_remains() {
    let mut office = founded();
    let at = Moment(1_917_000_000);
    let revoke = |login: &str, body: &str| Command::Revoke {
        from: id(login),
        role: Role::Administrator,
        body: id(body),
    };
    let do_it = |office: &mut Office, command: &Command, who: &str| {
        let events = decide(office, command, &person(who), at)?;
        events.iter().for_each(|event| drop(office.apply(event)));
        Ok::<_, workflow::Refusal>(())
    };
    let own = revoke("administrator", "000");
    let refused = decide(&office, &own, &person("administrator"), at).unwrap_err();
    assert_eq!(refused.why, Why::Others);
    assert!(refused.message.zh.contains("自己的管理员权限"), "{refused}");
    assert!(refused.message.en.contains("your own right"), "{refused}");
    // A second one can be made, and either takes away the other's right, but not both.
    for (login, body) in [("wang", "000"), ("administrator", "101")] {
        let grant = Command::Grant { to: id(login), role: Role::Administrator, body: id(body) };
        do_it(&mut office, &grant, "administrator").unwrap();
    }
    do_it(&mut office, &revoke("administrator", "101"), "administrator").unwrap();
    do_it(&mut office, &own, "wang").unwrap();
    assert!(do_it(&mut office, &revoke("wang", "000"), "administrator").is_err());
    assert!(do_it(&mut office, &revoke("wang", "000"), "wang").is_err());
    // The owner of the machine can always make another.
    assert!(decide(&office, &revoke("wang", "000"), &Actor::Console, at).is_ok());
    assert_eq!(deactivate(&id("wang"), &person("wang")).unwrap_err().why, Why::Others);
    assert!(deactivate(&id("li"), &person("wang")).is_ok());
}

fn founded() -> Office {
    let mut office = Office::default();
    for (actor, command) in founding() {
        let events = decide(&office, &command, &actor, Moment(1_917_000_000)).unwrap();
        events.iter().for_each(|event| drop(office.apply(event)));
    }
    office
}

/// Every command, with the right that it needs and the body on which it is needed.
fn all_commands() -> Vec<(Action, &'static str, Command)> {
    let (department, unit) = (|| package("101"), || package("101001"));
    let empty = String::new;
    let (document, body, parent) = (|| id("d1"), || id("101"), Some(id("101")));
    let (to, from, role) = (id("wang"), id("wang"), Role::Auditor);
    let draft = draft(0, Lines::default(), Vec::new());
    let figures = Figures::default();
    let changes = Lines::default;
    let mark = |mark| Command::Mark { document: id("d1"), finding: id("f1"), mark };
    let accept = |package| Command::Accept { package };
    let return_ = |package| Command::Return { package, reason: empty(), comments: Vec::new() };
    let agree = |package| Command::Agree { package };
    let issue = |package| Command::IssueControls { package, figures: figures.clone() };
    let of_department = [
        (Action::ManageBodies, Command::AddBody { code: id("109"), name: empty(), parent }),
        (Action::ManageBodies, Command::RenameBody { code: body(), name: empty() }),
        (Action::ManageBodies, Command::CloseBody { code: body() }),
        (Action::ManageBodies, Command::ReopenBody { code: body() }),
        (Action::ManagePeople, Command::Grant { to, role, body: body() }),
        (Action::ManagePeople, Command::Revoke { from, role, body: body() }),
        (Action::OpenYear, Command::OpenPackage { package: department() }),
        (Action::Edit, Command::Save { package: department(), draft }),
        (
            Action::Edit,
            Command::Explain { package: department(), finding: id("f"), words: empty() },
        ),
        (Action::Edit, Command::Answer { package: department(), comment: 0, words: empty() }),
        (Action::Submit, Command::Submit { package: department() }),
        (Action::Submit, Command::TakeBack { package: department() }),
        (Action::ReviewDepartment, accept(department())),
        (Action::ReviewDepartment, return_(department())),
        (Action::ReviewDepartment, agree(department())),
        (Action::IssueControls, issue(department())),
        (Action::Approve, Command::Approve { package: department() }),
        (
            Action::Publish,
            Command::Publish { package: department(), files: Vec::new(), names: Vec::new() },
        ),
        (Action::Publish, Command::Withdraw { package: department(), reason: empty() }),
        (
            Action::Adjust,
            Command::Adjust { package: department(), changes: changes(), reason: empty() },
        ),
        (
            Action::Reallocate,
            Command::Reallocate { package: department(), changes: [].into(), reason: empty() },
        ),
        (
            Action::ReceiveDocument,
            Command::Receive {
                document: document(),
                body: body(),
                name: empty(),
                content: hash(1),
            },
        ),
        (
            Action::CheckDocument,
            Command::RecordCheck { document: document(), content: hash(1), findings: Vec::new() },
        ),
        (Action::ReceiveDocument, mark(Mark::Explained(empty()))),
        (Action::ReviewDocument, mark(Mark::Confirmed)),
        (Action::ReviewDocument, mark(Mark::Dismissed(empty()))),
        (Action::ReviewDocument, Command::ReturnDocument { document: document(), letter: empty() }),
        (Action::Publish, Command::PublishDocument { document: document() }),
        (Action::Publish, Command::WithdrawDocument { document: document(), reason: empty() }),
    ];
    let of_unit = [
        (Action::ReviewUnit, accept(unit())),
        (Action::ReviewUnit, return_(unit())),
        (Action::ReviewUnit, agree(unit())),
        (Action::DivideControls, issue(unit())),
    ];
    let of_bureau = [
        (Action::OpenYear, Command::OpenYear { year: YEAR, calendar: calendar() }),
        (Action::OpenYear, Command::ChangeCalendar { year: YEAR, calendar: calendar() }),
    ];
    let on = |body: &'static str| move |(action, command)| (action, body, command);
    let all = of_department.into_iter().map(on("101")).chain(of_unit.into_iter().map(on("101001")));
    all.chain(of_bureau.into_iter().map(on("000"))).collect()
}

/// A body on which a role can be granted so that it has this relation to the target. Nothing is
/// above the bureau.
fn granted_on(target: &str, relation: Relation) -> Option<&'static str> {
    match (target, relation) {
        ("000", Relation::Own) => Some("000"),
        ("000", Relation::Below) => None,
        ("101", Relation::Own) => Some("101"),
        ("101", Relation::Below) => Some("000"),
        ("101001", Relation::Own) => Some("101001"),
        ("101001", Relation::Below) => Some("101"),
        _ => Some("102"),
    }
}

#[test]
fn every_role_on_every_relation_gets_what_the_table_says() {
    let mut office = founded();
    let receive = Command::Receive {
        document: id("d1"),
        body: id("101"),
        name: "预算".into(),
        content: hash(0),
    };
    applied(&mut office, &receive, &person("preparer-101"));
    let mut asked = BTreeSet::new();
    for role in Role::ALL.iter().filter(|role| **role != Role::Program) {
        for (action, target, command) in all_commands() {
            for relation in Relation::ALL {
                let Some(body) = granted_on(target, relation) else { continue };
                let mut office = office.clone();
                let grant = Command::Grant { to: id("tester"), role: *role, body: id(body) };
                applied(&mut office, &grant, &Actor::Console);
                let result = decide(&office, &command, &person("tester"), Moment(0));
                let is_refused = result.is_err_and(|refusal| refusal.why == Why::NotGranted);
                let is_listed = rights(*role, action).contains(&relation);
                assert_eq!(!is_refused, is_listed, "{role:?} {relation:?} {command:?}");
                asked.insert(action);
            }
        }
    }
    // To read is not a command.
    let reads = [Action::Read, Action::ReadHistory];
    assert_eq!(asked.len() + reads.len(), Action::ALL.len());
}

fn applied(office: &mut Office, command: &Command, actor: &Actor) {
    for event in decide(office, command, actor, Moment(0)).unwrap() {
        office.apply(&event);
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
