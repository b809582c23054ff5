//! The lists themselves: what has to hold of every line.

#![expect(clippy::expect_used, reason = "a helper that cannot go on fails the test")]

use classification::{Classification, Evidence, Kind, Named, crossings, name_for, successors};
use ledger::{Code, Ledger, Stage, Year};

const KINDS: [Kind; 4] = [Kind::Function, Kind::Economic, Kind::Government, Kind::Revenue];
const FILES: [(&str, Kind); 4] = [
    (include_str!("../data/function.tsv"), Kind::Function),
    (include_str!("../data/economic_department.tsv"), Kind::Economic),
    (include_str!("../data/economic_government.tsv"), Kind::Government),
    (include_str!("../data/revenue.tsv"), Kind::Revenue),
];

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

fn rows() -> impl Iterator<Item = &'static Named> {
    KINDS.into_iter().flat_map(|kind| Classification::get(kind).rows())
}

#[test]
fn every_line_is_parsed_and_stands_in_its_list() {
    for (data, kind) in FILES {
        let lines = data.lines().filter(|line| !line.starts_with("# ")).count() - 1;
        assert_eq!(Classification::get(kind).rows().len(), lines, "{kind:?}");
        assert!(lines > 80, "{kind:?} has {lines} lines");
    }
    for named in rows() {
        let list = Classification::of(named.code).expect("a list");
        assert!(list.names_of(named.code).contains(named), "{named:?}");
        assert!(!named.name.is_empty() && named.name.trim() == named.name, "{named:?}");
        assert!(!named.name.contains(['(', ')', ' ', '\u{3000}']), "{named:?}");
    }
}

#[test]
fn every_code_has_its_parent() {
    for named in rows() {
        let parent = named.code.parent().expect("no line is of all codes");
        let list = Classification::of(named.code).expect("a list");
        assert!(parent == Code::ALL || !list.names_of(parent).is_empty(), "{named:?}");
    }
}

#[test]
fn the_names_of_a_code_follow_each_other() {
    for kind in KINDS {
        let rows = Classification::get(kind).rows();
        assert!(rows.is_sorted_by_key(|named| named.code.to_string()), "{kind:?}");
        for pair in rows.windows(2) {
            let [one, next] = pair else { continue };
            assert!(one.from.unwrap_or(0) <= one.until.unwrap_or(u16::MAX), "{one:?}");
            if one.code != next.code {
                continue;
            }
            if one.fund == next.fund {
                let (end, begin) = (one.until.expect("an end"), next.from.expect("a beginning"));
                assert!(end < begin, "{one:?} and {next:?} overlap");
            } else {
                assert_eq!(one.name, next.name, "one code has one name, whatever the fund");
            }
        }
    }
}

#[test]
fn only_what_was_seen_has_a_year_of_its_source() {
    for named in rows() {
        assert!(named.seen.is_none() || named.evidence == Evidence::Seen, "{named:?}");
        let until = named.until.unwrap_or(u16::MAX);
        assert!(named.seen.is_none_or(|year| (2005..=2026).contains(&year)), "{named:?}");
        assert!(named.seen.is_none_or(|year| year <= until), "{named:?}");
    }
}

#[test]
fn funds_stand_in_the_functions_alone() {
    for named in rows() {
        assert_eq!(named.fund.is_some(), named.code.is_function(), "{named:?}");
    }
}

#[test]
fn the_crosswalk_joins_listed_codes() {
    let mut joined = 0;
    for named in Classification::get(Kind::Economic).rows() {
        for crossing in crossings(named.code) {
            joined += 1;
            assert_eq!(Kind::of(crossing.government), Some(Kind::Government), "{crossing:?}");
            let list = Classification::get(Kind::Government);
            assert!(!list.names_of(crossing.government).is_empty(), "{crossing:?}");
        }
    }
    assert_eq!(joined, include_str!("../data/crosswalk.tsv").lines().count() - 2);
}

#[test]
fn a_code_is_named_as_in_its_year() {
    let list = Classification::get(Kind::Function);
    let name =
        |text: &str, year: u16| list.name_in(code(text), Some(Year(year))).map(|named| named.name);
    assert_eq!(name("210", 2018), Some("医疗卫生与计划生育支出"));
    assert_eq!(name("210", 2019), Some("卫生健康支出"));
    assert_eq!(name("220", 2018), Some("国土海洋气象等支出"));
    assert_eq!(name("220", 2025), Some("自然资源海洋气象等支出"));
    assert_eq!(list.name(code("210")), Some("卫生健康支出"));
    assert_eq!(name("2010397", 2025), None);
}

#[test]
fn a_doubtful_line_names_nothing_and_is_offered() {
    let doubtful = rows().find(|named| {
        named.evidence == Evidence::MemoryUnsure && named.until.is_none() && named.from.is_none()
    });
    let doubtful = doubtful.expect("there are doubtful lines");
    let list = Classification::of(doubtful.code).expect("a list");
    assert_eq!(list.name(doubtful.code), None);
    assert!(list.offered(None).any(|named| named == doubtful));
}

#[test]
fn classes_are_found_by_today_s_and_by_former_names() {
    let function = Classification::get(Kind::Function);
    assert_eq!(function.class("卫生健康支出"), Code::parse("210"));
    assert_eq!(function.class("医疗卫生与计划生育支出"), Code::parse("210"));
    assert_eq!(function.class("行政运行"), None, "only 类 are listed by name alone");
    let economic = Classification::get(Kind::Economic);
    assert_eq!(economic.class("对企业补助(基本建设)"), Code::parse("311"));
}

#[test]
fn names_are_found_with_brackets_of_either_width() {
    let list = Classification::get(Kind::Economic);
    for name in ["因公出国（境）费用", "因公出国(境)费用"] {
        let found: Vec<Code> = list.called(name).map(|named| named.code).collect();
        assert_eq!(found, [code("30212")]);
    }
}

#[test]
fn the_preparer_s_name_counts_unless_another_was_seen() {
    let list = Classification::get(Kind::Function);
    let mut ledger = Ledger::blank(Some(Year(2025)), Stage::Budget);
    let remembered = list.rows().iter().find(|named| named.evidence == Evidence::MemorySure);
    let remembered = remembered.expect("a remembered line").code;
    for text in [remembered.to_string().as_str(), "2010397", "210"] {
        ledger.codes.insert(code(text), "自定".to_owned());
    }
    assert_eq!(name_for(&ledger, remembered), Some("自定"));
    assert_eq!(name_for(&ledger, code("2010397")), Some("自定"));
    assert_eq!(name_for(&ledger, code("210")), Some("卫生健康支出"));
    assert_eq!(name_for(&ledger, code("2010398")), None);
    let former = Ledger::blank(Some(Year(2018)), Stage::Budget);
    assert_eq!(name_for(&former, code("210")), Some("医疗卫生与计划生育支出"));
}

#[test]
fn every_move_leads_to_a_listed_code() {
    let mut moved = 0;
    for line in include_str!("../data/changes.tsv").lines().skip(2) {
        let mut fields = line.split('\t');
        let (year, old) = (fields.next(), fields.nth(1));
        let year: u16 = year.and_then(|year| year.parse().ok()).expect("a year");
        let old = code(old.expect("a code"));
        for it in successors(old, None, Year(year - 1), Year(year)) {
            moved += 1;
            let list = Classification::of(it.new).expect("a list");
            assert!(
                list.names_of(it.new).iter().any(|named| named.is_in_force(Year(year))),
                "{it:?}"
            );
        }
    }
    assert!(moved > 10);
}
