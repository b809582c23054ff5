//! `yusuan compare`, as its users see it.
#![expect(clippy::expect_used, reason = "a test may fail")]

use crate::common::{damaged, example, folder, rows, run, sound, spoiled, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Output;

fn compare(folder: &Path, args: &[&str]) -> Output {
    run(folder, &[&["compare"], args].concat())
}

/// The list of changes, from a comparison that succeeds.
fn list(folder: &Path, before: &str, after: &str) -> Value {
    let output = compare(folder, &[before, after, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    serde_json::from_str(&stdout(&output)).expect("it is JSON")
}

#[test]
fn changes_of_ledgers_are_told_by_scope() {
    let folder = folder(&[]);
    let list = list(folder.path(), &example(2030), &example(2031));
    assert_eq!(list["unit"], "万元");
    let changes = list["changes"].as_array().expect("a list");
    let general = changes.iter().find(|change| change["scope"] == "flow=received fund=general");
    let general = general.expect("it changed");
    assert_eq!((&general["before"], &general["after"]), (&"1664.91".into(), &"1705.88".into()));
    assert_eq!((&general["difference"], &general["percent"]), (&"40.97".into(), &"2.46%".into()));
}

#[test]
fn changes_of_documents_are_told_by_scope() {
    let files = [("前.txt", sound()), ("后.txt", damaged())];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_bytes()));
    let folder = folder(&files);
    let list = list(folder.path(), "前.txt", "后.txt");
    assert_eq!((&list["before"], &list["after"]), (&"前.txt".into(), &"后.txt".into()));
    let changes = list["changes"].as_array().expect("a list");
    let told = |change: &Value| {
        (change["before"].clone(), change["after"].clone(), change["difference_fen"].clone())
    };
    let told: Vec<_> = changes.iter().map(told).collect();
    let wanted = ("120.00".into(), "120.10".into(), 100_000.into());
    assert_eq!(told, [wanted.clone(), wanted], "the class and its section");
}

/// A document of `year` whose only table prints these rows of code, name and amount.
fn document(year: u16, rows: &[[&str; 3]]) -> String {
    let mut text = format!("青石县住房局{year}年部门预算\n{year}年部门支出总表\n单位：万元\n");
    text.push_str("| 科目编码 | 科目名称 | 合计 |\n| --- | --- | --- |\n");
    for row in rows {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    text
}

#[test]
fn a_code_is_followed_over_a_merger_a_split_and_a_new_name() {
    let files = [
        (
            "2024.txt",
            document(
                2024,
                &[
                    ["221", "住房保障支出", "9.00"],
                    ["22101", "保障性安居工程支出", "9.00"],
                    ["2210106", "公共租赁住房", "5.00"],
                    ["2210107", "保障性住房租金补贴", "4.00"],
                ],
            ),
        ),
        (
            "2025.txt",
            document(
                2025,
                &[
                    ["221", "住房保障支出", "12.00"],
                    ["22101", "保障性安居工程支出", "12.00"],
                    ["2210111", "配租型住房保障", "12.00"],
                ],
            ),
        ),
        (
            "2018.txt",
            document(
                2018,
                &[["207", "文化体育与传媒支出", "7.00"], ["20704", "新闻出版广播影视", "7.00"]],
            ),
        ),
        (
            "2019.txt",
            document(
                2019,
                &[
                    ["207", "文化旅游体育与传媒支出", "8.00"],
                    ["20706", "新闻出版电影", "3.00"],
                    ["20708", "广播电视", "5.00"],
                ],
            ),
        ),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_bytes()));
    let folder = folder(&files);
    let told = |before, after| -> Vec<[String; 4]> {
        let list = list(folder.path(), before, after);
        let changes = list["changes"].as_array().expect("a list").clone();
        let word = |it: &Value| it.as_str().unwrap_or_default().to_owned();
        changes
            .iter()
            .map(|it| ["scope", "before", "after", "remark"].map(|key| word(&it[key])))
            .collect()
    };
    let merged = told("2024.txt", "2025.txt");
    let one = merged.iter().find(|it| it[0].contains("2210111")).expect("it is compared");
    assert_eq!((one[1].as_str(), one[2].as_str()), ("9.00", "12.00"));
    assert_eq!(one[3], "2210106、2210107 自2025年起并入 2210111。");
    assert!(!merged.iter().any(|it| it[0].contains("2210106")), "{merged:?}");
    let split = told("2018.txt", "2019.txt");
    let one = split.iter().find(|it| it[0].contains("20704")).expect("it is compared");
    assert_eq!((one[1].as_str(), one[2].as_str()), ("7.00", "8.00"));
    assert!(one[3].contains("拆分为 20706、20708，按合计比较"), "{one:?}");
    let renamed = split.iter().find(|it| it[0].ends_with("function=207")).expect("it changed");
    assert!(renamed[3].contains("原来叫“文化体育与传媒支出”"), "{renamed:?}");
}

#[test]
fn every_format_lists_the_changes_in_the_language_asked_for() {
    let folder = folder(&[]);
    let (before, after) = (example(2030), example(2031));
    let told = |args: &[&str]| {
        stdout(&compare(folder.path(), &[&[before.as_str(), after.as_str()], args].concat()))
    };
    let (text, html) = (told(&[]), told(&["-f", "html"]));
    assert_eq!(text, told(&["--format", "text"]), "text is the default");
    for format in [&text, &html] {
        assert!(format.contains("口径") && format.contains("增减（万元）"), "{format}");
        assert!(format.contains("40.97"), "{format}");
    }
    assert!(html.starts_with("<!doctype html>") && html.contains("<table"), "{html}");
    let english = told(&["--lang", "en"]);
    assert!(english.contains("scope") && english.contains("change %"), "{english}");
    assert!(!english.contains("口径"), "{english}");
}

#[test]
fn the_list_goes_into_a_file_where_one_is_named() {
    let folder = folder(&[]);
    let (before, after) = (example(2030), example(2031));
    let whole = stdout(&compare(folder.path(), &[&before, &after]));
    let output = compare(folder.path(), &[&before, &after, "--output", "变化.txt"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), String::new()));
    let written = fs::read_to_string(folder.path().join("变化.txt")).expect("it was written");
    assert_eq!(written, whole);
    let output = compare(folder.path(), &[&before, &after, "-o", "没有/变化.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("办法：检查文件夹是否存在"), "{}", stderr(&output));
}

#[test]
fn the_same_is_no_change() {
    let folder = folder(&[]);
    let output = compare(folder.path(), &[&example(2031), &example(2031)]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("没有变化"), "{}", stdout(&output));
}

/// A faulty ledger is not read as a disclosure that happens to hold its amounts.
#[test]
fn the_errors_of_a_ledger_are_told_with_their_cells() {
    let folder = folder(&[]);
    spoiled(&folder.path().join("底稿"), "收支明细.csv", "一般公共预算", "一般公共予算");
    run(folder.path(), &["new", "空白.xlsx"]);
    for args in [["底稿", &example(2030)], [&example(2030), "底稿"]] {
        let output = compare(folder.path(), &args);
        assert_eq!((output.status.code(), stdout(&output)), (Some(1), String::new()));
        let told = stderr(&output);
        assert!(told.contains("收支明细.csv 第 2 行第 5 列：资金：没有“一般公共予算”"), "{told}");
        assert!(told.contains("底稿 里有 1 处错误"), "{told}");
    }
    let output = compare(folder.path(), &["空白.xlsx", "底稿", "--lang", "en"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), String::new()));
    let told = stderr(&output);
    assert!(told.contains("sheet “基本情况” B2: "), "{told}");
    assert!(told.contains("收支明细.csv, line 2, field 5: 资金"), "both are told: {told}");
}

#[test]
fn what_is_neither_a_ledger_nor_a_document_is_told_with_its_name() {
    let picture: &[u8] = b"\x89PNG\r\n";
    let folder = folder(&[("图.png", picture), ("文件夹/甲.csv", "甲,乙".as_bytes())]);
    let told = |path: &str| {
        let output = compare(folder.path(), &[&example(2031), path]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()));
        stderr(&output)
    };
    assert!(told("图.png").contains("图.png：这是PNG 图片"), "{}", told("图.png"));
    assert!(told("没有.xlsx").contains("没有.xlsx：无法读取：找不到文件"), "{}", told("没有.xlsx"));
    assert!(told("文件夹").contains("文件夹：这不是预算底稿"), "{}", told("文件夹"));
}

