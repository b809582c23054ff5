//! An invented budget with one wrong cell, one wrong sentence and one hostile file name.

use document::{Block, Cell, Document, Paragraph, Place, Table};
use finding::{
    About, Amounts, CheckId, Coverage, Evidence, Finding, Landmark, Landmarks, Location,
    NamedReport, Outcomes, Repair, RepairCell, Report, Severity, Unchecked, Waived,
};
use ledger::{Amount, MoneyUnit, Stage, Year};
use message::Message;
use std::borrow::Cow;

/// The place of a cell of the first table, counted from 1.
pub fn cell(row: u32, column: u32) -> Place {
    Place::Cell { table: 1, row, column }
}

/// A file with an error, a warning and a note, and some checks that could not be made.
pub fn damaged() -> NamedReport {
    let report = Report {
        outcomes: Outcomes { holds: 41, zeros: 12, rounding: 2, fails: 1, not_evaluable: 1 },
        findings: vec![wrong_cell(), wrong_sentence(), remark()],
        waived: vec![waived()],
        open: vec![open(3), open(4)],
        unrecognised: vec![unrecognised()],
        coverage: Some(Coverage {
            printed: 120,
            understood: 118,
            checked: 110,
            ..Coverage::default()
        }),
        landmarks: landmarks(),
    };
    let mut named = NamedReport::of_file("示例/青石县文化馆 2031.docx", Ok(report));
    named.about = About {
        department: "青石县文化局".to_owned(),
        division: Some(("990528", "青石县")),
        year: Some(Year(2031)),
        stage: Some(Stage::Budget),
        sha256: "9f86d081884c7d65".to_owned(),
    };
    named
}

/// The words near some of the places.
fn landmarks() -> Landmarks {
    let of_cell = Landmark {
        order: 15,
        row: "20701 文化和旅游".to_owned(),
        column: "合计".to_owned(),
        ..Landmark::default()
    };
    let of_sentence = Landmark {
        order: 22,
        title: "收支情况".to_owned(),
        words: "2031 年安排支出".to_owned(),
        ..Landmark::default()
    };
    [(cell(5, 3), of_cell), (Place::Paragraph(3), of_sentence)].into_iter().collect()
}

/// A finding that somebody answers for.
fn waived() -> Waived {
    let (reason, until) = ("车辆由上级单位统一管理".to_owned(), "2031-12-31".to_owned());
    Waived { finding: remark(), reason, until }
}

/// A file in which all is well.
pub fn clean() -> NamedReport {
    let outcomes = Outcomes { holds: 40, zeros: 3, ..Outcomes::default() };
    let coverage =
        Some(Coverage { printed: 90, understood: 90, checked: 90, ..Coverage::default() });
    let report = Report { outcomes, coverage, ..Report::default() };
    NamedReport::of_file("示例/白水县档案馆.txt", Ok(report))
}

/// A file whose amounts were hardly checked.
pub fn little_checked() -> NamedReport {
    let coverage =
        Some(Coverage { printed: 90, understood: 30, checked: 4, ..Coverage::default() });
    let outcomes = Outcomes { holds: 2, ..Outcomes::default() };
    let report = Report { outcomes, coverage, ..Report::default() };
    NamedReport::of_file("示例/白水县招商局.txt", Ok(report))
}

/// A file of scanned pages.
pub fn scanned() -> NamedReport {
    let coverage = Some(Coverage { images: 12, ..Coverage::default() });
    NamedReport::of_file("示例/白水县史志办.pdf", Ok(Report { coverage, ..Report::default() }))
}

/// A file that cannot be read, with a name that tries to be markup and to steer the terminal.
pub fn hostile() -> NamedReport {
    let name = "<script>alert('1')</script>\u{1b}[2J|`x`\"&.docx";
    let error = Message::new(
        "文件已加密：请去掉密码后再检查。",
        "The file is encrypted: remove the password and check it again.",
    );
    NamedReport::of_file(name, Err(error))
}

