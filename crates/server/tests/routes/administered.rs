//! Years, people and bodies: what is asked before it is done, and what a new year does not hide.

use crate::browser::Browser;
use crate::office::{Office, START};
use crate::pages::{HOSTILE_NAME, as_person, is_harmless};
use crate::run;
use axum::http::StatusCode;
use server::hash_of_token;
use std::str::FromStr;
use workflow::testing::{draft, figures, hash, lines, package, person};
use workflow::{Command, Draft, Hash, Moment};

/// The units of a department submit, and the department what it agreed.
///
/// Versions of before say in which round it is: there is one by round.
pub async fn handed_up(office: &Office, before: u32) {
    let save =
        |body: &str, of| Command::Save { package: package(body), draft: draft(before, of, vec![]) };
    let mut steps = Vec::new();
    for unit in ["101001", "101002"] {
        let package = || package(unit);
        let preparer = format!("preparer-{unit}");
        let controls = Command::IssueControls { package: package(), figures: figures(100) };
        steps.extend((before > 0).then_some(("head-101".to_owned(), controls)));
        steps.extend([
            (preparer.clone(), save(unit, lines("2050201", "project", 100))),
            (preparer, Command::Submit { package: package() }),
            ("head-101".to_owned(), Command::Accept { package: package() }),
            ("head-101".to_owned(), Command::Agree { package: package() }),
        ]);
    }
    let ledger = (lines("2050201", "project", 200), Vec::<workflow::Finding>::new());
    let ledger = serde_json::to_vec(&ledger).unwrap();
    let content = office.app.files.put(&office.store, &ledger).await.unwrap();
    let draft = Draft { content, ..draft(before, workflow::Lines::default(), vec![]) };
    steps.push(("preparer-101".to_owned(), Command::Save { package: package("101"), draft }));
    steps.push(("head-101".to_owned(), Command::Submit { package: package("101") }));
    for (who, command) in steps {
        office.store.act(&command, &person(&who), Moment(START)).await.unwrap();
    }
}

#[test]
fn a_year_is_opened_and_control_figures_are_issued_on_pages() {
    run(async |office: Office| {
        let mut budget = as_person(&office, "budget");
        let proposed = budget.get("/calendar").await.text;
        assert!(proposed.contains("value=\"2031-10-31\""), "{proposed}");
        let days = [
            ("step", "open"),
            ("year", "2032"),
            ("first_up", "2031-10-31"),
            ("controls", "2031-11-30"),
            ("second_up", "2031-12-20"),
            ("approval", "2032-01-31"),
        ];
        let asked = budget.post("/calendar", &days).await;
        assert!(asked.text.contains("将为6个部门和单位开设2032年预算"), "{}", asked.text);
        assert!(!budget.get("/calendar").await.text.contains("board?year=2032"));
        let sure: Vec<_> = days.into_iter().chain([("sure", "1")]).collect();
        assert_eq!(budget.post("/calendar", &sure).await.header("location"), "/calendar?done=year");
        // The new year does not hide what waits in the old one.
        let mut clerk = as_person(&office, "preparer-101001");
        let inbox = clerk.get("/office").await.text;
        assert!(inbox.contains("/packages/2032/101001"), "{inbox}");
        assert!(inbox.contains("2031年还有1项等您办理"), "{inbox}");
        let mut reviewer = as_person(&office, "reviewer");
        assert!(reviewer.get("/office").await.text.contains("没有等您办理的事项"));
        handed_up(&office, 0).await;
        for path in ["/office", "/board"] {
            let shown = reviewer.get(path).await.text;
            let year = "<a href=\"/office?year=2031\" aria-current=\"true\">";
            let year = year.replace("/office", path);
            assert!(shown.contains(&year) && shown.contains("/packages/2031/101\""), "{shown}");
        }
        let wrong = days.map(|(name, day)| (name, if name == "controls" { "三月" } else { day }));
        let refused = budget.post("/calendar", &wrong).await;
        assert!(refused.text.contains("日期应如"), "{}", refused.text);
        for (name, kept) in [("year", "2032"), ("controls", "三月"), ("approval", "2032-01-31")] {
            assert!(refused.text.contains(&format!("value=\"{kept}\"")), "{name}");
        }
        let again = budget.post("/calendar", &days).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.text.contains("2032年已开设"), "{}", again.text);
        let path = "/packages/2032/101/controls";
        let shown = budget.get(path).await.text;
        assert!(shown.contains("class=\"hint\""), "it is not agreed: {shown}");
        let wrong = [("fund_1", "general"), ("purpose_1", "project"), ("amount_1", "1.234")];
        let refused = budget.post(path, &wrong).await;
        assert!(refused.text.contains("不是金额"), "{}", refused.text);
    });
}

