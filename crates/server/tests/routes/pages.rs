//! The pages of the office, as a browser without scripts sees and uses them.

use crate::browser::Browser;
use crate::office::{Office, START, session_of};
use crate::run;
use axum::http::StatusCode;
use server::router;
use workflow::testing::{draft, figures, finding, id, lines, package, person};
use workflow::{Command, FindingLevel, Moment, Remark};

/// What people and files may write anywhere.
const HOSTILE: &str =
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>=1+1\u{202e}\u{1b}[31m";

fn as_person(office: &Office, login: &str) -> Browser {
    let mut browser = Browser::new(router(office.app.clone()));
    browser.cookies.insert("yusuan_session".to_owned(), session_of(login));
    browser
}

/// A unit's package is saved with a warning to explain, submitted, and returned with a comment.
async fn returned(office: &Office, words: &str) {
    let package = package("101001");
    let warning = finding("w1", FindingLevel::ToExplain);
    let draft = draft(0, lines("2050201", "project", 1_234_567_00), vec![warning]);
    let remark = Remark { cell: Some(id("支出!F12")), words: words.to_owned() };
    for (who, command) in [
        ("preparer-101001", Command::Save { package: package.clone(), draft }),
        (
            "preparer-101001",
            Command::Explain {
                package: package.clone(),
                finding: id("w1"),
                words: words.to_owned(),
            },
        ),
        ("preparer-101001", Command::Submit { package: package.clone() }),
        ("head-101", Command::Accept { package: package.clone() }),
        ("head-101", Command::Return { package, reason: words.to_owned(), comments: vec![remark] }),
    ] {
        office.store.act(&command, &person(who), Moment(START)).await.unwrap();
    }
}

fn is_harmless(page: &str, path: &str) {
    for bad in ["<script", "<img", "onclick", "style=", "\u{202e}", "\u{1b}"] {
        assert!(!page.contains(bad), "{path}: {bad}");
    }
}

#[test]
fn the_inbox_lists_the_cells_at_which_something_is_to_be_done() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let mut clerk = as_person(&office, "preparer-101001");
        let inbox = clerk.get("/office").await;
        assert_eq!(inbox.status, StatusCode::OK);
        let cell = "<a href=\"/packages/2031/101001#comment-0\">支出!F12</a>";
        assert!(inbox.text.contains(cell), "{}", inbox.text);
        assert!(inbox.text.contains("请附合同。") && inbox.text.contains("2030-10-31"));
        let mut head = as_person(&office, "head-101");
        let shown = head.get("/office").await.text;
        assert!(shown.contains("已办") && shown.contains("云桥市教育局本级"), "{shown}");
        assert!(!shown.contains("云桥市福利院"), "{shown}");
    });
}

#[test]
fn the_board_is_filtered_sorted_and_exported() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let mut reviewer = as_person(&office, "reviewer");
        let all = reviewer.get("/board?sort=warnings").await.text;
        let place = |name: &str| all.find(name).unwrap();
        assert!(place(">云桥市教育局本级<") < place(">云桥市福利院<"), "{all}");
        assert!(all.contains("<svg"), "{all}");
        let some = reviewer.get("/board?q=福利&stage=editing&level=unit&late=&mine=").await.text;
        assert!(some.contains("云桥市福利院") && !some.contains("云桥市第一中学"), "{some}");
        let csv = reviewer.get("/board.csv?q=101001").await;
        assert!(csv.header("content-disposition").contains("board-2031.csv"));
        let lines: Vec<&str> = csv.text.lines().collect();
        assert_eq!(lines.len(), 2, "{}", csv.text);
        assert!(lines[1].contains("1234567.00"), "{}", csv.text);
        let of_nobody = as_person(&office, "administrator").get("/board").await;
        assert_eq!(of_nobody.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_package_shows_what_can_be_done_and_why_the_rest_cannot() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let mut clerk = as_person(&office, "preparer-101001");
        let path = "/packages/2031/101001";
        let shown = clerk.get(path).await;
        assert!(shown.text.contains("1,234,567.00") && shown.text.contains("2050201 学前教育"));
        assert!(shown.text.contains("<button name=\"step\" value=\"submit\">"), "{}", shown.text);
        let why = "<button disabled aria-describedby=\"why-agree\">";
        assert!(shown.text.contains(why) && shown.text.contains("您没有"), "{}", shown.text);
        let fields = [("step", "answer"), ("comment", "0"), ("words", "合同见附件。")];
        let answer = clerk.post(path, &fields).await;
        let to = "/packages/2031/101001?done=answer#comments";
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, to));
        let shown = clerk.get("/packages/2031/101001?done=answer").await.text;
        assert!(shown.contains("已答复。") && shown.contains("合同见附件。"), "{shown}");
        // What is not done keeps what was typed, and says why.
        let mut head = as_person(&office, "head-101");
        head.get(path).await;
        let refused = head.post(path, &[("step", "return"), ("reason", "再查一遍")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("role=\"alert\"") && refused.text.contains("再查一遍"));
    });
}

