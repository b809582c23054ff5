//! Packages.

use crate::office::Office;
use crate::run;
use axum::http::StatusCode;
use serde_json::json;

const LEDGER: &str =
    r#"[{"source=received flow=spent fund=general function=2050201 purpose=project":500},[]]"#;
const VERSIONS: &str = "/api/packages/2031/101001/versions";
const PREPARER: Option<&str> = Some("preparer-101001");

#[test]
fn a_ledger_is_saved_and_read_again() {
    run(async |office: Office| {
        let path = format!("{VERSIONS}?based_on=0&is_complete=true");
        let (status, events) = office.call("POST", &path, PREPARER, LEDGER).await;
        assert_eq!((status, events.as_array().unwrap().len()), (StatusCode::OK, 1), "{events}");
        let (_, opened) = office.call("GET", "/api/packages/2031/101001", PREPARER, "").await;
        assert_eq!(opened["package"]["version"]["number"], 1);
        let submit = &opened["steps"][0];
        assert_eq!((&submit["zh"], &submit["refusal"]), (&json!("送审"), &json!(null)));
        let (_, list) = office.call("GET", "/api/packages/2031", Some("head-101"), "").await;
        let rows: Vec<_> = list.as_array().unwrap().iter().map(|row| &row["package"]).collect();
        assert_eq!(rows, ["2031/101", "2031/101001", "2031/101002"]);
        assert_eq!(list[1]["total_fen"], 500);
    });
}

#[test]
fn what_cannot_be_done_is_said_in_both_languages() {
    run(async |office: Office| {
        let (status, problem) =
            office.call("POST", &format!("{VERSIONS}?based_on=3"), PREPARER, LEDGER).await;
        assert_eq!((status, &problem["why"]), (StatusCode::CONFLICT, &json!("stale")));
        assert!(problem["zh"].as_str().unwrap().contains("最新版"));
        let (status, problem) =
            office.call("POST", &format!("{VERSIONS}?based_on=0"), PREPARER, "budget").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["en"], "It is not a ledger.");
    });
}

/// A caller who sends a command to save could say that nothing was found.
#[test]
fn a_caller_does_not_say_what_was_found() {
    run(async |office: Office| {
        let save = r#"{"save":{"package":"2031/101001","draft":{"based_on":0,"content":"HASH",
            "lines":{},"findings":[],"is_complete":true}}}"#;
        let save = save.replace("HASH", &"0".repeat(64));
        let (status, problem) = office.call("POST", "/api/commands", PREPARER, save).await;
        assert_eq!(
            (status, &problem["why"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("unusable"))
        );
        let check = r#"{"record_check":{"document":"d1","content":"HASH","findings":[]}}"#;
        let check = check.replace("HASH", &"0".repeat(64));
        let (status, _) = office.call("POST", "/api/commands", PREPARER, check).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    });
}

/// A name that a spreadsheet would take for a formula is a text in the exported table, and an
/// amount stays a number.
#[test]
fn an_exported_table_has_no_formulas() {
    run(async |office: Office| {
        let add = r#"{"add_body":{"code":"101003","name":"=HYPERLINK(A1)","parent":"101"}}"#;
        let open = r#"{"open_package":{"package":"2031/101003"}}"#;
        let grant = r#"{"grant":{"to":"stranger","role":"preparer","body":"101003"}}"#;
        let submit = r#"{"submit":{"package":"2031/101003"}}"#;
        let save = "/api/packages/2031/101003/versions?based_on=0&is_complete=true";
        for (login, path, body) in [
            ("administrator", "/api/commands", add),
            ("administrator", "/api/commands", grant),
            ("budget", "/api/commands", open),
            ("stranger", save, LEDGER),
            ("stranger", "/api/commands", submit),
        ] {
            let (status, answer) = office.call("POST", path, Some(login), body).await;
            assert_eq!(status, StatusCode::OK, "{path} {answer}");
        }
        let path = "/api/packages/2031/101003/amounts.csv";
        let (_, csv) = office.call("GET", path, Some("stranger"), "").await;
        let csv = csv.as_str().unwrap();
        assert!(csv.contains("\"'=HYPERLINK(A1)\","), "{csv}");
        assert!(csv.contains(",5.00,0.00,0.00,0.00,0.00,0.00\r\n"), "{csv}");
        let (_, file) =
            office.call("GET", "/api/packages/2031/101003/file", Some("stranger"), "").await;
        assert_eq!(
            file.to_string(),
            serde_json::from_str::<serde_json::Value>(LEDGER).unwrap().to_string()
        );
    });
}

#[test]
fn many_commands_have_a_result_each() {
    run(async |office: Office| {
        let path = format!("{VERSIONS}?based_on=0&is_complete=true");
        office.call("POST", &path, PREPARER, LEDGER).await;
        let submit = |body: &str| json!({"submit": {"package": format!("2031/{body}")}});
        let all = json!([submit("101002"), submit("101001")]).to_string();
        let (status, outcomes) = office.call("POST", "/api/commands/many", PREPARER, all).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(outcomes[0]["refused"]["why"], "not_granted");
        assert_eq!(outcomes[1]["done"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn nonsense_is_refused_and_breaks_nothing() {
    run(async |office: Office| {
        for (method, path, body) in [
            ("POST", "/api/commands", "{"),
            ("POST", "/api/commands", "{\"destroy\":{}}"),
            ("POST", "/api/commands/many", "{}"),
            ("GET", "/api/packages/99999", ""),
            ("GET", "/api/packages/2031/%E5%B1%80", ""),
            ("GET", "/api/packages/2031/..%2F..", ""),
            ("POST", "/api/packages/2031/101001/versions", LEDGER),
            ("GET", "/api/events?after=x", ""),
            ("DELETE", "/api/events", ""),
        ] {
            let (status, _) = office.call(method, path, PREPARER, body).await;
            assert!(status.is_client_error(), "{method} {path}: {status}");
        }
        assert_eq!(office.call("GET", "/healthz", None, "").await.0, StatusCode::OK);
    });
}
