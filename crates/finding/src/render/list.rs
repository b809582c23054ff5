//! Reports as lists to send back: what was found, in the order of the document, with room for
//! the answers of those who made it.

use super::text::repair_words;
use super::words::{self, labels, plain};
use super::{Run, Summary};
use crate::{Finding, NamedReport, Unchecked};
use document::Place;
use document::list::{List, ListColumn};
use ledger::MoneyUnit;
use message::Lang;

/// The most figures or consequences that a row tells of a finding.
const REASONS: usize = 12;

/// Returns the lists of a workbook: the files, all findings, and what was not checked.
pub(super) fn sheets(reports: &[NamedReport], run: &Run<'_>, lang: Lang) -> Vec<List> {
    let lists = [files(reports, run, lang), all_findings(reports, run, lang)];
    let unchecked = unchecked(reports, lang);
    lists.into_iter().chain((!unchecked.rows.is_empty()).then_some(unchecked)).collect()
}

/// Returns the lists of a letter: the files, then the findings of each, to be signed.
pub(super) fn letter(reports: &[NamedReport], run: &Run<'_>, lang: Lang) -> Vec<List> {
    let with_findings = reports.iter().filter(|report| !report.report().findings.is_empty());
    let mut files = files(reports, run, lang);
    // A hash is too long for a column of paper.
    files.columns.pop();
    files.rows.iter_mut().for_each(|row| drop(row.pop()));
    std::iter::once(files).chain(with_findings.map(|report| of_file(report, lang))).collect()
}

fn made(run: &Run<'_>, lang: Lang) -> Vec<String> {
    let Run { version, date } = run;
    let told = match lang {
        Lang::Zh => format!("检查日期：{date}　程序：yusuan {version}"),
        Lang::En => format!("Date: {date}  Program: yusuan {version}"),
    };
    vec![told]
}

/// Each file with its verdict and its counts.
fn files(reports: &[NamedReport], run: &Run<'_>, lang: Lang) -> List {
    let labels = labels(lang);
    let columns = vec![
        ListColumn::words(words::department_label(lang), 22),
        ListColumn::words(labels.division, 14),
        ListColumn::words(lang.pick("年度", "Year"), 8),
        ListColumn::words(lang.pick("阶段", "Stage"), 8),
        ListColumn::words(labels.file, 36),
        ListColumn::words(labels.verdict, 16),
        ListColumn::figures(lang.pick("错误", "Errors"), 7),
        ListColumn::figures(lang.pick("警告", "Warnings"), 7),
        ListColumn::figures(lang.pick("提示", "Notes"), 7),
        ListColumn::figures(lang.pick("勾稽成立", "Hold"), 9),
        ListColumn::figures(lang.pick("不成立", "Fail"), 8),
        ListColumn::figures(lang.pick("无法判断", "Not evaluable"), 9),
        ListColumn::figures(lang.pick("金额", "Amounts"), 8),
        ListColumn::figures(lang.pick("看懂", "Understood"), 8),
        ListColumn::figures(lang.pick("参加核对", "Checked"), 9),
        ListColumn::words("SHA-256", 20),
    ];
    let row = |named: &NamedReport| {
        let summary = Summary::of(named);
        let about = &named.about;
        let unreadable = named.unreadable().map(|error| error.get(lang));
        let verdict = unreadable.unwrap_or(words::verdict(named.verdict(), lang));
        let why = named.gap().map(|gap| format!("{verdict}\n{}", gap.told().get(lang)));
        let verdict = why.unwrap_or_else(|| verdict.to_owned());
        let (outcomes, coverage) = (summary.outcomes, summary.coverage);
        let counts = [
            summary.errors,
            summary.warnings,
            summary.notes,
            outcomes.holds + outcomes.rounding,
            outcomes.fails,
            outcomes.not_evaluable,
            coverage.printed,
            coverage.understood,
            coverage.checked,
        ];
        let mut row = vec![
            about.department.clone(),
            about.division.map(|(code, name)| format!("{code} {name}")).unwrap_or_default(),
            about.year.map(|year| year.0.to_string()).unwrap_or_default(),
            about.stage.map_or("", |stage| words::stage(stage, lang)).to_owned(),
            named.name(lang).to_owned(),
            verdict,
        ];
        row.extend(counts.map(|count| count.to_string()));
        row.push(about.sha256.clone());
        row
    };
    List {
        name: lang.pick("汇总", "Summary").to_owned(),
        title: labels.title.to_owned(),
        above: made(run, lang),
        columns,
        rows: reports.iter().map(row).map(tidied).collect(),
        below: Vec::new(),
    }
}

