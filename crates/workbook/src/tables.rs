//! The sheets and their columns, as data: what is written, found again and explained.
//!
//! Long: the columns of all sheets in one table of data.

use crate::lists::List;

/// A sheet, or a file of a folder.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it is for, on the first sheet.
    pub about: &'static str,
    /// Its columns, in the order in which they are written.
    pub columns: &'static [Column],
}

/// A column.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its heading, by which it is found.
    pub heading: &'static str,
    /// What goes here: the heading's comment.
    pub help: &'static str,
    /// Its width in characters.
    pub width: u32,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether a filled row must fill it.
    pub required: bool,
}

/// What a column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Words.
    Words,
    /// An amount of money.
    Money,
    /// A function code.
    Function,
    /// An economic code.
    Economic,
    /// The name of a unit.
    Unit,
    /// The name of a project.
    Project,
    /// A word of a list.
    OneOf(List),
    /// What is counted.
    Counted,
    /// A whole number.
    Count,
    /// Yes or no.
    YesNo,
    /// A section of the document.
    Section,
}

/// Headings that more than one sheet has.
pub(crate) const UNIT: &str = "单位";
pub(crate) const PROJECT: &str = "项目";
pub(crate) const FUND: &str = "资金";
pub(crate) const SOURCE: &str = "来源";
pub(crate) const AMOUNT: &str = "金额";
pub(crate) const QUANTITY: &str = "数量";
pub(crate) const CONTENT: &str = "内容";
pub(crate) const UNIT_NAME: &str = "单位名称";
pub(crate) const TARGET: &str = "指标值";
pub(crate) const FUNCTION: &str = "功能科目";
pub(crate) const ECONOMIC: &str = "经济科目";
pub(crate) const PURPOSE: &str = "支出性质";
pub(crate) const MEMO: &str = "三公经费";
pub(crate) const SECTION: &str = "部分";
pub(crate) const REASON: &str = "改填理由";

/// Columns that older workbooks lack.
pub(crate) const NEW: [&str; 1] = [REASON];

/// Sheets that older workbooks lack.
pub(crate) const NEW_SHEETS: [&str; 1] = ["自定科目"];

const fn column(
    heading: &'static str,
    width: u32,
    holds: Holds,
    required: bool,
    help: &'static str,
) -> Column {
    Column { heading, help, width, holds, required }
}

const WHOSE: Column =
    column(UNIT, 24, Holds::Unit, true, "填“单位”表里的单位名称；属于部门整体的填“本部门”。");
const MONEY: Column = column(
    AMOUNT,
    16,
    Holds::Money,
    true,
    "只填数字，单位见“基本情况”表的“金额单位”，最多精确到分。",
);
const FUND_COLUMN: Column =
    column(FUND, 18, Holds::OneOf(List::Fund), true, "资金性质，从下拉列表中选。");

/// Year, stage, department.
pub(crate) const BASICS: Table = Table {
    name: "基本情况",
    about: "年度、阶段、金额单位和部门",
    columns: &[
        column("栏目", 20, Holds::Words, true, "不要改动本列。"),
        column(CONTENT, 40, Holds::Words, false, "在本列填写。"),
    ],
};

/// The units.
pub(crate) const UNITS: Table = Table {
    name: "单位",
    about: "部门所属的全部单位（含本级），一行一个",
    columns: &[
        column("单位代码", 14, Holds::Words, false, "预算单位代码；没有的留空。"),
        column(UNIT_NAME, 32, Holds::Words, true, "单位全称，不能重复。"),
        column(
            "单位性质",
            22,
            Holds::Words,
            false,
            "如：行政、参公事业、财政补助事业单位。行政和参公单位的公用经费计入机关运行经费。",
        ),
        column("单位规格", 14, Holds::Words, false, "如：正科级。"),
        column("经费保障形式", 18, Holds::Words, false, "如：财政拨款。"),
    ],
};

/// What each unit gets, to check the lines against.
pub(crate) const REVENUE: Table = Table {
    name: "收入",
    about: "各单位各项资金的控制数，用来核对收支明细；不填则不核对",
    columns: &[
        WHOSE,
        FUND_COLUMN,
        column(
            SOURCE,
            18,
            Holds::OneOf(List::Source),
            true,
            "本年收入、上年结转结余或使用结余。转给本部门其他单位的钱记在付款单位。",
        ),
        MONEY,
    ],
};

