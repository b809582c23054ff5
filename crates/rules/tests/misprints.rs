//! One misprint, one finding: what follows from it stands under it and is not counted.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a document of a test that is not as it should be fails the test"
)]

use document::Place;
use finding::{Finding, Severity};
use rules::Settings;
use std::path::Path;

/// The lines of the invented archive's budget.
fn lines() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let text = std::fs::read_to_string(path.join("chengxi-archives-2031.txt"));
    text.expect("an example").lines().map(str::to_owned).collect()
}

/// The errors of a document.
fn errors(lines: &[String]) -> Vec<Finding> {
    let document = readers::read(lines.join("\n").as_bytes()).expect("a text can be read");
    let checked = rules::check(&document, &disclosure::read(&document), &Settings::default());
    checked.findings.into_iter().filter(|it| it.severity == Severity::Error).collect()
}

/// The only error of the example with one line replaced, which has to be at that line.
fn error_at(line: usize, printed: &str, instead: &str) -> Finding {
    let mut lines = lines();
    assert_eq!(lines[line - 1].trim(), printed);
    lines[line - 1] = lines[line - 1].replace(printed, instead);
    let mut errors = errors(&lines);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let error = errors.remove(0);
    assert_eq!(error.location.place, Place::Line(u32::try_from(line).expect("a line")));
    error
}

fn told(error: &Finding) -> (String, Option<&str>) {
    (error.check.to_string(), error.expected.as_deref())
}

#[test]
fn the_example_has_no_error() {
    assert_eq!(errors(&lines()), []);
}

#[test]
fn a_malformed_number_is_told_and_not_the_total_beside_it() {
    for malformed in ["180.6O", "18,0.65", "180.6.5", "l80.65"] {
        let error = error_at(555, "180.65", malformed);
        assert_eq!(told(&error), ("YS531".to_owned(), Some("180.65")), "{malformed}");
        assert!(!error.consequences.is_empty(), "{malformed}");
    }
}

#[test]
fn a_wrong_unit_of_money_is_one_error() {
    let error = error_at(491, "单位：万元", "单位：元");
    assert_eq!(told(&error), ("YS122".to_owned(), Some("单位：万元")));
    assert!(error.consequences.len() > 20, "{}", error.consequences.len());
}

#[test]
fn a_misprinted_code_is_one_error() {
    let error = error_at(593, "2080505", "2080550");
    assert_eq!(told(&error), ("YS125".to_owned(), Some("2080505")));
    assert!(!error.consequences.is_empty());
}

#[test]
fn swapped_titles_are_one_error() {
    let mut lines = lines();
    lines.swap(1175, 1347);
    let errors = errors(&lines);
    let codes: Vec<String> = errors.iter().map(|error| error.check.to_string()).collect();
    assert_eq!(codes, ["YS124"], "{errors:#?}");
    assert!(!errors[0].consequences.is_empty());
}

/// A table of an invented office, its codes in one column or in three.
fn table(title: &str, unit: &str, heads: &str, rows: &[&str]) -> String {
    let row = |cells: &str| {
        let cells: Vec<String> = cells.split(' ').map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{}</tr>", cells.concat().replace('-', ""))
    };
    let rows: String = std::iter::once(&heads).chain(rows).map(|cells| row(cells)).collect();
    format!("<h2>{title}</h2><p>编制部门：青石县水务局　　单位：{unit}</p><table>{rows}</table>")
}

