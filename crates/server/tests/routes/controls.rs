//! Control figures of many departments: the sum on the board, a table to fill in, its mistakes,
//! what it comes to, and a result for each department.

use crate::administered::handed_up;
use crate::office::{Office, START};
use crate::pages::as_person;
use crate::run;
use axum::http::StatusCode;
use workflow::testing::{draft, figures, lines, package, person};
use workflow::{Command, Moment};

const HEAD: &str = "代码,单位,一般公共预算·人员经费,一般公共预算·项目支出";

/// The department 101 is agreed in the first round, with 2 yuan of projects; 102 is not.
async fn agreed(office: &Office) {
    handed_up(office, 0).await;
    let of = || package("101");
    for command in [Command::Accept { package: of() }, Command::Agree { package: of() }] {
        office.store.act(&command, &person("reviewer"), Moment(START)).await.unwrap();
    }
}

#[test]
fn the_table_has_the_departments_and_what_they_ask_for() {
    run(async |office: Office| {
        agreed(&office).await;
        let mut budget = as_person(&office, "budget");
        let page = budget.get("/controls").await.text;
        assert!(page.contains("<a href=\"/controls.xlsx?year=2031\">"), "{page}");
        assert!(budget.get("/board").await.text.contains("/controls?year=2031"));
        let table = budget.get("/controls.xlsx?year=2031").await;
        assert!(table.header("content-disposition").contains("filename*=UTF-8''2031"));
        let rows: Vec<&str> = table.text.lines().collect();
        assert!(rows[0].contains("一上 一般公共预算·项目支出|一般公共预算·项目支出"), "{rows:?}");
        assert_eq!(rows[1], "101|云桥市教育局|0.00||0.00||2.00|", "{rows:?}");
        assert_eq!(rows[2], "102|云桥市民政局||||||", "{rows:?}");
        assert_eq!(rows.len(), 3);
        let mut reviewer = as_person(&office, "reviewer");
        assert!(!reviewer.get("/board").await.text.contains("/controls"));
        assert_eq!(reviewer.get("/controls").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn mistakes_are_told_at_their_cells_and_nothing_is_issued() {
    run(async |office: Office| {
        agreed(&office).await;
        let mut budget = as_person(&office, "budget");
        budget.get("/controls").await;
        let rows = [
            "2031年控制数",
            "代码,单位,一般公共预算·人员经费,一般公共预算·人员经贸",
            "101,云桥市教育局,二千,5",
            "102,云桥市教育局,-1,",
            "101,云桥市教育局,1.234,",
            "101001,云桥市教育局本级,5,",
            ",,7,",
            "合计,,99,",
        ];
        let table = rows.join("\n");
        let told = budget.send_files("/controls", &[("表", &table)]).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mistakes: Vec<&str> = told.text.split("<li><strong>").skip(1).collect();
        let at = |cell: &str| {
            mistakes.iter().filter(|it| it.starts_with(&format!("表!{cell}<"))).count()
        };
        for (cell, count) in
            [("D2", 1), ("C3", 1), ("B4", 1), ("C4", 1), ("A5", 1), ("C5", 1), ("A6", 1), ("A7", 1)]
        {
            assert_eq!(at(cell), count, "{cell}: {mistakes:?}");
        }
        assert_eq!(mistakes.len(), 8, "{mistakes:?}");
        assert!(told.text.contains("“二千”不是金额") && !told.text.contains("/controls/issue"));
        let none = budget.send_files("/controls", &[("表", "单位,金额\n云桥市教育局,5")]).await;
        assert!(none.text.contains("没有“代码”列"), "{}", none.text);
        let empty = budget.send_files("/controls", &[("", "")]).await;
        assert!(empty.text.contains("请先选择文件"), "{}", empty.text);
    });
}

/// What some of the units ask for is not what the department asks for, nor comparable with a year.
#[test]
fn a_part_of_the_units_is_told_apart_from_all() {
    run(async |office: Office| {
        let package = || package("101001");
        let lines = lines("2050201", "project", 123_400);
        let draft = draft(0, lines, vec![]);
        for (who, command) in [
            ("preparer-101001", Command::Save { package: package(), draft }),
            ("preparer-101001", Command::Submit { package: package() }),
            ("head-101", Command::Accept { package: package() }),
            ("head-101", Command::Agree { package: package() }),
        ] {
            office.store.act(&command, &person(who), Moment(START)).await.unwrap();
        }
        let mut budget = as_person(&office, "budget");
        let shown = budget.get("/packages/2031/101").await.text;
        assert!(shown.contains("1,234.00") && shown.contains("不与上年比较"), "{shown}");
        let sheet = budget.get("/packages/2031/101/sheets/lines").await.text;
        assert!(sheet.contains("现在合计<strong>1,234.00</strong>元"), "{sheet}");
        let sheet = budget.get("/packages/2031/101001/sheets/lines").await.text;
        assert!(!sheet.contains("现在合计"), "{sheet}");
        let unit = budget.get("/packages/2031/101001").await.text;
        assert!(!unit.contains("不与上年比较"), "{unit}");
        let board = budget.get("/board").await.text;
        assert!(board.contains("部分，还差1个单位"), "{board}");
        assert!(board.contains("只汇总了部分单位的1个"), "{board}");
        let csv = budget.get("/board.csv").await.text;
        assert!(csv.contains("只汇总了部分单位的1个"), "{csv}");
        let table = budget.get("/controls.xlsx").await.text;
        let row = table.lines().find(|row| row.starts_with("101|")).unwrap();
        assert!(!row.contains("1,234.00"), "{table}");
    });
}

#[test]
fn what_was_looked_at_is_issued_with_a_result_for_each() {
    run(async |office: Office| {
        agreed(&office).await;
        let mut budget = as_person(&office, "budget");
        budget.get("/controls").await;
        let table = format!("{HEAD}\n101,云桥市教育局,,\"3.50\"\n102,,1,2\n").replace('"', "");
        let seen = budget.send_files("/controls", &[("表", &table)]).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.text);
        let page = &seen.text;
        assert!(page.contains("name=\"figure.101.general.project\" value=\"3.50\""), "{page}");
        assert!(!page.contains("figure.102"), "102 is not agreed: {page}");
        assert!(
            page.contains("须为“审核通过”") && page.contains("1个部门下达后即进入二上"),
            "{page}"
        );
        let board = budget.get("/board").await.text;
        assert!(!board.contains("控制数剩余"), "nothing is issued yet: {board}");
        let fields = [
            ("year", "2031"),
            ("figure.101.general.project", "3.50"),
            ("figure.102.general.project", "2.00"),
        ];
        let done = budget.post("/controls/issue", &fields).await;
        assert_eq!(done.status, StatusCode::OK);
        assert!(done.text.contains("1 / 2") && done.text.contains("没有办成"), "{}", done.text);
        let board = budget.get("/board?level=department").await.text;
        assert!(board.contains("控制数剩余") && board.contains("部门合计"), "{board}");
        assert!(board.contains(">3.50</td>"), "{board}");
        for bad in ["figure.101.general", "figure.101.project.general", "figure.101.general.x"] {
            let refused = budget.post("/controls/issue", &[("year", "2031"), (bad, "5")]).await;
            assert!(refused.status.is_client_error(), "{bad}");
        }
        let none = budget.post("/controls/issue", &[("year", "2031")]).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_board_adds_up_departments_against_their_figures() {
    run(async |office: Office| {
        agreed(&office).await;
        let issue = Command::IssueControls { package: package("101"), figures: figures(150) };
        office.store.act(&issue, &person("budget"), Moment(START)).await.unwrap();
        // Both units are in preparation again, so nothing is spent of the figures yet.
        let mut reviewer = as_person(&office, "reviewer");
        let csv = reviewer.get("/board.csv").await.text;
        let sum = csv.lines().last().unwrap();
        assert!(sum.contains("部门合计，待汇总2个\"") && sum.ends_with(",1.50,1.50,\"\""), "{csv}");
        let controls = Command::IssueControls { package: package("101001"), figures: figures(100) };
        let save = Command::Save {
            package: package("101001"),
            draft: workflow::testing::draft(1, lines("2050201", "project", 120), vec![]),
        };
        for (who, command) in [("head-101", controls), ("preparer-101001", save)] {
            office.store.act(&command, &person(who), Moment(START)).await.unwrap();
        }
        let units = reviewer.get("/board?level=unit&q=101").await.text;
        assert!(units.contains("单位合计"), "{units}");
        assert!(units.contains("<span class=\"bad\">-0.20</span>"), "{units}");
        assert!(units.contains("没有控制数的"), "{units}");
    });
}
