//! What is wrong is told with its cell, in both languages; nothing is made of it then.
//!
//! Long: one test for each kind of problem, on one small ledger.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that cannot go on fails the test"
)]

use crate::common::{self, csv_files, read_both, tables, with, xlsx, xlsx_with};
use classification::{Classification, Evidence, Kind};
use ledger::Entity;
use message::Severity;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};
use workbook::{Filled, Problem, ReadFailure, read_csv, read_xlsx};

/// The errors of a ledger with these cells changed, in Chinese.
fn errors(changes: &[(&str, &str)]) -> Vec<String> {
    let failure = read_both(&with(changes)).unwrap_err();
    failure.problems().iter().filter(|it| it.is_error()).map(line).collect()
}

/// The warnings of one with these cells changed, which has no errors.
fn warnings(changes: &[(&str, &str)]) -> Vec<String> {
    let filled = read_both(&with(changes)).map_err(|it| format!("{it:#?}")).unwrap();
    assert!(filled.warnings.iter().all(|it| it.severity == Severity::Warning));
    filled.warnings.iter().map(line).collect()
}

fn line(problem: &Problem) -> String {
    problem.line().zh
}

/// That one cell is told, with these words in it.
#[track_caller]
fn assert_told(told: &[String], place: &str, words: &str) {
    let (sheet, cell) = place.split_once('!').unwrap();
    let start = format!("工作表“{sheet}”{cell}：");
    assert!(told.len() == 1, "{told:#?}");
    assert!(told[0].starts_with(&start) && told[0].contains(words), "{told:#?}");
}

#[test]
fn the_sound_ledger_is_sound() {
    assert_eq!(warnings(&[]), [""; 0]);
    let ledger = read_both(&tables()).unwrap().ledger;
    assert_eq!(ledger.lines.len(), 3);
    assert_eq!(ledger.lines[2].amount.fen(), 8_000_050);
    assert_eq!(ledger.projects[0].indicators.len(), 1);
}

#[test]
fn a_code_that_is_none_is_an_error_and_one_that_is_unknown_is_not() {
    let told = errors(&[("收支明细!F2", "201030")]);
    assert_told(&told, "收支明细!F2", "“201030”不是科目代码。是不是：");
    assert_told(&errors(&[("收支明细!F2", "行政运行")]), "收支明细!F2", "不是科目代码");
    assert_told(&errors(&[("收支明细!G2", "3010101")]), "收支明细!G2", "3 或 5 位数字");
    let told = warnings(&[("收支明细!F2", "2010307 从未有过的项")]);
    assert_told(
        &told,
        "收支明细!F2",
        "科目表里没有 2010307，不能判断对错。是不是：2010301 行政运行",
    );
    let told = warnings(&[("收支明细!F2", "2010301 事业运行")]);
    assert_told(&told, "收支明细!F2", "名称是“行政运行”");
}

/// The sound ledger with codes of the preparer's own.
fn with_own(cell: &str, own: &[[&str; 2]]) -> Result<Filled, ReadFailure> {
    let mut tables = with(&[("收支明细!F2", cell)]);
    let rows = [["代码", "名称"]].iter().chain(own);
    let rows = rows.map(|row| row.map(str::to_owned).to_vec()).collect();
    tables.push(("自定科目", rows));
    read_both(&tables)
}

#[test]
fn a_code_without_a_name_is_an_error_at_its_cell() {
    let told = errors(&[("收支明细!F2", "2010307")]);
    assert_told(&told, "收支明细!F2", "科目 2010307 没有名称");
    let told: Vec<String> = errors(&[("收支明细!F2", "2979801 某项")]);
    assert_eq!(told.len(), 2, "{told:#?}");
    for (line, above) in told.iter().zip(["29798", "297"]) {
        assert!(line.contains(&format!("2979801 的上级科目 {above} 没有名称")), "{line}");
    }
}

