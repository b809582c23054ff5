//! What follows is derived and shown, and may be overruled with a reason.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use crate::common::{read_both, tables, with};
use ledger::nodes;
use message::Severity;
use workbook::{Filled, Form, Kind, read_csv, write_csv};

/// The sound ledger with these changes, which has no errors.
fn filled(changes: &[(&str, &str)]) -> Filled {
    read_both(&with(changes)).map_err(|it| format!("{it:#?}")).unwrap()
}

fn told(filled: &Filled) -> Vec<(Kind, String)> {
    filled.warnings.iter().map(|it| (it.kind, it.line().zh)).collect()
}

#[test]
fn a_three_public_item_follows_from_its_code() {
    for (code, memo) in [
        ("30217", nodes().reception),
        ("30231", nodes().vehicle_running),
        ("30212", nodes().abroad),
        ("31013", nodes().vehicle_purchase),
    ] {
        let filled = filled(&[("收支明细!G3", code), ("政府采购!J2", "否"), ("政府采购!J2", "是")]);
        assert_eq!(filled.ledger.lines[1].memo, memo, "{code}");
        let told = told(&filled);
        let [(Kind::Derived, words)] = told.as_slice() else { panic!("{told:#?}") };
        assert!(words.contains(memo.name_zh()) && words.contains("第 3 行"), "{words}");
        assert!(words.contains("共 1 行 200000.00 元"), "{words}");
    }
    let other = filled(&[
        ("收支明细!G3", "30217"),
        ("收支明细!E3", "其他收入"),
        ("收入!D2", "100000"),
        ("收入!A4", "管理局本级"),
        ("收入!B4", "其他收入"),
        ("收入!C4", "本年收入"),
        ("收入!D4", "200000"),
    ]);
    assert_eq!(other.ledger.lines[1].memo, nodes().everything, "no fiscal money");
}

#[test]
fn a_purpose_follows_from_its_class_and_its_project() {
    let filled = filled(&[("收支明细!H2", ""), ("收支明细!H3", "")]);
    let purposes: Vec<_> = filled.ledger.lines.iter().map(|line| line.purpose).collect();
    assert_eq!(purposes[..2], [nodes().personnel, nodes().project]);
    assert!(
        told(&filled).iter().all(|(kind, _)| *kind == Kind::Derived) && told(&filled).len() == 2
    );
}

#[test]
fn what_contradicts_is_told_unless_a_reason_is_given() {
    let reason =
        [("收支明细!L1", "改填理由"), ("收支明细!L2", "按县财政局要求"), ("收支明细!L3", "同上")];
    for (changes, place, words) in [
        (&[("收支明细!H2", "公用经费")][..], "工作表“收支明细”H2：", "应计入“人员经费”"),
        (
            &[("收支明细!G2", "30201"), ("收支明细!I2", "公务接待费")],
            "工作表“收支明细”H2：",
            "应计入“公用经费”",
        ),
        (
            &[("收支明细!G3", "30217"), ("收支明细!I3", "公务用车运行维护费")],
            "工作表“收支明细”I3：",
            "应计入“公务接待费”",
        ),
        (
            &[("收支明细!G3", "30217"), ("收支明细!I3", "不属于“三公”经费")],
            "工作表“收支明细”I3：",
            "应计入“公务接待费”",
        ),
        (&[("收支明细!I3", "公务接待费")], "工作表“收支明细”I3：", "30227 一般不是“公务接待费”"),
    ] {
        let told_of = told(&filled(changes));
        let [(Kind::Overruled, line)] = told_of.as_slice() else { panic!("{told_of:#?}") };
        assert!(line.starts_with(place) && line.contains(words), "{line}");
        let with_reason: Vec<_> = changes.iter().chain(&reason).copied().collect();
        assert_eq!(told(&filled(&with_reason)), []);
    }
    let finer = [("收支明细!G3", "30217"), ("收支明细!I3", "国内接待费")];
    assert_eq!(told(&filled(&finer)), [], "a part of what follows");
}

#[test]
fn pay_is_never_three_public() {
    let wrong =
        with(&[("收支明细!I2", "公务接待费"), ("收支明细!L1", "改填理由"), ("收支明细!L2", "有")]);
    let failure = read_both(&wrong).unwrap_err();
    let told = failure.problems();
    assert_eq!((told.len(), told[0].severity, told[0].kind), (1, Severity::Error, Kind::Overruled));
    assert!(told[0].line().zh.starts_with("工作表“收支明细”I2：30101 是发给个人的支出"));
}

#[test]
fn a_blank_cost_is_what_the_project_spends() {
    let blank = filled(&[("绩效指标!G2", "")]);
    assert_eq!(&*blank.ledger.projects[0].indicators[0].target, "≤20万元");
    let told_of = told(&blank);
    let [(Kind::Derived, line)] = told_of.as_slice() else { panic!("{told_of:#?}") };
    assert!(line.starts_with("工作表“绩效指标”G2：") && line.contains("≤20万元"), "{line}");
    // Of two costs none follows, and what is no cost has to be filled in.
    let two = [
        ("绩效指标!A3", "管理局本级"),
        ("绩效指标!B3", "执法业务"),
        ("绩效指标!D3", "成本指标"),
        ("绩效指标!E3", "印刷成本"),
        ("绩效指标!G3", "≤1万元"),
        ("绩效指标!G2", ""),
    ];
    assert!(read_both(&with(&two)).unwrap_err().problems()[0].message.zh.contains("没有填"));
    let no_cost =
        [("绩效指标!A3", "管理局本级"), ("绩效指标!B3", "执法业务"), ("绩效指标!E3", "场次")];
    assert!(read_both(&with(&no_cost)).unwrap_err().problems()[0].message.zh.contains("没有填"));
}

#[test]
fn what_overrules_comes_back_with_its_reason() {
    let mut ledger = read_both(&tables()).unwrap().ledger;
    ledger.lines[1].economic = ledger::Code::parse("30217").unwrap();
    let form = Form { reason: "与已公开的文件一致".to_owned(), ..Form::default() };
    let back = read_csv(&write_csv(&ledger, &form)).map_err(|it| format!("{it:#?}")).unwrap();
    assert_eq!(back.ledger, ledger);
    assert_eq!(told(&back), []);
    let silent = read_csv(&write_csv(&ledger, &Form::default())).unwrap();
    assert_eq!(told(&silent).len(), 1);
}
