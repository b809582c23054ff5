//! Of which stage, and of which whole, the amounts of lists are.

use super::tests::{all_claims, claims, said, sums};
use crate::model::Assertion;
use crate::testing::paragraph;
use document::{Block, Document};
use ledger::Year;

/// The amounts of a document without tables, with their scopes; its first line is its title.
fn read(lines: &[&str]) -> Vec<String> {
    let blocks = lines.iter().map(|line| Block::Paragraph(paragraph(line))).collect();
    let read = crate::read(&Document { blocks, remarks: Vec::new() });
    let line = |seen: &crate::Observation| {
        let key = read.key(&seen.scope).to_string();
        let key = key.split(' ').filter(|it| !it.starts_with("entity=") && *it != "flow=spent");
        Some(format!("{} {}", seen.value.printed()?, key.collect::<Vec<_>>().join(" ")))
    };
    read.observations.iter().filter_map(line).collect()
}

const ACCOUNTS: &str = "某县水务局2031年度部门决算";

#[test]
fn parts_of_a_budget_are_of_the_budget() {
    let budget =
        "2031年“三公”经费年初预算安排9万元。其中：公务接待费6万元，公务用车运行维护费3万元。";
    let own = "2031年“三公”经费支出7万元。其中：公务接待费5万元，公务用车运行维护费2万元。";
    let expected = [
        "9 year=2031 stage=budget memo=three_public",
        "6 year=2031 stage=budget memo=reception",
        "3 year=2031 stage=budget memo=vehicle_running",
        "7 year=2031 stage=final_accounts memo=three_public",
        "5 year=2031 stage=final_accounts memo=reception",
        "2 year=2031 stage=final_accounts memo=vehicle_running",
    ];
    assert_eq!(read(&[ACCOUNTS, budget, own]), expected);
    // No title tells the stage, but the text does.
    assert_eq!(read(&["某县水务局“三公”经费情况", budget, own]), expected);
    let headings = [
        ACCOUNTS,
        "（一）“三公”经费年初预算情况",
        "“三公”经费9万元。其中：",
        "公务接待费6万元；",
        "公务用车运行维护费3万元。",
        "（二）“三公”经费决算情况",
        "“三公”经费7万元。其中：公务接待费5万元，公务用车运行维护费2万元。",
    ];
    assert_eq!(read(&headings), expected);
}

#[test]
fn parts_that_make_up_a_budget_are_of_it_whatever_they_are_called() {
    let budget =
        "“三公”经费预算9万元，其中：公务接待费支出决算6万元，公务用车运行维护费支出决算3万元。";
    let stages = |text| -> Vec<bool> {
        read(&[ACCOUNTS, text]).iter().map(|line| line.contains("stage=budget")).collect()
    };
    assert_eq!(stages(budget), [true; 3]);
    assert_eq!(stages(&budget.replace("6万元", "5万元")), [true, false, false]);
}

#[test]
fn what_came_of_a_budget_is_not_the_budget() {
    let title = "某县水务局2031年部门预算";
    let expected =
        ["2 year=2031 stage=execution memo=reception", "4 year=2031 stage=budget memo=reception"];
    for text in
        ["公务接待费2万元，完成预算4万元的50%。", "公务接待费2万元，比年初预算4万元减少2万元。"]
    {
        assert_eq!(read(&[title, text]), expected);
    }
}

#[test]
fn groups_that_each_add_up_are_of_two_scopes() {
    let one = "“三公”经费9万元，其中：公务接待费6万元，公务用车运行维护费3万元。";
    let other = "“三公”经费5万元，其中：公务接待费4万元，公务用车运行维护费1万元。";
    assert_eq!(read(&[ACCOUNTS, one, other]), [""; 0]);
    let wrong = other.replace("4万元", "2万元");
    assert_eq!(read(&[ACCOUNTS, one, &wrong]).len(), 6);
    assert_eq!(read(&[ACCOUNTS, one, one]).len(), 6);
}

