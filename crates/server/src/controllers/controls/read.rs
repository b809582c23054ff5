//! What a table says of control figures, and its mistakes, each at its cell.

use super::Departments;
use crate::amount::parsed;
use crate::figures::named;
use ledger::Node;
use message::Message;
use sheets::{Book, Row, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use workflow::{BodyCode, Figure, Figures, Package, PackageId};

/// How many rows may come before the one that names the columns.
const LATEST: usize = 10;

/// What a table says.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// The figures of the departments that have some.
    pub(super) figures: BTreeMap<BodyCode, Figures>,
    pub(super) mistakes: Vec<Mistake>,
}

/// A mistake in a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// Its cell: 控制数!C7.
    pub(super) cell: String,
    pub(super) words: Message,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Code,
    Name,
    Figure(Node, Node),
    /// What stands there for people to read.
    Others,
}

/// Reads the first sheet that has a column of codes.
pub(super) fn read(book: &Book, departments: &Departments) -> Given {
    let found = book.sheets.iter().find_map(|sheet| Some((sheet, head(sheet)?)));
    let Some((sheet, head)) = found else {
        let cell = book.sheets.first().map(|sheet| sheet.name.clone()).unwrap_or_default();
        let words = Message::new(
            "没有“代码”列，不知道哪一行是哪个部门；请用本页下载的表格填写。",
            "No column has codes, so it is not known which row is which department; fill in the \
             table of this page.",
        );
        return Given { mistakes: vec![Mistake { cell, words }], ..Given::default() };
    };
    let known = departments.iter().map(|(id, name, _): (&PackageId, &str, &Package)| {
        (id.body.to_string(), (id.body.clone(), name.to_owned()))
    });
    let mut reading = Reading {
        sheet,
        known: known.collect(),
        columns: Vec::new(),
        rows: BTreeMap::new(),
        given: Given::default(),
    };
    let mut rows = sheet.rows.iter().skip(head);
    if let Some(head) = rows.next() {
        reading.columns = reading.heads(head);
    }
    rows.for_each(|row| reading.row(row));
    reading.given
}

/// Returns which row names the columns: the first in which one is called code.
fn head(sheet: &Sheet) -> Option<usize> {
    let is_head = |row: &Row| row.cells.iter().any(|text| is_code(text));
    sheet.rows.iter().take(LATEST).position(is_head)
}

fn is_code(head: &str) -> bool {
    let head = head.trim().to_lowercase();
    ["代码", "编码", "单位代码", "部门代码", "单位编码", "部门编码", "code"]
        .contains(&head.as_str())
}

/// A sheet that is being read.
struct Reading<'a> {
    sheet: &'a Sheet,
    /// The departments by what stands in the column of codes, with their names.
    known: BTreeMap<String, (BodyCode, String)>,
    columns: Vec<Holds>,
    /// In which row each department stands.
    rows: BTreeMap<BodyCode, u32>,
    given: Given,
}

