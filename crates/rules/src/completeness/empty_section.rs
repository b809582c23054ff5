#![doc = include_str!("../../pages/YS309.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::number::Style;
use document::Block;
use finding::Severity;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> =
        context.index.lines.iter().filter(|line| !line.is_contents).collect();
    // A table of contents alone.
    let is_text = |line: &&Line<'_>| !line.is_prose() || line.words.contains(['。', '，', '；']);
    if !lines.iter().any(is_text) {
        return;
    }
    for pair in lines.windows(2) {
        let [heading, next] = pair else { continue };
        let (Some(own), Some(other)) = (heading.number, next.number) else { continue };
        let is_next = own.style == other.style && own.value + 1 == other.value;
        let is_paragraph = |line: &Line<'_>| {
            matches!(context.document.blocks.get(line.block), Some(Block::Paragraph(_)))
        };
        let are_headings = heading.is_heading()
            && next.is_heading()
            && is_paragraph(heading)
            && is_paragraph(next);
        let severity = match own.style {
            Style::Part => Severity::Warning,
            Style::Chinese | Style::ChineseInBrackets if is_section(&heading.words) => {
                Severity::Note
            }
            _ => continue,
        };
        if !is_next || !are_headings {
            continue;
        }
        let message = Message::new(
            format!("“{}”下面没有内容。", short(&heading.words)),
            format!("There is nothing below “{}”.", short(&heading.words)),
        );
        found.push(
            Violation::on(heading, message)
                .severity(severity)
                .printed(short(heading.text))
                .advice("补上内容；没有的写明“无”。", "Write it; where there is nothing, say so."),
        );
    }
}

/// Returns whether the words are the title of a section and not an item of a list.
fn is_section(words: &str) -> bool {
    ["情况", "说明", "情况说明", "经费", "采购", "解释", "职能", "职责", "概况", "机构设置"]
        .iter()
        .any(|end| words.ends_with(end))
}
