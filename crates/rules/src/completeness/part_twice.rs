#![doc = include_str!("../../pages/YS308.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::number::Style;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    sections(context, found);
    let is_part = |line: &&Line<'_>| {
        line.number.is_some_and(|number| number.style == Style::Part)
            && line.words.chars().count() < 60
    };
    let parts: Vec<&Line<'_>> = context.index.prose().filter(is_part).collect();
    for pair in parts.windows(2) {
        let [first, second] = pair else { continue };
        let value = |line: &Line<'_>| line.number.map(|number| number.value);
        let is_same =
            first.body().ends_with(second.body()) || second.body().ends_with(first.body());
        if value(first) != value(second) || is_same {
            continue;
        }
        let message = Message::new(
            format!("“{}”与前面的“{}”序号相同。", short(&second.words), short(&first.words)),
            format!(
                "“{}” has the number of “{}” before it.",
                short(&second.words),
                short(&first.words)
            ),
        );
        found.push(
            Violation::on(second, message)
                .printed(short(second.text))
                .because(first.place, Message::new("前一个", "the one before"), &short(first.text))
                .advice("更正各部分的序号。", "Number the parts anew."),
        );
    }
}

/// A title of a section that stands over two of them: `某局主要职能`, with 机构设置 below the second.
fn sections(context: &Context<'_>, found: &mut Sink) {
    const TITLES: [&str; 4] = ["主要职能", "主要职责", "机构设置", "名词解释"];
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    let is_text = |line: &&&Line<'_>| line.words.contains(['。', '，']);
    let titles: Vec<(usize, &&Line<'_>)> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| {
            let is_title = TITLES.iter().any(|title| line.words.ends_with(title));
            let over_text = lines.get(at + 1).is_some_and(|next| is_text(&next));
            is_title && line.number.is_none() && !line.words.contains(['。', '，']) && over_text
        })
        .collect();
    for (nth, (_, line)) in titles.iter().enumerate() {
        let mut same = titles.iter().enumerate().filter(|(_, (_, it))| it.words == line.words);
        let (Some((first, (_, one))), Some((second, _)), None) =
            (same.next(), same.next(), same.next())
        else {
            continue;
        };
        if nth != second || first + 1 != second {
            continue;
        }
        let words = short(&line.words);
        let message = Message::new(
            format!("标题“{words}”写了两遍。"),
            format!("The title “{words}” stands over two sections."),
        );
        let what = Message::new("前一个", "the one before");
        let violation = Violation::on(line, message).printed(words);
        found.push(violation.because(one.place, what, &short(one.text)).advice(
            "后一个换成这一节的标题，或者删去。",
            "Give the second its own title, or delete it.",
        ));
    }
}
