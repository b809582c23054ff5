//! A letter with a list of findings, to be answered line by line.

use document::list::{List, ListColumn};
use message::{Lang, Message};
use server::{Letter, LetterForm};
use workflow::FindingLevel;

/// Returns the letter.
pub(super) fn write(letter: &Letter, form: LetterForm) -> Result<Vec<u8>, Message> {
    let t = |zh: &'static str, en: &'static str| letter.lang.pick(zh, en);
    let title = t("审核意见", "Findings").to_owned();
    let rows = (1..).zip(&letter.findings).map(|(number, (finding, said))| {
        vec![
            number.to_string(),
            level(finding.level, letter.lang).to_owned(),
            finding.cell.as_ref().map(ToString::to_string).unwrap_or_default(),
            letter.lang.pick(&finding.zh, &finding.en).to_owned(),
            said.clone(),
            finding.check.clone(),
            String::new(),
        ]
    });
    let columns = vec![
        ListColumn::figures(t("序号", "No."), 6),
        ListColumn::words(t("性质", "Kind"), 8),
        ListColumn::words(t("位置", "Where"), 24),
        ListColumn::words(t("问题", "Finding"), 50),
        ListColumn::words(t("认定", "Mark"), 16),
        ListColumn::words(t("编号", "Check"), 10),
        ListColumn::answers(t("整改情况", "Answer"), 24, &[]),
    ];
    let about = format!("{}：{}", t("文件", "Document"), letter.document);
    let above = letter.words.lines().map(str::to_owned).chain([about]).collect();
    let list = List {
        name: title.clone(),
        title: format!("{}{}", letter.body, title),
        above,
        columns,
        rows: rows.collect(),
        below: vec![letter.from.clone(), letter.day.clone()],
    };
    let written = match form {
        LetterForm::Docx => writers::docx::lists(&title, &[list]),
        LetterForm::Xlsx => writers::xlsx::lists(&title, &[list]),
    };
    written.map_err(|error| error.message())
}

const fn level(level: FindingLevel, lang: Lang) -> &'static str {
    match level {
        FindingLevel::Error => lang.pick("错误", "error"),
        FindingLevel::ToExplain | FindingLevel::Warning => lang.pick("警告", "warning"),
        FindingLevel::Note => lang.pick("提示", "note"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::testing::finding;

    #[test]
    fn a_letter_says_what_is_wrong_and_where() {
        let finding = finding("f1", FindingLevel::Error);
        let letter = Letter {
            lang: Lang::Zh,
            body: "云岭县水利局".to_owned(),
            document: "=预算.docx".to_owned(),
            words: "请改正。\n五日内报回。".to_owned(),
            from: "云岭县财政局".to_owned(),
            day: "2031-03-01".to_owned(),
            findings: vec![(finding, "已确认须改".to_owned())],
        };
        for form in [LetterForm::Docx, LetterForm::Xlsx] {
            let written = write(&letter, form).unwrap();
            let file = engine::read(&written, &engine::Options::default()).unwrap();
            let text = format!("{:?}", file.document);
            for words in
                ["五日内报回。", "合计与明细之和不等。", "支出!F12", "已确认须改", "云岭县财政局"]
            {
                assert!(text.contains(words), "{form:?}: {words} in {text}");
            }
        }
    }
}
