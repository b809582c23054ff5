//! The pages of the office, as a browser without scripts sees and uses them.

use crate::browser::Browser;
use crate::office::{Office, START, session_of};
use crate::run;
use axum::http::StatusCode;
use server::router;
use workflow::testing::{draft, finding, id, lines, package, person};
use workflow::{Command, FindingLevel, Moment, Remark};

/// What people and files may write anywhere.
pub const HOSTILE: &str =
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>=1+1\u{202e}\u{1b}[31m";

/// A name has no controls.
pub const HOSTILE_NAME: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>=1+1";

pub fn as_person(office: &Office, login: &str) -> Browser {
    let mut browser = Browser::new(router(office.app.clone()));
    browser.cookies.insert("yusuan_session".to_owned(), session_of(login));
    browser
}

/// A unit's package is saved with a warning to explain, submitted, and returned with a comment.
pub async fn returned(office: &Office, words: &str) {
    let package = package("101001");
    let warning = finding("w1", FindingLevel::ToExplain);
    let draft = draft(0, lines("2050201", "project", 123_456_700), vec![warning]);
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

pub fn is_harmless(page: &str, path: &str) {
    let page = page.replace("<script type=\"module\" src=\"/script/", "");
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
        assert!(inbox.text.contains("<strong>已退回：</strong>请附合同。"), "{}", inbox.text);
        assert_eq!(inbox.status, StatusCode::OK);
        let cell = "<a href=\"/packages/2031/101001#comment-0\">支出!F12</a>";
        assert!(inbox.text.contains(cell), "{}", inbox.text);
        assert!(inbox.text.contains("请附合同。") && inbox.text.contains("2030-10-31"));
        let mut head = as_person(&office, "head-101");
        let shown = head.get("/office").await.text;
        assert!(shown.contains("等他人办理") && shown.contains("云桥市教育局本级"), "{shown}");
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
        let some = reviewer
            .get("/board?q=%E7%A6%8F%E5%88%A9&stage=editing&level=unit&late=&mine=")
            .await
            .text;
        assert!(some.contains("云桥市福利院") && !some.contains("云桥市第一中学"), "{some}");
        let csv = reviewer.get("/board.csv?q=101001").await;
        assert!(csv.header("content-disposition").contains("board-2031.csv"));
        let lines: Vec<&str> = csv.text.lines().collect();
        assert_eq!(lines.len(), 3, "{}", csv.text);
        assert!(lines[1].contains("1234567.00"), "{}", csv.text);
        assert!(lines[2].contains("单位合计") && lines[2].contains("1234567.00"), "{}", csv.text);
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
        assert!(shown.text.contains("有1条意见没有答复。第一条支出!F12：请附合同。"));
        let why = "<button disabled aria-describedby=\"why-agree\">";
        assert!(shown.text.contains(why) && shown.text.contains("您没有"), "{}", shown.text);
        let fields = [("step", "answer"), ("comment", "0"), ("words", "合同见附件。")];
        let answer = clerk.post(path, &fields).await;
        let to = "/packages/2031/101001?done=answer#comments";
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, to));
        let shown = clerk.get("/packages/2031/101001?done=answer").await.text;
        assert!(shown.contains("已答复。") && shown.contains("合同见附件。"), "{shown}");
        assert!(shown.contains("<button name=\"step\" value=\"submit\">"), "{shown}");
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
        let fields = [("step", "answer"), ("comment", "0"), ("words", "合同见附件。")];
        clerk.post(path, &fields).await;
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
        assert!(shown.contains("数字不对") && shown.contains(">支出!G3</a>"), "{shown}");
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
fn documents_are_handed_in_marked_and_returned_on_pages() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    runtime.block_on(async {
        let office = Office::with_workers(folder.path(), 1).await;
        let mut clerk = as_person(&office, "preparer-101");
        clerk.get("/documents").await;
        let files = [("101预算.docx", "预算"), ("102预算.docx", "别人的预算"), ("", "")];
        let sent = clerk.send_files("/documents", &files).await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
        assert!(sent.text.contains("102预算.docx：看不出是哪个单位的文件"), "{}", sent.text);
        let id = sent.text.split("/documents/101-").nth(1).unwrap().split('"').next().unwrap();
        let path = format!("/documents/101-{id}");
        let mut reviewer = as_person(&office, "reviewer");
        let mut shown = reviewer.get(&path).await.text;
        for _ in 0..500 {
            if !shown.contains("http-equiv=\"refresh\"") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            shown = reviewer.get(&path).await.text;
        }
        assert!(shown.contains("合计与明细之和不等。"), "{shown}");
        let empty = [("step", "dismiss"), ("finding", "f1"), ("words", " ")];
        let refused = reviewer.post(&path, &empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("请填写理由。"), "{}", refused.text);
        let fields = [("step", "dismiss"), ("finding", "f1"), ("words", HOSTILE)];
        assert_eq!(reviewer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
        let fields = [("step", "return"), ("words", HOSTILE)];
        assert_eq!(reviewer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
        let shown = clerk.get(&path).await.text;
        assert!(shown.contains("已排除") && shown.contains("&#60;script&#62;"), "{shown}");
        is_harmless(&shown, &path);
        let again = clerk.send_files(&format!("{path}/versions"), &[("101预算2.docx", "改")]).await;
        assert_eq!(again.header("location"), format!("{path}?done=receive"));
        let file = clerk.get(&format!("{path}/file?version=1")).await;
        assert!(
            file.header("content-disposition").starts_with("attachment; filename=\"101__.docx")
        );
        assert_eq!(
            (file.text.as_str(), file.header("content-type")),
            ("预算", "application/octet-stream")
        );
        let mut foreign = as_person(&office, "preparer-101");
        foreign.token = "0".repeat(64);
        let refused = foreign.send_files("/documents", &[("101其他.docx", "其他")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn the_history_is_searched_verified_and_exported() {
    run(async |office: Office| {
        returned(&office, HOSTILE).await;
        let mut auditor = as_person(&office, "auditor");
        let all = auditor.get("/audit").await.text;
        is_harmless(&all, "/audit");
        let some = auditor.get("/audit?q=101001+alert&who=head-101").await.text;
        assert!(some.contains("退回") && !some.contains("授权</td>"), "{some}");
        let none = auditor.get("/audit?q=%25&who=nobody").await.text;
        assert!(none.contains("没有符合条件的留痕"), "{none}");
        let verified = auditor.post("/audit", &[("anchor", "")]).await.text;
        assert!(verified.contains("没有改动"), "{verified}");
        let cut = auditor.post("/audit", &[("anchor", "999-000000000000")]).await.text;
        assert!(cut.contains("截去"), "{cut}");
        let csv = auditor.get("/audit.csv?q=101001&who=").await.text;
        assert!(csv.lines().count() > 5 && !csv.contains("\"="), "{csv}");
    });
}

#[test]
fn citizens_find_what_is_published_and_nothing_else() {
    run(async |office: Office| {
        let content = office.app.files.put(&office.store, b"PK word/document.xml").await.unwrap();
        for (who, command) in [
            (
                person("reviewer"),
                Command::Receive {
                    document: id("d1"),
                    body: id("101"),
                    name: "<b>2031预算.docx".into(),
                    content: content.clone(),
                },
            ),
            (
                workflow::Actor::Program,
                Command::RecordCheck { document: id("d1"), content, findings: Vec::new() },
            ),
            (person("publisher"), Command::PublishDocument { document: id("d1") }),
        ] {
            office.store.act(&command, &who, Moment(START)).await.unwrap();
        }
        let mut citizen = Browser::new(router(office.app.clone()));
        let found = citizen.get("/?q=%E6%95%99%E8%82%B2&year=").await.text;
        assert!(found.contains("href=\"/published/documents/d1\""), "{found}");
        is_harmless(&found, "/");
        assert!(citizen.get("/?q=%E7%A6%8F%E5%88%A9&year=").await.text.contains("没有找到"));
        assert!(citizen.get("/?q=&year=2031").await.text.contains("2031预算.docx"));
        let page = citizen.get("/published/documents/d1").await;
        assert!(page.text.contains("&#60;b&#62;2031预算.docx"), "{}", page.text);
        let file = citizen.get("/published/documents/d1/file").await;
        assert_eq!(file.text, "PK word/document.xml");
        for path in
            ["/published/2031/101", "/published/2031/101/files/1", "/published/documents/d2"]
        {
            assert_eq!(citizen.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}

#[test]
fn what_changed_is_told_with_the_version_and_who() {
    run(async |office: Office| {
        returned(&office, "请改正").await;
        let (package, clerk) = (package("101001"), person("preparer-101001"));
        let draft = draft(1, lines("2050201", "project", 100_000_000), Vec::new());
        let save = Command::Save { package, draft };
        office.store.act(&save, &clerk, Moment(START + 86_400)).await.unwrap();
        let mut head = as_person(&office, "head-101");
        let path = "/packages/2031/101001/changes";
        let shown = head.get(&format!("{path}?from=submitted&to=saved")).await.text;
        assert!(shown.contains("1,234,567.00") && shown.contains("-234,567.00"), "{shown}");
        assert!(shown.contains("2050201 学前教育、项目支出"), "{shown}");
        assert!(shown.contains("-19.0%") && shown.contains("第2版 preparer-101001"), "{shown}");
        let same = head.get(&format!("{path}?from=v2&to=v2")).await.text;
        assert!(same.contains("两版金额没有差别"), "{same}");
    });
}

#[test]
fn a_budget_is_published_with_the_head_of_the_history() {
    run(async |office: Office| {
        let mut publisher = as_person(&office, "publisher");
        let early = publisher.get("/packages/2031/101/publish").await;
        assert!(early.text.contains("class=\"hint\""), "nothing was saved: {}", early.text);
        assert!(!early.text.contains("预算.html"));
        let content = office.app.files.put(&office.store, b"ledger").await.unwrap();
        let mut draft = draft(0, workflow::Lines::default(), Vec::new());
        draft.content = content;
        let of_unit = draft.clone();
        let save = Command::Save { package: package("101"), draft };
        office.store.act(&save, &person("preparer-101"), Moment(START)).await.unwrap();
        let shown = publisher.get("/packages/2031/101/publish").await.text;
        assert!(shown.contains("预算.html") && shown.contains("class=\"hint\""), "{shown}");
        // Layouts have names for people, and the one that was used before is chosen.
        assert!(shown.contains("<option value=\"plain\" selected>朴素的样式<"), "{shown}");
        publisher.cookies.insert("yusuan_layout".to_owned(), "fancy".to_owned());
        let shown = publisher.get("/packages/2031/101/publish").await.text;
        assert!(shown.contains("<option value=\"fancy\" selected>"), "{shown}");
        // A unit is never published as its department, nor a department as the units before it.
        let save = Command::Save { package: package("101001"), draft: of_unit };
        office.store.act(&save, &person("preparer-101001"), Moment(START)).await.unwrap();
        let of_unit = publisher.get("/packages/2031/101001/publish").await.text;
        assert!(of_unit.contains("<option value=\"single\" selected>"), "{of_unit}");
        let offers = |name: &str| of_unit.contains(&format!("value=\"{name}\""));
        assert!(!offers("plain") && !offers("fancy"), "{of_unit}");
        let asked = publisher.get("/packages/2031/101001/publish/1?layout=plain").await.text;
        assert!(asked.contains("single "), "{asked}");
        publisher.cookies.insert("yusuan_layout".to_owned(), "plain".to_owned());
        let like = publisher.get("/packages/2031/101001/publish").await.text;
        assert!(like.contains("<option value=\"plain-unit\" selected>"), "{like}");
        publisher.cookies.insert("yusuan_layout".to_owned(), "single".to_owned());
        let shown = publisher.get("/packages/2031/101/publish").await.text;
        assert!(shown.contains("<option value=\"plain\" selected>"), "{shown}");
        publisher.cookies.remove("yusuan_layout");
        let file = publisher.get("/packages/2031/101/publish/1").await;
        let head = office.store.head().await.unwrap().to_string();
        assert!(file.text.contains(&format!("plain {head}")), "{}", file.text);
        let refused = publisher.post("/packages/2031/101/publish", &[("layout", "plain")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
    });
}
