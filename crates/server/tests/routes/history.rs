//! The page of the history: searching it by deed, body and day.

use crate::office::{Office, START};
use crate::pages::{as_person, returned};
use crate::run;
use axum::http::StatusCode;
use std::collections::BTreeMap;
use store::hash_password;
use workflow::testing::{draft, id, lines, package, person};
use workflow::{Command, Draft, Moment};

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

/// What a save changed is named, also where the save before is not among what was searched.
#[test]
fn the_history_names_what_a_save_changed() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let save = |number, fen| Command::Save {
            package: package("101001"),
            draft: draft(number, lines("2050201", "project", fen), vec![]),
        };
        let later = START + 24 * 3600;
        for (number, fen) in [(1, 99_900), (2, 99_900)] {
            let at = Moment(later);
            office.store.act(&save(number, fen), &person("preparer-101001"), at).await.unwrap();
        }
        let mut auditor = as_person(&office, "auditor");
        let day = Moment(later).day();
        for query in ["deed=saved".to_owned(), format!("deed=saved&from={day}")] {
            let csv = auditor.get(&format!("/audit.csv?{query}")).await.text;
            let rows: Vec<&str> = csv.lines().skip(1).collect();
            assert!(rows[0].contains("第3版：金额没有变动"), "{csv}");
            let change =
                "第2版：本年支出、一般公共预算、2050201 学前教育、项目支出 1,234,567.00→999.00";
            assert!(rows[1].contains(change), "{csv}");
        }
        let page = auditor.get("/audit?deed=saved&lang=en").await.text;
        assert!(page.contains("version 1: ") && page.contains("0.00→1,234,567.00"), "{page}");
    });
}

/// An amount that cannot be read is not told as nothing: no one typed that.
#[test]
fn an_amount_that_cannot_be_read_is_not_nothing() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let draft = Draft { unread: 1, ..draft(1, workflow::Lines::default(), vec![]) };
        let save = Command::Save { package: package("101001"), draft };
        office.store.act(&save, &person("preparer-101001"), Moment(START)).await.unwrap();
        let mut auditor = as_person(&office, "auditor");
        let csv = auditor.get("/audit.csv?deed=saved").await.text;
        let row = csv.lines().nth(1).unwrap();
        assert!(row.contains("1,234,567.00→未计入；有1格填写有误，所在的行没有计入"), "{row}");
    });
}

/// The lines are not all of a ledger: a change of its income is a change.
#[test]
fn a_change_of_income_is_a_change() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let saved = async |number, fen: i64, staff: i64| {
            let rows = |what: &str, number| BTreeMap::from([(what.to_owned(), number)]);
            let income = ("revenue".to_owned(), rows("局本级、一般公共预算、本年收入", fen));
            let staff = ("counts".to_owned(), rows("局本级、在职人员", staff));
            let lines = lines("2050201", "project", 123_456_700);
            let others = Some(BTreeMap::from([income, staff]));
            let draft = Draft { others, ..draft(number, lines, vec![]) };
            let save = Command::Save { package: package("101001"), draft };
            office.store.act(&save, &person("preparer-101001"), Moment(START)).await.unwrap();
        };
        saved(1, 98_061_500, 5).await;
        saved(2, 100_416_900, 6).await;
        let mut auditor = as_person(&office, "auditor");
        let csv = auditor.get("/audit.csv?deed=saved").await.text;
        let row = csv.lines().nth(1).unwrap();
        let income = "收入：局本级、一般公共预算、本年收入 980,615.00→1,004,169.00";
        assert!(row.contains(income) && row.contains("人员和车辆：局本级、在职人员 5→6"), "{row}");
        let changes = "/packages/2031/101001/changes";
        let shown = auditor.get(&format!("{changes}?from=v2&to=v3")).await.text;
        assert!(shown.contains("980,615.00") && shown.contains("1,004,169.00"), "{shown}");
        assert!(shown.contains("2行有变动") && shown.contains("第3版"), "{shown}");
        let same = auditor.get(&format!("{changes}?from=v3&to=v3")).await.text;
        assert!(same.contains("两版金额没有差别"), "{same}");
        // Nothing is said of what is not known.
        let last = auditor.get(&format!("{changes}?from=last_year&to=v3")).await.text;
        assert!(last.contains("这里只比较收支明细"), "{last}");
        let old =
            Draft { others: None, ..draft(3, lines("2050201", "project", 123_456_700), vec![]) };
        let save = Command::Save { package: package("101001"), draft: old };
        office.store.act(&save, &person("preparer-101001"), Moment(START)).await.unwrap();
        let csv = auditor.get("/audit.csv?deed=saved").await.text;
        assert!(csv.contains("第4版：收支明细的金额没有变动，其他各表没有比较"), "{csv}");
    });
}

/// What stands in an event is found: codes, their names, and the names of bodies.
#[test]
fn the_history_is_searched_as_it_is_shown() {
    run(async |office: Office| {
        returned(&office, "请附合同。").await;
        let mut auditor = as_person(&office, "auditor");
        let mut rows = async |query: &str| {
            let csv = auditor.get(&format!("/audit.csv?{query}")).await.text;
            let rows: Vec<String> = csv.lines().skip(1).map(str::to_owned).collect();
            rows
        };
        for query in ["q=2050201", "q=学前教育", "q=1,234,567.00", "q=101001+学前教育+项目支出"]
        {
            let found = rows(query).await;
            assert!(found.len() == 1 && found[0].contains("第1版"), "{query}: {found:?}");
        }
        let code = rows("body=101").await;
        assert!(code.len() > 3, "{code:?}");
        assert_eq!(rows("body=云桥市教育局").await, code);
        let named = rows("q=云桥市教育局").await;
        assert!(named.iter().any(|row| row.contains("请附合同")), "{named:?}");
        assert!(rows("q=2050202").await.is_empty());
        let page = auditor.get("/audit?q=2050202").await.text;
        assert!(page.contains("没有符合条件的留痕") && page.contains("控制数、调整调剂"), "{page}");
        let several = auditor.get("/audit?body=云桥市").await;
        assert_eq!(several.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

/// Who resets a password is known, and the old one ends with that.
#[test]
fn a_reset_ends_the_password_and_is_told() {
    run(async |office: Office| {
        let mut head = office.store.person(&id("head-101")).await.unwrap().unwrap();
        head.password = Some(hash_password("correct horse").unwrap());
        office.store.put_person(&head).await.unwrap();
        let mut administrator = as_person(&office, "administrator");
        administrator.get("/people").await;
        let reset = [("step", "link"), ("login", "head-101")];
        let link = administrator.post("/people", &reset).await.text;
        assert!(link.contains("/welcome/") && link.contains("原来的密码已停用"), "{link}");
        let person = office.store.person(&id("head-101")).await.unwrap().unwrap();
        assert_eq!(person.password, None);
        let gone = as_person(&office, "head-101").get("/office").await;
        assert!(gone.header("location").starts_with("/login"), "{}", gone.text);
        // None locks themselves out by a link that is lost.
        administrator.post("/people", &[("step", "link"), ("login", "administrator")]).await;
        assert_eq!(administrator.get("/people").await.status, StatusCode::OK);
        let shown = as_person(&office, "auditor").get("/audit?who=head-101").await.text;
        let row = "<td>head-101</td><td>重设密码（给出链接）</td><td>administrator</td>";
        assert!(shown.contains(row), "{shown}");
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
