//! Year, stage, unit of money and the department.

use super::fields::Field;
use super::rows::Rows;
use crate::lists::MONEY;
use crate::tables::{
    BASICS, CONTENT, DEPARTMENT_CODE, DEPARTMENT_NAME, DEPARTMENT_NATURE, DEPARTMENT_PAID_BY,
    DEPARTMENT_RANK, ENTRIES, MONEY_UNIT, STAGE, YEAR,
};
use crate::{Cells, Problem, blank, near};
use ledger::{Body, Ledger, MoneyUnit, Stage, Year};
use message::Message;
use std::collections::BTreeMap;

/// The years a budget may be of.
const YEARS: std::ops::RangeInclusive<u16> = 1949..=2999;

/// The entries of the sheet by their names.
struct Entries<'a> {
    rows: &'a Rows<'a>,
    fields: BTreeMap<String, Field<'a>>,
    /// The row of each.
    at: BTreeMap<String, u64>,
}

/// A ledger with nothing but what this sheet says, and the unit of all its amounts.
///
/// Where the unit is unknown, which is an error, amounts are read in 元.
pub(crate) fn read(
    rows: &Rows<'_>,
    cells: &mut Cells,
    problems: &mut Vec<Problem>,
) -> (Ledger, MoneyUnit) {
    let entries = Entries::find(rows, problems);
    cells.add(&BASICS, rows.cells(Vec::new()));
    cells.add_basics(entries.at.clone());
    let year = entries.must(YEAR, problems, a_year);
    let stage = entries.must(STAGE, problems, a_stage);
    let unit = entries.must(MONEY_UNIT, problems, a_unit);
    let department = Body {
        code: entries.may(DEPARTMENT_CODE, problems),
        name: entries.must(DEPARTMENT_NAME, problems, |_, name| Ok(name)).unwrap_or_default(),
        nature: entries.may(DEPARTMENT_NATURE, problems),
        rank: entries.may(DEPARTMENT_RANK, problems),
        paid_by: entries.may(DEPARTMENT_PAID_BY, problems),
    };
    let ledger = Ledger { department, ..blank(year, stage.unwrap_or(Stage::Budget)) };
    (ledger, unit.unwrap_or(MoneyUnit::Yuan))
}

impl<'a> Entries<'a> {
    /// The entries; those that are unknown or doubled are told.
    fn find(rows: &'a Rows<'a>, problems: &mut Vec<Problem>) -> Self {
        let (mut fields, mut at) = (BTreeMap::new(), BTreeMap::new());
        for row in rows.iter() {
            let (Some(name), Some(content)) = (row.field("栏目"), row.field(CONTENT)) else {
                continue;
            };
            match name.words() {
                Err(problem) => problems.push(problem),
                Ok(word) if !ENTRIES.contains(&word.as_str()) => {
                    let Message { zh, en } = near::hint(&near::near(&word, ENTRIES));
                    problems.push(Problem::warning(
                        name.spot.clone(),
                        format!("不认识栏目“{word}”，没有读取。{zh}"),
                        format!("The entry {word} is not known and was not read.{en}"),
                    ));
                }
                Ok(word) => {
                    let doubled = name.error(
                        format!("“{word}”出现了两次，不知道以哪个为准。请删去一行"),
                        format!("has {word} twice; delete one"),
                    );
                    at.insert(word.clone(), row.number());
                    let before = fields.insert(word, content);
                    problems.extend(before.map(|_| doubled));
                }
            }
        }
        Self { rows, fields, at }
    }

    /// What an entry that must be filled in says.
    fn must<T>(
        &self,
        name: &str,
        problems: &mut Vec<Problem>,
        read: impl Fn(&Field<'_>, String) -> Result<T, Problem>,
    ) -> Option<T> {
        let Some(field) = self.fields.get(name) else {
            problems.extend(self.rows.spot().map(|spot| {
                let (zh, en) = (
                    format!("缺少“{name}”一行。请补上。"),
                    format!("The entry {name} is missing; add it."),
                );
                Problem::error(spot, zh, en)
            }));
            return None;
        };
        let said = field.words().and_then(|words| match words.as_str() {
            "" => Err(Problem::error(
                field.spot.clone(),
                format!("“{name}”没有填。"),
                format!("The entry {name} is blank; fill it in."),
            )),
            _ => read(field, words),
        });
        said.map_err(|problem| problems.push(problem)).ok()
    }

    /// What an entry says that may be blank.
    fn may(&self, name: &str, problems: &mut Vec<Problem>) -> String {
        let words = self.fields.get(name).map(Field::words);
        let words = words.unwrap_or_else(|| Ok(String::new()));
        words.map_err(|problem| problems.push(problem)).unwrap_or_default()
    }
}

fn a_year(field: &Field<'_>, words: String) -> Result<Year, Problem> {
    let year = words.strip_suffix('年').unwrap_or(&words).parse().ok();
    year.filter(|year| YEARS.contains(year)).map(Year).ok_or_else(|| {
        field.error(
            format!("“{words}”不是年度。请填四位数字，如 2031"),
            format!("must be a year of four digits, not {words}"),
        )
    })
}

fn a_stage(field: &Field<'_>, words: String) -> Result<Stage, Problem> {
    let stage = Stage::ALL.into_iter().find(|stage| stage.name_zh() == words);
    stage.ok_or_else(|| not_one_of(field, &words, &Stage::ALL.map(Stage::name_zh)))
}

fn a_unit(field: &Field<'_>, words: String) -> Result<MoneyUnit, Problem> {
    let unit = MONEY.into_iter().find(|unit| unit.name() == words);
    unit.ok_or_else(|| not_one_of(field, &words, &MONEY.map(MoneyUnit::name)))
}

fn not_one_of(field: &Field<'_>, words: &str, names: &[&str]) -> Problem {
    field.error(
        format!("不能是“{words}”，可以填：{}", names.join("、")),
        format!("cannot be {words}. It may be: {}", names.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use crate::tables::BASICS;

    #[test]
    fn the_sheet_has_the_columns_that_are_read() {
        assert!(BASICS.place("栏目").is_some() && BASICS.place("内容").is_some());
    }
}