/// The form that changes a calendar has the year whose days it shows, and no other can be typed.
#[test]
fn a_calendar_is_changed_under_its_own_year() {
    run(async |office: Office| {
        let mut budget = as_person(&office, "budget");
        let days = |year: &'static str, first_up: &'static str, step: &'static str| {
            [
                ("step", step),
                ("year", year),
                ("first_up", first_up),
                ("controls", "2031-11-30"),
                ("second_up", "2031-12-20"),
                ("approval", "2032-01-31"),
                ("sure", "1"),
            ]
        };
        budget.get("/calendar").await;
        let opened = budget.post("/calendar", &days("2032", "2031-10-31", "open")).await;
        assert_eq!(opened.header("location"), "/calendar?done=year");
        let form = async |budget: &mut Browser, path: &str| {
            let shown = budget.get(path).await.text;
            shown.split_once("id=\"change\"").unwrap().1.to_owned()
        };
        let last = form(&mut budget, "/calendar").await;
        let hidden = |year| format!("<input type=\"hidden\" name=\"year\" value=\"{year}\">");
        assert!(last.contains(&hidden(2032)) && last.contains("value=\"2031-10-31\""), "{last}");
        assert!(!last.contains("name=\"year\" inputmode"), "{last}");
        let chosen = form(&mut budget, "/calendar?change=2031").await;
        assert!(chosen.contains(&hidden(2031)), "{chosen}");
        assert!(chosen.contains("value=\"2030-10-31\"") && !chosen.contains("2031-10-31"));
        let changed = budget.post("/calendar", &days("2032", "2031-10-30", "change")).await;
        assert_eq!(changed.header("location"), "/calendar?done=calendar");
        let other = form(&mut budget, "/calendar?change=2031").await;
        assert!(other.contains("value=\"2030-10-31\""), "{other}");
    });
}

#[test]
fn people_and_bodies_are_managed_on_pages() {
    run(async |office: Office| {
        let mut administrator = as_person(&office, "administrator");
        administrator.get("/people").await;
        let person = [("step", "save"), ("login", "wang"), ("name", HOSTILE_NAME)];
        let saved = administrator.post("/people", &person).await;
        assert_eq!(saved.header("location"), "/people?done=person");
        let grant = [("step", "grant"), ("login", "wang"), ("role", "auditor"), ("body", "000")];
        assert_eq!(administrator.post("/people", &grant).await.status, StatusCode::SEE_OTHER);
        let link = administrator.post("/people", &[("step", "link"), ("login", "wang")]).await.text;
        assert!(link.contains("<code>") && link.contains("/welcome/"), "{link}");
        let shown = administrator.get("/people").await.text;
        assert!(!shown.contains("/welcome/") && shown.contains("审计 · 云桥市财政局"), "{shown}");
        is_harmless(&shown, "/people");
        // A login that exists is not taken over by mistake.
        let taken = administrator.post("/people", &person).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.text.contains("登录名wang已有"), "{}", taken.text);
        // Nobody locks themselves out.
        let own = [
            ("step", "revoke"),
            ("login", "administrator"),
            ("role", "administrator"),
            ("body", "000"),
        ];
        let kept = administrator.post("/people", &own).await;
        assert_eq!(kept.status, StatusCode::CONFLICT);
        assert!(kept.text.contains("不能收回自己的管理员权限"), "{}", kept.text);
        let stop = [("step", "stop"), ("login", "administrator")];
        let kept = administrator.post("/people", &stop).await;
        assert!(kept.text.contains("不能停用自己"), "{}", kept.text);
        let stop = [("step", "stop"), ("login", "wang")];
        let stopped = administrator.post("/people", &stop).await;
        assert_eq!(stopped.header("location"), "/people?done=stopped");
        administrator.get("/bodies").await;
        let body = [("code", "103"), ("name", "云桥市水利局"), ("parent", "000")];
        let added = administrator.post("/bodies", &body).await;
        assert_eq!(added.header("location"), "/bodies?done=body");
        let twice = administrator.post("/bodies", &body).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(twice.text.contains("单位代码已使用"), "{}", twice.text);
        for (step, done) in
            [("rename", "body_renamed"), ("close", "body_closed"), ("reopen", "body_reopened")]
        {
            let fields = [("step", step), ("code", "103"), ("name", "云桥市水务局")];
            let did = administrator.post("/bodies", &fields).await;
            assert_eq!(did.header("location"), format!("/bodies?done={done}"), "{}", did.text);
            let shown = administrator.get("/bodies").await.text;
            assert!(shown.contains("云桥市水务局") && !shown.contains("云桥市水利局"), "{shown}");
            assert_eq!(shown.contains("已关闭</span>"), step == "close", "{shown}");
        }
        let units = administrator.post("/bodies", &[("step", "close"), ("code", "101")]).await;
        assert_eq!(units.status, StatusCode::CONFLICT);
        assert!(units.text.contains("先关闭所属单位：还有2个"), "{}", units.text);
        assert!(units.text.contains("预算股在“日历”页办理"), "{}", units.text);
    });
}