#[test]
fn codes_that_the_preparer_adds_are_known_by_their_names() {
    let own = [["297", "某类支出"], ["29798", "某款"], ["2979801", "某项"]];
    let filled = with_own("2979801", &own).unwrap();
    assert_eq!(filled.warnings, []);
    let names: Vec<&str> = filled.ledger.codes.values().map(String::as_str).collect();
    assert_eq!(names, ["某类支出", "某款", "某项"]);
    let told: Vec<String> =
        with_own("2979801 别的项", &own).unwrap().warnings.iter().map(line).collect();
    assert_told(&told, "收支明细!F2", "2979801 在别处写作“某项”，这里写作“别的项”");
    let failure = with_own("2010301", &[["2979801", "某项"], ["2979801", "某项"]]).unwrap_err();
    let told: Vec<String> = failure.problems().iter().map(line).collect();
    assert_told(&told, "自定科目!A3", "2979801 已经填过");
    let failure = with_own("2010301", &[["29798011", "某项"]]).unwrap_err();
    let told: Vec<String> = failure.problems().iter().map(line).collect();
    assert_told(&told, "自定科目!A2", "“29798011”不是科目代码");
}

#[test]
fn a_name_is_contradicted_as_far_as_the_lists_are_sure() {
    // A public source prints 卫生健康支出 for 210.
    let told = warnings(&[("收支明细!F2", "210 医疗卫生与计划生育支出")]);
    assert_told(&told, "收支明细!F2", "是 210 以前的名称，只用到2018年，现在叫“卫生健康支出”");
    // A remembered name gives way to what is typed.
    let list = Classification::get(Kind::Function).rows();
    let find = |evidence, is_current: bool| {
        let mut rows = list.iter().filter(|it| it.evidence == evidence && it.code.level() == 3);
        rows.find(|it| it.until.is_none() && it.from.is_none() == is_current).unwrap()
    };
    let remembered = find(Evidence::MemorySure, true);
    let cell = format!("{} 另一个名称", remembered.code);
    let filled = read_both(&with(&[("收支明细!F2", &cell)])).unwrap();
    assert_eq!(filled.ledger.codes.get(&remembered.code).unwrap(), "另一个名称");
    assert_eq!(filled.warnings.len(), 1);
    assert_eq!(filled.warnings[0].severity, Severity::Note);
    // One that is in doubt says nothing, and does not name the code either.
    let doubtful = find(Evidence::MemoryUnsure, true);
    let cell = format!("{} 另一个名称", doubtful.code);
    assert_eq!(warnings(&[("收支明细!F2", &cell)]), [""; 0]);
    let told = errors(&[("收支明细!F2", &doubtful.code.to_string())]);
    assert!(told.iter().any(|it| it.contains(&format!("是不是：{}？", doubtful.name))), "{told:?}");
}

#[test]
fn a_code_that_was_given_up_is_told_with_what_it_became() {
    let changed = [("基本情况!B2", "2025"), ("收支明细!F2", "2210106 公共租赁住房")];
    let told = warnings(&changed);
    assert_told(&told, "收支明细!F2", "只用到2024年。2025年起并入 2210111 配租型住房保障");
    let before = [("基本情况!B2", "2024"), ("收支明细!F2", "2210106 公共租赁住房")];
    assert_eq!(warnings(&before), [""; 0]);
}

#[test]
fn an_amount_is_exact_to_the_fen() {
    let told = errors(&[("收支明细!K3", "200000.005")]);
    assert_told(&told, "收支明细!K3", "200000.005 精确到了分以下。以元为单位最多 2 位小数");
    let wan = [("基本情况!B4", "万元"), ("收支明细!K3", "200000.0000005")];
    assert_told(&errors(&wan), "收支明细!K3", "最多 6 位小数");
    let told = errors(&[("收支明细!K3", "约20万")]);
    assert_told(&told, "收支明细!K3", "“约20万”不是数字");
    assert_told(&errors(&[("收支明细!K3", "")]), "收支明细!K3", "没有填");
    let told = errors(&[("收支明细!K3", "1000000000000000000000000000000")]);
    assert_told(&told, "收支明细!K3", "太大，不会是预算金额");
    let told = warnings(&[("收支明细!K4", "-1"), ("收入!D3", "-1")]);
    assert!(
        told.len() == 2 && told.iter().all(|it| it.contains("金额是负数（-1.00）")),
        "{told:?}"
    );
}

