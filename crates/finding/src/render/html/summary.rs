//! The start of a page: what came of all files, by department, by check and by file.

use super::escape;
use crate::render::words::{self, labels};
use crate::render::{Rule, Run, Summary};
use crate::{CheckId, Finding, NamedReport, Severity};
use message::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The counts, the means to filter and sort, and the tables.
pub(super) fn push_summary(
    out: &mut String,
    reports: &[NamedReport],
    (rules, run): (&[Rule<'_>], &Run<'_>),
    lang: Lang,
) {
    push_made(out, run, lang);
    let mut summary = Summary::default();
    reports.iter().for_each(|report| summary.add(report));
    push_cards(out, &summary, lang);
    push_departments(out, reports, lang);
    push_checks(out, reports, rules, lang);
    out.push_str("</header>\n");
    push_index(out, reports, lang);
    push_tools(out, reports, lang);
}

fn push_made(out: &mut String, run: &Run<'_>, lang: Lang) {
    let (date, version) = (escape(run.date), escape(run.version));
    let _ = match lang {
        Lang::Zh => writeln!(out, "<p class=\"made\">检查日期 {date}　程序 yusuan {version}</p>"),
        Lang::En => writeln!(out, "<p class=\"made\">{date}, yusuan {version}</p>"),
    };
}

fn push_cards(out: &mut String, summary: &Summary, lang: Lang) {
    let cards = [
        ("", summary.files, labels(lang).file),
        ("error", summary.errors, lang.pick("错误", "errors")),
        ("warning", summary.warnings, lang.pick("警告", "warnings")),
        ("note", summary.notes, lang.pick("提示", "notes")),
        ("", summary.outcomes.evaluated(), lang.pick("已核对的勾稽关系", "identities checked")),
        ("warning", summary.outcomes.not_evaluable, lang.pick("无法判断", "not evaluable")),
        ("", summary.coverage.printed, lang.pick("金额", "amounts")),
        ("", summary.coverage.understood, lang.pick("看懂的金额", "amounts understood")),
        ("", summary.coverage.checked, lang.pick("参加核对的金额", "amounts checked")),
        ("error", summary.unreadable, lang.pick("无法读取", "unreadable")),
    ];
    out.push_str("<ul class=\"cards\">\n");
    for (class, count, label) in cards {
        let class = if count == 0 { "none" } else { class };
        let _ = writeln!(out, "<li class=\"{class}\"><b>{count}</b> {label}</li>");
    }
    out.push_str("</ul>\n");
}

/// The counts of each department, where there are several.
fn push_departments(out: &mut String, reports: &[NamedReport], lang: Lang) {
    let mut all: BTreeMap<&str, Summary> = BTreeMap::new();
    for report in reports {
        all.entry(&report.about.department).or_default().add(report);
    }
    if all.len() < 2 {
        return;
    }
    let heads = [
        words::department_label(lang),
        labels(lang).file,
        lang.pick("错误", "Errors"),
        lang.pick("警告", "Warnings"),
        lang.pick("提示", "Notes"),
    ];
    push_table(out, lang.pick("按部门汇总", "By department"), &heads, |out| {
        for (department, summary) in &all {
            let name = if department.is_empty() { "—" } else { department };
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escape(name));
            let counts = [summary.files, summary.errors, summary.warnings, summary.notes];
            push_counts(out, &counts);
        }
    });
}

/// How often each check found something.
fn push_checks(out: &mut String, reports: &[NamedReport], rules: &[Rule<'_>], lang: Lang) {
    let mut all: BTreeMap<CheckId, (&Finding, usize, BTreeSet<usize>)> = BTreeMap::new();
    for (file, report) in reports.iter().enumerate() {
        for finding in &report.report().findings {
            let (_, count, files) =
                all.entry(finding.check).or_insert((finding, 0, BTreeSet::new()));
            *count += 1;
            files.insert(file);
        }
    }
    if all.is_empty() {
        return;
    }
    let heads = [
        lang.pick("检查项", "Check"),
        lang.pick("内容", "What it finds"),
        labels(lang).finding,
        labels(lang).file,
    ];
    push_table(out, lang.pick("按检查项汇总", "By check"), &heads, |out| {
        for (check, (finding, count, files)) in &all {
            let title = rules.iter().find(|rule| rule.check == *check).and_then(title);
            let title = escape(title.unwrap_or(&finding.name));
            let _ = write!(out, "<tr><th scope=\"row\">{check}</th><td>{title}</td>");
            push_counts(out, &[*count, files.len()]);
        }
    });
}

/// What follows the name in the heading of a check's page.
fn title<'a>(rule: &Rule<'a>) -> Option<&'a str> {
    let heading = rule.help.lines().next()?;
    heading.split_once(['：', ':']).map(|(_, title)| title.trim())
}

