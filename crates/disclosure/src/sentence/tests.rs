//! Long: a test for each kind of sentence, each with its own words.

use crate::model::{Assertion, Direction};
use crate::testing::{document, packed, paragraph};
use document::{Block, Document};
use ledger::Year;

pub(super) const TITLE: &str = "某县水务局2031年度部门决算";
const CAPTION: &str = "编制部门：某县水务局  单位：万元";
const YEAR: Option<Year> = Some(Year(2031));
const LAST: Option<Year> = Some(Year(2030));

/// A document of final accounts with one small table and these paragraphs after it.
fn after_table(rows: &[&[&str]], texts: &[&str]) -> Document {
    let mut document = document(&[TITLE, "收入支出决算总表", CAPTION], packed(rows));
    document.blocks.extend(texts.iter().map(|text| Block::Paragraph(paragraph(text))));
    document
}

/// Returns the amounts of the paragraphs with their scopes.
pub(super) fn said(texts: &[&str]) -> Vec<String> {
    said_after(&[&["项目", "决算数"], &["一、其他收入", "1.00"]], texts)
}

fn said_after(rows: &[&[&str]], texts: &[&str]) -> Vec<String> {
    let read = crate::read(&after_table(rows, texts));
    let sentences = read.observations.iter().filter(|seen| seen.source.table.is_none());
    let line = |seen: &crate::Observation| {
        let key = read.key(&seen.scope).to_string();
        let key = key.replace("entity=某县水务局 year=2031 ", "");
        Some(format!("{} {key}", seen.value.printed()?))
    };
    sentences.filter_map(line).collect()
}

/// Returns what is claimed of scopes; sums of a paragraph's amounts apart.
pub(super) fn claims(texts: &[&str]) -> Vec<Assertion> {
    all_claims(texts).into_iter().filter(|says| !matches!(says, Assertion::Adds(_))).collect()
}

pub(super) fn all_claims(texts: &[&str]) -> Vec<Assertion> {
    let rows: [&[&str]; 2] = [&["项目", "决算数"], &["一、其他收入", "1.00"]];
    crate::read(&after_table(&rows, texts)).claims.into_iter().map(|claim| claim.says).collect()
}

/// Returns the sums that a paragraph states: `9=6+3`, with `~` where the parts may overlap.
pub(super) fn sums(text: &str) -> Vec<String> {
    let sum = |says| match says {
        Assertion::Adds(sum) => {
            let parts: Vec<String> = sum.parts.iter().map(|it| it.printed.to_string()).collect();
            let first = if sum.first.is_empty() { "" } else { "?+" };
            let sign = if sum.is_apart { "=" } else { "~" };
            Some(format!("{}{sign}{first}{}", sum.whole.printed, parts.join("+")))
        }
        _ => None,
    };
    all_claims(&[text]).into_iter().filter_map(sum).collect()
}