#[test]
fn a_name_that_is_nobody_s_is_an_error() {
    let told = errors(&[("收支明细!A4", "环卫中兴")]);
    assert_told(&told, "收支明细!A4", "“单位”表里没有“环卫中兴”。是不是：环卫中心？");
    let told = errors(&[("收支明细!J3", "执法业物")]);
    assert_told(&told, "收支明细!J3", "“项目”表里没有“执法业物”。是不是：执法业务？");
    let indicator = [
        ("绩效指标!A3", "环卫中心"),
        ("绩效指标!B3", "执法业务"),
        ("绩效指标!E3", "甲"),
        ("绩效指标!G3", "≥1次"),
    ];
    assert_told(&errors(&indicator), "绩效指标!B3", "“项目”表里没有");
    let told = errors(&[("收支明细!B4", "环卫中心")]);
    assert_told(&told, "收支明细!B4", "与用钱的单位相同");
    assert_told(&errors(&[("收支明细!B4", "本部门")]), "收支明细!B4", "都要是单位");
    assert_told(
        &errors(&[
            ("单位!B3", "管理局本级"),
            ("收支明细!A4", "管理局本级"),
            ("收入!A3", "管理局本级"),
        ]),
        "单位!B3",
        "已经有了",
    );
    assert_told(&errors(&[("项目!A3", "管理局本级"), ("项目!B3", "执法业务")]), "项目!B3", "重复");
}

#[test]
fn a_word_that_is_not_in_the_list_is_an_error() {
    let told = errors(&[("收支明细!E2", "一般公共")]);
    assert_told(
        &told,
        "收支明细!E2",
        "没有“一般公共”。是不是：一般公共预算？可以填：一般公共预算、",
    );
    assert_told(&errors(&[("收支明细!C2", "本年支出")]), "收支明细!C2", "没有“本年支出”");
    let blank = [("收支明细!G2", ""), ("收支明细!H2", "")];
    assert_told(&errors(&blank), "收支明细!H2", "由经济科目也得不出。本年支出必须填");
    assert_told(&errors(&[("政府采购!J2", "对")]), "政府采购!J2", "只能填“是”或“否”");
    assert_told(&errors(&[("基本情况!B2", "二〇三一")]), "基本情况!B2", "不是年度");
    assert_told(&errors(&[("基本情况!B3", "草案")]), "基本情况!B3", "可以填：预算、");
    assert_told(&errors(&[("基本情况!B6", "")]), "基本情况!B6", "“部门名称”没有填");
}

#[test]
fn what_is_counted_is_a_whole_number() {
    let ledger = read_both(&tables()).unwrap().ledger;
    assert_eq!(ledger.count(Entity::DEPARTMENT, "公务用车"), Some(3));
    for wrong in ["3辆", "-1", "2.5", "5000000000"] {
        let told = errors(&[("人员和车辆!C2", wrong)]);
        assert_told(&told, "人员和车辆!C2", &format!("“{wrong}”不是 0 或正整数"));
    }
    assert_told(&errors(&[("人员和车辆!C2", "")]), "人员和车辆!C2", "没有填");
    let told = warnings(&[("人员和车辆!B2", "公务车")]);
    assert_told(&told, "人员和车辆!B2", "是不是：公务用车");
    let twice =
        [("人员和车辆!A3", "管理局本级"), ("人员和车辆!B3", "公务用车"), ("人员和车辆!C3", "1")];
    assert_told(&errors(&twice), "人员和车辆!B3", "已经填过");
}

#[test]
fn lines_are_held_against_what_a_unit_gets() {
    let told = errors(&[("收入!D2", "299999.99")]);
    assert_told(
        &told,
        "收入!D2",
        "管理局本级的一般公共预算（本年收入）只有 299999.99 元，收支明细用了 300000.00 元，超出 0.01 元",
    );
    let told = warnings(&[("收入!D2", "300000.01")]);
    assert_told(&told, "收入!D2", "还有 0.01 元没有安排");
    let told = errors(&[("收支明细!E2", "政府性基金"), ("收入!D2", "200000")]);
    assert_told(&told, "收支明细!K2", "“收入”表里管理局本级没有政府性基金的本年收入");
    let told = warnings(&[("收入!A3", "管理局本级"), ("收入!D3", "0")]);
    assert_told(&told, "收支明细!K4", "“收入”表里没有环卫中心");
    assert_eq!(warnings(&[("收入!B2", "财政拨款")]), [""; 0], "a fund holds its parts");
}

