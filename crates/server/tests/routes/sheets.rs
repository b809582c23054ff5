//! The sheets of a package as forms.

use crate::browser::Browser;
use crate::office::{Answer, Office, send};
use crate::run;
use axum::http::StatusCode;
use serde_json::json;
use server::router;
use store::hash_password;
use workflow::testing::{finding, id};
use workflow::{Finding, FindingLevel};

const PASSWORD: &str = "correct horse";
const LINES: &str = "/packages/2031/101001/sheets/lines";

/// Returns a browser in which a person is logged in.
async fn browser(office: &Office, login: &str) -> Browser {
    let mut person = office.store.person(&id(login)).await.unwrap().unwrap();
    person.password = Some(hash_password(PASSWORD).unwrap());
    office.store.put_person(&person).await.unwrap();
    let mut browser = Browser::new(router(office.app.clone()));
    browser.log_in(login, PASSWORD).await;
    browser
}

/// A clerk with the page of a version, which may have become an old one.
struct Clerk {
    browser: Browser,
    version: String,
}

impl Clerk {
    async fn of(office: &Office) -> Self {
        let browser = browser(office, "preparer-101001").await;
        let mut clerk = Self { browser, version: String::new() };
        clerk.look().await;
        clerk
    }

    async fn look(&mut self) -> Answer {
        let shown = self.browser.get(LINES).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        let (_, rest) = shown.text.split_once("name=\"version\" value=\"").unwrap();
        rest.split('"').next().unwrap().clone_into(&mut self.version);
        shown
    }

    async fn send(&mut self, action: &str, row: &str, cells: &[(&str, &str)]) -> Answer {
        let version = self.version.clone();
        let own = [("version", version.as_str()), ("action", action), ("row", row)];
        let fields: Vec<(&str, &str)> = own.into_iter().chain(cells.iter().copied()).collect();
        self.browser.post(LINES, &fields).await
    }
}

fn cells<'a>(unit: &'a str, amount: &'a str, reason: &'a str) -> [(&'a str, &'a str); 3] {
    [("cell.单位", unit), ("cell.金额", amount), ("cell.理由", reason)]
}

