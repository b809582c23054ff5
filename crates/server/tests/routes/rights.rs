//! Every route by every role on every relation, as one table.

use crate::office::Office;
use crate::{is_as_committed, run};
use axum::http::StatusCode;
use server::ROUTES;
use std::collections::BTreeSet;
use std::fmt::Write;
use workflow::testing::id;
use workflow::{Action, Actor, Command, Moment, Relation, Role, rights};

/// What a caller of a route needs.
#[derive(Clone, Copy)]
enum Needs {
    /// Any of these rights on this body.
    Right(&'static [Action], &'static str),
    /// This right on some body.
    Somewhere(Action),
    /// To be known.
    Known,
    /// To have logged in; a program's token is not enough.
    Session,
}

/// A route, by which path and body it is asked about the department 101, and what it needs.
struct Line {
    route: &'static str,
    path: &'static str,
    body: &'static str,
    needs: Needs,
}

const SUBMIT: &str = r#"{"submit":{"package":"2031/101"}}"#;
const MANY: &str = r#"[{"submit":{"package":"2031/101"}}]"#;
const EDITS: &str = r#"{"based_on":1,"edits":[]}"#;
const PERSON: &str = r#"{"name":"王","is_active":true}"#;
/// A form with a file of the department 101.
const FILE: &str = "101预算.docx";
const PUBLISH: Needs = Needs::Right(&[Action::Publish], "101");
const READ: Needs = Needs::Right(&[Action::Read], "101");
const PEOPLE: Needs = Needs::Right(&[Action::ManagePeople], "000");
const HISTORY: Needs = Needs::Right(&[Action::ReadHistory], "000");
const HAND_IN: Needs = Needs::Right(&[Action::ReceiveDocument], "101");
const ISSUES: Needs = Needs::Somewhere(Action::IssueControls);
const BODIES: Needs =
    Needs::Right(&[Action::Read, Action::ManageBodies, Action::ManagePeople], "101");

