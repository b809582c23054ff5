//! A small sound ledger as tables, and ways to spoil a cell of it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that cannot go on fails the test"
)]

use rust_xlsxwriter::{Workbook, Worksheet};
use workbook::{File, Filled, ReadFailure, read_csv, read_xlsx};

/// A table: its name and its rows, the heading first.
pub type Table = (&'static str, Vec<Vec<String>>);

const BASICS: &str =
    "栏目,内容|年度,2031|阶段,预算|金额单位,元|部门代码,367|部门名称,云桥县城市管理局";
const UNITS: &str = "单位代码,单位名称,单位性质,单位规格,经费保障形式\
    |367001,管理局本级,行政,正科级,财政拨款|367002,环卫中心,事业,股级,财政拨款";
const REVENUE: &str = "单位,资金,来源,金额\
    |管理局本级,一般公共预算,本年收入,300000|环卫中心,一般公共预算,本年收入,80000.5";
const LINES: &str = "单位,付款单位,来源,去向,资金,功能科目,经济科目,支出性质,三公经费,项目,金额\
    |管理局本级,,本年收入,本年支出,一般公共预算,2010301 行政运行,30101,人员经费,,,100000\
    |管理局本级,,本年收入,本年支出,一般公共预算,2010302,30227,项目支出,,执法业务,200000.00\
    |环卫中心,,本年收入,本年支出,一般公共预算,2120501,30101 基本工资,人员经费,,,\"80,000.50\"";
const PROJECTS: &str = "单位,项目,绩效目标|管理局本级,执法业务,规范执法。";
const INDICATORS: &str = "单位,项目,一级指标,二级指标,三级指标,指标说明,指标值,指标值确定依据\
    |管理局本级,执法业务,产出指标,成本指标,支出总额,全年支出,≤20万元,测算表";
const PURCHASES: &str = "单位,项目,类别,采购内容,采购目录序号,计量单位,数量,资金,金额,形成固定资产\
    |管理局本级,,货物类采购,计算机,,台,6,一般公共预算,30000,是";
const ASSETS: &str = "单位,资产,数量,金额";
const TEXTS: &str = "单位,部分,内容";
const COUNTS: &str = "单位,项目,数量|管理局本级,公务用车,3";

/// The sound ledger.
pub fn tables() -> Vec<Table> {
    let table = |name, text: &'static str| {
        let rows = text.split('|');
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true);
        let cells = |row: &str| {
            let record = reader.from_reader(row.as_bytes()).records().next().unwrap().unwrap();
            record.iter().map(str::to_owned).collect()
        };
        (name, rows.map(cells).collect())
    };
    vec![
        table("基本情况", BASICS),
        table("单位", UNITS),
        table("收入", REVENUE),
        table("收支明细", LINES),
        table("项目", PROJECTS),
        table("绩效指标", INDICATORS),
        table("政府采购", PURCHASES),
        table("固定资产", ASSETS),
        table("人员和车辆", COUNTS),
        table("文字", TEXTS),
    ]
}

/// The same with other words in a cell: `收支明细!K3`.
pub fn with(changes: &[(&str, &str)]) -> Vec<Table> {
    let mut tables = tables();
    for (place, words) in changes {
        let (sheet, cell) = place.split_once('!').unwrap();
        let column = usize::from(cell.as_bytes()[0] - b'A');
        let row: usize = cell[1..].parse().unwrap();
        let rows = &mut tables.iter_mut().find(|(name, _)| *name == sheet).unwrap().1;
        rows.resize(rows.len().max(row), Vec::new());
        let row = &mut rows[row - 1];
        row.resize(row.len().max(column + 1), String::new());
        row[column] = (*words).to_owned();
    }
    tables
}

/// The tables as CSV files.
pub fn csv_files(tables: &[Table]) -> Vec<File> {
    let file = |(name, rows): &Table| {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        (format!("{name}.csv"), writer.into_inner().unwrap())
    };
    tables.iter().map(file).collect()
}

/// The tables as a workbook; what reads as a number is one.
pub fn xlsx(tables: &[Table]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in tables {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell.replace(',', "").parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// What is read from both forms, which say the same but for their places.
pub fn read_both(tables: &[Table]) -> Result<Filled, ReadFailure> {
    let (csv, xlsx) = (read_csv(&csv_files(tables)), read_xlsx(&xlsx(tables)));
    let words = |read: &Result<Filled, ReadFailure>| {
        let problems = match read {
            Ok(filled) => &filled.warnings,
            Err(failure) => failure.problems(),
        };
        problems.iter().map(|it| (it.severity, it.message.clone())).collect::<Vec<_>>()
    };
    assert_eq!(words(&csv), words(&xlsx));
    xlsx
}

/// The sound ledger as a workbook, after `change` has worked on the sheet of its lines.
pub fn xlsx_with(change: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in tables() {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        if name == "收支明细" {
            change(sheet);
        }
    }
    book.save_to_buffer().unwrap()
}
