#![doc = include_str!("../../pages/YS538.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::search::places;
use message::Message;

/// Words before which a bare number of four digits can only be a year.
const BEHIND: [&str; 12] = [
    "部门预算",
    "部门决算",
    "公务",
    "“三公”",
    "三公经费",
    "一般公共预算",
    "财政拨款",
    "政府性基金",
    "收入预算",
    "支出预算",
    "机关运行经费",
    "政府采购",
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| line.words.contains(['，', '。'])) {
        let Some((at, year)) = BEHIND.iter().find_map(|name| year_before(&line.words, name)) else {
            continue;
        };
        let words = around(&line.words, at, at + year.len());
        let message = Message::new(
            format!("“{words}”里的年份少了“年”。"),
            format!("The year in “{words}” lacks 年."),
        );
        found.push(
            Violation::on(line, message)
                .printed(year)
                .expected(format!("{year}年"))
                .advice("补上“年”。", "Add 年."),
        );
    }
}

/// The year without 年 right before `name` in a sentence, and where it stands.
fn year_before<'w>(words: &'w str, name: &str) -> Option<(usize, &'w str)> {
    places(words, name).find_map(|end| {
        let at = end.checked_sub(4)?;
        let year = words.get(at..end)?;
        let number: u16 = year.parse().ok()?;
        let before = words.get(..at)?;
        // 〔2031〕, 2030-2031 and numbers of documents are no years of a sentence.
        let is_own = before.is_empty()
            || before.ends_with(['，', '。', '；', '：', '与', '比', '较', '在', '对']);
        (is_own && (1990..=2100).contains(&number)).then_some((at, year))
    })
}
