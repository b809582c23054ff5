#![doc = include_str!("../../pages/YS212.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let (name, basis) = (&goal.name, &goal.basis);
            let is_own = [&goal.name, &goal.description, &goal.target].contains(&basis);
            if basis.is_empty() || is_own {
                continue;
            }
            let mut others = indicators.iter().filter(|other| other.name == *basis);
            let Some(other) = others.find(|other| other.name != *name) else { continue };
            let message = Message::new(
                format!("“{}”的指标“{name}”的依据“{basis}”是另一个指标的名称。", project.name),
                format!(
                    "The basis “{basis}” of “{name}” in “{}” is another indicator's name.",
                    project.name
                ),
            );
            found.push(
                Violation::new(goal.place, message)
                    .printed(goal.printed.basis.as_str())
                    .because(
                        other.place,
                        Message::new("那个指标", "that indicator"),
                        &other.printed.target,
                    )
                    .advice("改为这一行自己的依据。", "Give this row's own basis."),
            );
        }
    }
}