#[test]
fn paragraphs_below_a_purpose_are_parts_of_it() {
    let expected = [
        "9 purpose=basic",
        "6 economic=301 purpose=basic",
        "3 economic=302 purpose=basic",
        "4 purpose=project",
        "4 economic=302 purpose=project",
    ];
    let expected = expected.map(|line| {
        let (amount, parts) = line.split_once(' ').unwrap_or_default();
        format!("{amount} flow=spent {parts}")
    });
    let announced = [
        "1.基本支出9万元。其中：",
        "工资福利支出6万元，占基本支出预算的66.67%。",
        "商品和服务支出3万元。",
        "2.项目支出4万元。其中：",
        "商品和服务支出4万元。",
    ];
    let headed = [
        "一、基本支出9万元。",
        "工资福利支出6万元，商品和服务支出3万元。",
        "二、项目支出4万元。",
        "商品和服务支出4万元。",
    ];
    let named = ["基本支出9万元。工资福利支出6万元，占基本支出预算的66.67%。"];
    let sorted = |texts: &[&str]| -> Vec<String> {
        let fields = |line: String| {
            let mut fields: Vec<&str> = line.split(' ').collect();
            fields.retain(|it| !it.starts_with("stage="));
            fields.join(" ")
        };
        said(texts).into_iter().map(fields).collect()
    };
    assert_eq!(sorted(&announced), expected);
    assert_eq!(sorted(&headed), expected);
    assert_eq!(sorted(&named), expected[..2]);
}

#[test]
fn purposes_below_an_unknown_name_are_unknown() {
    let texts = [
        "某种怪事120万元，其中：",
        "基本支出120万元，项目支出0万元。",
        "某种怪物30万元，其中：",
        "基本支出0万元，项目支出30万元。",
    ];
    assert_eq!(said(&texts), [""; 0]);
}

#[test]
fn a_hidden_name_is_no_whole() {
    let text = "一般公共预算财政拨款支出9万元。其中：****支出6万元，****支出3万元。";
    assert_eq!(said(&[text]).len(), 1);
}

#[test]
fn what_runs_up_to_a_total_begins_outside_its_parts() {
    // Of each run, the amounts with which it may begin are kept apart: 收入9万元 is among them.
    let text = "甲收入9万元。其中，税收收入6万元，增长3%；非税收入3万元，下降3%。加上调入资金2万元，收入总量11万元。";
    assert_eq!(sums(text), ["9=6+3", "11=?+2"]);
    let firsts = |text: &str| -> Vec<Vec<String>> {
        let runs = all_claims(&[text]).into_iter().filter_map(|says| match says {
            Assertion::Adds(sum) if !sum.first.is_empty() => Some(sum.first),
            _ => None,
        });
        let printed = |first: Vec<crate::model::Term>| {
            first.iter().map(|term| term.printed.to_string()).collect()
        };
        runs.map(printed).collect()
    };
    assert_eq!(firsts(text), [["9", "18", "9", "6", "3"]]);
}

#[test]
fn parts_that_were_adjusted_count_as_they_are_now() {
    let text =
        "甲收入由年初的8万元调整为9万元，其中：税收收入由5万元调整为6万元，非税收入3万元不变。";
    assert!(!sums(text).iter().any(|sum| sum.contains('5')), "{:?}", sums(text));
    let text = "甲收入9万元，其中：乙收入8万元，主要为丙收入1万元；丁收入2万元；戊收入5万元。";
    assert!(!sums(text).contains(&"9~8+1+2+5".to_owned()), "{:?}", sums(text));
}

#[test]
fn a_total_with_what_is_handed_up_is_not_the_spending_of_the_year() {
    let text = "一般公共预算支出9万元；上解某怪事1万元；支出合计10万元。";
    assert_eq!(said(&[text]), [""; 0]);
}

#[test]
fn the_year_of_a_comparison_is_that_of_its_own_clause() {
    let text = "2030年“三公”经费预算数3万元，2031年预算与2030年预算持平。";
    let found = claims(&[text]);
    let years = found.iter().filter_map(|says| match says {
        Assertion::Change { now, base, .. } => Some((now.year, base.year)),
        _ => None,
    });
    assert_eq!(years.collect::<Vec<_>>(), [(Some(Year(2031)), Some(Year(2030)))]);
}