#[test]
fn a_row_is_added_changed_and_removed() {
    run(async |office: Office| {
        let mut clerk = Clerk::of(&office).await;
        assert_eq!(clerk.version, "0");
        let answer = clerk.send("save", "", &cells("甲<b>", "壹", "")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let shown = clerk.look().await;
        assert_eq!(clerk.version, "1");
        assert!(shown.text.contains("甲&#60;b&#62;") && !shown.text.contains("<b>"));
        // The mistake is shown at its cell.
        let cell = shown.text.split_once("class=\"number wrong\">壹").unwrap().1;
        assert!(cell.split_once("</td>").unwrap().0.contains("class=\"late\""), "{cell}");
        clerk.send("save", "0", &cells("甲", "12", "")).await;
        let shown = clerk.look().await;
        assert!(!shown.text.contains("number wrong") && shown.text.contains("12.00"));
        clerk.send("remove", "0", &[]).await;
        assert!(clerk.look().await.text.contains("这张表还没有内容"));
    });
}

/// No line leaves the total without a word, and digits of input methods are digits.
#[test]
fn the_total_says_what_is_not_in_it() {
    run(async |office: Office| {
        let mut clerk = Clerk::of(&office).await;
        clerk.send("paste", "", &[("rows", "甲\t１２\tx\n乙\t15万元整\ty\n丙\t3\tz\n")]).await;
        let shown = clerk.look().await.text;
        let total = shown.split_once("合计（元）: ").unwrap().1.split_once("</p>").unwrap().0;
        assert!(total.contains("<strong>15.00</strong>"), "{total}");
        assert!(total.contains("有1格不是数字，没有计入合计"), "{total}");
        clerk.send("save", "1", &cells("乙", "4", "")).await;
        let shown = clerk.look().await.text;
        assert!(shown.contains("<strong>19.00</strong>") && !shown.contains("没有计入合计"));
    });
}

#[test]
fn two_people_lose_no_edit() {
    run(async |office: Office| {
        let mut one = Clerk::of(&office).await;
        one.send("save", "", &cells("甲", "1", "x")).await;
        one.look().await;
        let mut other = Clerk::of(&office).await;
        one.send("save", "0", &cells("甲", "20", "x")).await;
        // Another cell of the row of the older version is merged.
        let answer = other.send("save", "0", &cells("甲", "1", "y")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let shown = other.look().await;
        assert!(shown.text.contains("20") && shown.text.contains(">y"), "{}", shown.text);
        // The same cell is not: both values are shown, and what was typed stays in the form.
        one.look().await;
        one.send("save", "0", &cells("甲", "30", "y")).await;
        let answer = other.send("save", "0", &cells("甲", "31", "y")).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.text.contains("他人已改为“30”，您填的是“31”"), "{}", answer.text);
        assert!(answer.text.contains("value=\"31\""), "{}", answer.text);
        other.look().await;
        other.send("save", "0", &cells("甲", "31", "y")).await;
        assert!(one.look().await.text.contains(">31"));
    });
}

#[test]
fn only_those_who_may_edit_change_sheets() {
    run(async |office: Office| {
        let mut clerk = Clerk::of(&office).await;
        clerk.send("save", "", &cells("甲", "1", "")).await;
        let mut auditor = browser(&office, "auditor").await;
        let shown = auditor.get(LINES).await;
        assert!(shown.text.contains("您可以查看，不能修改") && !shown.text.contains("cell."));
        let fields = [("version", "1"), ("action", "save"), ("row", "0"), ("cell.金额", "9")];
        assert_eq!(auditor.post(LINES, &fields).await.status, StatusCode::NOT_FOUND);
        let mut stranger = Browser::new(router(office.app.clone()));
        assert!(stranger.get(LINES).await.header("location").starts_with("/login?next="));
        let mut other = browser(&office, "head-102").await;
        assert_eq!(other.get(LINES).await.status, StatusCode::NOT_FOUND);
        // A form of another site.
        clerk.browser.token = "x".to_owned();
        let foreign = clerk.send("remove", "0", &[]).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    });
}

/// What the page's script asks for: cells as JSON, with the token of the page's forms, and problems
/// as JSON.
#[test]
fn the_script_of_the_page_saves() {
    run(async |office: Office| {
        let mut clerk = Clerk::of(&office).await;
        clerk.send("save", "", &cells("甲", "壹", "")).await;
        clerk.look().await;
        let browser = &clerk.browser;
        let cookie = format!("yusuan_session={}", browser.cookies["yusuan_session"]);
        let ask = async |token: &str, path: &str, amount: &str| {
            let change = json!({"sheet": "lines", "row": 0, "cells": {"金额": amount}});
            let sent = json!({"based_on": 1, "edits": [{"change": change}]}).to_string();
            let headers = [
                ("content-type", "application/json"),
                ("cookie", cookie.as_str()),
                ("x-form-token", token),
            ];
            let (method, sent) =
                if path == "data" { ("GET", String::new()) } else { ("POST", sent) };
            let path = format!("/api{LINES}/{path}");
            let answer = send(&browser.routes, method, &path, &headers, sent).await;
            (answer.status, answer.json())
        };
        let token = browser.token.as_str();
        let (_, tried) = ask(token, "check", "12").await;
        assert_eq!((&tried["rows"][0][1], &tried["version"]), (&json!("12"), &json!(1)));
        let (status, problem) = ask("x", "edits", "12").await;
        assert_eq!((status, &problem["why"]), (StatusCode::FORBIDDEN, &json!("foreign_form")));
        let (_, saved) = ask(token, "edits", "12").await;
        assert_eq!((&saved["conflicts"], &saved["data"]["version"]), (&json!([]), &json!(2)));
        let (_, kept) = ask(token, "data", "").await;
        assert_eq!((&kept["rows"][0][1], &kept["marks"]), (&json!("12"), &json!([])));
        // Another answer to the same cell: both values come back.
        let (_, late) = ask(token, "edits", "13").await;
        assert_eq!(late["conflicts"][0][1]["cell"]["theirs"], "12", "{late}");
    });
}

#[test]
fn completeness_is_said_and_kept() {
    run(async |office: Office| {
        let mut clerk = Clerk::of(&office).await;
        clerk.send("paste", "", &[("rows", "甲\t1\tx\n乙\t2\ty\n")]).await;
        clerk.look().await;
        clerk.send("complete", "", &[]).await;
        let shown = clerk.look().await;
        assert!(shown.text.contains("已确认填报完整") && shown.text.contains("3.00"));
        clerk.send("save", "0", &cells("甲", "2", "x")).await;
        let shown = clerk.look().await;
        assert!(shown.text.contains("已确认填报完整") && shown.text.contains("4.00"));
    });
}

/// Sends a workbook by the form of the page. The tests' workbooks are their lines and findings.
async fn upload(clerk: &Clerk, content: &str) -> Answer {
    let browser = &clerk.browser;
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name={name}\r\n\r\n{value}\r\n")
    };
    let form = part("\"token\"", &browser.token)
        + &part("\"version\"", &clerk.version)
        + &part("\"file\"; filename=\"a.xlsx\"", content)
        + "--b--\r\n";
    let cookie = format!("yusuan_session={}", browser.cookies["yusuan_session"]);
    let headers =
        [("content-type", "multipart/form-data; boundary=b"), ("cookie", cookie.as_str())];
    send(&browser.routes, "POST", "/packages/2031/101001/workbook", &headers, form).await
}

/// What is wrong in a workbook is listed at once, with links to its cells; what is not a workbook
/// is refused on the page from which it was sent.
#[test]
fn a_workbook_that_was_sent_tells_what_is_wrong_in_it() {
    run(async |office: Office| {
        let mut clerk = Clerk::of(&office).await;
        let refused = upload(&clerk, "预算").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("没有收到您传的底稿"), "{}", refused.text);
        assert!(refused.text.contains("不是底稿。") && refused.text.contains("id=\"file\""));
        clerk.look().await;
        assert_eq!(clerk.version, "0", "nothing was changed");
        let wrong =
            Finding { cell: Some(id("收支明细!B2")), ..finding("f1", FindingLevel::Error) };
        let content = json!([{}, [wrong, finding("f2", FindingLevel::Warning)]]).to_string();
        let received = upload(&clerk, &content).await;
        let to = received.header("location").to_owned();
        assert!(to.starts_with(LINES) && to.contains("received_wrong"), "{to}");
        let shown = clerk.browser.get(&to).await.text;
        let told = shown.split_once("role=\"alert\"").unwrap().1.split_once("</div>").unwrap().0;
        assert!(told.contains("传来的底稿有 1 处错误"), "{told}");
        let cell = "sheets?cell=%E6%94%B6%E6%94%AF%E6%98%8E%E7%BB%86%21B2\">收支明细!B2</a>";
        assert!(told.contains(cell) && told.contains("合计与明细之和不等"), "{told}");
        clerk.look().await;
        let received = upload(&clerk, "[{},[]]").await;
        assert!(received.header("location").ends_with("?done=received"), "{}", received.text);
    });
}