#[test]
fn what_units_pay_each_other_is_the_payer_s() {
    let paid = [("收支明细!B4", "管理局本级"), ("收支明细!E4", "其他收入")];
    let told = errors(&paid);
    assert!(told.iter().any(|it| it.contains("管理局本级没有其他收入")), "{told:#?}");
    let both = [paid[0], paid[1], ("收入!A3", "管理局本级"), ("收入!B3", "其他收入")];
    assert_eq!(warnings(&both), [""; 0]);
    let told =
        warnings(&[("收支明细!B4", "管理局本级"), ("收入!D2", "380000.5"), ("收入!D3", "0")]);
    assert_told(&told, "收支明细!K4", "财政拨款");
}

#[test]
fn a_project_says_what_it_costs() {
    let told = errors(&[("绩效指标!D2", "数量指标")]);
    assert_told(&told, "项目!B2", "没有成本指标");
    assert_told(&warnings(&[("收支明细!J3", "")]), "收支明细!K3", "项目支出没有写是哪个项目");
}

#[test]
fn columns_are_found_by_their_headings() {
    let mut moved = tables();
    for row in &mut moved[3].1 {
        row.reverse();
        row.insert(2, String::new());
    }
    let filled = read_both(&moved).unwrap();
    assert_eq!(filled.ledger, read_both(&tables()).unwrap().ledger);
    assert_eq!(filled.warnings, []);
    assert_told(&errors(&[("收支明细!K1", "数额")])[..1], "收支明细!", "");
    let told = warnings(&[("收支明细!L1", "备注"), ("收支明细!L2", "暂定")]);
    assert_told(&told, "收支明细!L1", "不认识“备注”列");
    let told = warnings(&[("收支明细!M3", "暂定")]);
    assert_told(&told, "收支明细!M3", "没有表头");
    let told = errors(&[("收支明细!B1", "金额"), ("收支明细!B2", "1")]);
    assert_told(&told, "收支明细!K1", "出现了两次");
}

#[test]
fn all_problems_are_told_at_once() {
    let told = errors(&[
        ("收支明细!A2", "无名"),
        ("收支明细!F2", "20"),
        ("收支明细!K2", "0.001"),
        ("收支明细!K4", "无"),
        ("政府采购!C2", "货物"),
        ("项目!B2", ""),
    ]);
    let cells: Vec<&str> = told.iter().map(|it| it.split_once('：').unwrap().0).collect();
    for cell in
        ["项目”B2", "收支明细”A2", "收支明细”F2", "收支明细”K2", "收支明细”K4", "政府采购”C2"]
    {
        assert!(cells.iter().any(|it| it.ends_with(cell)), "{cell}: {cells:?}");
    }
}

#[test]
fn no_number_of_warnings_hides_an_error() {
    let mut tables = with(&[("政府采购!I2", "0.001")]);
    let mut taken = tables[3].1[1].clone();
    taken[10] = "-1".to_owned();
    tables[3].1.extend(vec![taken; workbook::limits::PROBLEMS + 10]);
    let told = read_csv(&csv_files(&tables)).unwrap_err();
    let told = told.problems();
    assert_eq!(told.len(), workbook::limits::PROBLEMS);
    assert!(told[0].is_error() && told[0].message.zh.contains("精确到了分以下"), "{:?}", told[0]);
}

