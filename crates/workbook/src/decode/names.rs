//! The names by which the sheets refer to units and projects, and the codes that were met.

use super::fields::Field;
use crate::encode::full_name;
use crate::lists::DEPARTMENT;
use crate::{Problem, near};
use classification::{Classification, Kind, Named};
use ledger::{Code, Entity, Item, MoneyUnit};
use message::Message;
use std::collections::BTreeSet;
use strsim::damerau_levenshtein;

/// How many codes are named as what may have been meant.
const NAMED: usize = 3;

/// What the sheets read so far have given names to.
pub(crate) struct Names {
    /// The unit of all amounts.
    pub unit: MoneyUnit,
    /// The units' names in their order.
    pub units: Vec<String>,
    /// The projects in their order, each with its unit.
    pub projects: Vec<(Entity, String)>,
    /// Unknown codes that have been told.
    told: BTreeSet<Code>,
}

impl Names {
    pub(crate) fn new(unit: MoneyUnit) -> Self {
        Self { unit, units: Vec::new(), projects: Vec::new(), told: BTreeSet::new() }
    }

    /// The unit that a cell names; `None` where it is blank and may be.
    pub(crate) fn entity(&self, field: &Field<'_>) -> Result<Option<Entity>, Problem> {
        let name = field.words()?;
        if name.is_empty() {
            return Ok(None);
        }
        if name == DEPARTMENT {
            return Ok(Some(Entity::DEPARTMENT));
        }
        let index = self.units.iter().position(|unit| *unit == name);
        let entity = index.and_then(|index| u16::try_from(index).ok()).map(Entity::unit);
        entity.map(Some).ok_or_else(|| {
            let known = self.units.iter().map(String::as_str).chain([DEPARTMENT]);
            let Message { zh, en } = near::hint(&near::near(&name, known));
            field.error(
                format!("“单位”表里没有“{name}”。{zh}请改成表中的名称，或在“单位”表中补上"),
                format!("names {name}, which the sheet 单位 lacks.{en} Use a name of that sheet, or add it"),
            )
        })
    }

    /// The project that a cell of a row of `unit` names; all of them where it is blank.
    ///
    /// A name that several units' projects have means that unit's own; the full name, with
    /// the unit's before it, means any.
    pub(crate) fn item(&self, field: &Field<'_>, unit: Option<Entity>) -> Result<Item, Problem> {
        let name = field.words()?;
        if name.is_empty() {
            return Ok(Item::ALL);
        }
        let namesakes: Vec<usize> = self.places(|_, project| *project == name);
        let own = self.places(|owner, project| Some(owner) == unit && *project == name);
        let full = self.places(|owner, project| full_name(self.owner(owner), project) == name);
        match (namesakes.as_slice(), own.as_slice(), full.as_slice()) {
            ([one], ..) | (_, [one, ..], _) | ([], _, [one, ..]) => Ok(item(*one)),
            ([], ..) => Err(self.no_project(field, &name)),
            _ => Err(field.error(
                format!("不止一个单位有项目“{name}”。请写成“单位名称／项目名称”"),
                format!("is {name}, a project of several units. Write unit／project"),
            )),
        }
    }

    /// The place of the project of that unit and name.
    pub(crate) fn project_of(&self, unit: Entity, name: &str) -> Option<usize> {
        self.projects.iter().position(|(owner, project)| *owner == unit && project == name)
    }

    /// That there is no project of that name.
    pub(crate) fn no_project(&self, field: &Field<'_>, name: &str) -> Problem {
        let known = self.projects.iter().map(|(_, project)| project.as_str());
        let Message { zh, en } = near::hint(&near::near(name, known));
        field.error(
            format!("“项目”表里没有“{name}”。{zh}请改成表中的名称，或在“项目”表中补上"),
            format!(
                "names {name}, which the sheet 项目 lacks.{en} Use a name of that sheet, or add it"
            ),
        )
    }