#[test]
fn amounts_that_nobody_knows_still_add_up() {
    let cases: [(&str, &[&str]); 13] = [
        ("甲收入9万元，其中：税收收入6万元，非税收入3万元。", &["9=6+3"]),
        ("甲支出9万元，其中：公共支出6万元，教育支出3万元。", &["9~6+3"]),
        ("甲支出9万元，其中：民生支出6万元，教育支出3万元。", &[]),
        ("甲收入9万元，加上上级补助5万元、调入资金1万元，收入总计15万元。", &["15=?+5+1"]),
        ("甲累计9万元，当月2万元。其中：税收收入6万元，非税收入3万元。", &["9=6+3"]),
        ("甲收入9万元，加上上级补助5万元、上年结余1万元。", &[]),
        ("甲收入9万元，加上上级补助5万元、债券等合计1万元。", &[]),
        ("甲收入总计9万元，支出总计8万元，收支相抵，结转下年1万元。", &["9=8+1"]),
        ("甲费9万元（乙费6万元、丙费2万元），比上年8万元增加1万元。", &["9~6+2"]),
        (
            "甲费9万元。从用途看，乙费6万元，丙费3万元；从来源看，丁款5万元，戊款4万元。",
            &["9~6+3", "9~5+4"],
        ),
        // Where a list within a list ends is known only if it is exact.
        ("甲费9万元，其中乙费6万元，包括丙费2万元，丁费4万元，戊费3万元。", &["9~6+3", "6~2+4"]),
        ("甲费9万元，其中乙费6万元，包括丙费2万元，丁费3万元，戊费3万元。", &[]),
        ("甲费决算9万元，其中乙费预算为6万元，丙费决算3万元。", &[]),
    ];
    for (text, expected) in cases {
        let mut found = sums(text);
        found.sort_unstable_by(|one, other| other.cmp(one));
        let mut expected: Vec<&str> = expected.to_vec();
        expected.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_change_of_an_amount_that_nobody_knows_refers_to_the_numbers_before_it() {
    let claims = claims(&["甲费9万元，比上年8万元增加1万元，增长12.5%，完成预算10万元的90%。"]);
    let [Assertion::Differs(differs), Assertion::Takes { whole, .. }] = claims.as_slice() else {
        panic!("{claims:?}");
    };
    let numbers = [differs.base, differs.by, Some(*whole)];
    let numbers = numbers.map(|number| number.map(|number| number.to_string()));
    assert_eq!(numbers, ["8", "1", "10"].map(|number| Some(number.to_owned())));
    assert_eq!(differs.now.len(), 1);
    let of_another = "甲费9万元，乙费增加1万元，增长12.5%。";
    assert_eq!(all_claims(&[of_another]), [], "what is said of 乙费 is not said of 甲费");
}

#[test]
fn amounts_after_of_which_are_parts_of_what_was_named() {
    let text = "一般公共预算财政拨款基本支出7.00万元，其中：人员经费5.00万元；公用经费2.00万元。";
    let general = "stage=final_accounts flow=spent fund=general";
    assert_eq!(
        said(&[text]),
        [
            format!("7.00 {general} purpose=basic"),
            format!("5.00 {general} purpose=personnel"),
            format!("2.00 {general} purpose=public"),
        ]
    );
}

#[test]
fn the_total_of_uses_is_divided_into_what_is_spent() {
    let text = "支出总计9.00万元，其中：基本支出7.00万元，年末结转和结余2.00万元。";
    assert_eq!(
        said(&[text]),
        [
            "9.00 stage=final_accounts flow=total",
            "7.00 stage=final_accounts flow=spent purpose=basic",
            "2.00 stage=final_accounts flow=carried_out",
        ]
    );
}

#[test]
fn differences_and_unknown_words_are_no_levels() {
    for text in [
        "比上年增加3.00万元。",
        "某种神秘支列3.00万元。",
        "涉及一般公共预算拨款3.00万元，政府性基金预算拨款2.00万元。",
        "单价50万元以上的通用设备2台。",
    ] {
        assert_eq!(said(&[text]), [""; 0], "{text}");
    }
}

#[test]
fn what_is_of_an_unknown_amount_is_unknown_itself() {
    let text = "某种神秘支列3.00万元，其中：基本支出2.00万元，项目支出1.00万元。本年支出9.00万元。";
    assert_eq!(said(&[text]), ["9.00 stage=final_accounts flow=spent"]);
}

#[test]
fn last_year_s_assets_are_of_last_year() {
    let said = said(&["上年末固定资产金额为3.00万元，本年度拟购置固定资产总额2.00万元。"]);
    assert!(said[0].contains("year=2030") && said[0].contains("memo=fixed_assets"), "{said:?}");
    assert_eq!(said[1], "2.00 stage=final_accounts flow=spent memo=asset_purchase");
}

#[test]
fn subjects_are_named_by_their_levels_and_keep_their_amounts() {
    let text = "2.一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算为3.00万元，支出决算为2.00万元。";
    assert_eq!(
        said(&[text]),
        [
            "3.00 stage=budget flow=spent function=2010601",
            "2.00 stage=final_accounts flow=spent function=2010601",
        ]
    );
    let text = "一般公共预算财政拨款支出9.00万元，主要用于以下方面：教育支出（类）支出4.00万元。";
    let said = said(&[text]);
    assert_eq!(said[1], "4.00 stage=final_accounts flow=spent fund=general function=205");
}

#[test]
fn budget_and_accounts_of_one_thing_are_two_stages() {
    let text = "“三公”经费支出预算为3.00万元，支出决算为2.00万元。";
    assert_eq!(
        said(&[text]),
        [
            "3.00 stage=budget flow=spent memo=three_public",
            "2.00 stage=final_accounts flow=spent memo=three_public",
        ]
    );
}

#[test]
fn carried_money_is_not_received() {
    assert_eq!(said(&["上年结转收入3.00万元。"]), ["3.00 stage=final_accounts flow=carried_in"]);
}

#[test]
fn the_year_s_income_may_mean_the_total() {
    let rows: [&[&str]; 5] = [
        &["项目", "决算数"],
        &["一、其他收入", "4.00"],
        &["本年收入合计", "4.00"],
        &["年初结转和结余", "1.00"],
        &["收入总计", "5.00"],
    ];
    let flow = |text: &str| said_after(&rows, &[text]);
    assert_eq!(flow("部门收入4.00万元。"), ["4.00 stage=final_accounts flow=received"]);
    assert_eq!(flow("部门收入5.00万元。"), ["5.00 stage=final_accounts flow=total"]);
    assert_eq!(flow("本年收入5.00万元。"), ["5.00 stage=final_accounts flow=received"]);
    assert_eq!(flow("部门收入6.00万元。"), ["6.00 stage=final_accounts flow=received"]);
    let divided = flow("部门收入6.00万元，其中：上年结转1.00万元，其他收入5.00万元。");
    assert_eq!(divided[0], "6.00 stage=final_accounts flow=total");
}

#[test]
fn changes_are_claimed_of_what_was_named_last() {
    let claims = claims(&["本年支出9.00万元，比上年减少3.00万元，下降25.00%。"]);
    let [Assertion::Change { now, base, direction, by, percent, .. }] = claims.as_slice() else {
        panic!("{claims:?}");
    };
    assert_eq!((now.year, base.year), (YEAR, LAST));
    assert_eq!(now.flow.key(), "spent");
    assert_eq!(*direction, Direction::Down);
    assert!(by.is_some() && percent.is_some());
}

#[test]
fn a_change_may_be_against_the_budget_of_the_same_year() {
    let claims = claims(&["机关运行经费支出9.00万元，比年初预算数增加3.00万元。"]);
    let [Assertion::Change { now, base, .. }] = claims.as_slice() else { panic!("{claims:?}") };
    assert_eq!((now.year, now.stage.key()), (base.year, "final_accounts"));
    assert_eq!(base.stage.key(), "budget");
}

#[test]
fn shares_are_of_what_is_divided_or_named() {
    let text = "本年支出9.00万元，其中：基本支出6.00万元，占66.67%；项目支出3.00万元，占本年支出的33.33%。";
    // A share of what is named is claimed of the amount with that name, too.
    let (of_scopes, of_amounts): (Vec<_>, Vec<_>) =
        claims(&[text]).into_iter().partition(|it| matches!(it, Assertion::Share { .. }));
    for claim in &of_scopes {
        let Assertion::Share { part, wholes, .. } = claim else { panic!("{claim:?}") };
        assert!(part.purpose.parent().is_some());
        assert_eq!(wholes.len(), 1);
        assert_eq!(wholes[0].flow.key(), "spent");
    }
    assert_eq!((of_scopes.len(), of_amounts.len()), (2, 1));
    let text = "某种神秘金额3.00万元，占政府采购支出总额的80.00%。";
    assert_eq!(claims(&[text]), [], "a share of what nobody knows is not checked");
}

#[test]
fn a_class_is_known_without_its_last_word_and_before_its_use() {
    let rows: [&[&str]; 3] = [
        &["科目编码", "科目名称", "合计"],
        &["2010601", "行政运行", "3.00"],
        &["合计", "", "3.00"],
    ];
    let of = "flow=spent function=2010601";
    for text in [
        "一般公共服务（类）财政事务（款）行政运行（项）3.00万元。",
        "一般公共服务支出（类）财政事务（款）行政运行（项），主要用于工资、津贴，支出决算为3.00万元。",
    ] {
        assert_eq!(
            said_after(&rows, &[text]),
            [format!("3.00 stage=final_accounts {of}")],
            "{text}"
        );
    }
    let text =
        "一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算为0，支出决算为3.00万元。";
    let said = said_after(&rows, &[text]);
    assert_eq!(
        said,
        [format!("0.00 stage=budget {of}"), format!("3.00 stage=final_accounts {of}")]
    );
}

#[test]
fn whose_the_money_is_says_nothing_of_the_scope() {
    let text =
        "2031年某市某县水务局下属1家机关和二家参公事业单位财政拨款的机关运行经费支出3.00万元。";
    let memo = "stage=final_accounts flow=spent fund=fiscal memo=agency_operation";
    assert_eq!(said(&[text]), [format!("3.00 {memo}")]);
}

#[test]
fn parts_are_compared_as_their_whole_was() {
    let text = "“三公”经费支出决算数比2030年度减少3.00万元，其中：公务接待费支出决算减少2.00万元，下降20%；公务用车运行维护费支出决算减少1.00万元。";
    let base = |says: &Assertion| match says {
        Assertion::Change { base, by, .. } => (base.year, by.map(|by| by.to_string())),
        _ => (None, None),
    };
    let told: Vec<_> = claims(&[text]).iter().map(base).collect();
    let change = |by: &str| (LAST, Some(by.to_owned()));
    assert_eq!(told, [change("3.00"), change("2.00"), change("1.00")]);
}

#[test]
fn a_list_in_brackets_ends_where_something_beside_it_is_named() {
    let text = "“三公”经费支出9.00万元，其中：公务用车购置及运行费5.00万元（其中：公务用车购置费0万元，公务用车运行费5.00万元），公务接待费4.00万元。比上年减少1.00万元。";
    let memo =
        |amount: &str, memo: &str| format!("{amount} stage=final_accounts flow=spent memo={memo}");
    assert_eq!(
        said(&[text]),
        [
            memo("9.00", "three_public"),
            memo("5.00", "vehicles"),
            memo("0.00", "vehicle_purchase"),
            memo("5.00", "vehicle_running"),
            memo("4.00", "reception"),
        ]
    );
    let claims = claims(&[text]);
    let [Assertion::Change { now, .. }] = claims.as_slice() else { panic!("{claims:?}") };
    assert_eq!(now.memo.key(), "three_public", "a new sentence speaks of the whole");
}

#[test]
fn what_is_more_than_the_whole_is_no_part_of_it() {
    let text = "政府采购支出总额9.00万元：政府采购货物支出4.00万元、政府采购服务支出5.00万元；其中一般公共预算拨款政府采购6.00万元：政府采购货物支出1.00万元、政府采购服务支出5.00万元。";
    let keys: Vec<String> = said(&[text])
        .iter()
        .map(|line| line.replace("stage=final_accounts flow=spent ", ""))
        .collect();
    assert_eq!(
        keys,
        [
            "9.00 memo=procurement",
            "4.00 memo=goods",
            "5.00 memo=services",
            "6.00 fund=general memo=procurement",
            "1.00 fund=general memo=goods",
            "5.00 fund=general memo=services",
        ]
    );
}

#[test]
fn both_sides_of_an_account_may_be_gone_through() {
    let text = "财政拨款收支总计9.00万元。收入包括：一般公共预算拨款7.00万元、上年结转2.00万元；支出包括：教育支出4.00万元、卫生健康支出5.00万元。";
    let stage = "stage=final_accounts";
    assert_eq!(
        said(&[text]),
        [
            format!("9.00 {stage} flow=total fund=fiscal"),
            format!("7.00 {stage} flow=received fund=general"),
            format!("2.00 {stage} flow=carried_in fund=fiscal"),
            format!("4.00 {stage} flow=spent fund=fiscal function=205"),
            format!("5.00 {stage} flow=spent fund=fiscal function=210"),
        ]
    );
}

#[test]
fn a_fund_beside_carried_money_is_what_was_received() {
    let of = |text: &str| said(&[text])[1].clone();
    let carried = "收入总计9.00万元，其中：财政拨款7.00万元，上年结转2.00万元。";
    assert_eq!(of(carried), "7.00 stage=final_accounts flow=received fund=fiscal");
    let all = "收入总计9.00万元，其中：财政拨款7.00万元，事业收入2.00万元。";
    assert_eq!(of(all), "7.00 stage=final_accounts flow=total fund=fiscal");
}

#[test]
fn headings_with_a_full_stop_and_inside_paragraphs_are_headings() {
    let texts = [
        "（三）一般公共预算财政拨款支出决算情况。",
        "1.支出情况。教育支出4.00万元。",
        "四、支出决算情况。",
        "卫生健康支出5.00万元。",
        "（一）支出决算",
        "年初预算数6.00万元，其中：基本支出2.00万元。",
    ];
    assert_eq!(
        said(&texts),
        [
            "4.00 stage=final_accounts flow=spent fund=general function=205",
            "5.00 stage=final_accounts flow=spent function=210",
            "6.00 stage=budget flow=spent",
            "2.00 stage=budget flow=spent purpose=basic",
        ]
    );
}

#[test]
fn how_much_of_a_budget_was_spent_names_the_budget() {
    let text = "公务接待费支出决算为3.00万元，完成全年预算6.00万元的50.0%，比上年决算数增加1.00万元，增长50.0%。与年初预算相比，年初预算数4.00万元，决算数3.00万元。";
    let memo = "flow=spent memo=reception";
    assert_eq!(
        said(&[text]),
        [
            format!("3.00 stage=final_accounts {memo}"),
            format!("6.00 stage=adjusted {memo}"),
            format!("4.00 stage=budget {memo}"),
            format!("3.00 stage=final_accounts {memo}"),
        ]
    );
    let claims = claims(&[text]);
    let [Assertion::Share { wholes, .. }, Assertion::Change { now, base, .. }] = claims.as_slice()
    else {
        panic!("{claims:?}");
    };
    assert_eq!(wholes[0].stage.key(), "adjusted");
    assert_eq!((now.stage, now.year, base.year), (base.stage, YEAR, LAST));
}

#[test]
fn stages_and_the_same_period_may_differ_by_an_amount() {
    let text = "公务接待费支出3.00万元，决算数大于预算数1.00万元；公务用车运行维护费支出5.00万元，同比减少2.00万元。";
    let claims = claims(&[text]);
    let [
        Assertion::Change { base, by: Some(by), .. },
        Assertion::Change { base: before, by: Some(less), .. },
    ] = claims.as_slice()
    else {
        panic!("{claims:?}");
    };
    assert_eq!((base.stage.key(), by.to_string().as_str()), ("budget", "1.00"));
    assert_eq!((before.year, less.to_string().as_str()), (LAST, "2.00"));
}

#[test]
fn what_is_compared_with_may_be_printed_too() {
    let text = "公务接待费支出3.00万元，比2030年预算数4.00万元减少1.00万元，下降25%。";
    let of = "flow=spent memo=reception";
    assert_eq!(
        said(&[text]),
        [
            format!("3.00 stage=final_accounts {of}"),
            format!("4.00 entity=某县水务局 year=2030 stage=budget {of}"),
        ]
    );
    let claims = claims(&[text]);
    let [Assertion::Change { base, by: Some(by), percent: Some(_), .. }] = claims.as_slice() else {
        panic!("{claims:?}");
    };
    assert_eq!((base.year, base.stage.key(), by.to_string().as_str()), (LAST, "budget", "1.00"));
}

#[test]
fn subjects_may_stand_below_their_class() {
    let texts = ["（一）一般公共服务支出（类）", "1．财政事务（款）行政运行（项）支出3.00万元。"];
    assert_eq!(said(&texts), ["3.00 stage=final_accounts flow=spent function=2010601"]);
}

#[test]
fn guests_are_no_part_of_what_a_reception_costs() {
    let text = "公务接待费支出3.00万元，其中：国内公务接待12批次，80人次，共计支出2.00万元。";
    assert_eq!(said(&[text])[1], "2.00 stage=final_accounts flow=spent memo=domestic_reception");
}

#[test]
fn a_reason_tells_the_change_of_a_part() {
    let text =
        "本年支出9.00万元，比上年减少3.00万元，主要原因是项目支出减少2.00万元，财政拨款减少。";
    let claims = claims(&[text]);
    let [_, Assertion::Change { now, base, by: Some(by), .. }] = claims.as_slice() else {
        panic!("{claims:?}");
    };
    assert_eq!((now.purpose.key(), base.year), ("project", LAST));
    assert_eq!(by.to_string(), "2.00");
}

#[test]
fn a_document_without_a_year_has_scopes_without_one() {
    let rows: [&[&str]; 2] = [&["项目", "决算数"], &["一、其他收入", "1.00"]];
    let mut document = document(&["某县水务局部门决算", CAPTION], packed(&rows));
    let text = "本年支出9.00万元，比上年减少3.00万元。";
    document.blocks.push(Block::Paragraph(paragraph(text)));
    let read = crate::read(&document);
    assert_eq!(read.observations.len(), 2);
    assert!(read.observations.iter().all(|seen| seen.scope.year.is_none()));
    let is_of_scopes = |claim: &&crate::Claim| matches!(claim.says, Assertion::Change { .. });
    assert_eq!(read.claims.iter().find(is_of_scopes), None, "the year before has no scope");
}
