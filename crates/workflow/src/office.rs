//! The state: everything that follows from the events.

use crate::{
    Actor, Body, BodyCode, Calendar, Command, Document, DocumentId, Grant, Hash, Level, NotAnId,
    Package, PackageId, Person, Relation, Role,
};
use ledger::Year;
use message::Message;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The state of a county's budgets, or the part of it that a command needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    /// Shared, for all of them are in every state.
    pub(crate) bodies: Arc<BTreeMap<BodyCode, Body>>,
    pub(crate) grants: BTreeMap<Person, BTreeSet<Grant>>,
    pub(crate) years: BTreeMap<Year, Calendar>,
    /// Each is shared with other states until it is changed.
    pub(crate) packages: BTreeMap<PackageId, Arc<Package>>,
    pub(crate) documents: BTreeMap<DocumentId, Document>,
    pub(crate) contents: BTreeMap<Hash, BTreeSet<DocumentId>>,
}

/// The name of one entry of the state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A body.
    Body(BodyCode),
    /// What a person is granted.
    Grants(Person),
    /// A year's calendar.
    Year(Year),
    /// A package.
    Package(PackageId),
    /// A document.
    Document(DocumentId),
    /// The documents with one content.
    Content(Hash),
}

/// One entry of the state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the entries are those of `Key`")]
pub enum Entry {
    Body(Body),
    Grants(BTreeSet<Grant>),
    Year(Calendar),
    Package(Box<Package>),
    Document(Box<Document>),
    Content(BTreeSet<DocumentId>),
}

impl Office {
    /// Returns an entry.
    pub fn get(&self, key: &Key) -> Option<Entry> {
        match key {
            Key::Body(code) => self.bodies.get(code).cloned().map(Entry::Body),
            Key::Grants(person) => self.grants.get(person).cloned().map(Entry::Grants),
            Key::Year(year) => self.years.get(year).copied().map(Entry::Year),
            Key::Package(id) => self.package(id).cloned().map(Box::new).map(Entry::Package),
            Key::Document(id) => self.documents.get(id).cloned().map(Box::new).map(Entry::Document),
            Key::Content(hash) => self.contents.get(hash).cloned().map(Entry::Content),
        }
    }

    /// Puts an entry that was stored. Returns whether it is of the key's kind; if not, nothing
    /// changes.
    pub fn put(&mut self, key: Key, entry: Entry) -> bool {
        match (key, entry) {
            (Key::Body(code), Entry::Body(body)) => {
                drop(Arc::make_mut(&mut self.bodies).insert(code, body));
            }
            (Key::Grants(person), Entry::Grants(grants)) => {
                drop(self.grants.insert(person, grants));
            }
            (Key::Year(year), Entry::Year(calendar)) => drop(self.years.insert(year, calendar)),
            (Key::Package(id), Entry::Package(it)) => {
                drop(self.packages.insert(id, Arc::new(*it)));
            }
            (Key::Document(id), Entry::Document(it)) => drop(self.documents.insert(id, *it)),
            (Key::Content(hash), Entry::Content(of)) => drop(self.contents.insert(hash, of)),
            _ => return false,
        }
        true
    }

    /// Adds the bodies and the packages of another part of the state, without copying them.
    pub fn share(&mut self, part: &Self) {
        if !part.bodies.is_empty() {
            self.bodies = Arc::clone(&part.bodies);
        }
        let packages = part.packages.iter().map(|(id, package)| (id.clone(), Arc::clone(package)));
        self.packages.extend(packages);
    }

    /// Returns the package of a body in the year before.
    pub fn year_before(&self, id: &PackageId) -> Option<&Package> {
        self.package(&id.year_before()?)
    }

    /// Returns the state with the packages of one year and no others.
    #[must_use]
    pub fn of_year(&self, year: Year) -> Self {
        let packages = self.packages.iter().filter(|(id, _)| id.year == year);
        Self {
            bodies: Arc::clone(&self.bodies),
            grants: self.grants.clone(),
            years: self.years.clone(),
            packages: packages.map(|(id, package)| (id.clone(), Arc::clone(package))).collect(),
            documents: self.documents.clone(),
            contents: self.contents.clone(),
        }
    }

