//! A whole year of a county with three departments.

use crate::county::{self, BUREAU, DEPARTMENTS};
use crate::http::encoded;
use crate::served::{Served, command, people};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use workbook::{Form, write_xlsx};
use workflow::Role;

const YEAR: u16 = 2031;
const COUNT: usize = 3;

pub fn a_year(url: &str, folder: &Path) {
    found(url, folder);
    let served = Served::start(url, &folder.join("files"));
    let county = County { served: &served };
    county.first_round();
    county.second_round();
    county.published();
    a_document(&served);
    let verified = command(&["verify", "--database", url]);
    assert!(verified.status.success(), "{verified:?}");
    assert!(served.stop());
}

fn found(url: &str, folder: &Path) {
    let mut table = format!("{},{},\n", BUREAU.0, BUREAU.1);
    let mut all = vec![
        ("budget".to_owned(), Role::Budget, "000".to_owned()),
        ("reviewer".to_owned(), Role::Reviewer, "000".to_owned()),
        ("publisher".to_owned(), Role::Publisher, "000".to_owned()),
        ("auditor".to_owned(), Role::Auditor, "000".to_owned()),
    ];
    for (at, (code, name, _)) in departments() {
        table += &format!("{code},{name},{}\n", BUREAU.0);
        all.push((format!("head-{code}"), Role::Head, (*code).to_owned()));
        for (unit, name) in units(at) {
            table += &format!("{unit},{name},{code}\n");
            all.push((format!("preparer-{unit}"), Role::Preparer, unit));
        }
    }
    let file = folder.join("bodies.csv");
    std::fs::write(&file, table).unwrap();
    let imported = command(&[
        "import-bodies",
        "--database",
        url,
        "--blobs",
        &folder.join("files").display().to_string(),
        &file.display().to_string(),
    ]);
    assert!(imported.status.success(), "{imported:?}");
    let all: Vec<_> = all.iter().map(|(login, role, body)| (&**login, *role, &**body)).collect();
    people(url, &all);
}

/// Each department with its place in the county.
fn departments()
-> impl Iterator<Item = (usize, &'static (&'static str, &'static str, &'static str))> {
    DEPARTMENTS.iter().enumerate().take(COUNT)
}

fn units(at: usize) -> Vec<(String, String)> {
    let units = county::units(at).into_iter().take(2);
    units.map(|unit| (unit.code, unit.name)).collect()
}

/// The workbook of a unit, or of a department with all its units.
fn workbook(at: usize, unit: Option<&str>) -> Vec<u8> {
    let units: Vec<_> = county::units(at).into_iter().take(2).collect();
    let units: Vec<_> =
        units.into_iter().filter(|it| unit.is_none_or(|unit| it.code == unit)).collect();
    let ledger = county::ledger(YEAR, at, &units).unwrap();
    write_xlsx(&ledger, &Form::default()).unwrap()
}

struct County<'a> {
    served: &'a Served,
}

fn package(body: &str) -> String {
    format!("{YEAR}/{body}")
}

