//! The columns of a record: name, type, unit, meaning and value, each described here alone.

use super::Record;
use crate::describe::words;
use document::data::{Column, Kind, Value};
use ledger::{Code, MoneyUnit, Node};

/// A column and how a record fills it.
#[derive(Debug, Clone, Copy)]
pub struct RecordColumn {
    /// What it is called and means.
    pub column: Column,
    /// Returns its value in a record.
    pub value: fn(&Record) -> Value<'_>,
}

impl Record {
    /// Returns the values of [`COLUMNS`], in order.
    pub fn values(&self) -> impl Iterator<Item = Value<'_>> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }
}

/// All columns, in order.
pub const COLUMNS: [RecordColumn; 49] = [
    text("document", |r| (&*r.origin.document).into())
        .means("文件指纹", "文件内容的 SHA-256", "SHA-256 of the file", "9f86d081…"),
    text("file", |r| (&*r.origin.file).into())
        .means("文件", "文件名", "Name of the file", "2031预算.docx"),
    text("reader", |r| (&*r.origin.reader).into())
        .means("程序版本", "读取文件的程序版本", "Version of the program that read the file", "0.1.0"),
    text("division", |r| (&*r.origin.division).into()).means(
        "区划",
        "行政区划代码；不知道时为空",
        "Code of the administrative division; empty if unknown",
        "130528",
    ),
    text("department_code", |r| r.department.code.as_deref().into())
        .means("部门编码", "部门的预算编码", "Budget code of the department", "512"),
    text("department_name", |r| (&*r.department.name).into())
        .means("部门", "部门名称", "Name of the department", "某县水务局"),
    text("unit_code", |r| r.unit.code.as_deref().into())
        .means("单位编码", "单位的预算编码", "Budget code of the unit", "512001"),
    text("unit_name", |r| (&*r.unit.name).into()).means(
        "单位",
        "单位名称；部门整体的数为空",
        "Name of the unit; empty for numbers of the department as a whole",
        "某县水务局本级",
    ),
    integer("year", |r| r.key.year.map(|year| u32::from(year.0)).into())
        .means("年度", "预算年度", "Budget year", "2031"),
    text("stage", |r| r.key.stage.key().into()).means(
        "阶段",
        "预算 budget、调整预算 adjusted、执行 execution、决算 final_accounts",
        "Budget, adjusted budget, execution or final accounts",
        "budget",
    ),
    text("flow", |r| r.key.flow.key().into()).means(
        "收支",
        "来源与去向；total 为收支总计",
        "Sources and uses; `total` is all of either",
        "spent",
    ),
    text("fund", |r| r.key.fund.key().into()).means(
        "资金",
        "资金来源；all_funds 为全部资金",
        "Fund; `all_funds` is all of them",
        "general",
    ),
    text("function", |r| code(r.key.function)).means(
        "功能分类",
        "支出功能分类科目编码；空为全部",
        "Code of the functional classification; empty for all",
        "2080505",
    ),
    text("economic", |r| code(r.key.economic)).means(
        "经济分类",
        "支出经济分类科目编码；空为全部",
        "Code of the economic classification; empty for all",
        "30101",
    ),
    text("purpose", |r| r.key.purpose.key().into()).means(
        "支出性质",
        "基本支出、项目支出等；all_purposes 为全部",
        "Basic, project and so on; `all_purposes` is all of them",
        "personnel",
    ),
    text("memo", |r| r.key.memo.key().into()).means(
        "单列事项",
        "“三公”经费、政府采购等；everything 为不单列",
        "Memo item, such as three-public or procurement; `everything` where there is none",
        "reception",
    ),
    text("item", |r| r.key.item.as_deref().into()).means(
        "事项",
        "表中自行命名的一项：项目、采购品目等",
        "An item that a list names itself, such as a project or a purchase",
        "河道清淤",
    ),
    text("scope", |r| r.key.to_string().into()).means(
        "口径",
        "以上各维度合在一起；相同的口径在任何文件里都相同",
        "All dimensions in one text; equal scopes are equal texts in every document",
        "entity=512:某县水务局 year=2031 stage=budget flow=spent fund=general",
    ),
    text("counts", |r| words(&r.key, Node::name_zh).into()).means(
        "口径说明",
        "口径的中文说明",
        "The scope in Chinese words",
        "某县水务局 一般公共预算 本年支出",
    ),
    integer("fen", |r| r.fen.into()).of("分").means(
        "金额",
        "以分为单位的金额；空白为 0；由底稿公开的，是底稿的准确数",
        "The amount; 0 for a blank; exact where published from a ledger",
        "1320500000",
    ),
    text("printed", |r| r.value.printed().map(|printed| printed.to_string()).into())
        .means("原文", "印出的数", "The number as printed", "1320.50"),
    text("money_unit", |r| r.value.printed().map(|printed| printed.unit().name()).into()).means(
        "金额单位",
        "印出的数的单位",
        "Unit of the printed number: 元 (1), 千元 (1,000), 万元 (10,000) or 亿元 (100,000,000 yuan)",
        MoneyUnit::TenThousandYuan.name(),
    ),
    integer("decimals", |r| r.value.printed().map(|printed| u32::from(printed.decimals())).into())
        .means("小数位数", "印出的数的小数位数", "Decimals of the printed number", "2"),
    boolean("is_blank", |r| r.value.printed().is_none().into()).means(
        "空白",
        "所列行中的空格，或写明没有",
        "A blank cell of a listed row, or words that say there is none",
        "false",
    ),
    text("kind", |r| if r.table.is_some() { "table" } else { "sentence" }.into()).means(
        "出处",
        "表格 table 或文字 sentence",
        "Whether it stands in a `table` or in a `sentence`",
        "table",
    ),
    integer("table_number", |r| in_table(r, |table| table.number))
        .means("表序号", "第几张表", "Number of the table among those that were understood", "3"),
    text("table_title", |r| r.table.as_ref().map(|table| &*table.title).into())
        .means("表名", "表的标题", "Title of the table", "部门支出总表"),
    integer("table_row", |r| in_table(r, |table| table.row))
        .means("行", "数据行的第几行", "Row among the table's data rows", "4"),
    integer("table_column", |r| in_table(r, |table| table.column))
        .means("列", "表的第几列", "Column of the table", "2"),
    text("column_head", |r| (&*r.head).into()).means(
        "表头",
        "该列的表头，从外到内，以“/”相连",
        "Heads of the column, outermost first, joined by `/`",
        "一般公共预算/基本支出",
    ),
    text("row_label", |r| (&*r.label).into()).means(
        "行标题",
        "该行的名称；文字中为说明该数的词语",
        "Label of the row; for a sentence the words that say what the number counts",
        "机关事业单位基本养老保险缴费支出",
    ),
    text("row_code", |r| (&*r.code).into())
        .means("行编码", "该行印出的编码", "Code of the row as printed", "2080505"),
    integer("page", |r| r.place.page.into()).means("页", "第几页", "Page", "12"),
    integer("place_line", |r| r.place.line.into())
        .means("位置：行", "文本文件的第几行", "Line of a text file", "118"),
    integer("place_paragraph", |r| r.place.paragraph.into())
        .means("位置：段", "文档的第几段", "Paragraph of a flowing document", "27"),
    integer("place_table", |r| r.place.table.into())
        .means("位置：表", "文档的第几个表格", "Table of a flowing document", "3"),
    integer("place_row", |r| r.place.row.into())
        .means("位置：表行", "表格或工作表的第几行", "Row of that table or of the sheet", "7"),
    integer("place_column", |r| r.place.column.into())
        .means("位置：表列", "表格或工作表的第几列", "Column of that table or of the sheet", "2"),
    text("place_sheet", |r| r.place.sheet.as_deref().into())
        .means("位置：工作表", "工作表名称", "Sheet of a workbook", "收支总表"),
    text("place_cell", |r| r.place.cell.as_deref().into())
        .means("位置：单元格", "工作表的单元格", "Cell of the sheet", "B7"),
    integer("box_left", |r| edge(r, 0)).of("pt").means(
        "框左",
        "页面上的框：左边到页面左边的距离",
        "Box on the page: its left side from the page's left",
        "72",
    ),
    integer("box_top", |r| edge(r, 1)).of("pt").means(
        "框上",
        "上边到页面上边的距离",
        "Its top from the page's top",
        "140",
    ),
    integer("box_right", |r| edge(r, 2)).of("pt").means(
        "框右",
        "右边到页面左边的距离",
        "Its right side from the page's left",
        "131",
    ),
    integer("box_bottom", |r| edge(r, 3)).of("pt").means(
        "框下",
        "下边到页面上边的距离",
        "Its bottom from the page's top",
        "152",
    ),
    boolean("ocr", |r| r.is_recognised.into())
        .means("文字识别", "从图片里认出的数", "Whether it was recognised in an image", "false"),
    text("flag", |r| r.mark.flag.name().into()).means(
        "核对",
        "ok 没有问题，suspect 有警告，wrong 有错误",
        "`ok`, `suspect` (a warning points to it) or `wrong` (an error points to it)",
        "wrong",
    ),
    text("finding", |r| (&*r.mark.finding).into())
        .means("问题", "问题的编号", "Code of the finding", concat!("YS", "102")),
    integer("expected_fen", |r| r.mark.expected.into()).of("分").means(
        "应为",
        "应有的金额",
        "The amount that it should be, if known",
        "1320000000",
    ),
    boolean("preferred", |r| r.is_preferred.into()).means(
        "首选",
        "同一口径在一份文件里印了几次时取这一个；求和只用首选的数",
        "Exactly one record of each scope in a document; sum only these",
        "true",
    ),
];

