//! The entity of a table or sentence: the department or one of its units.

use crate::heading::caption::{Caption, Owner};
use crate::heading::titles::name_in_title;
use crate::model::EntityName;
use crate::vocabulary::lexicon;
use crate::vocabulary::normal::{label, normal};
use ledger::Entity;
use std::collections::BTreeMap;

/// Endings of the title of a unit's own document: `某县水务局本级2031年单位预算`.
const UNIT_TITLES: [&str; 2] = ["单位预算", "单位决算"];

/// The longest heading of a part of a document, in characters.
const MAX_HEADING: usize = 60;

/// The department and the units found so far, and the current one.
#[derive(Debug, Default)]
pub struct Entities {
    /// The department, once it has been named.
    pub department: Option<EntityName>,
    /// The units in order of appearance.
    pub units: Vec<EntityName>,
    known: Known,
    current: Option<Entity>,
    is_units_part: bool,
}

impl Entities {
    /// The current entity.
    pub fn current(&self) -> Entity {
        self.current.unwrap_or(Entity::DEPARTMENT)
    }

    /// Updates the current entity from a paragraph that may open a part of the document.
    pub fn hear(&mut self, text: &str) {
        let words = normal(text);
        if words.chars().count() > MAX_HEADING || words.ends_with(['。', ';']) {
            return;
        }
        let heading = label(&words);
        if heading.words.ends_with("所属单位预算") {
            self.is_units_part = true;
        } else if heading.words == "部门预算" {
            self.is_units_part = false;
            self.current = Some(Entity::DEPARTMENT);
        } else if UNIT_TITLES.iter().any(|title| heading.words.ends_with(title))
            && let Some(name) = name_in_title(text)
        {
            self.current = Some(self.unit(EntityName { code: None, name }));
        } else if let Some(name) = heading.words.strip_suffix("收支预算")
            && self.is_units_part
        {
            let name = EntityName { code: None, name: name.to_owned() };
            self.current = Some(self.unit(name));
        }
    }

    /// Returns the entity of a table by its title and caption, and makes it the current one.
    pub fn owner(&mut self, title: &str, caption: Option<&Caption>) -> Entity {
        let said = owner_by_title(title);
        let named = caption.and_then(name);
        let entity = match named {
            Some(name) => self.named(name, said, caption.and_then(|caption| caption.owner)),
            None => match (said, self.current()) {
                (Some(Owner::Department), _) => Entity::DEPARTMENT,
                (Some(Owner::Unit), Entity::DEPARTMENT)
                    if self.department.is_none() && self.units.is_empty() =>
                {
                    self.unit(EntityName::default())
                }
                (Some(Owner::Unit), Entity::DEPARTMENT) if self.units.len() == 1 => Entity::unit(0),
                (_, current) => current,
            },
        };
        self.current = Some(entity);
        entity
    }

    /// Returns the unit that a row in a table of `owner` names, or `owner` itself.
    pub fn of_row(&mut self, name: &EntityName, owner: Entity) -> Entity {
        if self.is(owner, name) { owner } else { self.unit(name.clone()) }
    }

    /// Returns whether `name` is the name of an entity.
    pub fn is(&self, entity: Entity, name: &EntityName) -> bool {
        let known = match entity.unit_index() {
            None => self.department.as_ref(),
            Some(index) => self.units.get(usize::from(index)),
        };
        known.is_some_and(|known| same(known, name))
    }

    fn named(&mut self, name: EntityName, said: Option<Owner>, caption: Option<Owner>) -> Entity {
        let is_department = self.department.as_ref().is_some_and(|known| same(known, &name));
        let is_unit = self.known.position(&name).is_some();
        let owner = said.unwrap_or_else(|| match (is_department, is_unit) {
            (true, false) => Owner::Department,
            (false, true) => Owner::Unit,
            (true, true) => self.current_owner(),
            (false, false) => self.owner_by_code(&name, caption),
        });
        match owner {
            Owner::Unit => self.unit(name),
            Owner::Department => {
                merge(self.department.get_or_insert_with(EntityName::default), name);
                Entity::DEPARTMENT
            }
        }
    }

    /// A code that extends the department's code is a unit's.
    fn owner_by_code(&self, name: &EntityName, caption: Option<Owner>) -> Owner {
        let department = self.department.as_ref().and_then(|known| known.code.as_deref());
        match (department, name.code.as_deref()) {
            (Some(above), Some(code)) if code.len() > above.len() && code.starts_with(above) => {
                Owner::Unit
            }
            (None, Some(code)) if code.len() <= 3 => Owner::Department,
            _ => caption.unwrap_or_else(|| self.current_owner()),
        }
    }