/// A new route fails the test below until it has a line here.
const TABLE: &[Line] = &[
    line("POST /api/commands", "/api/commands", SUBMIT, Needs::Right(&[Action::Submit], "101")),
    line(
        "POST /api/commands/many",
        "/api/commands/many",
        MANY,
        Needs::Right(&[Action::Submit], "101"),
    ),
    line("GET /api/years", "/api/years", "", Needs::Somewhere(Action::Read)),
    line("GET /api/inbox/{year}", "/api/inbox/2031", "", Needs::Right(&[Action::Submit], "101")),
    line("GET /api/packages/{year}", "/api/packages/2031", "", READ),
    line("GET /api/packages/{year}/{body}", "/api/packages/2031/101", "", READ),
    line("GET /api/packages/{year}/{body}/amounts", "/api/packages/2031/101/amounts", "", READ),
    line(
        "GET /api/packages/{year}/{body}/amounts.csv",
        "/api/packages/2031/101/amounts.csv",
        "",
        READ,
    ),
    line("GET /api/packages/{year}/{body}/changes", "/api/packages/2031/101/changes", "", READ),
    line("GET /api/packages/{year}/{body}/controls", "/api/packages/2031/101/controls", "", READ),
    line("GET /api/packages/{year}/{body}/file", "/api/packages/2031/101/file", "", READ),
    line(
        "POST /api/packages/{year}/{body}/versions",
        "/api/packages/2031/101/versions?based_on=9",
        "[{},[]]",
        Needs::Right(&[Action::Edit], "101"),
    ),
    line("GET /api/documents", "/api/documents", "", READ),
    line("POST /api/documents", "/api/documents?body=101&name=b.docx", "预算", HAND_IN),
    line("GET /api/documents/{document}", "/api/documents/d1", "", READ),
    line(
        "POST /api/documents/{document}",
        "/api/documents/d1?body=101&name=a.docx",
        "预算",
        HAND_IN,
    ),
    line("GET /api/documents/{document}/records", "/api/documents/d1/records", "", READ),
    line("GET /api/documents/{document}/records.csv", "/api/documents/d1/records.csv", "", READ),
    line("GET /api/events", "/api/events", "", HISTORY),
    line("GET /api/logins", "/api/logins", "", HISTORY),
    line("GET /api/bodies", "/api/bodies", "", BODIES),
    line("GET /api/people", "/api/people", "", PEOPLE),
    line("PUT /api/people/{login}", "/api/people/wang", PERSON, PEOPLE),
    line("POST /api/people/{login}/link", "/api/people/budget/link", "", PEOPLE),
    line("GET /office", "/office", "", Needs::Known),
    line("GET /board", "/board", "", READ),
    line(
        "POST /board",
        "/board",
        "step=submit&pick.2031%2F101=1",
        Needs::Right(&[Action::Submit], "101"),
    ),
    line("GET /board.csv", "/board.csv", "", READ),
    line("GET /packages/{year}/{body}", "/packages/2031/101", "", READ),
    line(
        "POST /packages/{year}/{body}",
        "/packages/2031/101",
        "step=submit",
        Needs::Right(&[Action::Submit], "101"),
    ),
    line("GET /packages/{year}/{body}/changes", "/packages/2031/101/changes", "", READ),
    line("GET /packages/{year}/{body}/controls", "/packages/2031/101/controls", "", READ),
    line(
        "POST /packages/{year}/{body}/controls",
        "/packages/2031/101/controls",
        "fund_1=general&purpose_1=project&amount_1=5",
        Needs::Right(&[Action::IssueControls], "101"),
    ),
    line("GET /controls", "/controls", "", ISSUES),
    line("GET /controls.xlsx", "/controls.xlsx", "", ISSUES),
    line("POST /controls", "/controls", FILE, ISSUES),
    line(
        "POST /controls/issue",
        "/controls/issue",
        "year=2031&figure.101.general.project=5",
        Needs::Right(&[Action::IssueControls], "101"),
    ),
    line("GET /documents", "/documents?body=101&stage=", "", READ),
    line("POST /documents", "/documents", FILE, HAND_IN),
    line("GET /documents/{document}", "/documents/d1", "", READ),
    line(
        "POST /documents/{document}",
        "/documents/d1",
        "step=return&words=a",
        Needs::Right(&[Action::ReviewDocument], "101"),
    ),
    line("POST /documents/{document}/versions", "/documents/d1/versions", FILE, HAND_IN),
    line("GET /documents/{document}/file", "/documents/d1/file", "", READ),
    line("GET /documents/{document}/{picture}", "/documents/d1/1-1.png", "", READ),
    line("GET /documents/{document}/letter.docx", "/documents/d1/letter.docx", "", READ),
    line("GET /documents/{document}/letter.xlsx", "/documents/d1/letter.xlsx", "", READ),
    line("GET /documents/{document}/commented", "/documents/d1/commented", "", READ),
    line("GET /packages/{year}/{body}/publish", "/packages/2031/101/publish", "", PUBLISH),
    line("POST /packages/{year}/{body}/publish", "/packages/2031/101/publish", "", PUBLISH),
    line(
        "GET /packages/{year}/{body}/publish/{number}",
        "/packages/2031/101/publish/1",
        "",
        PUBLISH,
    ),
    line("GET /checks", "/checks", "", Needs::Somewhere(Action::Read)),
    line("GET /checks.csv", "/checks.csv", "", Needs::Somewhere(Action::Read)),
    line("GET /components", "/components", "", Needs::Known),
    line("GET /calendar", "/calendar", "", Needs::Somewhere(Action::Read)),
    line(
        "POST /calendar",
        "/calendar",
        "step=change&year=2031&first_up=2030-10-31&controls=2030-11-30&second_up=2030-12-20\
         &approval=2031-01-31",
        Needs::Right(&[Action::OpenYear], "000"),
    ),
    line("GET /people", "/people", "", PEOPLE),
    line("POST /people", "/people", "step=save&login=wang&name=Wang", PEOPLE),
    line("GET /bodies", "/bodies", "", BODIES),
    line(
        "POST /bodies",
        "/bodies",
        "code=101&name=a&parent=000",
        Needs::Right(&[Action::ManageBodies], "000"),
    ),
    line("GET /audit", "/audit", "", HISTORY),
    line("POST /audit", "/audit", "anchor=", HISTORY),
    line("GET /audit.csv", "/audit.csv", "", HISTORY),
    line("GET /packages/{year}/{body}/sheets", "/packages/2031/101/sheets", "", Needs::Known),
    line("GET /packages/{year}/{body}/sheets/{sheet}", "/packages/2031/101/sheets/lines", "", READ),
    line(
        "POST /packages/{year}/{body}/sheets/{sheet}",
        "/packages/2031/101/sheets/lines",
        "version=1&action=none",
        Needs::Right(&[Action::Edit], "101"),
    ),
    line(
        "GET /api/packages/{year}/{body}/sheets/{sheet}/data",
        "/api/packages/2031/101/sheets/lines/data",
        "",
        READ,
    ),
    line(
        "POST /api/packages/{year}/{body}/sheets/{sheet}/edits",
        "/api/packages/2031/101/sheets/lines/edits",
        EDITS,
        Needs::Right(&[Action::Edit], "101"),
    ),
    line(
        "POST /api/packages/{year}/{body}/sheets/{sheet}/check",
        "/api/packages/2031/101/sheets/lines/check",
        EDITS,
        Needs::Right(&[Action::Edit], "101"),
    ),
    line("GET /packages/{year}/{body}/workbook", "/packages/2031/101/workbook", "", READ),
    line("GET /password", "/password", "", Needs::Known),
    line("GET /api/me", "/api/me", "", Needs::Known),
    line("POST /api/me/password", "/api/me/password", r#"{"old":"","new":""}"#, Needs::Session),
    line("GET /api/tokens", "/api/tokens", "", Needs::Known),
    line("POST /api/tokens", "/api/tokens", r#"{"name":"a","days":1}"#, Needs::Session),
    line("DELETE /api/tokens/{name}", "/api/tokens/a", "", Needs::Known),
];

const fn line(route: &'static str, path: &'static str, body: &'static str, needs: Needs) -> Line {
    Line { route, path, body, needs }
}

impl Line {
    fn is_page(&self) -> bool {
        !self.path.starts_with("/api/")
    }

    /// Returns a body on which a grant has this relation to the one that the line is about.
    fn granted_on(&self, relation: Relation) -> Option<&'static str> {
        match (self.needs, relation) {
            (Needs::Right(_, "000"), Relation::Own) => Some("000"),
            (Needs::Right(_, "000"), Relation::Below) => None,
            (_, Relation::Own) => Some("101"),
            (_, Relation::Below) => Some("000"),
            (_, Relation::Other) => Some("102"),
        }
    }

    /// Returns whether the table of rights lets this role in.
    fn is_allowed(&self, role: Role, relation: Relation) -> bool {
        match self.needs {
            Needs::Right(actions, _) => {
                actions.iter().any(|action| rights(role, *action).contains(&relation))
            }
            Needs::Somewhere(action) => rights(role, action).contains(&Relation::Own),
            Needs::Known => true,
            Needs::Session => false,
        }
    }

    fn needs(&self) -> String {
        let named = |actions: &[Action]| {
            let names: Vec<&str> = actions.iter().map(|action| action.key()).collect();
            names.join(" or ")
        };
        match self.needs {
            Needs::Right(actions, "000") => format!("{} on the bureau", named(actions)),
            Needs::Right(actions, _) => named(actions),
            Needs::Somewhere(action) => format!("{} on some body", action.key()),
            Needs::Known => "a known caller".to_owned(),
            Needs::Session => "a session".to_owned(),
        }
    }

    /// Returns whether an answer shows or does anything for which the right is needed.
    fn is_let_in(&self, status: StatusCode, answer: &serde_json::Value) -> bool {
        let has = |key: &str, value: &str| {
            assert_eq!(status, StatusCode::OK);
            answer.as_array().unwrap().iter().any(|row| row[key] == value)
        };
        match self.route {
            "POST /api/commands/many" => {
                assert_eq!(status, StatusCode::OK);
                answer[0]["refused"]["why"] != "not_granted"
            }
            "GET /api/packages/{year}" | "GET /api/inbox/{year}" => has("package", "2031/101"),
            "GET /api/documents" => has("document", "d1"),
            "GET /api/bodies" => has("code", "101"),
            "GET /board" | "GET /board.csv" | "GET /bodies" => {
                status == StatusCode::OK && answer.as_str().unwrap().contains("云桥市教育局")
            }
            "GET /documents" => {
                status == StatusCode::OK && answer.as_str().unwrap().contains("a.docx")
            }
            "POST /documents" => {
                let was_sent_before = answer.as_str().unwrap().contains("未重复接收");
                status == StatusCode::SEE_OTHER || was_sent_before
            }
            // The caller has no such token.
            "DELETE /api/tokens/{name}" => status == StatusCode::NOT_FOUND,
            _ => !matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
        }
    }
}

async fn prepared(office: &Office) {
    let sent = "/api/documents/d1?body=101&name=a.docx";
    let saved = "/api/packages/2031/101/versions?based_on=0";
    for (path, body) in [(sent, "预算"), (saved, "[{},[]]")] {
        let (status, answer) = office.call("POST", path, Some("preparer-101"), body).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
    }
}

async fn ask(office: &Office, line: &Line, login: Option<&str>) -> (StatusCode, bool) {
    let (method, _) = line.route.split_once(' ').unwrap();
    let (status, answer) = if line.is_page() {
        let answer = office.visit(method, line.path, login, line.body).await;
        // A stranger is asked to log in.
        let is_asked = answer.header("location").starts_with("/login");
        let status = if is_asked { StatusCode::UNAUTHORIZED } else { answer.status };
        (status, answer.text.into())
    } else {
        office.call(method, line.path, login, line.body).await
    };
    let what = format!("{} as {login:?}: {status} {answer}", line.route);
    assert!(!status.is_server_error(), "{what}");
    (status, status != StatusCode::UNAUTHORIZED && line.is_let_in(status, &answer))
}

/// Asks as a person with this role on this body only.
async fn ask_as(office: &Office, line: &Line, role: Role, body: &str) -> bool {
    let (to, from) = (id("stranger"), id("stranger"));
    let grant = Command::Grant { to, role, body: id(body) };
    office.store.act(&grant, &Actor::Console, Moment(0)).await.unwrap();
    let (_, is_let_in) = ask(office, line, Some("stranger")).await;
    let revoke = Command::Revoke { from, role, body: id(body) };
    office.store.act(&revoke, &Actor::Console, Moment(0)).await.unwrap();
    is_let_in
}

const HEAD: &str = "\
Who is let in by each route when it is asked about the department 101, by role: with a grant on 101
itself (own), on the bureau above it (below), on another department (other), or without a grant
(stranger). Expected by workflow::TABLE and seen over HTTP; they differ nowhere.

";

#[test]
fn every_role_on_every_relation_gets_what_the_table_says() {
    run(async |office: Office| {
        prepared(&office).await;
        let mut table = HEAD.to_owned();
        for line in TABLE {
            writeln!(table, "{}\n  needs {}", line.route, line.needs()).unwrap();
            for role in Role::ALL.iter().filter(|role| **role != Role::Program) {
                write!(table, "  {:<14}", role.key()).unwrap();
                for relation in Relation::ALL {
                    let name = relation.name().en;
                    let Some(body) = line.granted_on(relation) else { continue };
                    let (expected, seen) = (
                        line.is_allowed(*role, relation),
                        ask_as(&office, line, *role, body).await,
                    );
                    assert_eq!(seen, expected, "{role:?} {relation:?} {}", line.route);
                    write!(table, " {name}: {:<4}", if seen { "yes" } else { "no" }).unwrap();
                }
                table = table.trim_end().to_owned() + "\n";
            }
            let (_, seen) = ask(&office, line, Some("stranger")).await;
            assert_eq!(seen, matches!(line.needs, Needs::Known), "{}", line.route);
            let seen = if seen { "yes" } else { "no" };
            writeln!(table, "  {:<14} {seen}\n", "stranger").unwrap();
        }
        is_as_committed("tests/routes/rights.txt", &table);
    });
}

#[test]
fn every_route_has_a_line() {
    let asked: BTreeSet<String> = TABLE.iter().map(|line| line.route.to_owned()).collect();
    let routes = ROUTES.iter().filter(|(_, _, needs_caller)| *needs_caller);
    let routes: BTreeSet<_> = routes.map(|(method, path, _)| format!("{method} {path}")).collect();
    assert_eq!(asked, routes);
}

#[test]
fn without_a_token_only_what_is_public_answers() {
    run(async |office: Office| {
        for line in TABLE {
            for login in [None, Some("nobody")] {
                let (status, is_let_in) = ask(&office, line, login).await;
                let is_refused = status == StatusCode::UNAUTHORIZED
                    || matches!(line.needs, Needs::Session) && status == StatusCode::FORBIDDEN;
                assert!(is_refused && !is_let_in, "{}: {status}", line.route);
            }
        }
        for (method, path, _) in ROUTES.iter().filter(|(_, _, needs_caller)| !needs_caller) {
            let (status, _) = office.call(method, path, None, "").await;
            assert_ne!(status, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert!(!status.is_server_error(), "{method} {path}");
        }
    });
}
