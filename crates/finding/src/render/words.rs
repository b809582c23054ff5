use super::Summary;
use crate::{
    About, Coverage, Evidence, Finding, Landmark, Landmarks, NamedReport, Outcomes, Severity,
    Verdict,
};
use document::Place;
use ledger::Stage;
use message::Lang;
use std::borrow::Cow;

/// The fixed words of a report.
pub(super) struct Labels {
    pub title: &'static str,
    pub file: &'static str,
    pub verdict: &'static str,
    pub where_: &'static str,
    pub printed: &'static str,
    pub expected: &'static str,
    pub difference: &'static str,
    pub because: &'static str,
    pub repair: &'static str,
    pub advice: &'static str,
    pub consequences: &'static str,
    pub blank: &'static str,
    pub identities: &'static str,
    pub coverage: &'static str,
    pub why: &'static str,
    pub division: &'static str,
    pub finding: &'static str,
    pub findings: &'static str,
    pub original: &'static str,
    pub open: &'static str,
    pub open_hint: &'static str,
    pub unrecognised: &'static str,
    pub unrecognised_hint: &'static str,
    pub waived: &'static str,
    pub waived_hint: &'static str,
    pub total: &'static str,
}

const ZH: Labels = Labels {
    title: "预算公开检查报告",
    file: "文件",
    verdict: "结论",
    where_: "位置",
    printed: "填列",
    expected: "应为",
    difference: "相差",
    because: "依据",
    repair: "更正",
    advice: "办法",
    consequences: "后果",
    blank: "空白",
    identities: "勾稽关系",
    coverage: "核对范围",
    why: "原因",
    division: "行政区划",
    finding: "问题",
    findings: "发现的问题",
    original: "原文",
    open: "无法判断的检查",
    open_hint: "缺少数据，不算通过",
    unrecognised: "未识别的内容",
    unrecognised_hint: "没有参加核对",
    waived: "已豁免的问题",
    waived_hint: "有人负责说明，不再计入",
    total: "合计",
};

const EN: Labels = Labels {
    title: "Budget disclosure report",
    file: "File",
    verdict: "Verdict",
    where_: "where",
    printed: "printed",
    expected: "expected",
    difference: "difference",
    because: "because",
    repair: "repair",
    advice: "advice",
    consequences: "follows",
    blank: "blank",
    identities: "identities",
    coverage: "coverage",
    why: "why",
    division: "division",
    finding: "finding",
    findings: "Findings",
    original: "As published",
    open: "Not evaluable",
    open_hint: "something is missing; these have not passed",
    unrecognised: "Not recognised",
    unrecognised_hint: "not checked",
    waived: "Waived",
    waived_hint: "accepted in the settings with a reason; not counted",
    total: "In all",
};

pub(super) const fn labels(lang: Lang) -> &'static Labels {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// A severity in one word.
pub const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("错误", "error"),
        Severity::Warning => lang.pick("警告", "warning"),
        Severity::Note => lang.pick("提示", "note"),
    }
}

/// The key of a severity, as JSON, SARIF and style sheets know it.
pub(super) const fn severity_key(level: Severity) -> &'static str {
    severity(level, Lang::En)
}

pub(super) const fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Errors => lang.pick("有错误", "errors"),
        Verdict::Warnings => lang.pick("有疑点", "warnings"),
        Verdict::Clean => lang.pick("未发现问题", "clean"),
        Verdict::LittleChecked => lang.pick("核对得少，不能断定没有问题", "little checked"),
        Verdict::NothingChecked => lang.pick("没有可核对的金额", "nothing checked"),
        Verdict::Unreadable => lang.pick("无法读取", "unreadable"),
    }
}

/// A stage in one word.
pub(super) const fn stage(stage: Stage, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => stage.name_zh(),
        Lang::En => stage.name_en(),
    }
}

/// The administrative division with its code: `130528 宁晋县`.
pub(super) fn division(about: &About, lang: Lang) -> Option<String> {
    let (code, name) = about.division?;
    Some(format!("{}{}{code} {name}", labels(lang).division, lang.pick("：", ": ")))
}

/// What the body is called that discloses.
pub(super) const fn department_label(lang: Lang) -> &'static str {
    lang.pick("部门（单位）", "Department")
}

/// `2 个错误，1 个警告`; what there is none of is left out, and nothing at all is empty.
pub(super) fn counts(summary: &Summary, lang: Lang) -> String {
    let counts = [
        (summary.errors, "个错误", "error"),
        (summary.warnings, "个警告", "warning"),
        (summary.notes, "条提示", "note"),
    ];
    let told = counts.iter().filter(|(count, ..)| *count > 0);
    let told: Vec<_> = told.map(|(count, zh, en)| number(*count, zh, en, lang)).collect();
    told.join(lang.pick("，", ", "))
}