#[test]
fn the_largest_changes_come_first_and_the_heads_say_what_is_compared() {
    let folder = folder(&[]);
    let (before, after) = (example(2030), example(2031));
    let list = list(folder.path(), &before, &after);
    let sizes: Vec<_> = list["changes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|change| change["difference_fen"].as_i64().expect("a number").unsigned_abs())
        .collect();
    assert!(sizes.is_sorted_by(|one, other| one >= other), "{sizes:?}");
    assert_eq!(list["sides"][1]["year"], 2031);
    let text = stdout(&compare(folder.path(), &[&before, &after]));
    assert!(text.starts_with(&format!("前：{before}  2030年预算\n")), "{text}");
    assert!(text.contains("2030年预算（万元）") && text.contains("2031年预算（万元）"), "{text}");
    let by_table = stdout(&compare(folder.path(), &[&before, &after, "--by-table"]));
    assert!(by_table.lines().count() > text.lines().count(), "each table has its title");
    let csv = stdout(&compare(folder.path(), &[&before, &after, "-f", "csv"]));
    let rows = rows(&csv);
    assert_eq!(rows.len(), sizes.len());
    assert!(rows.iter().all(|row| row.contains_key("所在表")), "{csv}");
    let output = compare(folder.path(), &[&before, &after, "-f", "xlsx", "-o", "增减.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let book = fs::read(folder.path().join("增减.xlsx")).expect("it was written");
    assert!(book.starts_with(b"PK"));
}

#[test]
fn help_lists_the_earlier_one_first() {
    for lang in ["zh", "en"] {
        let help = stdout(&run(Path::new("."), &["compare", "--help", "--lang", lang]));
        let [before, after] = ["BEFORE", "AFTER"].map(|name| help.rfind(name));
        assert!(before.is_some() && before < after, "{help}");
    }
}
