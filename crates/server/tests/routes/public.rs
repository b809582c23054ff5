//! What everybody sees of what is published: the content, the numbers, and what the checks found
//! where that is public.

use crate::administered::approved;
use crate::browser::Browser;
use crate::office::{Office, START};
use crate::pages::{HOSTILE, is_harmless};
use crate::run;
use axum::http::StatusCode;
use server::{Options, router};
use std::str::FromStr;
use workflow::testing::{finding, hash, id, package, person};
use workflow::{Actor, Command, Finding, FindingLevel, Hash, Mark, Moment};

/// Publishes a document with three findings: one that is explained, one that the bureau dismissed,
/// and one without a mark.
async fn publish(office: &Office) {
    let found = |key: &str, words: &str| Finding {
        zh: words.to_owned(),
        ..finding(key, FindingLevel::Warning)
    };
    let path = "/api/documents/d1?body=101&name=a.docx";
    let (status, answer) = office.call("POST", path, Some("preparer-101"), "预算").await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let content = Hash::from_str(&server::hash_of_token("预算")).unwrap();
    let findings = vec![found("f1", "甲"), found("f2", "乙处不等"), found("f3", HOSTILE)];
    let (document, at) = (|| id("d1"), Moment(START));
    let mark =
        |finding: &str, mark| Command::Mark { document: document(), finding: id(finding), mark };
    for (who, command) in [
        (Actor::Program, Command::RecordCheck { document: document(), content, findings }),
        (person("preparer-101"), mark("f1", Mark::Explained("见附表。".to_owned()))),
        (person("reviewer"), mark("f2", Mark::Dismissed("核实过。".to_owned()))),
        (person("publisher"), Command::PublishDocument { document: document() }),
    ] {
        office.store.act(&command, &who, at).await.unwrap();
    }
}

#[test]
fn a_published_document_is_shown_as_it_was_read() {
    run(async |office: Office| {
        publish(&office).await;
        let mut citizen = Browser::new(router(office.app.clone()));
        let shown = citizen.get("/published/documents/d1").await.text;
        assert!(shown.contains("<p>全年支出500元</p>"), "{shown}");
        assert!(shown.contains("后面的内容没有列在这里"), "{shown}");
        assert!(!shown.contains("检查结果") && !shown.contains("见附表。"), "{shown}");
    });
}

#[test]
fn what_the_checks_found_is_public_where_that_is_chosen() {
    run(async |office: Office| {
        publish(&office).await;
        let options = Options { shows_findings: true, ..Options::default() };
        let mut citizen = Browser::new(office.served(options));
        let shown = citizen.get("/published/documents/d1").await.text;
        assert!(shown.contains("检查结果") && shown.contains("见附表。"), "{shown}");
        assert!(!shown.contains("乙处不等") && !shown.contains("核实过。"), "{shown}");
        is_harmless(&shown, "/published/documents/d1");
    });
}

/// The numbers of a published budget's files are for everybody; what is not published has none.
#[test]
fn the_numbers_of_a_published_budget_are_public() {
    run(async |office: Office| {
        let mut citizen = Browser::new(router(office.app.clone()));
        let records = "/api/published/2031/101/records";
        assert_eq!(citizen.get(records).await.status, StatusCode::NOT_FOUND);
        approved(&office).await;
        assert_eq!(citizen.get(records).await.status, StatusCode::NOT_FOUND);
        let file = office.app.files.put(&office.store, b"budget").await.unwrap();
        let files = vec![file, hash(9)];
        let publish = Command::Publish { package: package("101"), files, names: Vec::new() };
        office.store.act(&publish, &person("publisher"), Moment(START)).await.unwrap();
        let found = citizen.get(records).await;
        let json = found.json();
        assert_eq!((found.status, &json["count"]), (StatusCode::OK, &2.into()), "{json}");
        assert_eq!(json["records"][0]["department_name"], "=云桥市教育局");
        let wrong = citizen.get(&format!("{records}?flag=wrong")).await.json();
        assert_eq!(wrong["records"].as_array().unwrap().len(), 1, "{wrong}");
        let csv = citizen.get(&format!("{records}.csv?file=1")).await;
        assert!(csv.header("content-disposition").contains("2031-101-1"), "{:?}", csv.headers);
        assert!(csv.text.contains("'=云桥市教育局"), "formulas are defused: {}", csv.text);
        for query in ["?file=0", "?file=3"] {
            let status = citizen.get(&format!("{records}{query}")).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{query}");
        }
        // A file that is not there is not the caller's mistake.
        let missing = citizen.get(&format!("{records}?file=2")).await;
        assert_eq!(missing.status, StatusCode::SERVICE_UNAVAILABLE, "{}", missing.text);
        // The page of the budget shows its first file as it was read.
        let page = citizen.get("/published/2031/101").await.text;
        assert!(page.contains("<p>全年支出500元</p>"), "{page}");
        let withdraw =
            Command::Withdraw { package: package("101"), reason: "有误。".to_owned() };
        office.store.act(&withdraw, &person("publisher"), Moment(START)).await.unwrap();
        assert_eq!(citizen.get(records).await.status, StatusCode::NOT_FOUND);
    });
}
