//! The names by which the sheets refer to units and projects.

use super::codes::Codes;
use super::fields::Field;
use crate::encode::full_name;
use crate::lists::DEPARTMENT;
use crate::{Problem, near};
use ledger::{Entity, Item, MoneyUnit, Year};
use message::Message;

/// What the sheets read so far have given names to.
pub(crate) struct Names {
    /// The unit of all amounts.
    pub unit: MoneyUnit,
    /// The units' names in their order.
    pub units: Vec<String>,
    /// The projects in their order, each with its unit.
    pub projects: Vec<(Entity, String)>,
    /// The codes, with the preparer's names for them.
    pub codes: Codes,
}

impl Names {
    pub(crate) fn new(unit: MoneyUnit, year: Option<Year>) -> Self {
        Self { unit, units: Vec::new(), projects: Vec::new(), codes: Codes::new(year) }
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