/// The budget of an invented office with three tables.
fn budget() -> String {
    let contents = "<p>目录</p><p>1.部门收入预算总表</p><p>2.部门支出预算总表</p>\
                    <p>3.部门一般公共预算支出功能分类预算表</p>";
    let income = table(
        "2031年部门收入预算总表",
        "万元",
        "类 款 项 科目名称 合计 财政拨款收入 事业收入",
        &[
            "213 - - 农林水支出 500.00 500.00 -",
            "213 03 - 水利 500.00 500.00 -",
            "213 03 01 行政运行 300.00 300.00 -",
            "213 03 05 水利工程建设 200.00 200.00 -",
            "- - - 合计 500.00 500.00 -",
        ],
    );
    let spending = table(
        "2031年部门支出预算总表",
        "万元",
        "类 款 项 科目名称 合计 基本支出 项目支出",
        &[
            "213 - - 农林水支出 500.00 300.00 200.00",
            "213 03 - 水利 500.00 300.00 200.00",
            "213 03 01 行政运行 300.00 300.00 -",
            "213 03 05 水利工程建设 200.00 - 200.00",
            "- - - 合计 500.00 300.00 200.00",
        ],
    );
    let general = table(
        "2031年部门一般公共预算支出功能分类预算表",
        "万元",
        "类 款 项 科目名称 合计 基本支出 项目支出",
        &[
            "213 - - 农林水支出 500.00 300.00 200.00",
            "213 03 - 水利 500.00 300.00 200.00",
            "213 03 01 行政运行 300.00 300.00 -",
            "213 03 05 水利工程建设 200.00 - 200.00",
            "- - - 合计 500.00 300.00 200.00",
        ],
    );
    format!(
        "<html><meta charset=utf-8><body><p>青石县水务局2031年部门预算</p>{contents}\
         <p>2031年，青石县水务局收入预算500.00万元，其中：财政拨款收入500.00万元，\
         比2030年预算增加20.00万元；事业收入0万元。</p>\
         <p>支出预算500.00万元，其中：基本支出300.00万元，项目支出200.00万元。</p>\
         {income}{spending}{general}</body></html>"
    )
}

/// What is told of the budget with the first of some words replaced, as `E YS101`, with how much follows from it.
fn told_with(words: &str, instead: &str) -> Vec<(String, usize)> {
    let text = budget();
    assert!(words.is_empty() || text.contains(words), "{words}");
    let text = text.replacen(words, instead, 1);
    let document = readers::read(text.as_bytes()).expect("a page can be read");
    let checked = rules::check(&document, &disclosure::read(&document), &Settings::default());
    let told = checked.findings.iter().filter(|it| it.severity < Severity::Note);
    told.map(|it| (it.check.to_string(), it.consequences.len())).collect()
}

#[test]
fn the_budget_is_as_it_should_be() {
    assert_eq!(told_with("", ""), []);
}

#[test]
fn a_wrong_year_in_a_title_is_the_only_finding() {
    let income = "<h2>2031年部门收入预算总表";
    let told = told_with(income, "<h2>2030年部门收入预算总表");
    assert!(matches!(told.as_slice(), [(code, _)] if code == "YS313"), "{told:?}");
}

#[test]
fn a_title_that_is_printed_twice_has_what_follows_from_it_below_it() {
    let spending = "<h2>2031年部门支出预算总表";
    let told = told_with(spending, "<h2>2031年部门收入预算总表");
    assert!(matches!(told.as_slice(), [(code, 1..)] if code == "YS306"), "{told:?}");
}

#[test]
fn a_title_that_the_contents_list_with_another_word_is_the_only_finding() {
    let general = "<h2>2031年部门一般公共预算支出功能";
    let told = told_with(general, "<h2>2031年部门一般公共预算收入功能");
    assert!(matches!(told.as_slice(), [(code, 1..)] if code == "YS304"), "{told:?}");
}

#[test]
fn a_table_of_a_few_yuan_is_in_another_unit() {
    let public = |unit| {
        let title = "2031年部门“三公”经费预算表";
        let heads = "三公经费合计 因公出国（境）费 公务接待费";
        let said = "2031年“三公”经费预算数为0.95万元，其中：公务接待费0.95万元。";
        let table = table(title, unit, heads, &["0.95 0 0.95"]);
        told_with("</body>", &format!("{table}<p>{said}</p></body>"))
    };
    assert_eq!(public("万元"), []);
    let told = public("元");
    assert!(matches!(told.as_slice(), [(code, 1..)] if code == "YS122"), "{told:?}");
}
