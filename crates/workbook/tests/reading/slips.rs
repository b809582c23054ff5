//! Slips that a ledger shows by itself, each told with its cell and its check.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use crate::common::{read_both, tables, with, xlsx_with};
use message::Severity::{self, Error, Note, Warning};
use workbook::{Kind, Problem, read_xlsx};

/// What is told of the sound ledger with these cells changed, as `Kind 工作表“…”K3：…`.
fn told(changes: &[(&str, &str)]) -> Vec<(Kind, Severity, String)> {
    let read = read_both(&with(changes));
    let problems = match &read {
        Ok(filled) => filled.warnings.as_slice(),
        Err(failure) => failure.problems(),
    };
    problems.iter().map(line).collect()
}

fn line(problem: &Problem) -> (Kind, Severity, String) {
    (problem.kind, problem.severity, problem.line().zh)
}

/// That these changes are told once, at that cell, as that kind.
#[track_caller]
fn assert_told(
    changes: &[(&str, &str)],
    (kind, severity): (Kind, Severity),
    place: &str,
    words: &str,
) {
    let (sheet, cell) = place.split_once('!').unwrap();
    let start = format!("工作表“{sheet}”{cell}：");
    let told = told(changes);
    let is_it = told.iter().any(|(is, how, line)| {
        (*is, *how) == (kind, severity) && line.starts_with(&start) && line.contains(words)
    });
    assert!(is_it && told.len() == 1, "{told:#?}");
}

/// Staff of the first unit, so that its pay per head is 50,000.
const STAFF: [(&str, &str); 6] = [
    ("人员和车辆!A3", "管理局本级"),
    ("人员和车辆!B3", "编制人数"),
    ("人员和车辆!C3", "3"),
    ("人员和车辆!A4", "管理局本级"),
    ("人员和车辆!B4", "在职人员"),
    ("人员和车辆!C4", "2"),
];

fn also(one: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    STAFF.iter().chain(one).copied().collect()
}

#[test]
fn plausible_staff_is_quiet() {
    assert_eq!(told(&STAFF), []);
}

#[test]
fn more_staff_than_posts_is_told_at_the_staff() {
    let over = also(&[("人员和车辆!C4", "4")]);
    assert_told(&over, (Kind::Staff, Warning), "人员和车辆!C4", "在职 4 人，多于编制 3 人");
}

#[test]
fn pay_per_head_tells_yuan_from_wan() {
    let wan = also(&[("基本情况!B4", "万元")]);
    assert_told(&wan, (Kind::Scale, Warning), "基本情况!B4", "人均工资福利 500000000 元");
    let small = also(&[
        ("收支明细!K2", "10"),
        ("收支明细!K3", "20"),
        ("收支明细!K4", "8"),
        ("收入!D2", "30"),
        ("收入!D3", "8"),
        ("绩效指标!G2", "≤20元"),
        ("政府采购!I2", "3"),
    ]);
    assert_told(&small, (Kind::Scale, Warning), "基本情况!B4", "人均工资福利 5 元");
}

#[test]
fn without_staff_the_whole_tells() {
    let whole = [("收支明细!K4", "9000000000000"), ("收入!D3", "9000000000000")];
    assert_told(&whole, (Kind::Scale, Warning), "基本情况!B4", "不像一个部门一年的预算");
}

#[test]
fn a_line_that_is_there_twice_names_the_first() {
    let twice = [
        ("收支明细!A5", "环卫中心"),
        ("收支明细!C5", "本年收入"),
        ("收支明细!D5", "本年支出"),
        ("收支明细!E5", "一般公共预算"),
        ("收支明细!F5", "2120501"),
        ("收支明细!G5", "30101"),
        ("收支明细!H5", "人员经费"),
        ("收支明细!K5", "80000.50"),
        ("收入!D3", "160001"),
    ];
    assert_told(&twice, (Kind::Twice, Warning), "收支明细!K5", "与第 4 行完全相同");
    let mut other = twice;
    (other[7].1, other[8].1) = ("80000.49", "160000.99");
    assert_eq!(told(&other), []);
}

#[test]
fn a_unit_without_lines_is_told_at_its_name() {
    let added = [("单位!B4", "档案馆")];
    assert_told(&added, (Kind::NoLines, Warning), "单位!B4", "“档案馆”在“收支明细”里没有一行");
}

#[test]
fn a_project_s_cost_is_its_money() {
    let cost = |target| [("绩效指标!G2", target)];
    let place = "绩效指标!G2";
    assert_told(
        &cost("≤21万元"),
        (Kind::Cost, Warning),
        place,
        "成本是 21 万元，高于项目支出 20 万元",
    );
    assert_told(&cost("190000元"), (Kind::Cost, Warning), place, "低于项目支出 20 万元");
    for quiet in ["≤200000元", "＝20万元", "≥19万元", "≤5万元/次", "不高于上年"]
    {
        assert_eq!(told(&cost(quiet)), [], "{quiet}");
    }
    let of_one = [("绩效指标!G2", "≤300元"), ("绩效指标!E2", "人均成本")];
    assert_eq!(told(&of_one), []);
}