/// How many of the files without a finding are not clean: hardly checked, not at all, or unreadable.
pub(super) fn not_clean(summary: &Summary, lang: Lang) -> impl Iterator<Item = String> {
    let counts = [
        (summary.little_checked, lang.pick("个核对得少", "little checked")),
        (summary.nothing_checked, lang.pick("个没有可核对的金额", "not checked")),
        (summary.unreadable, lang.pick("个无法读取", "unreadable")),
    ];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, words)| format!("{count} {words}"))
}

/// `3 个文件` or `3 files`.
pub(super) fn number(count: usize, zh: &str, en: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{count} {zh}"),
        Lang::En if count == 1 => format!("{count} {en}"),
        Lang::En => format!("{count} {en}s"),
    }
}

/// Describes the outcomes of the identities, including the kinds without any.
pub(super) fn outcomes(outcomes: &Outcomes, lang: Lang) -> String {
    let Outcomes { holds, zeros, rounding, fails, not_evaluable } = outcomes;
    match lang {
        Lang::Zh => format!(
            "成立 {holds}，均为零 {zeros}，四舍五入后成立 {rounding}，不成立 {fails}，无法判断 {not_evaluable}"
        ),
        Lang::En => format!(
            "{holds} hold, {zeros} are zero, {rounding} hold by rounding, {fails} fail, {not_evaluable} not evaluable"
        ),
    }
}

/// Returns how many amounts a document prints, how many are understood, and how many were checked.
pub(super) fn coverage(coverage: &Coverage, lang: Lang) -> String {
    let Coverage { printed, understood, checked, .. } = *coverage;
    let (of_understood, of_checked) =
        (percent(understood, printed, lang), percent(checked, printed, lang));
    match lang {
        Lang::Zh => format!(
            "金额 {printed} 个，看懂 {understood} 个{of_understood}，参加核对 {checked} 个{of_checked}"
        ),
        Lang::En => {
            format!(
                "{}, {understood} understood{of_understood}, {checked} checked{of_checked}",
                number(printed, "", "amount", lang)
            )
        }
    }
}

/// A share in brackets, rounded down: all is 100% and nothing less is.
fn percent(part: usize, whole: usize, lang: Lang) -> String {
    match (part * 100).checked_div(whole) {
        Some(percent) if lang == Lang::En => format!(" ({percent}%)"),
        Some(percent) => format!("（{percent}%）"),
        None => String::new(),
    }
}

/// How many findings follow from one: they are told with it and not counted on their own.
pub(super) fn following(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{count} 处不符，改正后即消失"),
        Lang::En if count == 1 => "1 finding, gone once this is corrected".to_owned(),
        Lang::En => format!("{count} findings, gone once this is corrected"),
    }
}

/// A file in one phrase: what is wrong with it, or that nothing is.
pub(super) fn headline(report: &NamedReport, lang: Lang) -> String {
    let told = counts(&Summary::of(report), lang);
    match report.verdict() {
        Verdict::Errors | Verdict::Warnings => told,
        calm if told.is_empty() => verdict(calm, lang).to_owned(),
        calm => format!("{}{}{told}", verdict(calm, lang), lang.pick("，", ", ")),
    }
}

/// A place as a reader of the file would look for it.
pub fn place(place: &Place, lang: Lang) -> String {
    let name = place.cell_name().unwrap_or_default();
    match (lang, place) {
        (Lang::Zh, Place::Line(line)) => format!("第 {line} 行"),
        (Lang::En, Place::Line(line)) => format!("line {line}"),
        (Lang::Zh, Place::Paragraph(number)) => format!("第 {number} 段"),
        (Lang::En, Place::Paragraph(number)) => format!("paragraph {number}"),
        (Lang::Zh, Place::Cell { table, row, column }) => {
            format!("第 {table} 张表第 {row} 行第 {column} 列")
        }
        (Lang::En, Place::Cell { table, row, column }) => {
            format!("table {table} row {row} column {column}")
        }
        (Lang::Zh, Place::Sheet { sheet, .. }) => format!("工作表“{sheet}”{name}"),
        (Lang::En, Place::Sheet { sheet, .. }) => format!("sheet “{sheet}” {name}"),
        (Lang::Zh, Place::Page { page, .. }) => format!("第 {page} 页"),
        (Lang::En, Place::Page { page, .. }) => format!("page {page}"),
    }
}

