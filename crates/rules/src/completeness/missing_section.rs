#![doc = include_str!("../../pages/YS316.en.md")]

use crate::lint::{Context, Sink, Violation};
use message::Message;

/// A document with fewer tables may be an excerpt.
const FEWEST: usize = 6;
/// The required explanations, each with the words of which at least one has to appear.
const TOPICS: [(&str, &[&str]); 6] = [
    ("机关运行经费", &["机关运行"]),
    ("政府采购", &["采购"]),
    ("国有资产占用", &["国有资产", "固定资产", "车辆"]),
    ("预算绩效", &["绩效"]),
    ("“三公”经费", &["三公", "因公出国"]),
    ("名词解释", &["名词解释", "专业名词", "名词说明"]),
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let tables = context.tables();
    let Some((first, _)) = tables.first().filter(|_| tables.len() >= FEWEST) else { return };
    let words = |line: &crate::index::Line<'_>| line.words.replace(['“', '”'], "");
    let texts: Vec<String> = context.index.prose().map(words).collect();
    let is_there =
        |words: &[&str]| texts.iter().any(|text| words.iter().any(|word| text.contains(word)));
    let missing: Vec<&str> =
        TOPICS.iter().filter(|(_, words)| !is_there(words)).map(|(topic, _)| *topic).collect();
    if missing.is_empty() {
        return;
    }
    let missing = missing.join("、");
    let message = Message::new(
        format!("全文没有说到{missing}。"),
        format!("The document never mentions {missing}."),
    );
    found.push(
        Violation::new(&first.place, message)
            .advice("补充说明；没有的写明“无”。", "Explain it; where there is none, say so."),
    );
}
