//! Documents beside their findings, many packages at once, checks and waivers.

use crate::office::{Office, START};
use crate::pages::{as_person, returned};
use crate::run;
use axum::http::StatusCode;
use workflow::testing::{draft, finding, id, lines, package, person};
use workflow::{Actor, Command, Draft, FindingLevel, Key, Mark, Moment};

/// A document of the department 101 with one finding that the bureau dismissed.
async fn dismissed(office: &Office) {
    let path = "/api/documents/d1?body=101&name=a.docx";
    let (status, answer) = office.call("POST", path, Some("preparer-101"), "预算").await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let state = office.store.office([Key::Document(id("d1"))].into()).await.unwrap();
    let content = state.document(&id("d1")).unwrap().versions[0].content.clone();
    let check = Command::RecordCheck {
        document: id("d1"),
        content,
        findings: vec![finding("f1", FindingLevel::Warning)],
    };
    office.store.act(&check, &Actor::Program, Moment(START)).await.unwrap();
    let mark = Mark::Dismissed("与部门核实过。".to_owned());
    let mark = Command::Mark { document: id("d1"), finding: id("f1"), mark };
    office.store.act(&mark, &person("reviewer"), Moment(START)).await.unwrap();
}

#[test]
fn a_document_is_shown_beside_its_findings() {
    run(async |office: Office| {
        dismissed(&office).await;
        let mut reviewer = as_person(&office, "reviewer");
        let plain = reviewer.get("/documents/d1").await.text;
        assert!(plain.contains("href=\"/documents/d1?look=1#pair\"") && !plain.contains("<figure"));
        let looked = reviewer.get("/documents/d1?look=1").await.text;
        assert!(looked.contains("<img src=\"d1/1-1.png\""), "{looked}");
        assert!(looked.contains("id=\"f1-1\" href=\"#b1-1\""), "{looked}");
        let picture = reviewer.get("/documents/d1/1-1.png").await;
        assert_eq!(
            (picture.text.as_str(), picture.header("content-type")),
            ("page 1", "image/png")
        );
        for path in ["/documents/d1/9-1.png", "/documents/d1/1-1", "/documents/d2/1-1.png"] {
            assert_eq!(reviewer.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let mut other = as_person(&office, "preparer-102");
        for path in ["/documents/d1?look=1", "/documents/d1/1-1.png"] {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}

#[test]
fn many_packages_take_a_step_and_each_has_its_result() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let answer =
            Command::Answer {
                package: package("101001"), comment: 0, words: "附后。".to_owned()
            };
        for command in [answer, Command::Submit { package: package("101001") }] {
            office.store.act(&command, &person("preparer-101001"), Moment(START)).await.unwrap();
        }
        let mut head = as_person(&office, "head-101");
        let board = head.get("/board").await.text;
        assert!(board.contains("name=\"pick.2031/101001\""), "{board}");
        let picked = [("step", "accept"), ("pick.2031/101001", "1"), ("pick.2031/101002", "1")];
        let done = head.post("/board", &picked).await;
        assert_eq!(done.status, StatusCode::OK);
        assert!(done.text.contains("1 / 2") && done.text.contains("没有办成"), "{}", done.text);
        let back = [("step", "return"), ("pick.2031/101001", "1"), ("reason", " ")];
        let refused = head.post("/board", &back).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        let none = head.post("/board", &[("step", "accept")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let foreign = head.post("/board", &[("step", "accept"), ("pick.2031/102", "1")]).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn waivers_are_listed_to_those_who_may_read_them() {
    run(async |office: Office| {
        dismissed(&office).await;
        returned(&office, "请附合同。").await;
        let mut auditor = as_person(&office, "auditor");
        let all = auditor.get("/checks").await.text;
        for words in ["与部门核实过。", "请附合同。", "合计不等", "/documents/d1#finding-f1"]
        {
            assert!(all.contains(words), "{words} in {all}");
        }
        let of_one = auditor.get("/checks?check=f1").await.text;
        assert!(of_one.contains("与部门核实过。") && !of_one.contains("请附合同。"), "{of_one}");
        let of_unit = auditor.get("/checks?check=&body=101001").await.text;
        assert!(of_unit.contains("请附合同。") && !of_unit.contains("与部门核实过。"), "{of_unit}");
        let of_department = auditor.get("/checks.csv?check=&body=101").await.text;
        assert_eq!(of_department.lines().count(), 3, "{of_department}");
        assert!(of_department.contains("\"云桥市教育局本级\",\"2031\""), "{of_department}");
        let of_other = auditor.get("/checks.csv?body=102").await.text;
        assert_eq!(of_other.lines().count(), 1, "{of_other}");
        let other = as_person(&office, "preparer-102").get("/checks").await.text;
        assert!(!other.contains("与部门核实过。") && !other.contains("请附合同。"), "{other}");
        let manager = as_person(&office, "administrator").get("/checks").await;
        assert_eq!(manager.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn documents_wait_in_the_inbox_of_who_acts_next() {
    run(async |office: Office| {
        dismissed(&office).await;
        let inbox = as_person(&office, "publisher").get("/office").await.text;
        assert!(inbox.contains("a.docx") && inbox.contains("可以公开"), "{inbox}");
        let back =
            Command::ReturnDocument { document: id("d1"), letter: "请改正。".to_owned() };
        office.store.act(&back, &person("reviewer"), Moment(START)).await.unwrap();
        let inbox = as_person(&office, "preparer-101").get("/office").await.text;
        assert!(inbox.contains("改正后重新报送"), "{inbox}");
        let inbox = as_person(&office, "publisher").get("/office").await.text;
        assert!(!inbox.contains("a.docx"), "{inbox}");
    });
}

#[test]
fn lines_of_a_letter_end_as_they_do_elsewhere() {
    run(async |office: Office| {
        dismissed(&office).await;
        let mut reviewer = as_person(&office, "reviewer");
        reviewer.get("/documents/d1").await;
        let fields = [("step", "return"), ("words", "第一行\r\n第二行")];
        assert_eq!(reviewer.post("/documents/d1", &fields).await.status, StatusCode::SEE_OTHER);
        let shown = reviewer.get("/documents/d1").await.text;
        assert!(shown.contains("第一行\n第二行") && !shown.contains('\u{240d}'), "{shown}");
    });
}

/// A comment at a cell that the saved ledger does not have is refused.
#[test]
fn a_comment_is_at_a_cell_that_is_there() {
    run(async |office: Office| {
        let content = office.app.files.put(&office.store, b"[{},[]]").await.unwrap();
        let of = || package("101001");
        let draft = Draft { content, ..draft(0, lines("2050201", "project", 5), vec![]) };
        for (who, command) in [
            ("preparer-101001", Command::Save { package: of(), draft }),
            ("preparer-101001", Command::Submit { package: of() }),
            ("head-101", Command::Accept { package: of() }),
        ] {
            office.store.act(&command, &person(who), Moment(START)).await.unwrap();
        }
        let mut head = as_person(&office, "head-101");
        let path = "/packages/2031/101001";
        head.get(path).await;
        for cell in ["支出!F13", "支出!G12", "别的!F12", "30205"] {
            let fields = [
                ("step", "return"),
                ("reason", "再核对"),
                ("cell_1", cell),
                ("words_1", "水费"),
                ("words_2", "电费"),
            ];
            let refused = head.post(path, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{cell}");
            let said = format!("底稿第1版没有单元格“{cell}”");
            assert!(refused.text.contains(&said), "{}", refused.text);
            // Nothing that was typed is lost.
            for kept in ["再核对", cell, "水费", "电费"] {
                assert!(refused.text.contains(kept), "{kept}: {}", refused.text);
            }
        }
        let command = r#"{"return":{"package":"2031/101001","reason":"a","comments":[{"cell":"支出!F13","words":"a"}]}}"#;
        let (status, problem) =
            office.call("POST", "/api/commands", Some("head-101"), command).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        let fields =
            [("step", "return"), ("reason", "再核对"), ("cell_1", "支出!F12"), ("words_1", "水费")];
        let done = head.post(path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    });
}

#[test]
fn a_cell_is_led_to() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let mut clerk = as_person(&office, "preparer-101001");
        let page = clerk.get("/packages/2031/101001").await.text;
        assert!(page.contains("/packages/2031/101001/sheets?cell="), "{page}");
        let lines = clerk.get("/packages/2031/101001/sheets").await;
        assert_eq!(lines.header("location"), "/packages/2031/101001/sheets/lines");
    });
}