#[test]
fn a_return_has_a_reason_and_comments_at_cells() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let path = "/packages/2031/101001";
        let mut clerk = as_person(&office, "preparer-101001");
        clerk.get(path).await;
        clerk.post(path, &[("step", "submit")]).await;
        let mut head = as_person(&office, "head-101");
        head.get(path).await;
        head.post(path, &[("step", "accept")]).await;
        let fields = [
            ("step", "return"),
            ("reason", "数字不对"),
            ("cell_2", "支出!G3"),
            ("words_2", "请核对"),
        ];
        let answer = head.post(path, &fields).await;
        assert_eq!(answer.header("location"), "/packages/2031/101001?done=return");
        let shown = clerk.get(path).await.text;
        assert!(
            shown.contains("数字不对") && shown.contains("<strong>支出!G3</strong>"),
            "{shown}"
        );
        // A form of another site is not read.
        clerk.token = "0".repeat(64);
        let foreign = clerk.post(path, &[("step", "submit")]).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn hostile_words_are_shown_as_text() {
    run(async |office: Office| {
        let add =
            Command::AddBody { code: id("103"), name: HOSTILE.into(), parent: Some(id("000")) };
        office.store.act(&add, &person("administrator"), Moment(START)).await.ok();
        let open = Command::OpenPackage { package: package("103") };
        office.store.act(&open, &person("budget"), Moment(START)).await.ok();
        returned(&office, HOSTILE).await;
        let mut reader = as_person(&office, "reviewer");
        for path in ["/office", "/board", "/packages/2031/101001", "/packages/2031/101"] {
            let page = reader.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            is_harmless(&page.text, path);
        }
        let page = reader.get("/packages/2031/101001").await.text;
        assert!(page.contains("&#60;script&#62;alert(1)") && page.contains('\u{241b}'), "{page}");
        let csv = reader.get("/board.csv").await.text;
        assert!(!csv.contains(",=") && !csv.contains("\"="), "{csv}");
    });
}

#[test]
fn a_stranger_is_asked_to_log_in_and_comes_back() {
    run(async |office: Office| {
        let mut browser = Browser::new(router(office.app.clone()));
        let asked = browser.get("/board?year=2031&sort=days").await;
        let to = "/login?next=/board%3Fyear%3D2031%26sort%3Ddays";
        assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, to));
        let form = browser.get(to).await.text;
        assert!(form.contains("value=\"/board?year=2031&#38;sort=days\""), "{form}");
        let elsewhere = browser.get("/login?next=//example.com").await.text;
        assert!(!elsewhere.contains("example.com"), "{elsewhere}");
    });
}

#[test]
fn control_figures_stand_beside_what_is_proposed() {
    run(async |office: Office| {
        let _ = figures(1);
        let shown = as_person(&office, "budget").get("/packages/2031/101").await.text;
        assert!(shown.contains("还没有金额"), "{shown}");
    });
}
