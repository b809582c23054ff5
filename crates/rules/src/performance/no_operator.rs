#![doc = include_str!("../../pages/YS206.en.md")]

use crate::lint::{Context, Sink};
use crate::views::goals::Goals;
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        let mut bare: Vec<(&Place, &str)> = Vec::new();
        for goal in indicators {
            let Some(target) = &goal.parts else { continue };
            let is_said = || {
                ["以上", "以下", "以内", "左右", "前", "底", "至", "-", "—", "~", "年", "月"]
                    .iter()
                    .any(|word| target.unit.contains(word))
            };
            if target.operator.is_empty() && target.has_known_unit() && !is_said() {
                bare.push((goal.place, goal.printed.target.as_str()));
            }
        }
        let message = |count| {
            Message::new(
                format!("“{}”有 {count} 个指标值没有“≥”“≤”或“＝”。", project.name),
                format!("{count} targets of “{}” carry no ≥, ≤ or ＝.", project.name),
            )
        };
        found.push_all(bare, message, Message::new("标明“≥”“≤”或“＝”。", "Write ≥, ≤ or ＝."));
    }
}
