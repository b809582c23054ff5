//! Findings as rows.

use crate::Shape;
use crate::batch::{self, TableColumn};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use disclosure::record::Origin;
use document::PlaceColumns;
use document::data::Value;
use finding::{Amounts, Finding};
use ledger::Amount;
use message::Severity;

const NAME: &str = "findings";

/// A finding and the file in which it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The file.
    pub origin: Origin,
    /// Which finding of the file, from 1: the gravest first, then in reading order.
    pub number: u32,
    /// What was found.
    pub finding: Finding,
    /// Where, in flat columns.
    pub place: PlaceColumns,
}

impl Found {
    /// Returns the findings of a file.
    pub fn all(origin: &Origin, findings: &[Finding]) -> Vec<Self> {
        let found = |(number, finding): (u32, &Finding)| Self {
            origin: origin.clone(),
            number,
            finding: finding.clone(),
            place: finding.location.place.columns(),
        };
        (1..).zip(findings).map(found).collect()
    }
}

const COLUMNS: [TableColumn<Found>; 26] = [
    text("document", |it| (&*it.origin.document).into()).means(
        "文件指纹",
        "文件内容的 SHA-256",
        "SHA-256 of the file",
        "9f86d081…",
    ),
    text("file", |it| (&*it.origin.file).into()).means(
        "文件",
        "文件名",
        "Name of the file",
        "2031预算.docx",
    ),
    text("reader", |it| (&*it.origin.reader).into()).means(
        "程序版本",
        "读取文件的程序版本",
        "Version of the program that read the file",
        "0.1.0",
    ),
    integer("number", |it| it.number.into()).means(
        "序号",
        "该文件的第几个问题",
        "Which finding of the file, the gravest first",
        "1",
    ),
    text("finding", |it| it.finding.check.to_string().into()).means(
        "编号",
        "检查的编号",
        "Code of the check",
        concat!("YS", "102"),
    ),
    text("name", |it| (&*it.finding.name).into()).means(
        "名称",
        "检查的名称",
        "Name of the check",
        "parts-sum",
    ),
    text("severity", |it| severity(it.finding.severity).into()).means(
        "级别",
        "错误 error、警告 warning、提示 note",
        "`error` cannot be right, `warning` is very likely wrong, `note` is worth knowing",
        "error",
    ),
    text("message_zh", |it| it.finding.message.zh.as_str().into()).means(
        "问题",
        "问题和理由",
        "What is wrong and why, in Chinese",
        "合计比各项之和多 3.00 万元。",
    ),
    text("message_en", |it| it.finding.message.en.as_str().into()).means(
        "问题（英文）",
        "问题和理由，英文",
        "What is wrong and why",
        "The total is 3.00 more than its parts.",
    ),
    text("advice_zh", |it| it.finding.advice.zh.as_str().into()).means(
        "办法",
        "怎样处理",
        "What to do, in Chinese",
        "请核对。",
    ),
    text("advice_en", |it| it.finding.advice.en.as_str().into()).means(
        "办法（英文）",
        "怎样处理，英文",
        "What to do",
        "Check the total.",
    ),
    text("scope", |it| it.finding.scope.as_ref().map(ToString::to_string).into()).means(
        "口径",
        "有误的数的口径，与记录中的相同",
        "The scope of the wrong number, as in the records",
        "entity=512:某县水务局 year=2031 stage=budget flow=spent fund=general",
    ),
    text("table_title", |it| it.finding.table.as_deref().into()).means(
        "表名",
        "表的标题",
        "Title of the table",
        "部门支出总表",
    ),
    text("printed", |it| it.finding.printed.as_deref().into()).means(
        "原文",
        "印出的数",
        "What is printed",
        "1320.50",
    ),
    text("expected", |it| it.finding.expected.as_deref().into()).means(
        "应为",
        "应有的数",
        "What is expected",
        "1317.50",
    ),
    text("difference", |it| it.finding.difference.as_deref().into()).means(
        "差额",
        "印出的减应有的",
        "Printed less expected",
        "3.00",
    ),
    text("money_unit", |it| it.finding.unit.map(ledger::MoneyUnit::name).into()).means(
        "金额单位",
        "以上三个数的单位",
        "Unit of these three numbers",
        "万元",
    ),
    integer("printed_fen", |it| fen(it, |all| all.printed)).of("分").means(
        "原文金额",
        "印出的金额",
        "The printed amount; empty where it is no money",
        "1320500000",
    ),
    integer("expected_fen", |it| fen(it, |all| all.expected)).of("分").means(
        "应有金额",
        "应有的金额",
        "The expected amount",
        "1317500000",
    ),
    integer("difference_fen", |it| fen(it, |all| all.difference)).of("分").means(
        "差额金额",
        "印出的减应有的",
        "The printed amount less the expected one",
        "3000000",
    ),
    integer("page", |it| it.place.page.into()).means("页", "第几页", "Page", "12"),
    integer("place_line", |it| it.place.line.into()).means(
        "位置：行",
        "文本文件的第几行",
        "Line of a text file",
        "118",
    ),
    integer("place_paragraph", |it| it.place.paragraph.into()).means(
        "位置：段",
        "文档的第几段",
        "Paragraph of a flowing document",
        "27",
    ),
    integer("place_table", |it| it.place.table.into()).means(
        "位置：表",
        "文档的第几个表格",
        "Table of a flowing document",
        "3",
    ),
    text("place_sheet", |it| it.place.sheet.as_deref().into()).means(
        "位置：工作表",
        "工作表名称",
        "Sheet of a workbook",
        "收支总表",
    ),
    text("place_cell", |it| cell(&it.place)).means(
        "位置：单元格",
        "工作表的单元格；表格中为“行,列”",
        "Cell of the sheet; row and column in a table of a flowing document",
        "B7",
    ),
];

/// Returns the table's shape.
pub(crate) fn shape() -> Shape {
    batch::shape(NAME, &COLUMNS)
}

/// Returns findings as a table, a row each.
///
/// # Errors
/// Fails only on a bug.
pub fn findings(found: &[Found]) -> Result<RecordBatch, ArrowError> {
    batch::rows(NAME, &COLUMNS, found)
}

const fn text(name: &'static str, value: fn(&Found) -> Value<'_>) -> TableColumn<Found> {
    TableColumn::text(name, value)
}

const fn integer(name: &'static str, value: fn(&Found) -> Value<'_>) -> TableColumn<Found> {
    TableColumn::integer(name, value)
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn fen(found: &Found, which: fn(&Amounts) -> Option<Amount>) -> Value<'_> {
    found.finding.amounts.as_ref().and_then(which).map(Amount::fen).into()
}

fn cell(place: &PlaceColumns) -> Value<'_> {
    match (&place.cell, place.row, place.column) {
        (Some(cell), ..) => cell.as_str().into(),
        (None, Some(row), Some(column)) => format!("{row},{column}").into(),
        _ => Value::Missing,
    }
}