/// The budget lines.
pub(crate) const LINES: Table = Table {
    name: "收支明细",
    about: "每一笔钱一行：谁用、从哪来、花在什么上",
    columns: &[
        column(UNIT, 24, Holds::Unit, true, "用这笔钱的单位，填“单位”表里的单位名称。"),
        column(
            "付款单位",
            20,
            Holds::Unit,
            false,
            "由本部门另一个单位的资金支付时填那个单位；一般留空。",
        ),
        column(
            SOURCE,
            16,
            Holds::OneOf(List::Source),
            true,
            "这笔钱从哪来：本年收入、上年结转结余或使用结余。",
        ),
        column(
            "去向",
            16,
            Holds::OneOf(List::Used),
            true,
            "这笔钱到哪去：本年支出、年终结转结余，或结余分配的一种。",
        ),
        FUND_COLUMN,
        column(
            FUNCTION,
            34,
            Holds::Function,
            false,
            "支出功能分类科目，填到项（7 位）。可以只填代码。",
        ),
        column(
            ECONOMIC,
            30,
            Holds::Economic,
            false,
            "部门预算支出经济分类科目，填到款（5 位）。可以只填代码。",
        ),
        column(
            PURPOSE,
            20,
            Holds::OneOf(List::Purpose),
            false,
            "人员经费、公用经费、项目支出等。空着的由经济科目得出：301、303 人员经费，302、310 公用经费；填了项目的是项目支出。",
        ),
        column(
            MEMO,
            26,
            Holds::OneOf(List::Memo),
            false,
            "空着的由经济科目得出：30217、30231、30212、31013 是“三公”经费，其余不是。不同的选一项，并写明理由。",
        ),
        column(PROJECT, 30, Holds::Project, false, "项目支出填“项目”表里的项目名称。"),
        MONEY,
        column(
            REASON,
            24,
            Holds::Words,
            false,
            "“支出性质”“三公经费”与经济科目不一致而确实如此的，在这里写明理由。",
        ),
    ],
};

/// The projects.
pub(crate) const PROJECTS: Table = Table {
    name: "项目",
    about: "每个项目一行，连同绩效目标",
    columns: &[
        WHOSE,
        column(PROJECT, 32, Holds::Words, true, "项目全称；同一单位内不能重复。"),
        column(
            "绩效目标",
            70,
            Holds::Words,
            false,
            "总体目标；分几条的在单元格内换行（Alt+Enter），一条一行。",
        ),
    ],
};

/// The indicators.
pub(crate) const INDICATORS: Table = Table {
    name: "绩效指标",
    about: "每个指标一行；每个项目至少要有成本指标，它的指标值可以空着",
    columns: &[
        WHOSE,
        column(PROJECT, 30, Holds::Project, true, "“项目”表里的项目名称。"),
        column(
            "一级指标",
            14,
            Holds::Words,
            false,
            "产出指标、效益指标、满意度指标（或成本指标）。",
        ),
        column("二级指标", 16, Holds::Words, false, "数量指标、质量指标、时效指标、成本指标等。"),
        column("三级指标", 26, Holds::Words, true, "具体的指标名称，不要与一、二级指标同名。"),
        column("指标说明", 34, Holds::Words, false, "这个指标考核什么。"),
        column(
            TARGET,
            18,
            Holds::Words,
            true,
            "带符号和计量单位，如：≥95%、≤5万元、12次。成本指标空着的，由项目支出得出。",
        ),
        column("指标值确定依据", 28, Holds::Words, false, "如：工作计划、合同、历史数据。"),
    ],
};

/// What is to be bought.
pub(crate) const PURCHASES: Table = Table {
    name: "政府采购",
    about: "政府采购预算，一行一项",
    columns: &[
        WHOSE,
        column(PROJECT, 30, Holds::Project, false, "从项目经费采购的填项目名称；其余留空。"),
        column("类别", 16, Holds::OneOf(List::Bought), true, "货物、工程或服务。"),
        column("采购内容", 28, Holds::Words, true, "采购什么。"),
        column("采购目录序号", 16, Holds::Words, false, "政府采购目录中的编号。"),
        column("计量单位", 12, Holds::Words, false, "台、套、项等。"),
        column(QUANTITY, 10, Holds::Words, false, "照填照印。"),
        FUND_COLUMN,
        MONEY,
        column("形成固定资产", 14, Holds::YesNo, false, "是或否；留空为否。"),
    ],
};