    /// Returns the entries other than bodies that a command needs for its decision. All bodies
    /// must be there already.
    pub fn needs(&self, command: &Command, actor: &Actor) -> BTreeSet<Key> {
        let mut needs = BTreeSet::new();
        if let Actor::Person(person) = actor {
            needs.insert(Key::Grants(person.clone()));
        }
        match command {
            Command::AddBody { .. }
            | Command::RenameBody { .. }
            | Command::CloseBody { .. }
            | Command::ReopenBody { .. } => {}
            Command::Grant { to: person, .. } | Command::Revoke { from: person, .. } => {
                needs.insert(Key::Grants(person.clone()));
            }
            Command::OpenYear { year, .. } | Command::ChangeCalendar { year, .. } => {
                needs.insert(Key::Year(*year));
            }
            _ => {
                needs.extend(command.package().into_iter().flat_map(|id| self.family(id)));
                needs.extend(command.document().cloned().map(Key::Document));
            }
        }
        if let Command::Receive { content, .. } = command {
            needs.insert(Key::Content(content.clone()));
        }
        needs
    }

    /// Returns a package, its department's and those of all units of the department, with the year.
    fn family(&self, id: &PackageId) -> Vec<Key> {
        let department = self.department(&id.body).unwrap_or(&id.body);
        let bodies = self.children(department).chain([department, &id.body]);
        let of = |body: &BodyCode| PackageId { year: id.year, body: body.clone() };
        let packages = bodies.map(|body| Key::Package(of(body)));
        packages.chain([Key::Year(id.year)]).collect()
    }

    /// Returns a body.
    pub fn body(&self, code: &BodyCode) -> Option<&Body> {
        self.bodies.get(code)
    }

    /// Returns all bodies in the order of their codes.
    pub fn bodies(&self) -> impl Iterator<Item = (&BodyCode, &Body)> {
        self.bodies.iter()
    }

    /// Returns the bodies right below a body.
    pub fn children(&self, code: &BodyCode) -> impl Iterator<Item = &BodyCode> {
        let below = self.bodies.iter().filter(move |(_, body)| body.parent.as_ref() == Some(code));
        below.map(|(code, _)| code)
    }

    /// Returns a body and those above it, the bureau last. Trees are at most three levels deep.
    fn upward<'a>(&'a self, code: &'a BodyCode) -> impl Iterator<Item = &'a BodyCode> {
        let parent = |code: &&'a BodyCode| self.bodies.get(*code)?.parent.as_ref();
        std::iter::successors(self.bodies.get_key_value(code).map(|(code, _)| code), parent).take(3)
    }

    /// Returns the level of a body.
    pub fn level(&self, code: &BodyCode) -> Option<Level> {
        match self.upward(code).count() {
            1 => Some(Level::Bureau),
            2 => Some(Level::Department),
            3 => Some(Level::Unit),
            _ => None,
        }
    }

    /// Returns the department of a unit; a department's is itself.
    pub fn department<'a>(&'a self, code: &'a BodyCode) -> Option<&'a BodyCode> {
        // The last but one is the one below the bureau.
        let (department, _) =
            self.upward(code).fold((None, None), |(_, it), above| (it, Some(above)));
        department
    }

    /// Returns how `code` is related to the body `granted`. Bodies that do not exist are other.
    pub fn relation(&self, granted: &BodyCode, code: &BodyCode) -> Relation {
        match self.upward(code).position(|it| it == granted) {
            Some(0) => Relation::Own,
            Some(_) => Relation::Below,
            None => Relation::Other,
        }
    }

    /// Returns what a person is granted.
    pub fn grants(&self, person: &Person) -> impl Iterator<Item = &Grant> {
        self.grants.get(person).into_iter().flatten()
    }