#[test]
fn a_stage_behind_an_unknown_name_is_unknown() {
    let text = "2031年“三公”经费预算9万元。其中：某怪费2031年预算6万元，2030年预算4万元。";
    assert_eq!(said(&[text]).len(), 1);
}

#[test]
fn a_province_before_the_body_is_no_part_of_what_is_counted() {
    let own = "云岭省某县水务局2031年“三公”经费支出9万元。";
    assert_eq!(said(&[own]), said(&["某县水务局2031年“三公”经费支出9万元。"]));
    assert_eq!(said(&[own]).len(), 1);
}

#[test]
fn what_a_list_names_is_not_its_whole() {
    let adds = |last: &str| {
        let lines = ["某种怪事30万元。具体情况如下：", "1.某种怪物90万元。", last];
        all_claims(&lines).iter().filter(|says| matches!(says, Assertion::Adds(_))).count()
    };
    assert_eq!(adds("2.某种怪事30万元。"), 0);
    assert_eq!(adds("2.某种怪事20万元。"), 1);
}

#[test]
fn what_is_counted_from_a_price_on_ends_no_list() {
    let text =
        "固定资产9万元，其中房屋6万元，车辆2万元（8辆），单价50万元以上设备0台，其他资产1万元。";
    assert_eq!(sums(text), ["9~6+2+1"]);
}

#[test]
fn amounts_abreast_add_up_where_one_of_them_does_but_for_rounding() {
    let wholes = |done: &str| {
        let whole = format!("支出年初预算为40.00万元，支出决算为{done}万元。其中：");
        let part = |name| format!("{name}年初预算为12.00万元，支出决算为7.50万元。");
        let parts = ["1、甲费", "2、乙费", "3、丙费", "4、丁费"].map(part);
        let mut texts = vec![whole.as_str()];
        texts.extend(parts.iter().map(String::as_str));
        let whole = |says| match says {
            Assertion::Adds(sum) if sum.parts.len() == parts.len() => {
                Some(sum.whole.printed.to_string())
            }
            _ => None,
        };
        all_claims(&texts).into_iter().filter_map(whole).collect::<Vec<_>>()
    };
    assert!(wholes("30.01").contains(&"40.00".to_owned()), "{:?}", wholes("30.01"));
    assert!(!wholes("33.00").contains(&"40.00".to_owned()), "{:?}", wholes("33.00"));
}

#[test]
fn what_stands_behind_an_amount_may_be_no_list_of_it() {
    for (text, whole) in [
        // The columns of the whole again.
        ("送审金额22万元，审定金额21万元，其中：房建类送审14万元，审定13万元，核减1万元。", "21"),
        // What was done with it.
        ("甲预算13万元，其中乙费8万元，全年实际支出12万元。", "13"),
        // What it is for, and then something else.
        ("新增甲债券3万元，用于水库安全，新增乙债券13万元，用于园区；丙债券5万元。", "3"),
        // Each part is more than all of it.
        ("乙费4万元，占4.43%。其中：甲费85万元，丙费11万元，丁费43万元。", "4"),
        // Of which one part alone, behind a full stop.
        ("甲费20万元，占80%，乙费5万元，占20%。其中：甲费20万元。", "5"),
        ("市级使用7万元，其中：区级52万元。", "7"),
        // Some of the income.
        ("政府补贴收入15万元。支出14万元，本年收支结余7万元。", "15"),
    ] {
        let found = sums(text);
        let is_it = |sum: &&String| sum.split(['=', '~']).next() == Some(whole);
        assert!(!found.iter().any(|sum| is_it(&sum)), "{text} {found:?}");
    }
    let tax = "税收9万元，其中两税6万元，占税收的67%：甲税4万元，乙税2万元。";
    assert!(sums(tax).iter().any(|sum| sum.starts_with('6') && sum.ends_with("4+2")), "{tax}");
}
