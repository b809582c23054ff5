//! PDF files made for these tests (`fixtures/pdf/make.py`): what is read of them, and that
//! nothing sound is found wrong.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use disclosure::{Disclosure, Observation};
use finding::Severity;
use rules::{Settings, check};
use std::path::PathBuf;

/// What a file discloses; fails where a check says that something cannot be right.
fn sound(name: &str) -> Disclosure {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pdf");
    let bytes = std::fs::read(folder.join(name).with_extension("pdf")).unwrap();
    let document = readers::read(&bytes).unwrap();
    let disclosure = disclosure::read(&document);
    let checked = check(&document, &disclosure, &Settings::default());
    let errors: Vec<_> =
        checked.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(checked.outcomes.fails, 0);
    assert!(checked.outcomes.holds > 0, "{:?}", checked.outcomes);
    disclosure
}

/// The printed numbers: code, label, head and number.
fn printed(disclosure: &Disclosure) -> Vec<String> {
    let told = |observation: &Observation| {
        let printed = observation.value.printed()?;
        let source = &observation.source;
        Some(format!("{} {} {} {printed}", source.code, source.label, source.head))
    };
    disclosure.observations.iter().filter_map(told).collect()
}

fn titles(disclosure: &Disclosure) -> Vec<&str> {
    disclosure.tables.iter().map(|table| table.title.as_str()).collect()
}

#[test]
fn a_table_from_the_middle_of_a_page_goes_on_without_heads_to_a_lone_total() {
    let disclosure = sound("mid-page");
    assert_eq!(titles(&disclosure), ["2031年部门支出预算总表"]);
    let printed = printed(&disclosure);
    assert_eq!(printed.len(), 29, "{printed:#?}");
    for line in [
        "207 文化旅游体育与传媒支出 合计 326.50",
        "2080506 机关事业单位职业年金缴费支出 基本支出 12.80",
        "221 住房保障支出 项目支出 6.00",
        " 合计 合计 382.00",
        " 合计 项目支出 126.00",
    ] {
        assert!(printed.iter().any(|told| told == line), "{line} in {printed:#?}");
    }
    let last = disclosure.observations.last().unwrap();
    assert_eq!(finding::render::page(&last.place), Some(3), "the total has the third page");
}

#[test]
fn a_table_of_forty_pages_is_one_list_with_its_total() {
    let disclosure = sound("long-table");
    assert_eq!(titles(&disclosure), ["2031年项目支出预算表"]);
    let printed = printed(&disclosure);
    assert_eq!(printed.len(), 2 * (40 * 36 + 1));
    assert_eq!(printed.last().unwrap(), " 合计 一般公共预算 1037520.00");
    let last = disclosure.observations.last().unwrap();
    assert_eq!(finding::render::page(&last.place), Some(40));
}

#[test]
fn two_panels_are_two_lists_with_totals_of_their_own() {
    let disclosure = sound("two-lists");
    assert_eq!(titles(&disclosure), ["2031年一般公共预算基本支出表"]);
    let printed = printed(&disclosure);
    for line in [
        "301 工资福利支出 金额 90.00",
        "302 商品和服务支出 金额 10.00",
        " 人员经费合计 金额 95.00",
        " 公用经费合计 金额 10.00",
    ] {
        assert!(printed.iter().any(|told| told == line), "{line} in {printed:#?}");
    }
    assert_eq!(printed.len(), 10, "{printed:#?}");
}