#[test]
fn no_project_buys_for_more_than_it_has() {
    let of_project = |amount| [("政府采购!B2", "执法业务"), ("政府采购!I2", amount)];
    assert_told(
        &of_project("2000000"),
        (Kind::Procurement, Warning),
        "政府采购!I2",
        "采购 2000000.00 元，超过项目支出 200000.00 元",
    );
    assert_eq!(told(&of_project("200000")), []);
}

#[test]
fn equipment_without_a_purchase_is_a_note() {
    let paid = [("收支明细!G3", "31003")];
    assert_eq!(told(&paid), [], "its unit buys a computer");
    let not_bought = [("收支明细!G3", "31003"), ("政府采购!J2", "否")];
    assert_told(&not_bought, (Kind::Assets, Note), "收支明细!G3", "31003");
}

#[test]
fn a_code_above_another_that_is_spent_is_an_error() {
    let coarse = [("收支明细!F3", "20103")];
    assert_told(
        &coarse,
        (Kind::Code, Error),
        "收支明细!F3",
        "20103 没有填到项，而别的行填到了 2010301",
    );
    let all = [("收支明细!F2", "20103"), ("收支明细!F3", "20103")];
    assert_eq!(told(&all), []);
}

#[test]
fn the_government_s_economic_items_are_not_the_department_s() {
    let item = [("收支明细!G2", "50101 工资奖金津补贴")];
    assert_told(&item, (Kind::Code, Error), "收支明细!G2", "50101 不能填在这里");
}

#[test]
fn a_deleted_column_and_a_deleted_sheet_are_told() {
    let mut without = tables();
    for (_, rows) in without.iter_mut().filter(|(name, _)| *name == "收支明细") {
        rows.iter_mut().for_each(|row| drop(row.remove(8)));
    }
    without.retain(|(name, _)| *name != "政府采购");
    let filled = read_both(&without).unwrap();
    let told: Vec<_> = filled.warnings.iter().map(line).collect();
    assert!(told.iter().all(|(kind, how, _)| (*kind, *how) == (Kind::Form, Warning)), "{told:#?}");
    let has = |words| told.iter().any(|(.., line)| line.contains(words));
    assert!(told.len() == 2 && has("没有“三公经费”列") && has("没有“政府采购”表"), "{told:#?}");
}

#[test]
fn headings_below_a_title_are_one_error() {
    let mut titled = tables();
    for (_, rows) in titled.iter_mut().filter(|(name, _)| *name == "收支明细") {
        rows.insert(0, vec!["某局收支明细表".to_owned()]);
    }
    let told: Vec<_> = read_both(&titled).unwrap_err().problems().iter().map(line).collect();
    assert!(told.len() == 1 && told.iter().all(|it| it.2.contains("表头在第 2 行")), "{told:#?}");
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let hidden = xlsx_with(|sheet| {
        sheet.set_row_hidden(2).unwrap().set_column_hidden(6).unwrap();
        // Nothing stands there.
        sheet.set_row_hidden(20).unwrap().set_column_hidden(20).unwrap().set_hidden(true);
    });
    let filled = read_xlsx(&hidden).unwrap();
    assert_eq!(filled.ledger, read_both(&tables()).unwrap().ledger);
    let told: Vec<_> = filled.warnings.iter().map(line).collect();
    assert!(
        told.iter().all(|(kind, how, _)| (*kind, *how) == (Kind::Hidden, Warning)),
        "{told:#?}"
    );
    let lines: Vec<&str> = told.iter().map(|it| it.2.as_str()).collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines.iter().any(|it| it.starts_with("工作表“收支明细”A3：第 3 行是隐藏的")));
    assert!(lines.iter().any(|it| it.starts_with("工作表“收支明细”G1：G 列是隐藏的")));
    assert!(lines.iter().any(|it| it.starts_with("工作表“收支明细”：这张表是隐藏的")));
}

#[test]
fn merged_cells_are_one_error_each() {
    let merged = xlsx_with(|sheet| {
        let format = rust_xlsxwriter::Format::new();
        sheet.merge_range(1, 0, 2, 0, "管理局本级", &format).unwrap();
    });
    let told: Vec<_> = read_xlsx(&merged).unwrap_err().problems().iter().map(line).collect();
    let [(Kind::Form, Error, words)] = told.as_slice() else { panic!("{told:#?}") };
    assert!(words.starts_with("工作表“收支明细”A2：从这里到 A3 的单元格合并了"), "{words}");
}
