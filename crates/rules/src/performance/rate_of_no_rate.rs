#![doc = include_str!("../../pages/YS213.en.md")]

use crate::lint::{Context, Sink};
use crate::views::goals::{Goals, is_rate_name};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        let mut odd: Vec<(&Place, &str)> = Vec::new();
        for goal in indicators {
            let is_rate = || {
                [&goal.name, &goal.description].iter().any(|words| {
                    is_rate_name(words)
                        || words.contains('率')
                        || words.contains('%')
                        || words.contains("比例")
                })
            };
            let is_percent = goal.parts.as_ref().is_some_and(|target| target.is_rate());
            if is_percent && !goal.is_cost && (!is_rate() || goal.name.ends_with("效率")) {
                odd.push((goal.place, goal.printed.name.as_str()));
            }
        }
        let message = |count| {
            Message::new(
                format!("“{}”有 {count} 个指标的名称不是比率，指标值却是百分比。", project.name),
                format!(
                    "{count} indicators of “{}” are not rates, but their targets are percentages.",
                    project.name
                ),
            )
        };
        let advice = Message::new(
            "写明是什么的比率，或改用别的单位。",
            "Say which rate is meant, or use another unit.",
        );
        found.push_all(odd, message, advice);
    }
}
