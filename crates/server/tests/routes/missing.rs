//! Bodies that were added after a year was opened get a budget.

use crate::office::{Office, START};
use crate::pages::as_person;
use crate::run;
use axum::http::StatusCode;
use workflow::testing::{id, person};
use workflow::{Command, Moment};

async fn add(office: &Office, code: &str, name: &str, parent: &str) {
    let command = Command::AddBody { code: id(code), name: name.into(), parent: Some(id(parent)) };
    office.store.act(&command, &person("administrator"), Moment(START)).await.unwrap();
}

#[test]
fn bodies_that_were_added_later_get_a_budget_by_one_button() {
    run(async |office: Office| {
        let mut administrator = as_person(&office, "administrator");
        let mut budget = as_person(&office, "budget");
        assert!(!administrator.get("/bodies").await.text.contains("还没有2031年预算"));
        add(&office, "103", "云桥市水利局", "000").await;
        add(&office, "103001", "云桥市水文站", "103").await;
        add(&office, "101009", "云桥市第九中学", "101").await;
        // The administrator sees them; the budget office opens their budgets.
        let seen = administrator.get("/bodies").await.text;
        assert!(seen.contains("还没有2031年预算的单位"), "{seen}");
        assert!(seen.contains("<li>103001 云桥市水文站</li>") && !seen.contains("全部补建"));
        let shown = budget.get("/calendar").await.text;
        assert!(shown.contains("<li>101009 云桥市第九中学</li>") && shown.contains("全部补建"));
        let names: Vec<&str> = shown.split("name=\"pick.").skip(1).collect();
        let names: Vec<String> =
            names.iter().map(|it| format!("pick.{}", it.split('"').next().unwrap())).collect();
        assert_eq!(names.len(), 3, "{shown}");
        let fields = names.iter().map(|name| (name.as_str(), "1"));
        let fields: Vec<(&str, &str)> = fields.chain([("step", "open_package")]).collect();
        let refused = administrator.post("/board", &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        let done = budget.post("/board", &fields).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        assert!(done.text.contains("3 / 3") && done.text.contains("补建预算"), "{}", done.text);
        assert!(!budget.get("/calendar").await.text.contains("还没有2031年预算"));
        let (status, _) = office.call("GET", "/api/packages/2031/103001", Some("budget"), "").await;
        assert_eq!(status, StatusCode::OK);
        // Each has a result of its own, also where it is refused.
        let again = budget.post("/board", &fields).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
        assert!(again.text.contains("已有2031年的预算"), "{}", again.text);
    });
}