/// A folded table with a head.
fn push_table(out: &mut String, label: &str, heads: &[&str], rows: impl FnOnce(&mut String)) {
    let _ = writeln!(
        out,
        "<details class=\"sum\"><summary>{label}</summary><div class=\"scroll\"><table class=\"index\">"
    );
    push_heads(out, heads);
    rows(out);
    out.push_str("</tbody></table></div></details>\n");
}

fn push_heads(out: &mut String, heads: &[&str]) {
    out.push_str("<thead><tr>");
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
}

fn push_counts(out: &mut String, counts: &[usize]) {
    for count in counts {
        let class = if *count == 0 { "n none" } else { "n" };
        let _ = write!(out, "<td class=\"{class}\">{count}</td>");
    }
    out.push_str("</tr>\n");
}

fn push_index(out: &mut String, reports: &[NamedReport], lang: Lang) {
    let labels = labels(lang);
    let heads = [
        labels.file,
        words::department_label(lang),
        lang.pick("年度", "Year"),
        labels.verdict,
        lang.pick("错误", "Errors"),
        lang.pick("警告", "Warnings"),
        lang.pick("提示", "Notes"),
        lang.pick("勾稽成立", "Hold"),
        lang.pick("不成立", "Fail"),
        lang.pick("无法判断", "Not evaluable"),
        lang.pick("未识别", "Not recognised"),
        lang.pick("金额", "Amounts"),
        lang.pick("看懂", "Understood"),
        lang.pick("参加核对", "Checked"),
    ];
    let label = lang.pick("文件目录", "Files");
    let _ =
        writeln!(out, "<nav aria-label=\"{label}\"><div class=\"scroll\"><table class=\"index\">");
    push_heads(out, &heads);
    for (index, report) in reports.iter().enumerate() {
        push_index_row(out, index + 1, report, lang);
    }
    out.push_str("</tbody></table></div></nav>\n");
}

fn push_index_row(out: &mut String, number: usize, report: &NamedReport, lang: Lang) {
    let summary = Summary::of(report);
    let (about, verdict) = (&report.about, report.verdict());
    let year = about.year.map(|year| year.0.to_string()).unwrap_or_default();
    let _ = write!(
        out,
        "<tr><th scope=\"row\"><a href=\"#file{number}\">{}</a></th><td>{}</td><td>{year}{}</td>\
         <td><span class=\"verdict {}\">{}</span></td>",
        escape(report.name(lang)),
        escape(&about.department),
        about.stage.map_or("", |stage| words::stage(stage, lang)),
        verdict.key(),
        words::verdict(verdict, lang),
    );
    let counts = [
        summary.errors,
        summary.warnings,
        summary.notes,
        summary.outcomes.holds + summary.outcomes.rounding,
        summary.outcomes.fails,
        summary.outcomes.not_evaluable,
        summary.unrecognised,
        summary.coverage.printed,
        summary.coverage.understood,
        summary.coverage.checked,
    ];
    push_counts(out, &counts);
}

/// The means to search, filter and sort, which the script shows.
fn push_tools(out: &mut String, reports: &[NamedReport], lang: Lang) {
    let departments: BTreeSet<&str> =
        reports.iter().map(|report| report.about.department.as_str()).collect();
    let findings = reports.iter().flat_map(|report| &report.report().findings);
    let checks: BTreeSet<String> = findings.map(|finding| finding.check.to_string()).collect();
    let _ = writeln!(
        out,
        "<form id=\"tools\" role=\"search\" hidden>\n<label>{} <input id=\"q\" type=\"search\"></label>",
        lang.pick("查找", "Search")
    );
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let (key, word) = (words::severity_key(severity), words::severity(severity, lang));
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" name=\"s\" value=\"{key}\" checked> {word}</label>"
        );
    }
    let named = departments.into_iter().filter(|department| !department.is_empty());
    push_choice(out, ("d", words::department_label(lang)), lang, named);
    push_choice(out, ("c", lang.pick("检查项", "Check")), lang, checks.iter().map(String::as_str));
    let _ = writeln!(
        out,
        "<label>{} <select id=\"o\"><option value=\"s\">{}</option><option value=\"o\">{}</option>\
         <option value=\"c\">{}</option></select></label>\n<output id=\"told\"></output>\n</form>",
        lang.pick("排序", "Order"),
        lang.pick("按级别", "by severity"),
        lang.pick("按文中顺序", "as in the document"),
        lang.pick("按检查项", "by check"),
    );
}

fn push_choice<'a>(
    out: &mut String,
    (id, label): (&str, &str),
    lang: Lang,
    values: impl Iterator<Item = &'a str>,
) {
    let all = lang.pick("全部", "all");
    let _ = write!(out, "<label>{label} <select id=\"{id}\"><option value=\"\">{all}</option>");
    for value in values.map(escape) {
        let _ = write!(out, "<option>{value}</option>");
    }
    out.push_str("</select></label>\n");
}
