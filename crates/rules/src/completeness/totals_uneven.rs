#![doc = include_str!("../../pages/YS345.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
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
    for line in context.index.prose() {
        if let Some(words) = of_all(&line.words).or_else(|| of_both(&line.words)) {
            found.push(not_all(line, words));
        }
    }
}

/// An amount and another that is said to be all of it: `收入9万元，全部为财政拨款收入8万元`.
fn of_all(words: &str) -> Option<&str> {
    const ALL: [&str; 5] = ["全部为", "全部是", "全为", "均为", "全部系"];
    let said = quantities(words);
    said.iter().zip(said.iter().skip(1)).find_map(|(whole, part)| {
        let between = words.get(whole.end..part.at)?.strip_prefix('，')?;
        let name = ALL.iter().find_map(|all| between.strip_prefix(all))?;
        let is_name = !name.is_empty() && !name.contains(['，', '。', '；', '：', '、', '（']);
        let behind = words.get(part.end..)?;
        let is_last = behind.is_empty() || behind.starts_with(['，', '。', '；']);
        let is_all = is_name && is_last && !behind.starts_with("，其他");
        let ((one, loose), (other, half)) = (whole.yuan()?, part.yuan()?);
        let is_level = !["增", "减", "比", "较"].iter().any(|it| whole.name.contains(it));
        let from = whole.at - whole.name.len();
        (is_all && is_level && (one - other).abs() > loose + half)
            .then(|| words.get(from..part.end))?
    })
}

/// What both sides are said to come to, and each side: `收、支总预算均为9万元，其中：收入9万元，支出8万元`.
fn of_both(words: &str) -> Option<&str> {
    let said = quantities(words);
    said.windows(3).find_map(|three| {
        let [both, income, spending] = three else { return None };
        let name = |it: &Quantity<'_>, end: &str| it.name.trim_start_matches("其中").ends_with(end);
        let is_both = ["均为", "各为"].iter().any(|it| both.name.ends_with(it))
            && (both.name.contains("支") || words.contains("收、支"));
        let is_sides = name(income, "收入") && name(spending, "支出");
        let between = words.get(both.end..income.at)?;
        let is_direct = between.contains("其中") && !between.contains('。');
        let (all, loose) = both.yuan()?;
        let is_off = |it: &Quantity<'_>| {
            it.yuan().is_some_and(|(amount, half)| (amount - all).abs() > loose + half)
        };
        let from = both.at - both.name.len();
        (is_both && is_sides && is_direct && (is_off(income) || is_off(spending)))
            .then(|| words.get(from..spending.end))?
    })
}

fn not_all(line: &Line<'_>, words: &str) -> Violation {
    let message = Message::new(
        format!("“{words}”里应当相等的数不相等。"),
        format!("Amounts that are said to be the same differ in “{words}”."),
    );
    Violation::on(line, message)
        .printed(words)
        .advice("核对两个数，改正其中一处。", "Compare both amounts and correct one.")
}
