//! The names by which the sheets refer to units and projects.

use super::codes::Codes;
use super::fields::Field;
use crate::encode::full_name;
use crate::lists::DEPARTMENT;
use crate::{Problem, near};
use ledger::{Entity, Item, MoneyUnit, Year};
use message::Message;
use std::collections::HashMap;

/// What the sheets read so far have given names to.
pub(crate) struct Names {
    /// The unit of all amounts.
    pub unit: MoneyUnit,
    /// The codes, with the preparer's names for them.
    pub codes: Codes,
    /// The units' names in their order.
    units: Vec<String>,
    unit_of: HashMap<String, usize>,
    /// The projects in their order, each with its unit.
    projects: Vec<(Entity, String)>,
    projects_of: HashMap<String, Vec<usize>>,
    /// The first project of each name with its unit's.
    project_of_full_name: HashMap<String, usize>,
}

impl Names {
    pub(crate) fn new(unit: MoneyUnit, year: Option<Year>) -> Self {
        Self {
            unit,
            codes: Codes::new(year),
            units: Vec::new(),
            unit_of: HashMap::new(),
            projects: Vec::new(),
            projects_of: HashMap::new(),
            project_of_full_name: HashMap::new(),
        }
    }

    /// Whether a unit has that name.
    pub(crate) fn has_unit(&self, name: &str) -> bool {
        self.unit_of.contains_key(name)
    }

    /// Adds a unit, of a name that none has yet.
    pub(crate) fn add_unit(&mut self, name: String) {
        self.unit_of.insert(name.clone(), self.units.len());
        self.units.push(name);
    }

    /// Adds a project, of a name that none of its unit has yet.
    pub(crate) fn add_project(&mut self, unit: Entity, name: String) {
        let at = self.projects.len();
        self.projects_of.entry(name.clone()).or_default().push(at);
        self.project_of_full_name.entry(full_name(self.owner(unit), &name)).or_insert(at);
        self.projects.push((unit, name));
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
        let index = self.unit_of.get(&name).copied();
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
        let namesakes = self.namesakes(&name);
        let own = unit.and_then(|unit| self.project_of(unit, &name));
        match (namesakes, own, self.project_of_full_name.get(&name)) {
            ([one], ..) | ([], _, Some(one)) => Ok(item(*one)),
            (_, Some(one), _) => Ok(item(one)),
            ([], ..) => Err(self.no_project(field, &name)),
            _ => Err(field.error(
                format!("不止一个单位有项目“{name}”。请写成“单位名称／项目名称”"),
                format!("is {name}, a project of several units. Write unit／project"),
            )),
        }
    }

    /// The place of the project of that unit and name.
    pub(crate) fn project_of(&self, unit: Entity, name: &str) -> Option<usize> {
        let is_own = |at: &usize| self.projects.get(*at).is_some_and(|(owner, _)| *owner == unit);
        self.namesakes(name).iter().copied().find(is_own)
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

    fn namesakes(&self, name: &str) -> &[usize] {
        self.projects_of.get(name).map_or(&[], Vec::as_slice)
    }
}

fn item(index: usize) -> Item {
    u32::try_from(index).map_or(Item::ALL, Item::named)
}