const fn text(name: &'static str, value: fn(&Record) -> Value<'_>) -> RecordColumn {
    new(name, Kind::Text, value)
}

const fn integer(name: &'static str, value: fn(&Record) -> Value<'_>) -> RecordColumn {
    new(name, Kind::Integer, value)
}

const fn boolean(name: &'static str, value: fn(&Record) -> Value<'_>) -> RecordColumn {
    new(name, Kind::Boolean, value)
}

const fn new(name: &'static str, kind: Kind, value: fn(&Record) -> Value<'_>) -> RecordColumn {
    let column = Column { name, kind, unit: "", title: "", zh: "", en: "", example: "" };
    RecordColumn { column, value }
}

impl RecordColumn {
    const fn of(mut self, unit: &'static str) -> Self {
        self.column.unit = unit;
        self
    }

    const fn means(
        mut self,
        title: &'static str,
        zh: &'static str,
        en: &'static str,
        example: &'static str,
    ) -> Self {
        self.column.title = title;
        self.column.zh = zh;
        self.column.en = en;
        self.column.example = example;
        self
    }
}

fn code(code: Code) -> Value<'static> {
    code.to_string().into()
}

fn in_table(record: &Record, number: fn(&super::InTable) -> u32) -> Value<'_> {
    record.table.as_ref().map(number).into()
}

fn edge(record: &Record, index: usize) -> Value<'_> {
    let edge = record.place.area.and_then(|area| area.get(index).copied());
    edge.map(i64::from).into()
}
