//! YS321 detail-stops: Detail stops above the lowest level.
//!
//! The table of general public spending stops at 类 or 款 instead of 项, or that of basic spending
//! at 类 instead of 款.
//!
//! Why: The law requires 项 by function and 款 by economic item.
//!
//! Basis: Budget Law art. 46; 财预〔2016〕143号: functions to 项, basic spending to 款.
//!
//! Example: A table of general public spending with only the rows 201, 208, 210 and 221.
//!
//! Cannot decide: Bodies with secrets may withhold detail; tables without codes.

use crate::index::fold;
use crate::lint::{Context, Found, Hit};
use finding::Text;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    for (index, table) in context.disclosure.tables.iter().enumerate() {
        let title = fold(&table.title);
        let is_basic = title.contains("基本支出");
        let is_general =
            title.contains("一般公共预算") && title.contains("支出") && !title.contains("收支");
        if !(is_basic || is_general) {
            continue;
        }
        let seen = context.disclosure.observations.iter();
        let own =
            seen.filter(|seen| seen.source.table == Some(index) && !seen.source.code.is_empty());
        let own = own.filter(|seen| !seen.value.is_zero());
        let levels: Vec<u8> = match is_basic {
            true => own.map(|seen| seen.scope.economic.level()).collect(),
            false => own.map(|seen| seen.scope.function.level()).collect(),
        };
        let (needed, name) = if is_basic { (2, "款") } else { (3, "项") };
        let deepest = levels.iter().max().copied().unwrap_or_default();
        if deepest == 0 || deepest >= needed {
            continue;
        }
        let message = Text::new(
            format!("“{title}”没有列到{name}。"),
            format!("“{title}” does not go down to {name}."),
        );
        found.push(
            Hit::new(&table.place, message)
                .table(table.title.as_str())
                .advice(format!("列到{name}级。"), format!("List each {name}.")),
        );
    }
}
