//! One ledger from a department's document and those of its units.

use super::{FromDocument, against, amounts::Amounts, bodies, of_bodies, transfers};
use crate::model::Disclosure;
use crate::vocabulary::normal::normal;
use document::Document;
use ledger::{Body, Entity, Item, Ledger};
use message::Message;

/// A document with what was read of it.
pub type ReadDocument<'a> = (&'a Document, &'a Disclosure);

/// Returns the ledger of a department: its own words, and the lines of its units from their
/// documents.
///
/// # Errors
/// Fails if the documents are not of one year and stage, or if several are of departments.
pub fn to_joint_ledger(sources: &[ReadDocument<'_>]) -> Result<FromDocument, Message> {
    if let [(document, disclosure)] = sources {
        return Ok(super::to_ledger(document, disclosure));
    }
    let (departments, units): (Vec<ReadDocument<'_>>, Vec<ReadDocument<'_>>) =
        sources.iter().partition(|(_, disclosure)| !is_of_unit(disclosure));
    let mut made = match departments.as_slice() {
        [] => FromDocument::new(&Disclosure::default()),
        [(document, disclosure)] => of_bodies(document, disclosure, &[]),
        _ => return Err(several_departments()),
    };
    let first = departments.iter().chain(&units).map(|source| super::to_period(source.1)).next();
    if let Some((year, stage)) = first {
        (made.ledger.year, made.ledger.stage) = (year, stage);
    }
    let listed = made.ledger.units.len();
    let mut given = Vec::new();
    for (document, disclosure) in units {
        let unit = super::to_ledger(document, disclosure);
        if (unit.ledger.year, unit.ledger.stage) != (made.ledger.year, made.ledger.stage) {
            return Err(other_period(&unit.ledger, &made.ledger));
        }
        given.push(made.add(unit));
    }
    made.tell_not_given(listed, &given);
    if let [(_, disclosure)] = departments.as_slice() {
        transfers::join(&Amounts::new(disclosure), &mut made.ledger);
        against::tell(disclosure, &mut made);
    }
    Ok(made)
}

/// Returns whether a document is that of a single unit.
fn is_of_unit(disclosure: &Disclosure) -> bool {
    disclosure.department.is_none() && disclosure.units.len() == 1
}

impl FromDocument {
    /// Adds what a unit's document says; returns the unit's number.
    fn add(&mut self, mut unit: Self) -> usize {
        let body = unit.ledger.units.first().cloned().unwrap_or_default();
        let at = self.place_of(body);
        let entity = Entity::unit(u16::try_from(at).unwrap_or(u16::MAX));
        let projects = u32::try_from(self.ledger.projects.len()).unwrap_or(u32::MAX);
        let moved = |item: Item| match item.index() {
            Some(index) => Item::named(index.saturating_add(projects)),
            None => item,
        };
        for line in &mut unit.ledger.lines {
            line.item = moved(line.item);
        }
        for purchase in &mut unit.ledger.purchases {
            purchase.item = moved(purchase.item);
        }
        bodies::entities(&mut unit.ledger).for_each(|it| *it = entity);
        unit.ledger.texts.iter_mut().for_each(|text| text.entity = entity);
        unit.unknown.iter_mut().for_each(|unknown| unknown.entity = entity);
        let (all, new) = (&mut self.ledger, unit.ledger);
        all.lines.extend(new.lines);
        all.projects.extend(new.projects);
        all.purchases.extend(new.purchases);
        all.assets.extend(new.assets);
        all.counts.extend(new.counts);
        all.texts.extend(new.texts);
        all.codes.extend(new.codes);
        self.unknown.extend(unit.unknown);
        at
    }

    /// Where the department lists a unit, which is added if it does not.
    fn place_of(&mut self, body: Body) -> usize {
        let ledger = &mut self.ledger;
        let department = core(&ledger.department.name);
        let wanted = core(&body.name);
        // A department's own offices publish under its name, and its list may shorten that.
        let is_own = wanted == department;
        let same = |known: &Body| {
            let name = core(&known.name);
            name == wanted || is_own && !name.is_empty() && department.ends_with(&name)
        };
        match ledger.units.iter_mut().position(|known| same(known)) {
            Some(at) => {
                if let Some(known) = ledger.units.get_mut(at) {
                    let name = std::mem::take(&mut known.name);
                    let code = std::mem::take(&mut known.code);
                    let code = if code.is_empty() { body.code.clone() } else { code };
                    *known = Body { name, code, ..body };
                }
                at
            }
            None => {
                ledger.units.push(body);
                ledger.units.len() - 1
            }
        }
    }

    /// Names the units listed by the department of which no document is given.
    fn tell_not_given(&mut self, listed: usize, given: &[usize]) {
        let listed = self.ledger.units.iter().take(listed).enumerate();
        let missing = listed.filter(|(at, _)| !given.contains(at)).map(|(_, unit)| &*unit.name);
        let missing: Vec<&str> = missing.collect();
        if !missing.is_empty() {
            let (zh, en) = (missing.join("、"), missing.join(", "));
            self.tell(
                Entity::DEPARTMENT,
                &format!("没有给出这些单位的公开文件，它们的收支没有填：{zh}"),
                &format!(
                    "no documents of these units were given, and their lines are lacking: {en}"
                ),
            );
        }
    }
}

/// A body's name without the words for its own offices.
fn core(name: &str) -> String {
    let name = normal(name);
    let ends = ["(本级)", "(本部)", "(机关)", "(单位)", "(部门)", "本级", "本部", "机关"];
    ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).to_owned()
}

fn several_departments() -> Message {
    Message::new(
        "给出的文件里有几份是部门的。一本底稿是一个部门的：请给一份部门的文件，和它所属各单位的文件。",
        "Several of the documents are of departments. A ledger is of one: give its document and those of its units.",
    )
}

fn other_period(one: &Ledger, other: &Ledger) -> Message {
    let zh = |ledger: &Ledger| {
        let year = ledger.year.map(|year| format!("{}年", year.0)).unwrap_or_default();
        format!("{year}{}", ledger.stage.name_zh())
    };
    let en = |ledger: &Ledger| {
        let year = ledger.year.map(|year| year.0.to_string()).unwrap_or_default();
        format!("{year} {}", ledger.stage.name_en()).trim().to_owned()
    };
    Message::new(
        format!("给出的文件有的是{}，有的是{}；一本底稿只有一个年度和阶段。", zh(one), zh(other)),
        format!(
            "The documents are of {} and of {}; a ledger is of one year and stage.",
            en(one),
            en(other)
        ),
    )
}
