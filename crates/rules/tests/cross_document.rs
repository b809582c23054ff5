//! What documents owe each other, on small invented documents.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use disclosure::Disclosure;
use finding::Severity;
use message::Lang;
use rules::{Between, Named};

/// A table of expenditure as a text export gives it: heads, then rows of words.
fn document(title: &str, caption: &str, year: u16, heads: &[&str], rows: &[&[&str]]) -> String {
    let cells = |row: &[&str]| row.iter().map(|cell| format!("\t{cell}\n")).collect::<String>();
    let mut text = format!("{title}\n\t{caption}\n\t预算年度：{year}\n\t单位：万元\n\n");
    for row in std::iter::once(&heads).chain(rows) {
        text.push_str(&cells(row));
        text.push('\n');
    }
    text
}

fn spending(caption: &str, year: u16, total: &str, basic: &str, project: &str) -> String {
    let owner = if caption.starts_with("512001") || caption.starts_with("512002") {
        "单位"
    } else {
        "部门"
    };
    let title = format!("{owner}预算支出总表");
    let heads = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"];
    document(&title, caption, year, &heads, &[&["", "合计", total, basic, project]])
}

fn institutions() -> String {
    let heads = ["序号", "单位名称", "单位性质", "单位规格", "经费保障形式"];
    let rows: [&[&str]; 2] = [
        &["1", "某县水务局本级", "行政", "正科级", "财政拨款"],
        &["2", "某县水文站", "事业", "股级", "财政拨款"],
    ];
    document("部门机构设置情况", "512某县水务局", 2031, &heads, &rows)
}

fn compare(documents: &[(&str, String)]) -> Between {
    let read = |text: &String| disclosure::read(&readers::read(text.as_bytes()).unwrap());
    let read: Vec<(&str, Disclosure)> =
        documents.iter().map(|(file, text)| (*file, read(text))).collect();
    let named: Vec<Named<'_>> =
        read.iter().map(|(file, disclosure)| Named { file, disclosure }).collect();
    rules::between(&named)
}

fn codes(between: &Between) -> Vec<(String, Severity)> {
    between.findings.iter().map(|finding| (finding.check.to_string(), finding.severity)).collect()
}

#[test]
fn a_department_is_the_sum_of_its_units_documents() {
    let documents = |project: &str| {
        [
            (
                "部门.txt",
                institutions() + &spending("512某县水务局", 2031, "90.00", "50.00", "40.00"),
            ),
            ("本级.txt", spending("512001某县水务局本级", 2031, "60.00", "35.00", "25.00")),
            ("水文站.txt", spending("512002某县水文站", 2031, "30.00", "15.00", project)),
        ]
    };
    let sound = compare(&documents("15.00"));
    assert_eq!((codes(&sound), sound.outcomes.holds), (vec![], 3));
    let wrong = compare(&documents("15.50"));
    assert_eq!(codes(&wrong), [("YS120".to_owned(), Severity::Warning)]);
    let told = wrong.findings[0].message.get(Lang::Zh);
    assert!(told.contains("部门.txt") && told.contains("40.50"), "{told}");
    let without_a_unit = compare(&documents("15.50")[..2]);
    // The sum is left open, and that a unit has no document is told.
    assert_eq!(codes(&without_a_unit), [("YS340".to_owned(), Severity::Note)]);
    let told = without_a_unit.findings[0].message.get(Lang::Zh);
    assert!(told.contains("某县水文站") && !told.contains("本级"), "{told}");
    let alone = compare(&[("部门.txt", documents("15.50")[0].1.clone())]);
    assert_eq!(codes(&alone), [], "no unit's document is here");
}

#[test]
fn last_years_figure_is_the_one_that_was_published() {
    let heads = ["科目编码", "科目名称", "上年预算数", "预算数"];
    let this_year = |last: &str| {
        document("部门预算支出总表", "512某县水务局", 2031, &heads, &[&["", "合计", last, "95.00"]])
    };
    let last_year = || {
        let rows: [&[&str]; 1] = [&["", "合计", "900000.00"]];
        document(
            "部门预算支出总表",
            "512某县水务局",
            2030,
            &["科目编码", "科目名称", "预算数"],
            &rows,
        )
        .replace("万元", "元")
    };
    let compare = |last: &str| compare(&[("今年.txt", this_year(last)), ("去年.txt", last_year())]);
    let sound = compare("90.00");
    assert_eq!((codes(&sound), sound.outcomes.holds), (vec![], 1));
    let wrong = compare("91.00");
    assert_eq!(codes(&wrong), [("YS119".to_owned(), Severity::Warning)]);
    let told = wrong.findings[0].message.get(Lang::Zh);
    assert!(told.contains("今年.txt的") && told.contains("91.00万元"), "{told}");
    assert!(told.contains("去年.txt的") && told.contains("900000.00元"), "{told}");
}

