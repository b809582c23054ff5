#![doc = include_str!("../../pages/YS217.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

/// Rates for which more is better.
const GOOD: [&str; 7] = ["满意度", "满意率", "合格率", "完成率", "覆盖率", "及时率", "准确率"];
/// Words of indicators for which less is better.
const BAD: [&str; 8] = ["不合格", "不满意", "未完成", "投诉", "误差", "失败", "不达标", "违"];

/// Times by which something is done: less is better.
const TIMES: [&str; 6] = ["完成时间", "完成时限", "完成期限", "办结时限", "办理时限", "响应时间"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let name = &goal.name;
            let Some(target) = &goal.parts else { continue };
            let at_most =
                ["≤", "<", "不超过", "不高于", "小于"].contains(&target.operator.as_str());
            let at_least =
                ["≥", ">", "不低于", "不少于", "大于"].contains(&target.operator.as_str());
            let is_good = || {
                GOOD.iter().any(|word| name.ends_with(word))
                    && !BAD.iter().any(|word| name.contains(word))
            };
            let is_cost = || goal.is_cost && !name.contains("节约");
            let is_wrong = (at_most && target.is_rate() && is_good())
                || (at_least && target.is_money() && is_cost())
                || (at_least && TIMES.iter().any(|word| name.ends_with(word)));
            if !is_wrong {
                continue;
            }
            let message = Message::new(
                format!("“{}”的“{name}”写成“{}”，方向反了。", project.name, goal.printed.target),
                format!(
                    "“{name}” of “{}” says “{}”, which points the wrong way.",
                    project.name, goal.printed.target
                ),
            );
            found.push(
                Violation::new(goal.place, message)
                    .printed(goal.printed.target.as_str())
                    .advice("更正“≥”“≤”。", "Correct ≥ or ≤."),
            );
        }
    }
}
