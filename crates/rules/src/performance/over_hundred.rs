#![doc = include_str!("../../pages/YS216.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

/// Rates that are shares of a whole and cannot exceed 100%.
const SHARES: [&str; 9] =
    ["满意度", "满意率", "合格率", "覆盖率", "达标率", "及时率", "准确率", "普及率", "知晓率"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let name = &goal.name;
            let Some(target) = &goal.parts else { continue };
            let whole = target.number.split('.').next().unwrap_or_default();
            let above = whole.parse::<u32>().is_ok_and(|whole| {
                whole > 100 || (whole == 100 && target.number.trim_end_matches('0').len() > 4)
            });
            let is_share = || SHARES.iter().any(|share| name.contains(share));
            if !above || !target.unit.starts_with('%') || !is_share() {
                continue;
            }
            let message = Message::new(
                format!(
                    "“{}”的“{name}”的指标值“{}”超过了 100%。",
                    project.name, goal.printed.target
                ),
                format!(
                    "The target “{}” of “{name}” in “{}” is above 100 %.",
                    goal.printed.target, project.name
                ),
            );
            found.push(
                Violation::new(goal.place, message)
                    .printed(goal.printed.target.as_str())
                    .advice("更正指标值。", "Correct the target."),
            );
        }
    }
}