/// All findings as one list, to be sorted and filtered.
fn all_findings(reports: &[NamedReport], run: &Run<'_>, lang: Lang) -> List {
    let labels = labels(lang);
    let columns = vec![
        ListColumn::figures(lang.pick("序号", "No."), 6),
        ListColumn::words(words::department_label(lang), 18),
        ListColumn::words(labels.file, 24),
        ListColumn::words(lang.pick("级别", "Severity"), 8),
        ListColumn::words(labels.where_, 36),
        ListColumn::words(labels.finding, 48),
        ListColumn::figures(labels.printed, 14),
        ListColumn::figures(labels.expected, 14),
        ListColumn::figures(labels.difference, 12),
        ListColumn::words(lang.pick("单位", "unit"), 7),
        ListColumn::words(labels.because, 36),
        ListColumn::words(labels.repair, 36),
        ListColumn::words(labels.advice, 36),
        ListColumn::words(labels.consequences, 36),
        ListColumn::words(lang.pick("检查项", "check"), 9),
        ListColumn::answers(answer_label(lang), 14, &choices(lang)),
        ListColumn::answers(lang.pick("说明", "Remarks"), 30, &[]),
    ];
    let mut rows = Vec::new();
    for named in reports {
        for finding in in_order(named) {
            let mut row = vec![
                (rows.len() + 1).to_string(),
                named.about.department.clone(),
                named.name(lang).to_owned(),
                words::severity(finding.severity, lang).to_owned(),
                place(named, finding, lang),
                finding.message.get(lang).to_owned(),
            ];
            row.extend(figures(finding));
            row.extend([
                finding.unit.map_or("", MoneyUnit::name).to_owned(),
                reasons(finding, lang),
                repairs(named, finding, lang),
                finding.advice.get(lang).to_owned(),
                consequences(named, finding, lang),
                finding.check.to_string(),
                String::new(),
                String::new(),
            ]);
            rows.push(tidied(row));
        }
    }
    List {
        name: lang.pick("问题清单", "Findings").to_owned(),
        title: lang.pick("问题清单", "Findings").to_owned(),
        above: made(run, lang),
        columns,
        rows,
        below: Vec::new(),
    }
}

/// The findings of one file on paper.
fn of_file(named: &NamedReport, lang: Lang) -> List {
    let labels = labels(lang);
    let columns = vec![
        ListColumn::words(lang.pick("序号", "No."), 5),
        ListColumn::words(lang.pick("级别", "Severity"), 6),
        ListColumn::words(labels.where_, 26),
        ListColumn::words(labels.finding, 48),
        ListColumn::figures(labels.printed, 12),
        ListColumn::figures(labels.expected, 12),
        ListColumn::answers(answer_label(lang), 24, &[]),
    ];
    let row = |(index, finding): (usize, &Finding)| {
        let [printed, expected, _] = figures(finding);
        let told = [
            finding.message.get(lang).to_owned(),
            labelled(labels.repair, &repairs(named, finding, lang), lang),
            labelled(labels.advice, finding.advice.get(lang), lang),
            labelled(labels.consequences, &consequences(named, finding, lang), lang),
        ];
        let told: Vec<_> = told.iter().map(|it| plain(it)).filter(|it| !it.is_empty()).collect();
        let row = vec![
            (index + 1).to_string(),
            words::severity(finding.severity, lang).to_owned(),
            place(named, finding, lang),
        ];
        let mut row = tidied(row);
        row.push(told.join("\n"));
        row.extend(tidied(vec![printed, expected, String::new()]));
        row
    };
    let about = &named.about;
    let file = format!("{}{}{}", labels.file, lang.pick("：", ": "), plain(named.name(lang)));
    let hash = Some(format!("SHA-256{}{}", lang.pick("：", ": "), about.sha256));
    let hash = hash.filter(|_| !about.sha256.is_empty());
    let sign = lang.pick(
        "单位（盖章）：　　　　　　　　　　经办人：　　　　　　　　　　日期：",
        "Unit (seal):                    Signed by:                    Date:",
    );
    List {
        name: plain(named.name(lang)).into_owned(),
        title: plain(&title(named, lang)).into_owned(),
        above: [file].into_iter().chain(hash).collect(),
        columns,
        rows: in_order(named).into_iter().enumerate().map(row).collect(),
        below: vec![sign.to_owned()],
    }
}

/// `青石县文化局 2031年预算`, or the file's name where it does not say so much.
fn title(named: &NamedReport, lang: Lang) -> String {
    let about = &named.about;
    if about.department.is_empty() {
        return named.name(lang).to_owned();
    }
    let year = about.year.map(|year| match lang {
        Lang::Zh => format!("{}年", year.0),
        Lang::En => format!("{} ", year.0),
    });
    let stage = about.stage.map_or("", |stage| words::stage(stage, lang));
    format!("{} {}{stage}", about.department, year.unwrap_or_default())
}