    fn current_owner(&self) -> Owner {
        match self.current().unit_index() {
            Some(_) => Owner::Unit,
            None => Owner::Department,
        }
    }

    /// Returns the unit of that name, even if its department bears it, too.
    pub fn unit(&mut self, name: EntityName) -> Entity {
        let index = self.known.position(&name).unwrap_or(self.units.len());
        match self.units.get_mut(index) {
            Some(known) => merge(known, name),
            None => self.units.push(name),
        }
        if let Some(unit) = self.units.get(index) {
            self.known.note(unit, index);
        }
        Entity::unit(u16::try_from(index).unwrap_or(u16::MAX))
    }
}

/// The units by their codes and names: a large department has hundreds of them.
#[derive(Debug, Default)]
struct Known {
    codes: BTreeMap<String, usize>,
    /// Units by their names in normal form, each with its code.
    names: BTreeMap<String, BTreeMap<usize, bool>>,
}

impl Known {
    /// The first unit that is the same as `name`: by the codes or, if one of them has none, by the
    /// names.
    fn position(&self, name: &EntityName) -> Option<usize> {
        let by_code = name.code.as_ref().and_then(|code| self.codes.get(code).copied());
        let named = self.names.get(normal(&name.name).as_ref());
        let mut fitting =
            named.into_iter().flatten().filter(|(_, has_code)| name.code.is_none() || !**has_code);
        let by_name = fitting.next().map(|(index, _)| *index);
        by_code.into_iter().chain(by_name).min()
    }

    fn note(&mut self, unit: &EntityName, index: usize) {
        if let Some(code) = &unit.code {
            self.codes.entry(code.clone()).or_insert(index);
        }
        let named = self.names.entry(normal(&unit.name).into_owned()).or_default();
        named.insert(index, unit.code.is_some());
    }
}

/// Returns the level named in a table's title: `部门…` or `单位…` after its number and year.
fn owner_by_title(title: &str) -> Option<Owner> {
    let words = normal(title);
    let words = label(&words).words;
    let words = lexicon::year(words).map_or(words, |(_, rest)| rest);
    let unit = words.starts_with("单位") || words.starts_with("预算单位");
    let department = words.starts_with("部门") || words.starts_with("预算部门");
    match (department, unit) {
        (true, _) => Some(Owner::Department),
        (_, true) => Some(Owner::Unit),
        _ => None,
    }
}

fn name(caption: &Caption) -> Option<EntityName> {
    let name = caption.name.clone()?;
    Some(EntityName { code: caption.code.clone(), name })
}

/// Returns whether the codes are equal or, if one of them has none, the names.
fn same(one: &EntityName, other: &EntityName) -> bool {
    match (&one.code, &other.code) {
        (Some(one), Some(other)) => one == other,
        _ => normal(&one.name) == normal(&other.name),
    }
}

fn merge(known: &mut EntityName, name: EntityName) {
    known.code = known.code.take().or(name.code);
    if known.name.is_empty() {
        known.name = name.name;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heading::caption::caption;

    #[test]
    fn codes_and_titles_tell_department_and_units_apart() {
        let mut entities = Entities::default();
        let department = caption(["512某县水务局"]);
        let unit = caption(["512001某县水务局本级"]);
        assert_eq!(entities.owner("部门预算收支总表", department.as_ref()), Entity::DEPARTMENT);
        assert_eq!(entities.owner("单位预算收支总表", unit.as_ref()), Entity::unit(0));
        assert_eq!(entities.owner("收支总表", department.as_ref()), Entity::DEPARTMENT);
        assert_eq!(entities.owner("收支总表", unit.as_ref()), Entity::unit(0));
        assert_eq!(entities.owner("绩效目标表", None), Entity::unit(0), "the last one goes on");
    }

    #[test]
    fn a_unit_named_by_its_heading_is_the_one_of_the_caption() {
        let mut entities = Entities::default();
        entities.hear("第二部分  部门所属单位预算");
        entities.hear("一、某县水务局本级收支预算");
        assert_eq!(entities.current(), Entity::unit(0));
        let caption = caption(["512001某县水务局本级"]);
        assert_eq!(entities.owner("单位预算收支总表", caption.as_ref()), Entity::unit(0));
        assert_eq!(entities.units[0].code.as_deref(), Some("512001"));
        entities.hear("二、某县水文站收支预算");
        assert_eq!(entities.current(), Entity::unit(1));
    }
}
