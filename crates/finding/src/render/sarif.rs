//! Reports as SARIF 2.1.0 (OASIS standard), for tools that show findings beside files.

use super::Rule;
use super::json::CoverageView;
use super::words;
use crate::{
    CheckId, Coverage, Evidence, Finding, Landmarks, Location, NamedReport, Severity, Subject,
    Unchecked,
};
use document::Place;
use ledger::MoneyUnit;
use message::Lang;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a path keeps as it is in a relative reference (RFC 3986); a colon is not among it,
/// since before the first slash it would read as a scheme.
const KEPT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// All files as one run; `rules` are the pages of the checks, `version` is the program's.
pub(super) fn log(
    reports: &[NamedReport],
    rules: &[Rule<'_>],
    version: &str,
    lang: Lang,
) -> String {
    let rules = rules_told(reports, rules);
    let index: BTreeMap<CheckId, usize> =
        rules.iter().enumerate().map(|(index, rule)| (rule.check, index)).collect();
    let results: Vec<Value> =
        reports.iter().flat_map(|report| results(report, &index, lang)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "yusuan",
                "version": version,
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "language": lang.pick("zh-CN", "en"),
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts(reports),
            "results": results,
            "invocations": [invocation(reports, lang)],
        }],
    });
    format!("{log:#}\n")
}

/// The files, each once, with how much of them was checked.
fn artifacts(reports: &[NamedReport]) -> Vec<Value> {
    let files = reports.iter().filter_map(|report| match &report.subject {
        Subject::File(name) => Some((uri(name), report.report().coverage)),
        Subject::Between => None,
    });
    let files: BTreeMap<_, _> = files.collect();
    let artifact = |(uri, coverage): (String, Option<Coverage>)| {
        let mut artifact = json!({ "location": { "uri": uri } });
        if let Some(coverage) = coverage.map(CoverageView::from) {
            put(&mut artifact, "properties", json!({ "coverage": coverage }));
        }
        artifact
    };
    files.into_iter().map(artifact).collect()
}

/// The pages, and a bare entry for each code that has none: a result may not lack its rule.
fn rules_told<'a>(reports: &'a [NamedReport], rules: &[Rule<'a>]) -> Vec<Rule<'a>> {
    let mut told: BTreeMap<CheckId, Rule<'a>> = BTreeMap::new();
    for report in reports.iter().map(NamedReport::report) {
        let findings = report.findings.iter().map(|finding| (finding.check, &finding.name));
        let open =
            report.open.iter().chain(&report.unrecognised).map(|open| (open.check, &open.name));
        for (check, name) in findings.chain(open) {
            told.insert(check, Rule { check, name, help: "" });
        }
    }
    told.extend(rules.iter().map(|rule| (rule.check, *rule)));
    told.into_values().collect()
}

fn rule(rule: &Rule<'_>) -> Value {
    let mut told = json!({ "id": rule.check.to_string(), "name": rule.name });
    let title = rule.help.lines().map(|line| line.trim_start_matches('#').trim());
    if let Some(title) = title.clone().find(|line| !line.is_empty()) {
        put(&mut told, "shortDescription", json!({ "text": title }));
        put(&mut told, "help", json!({ "text": rule.help, "markdown": rule.help }));
    }
    told
}

fn results(named: &NamedReport, rules: &BTreeMap<CheckId, usize>, lang: Lang) -> Vec<Value> {
    let (report, file) = (named.report(), named.name(lang));
    let landmarks = &report.landmarks;
    let findings =
        report.findings.iter().map(|found| finding(found, (file, landmarks), rules, lang));
    let waived = report.waived.iter().map(|waived| {
        let mut result = finding(&waived.finding, (file, landmarks), rules, lang);
        let why = format!("{} ({})", waived.reason, waived.until);
        put(&mut result, "suppressions", json!([{ "kind": "external", "justification": why }]));
        result
    });
    let open = report.open.iter().chain(&report.unrecognised);
    findings
        .chain(waived)
        .chain(open.map(|entry| not_evaluable(entry, (file, landmarks), rules, lang)))
        .collect()
}

fn finding(
    finding: &Finding,
    (file, landmarks): (&str, &Landmarks),
    rules: &BTreeMap<CheckId, usize>,
    lang: Lang,
) -> Value {
    let (message, advice) = (finding.message.get(lang), finding.advice.get(lang));
    let Location { file: other, place } = &finding.location;
    let of = other.as_deref().unwrap_or(file);
    let mut result = json!({
        "ruleId": finding.check.to_string(),
        "kind": "fail",
        "level": level(finding.severity),
        "message": { "text": format!("{message}\n{advice}").trim_end() },
        "locations": [location(of, landmarks, place, finding.table.as_deref(), lang)],
    });
    put_rule(&mut result, finding.check, rules);
    put_related(&mut result, file, &related(finding), lang);
    put(&mut result, "properties", properties(finding, landmarks, lang));
    result
}

/// The figures on which a finding rests, and after them what follows from it.
fn related(finding: &Finding) -> Vec<Evidence> {
    let follows = finding.consequences.iter().map(|consequence| Evidence {
        location: consequence.location.clone(),
        what: consequence.message.clone(),
        printed: consequence.printed.clone().unwrap_or_default(),
    });
    finding.because.iter().cloned().chain(follows).collect()
}

/// A check that could not be made: neither passed nor failed.
fn not_evaluable(
    open: &Unchecked,
    (file, landmarks): (&str, &Landmarks),
    rules: &BTreeMap<CheckId, usize>,
    lang: Lang,
) -> Value {
    let mut result = json!({
        "ruleId": open.check.to_string(),
        "kind": "open",
        "level": "none",
        "message": { "text": open.message.get(lang) },
        "locations": [location(file, landmarks, &open.place, open.table.as_deref(), lang)],
    });
    put_rule(&mut result, open.check, rules);
    put_related(&mut result, file, &open.because, lang);
    result
}

fn put_rule(result: &mut Value, check: CheckId, rules: &BTreeMap<CheckId, usize>) {
    if let Some(index) = rules.get(&check) {
        put(result, "ruleIndex", json!(index));
    }
}

fn put_related(result: &mut Value, file: &str, because: &[Evidence], lang: Lang) {
    let related = because.iter().enumerate().map(|(index, evidence)| {
        let Location { file: other, place } = &evidence.location;
        let mut related =
            location(other.as_deref().unwrap_or(file), &Landmarks::NONE, place, None, lang);
        let printed = words::printed_or_blank(evidence, lang);
        let text = format!("{}{}{printed}", evidence.what.get(lang), lang.pick("：", ": "));
        put(&mut related, "id", json!(index + 1));
        put(&mut related, "message", json!({ "text": text }));
        related
    });
    let related: Vec<_> = related.collect();
    if !related.is_empty() {
        put(result, "relatedLocations", json!(related));
    }
}

/// The figures and repairs, for which SARIF has no words of its own.
fn properties(finding: &Finding, landmarks: &Landmarks, lang: Lang) -> Value {
    let mut properties = Map::new();
    let texts = [
        ("table", finding.table.as_deref()),
        ("printed", finding.printed.as_deref()),
        ("expected", finding.expected.as_deref()),
        ("difference", finding.difference.as_deref()),
        ("unit", finding.unit.map(MoneyUnit::name)),
    ];
    for (key, text) in texts {
        properties.extend(text.map(|text| (key.to_owned(), json!(text))));
    }
    let told = |repair| super::text::repair_words(repair, finding, landmarks, lang);
    let repairs: Vec<_> = finding.repairs.iter().map(told).collect();
    if !repairs.is_empty() {
        properties.insert("repairs".to_owned(), json!(repairs));
    }
    Value::Object(properties)
}

fn location(
    file: &str,
    landmarks: &Landmarks,
    place: &Place,
    table: Option<&str>,
    lang: Lang,
) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
    if let Place::Line(line) = place {
        put(&mut physical, "region", json!({ "startLine": line }));
    }
    let told = words::place(place, lang);
    let mut logical = json!({
        "name": told,
        "fullyQualifiedName": qualified(place),
        "kind": kind(place),
    });
    let found = words::found(landmarks, table, place, lang);
    if found != told {
        put(&mut logical, "decoratedName", json!(found));
    }
    json!({ "physicalLocation": physical, "logicalLocations": [logical] })
}