/// Brings the budget of a department to where it is published next.
pub async fn approved(office: &Office) {
    let of = || package("101");
    handed_up(office, 0).await;
    for (who, command) in [
        ("reviewer", Command::Accept { package: of() }),
        ("reviewer", Command::Agree { package: of() }),
        ("budget", Command::IssueControls { package: of(), figures: figures(200) }),
    ] {
        office.store.act(&command, &person(who), Moment(START)).await.unwrap();
    }
    handed_up(office, 1).await;
    for (who, command) in [
        ("reviewer", Command::Accept { package: of() }),
        ("reviewer", Command::Agree { package: of() }),
        ("budget", Command::Approve { package: of() }),
    ] {
        office.store.act(&command, &person(who), Moment(START)).await.unwrap();
    }
}

/// Who knows the hash of a file cannot publish it for that.
#[test]
fn only_files_that_are_seen_are_published() {
    run(async |office: Office| {
        approved(&office).await;
        let publish = async |files: &[Hash]| {
            let (files, names) = (files.to_vec(), Vec::new());
            let command = Command::Publish { package: package("101"), files, names };
            let command = serde_json::to_string(&command).unwrap();
            office.call("POST", "/api/commands", Some("publisher"), command).await
        };
        let received = async |document: &str, text: &'static str| {
            let path = format!("/api/documents/{document}?body=101&name=a.docx");
            let (status, answer) = office.call("POST", &path, Some("preparer-101"), text).await;
            assert!(status.is_success(), "{answer}");
            Hash::from_str(&hash_of_token(text)).unwrap()
        };
        let kept = office.app.files.put(&office.store, b"kept").await.unwrap();
        let seen = received("d1", "seen").await;
        for files in [vec![hash(1)], vec![kept.clone()], vec![seen.clone(), kept]] {
            let (status, problem) = publish(&files).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
            assert!(problem["zh"].as_str().unwrap().contains("没有收到过"), "{problem}");
        }
        // A version that was replaced is seen as well.
        received("d1", "seen later").await;
        let (status, events) = publish(&[seen]).await;
        assert_eq!(status, StatusCode::OK, "{events}");
    });
}

#[test]
fn what_was_withdrawn_says_so() {
    run(async |office: Office| {
        approved(&office).await;
        let of = || package("101");
        let file = office.app.files.put(&office.store, b"{}").await.unwrap();
        let names = vec!["云桥市教育局<b>2031年预算.json".to_owned()];
        let publish = Command::Publish { package: of(), files: vec![file], names };
        office.store.act(&publish, &person("publisher"), Moment(START)).await.unwrap();
        let mut publisher = as_person(&office, "publisher");
        // What is published is read from its ledger, and compared with what was approved.
        let changes = "/packages/2031/101/changes?from=approved&to=published";
        let shown = publisher.get(changes).await.text;
        assert!(shown.contains("<option value=\"published\" selected>"), "{shown}");
        assert!(shown.contains("两版收支明细没有差别"), "{shown}");
        let before = "/packages/2031/101001/changes?from=last_year&to=published";
        let shown = publisher.get(before).await.text;
        assert!(!shown.contains("公开的预算") && shown.contains("最近送审"), "{shown}");
        let shown = publisher.get("/packages/2031/102/changes").await.text;
        assert!(!shown.contains("送审</option>") && !shown.contains("批复数"), "{shown}");
        let shown = publisher.get("/packages/2031/101").await.text;
        assert!(shown.contains("<a href=\"/published/2031/101\">"), "{shown}");
        let link =
            "<a href=\"/published/2031/101/files/1\">云桥市教育局&#60;b&#62;2031年预算.json</a>";
        assert!(shown.contains(link), "{shown}");
        let public = office.visit("GET", "/published/2031/101", None, "").await.text;
        assert!(public.contains("云桥市教育局&#60;b&#62;2031年预算.json"), "{public}");
        let file = office.visit("GET", "/published/2031/101/files/1", None, "").await;
        assert!(file.header("content-disposition").contains("2031%E5%B9%B4"), "{:?}", file.headers);
        let reason = "附件有误<script>。".to_owned();
        let withdraw = Command::Withdraw { package: of(), reason };
        office.store.act(&withdraw, &person("publisher"), Moment(START)).await.unwrap();
        let gone = office.visit("GET", "/published/2031/101", None, "").await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.text.contains("撤回") && gone.text.contains("附件有误"), "{}", gone.text);
        is_harmless(&gone.text, "/published/2031/101");
        let file = office.visit("GET", "/published/2031/101/files/1", None, "").await;
        assert_eq!(file.status, StatusCode::NOT_FOUND);
        let shown = publisher.get("/packages/2031/101").await.text;
        assert!(shown.contains("已撤回公开"), "{shown}");
        let never = office.visit("GET", "/published/2031/102", None, "").await;
        assert_eq!(never.status, StatusCode::NOT_FOUND);
    });
}