    /// The code in a cell, with or without its name; the whole where it is blank.
    pub(crate) fn code(
        &mut self,
        field: &Field<'_>,
        kind: Kind,
        problems: &mut Vec<Problem>,
    ) -> Result<Code, Problem> {
        let words = field.words()?;
        if words.is_empty() {
            return Ok(Code::ALL);
        }
        let end = words.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(words.len());
        let (digits, name) = words.split_at(end);
        let deepest = if kind == Kind::Function { 3 } else { 2 };
        let code = Code::parse(digits).filter(|code| code.level() <= deepest);
        let is_apart = name.is_empty() || name.starts_with(char::is_whitespace);
        let Some(code) = code.filter(|_| is_apart) else {
            return Err(no_code(field, &words, kind));
        };
        problems.extend(self.oddity(field, kind, code, name.trim()));
        Ok(code)
    }

    /// An unknown code, told once, or a name that is not the code's.
    fn oddity(&mut self, field: &Field<'_>, kind: Kind, code: Code, name: &str) -> Option<Problem> {
        let rows = Classification::get(kind).rows();
        let names: Vec<&str> =
            rows.iter().filter(|row| row.code == code).map(|row| row.name).collect();
        let spot = field.spot.clone();
        if names.is_empty() && self.told.insert(code) {
            let Message { zh, en } = near::hint(&near_codes(&code.to_string(), rows));
            return Some(Problem::warning(
                spot,
                format!("科目表里没有 {code}，不能判断对错。{zh}确是新科目的可以保留。"),
                format!(
                    "The code {code} is unknown, which is not to say wrong.{en} Keep it if it is new."
                ),
            ));
        }
        let is_its = name.is_empty() || names.is_empty() || names.contains(&name);
        (!is_its).then(|| {
            let known = names.join("、");
            Problem::warning(
                spot,
                format!("{code} 的名称是“{known}”，这里写的是“{name}”。以代码为准，请核对。"),
                format!("{code} is named {known}, not {name}. The code counts; check it."),
            )
        })
    }

    fn owner(&self, unit: Entity) -> &str {
        let index = unit.unit_index().map(usize::from);
        index.map_or(DEPARTMENT, |index| self.units.get(index).map_or("", String::as_str))
    }

    fn places(&self, is_it: impl Fn(Entity, &String) -> bool) -> Vec<usize> {
        let projects = self.projects.iter().enumerate();
        projects.filter(|(_, (owner, name))| is_it(*owner, name)).map(|(index, _)| index).collect()
    }
}

fn item(index: usize) -> Item {
    u32::try_from(index).map_or(Item::ALL, Item::named)
}

fn no_code(field: &Field<'_>, words: &str, kind: Kind) -> Problem {
    let (zh, en) = match kind {
        Kind::Function | Kind::Revenue => {
            ("功能科目是 3、5 或 7 位数字", "A function code has 3, 5 or 7 digits")
        }
        Kind::Economic | Kind::Government => {
            ("经济科目是 3 或 5 位数字", "An economic code has 3 or 5 digits")
        }
    };
    let rows = Classification::get(kind).rows();
    let hint = near::hint(&near_codes(words, rows));
    field.error(
        format!("“{words}”不是科目代码。{}{zh}，后面可以空一格写名称", hint.zh),
        format!(
            "is {words}, which is not a known code.{} {en}, and may be followed by a space and its name",
            hint.en
        ),
    )
}

/// The codes one slip away from what was written, else those of the name that was written.
fn near_codes(words: &str, rows: &[Named]) -> Vec<String> {
    let is_slip = |row: &&Named| damerau_levenshtein(&row.code.to_string(), words) == 1;
    let mut found: Vec<&Named> = rows.iter().filter(is_slip).collect();
    if found.is_empty() {
        let names = near::near(words, rows.iter().map(|row| row.name));
        found = rows.iter().filter(|row| names.first() == Some(&row.name)).collect();
    }
    found.iter().take(NAMED).map(|row| format!("{} {}", row.code, row.name)).collect()
}