/// The fixed assets.
pub(crate) const ASSETS: Table = Table {
    name: "固定资产",
    about: "上年末固定资产占用情况，一行一类",
    columns: &[
        WHOSE,
        column(
            "资产",
            28,
            Holds::Words,
            true,
            "资产类别，如：房屋、车辆、单价 50 万元以上的通用设备。",
        ),
        column(QUANTITY, 14, Holds::Words, false, "照填照印。"),
        MONEY,
    ],
};

/// Staff and vehicles.
pub(crate) const COUNTS: Table = Table {
    name: "人员和车辆",
    about: "各单位的人数和车辆数，一行一项；没有数字的不填",
    columns: &[
        WHOSE,
        column(PROJECT, 20, Holds::Counted, true, "数的是什么，从下拉列表中选。"),
        column(QUANTITY, 14, Holds::Count, true, "0 或正整数，不带单位。"),
    ],
};

/// Paragraphs.
pub(crate) const TEXTS: Table = Table {
    name: "文字",
    about: "文件中由单位自己写的段落，一段一行，按先后排列",
    columns: &[
        WHOSE,
        column(
            SECTION,
            24,
            Holds::Section,
            true,
            "这段文字属于哪一部分，从下拉列表中选；自己的公开样式另有规定的，填样式里的代号。\
             某个科目的用途填“科目用途”加代码，如：科目用途2010301。",
        ),
        column(CONTENT, 100, Holds::Words, true, "一段文字。"),
    ],
};

/// Codes that the preparer adds.
pub(crate) const OWN_CODES: Table = Table {
    name: "自定科目",
    about: "科目表里没有的科目，公开时按这里的名称印出；没有这样的科目就空着",
    columns: &[
        column(
            "代码",
            14,
            Holds::Words,
            true,
            "功能科目 3、5 或 7 位，经济科目 3 或 5 位。新的项，上级类、款也没有的要一并填。",
        ),
        column("名称", 50, Holds::Words, true, "科目名称，照印。"),
    ],
};

/// All of them, in the order of the workbook.
pub(crate) const ALL: [&Table; 11] = [
    &BASICS,
    &UNITS,
    &REVENUE,
    &LINES,
    &PROJECTS,
    &INDICATORS,
    &PURCHASES,
    &ASSETS,
    &COUNTS,
    &TEXTS,
    &OWN_CODES,
];

/// Sheets that are written for the preparer's eyes and never read.
pub(crate) const GUIDE: &str = "说明";
pub(crate) const TOTALS: &str = "合计";
pub(crate) const CODES: &str = "科目";

/// The entries of [`BASICS`], each with what to fill in.
pub(crate) const YEAR: &str = "年度";
pub(crate) const STAGE: &str = "阶段";
pub(crate) const MONEY_UNIT: &str = "金额单位";
pub(crate) const DEPARTMENT_CODE: &str = "部门代码";
pub(crate) const DEPARTMENT_NAME: &str = "部门名称";
pub(crate) const DEPARTMENT_NATURE: &str = "部门性质";
pub(crate) const DEPARTMENT_RANK: &str = "部门规格";
pub(crate) const DEPARTMENT_PAID_BY: &str = "部门经费保障形式";
pub(crate) const ENTRIES: [&str; 8] = [
    YEAR,
    STAGE,
    MONEY_UNIT,
    DEPARTMENT_CODE,
    DEPARTMENT_NAME,
    DEPARTMENT_NATURE,
    DEPARTMENT_RANK,
    DEPARTMENT_PAID_BY,
];

impl Table {
    /// The place of a column among those written, counted from 0.
    pub(crate) fn place(&self, heading: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.heading == heading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_differ_within_a_sheet_and_all_are_explained() {
        for table in ALL {
            for (place, column) in table.columns.iter().enumerate() {
                assert_eq!(table.place(column.heading), Some(place), "{}", column.heading);
                assert!(!column.help.is_empty() && !table.about.is_empty());
            }
        }
    }
}