impl Reading<'_> {
    fn mistake(&mut self, row: &Row, column: usize, words: Message) {
        let letters = self.sheet.columns.get(column).map_or("", |it| it.heading.as_str());
        let cell = format!("{}!{letters}{}", self.sheet.name, row.number);
        self.given.mistakes.push(Mistake { cell, words });
    }

    /// Returns what each column holds. A column of which that is not known is a mistake: its
    /// amounts would be lost.
    fn heads(&mut self, head: &Row) -> Vec<Holds> {
        let mut columns = Vec::new();
        let mut taken = BTreeSet::new();
        for (at, text) in head.cells.iter().enumerate() {
            let (holds, wrong) = match holds(text) {
                Ok(Holds::Figure(fund, purpose)) if !taken.insert((fund, purpose)) => {
                    let twice = Message::new(
                        format!("“{text}”有两列。"),
                        format!("Two columns are called “{text}”."),
                    );
                    (Holds::Others, Some(twice))
                }
                Ok(holds) => (holds, None),
                Err(wrong) => (Holds::Others, Some(wrong)),
            };
            if let Some(words) = wrong {
                self.mistake(head, at, words);
            }
            columns.push(holds);
        }
        if taken.is_empty() {
            let none = Message::new(
                "没有控制数的列；列名如“一般公共预算·人员经费”。",
                "No column has control figures; one is called as the fund and the purpose: general \
                 public budget·personnel costs.",
            );
            self.mistake(head, 0, none);
        }
        columns
    }

    fn row(&mut self, row: &Row) {
        let columns = self.columns.clone();
        let place = |wanted: Holds| columns.iter().position(|it| *it == wanted);
        let text =
            |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", |text| text.trim());
        let (code, name) = (text(place(Holds::Code)), text(place(Holds::Name)));
        let amounts: Vec<(usize, Node, Node, &str)> = columns
            .iter()
            .enumerate()
            .filter_map(|(at, holds)| match holds {
                Holds::Figure(fund, purpose) => Some((at, *fund, *purpose, text(Some(at)))),
                _ => None,
            })
            .filter(|(.., text)| !text.is_empty())
            .collect();
        let is_sum = [code, name].iter().any(|it| it.contains("合计") || it.contains("总计"));
        if is_sum || (code.is_empty() && amounts.is_empty()) {
            return;
        }
        let at_code = place(Holds::Code).unwrap_or(0);
        let Some((body, called)) = self.known.get(code).cloned() else {
            return self.mistake(row, at_code, unknown(code));
        };
        if !name.is_empty() && name != called {
            let other = Message::new(
                format!("代码{code}是{called}，这里写的是“{name}”。"),
                format!("{code} is {called}, and the row says “{name}”."),
            );
            self.mistake(row, place(Holds::Name).unwrap_or(at_code), other);
        }
        if let Some(first) = self.rows.insert(body.clone(), row.number) {
            let twice = Message::new(
                format!("{called}在第{first}行已经有了。"),
                format!("{called} stands in row {first} already."),
            );
            self.mistake(row, at_code, twice);
        }
        let figures: Vec<Figure> = amounts
            .into_iter()
            .filter_map(|(at, fund, purpose, text)| {
                let most = parsed(text).filter(|it| it.fen() >= 0);
                if most.is_none() {
                    self.mistake(row, at, no_amount(text));
                }
                Some(Figure { fund, purpose, most: most? })
            })
            .collect();
        if !figures.is_empty() {
            match Figures::new(figures) {
                Some(figures) => drop(self.given.figures.insert(body, figures)),
                None => self.mistake(row, at_code, too_large()),
            }
        }
    }
}

/// Returns what a column with this head holds, or why that is not known.
fn holds(head: &str) -> Result<Holds, Message> {
    let head = head.trim();
    let plain = head.to_lowercase().replace("（元）", "").replace("(元)", "").replace("(yuan)", "");
    let is_others = ["", "合计", "小计", "total"].contains(&plain.as_str())
        || ["一上", "first round", "备注", "说明", "序号", "remark"]
            .iter()
            .any(|it| plain.starts_with(it));
    if is_others {
        return Ok(Holds::Others);
    }
    if is_code(&plain) {
        return Ok(Holds::Code);
    }
    let names = ["单位", "部门", "名称", "单位名称", "部门名称", "body", "name", "department"];
    if names.contains(&plain.as_str()) {
        return Ok(Holds::Name);
    }
    let figure = named(&plain).map(|(fund, purpose)| Holds::Figure(fund, purpose));
    figure.ok_or_else(|| {
        Message::new(
            format!(
                "不知道“{head}”是哪项控制数；列名要有资金和支出性质，按元填写，如“一般公共预算·人员经费”；不用的列请删去。"
            ),
            format!(
                "It is not known which figures “{head}” are: a column is called as the fund and \
                 the purpose, in yuan, as general public budget·personnel costs; delete others."
            ),
        )
    })
}

fn unknown(code: &str) -> Message {
    if code.is_empty() {
        return Message::new("这一行有金额，没有代码。", "The row has amounts and no code.");
    }
    Message::new(
        format!("没有代码为“{code}”的部门，或者不由您下达；这里只下达到部门。"),
        format!(
            "No department has the code “{code}”, or you do not issue its figures; they are issued \
             to departments only."
        ),
    )
}

fn no_amount(text: &str) -> Message {
    Message::new(
        format!("“{text}”不是金额；请按元填写，不能为负，最多两位小数。"),
        format!("“{text}” is not an amount: yuan, not negative, at most two decimals."),
    )
}

fn too_large() -> Message {
    Message::new(
        "金额过大，请检查单位（元、万元）。",
        "An amount is absurdly large; check the unit of money.",
    )
}
