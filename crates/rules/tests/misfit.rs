//! One cause, few findings: tables that have slipped, numbers carried over wrongly, and
//! sentences whose changes do not come to their sum.

#![expect(
    clippy::expect_used,
    reason = "a document of a test that cannot be read is a mistake in it"
)]

use finding::{Finding, Severity};
use rules::Settings;

/// What the arithmetic checks find beyond notes.
fn found(text: &str) -> Vec<Finding> {
    let document = readers::read(text.as_bytes()).expect("a text can be read");
    let checked = rules::check(&document, &disclosure::read(&document), &Settings::default());
    let is_wrong =
        |finding: &Finding| finding.check.number() < 200 && finding.severity != Severity::Note;
    checked.findings.into_iter().filter(is_wrong).collect()
}

fn codes(text: &str) -> Vec<String> {
    found(text).iter().map(|finding| finding.check.to_string()).collect()
}

const HEAD: &str =
    "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n| --- | --- | --- | --- | --- |\n";

/// The rows of spending that both tables of the invented bureau should print.
const ROWS: [(&str, &str, &str, &str, &str); 11] = [
    ("208", "社会保障和就业支出", "60.00", "48.00", "12.00"),
    ("20805", "行政事业单位养老支出", "48.00", "48.00", ""),
    ("2080501", "行政单位离退休", "11.00", "11.00", ""),
    ("2080505", "机关事业单位基本养老保险缴费支出", "25.00", "25.00", ""),
    ("2080506", "机关事业单位职业年金缴费支出", "12.00", "12.00", ""),
    ("20808", "抚恤", "12.00", "", "12.00"),
    ("2080801", "死亡抚恤", "12.00", "", "12.00"),
    ("221", "住房保障支出", "40.00", "40.00", ""),
    ("22102", "住房改革支出", "40.00", "40.00", ""),
    ("2210201", "住房公积金", "31.00", "31.00", ""),
    ("2210203", "购房补贴", "9.00", "9.00", ""),
];

/// Two tables of final accounts; from row `from` on the second prints the numbers of the
/// row `by` rows below.
fn two_tables(from: usize, by: usize) -> String {
    let mut text = String::from("青石县水务局2031年度部门决算\n支出决算表\n单位：万元\n");
    let row = |code: &str, name: &str, at: usize| {
        let (_, _, total, basic, project) = ROWS.get(at).copied().unwrap_or_default();
        format!("| {code} | {name} | {total} | {basic} | {project} |\n")
    };
    text.push_str(HEAD);
    for (at, (code, name, ..)) in ROWS.iter().enumerate() {
        text.push_str(&row(code, name, at));
    }
    text.push_str(
        "| 合计 | | 100.00 | 88.00 | 12.00 |\n\n一般公共预算财政拨款支出决算表\n单位：万元\n",
    );
    text.push_str(HEAD);
    for (at, (code, name, ..)) in ROWS.iter().enumerate() {
        text.push_str(&row(code, name, if at < from { at } else { (at + by) % ROWS.len() }));
    }
    text.push_str("| 合计 | | 100.00 | 88.00 | 12.00 |\n");
    text
}

#[test]
fn a_table_whose_rows_have_slipped_is_told_once() {
    let slipped = found(&two_tables(3, 2));
    assert_eq!(slipped.iter().map(|it| it.check.to_string()).collect::<Vec<_>>(), ["YS121"]);
    assert!(slipped.iter().all(|it| it.message.zh.contains("一般公共预算财政拨款支出决算表")));
    assert!(slipped.iter().all(|it| it.message.zh.contains("2080505")), "{slipped:#?}");
    assert_eq!(codes(&two_tables(0, 0)), [""; 0]);
}