#[test]
fn documents_of_different_bodies_owe_each_other_nothing() {
    let between = compare(&[
        ("一.txt", spending("512某县水务局", 2031, "90.00", "50.00", "40.00")),
        ("二.txt", spending("513某县林业局", 2031, "80.00", "50.00", "30.00")),
    ]);
    assert_eq!((between.outcomes.evaluated(), codes(&between)), (0, vec![]));
}

#[test]
fn a_unit_named_in_two_tables_of_institutions_counts_once() {
    let department =
        institutions().repeat(2) + &spending("512某县水务局", 2031, "90.00", "50.00", "40.00");
    let between = compare(&[
        ("部门.txt", department),
        ("本级.txt", spending("512001某县水务局本级", 2031, "60.00", "35.00", "25.00")),
        ("水文站.txt", spending("512002某县水文站", 2031, "30.00", "15.00", "15.00")),
    ]);
    assert!(between.outcomes.holds >= 3, "{:?}", between.outcomes);
    assert_eq!((codes(&between), between.outcomes.fails), (vec![], 0));
}

#[test]
fn copies_of_one_document_are_compared_and_never_added() {
    let whole = |total: &str, project: &str| {
        institutions()
            + &spending("512某县水务局", 2031, total, "50.00", project)
            + &spending("512001某县水务局本级", 2031, "60.00", "35.00", "25.00")
            + &spending("512002某县水文站", 2031, "30.00", "15.00", "15.00")
    };
    let first = || ("公开.docx", whole("90.00", "40.00"));
    let sound = compare(&[first(), ("公开.pdf", whole("90.00", "40.00"))]);
    assert_eq!((codes(&sound), sound.outcomes.fails), (vec![], 0));
    let wrong = compare(&[first(), ("公开.pdf", whole("91.00", "41.00"))]);
    assert_eq!(codes(&wrong), [("YS119".to_owned(), Severity::Warning)]);
    let told = &wrong.findings[0];
    assert!(told.message.get(Lang::Zh).contains("2个数字不同"), "{told:?}");
    assert_eq!(told.consequences.len(), 2);
}

#[test]
fn a_unit_that_bears_its_departments_name_is_not_the_department() {
    let name = "某县水务局";
    let department = institutions().replace("某县水务局本级", name)
        + &spending("512某县水务局", 2031, "90.00", "50.00", "40.00")
        + &spending("512001某县水务局", 2031, "60.00", "35.00", "25.00")
        + &spending("512002某县水文站", 2031, "30.00", "15.00", "15.00");
    let between = compare(&[("一.docx", department.clone()), ("一.pdf", department)]);
    assert_eq!((codes(&between), between.outcomes.fails), (vec![], 0));
}

#[test]
fn what_one_year_carries_out_the_next_carries_in() {
    let accounts = |year: u16, carried_in: &str, carried_out: &str| {
        let rows: [&[&str]; 3] = [
            &["本年收入合计", "50.00", "本年支出合计", "45.00"],
            &["年初结转和结余", carried_in, "年末结转和结余", carried_out],
            &["总计", "60.00", "总计", "60.00"],
        ];
        let heads = ["收入", "决算数", "支出", "决算数"];
        document("部门收入支出决算总表", "512某县水务局", year, &heads, &rows)
    };
    let compare = |carried_in: &str| {
        compare(&[
            ("今年.txt", accounts(2031, carried_in, "15.00")),
            ("去年.txt", accounts(2030, "10.00", "15.00")),
        ])
    };
    assert_eq!(codes(&compare("15.00")), []);
    assert_eq!(codes(&compare("10.00")), [("YS126".to_owned(), Severity::Warning)]);
}
