//! The page of the history: searching it by deed, body and day.

use crate::office::{Office, START};
use crate::pages::{as_person, returned};
use crate::run;
use axum::http::StatusCode;
use workflow::testing::id;
use workflow::{Command, Moment};

#[test]
fn the_history_is_searched_by_deed_body_and_day() {
    run(async |office: Office| {
        returned(&office, "附件有误。").await;
        let mut auditor = as_person(&office, "auditor");
        let mut rows = async |query: &str| {
            let csv = auditor.get(&format!("/audit.csv?{query}")).await.text;
            let rows: Vec<String> = csv.lines().skip(1).map(str::to_owned).collect();
            rows
        };
        let all = rows("").await.len();
        let returned = rows("deed=returned").await;
        assert!(returned.len() == 1 && returned[0].contains("附件有误"), "{returned:?}");
        // A department's events include those of its units, and a unit's not the others'.
        let department = rows("body=101").await;
        assert!(department.iter().any(|row| row.contains("2031/101001")), "{department:?}");
        assert!(department.iter().any(|row| row.contains("101 云桥市教育局")), "{department:?}");
        assert!(!department.iter().any(|row| row.contains("2031/102")), "{department:?}");
        let unit = rows("body=101001&deed=saved").await;
        assert!(!unit.is_empty() && unit.iter().all(|row| row.contains("2031/101001")), "{unit:?}");
        assert!(rows("body=10").await.is_empty());
        let day = Moment(START).day();
        assert_eq!(rows(&format!("from={day}&until={day}")).await.len(), all);
        assert!(rows(&format!("from={}", day.plus(1))).await.is_empty());
        let ago = Moment(START - 24 * 3600).day();
        assert!(rows(&format!("until={ago}")).await.is_empty());
        let answer = auditor.get("/audit?from=2031-2-30").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = auditor.get("/audit?deed=granted&body=101").await.text;
        assert!(page.contains("href=\"/people\"") && page.contains("value=\"granted\" selected"));
    });
}

/// What happened on another day is found by its day, wherever it stands among the others.
#[test]
fn the_history_is_searched_by_day_among_many() {
    run(async |office: Office| {
        let day = Moment(START).day();
        for later in 1..40 {
            let to = id(&format!("clerk-{later}"));
            let role = workflow::Role::Auditor;
            let grant = Command::Grant { to, role, body: id("101") };
            let at = Moment(day.plus(later).begin().0 + i64::from(later));
            office.store.act(&grant, &workflow::Actor::Console, at).await.unwrap();
        }
        let mut auditor = as_person(&office, "auditor");
        let day = |later| day.plus(later).to_string();
        let csv = auditor.get(&format!("/audit.csv?from={}&until={}", day(7), day(9))).await.text;
        let found: Vec<&str> =
            csv.lines().skip(1).filter_map(|row| row.split("clerk-").nth(1)).collect();
        let found: Vec<&str> = found.iter().filter_map(|it| it.split(' ').next()).collect();
        assert_eq!(found, ["9", "8", "7"], "{csv}");
    });
}