    /// Returns the roles of an actor, each with its relation to a body.
    pub fn roles<'a>(
        &'a self,
        actor: &'a Actor,
        body: &'a BodyCode,
    ) -> Box<dyn Iterator<Item = (Role, Relation)> + 'a> {
        match actor {
            Actor::Person(person) => Box::new(
                self.grants(person).map(|grant| (grant.role, self.relation(&grant.body, body))),
            ),
            Actor::Console => Box::new(std::iter::once((Role::Administrator, Relation::Own))),
            Actor::Program => Box::new(std::iter::once((Role::Program, Relation::Own))),
        }
    }

    /// Returns the calendar of a year that is open.
    pub fn calendar(&self, year: Year) -> Option<&Calendar> {
        self.years.get(&year)
    }

    /// Returns the years that are open, with their calendars.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = (Year, &Calendar)> {
        self.years.iter().map(|(year, calendar)| (*year, calendar))
    }

    /// Returns a package.
    pub fn package(&self, id: &PackageId) -> Option<&Package> {
        self.packages.get(id).map(Arc::as_ref)
    }

    /// Returns all packages in the order of years and bodies.
    pub fn packages(&self) -> impl Iterator<Item = (&PackageId, &Package)> {
        self.packages.iter().map(|(id, package)| (id, package.as_ref()))
    }

    /// Returns the bodies that prepare a budget and have none of a year: those that were added
    /// after it was opened. Closed bodies prepare none.
    pub fn without_package(&self, year: Year) -> impl Iterator<Item = (&BodyCode, &Body)> {
        let prepares = |code: &BodyCode| self.level(code) > Some(Level::Bureau);
        let has_package = move |body: &BodyCode| {
            self.packages.contains_key(&PackageId { year, body: body.clone() })
        };
        self.bodies()
            .filter(move |(code, body)| !body.is_closed && prepares(code) && !has_package(code))
    }

    /// Returns the packages of a department's units in one year.
    pub fn units<'a>(
        &'a self,
        department: &'a PackageId,
    ) -> impl Iterator<Item = (PackageId, &'a Package)> {
        self.children(&department.body).filter_map(|body| {
            let id = PackageId { year: department.year, body: body.clone() };
            let package = self.package(&id)?;
            Some((id, package))
        })
    }

    /// Returns the package of the department of a unit's package.
    pub fn department_package(&self, unit: &PackageId) -> Option<(PackageId, &Package)> {
        let body = self.department(&unit.body).filter(|body| **body != unit.body)?;
        let id = PackageId { year: unit.year, body: body.clone() };
        let package = self.package(&id)?;
        Some((id, package))
    }

    /// Returns a document.
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.documents.get(id)
    }

    /// Returns the name of a body, with its code.
    pub fn called(&self, code: &BodyCode) -> Message {
        match self.bodies.get(code) {
            Some(body) => {
                let name = &body.name;
                Message::new(format!("{name}（{code}）"), format!("{name} ({code})"))
            }
            None => Message::quoted(code.as_str()),
        }
    }
}

impl Command {
    /// Returns the package that the command is about.
    pub const fn package(&self) -> Option<&PackageId> {
        match self {
            Self::OpenPackage { package }
            | Self::Save { package, .. }
            | Self::Explain { package, .. }
            | Self::Answer { package, .. }
            | Self::Submit { package }
            | Self::TakeBack { package }
            | Self::Accept { package }
            | Self::Return { package, .. }
            | Self::Agree { package }
            | Self::IssueControls { package, .. }
            | Self::Approve { package }
            | Self::Publish { package, .. }
            | Self::Withdraw { package, .. }
            | Self::Adjust { package, .. }
            | Self::Reallocate { package, .. } => Some(package),
            _ => None,
        }
    }

    /// Returns the document that the command is about.
    pub const fn document(&self) -> Option<&DocumentId> {
        match self {
            Self::Receive { document, .. }
            | Self::RecordCheck { document, .. }
            | Self::Mark { document, .. }
            | Self::ReturnDocument { document, .. }
            | Self::PublishDocument { document }
            | Self::WithdrawDocument { document, .. } => Some(document),
            _ => None,
        }
    }
}

/// Reads what [`Display`](fmt::Display) prints.
impl FromStr for Key {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId(text.to_owned());
        let (kind, name) = text.split_once(':').ok_or_else(wrong)?;
        match kind {
            "body" => name.parse().map(Self::Body),
            "grants" => name.parse().map(Self::Grants),
            "year" => name.parse().map(|year| Self::Year(Year(year))).map_err(|_| wrong()),
            "package" => name.parse().map(Self::Package),
            "document" => name.parse().map(Self::Document),
            "content" => name.parse().map(Self::Content),
            _ => Err(wrong()),
        }
    }
}

/// The key under which an entry is stored: `package:2031/101001`.
impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(code) => write!(out, "body:{code}"),
            Self::Grants(person) => write!(out, "grants:{person}"),
            Self::Year(year) => write!(out, "year:{year}"),
            Self::Package(id) => write!(out, "package:{id}"),
            Self::Document(id) => write!(out, "document:{id}"),
            Self::Content(hash) => write!(out, "content:{hash}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_prints_as_it_was_parsed() {
        let hash = format!("content:{}", "0a".repeat(32));
        for text in
            ["body:101", "grants:li", "year:2031", "package:2031/101", "document:d1", hash.as_str()]
        {
            assert_eq!(text.parse::<Key>().map(|key| key.to_string()), Ok(text.to_owned()));
        }
        for bad in ["", "body", "body:", "year:x", "page:1", "package:101"] {
            assert!(bad.parse::<Key>().is_err(), "{bad}");
        }
    }
}
