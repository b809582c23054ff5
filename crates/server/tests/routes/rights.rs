//! Every route by every role on every relation.

use crate::office::Office;
use crate::run;
use axum::http::StatusCode;
use server::ROUTES;
use std::collections::BTreeSet;
use workflow::testing::id;
use workflow::{Action, Actor, Command, Moment, Relation, Role, rights};

/// A route on the department 101, the right that it needs, and the body on which it is needed.
struct Line {
    route: &'static str,
    path: &'static str,
    body: String,
    action: Action,
    target: &'static str,
}

/// A new route fails the test below until it has a line here.
fn table() -> Vec<Line> {
    let line =
        |route, path, body: String, action, target| Line { route, path, body, action, target };
    let submit = r#"{"submit":{"package":"2031/101"}}"#;
    let saved = "/api/packages/2031/101/versions?based_on=9";
    vec![
        line("POST /api/commands", "/api/commands", submit.into(), Action::Submit, "101"),
        line(
            "POST /api/commands/many",
            "/api/commands/many",
            format!("[{submit}]"),
            Action::Submit,
            "101",
        ),
        line("GET /api/packages/{year}", "/api/packages/2031", String::new(), Action::Read, "101"),
        line(
            "GET /api/packages/{year}/{body}",
            "/api/packages/2031/101",
            String::new(),
            Action::Read,
            "101",
        ),
        line(
            "POST /api/packages/{year}/{body}/versions",
            saved,
            "[{},[]]".into(),
            Action::Edit,
            "101",
        ),
        line(
            "GET /api/documents/{document}",
            "/api/documents/d1",
            String::new(),
            Action::Read,
            "101",
        ),
        line(
            "POST /api/documents",
            "/api/documents?body=101&name=b.docx",
            "预算".into(),
            Action::ReceiveDocument,
            "101",
        ),
        line(
            "POST /api/documents/{document}",
            "/api/documents/d1?body=101&name=a.docx",
            "预算".into(),
            Action::ReceiveDocument,
            "101",
        ),
        line("GET /api/events", "/api/events", String::new(), Action::ReadHistory, "000"),
    ]
}

/// A body on which a grant has this relation to the target.
fn granted_on(target: &str, relation: Relation) -> Option<&'static str> {
    match (target, relation) {
        ("000", Relation::Own) => Some("000"),
        ("000", Relation::Below) => None,
        (_, Relation::Own) => Some("101"),
        (_, Relation::Below) => Some("000"),
        (_, Relation::Other) => Some("102"),
    }
}

/// Whether an answer shows or does anything for which the right is needed.
fn is_let_in(line: &Line, status: StatusCode, answer: &serde_json::Value) -> bool {
    match line.route {
        "POST /api/commands/many" => {
            assert_eq!(status, StatusCode::OK);
            answer[0]["refused"]["why"] != "not_granted"
        }
        "GET /api/packages/{year}" => {
            assert_eq!(status, StatusCode::OK);
            answer.as_array().unwrap().iter().any(|row| row["package"] == "2031/101")
        }
        _ => !matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
    }
}

#[test]
fn every_role_on_every_relation_gets_what_the_table_says() {
    run(async |office: Office| {
        let sent = "/api/documents/d1?body=101&name=a.docx";
        let (status, _) = office.call("POST", sent, Some("preparer-101"), "预算").await;
        assert_eq!(status, StatusCode::OK);
        let mut asked = BTreeSet::new();
        for role in Role::ALL.iter().filter(|role| **role != Role::Program) {
            for line in table() {
                for relation in Relation::ALL {
                    let Some(body) = granted_on(line.target, relation) else { continue };
                    let (to, from, role) = (id("stranger"), id("stranger"), *role);
                    let grant = Command::Grant { to, role, body: id(body) };
                    office.store.act(&grant, &Actor::Console, Moment(0)).await.unwrap();
                    let (method, _) = line.route.split_once(' ').unwrap();
                    let (status, answer) =
                        office.call(method, line.path, Some("stranger"), line.body.clone()).await;
                    let is_listed = rights(role, line.action).contains(&relation);
                    let what = format!("{role:?} {relation:?} {}: {status}", line.route);
                    assert!(!status.is_server_error(), "{what}");
                    assert_eq!(is_let_in(&line, status, &answer), is_listed, "{what} {answer}");
                    let revoke = Command::Revoke { from, role, body: id(body) };
                    office.store.act(&revoke, &Actor::Console, Moment(0)).await.unwrap();
                }
                asked.insert(line.route.to_owned());
            }
        }
        let routes = ROUTES.iter().filter(|(_, _, needs_caller)| *needs_caller);
        let routes: BTreeSet<_> =
            routes.map(|(method, path, _)| format!("{method} {path}")).collect();
        assert_eq!(asked, routes);
    });
}

#[test]
fn without_a_token_only_what_is_public_answers() {
    run(async |office: Office| {
        for (method, path, needs_caller) in ROUTES {
            let path = path.replace("{year}", "2031").replace("{body}", "101");
            let path = path.replace("{document}", "d1");
            for login in [None, Some("nobody")] {
                let (status, _) = office.call(method, &path, login, "{}").await;
                let is_asked = status == StatusCode::UNAUTHORIZED;
                assert_eq!(is_asked, *needs_caller, "{method} {path}: {status}");
                assert!(!status.is_server_error(), "{method} {path}: {status}");
            }
        }
    });
}