/// The place as one path from the outside to the inside, the same in every language.
fn qualified(place: &Place) -> String {
    match place {
        Place::Line(line) => format!("line/{line}"),
        Place::Paragraph(paragraph) => format!("paragraph/{paragraph}"),
        Place::Cell { table, row, column } => format!("table/{table}/row/{row}/column/{column}"),
        Place::Sheet { .. } => place.to_string(),
        Place::Page { page, area: [left, top, right, bottom] } => {
            format!("page/{page}/box/{left},{top},{right},{bottom}")
        }
    }
}

const fn kind(place: &Place) -> &'static str {
    match place {
        Place::Line(_) => "line",
        Place::Paragraph(_) => "paragraph",
        Place::Cell { .. } | Place::Sheet { .. } => "cell",
        Place::Page { .. } => "page",
    }
}

const fn level(severity: Severity) -> &'static str {
    words::severity_key(severity)
}

/// The run itself: it failed where a file could not be read.
fn invocation(reports: &[NamedReport], lang: Lang) -> Value {
    let notification = |report: &NamedReport| {
        let error = report.unreadable()?;
        Some(json!({
            "level": "error",
            "message": { "text": error.get(lang) },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(report.name(lang)) } } }],
        }))
    };
    let notifications: Vec<_> = reports.iter().filter_map(notification).collect();
    json!({
        "executionSuccessful": notifications.is_empty(),
        "toolExecutionNotifications": notifications,
    })
}

/// A file's name as a URI: relative names stay relative, absolute ones get the file scheme.
fn uri(file: &str) -> String {
    let path = file.replace('\\', "/");
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    match (path.starts_with('/'), is_drive) {
        (true, _) => format!("file://{}", utf8_percent_encode(&path, KEPT)),
        (_, true) => format!("file:///{}", utf8_percent_encode(&path, KEPT)),
        _ => utf8_percent_encode(&path, KEPT).to_string(),
    }
}

fn put(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(fields) = object {
        fields.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_references() {
        assert_eq!(uri("a b/预算.docx"), "a%20b/%E9%A2%84%E7%AE%97.docx");
        assert_eq!(uri("a:b#c?.txt"), "a%3Ab%23c%3F.txt");
        assert_eq!(uri("/x/y.txt"), "file:///x/y.txt");
        assert_eq!(uri("C:\\x\\y.txt"), "file:///C%3A/x/y.txt");
        assert_eq!(uri("..\\y.txt"), "../y.txt");
    }
}
