#![doc = include_str!("../../pages/YS203.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use finding::Severity;
use message::Message;

/// The longest unit, in characters.
const LONGEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let Some(target) = &goal.parts else { continue };
            if target.has_known_unit() || target.unit.chars().count() > LONGEST {
                continue;
            }
            let severity = if goal.is_cost { Severity::Warning } else { Severity::Note };
            let message = Message::new(
                format!(
                    "“{}”的指标值“{}”里，“{}”不是计量单位。",
                    project.name, goal.printed.target, target.unit
                ),
                format!(
                    "“{}” in the target “{}” of “{}” is not a known unit.",
                    target.unit, goal.printed.target, project.name
                ),
            );
            let mut hit = Violation::new(goal.place, message)
                .severity(severity)
                .printed(goal.printed.target.as_str());
            if goal.is_cost && target.unit.starts_with('万') {
                hit = hit.expected(format!("{}{}万元", target.operator, target.number));
            }
            found.push(hit.advice("更正计量单位。", "Correct the unit."));
        }
    }
}
