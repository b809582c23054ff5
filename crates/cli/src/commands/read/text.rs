//! An overview of what was read, for a person.

use super::{FileRead, words};
use crate::pipeline::Content;
use anstyle::Style;
use disclosure::{Disclosure, EntityName, Project};
use document::{Document, Place};
use engine::{File, remarks};
use finding::render::{page, place, plain};
use message::Lang;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
/// The number of entries of a list that are shown, unless all are requested.
const SHOWN: usize = 10;
/// Columns for an amount or a count.
const AMOUNT: usize = 14;

/// One file.
pub(super) fn file(read: &FileRead, all: bool, lang: Lang) -> String {
    let mut out = format!("{}\n", paint(BOLD.underline(), &plain(&read.file)));
    match &read.content {
        Err(error) => {
            let _ = writeln!(out, "  {}", plain(error.get(lang)));
        }
        Ok(Content { file: File { document, disclosure }, .. }) => {
            push_entities(&mut out, disclosure, lang);
            push_tables(&mut out, document, disclosure, lang);
            push_projects(&mut out, disclosure, lang);
            push_unrecognised(&mut out, document, disclosure, all, lang);
        }
    }
    out.push('\n');
    out
}

fn push_entities(out: &mut String, disclosure: &Disclosure, lang: Lang) {
    let unknown = lang.pick("未识别", "not known");
    let year = disclosure.year.map_or_else(|| unknown.to_owned(), |year| year.0.to_string());
    let department = disclosure.department.as_ref().map_or_else(|| unknown.to_owned(), entity);
    push_line(out, lang.pick("年度", "year"), &year, lang);
    push_line(out, lang.pick("部门", "department"), &department, lang);
    for unit in &disclosure.units {
        push_line(out, lang.pick("单位", "unit"), &entity(unit), lang);
    }
}

fn entity(name: &EntityName) -> String {
    format!("{} {}", name.code.as_deref().unwrap_or_default(), name.name).trim().to_owned()
}

fn push_tables(out: &mut String, document: &Document, disclosure: &Disclosure, lang: Lang) {
    let count = |table| {
        let of_table = disclosure.observations.iter().filter(|o| o.source.table == table);
        of_table.filter(|observation| observation.value.printed().is_some()).count()
    };
    let (tables, sentences) = (disclosure.tables.len(), count(None));
    let told = match lang {
        Lang::Zh => format!("{tables} 张；文字中另有 {sentences} 个数字"),
        Lang::En => format!("{tables}; {sentences} more numbers in sentences"),
    };
    push_line(out, lang.pick("表格", "tables"), &told, lang);
    let recognised = document.recognised_pages();
    let mut owner = None;
    for (index, table) in disclosure.tables.iter().enumerate() {
        if owner != Some(table.entity) {
            owner = Some(table.entity);
            push_owner(out, disclosure.entity(table.entity));
        }
        let numbers = match (table.is_empty, lang) {
            (true, _) => lang.pick("空表", "empty").to_owned(),
            (_, Lang::Zh) => format!("{} 个数字", count(Some(index))),
            (_, Lang::En) => format!("{} numbers", count(Some(index))),
        };
        let is_recognised = page(&table.place).is_some_and(|page| recognised.contains(&page));
        let mark = if is_recognised { "  [OCR]" } else { "" };
        push_row(out, index + 1, &numbers, &format!("{}{mark}", table.title));
    }
}

fn push_projects(out: &mut String, disclosure: &Disclosure, lang: Lang) {
    if disclosure.projects.is_empty() {
        return;
    }
    let count = disclosure.projects.len();
    let told = match lang {
        Lang::Zh => format!("{count} 个"),
        Lang::En => count.to_string(),
    };
    push_line(out, lang.pick("项目", "projects"), &told, lang);
    let mut owner = None;
    for (index, project) in disclosure.projects.iter().enumerate() {
        if owner != Some(project.entity) {
            owner = Some(project.entity);
            push_owner(out, disclosure.entity(project.entity));
        }
        push_row(out, index + 1, &cost_words(project, lang), &project_words(project, lang));
    }
}

/// Whose the entries below are.
fn push_owner(out: &mut String, owner: Option<&EntityName>) {
    if let Some(owner) = owner {
        let _ = writeln!(out, "    {}", paint(DIM, &plain(&entity(owner))));
    }
}

fn cost_words(project: &Project, lang: Lang) -> String {
    match project.cost.as_ref().map(|cost| cost.amount) {
        None => lang.pick("没有成本", "no cost").to_owned(),
        Some(Ok(amount)) => format!("{amount} {}", amount.unit()),
        Some(Err(_)) => lang.pick("不是金额", "no amount").to_owned(),
    }
}

fn project_words(project: &Project, lang: Lang) -> String {
    let unclear = project.cost.as_ref().filter(|cost| cost.amount.is_err());
    let unclear = unclear.map(|cost| format!("  “{}”", cost.text)).unwrap_or_default();
    let indicators = project.indicators.len();
    let name = &project.name;
    match lang {
        Lang::Zh => format!("{name}  指标 {indicators} 条{unclear}"),
        Lang::En => format!("{name}  {indicators} indicators{unclear}"),
    }
}

fn push_unrecognised(
    out: &mut String,
    document: &Document,
    disclosure: &Disclosure,
    all: bool,
    lang: Lang,
) {
    let lost = document.remarks.iter().map(|remark| {
        unrecognised("", remarks::message(remark.kind).get(lang), &remark.place, lang)
    });
    let unknown = disclosure
        .unrecognised
        .iter()
        .map(|entry| unrecognised(&entry.text, &words::why(&entry.why, lang), &entry.place, lang));
    let lines: Vec<_> = lost.chain(unknown).collect();
    if lines.is_empty() {
        return;
    }
    let count = match lang {
        Lang::Zh => format!("{} 处", lines.len()),
        Lang::En => lines.len().to_string(),
    };
    push_line(out, lang.pick("未识别", "not known"), &count, lang);
    let shown = if all { lines.len() } else { SHOWN.min(lines.len()) };
    for line in lines.iter().take(shown) {
        let _ = writeln!(out, "    {line}");
    }
    if let rest @ 1.. = lines.len() - shown {
        let more = match lang {
            Lang::Zh => format!("… 还有 {rest} 处（--all 全部列出）"),
            Lang::En => format!("… and {rest} more (--all shows them)"),
        };
        let _ = writeln!(out, "    {}", paint(DIM, &more));
    }
}

fn unrecognised(text: &str, why: &str, at: &Place, lang: Lang) -> String {
    let quoted = if text.is_empty() { String::new() } else { format!("“{}”  ", plain(text)) };
    format!("{quoted}{}  {}", plain(why), paint(DIM, &plain(&place(at, lang))))
}

fn push_line(out: &mut String, label: &str, words: &str, lang: Lang) {
    let width = match lang {
        Lang::Zh => 6,
        Lang::En => 10,
    };
    let gap = " ".repeat(width - label.width().min(width));
    let _ = writeln!(out, "  {}{gap}  {}", paint(DIM, label), plain(words));
}

/// A numbered entry: how much, flush right, and what it is.
fn push_row(out: &mut String, number: usize, amount: &str, words: &str) {
    let gap = " ".repeat(AMOUNT.saturating_sub(amount.width()));
    let number = paint(DIM, &format!("{number:>3}"));
    let _ = writeln!(out, "    {number}  {gap}{amount}  {}", plain(words));
}

fn paint(style: Style, words: &str) -> String {
    format!("{style}{words}{style:#}")
}
