#![doc = include_str!("../../pages/YS310.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use message::Message;

/// Titles of sections, each with the words of which the section has to use at least one.
const TOPICS: [(&str, &[&str]); 4] = [
    // The last is how it is defined, which may stand for its name.
    ("机关运行经费", &["机关运行", "运行经费", "基本支出中的日常公用经费"]),
    ("三公", &["三公", "因公出国", "公务接待", "公务用车"]),
    ("政府采购", &["采购"]),
    ("国有资产", &["资产", "车辆", "设备"]),
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> =
        context.index.lines.iter().filter(|line| !line.is_contents).collect();
    for (at, heading) in lines.iter().enumerate() {
        let Some(number) = heading.number.filter(|_| heading.is_heading()) else { continue };
        let mut topics = TOPICS.iter().filter(|(title, _)| heading.words.contains(title));
        let (Some((title, words)), None) = (topics.next(), topics.next()) else { continue };
        // 机关运行经费及公用经费: a body that has only one of the two writes of that one.
        if heading.words.contains("公用经费") {
            continue;
        }
        let rest = lines.get(at + 1..).unwrap_or_default().iter();
        let is_end = |line: &&&Line<'_>| {
            let other = line.number.filter(|_| line.is_heading());
            other.is_some_and(|other| other.style <= number.style) || line.words.starts_with('第')
        };
        let section: Vec<&&Line<'_>> = rest.take_while(|line| !is_end(line)).collect();
        let has_table = section.iter().any(|line| !line.is_prose());
        let has_amount = section.iter().any(|line| line.words.contains("万元"));
        let is_named =
            section.iter().any(|line| words.iter().any(|word| line.words.contains(word)));
        if has_table || !has_amount || is_named {
            continue;
        }
        let first = section.first().map_or(*heading, |line| **line);
        let message = Message::new(
            format!("“{}”一节列了金额，却没有说到{title}。", short(&heading.words)),
            format!("The section “{}” states amounts, yet none of {title}.", short(&heading.words)),
        );
        found.push(
            Violation::on(first, message)
                .printed(short(first.text))
                .because(
                    heading.place,
                    Message::new("本节标题", "the section's title"),
                    heading.text,
                )
                .advice("写明标题所说的金额。", "State the amount that the title speaks of."),
        );
    }
}
