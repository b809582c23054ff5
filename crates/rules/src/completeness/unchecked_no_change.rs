#![doc = include_str!("../../pages/YS311.en.md")]

use crate::lint::{Context, Sink, Violation, short};
use message::Message;

const PHRASES: [&str; 8] = [
    "无变化",
    "无增减变化",
    "没有变化",
    "无增减",
    "未发生变化",
    "无较大变化",
    "变化不大",
    "基本一致",
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_heading()) {
        let says = PHRASES.iter().find(|phrase| line.words.contains(**phrase));
        let Some(phrase) =
            says.filter(|_| line.words.contains("上年") || line.words.contains("去年"))
        else {
            continue;
        };
        let (before, _) = line.words.split_once(*phrase).unwrap_or_default();
        let clause = before.rsplit('。').next().unwrap_or_default();
        let has_figure = clause.contains(|c: char| c.is_ascii_digit());
        if has_figure {
            continue;
        }
        let message = Message::new(
            format!("“{phrase}”没有给出上年的数字，无法核对。"),
            format!("“{phrase}” comes without last year's figure and cannot be checked."),
        );
        found.push(
            Violation::on(line, message)
                .printed(short(line.text))
                .advice("写明上年预算数。", "Give last year's figure."),
        );
    }
}