#[test]
fn sheets_that_are_missing_or_unknown_are_told() {
    let mut tables = tables();
    tables.retain(|(name, _)| *name != "收支明细");
    let told = read_both(&tables).unwrap_err();
    let ReadFailure::Problems(told) = told else { panic!("{told:#?}") };
    assert!(told[0].message.zh.starts_with("缺少“收支明细”表"), "{told:#?}");
    tables.truncate(0);
    tables.push(("记录", vec![vec!["甲".to_owned()]]));
    let told = read_both(&tables).unwrap_err();
    assert!(not_a_ledger(&told).contains("这不是预算底稿"), "{told:#?}");
    // A published workbook may well have a sheet of such a name.
    tables.push(("基本情况", vec![vec!["甲".to_owned()]]));
    assert!(not_a_ledger(&read_both(&tables).unwrap_err()).contains("这不是预算底稿"));
    let mut tables = common::tables();
    tables.push(("绩效指标 (2)", vec![vec!["甲".to_owned()]]));
    let filled = read_both(&tables).unwrap();
    assert!(
        filled.warnings[0].message.zh.contains("不认识“绩效指标 (2)”表"),
        "{:?}",
        filled.warnings
    );
}

#[test]
fn csv_places_are_lines_and_fields() {
    let mut tables = with(&[("收支明细!K3", "二十万")]);
    tables[3].1.insert(1, vec!["管理局\n本级".to_owned()]);
    let told = read_csv(&csv_files(&tables)).unwrap_err();
    let told: Vec<String> = told.problems().iter().map(|it| it.line().en).collect();
    assert!(
        told.iter().any(|it| it.starts_with("收支明细.csv, line 5, field 11: 金额")),
        "{told:#?}"
    );
    let mut files = csv_files(&common::tables());
    files[1].1 = b"\xB5\xA5\xCE\xBB".to_vec();
    let told = read_csv(&files).unwrap_err();
    let ReadFailure::Problems(told) = told else { panic!("{told:#?}") };
    assert!(told[0].message.zh.contains("不是 UTF-8"), "{told:#?}");
    assert!(!told.iter().any(|it| it.message.zh.contains("缺少“单位”表")), "{told:#?}");
}

#[test]
fn cells_that_are_neither_words_nor_numbers_are_told() {
    let day = ExcelDateTime::from_ymd(2031, 1, 2).unwrap();
    let as_day = Format::new().set_num_format("yyyy-mm-dd");
    let dated = xlsx_with(|sheet| {
        sheet.write_datetime_with_format(2, 10, &day, &as_day).unwrap();
    });
    let truth = xlsx_with(|sheet| {
        sheet.write_boolean(2, 10, true).unwrap();
    });
    for (file, words) in [(dated, "单元格是日期"), (truth, "逻辑值")] {
        let told = read_xlsx(&file).unwrap_err();
        let told: Vec<String> = told.problems().iter().map(line).collect();
        assert_told(&told, "收支明细!K3", words);
    }
}

#[test]
fn a_formula_counts_as_what_it_came_to() {
    let formula = |result: &str| {
        let formula = Formula::new("=SUM(1,2)").set_result(result);
        xlsx_with(|sheet| {
            sheet.write_formula(2, 10, formula.clone()).unwrap();
        })
    };
    let filled = read_xlsx(&formula("200000.00000000003")).unwrap();
    assert_eq!(filled.ledger.lines[1].amount.fen(), 20_000_000, "as a spreadsheet shows it");
    let told = read_xlsx(&formula("#REF!")).unwrap_err();
    assert!(
        line(&told.problems()[0]).starts_with("工作表“收支明细”K3：金额：单元格没有可用的结果"),
        "{told:#?}"
    );
}

#[test]
fn another_file_is_no_ledger() {
    for bytes in [&b""[..], b"PK", b"\xD0\xCF\x11\xE0", b"text"] {
        let told = read_xlsx(bytes).unwrap_err();
        assert!(not_a_ledger(&told).contains("不是 .xlsx"), "{told:#?}");
    }
    for read in [read_xlsx(&xlsx(&[])), read_csv(&[])] {
        assert!(not_a_ledger(&read.unwrap_err()).contains("这不是预算底稿"));
    }
    let told = workbook::read(std::path::Path::new("no such file")).unwrap_err();
    assert!(not_a_ledger(&told).contains("无法打开：找不到文件"), "{told:#?}");
}

/// Why a file is not a ledger; empty where it is one.
fn not_a_ledger(failure: &ReadFailure) -> &str {
    match failure {
        ReadFailure::NotALedger(problem) => &problem.message.zh,
        ReadFailure::Problems(_) => "",
    }
}