impl County<'_> {
    fn step(&self, who: &str, verb: &str, body: &str) {
        self.with(who, verb, body, json!({}));
    }

    /// Takes a step, after which the sums must hold.
    fn with(&self, who: &str, verb: &str, body: &str, mut rest: Value) {
        rest["package"] = json!(package(body));
        self.served.done(who, &json!({ verb: rest }));
        self.sums_hold();
    }

    fn save(&self, who: &str, body: &str, based_on: u32, content: &[u8]) {
        let path = format!(
            "/api/packages/{}/versions?is_complete=true&based_on={based_on}",
            package(body)
        );
        let (status, answer) = self.served.call("POST", &path, who, content);
        assert_eq!(status, 200, "{answer}");
        self.sums_hold();
    }

    /// A department is the sum of its units that are under review or further.
    fn sums_hold(&self) {
        let (_, rows) = self.served.call("GET", &format!("/api/packages/{YEAR}"), "auditor", b"");
        for (at, (code, ..)) in departments() {
            let of = |body: &str| {
                let row = rows.as_array().unwrap().iter().find(|it| it["package"] == package(body));
                let row = row.unwrap();
                (row["stage"].as_str().unwrap().to_owned(), row["total_fen"].as_i64().unwrap())
            };
            let counted = units(at).into_iter().map(|(unit, _)| of(&unit));
            let counted =
                counted.filter(|(stage, _)| !["editing", "submitted"].contains(&stage.as_str()));
            // Once opened for the second round, a department waits for its units again.
            assert_eq!(of(code).1, counted.map(|(_, fen)| fen).sum::<i64>(), "{code} {rows}");
        }
    }

    fn first_round(&self) {
        let calendar = json!({"first_up": "2030-10-31", "controls": "2030-11-30",
            "second_up": "2030-12-20", "approval": "2031-01-31"});
        self.served.done("budget", &json!({"open_year": {"year": YEAR, "calendar": calendar}}));
        for (at, (code, ..)) in departments() {
            for (unit, _) in units(at) {
                let who = format!("preparer-{unit}");
                self.save(&who, &unit, 0, &workbook(at, Some(&unit)));
                self.step(&who, "submit", &unit);
            }
            let head = format!("head-{code}");
            if at == 0 {
                self.returned(&head);
            }
            for (unit, _) in units(at) {
                self.step(&head, "accept", &unit);
                self.step(&head, "agree", &unit);
            }
            self.save(&head, code, 0, &workbook(at, None));
            self.department(code);
        }
    }

    /// A unit takes back what it submitted, is returned with a comment at a cell, and submits
    /// again.
    fn returned(&self, head: &str) {
        let (unit, _) = units(0).remove(0);
        let who = format!("preparer-{unit}");
        self.step(&who, "take_back", &unit);
        self.step(&who, "submit", &unit);
        self.step(head, "accept", &unit);
        let comment = json!([{"cell": "收支明细!K2", "words": "请附测算依据。"}]);
        let back = json!({"reason": "请核对人员经费。", "comments": comment});
        self.with(head, "return", &unit, back);
        let (_, opened) =
            self.served.call("GET", &format!("/api/packages/{}", package(&unit)), &who, b"");
        assert_eq!(opened["package"]["comments"][0]["cell"], "收支明细!K2", "{opened}");
        self.with(&who, "answer", &unit, json!({"comment": 0, "words": "已附。"}));
        self.save(&who, &unit, 1, &workbook(0, Some(&unit)));
        self.step(&who, "submit", &unit);
    }

    fn department(&self, code: &str) {
        self.step(&format!("head-{code}"), "submit", code);
        self.step("reviewer", "accept", code);
        self.step("reviewer", "agree", code);
    }

    fn second_round(&self) {
        for (at, (code, ..)) in departments() {
            let figures =
                json!([{"fund": "general", "purpose": "all_purposes", "fen": 900_000_000_000_i64}]);
            self.with("budget", "issue_controls", code, json!({"figures": figures}));
            let head = format!("head-{code}");
            for (unit, _) in units(at) {
                self.step(&format!("preparer-{unit}"), "submit", &unit);
                self.step(&head, "accept", &unit);
                self.step(&head, "agree", &unit);
            }
            self.department(code);
            self.step("budget", "approve", code);
        }
    }

    fn published(&self) {
        let code = DEPARTMENTS[0].0;
        let path = format!("/api/packages/{}", package(code));
        let (_, opened) = self.served.call("GET", &path, "publisher", b"");
        let files = json!({"files": [opened["package"]["version"]["content"]]});
        self.with("publisher", "publish", code, files.clone());
        self.with("publisher", "withdraw", code, json!({"reason": "附件有误。"}));
        self.with("publisher", "publish", code, files);
    }
}

/// A document made elsewhere is received, checked, returned, received again and published.
fn a_document(served: &Served) {
    let head = "head-101";
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let send = |name: &str| {
        let content = std::fs::read(examples.join(name)).unwrap();
        let path = format!("/api/documents/d1?body=101&name={}", encoded("2031预算.docx"));
        let (status, answer) = served.call("POST", &path, head, &content);
        assert_eq!(status, 200, "{answer}");
        checked(served, head)
    };
    let opened = send("chengxi-archives-2031-damaged.docx");
    let finding = opened["findings"][0][0].clone();
    assert_eq!((&finding["level"], &opened["findings"][0][1]), (&json!("error"), &json!("new")));
    let key = finding["key"].clone();
    let publish = json!({"publish_document": {"document": "d1"}});
    let (status, refused) =
        served.call("POST", "/api/commands", "publisher", publish.to_string().as_bytes());
    assert_eq!((status, &refused["why"]), (422, &json!("findings")));
    let mark = json!({"mark": {"document": "d1", "finding": key, "mark": "confirmed"}});
    served.done("reviewer", &mark);
    let letter = json!({"return_document": {"document": "d1", "letter": "请改正后重新报送。"}});
    served.done("reviewer", &letter);
    let opened = send("chengxi-archives-2031.docx");
    let all = opened["findings"].as_array().unwrap();
    let progress = all.iter().find(|it| it[0]["key"] == key).map(|it| &it[1]);
    assert_eq!((&opened["versions"], progress), (&json!(2), Some(&json!("fixed"))), "{opened}");
    served.done("publisher", &publish);
}

/// Waits until the last version is checked.
fn checked(served: &Served, who: &str) -> Value {
    for _ in 0..600 {
        let (_, opened) = served.call("GET", "/api/documents/d1", who, b"");
        if opened["stage"] == "checked" {
            return opened;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("it is not checked");
}
