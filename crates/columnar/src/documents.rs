//! Documents as rows: what each is, and how much of it was checked.

use crate::Shape;
use crate::batch::{self, TableColumn};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use disclosure::record::Origin;
use document::data::Value;
use finding::{About, Coverage, Outcomes, Report};
use ledger::EntityName;
use message::Severity;

const NAME: &str = "documents";

/// A document that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The file.
    pub origin: Origin,
    /// The department.
    pub department: EntityName,
    /// What the file is.
    pub about: About,
    /// Its size in bytes.
    pub bytes: u64,
    /// The number of its tables that were understood.
    pub tables: usize,
    /// The number of its records.
    pub records: usize,
    /// The file in one word.
    pub verdict: &'static str,
    /// The number of findings: errors, warnings and notes.
    pub findings: [usize; 3],
    /// The number of identities by outcome.
    pub outcomes: Outcomes,
    /// How much of it was checked.
    pub coverage: Coverage,
}

/// Returns the numbers of errors, warnings and notes of a report.
pub(crate) fn counts(report: &Report) -> [usize; 3] {
    let count = |severity| report.findings.iter().filter(|it| it.severity == severity).count();
    [count(Severity::Error), count(Severity::Warning), count(Severity::Note)]
}

const COLUMNS: [TableColumn<Described>; 25] = [
    text("document", |it| (&*it.origin.document).into())
        .means("文件指纹", "文件内容的 SHA-256", "SHA-256 of the file", "9f86d081…"),
    text("file", |it| (&*it.origin.file).into())
        .means("文件", "文件名", "Name of the file", "2031预算.docx"),
    text("reader", |it| (&*it.origin.reader).into())
        .means("程序版本", "读取文件的程序版本", "Version of the program that read the file", "0.1.0"),
    text("division", |it| (&*it.origin.division).into()).means(
        "区划",
        "行政区划代码；不知道时为空",
        "Code of the administrative division; empty if unknown",
        "130528",
    ),
    text("division_name", |it| it.about.division.map(|(_, name)| name).into())
        .means("区划名称", "行政区划名称", "Name of the administrative division", "某县"),
    text("department_code", |it| it.department.code.as_deref().into())
        .means("部门编码", "部门的预算编码", "Budget code of the department", "512"),
    text("department_name", |it| it.department.name.as_str().into())
        .means("部门", "部门名称", "Name of the department", "某县水务局"),
    integer("year", |it| it.about.year.map(|year| u32::from(year.0)).into())
        .means("年度", "文件公开的年度", "The year that the file discloses", "2031"),
    text("stage", |it| it.about.stage.map(ledger::Stage::key).into()).means(
        "阶段",
        "预算 budget、调整预算 adjusted、执行 execution、决算 final_accounts",
        "Budget, adjusted budget, execution or final accounts",
        "budget",
    ),
    integer("bytes", |it| i64::try_from(it.bytes).ok().into())
        .means("字节", "文件大小", "Size of the file in bytes", "48211"),
    integer("tables", |it| number(it.tables))
        .means("表数", "看懂的表的数目", "Number of tables that were understood", "12"),
    integer("records", |it| number(it.records))
        .means("记录数", "记录的数目", "Number of records", "1320"),
    text("verdict", |it| it.verdict.into()).means(
        "结论",
        "有错误 errors、有警告 warnings、未发现问题 clean、核对太少 little_checked、无法核对 nothing_checked",
        "`errors`, `warnings`, `clean`, `little_checked` or `nothing_checked`",
        "clean",
    ),
    integer("errors", |it| number(it.findings[0]))
        .means("错误", "错误的数目", "Number of errors", "0"),
    integer("warnings", |it| number(it.findings[1]))
        .means("警告", "警告的数目", "Number of warnings", "1"),
    integer("notes", |it| number(it.findings[2]))
        .means("提示", "提示的数目", "Number of notes", "2"),
    integer("holds", |it| number(it.outcomes.holds))
        .means("成立", "成立的勾稽关系", "Number of identities that hold", "812"),
    integer("zeros", |it| number(it.outcomes.zeros))
        .means("皆为零", "两边都是零的勾稽关系", "Number of identities that are 0 = 0", "95"),
    integer("rounding", |it| number(it.outcomes.rounding)).means(
        "四舍五入",
        "因四舍五入成立的勾稽关系",
        "Number of identities that hold by rounding",
        "3",
    ),
    integer("fails", |it| number(it.outcomes.fails))
        .means("不成立", "不成立的勾稽关系", "Number of identities that fail", "0"),
    integer("not_evaluable", |it| number(it.outcomes.not_evaluable)).means(
        "无法判断",
        "缺少数字而无法判断的勾稽关系",
        "Number of identities with an unknown part",
        "17",
    ),
    integer("amounts", |it| number(it.coverage.printed))
        .means("金额数", "印出的金额的数目", "Number of amounts that it prints", "1290"),
    integer("understood", |it| number(it.coverage.understood))
        .means("看懂", "其中看懂的", "Those of them that were understood", "1284"),
    integer("checked", |it| number(it.coverage.checked)).means(
        "参加核对",
        "其中参加核对的",
        "Those of them that took part in a check",
        "1201",
    ),
    integer("image_pages", |it| number(it.coverage.images))
        .means("图片页", "只有图片的页数", "Number of pages that show only an image", "0"),
];

/// Returns the table's shape.
pub(crate) fn shape() -> Shape {
    batch::shape(NAME, &COLUMNS)
}

/// Returns documents as a table, a row each.
///
/// # Errors
/// Fails only on a bug.
pub fn documents(described: &[Described]) -> Result<RecordBatch, ArrowError> {
    batch::rows(NAME, &COLUMNS, described)
}

const fn text(name: &'static str, value: fn(&Described) -> Value<'_>) -> TableColumn<Described> {
    TableColumn::text(name, value)
}

const fn integer(name: &'static str, value: fn(&Described) -> Value<'_>) -> TableColumn<Described> {
    TableColumn::integer(name, value)
}

fn number(count: usize) -> Value<'static> {
    i64::try_from(count).ok().into()
}
