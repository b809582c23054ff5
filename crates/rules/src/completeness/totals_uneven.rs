#![doc = include_str!("../../pages/YS345.en.md")]

use crate::lint::{Context, Sink, Violation};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for [one, other] in &context.disclosure.uneven {
        let (Some(first), Some(second)) = (one.value.printed(), other.value.printed()) else {
            continue;
        };
        let (label, beside) = (&one.source.label, &other.source.label);
        let (unit, other_unit) = (first.unit().name(), second.unit().name());
        let message = Message::new(
            format!("“{label}{first}{unit}”与“{beside}{second}{other_unit}”不相等。"),
            format!("“{label}{first}{unit}” and “{beside}{second}{other_unit}” are not equal."),
        );
        let what = Message::new("与之不等", "is not equal to it");
        found.push(
            Violation::new(&one.place, message)
                .printed(first.to_string())
                .because(&other.place, what, &second.to_string())
                .advice(
                    "收入总计（含上年结转）与支出总计（含结转下年）应当相等；如果说的是本年收入、本年支出，请改称“合计”。",
                    "Totals with what is carried in and out are equal; what the year received and spent is called 合计.",
                ),
        );
    }
}