/// The document that [`damaged`] speaks of.
pub fn document() -> Document {
    let rows: [&[&str]; 4] = [
        &["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        &["", "合计", "320.50", "200.50", "120.00"],
        &["207", "文化旅游体育与传媒支出", "320.50", "200.50", "120.00"],
        &["20701", "<b>文化和旅游</b>", "320.05", "200.50", "120.00"],
    ];
    let mut cells = vec![head_cell()];
    for (row, texts) in (2..).zip(rows) {
        for (column, text) in (1..).zip(texts.iter()) {
            cells.push(Cell {
                row: row - 1,
                column: column - 1,
                row_span: 1,
                column_span: 1,
                text: (*text).to_owned(),
                place: cell(row, column),
            });
        }
    }
    let table = Table { rows: 5, columns: 5, spans_known: true, cells, ..Table::default() };
    let other = Table { rows: 1, columns: 1, cells: vec![other_cell()], ..Table::default() };
    Document {
        blocks: vec![
            paragraph("部门支出总表", Some(1), 1),
            paragraph("单位：万元", None, 2),
            Block::Table(table),
            paragraph("2031 年安排支出 320.5 万元，其中项目支出 12.00 万元。", None, 3),
            paragraph("政府采购预算表", None, 4),
            Block::Table(other),
        ],
        remarks: Vec::new(),
    }
}

/// A check by its code and its name.
pub fn check(code: &str, name: &'static str) -> (CheckId, Cow<'static, str>) {
    (CheckId::parse(code).expect("a code"), name.into())
}

fn wrong_cell() -> Finding {
    let message = Message::new(
        "“文化和旅游”的合计 320.05 不等于基本支出与项目支出之和 320.50，也与上级科目“文化旅游体育与传媒支出”的合计不一致",
        "The total 320.05 of “文化和旅游” is not the sum 320.50 of basic and project expenditure",
    );
    let advice = Message::new(
        "核对原始数据，改正这一格。",
        "Compare with the source and correct this cell.",
    );
    let scope = "entity=512:某县文化局 year=2031 stage=budget flow=spent function=20701";
    let fen = |fen| Some(Amount::from_fen(fen));
    Finding {
        scope: scope.parse().ok(),
        table: Some("部门支出总表".to_owned()),
        printed: Some("320.05".to_owned()),
        expected: Some("320.50".to_owned()),
        difference: Some("-0.45".to_owned()),
        unit: Some(MoneyUnit::TenThousandYuan),
        amounts: Some(Amounts {
            printed: fen(320_050_000),
            expected: fen(320_500_000),
            difference: fen(-450_000),
        }),
        because: vec![
            evidence(5, 4, "部门支出总表 文化和旅游 基本支出", "200.50"),
            evidence(5, 5, "部门支出总表 文化和旅游 项目支出", "120.00"),
            evidence(2, 1, "部门支出总表 科目编码", ""),
        ],
        repairs: vec![repair("两位数字颠倒", "two digits swapped", cell(5, 3), "320.05", "320.50")],
        ..Finding::new(check("YS102", "parts-sum"), Severity::Error, cell(5, 3), message, advice)
    }
}

fn wrong_sentence() -> Finding {
    let message = Message::new("文字与表格不一致", "Text and table disagree");
    let advice = Message::new("以表格为准改正文字。", "Correct the text after the table.");
    let (check, place) = (check("YS301", "sentence"), Place::Paragraph(3));
    Finding {
        printed: Some("12.00".to_owned()),
        expected: Some("120.00".to_owned()),
        unit: Some(MoneyUnit::TenThousandYuan),
        because: vec![evidence(3, 5, "部门支出总表 合计 项目支出", "120.00")],
        repairs: vec![
            repair("相差十倍", "ten times too small", Place::Paragraph(3), "12.00", "120.00"),
            repair("表中多一个零", "a zero too many", cell(3, 5), "120.00", "12.00"),
        ],
        ..Finding::new(check, Severity::Warning, place, message, advice)
    }
}

fn remark() -> Finding {
    let message = Message::new("四舍五入后一致", "Agrees by rounding");
    let place = Place::Sheet { sheet: "收支 总表".into(), row: 7, column: 2 };
    Finding::new(check("YS401", "rounding"), Severity::Note, place, message, Message::default())
}

fn repair(zh: &str, en: &str, place: Place, printed: &str, expected: &str) -> Repair {
    let cell = RepairCell { place, printed: printed.to_owned(), expected: expected.to_owned() };
    Repair { cause: Message::new(zh, en), cells: vec![cell] }
}

fn evidence(row: u32, column: u32, what: &str, printed: &str) -> Evidence {
    let location = Location::here(cell(row, column));
    Evidence { location, what: Message::quoted(what), printed: printed.to_owned() }
}

fn open(row: u32) -> Unchecked {
    let (check, name) = check("YS110", "tree-sum");
    Unchecked {
        check,
        name,
        message: Message::new("缺少政府性基金的支出", "The government fund's spending is missing"),
        place: cell(row, 3),
        table: Some("部门支出总表".to_owned()),
        because: vec![evidence(row, 3, "部门支出总表 合计", "320.50")],
    }
}

fn unrecognised() -> Unchecked {
    let (check, name) = check("YS001", "unknown-head");
    Unchecked {
        check,
        name,
        message: Message::new("列名“其它来源”未识别", "The column head “其它来源” is not known"),
        place: Place::Page { page: 7, area: [10, 20, 30, 40] },
        table: None,
        because: Vec::new(),
    }
}

fn paragraph(text: &str, level: Option<u8>, number: u32) -> Block {
    let place = Place::Paragraph(number);
    Block::Paragraph(Paragraph { text: text.to_owned(), level, place })
}

/// A head over the whole width of the table.
fn head_cell() -> Cell {
    let text = "青石县文化馆".to_owned();
    Cell { row: 0, column: 0, row_span: 1, column_span: 5, text, place: cell(1, 1) }
}

fn other_cell() -> Cell {
    let place = Place::Cell { table: 2, row: 1, column: 1 };
    Cell { row: 0, column: 0, row_span: 1, column_span: 1, text: "空表".to_owned(), place }
}
