#![doc = include_str!("../../pages/YS201.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let name = &goal.name;
            let is_rate =
                || ["率", "比例", "比重", "节约", "幅度", "占比"].iter().any(|w| name.contains(w));
            let Some(target) = goal.parts.as_ref().filter(|_| goal.is_cost && !is_rate()) else {
                continue;
            };
            let is_other = target.is_rate() || (!target.unit.is_empty() && target.has_known_unit());
            if target.is_money() || !is_other {
                continue;
            }
            let message = Message::new(
                format!(
                    "“{}”的成本指标“{name}”是“{}”，不是金额。",
                    project.name, goal.printed.target
                ),
                format!(
                    "The cost indicator “{name}” of “{}” is “{}”, no amount.",
                    project.name, goal.printed.target
                ),
            );
            found.push(
                Violation::new(goal.place, message).printed(goal.printed.target.as_str()).advice(
                    "填写该项目的金额，如“≤61.00万元”。",
                    "Give the project's amount, such as ≤61.00万元.",
                ),
            );
        }
    }
}