/// A place by the words around it, then as [`place`] tells it: `《收支总表》“20701文化”行
/// “基本支出”列（第 3 页）`.
///
/// `table` is the title of its table where a check knows it better than the landmarks do.
pub(super) fn found(landmarks: &Landmarks, table: Option<&str>, at: &Place, lang: Lang) -> String {
    static UNKNOWN: Landmark = Landmark {
        order: 0,
        title: String::new(),
        row: String::new(),
        column: String::new(),
        words: String::new(),
    };
    let Landmark { title, row, column, words, .. } = landmarks.at(at).unwrap_or(&UNKNOWN);
    let title = table.unwrap_or(title);
    let is_paragraph = !words.is_empty();
    let parts = match lang {
        Lang::Zh => [
            if is_paragraph { quoted(title, "“", "”下") } else { quoted(title, "《", "》") },
            quoted(row, "“", "”行"),
            quoted(column, "“", "”列"),
            quoted(words, "“", "…”一段"),
        ],
        Lang::En => [
            if is_paragraph {
                quoted(title, "under “", "”, ")
            } else {
                quoted(title, "", ", ")
            },
            quoted(row, "row “", "”, "),
            quoted(column, "column “", "”, "),
            quoted(words, "“", "…”, "),
        ],
    };
    let (near, exact) = (parts.concat(), place(at, lang));
    let near = near.trim_end_matches(", ");
    match (near.is_empty(), lang) {
        (true, _) => exact,
        (false, Lang::Zh) => format!("{near}（{exact}）"),
        (false, Lang::En) => format!("{near} ({exact})"),
    }
}

/// Words of the document between marks; nothing where there are none.
fn quoted(words: &str, open: &str, close: &str) -> String {
    match plain(words) {
        words if words.is_empty() => String::new(),
        words => format!("{open}{words}{close}"),
    }
}

/// The page of a paged document, `None` elsewhere.
pub const fn page(place: &Place) -> Option<u32> {
    match place {
        Place::Page { page, .. } => Some(*page),
        _ => None,
    }
}

/// Returns the printed text of evidence, in words for a blank.
pub(super) fn printed_or_blank(evidence: &Evidence, lang: Lang) -> &str {
    or_blank(&evidence.printed, lang)
}

fn or_blank(printed: &str, lang: Lang) -> &str {
    match printed.trim() {
        "" => labels(lang).blank,
        printed => printed,
    }
}

/// The figures of a finding: label and words of each that is known.
pub(super) fn figures(finding: &Finding, lang: Lang) -> impl Iterator<Item = (&'static str, &str)> {
    let labels = labels(lang);
    let figures = [
        (labels.printed, &finding.printed),
        (labels.expected, &finding.expected),
        (labels.difference, &finding.difference),
    ];
    let told = figures.into_iter().filter_map(|(label, words)| Some((label, words.as_deref()?)));
    told.map(move |(label, words)| (label, or_blank(words, lang)))
}

/// A document's words on one line: no control character reaches a terminal or a page,
/// nor a mark that turns the direction of writing round.
pub fn plain(text: &str) -> Cow<'_, str> {
    let is_odd = |character: char| {
        character.is_control()
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    match text.chars().any(is_odd) {
        false => Cow::Borrowed(text),
        true => {
            let words = text.split(is_odd).map(str::trim).filter(|words| !words.is_empty());
            Cow::Owned(words.collect::<Vec<_>>().join(" "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_passes() {
        assert_eq!(plain("基本支出"), "基本支出");
        assert_eq!(plain("基本\n支出\u{1b}[31m红\u{202e}"), "基本 支出 [31m红");
    }

    #[test]
    fn all_is_a_hundred_percent_and_nothing_less_is() {
        let of =
            |checked| Coverage { printed: 300, understood: 300, checked, ..Coverage::default() };
        let told = |it: Coverage| coverage(&it, Lang::Zh);
        assert_eq!(told(of(299)), "金额 300 个，看懂 300 个（100%），参加核对 299 个（99%）");
        assert_eq!(told(Coverage::default()), "金额 0 个，看懂 0 个，参加核对 0 个");
        let one = Coverage { printed: 1, ..Coverage::default() };
        assert_eq!(coverage(&one, Lang::En), "1 amount, 0 understood (0%), 0 checked (0%)");
    }

    #[test]
    fn what_there_is_none_of_is_not_counted() {
        let summary = Summary { errors: 1, notes: 2, ..Summary::default() };
        assert_eq!(counts(&summary, Lang::Zh), "1 个错误，2 条提示");
        assert_eq!(counts(&summary, Lang::En), "1 error, 2 notes");
        assert_eq!(counts(&Summary::default(), Lang::Zh), "");
    }

    #[test]
    fn places_are_told_as_a_reader_looks_for_them() {
        let sheet = Place::Sheet { sheet: "收支总表".into(), row: 7, column: 2 };
        assert_eq!(place(&sheet, Lang::Zh), "工作表“收支总表”B7");
        assert_eq!(place(&Place::Line(3), Lang::En), "line 3");
        assert_eq!(page(&Place::Page { page: 4, area: [0; 4] }), Some(4));
    }
}