/// What could not be checked or was not understood.
fn unchecked(reports: &[NamedReport], lang: Lang) -> List {
    let labels = labels(lang);
    let columns = vec![
        ListColumn::words(words::department_label(lang), 18),
        ListColumn::words(labels.file, 24),
        ListColumn::words(lang.pick("类别", "Kind"), 14),
        ListColumn::words(labels.where_, 40),
        ListColumn::words(lang.pick("内容", "Content"), 70),
        ListColumn::words(lang.pick("检查项", "check"), 9),
    ];
    let mut rows = Vec::new();
    for named in reports {
        let report = named.report();
        let waived = report.waived_told();
        let kinds = [
            (labels.waived, &waived),
            (labels.open, &report.open),
            (labels.unrecognised, &report.unrecognised),
        ];
        for (kind, entry) in
            kinds.iter().flat_map(|(kind, list)| list.iter().map(move |it| (kind, it)))
        {
            let Unchecked { check, message, place, table, .. } = entry;
            rows.push(tidied(vec![
                named.about.department.clone(),
                named.name(lang).to_owned(),
                (*kind).to_owned(),
                words::found(&report.landmarks, table.as_deref(), place, lang),
                message.get(lang).to_owned(),
                check.to_string(),
            ]));
        }
    }
    let name = lang.pick("未核对的内容", "Not checked").to_owned();
    List { title: name.clone(), name, columns, rows, ..List::default() }
}

/// Returns what a comment says of each finding of a file, with its place, in reading order.
pub fn comments(named: &NamedReport, lang: Lang) -> Vec<(Place, String)> {
    let own = in_order(named).into_iter().filter(|finding| finding.location.file.is_none());
    own.map(|finding| (finding.location.place.clone(), comment(named, finding, lang))).collect()
}

fn comment(named: &NamedReport, finding: &Finding, lang: Lang) -> String {
    let labels = labels(lang);
    let severity = words::severity(finding.severity, lang);
    let message = format!("【{severity} {}】{}", finding.check, plain(finding.message.get(lang)));
    let figures: Vec<_> = words::figures(finding, lang)
        .map(|(label, words)| format!("{label} {}", plain(words)))
        .collect();
    let told = [
        message,
        figures.join(lang.pick("，", ", ")),
        labelled(labels.because, &plain(&reasons(finding, lang)), lang),
        labelled(labels.repair, &plain(&repairs(named, finding, lang)), lang),
        labelled(labels.advice, &plain(finding.advice.get(lang)), lang),
        labelled(labels.consequences, &plain(&consequences(named, finding, lang)), lang),
    ];
    told.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The findings in the order in which one reads the document, whatever their severity.
fn in_order(named: &NamedReport) -> Vec<&Finding> {
    let report = named.report();
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| {
        report.landmarks.at(&finding.location.place).map_or(0, |landmark| landmark.order)
    });
    findings
}

fn place(named: &NamedReport, finding: &Finding, lang: Lang) -> String {
    let landmarks = &named.report().landmarks;
    let place = words::found(landmarks, finding.table.as_deref(), &finding.location.place, lang);
    match &finding.location.file {
        Some(file) => format!("{file} {place}"),
        None => place,
    }
}

fn figures(finding: &Finding) -> [String; 3] {
    [&finding.printed, &finding.expected, &finding.difference]
        .map(|figure| figure.clone().unwrap_or_default())
}

fn reasons(finding: &Finding, lang: Lang) -> String {
    let told = finding.because.iter().filter(|evidence| !evidence.printed.trim().is_empty());
    let told = told.map(|it| format!("{} {}", it.printed, it.what.get(lang)));
    first_of(told.collect(), lang)
}

/// What goes away once a finding is corrected.
fn consequences(named: &NamedReport, finding: &Finding, lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    let told = finding.consequences.iter().map(|consequence| {
        let message = consequence.message.get(lang).trim_end_matches(['。', '.']);
        format!("{}{colon}{message}", place(named, consequence, lang))
    });
    first_of(told.collect(), lang)
}

/// The first of some texts, and how many more there are.
fn first_of(told: Vec<String>, lang: Lang) -> String {
    let mut shown = told.iter().take(REASONS).cloned().collect::<Vec<_>>();
    if let Some(rest @ 1..) = told.len().checked_sub(REASONS) {
        shown.push(match lang {
            Lang::Zh => format!("另有 {rest} 项"),
            Lang::En => format!("{rest} more"),
        });
    }
    shown.join(lang.pick("；", "; "))
}

fn repairs(named: &NamedReport, finding: &Finding, lang: Lang) -> String {
    let landmarks = &named.report().landmarks;
    let told = finding.repairs.iter().take(REASONS);
    let told: Vec<_> = told.map(|it| repair_words(it, finding, landmarks, lang)).collect();
    told.join(lang.pick("；或者 ", "; or "))
}

fn labelled(label: &str, words: &str, lang: Lang) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!("{label}{}{words}", lang.pick("：", ": "))
    }
}

const fn answer_label(lang: Lang) -> &'static str {
    lang.pick("整改情况", "Answer")
}

const fn choices(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => ["已改正", "无须改正", "待核实"],
        Lang::En => ["corrected", "correct as it is", "to be verified"],
    }
}

/// Texts of which none steers anything.
fn tidied(row: Vec<String>) -> Vec<String> {
    row.into_iter().map(|text| plain(&text).into_owned()).collect()
}
