//! The defects that a careful reading found in a real document, each by a general lint.
//! The corpus is not part of the project: where it is missing this test is skipped.

use finding::{Finding, Severity};
use rules::Settings;
use std::path::Path;

/// A lint's code, and words that its message or the words printed there hold.
const DEFECTS: [(&str, &str); 29] = [
    ("YS504", "pagenumber"),
    ("YS511", "舆情"),
    ("YS511", "于部"),
    ("YS511", "知识和平"),
    ("YS511", "更好展"),
    ("YS511", "公岗"),
    ("YS511", "政府基金预算"),
    ("YS524", "與"),
    ("YS514", "省级财政"),
    ("YS514", "省级部门"),
    ("YS514", "我省"),
    ("YS308", "第一部分"),
    ("YS308", "部门整体绩效目标"),
    ("YS309", "专项资金"),
    ("YS310", "机关运行经费"),
    ("YS311", "无变化"),
    ("YS523", "上解上级支出"),
    ("YS523", "机关运行费"),
    ("YS201", "≥90%"),
    ("YS203", "万云"),
    ("YS204", "营造清朗有序的网络生态环境"),
    ("YS204", "指导协调舆论工作"),
    ("YS205", "1 个指标值是文字"),
    ("YS207", "99 个指标值中有 61 个"),
    ("YS208", "99 个指标值确定依据中有 88 个"),
    ("YS209", "生态效益指标"),
    ("YS211", "生态效益指标"),
    ("YS212", "突发事件处置率"),
    ("YS220", "差旅费"),
];

#[test]
fn every_known_defect_of_a_county_s_document_is_found() {
    let path = "../../../shared/corpus/ningjin-2023/ningjin-2023.txt";
    let Ok(bytes) = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) else {
        return println!("skipped: no corpus");
    };
    let document = readers::read(&bytes).expect("the corpus can be read");
    let checked = rules::check(&document, &disclosure::read(&document), &Settings::default());
    let has = |(code, words): &(&str, &str)| {
        let says = |finding: &Finding| {
            let printed = finding.printed.as_deref().unwrap_or_default();
            finding.message.zh.contains(words) || printed.contains(words)
        };
        checked.findings.iter().any(|finding| finding.check.to_string() == *code && says(finding))
    };
    let missed: Vec<_> = DEFECTS.iter().filter(|defect| !has(defect)).collect();
    assert!(missed.is_empty(), "{missed:?}");
    let errors = checked.findings.iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "nothing in it is certainly wrong");
}