#[test]
fn changes_of_parts_come_to_the_change_of_the_whole() {
    let text = |whole: &str| {
        format!(
            "青石县水务局2031年部门预算\n支出预算总表\n单位：万元\n| 项目 | 预算数 |\n| --- | --- |\n| 基本支出 | 90.00 |\n| 项目支出 | 60.00 |\n| 支出合计 | 150.00 |\n\n财政拨款支出预算150.00万元，比2030年预算{whole}万元。其中：一般公共预算拨款支出预算140.00万元，比2030年预算减少4.00万元；政府性基金拨款支出预算10.00万元，比2030年预算增加10.00万元；国有资本经营预算拨款支出预算0万元，与2030年预算持平。\n"
        )
    };
    assert_eq!(codes(&text("增加6.00")), [""; 0]);
    let wrong = found(&text("增加8.00"));
    assert_eq!(
        wrong.iter().map(|it| (it.check.to_string(), it.severity)).collect::<Vec<_>>(),
        [("YS117".to_owned(), Severity::Warning)]
    );
    assert_eq!(wrong.first().and_then(|it| it.expected.clone()).as_deref(), Some("增加6.00"));
}

#[test]
fn a_part_is_compared_with_the_year_of_the_whole_and_nothing_has_no_percentage() {
    let text = |vehicles: &str| {
        format!(
            "青石县水务局2031年度部门决算\n财政拨款“三公”经费支出决算表\n单位：万元\n| 合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 |\n| --- | --- | --- | --- |\n| 10.00 | 0.00 | 8.00 | 2.00 |\n\n2031年度“三公”经费财政拨款支出决算数比2030年度增加0.00万元，其中：公务用车运行维护费支出决算减少2.00万元，下降{vehicles}；公务接待费支出决算增加2.00万元，增长100%。\n"
        )
    };
    assert_eq!(codes(&text("20.00%")), [""; 0]);
    assert_eq!(codes(&text("25.00%")), ["YS110"]);
}

#[test]
fn a_percentage_is_checked_where_last_years_amount_is_printed_too() {
    let text = |percent: &str| {
        format!(
            "青石县水务局2031年部门预算\n支出预算总表\n单位：万元\n| 项目 | 预算数 |\n| --- | --- |\n| 支出合计 | 150.00 |\n\n2031年支出预算150.00万元，比2030年120.00万元增加30.00万元，增长{percent}。\n"
        )
    };
    assert_eq!(codes(&text("25.00%")), [""; 0]);
    assert_eq!(codes(&text("35.00%")), ["YS110"]);
}

#[test]
fn a_plain_zero_hides_nothing_among_amounts_with_decimals() {
    let text = |total: &str| {
        format!(
            "青石县水务局2031年部门预算\n2031年财政拨款“三公”经费预算{total}万元，其中：因公出国（境）费0万元，公务用车购置及运行维护费4.00万元，公务接待费1.00万元。\n"
        )
    };
    assert_eq!(codes(&text("5.00")), [""; 0]);
    assert_eq!(codes(&text("5.30")).len(), 1);
}

#[test]
fn what_is_reserved_for_micro_enterprises_is_no_more_than_for_small_ones() {
    let text = |micro: &str| {
        format!(
            "青石县水务局2031年部门预算\n2031年面向中小企业预留政府采购项目预算金额20.00万元，其中，面向小微企业预留政府采购项目预算金额{micro}万元。\n"
        )
    };
    assert_eq!(codes(&text("8.00")), [""; 0]);
    assert_eq!(codes(&text("28.00")).len(), 1);
}

#[test]
fn shares_of_what_a_sentence_names_first_are_checked() {
    let text = |percent: &str| {
        format!(
            "青石县水务局2031年度部门决算\n2031年度“三公”经费财政拨款支出10.00万元。2031年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%；公务接待费支出决算2.50万元，占{percent}；公务用车购置及运行维护费支出决算7.50万元，占“三公”经费的75%。\n"
        )
    };
    assert_eq!(codes(&text("25%")), [""; 0]);
    assert_eq!(codes(&text("35%")), ["YS112"]);
}
