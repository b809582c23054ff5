//! How a workbook is filled in, in a clerk's words.

use crate::tables::{ALL, CODES, TOTALS};
use crate::{Form, lists};

/// Where the words stand: a workbook has sheets more than a folder has files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The first sheet.
    Workbook,
    /// A text file.
    Folder,
}

/// The lines, each a rule or blank.
pub(crate) fn lines(form: &Form, place: Place) -> Vec<String> {
    let mut lines = vec![
        "部门预算底稿：每个数字只填一次，公开文件中的全部表格和文字由它生成。".to_owned(),
        String::new(),
        "填写顺序".to_owned(),
    ];
    let table = |(number, table): (usize, &&crate::tables::Table)| {
        format!("{}. {}：{}。", number + 1, table.name, table.about)
    };
    lines.extend(ALL.iter().enumerate().map(table));
    if place == Place::Workbook {
        lines.push(format!("“{TOTALS}”自动汇总，不用填；“{CODES}”是下拉列表用的科目，可以查阅。"));
    }
    lines.push(String::new());
    lines.push("填写要求".to_owned());
    lines.extend(RULES.iter().map(|rule| format!("· {rule}")));
    lines.push(match place {
        Place::Workbook => "· 鼠标停在表头上可以看到这一列填什么；黄色的表头必须填。".to_owned(),
        Place::Folder => "· 文件存为“CSV UTF-8（逗号分隔）”，文件名不要改。".to_owned(),
    });
    lines.push(format!(
        "· 金额单位现在是“{}”，可以在“基本情况”表中改为：{}。改了以后已填的数字不会换算。",
        form.unit,
        lists::MONEY.map(ledger::MoneyUnit::name).join("、")
    ));
    if !form.remarks.is_empty() {
        lines.extend([String::new(), "待补充".to_owned()]);
        lines.extend(form.remarks.iter().map(|remark| format!("· {remark}")));
    }
    lines
}

/// The same as a file.
pub(crate) fn text(form: &Form) -> String {
    lines(form, Place::Folder).iter().map(|line| format!("{line}\n")).collect()
}

const RULES: [&str; 7] = [
    "第一行是表头，不要改名；列的先后可以调整，整行空着没有关系。",
    "同一笔钱既是收入又是支出，只在“收支明细”填一行：“来源”说从哪来，“去向”说到哪去。",
    "由一个单位转给本部门另一个单位用的钱，填在用钱的单位，“付款单位”写出钱的单位；汇总时不会重复计算。",
    "单位和项目的名称在各表中要完全一致。",
    "科目可以只填代码，也可以从下拉列表中选“代码 名称”。列表中没有的新科目填“代码 名称”，或在“自定科目”表中写上；公开时照印。",
    "“支出性质”“三公经费”和成本指标的指标值可以空着，由其他栏得出，检查时会列出来；与得出的不同而确实如此的，照填并在“改填理由”写明。",
    "要算增减的，上年另做一本底稿，公开时一并给出。",
];
