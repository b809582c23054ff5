//! Checks across documents: a scope of one body has the same amount
//! in all of them, and a department is the sum of its units.
//!
//! This year's budget prints last year's figures, final accounts print the budget, a unit
//! prints what its department sums up. These pairs follow from their common scope.
//!
//! Two documents of the same body, year and stage are copies: one in Word and one in PDF. They are
//! compared with each other, and towards all others the first of them speaks.

mod tell;

use crate::identities::is_transfer;
use disclosure::{Disclosure, Observation, TableKind, Value};
use finding::{Finding, Outcomes};
use ledger::{Code, Entity, Interval, Item, Rounding, Scope, Stage, Year, nodes};
use std::collections::{BTreeMap, BTreeSet};
use tell::{differ, no_sum, not_carried_over, versions};

/// A document and its name.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The file's name as the user gave it.
    pub file: &'a str,
    /// Its disclosure.
    pub disclosure: &'a Disclosure,
}

/// The result of comparing documents.
#[derive(Debug, Clone, Default)]
pub struct Between {
    /// The outcomes of the comparisons.
    pub outcomes: Outcomes,
    /// The findings, in the order of the documents.
    pub findings: Vec<Finding>,
}

/// A number of one document.
#[derive(Debug, Clone, Copy)]
struct Seen<'a> {
    document: Named<'a>,
    /// The first of the copies of which the document is one.
    original: &'a str,
    number: &'a Observation,
    /// Whether it is what the document is of, and not what it repeats from another.
    is_own: bool,
}

/// The mark of the unit that bears its department's name.
const SELF: &str = "本级";

/// The numbers in which two copies differ, by the names of both.
type Copies<'a> = BTreeMap<(&'a str, &'a str), Vec<(Seen<'a>, Seen<'a>)>>;

/// The numbers that a body's documents print for each scope, one a document.
type Body<'a> = BTreeMap<Scope, Vec<Seen<'a>>>;

/// What a document is of, by which copies are known: its body and its units, its year and stage.
type Identity = (String, Vec<String>, Option<Year>, Stage);

/// Compares the documents about the same bodies.
pub fn between(documents: &[Named<'_>]) -> Between {
    let mut originals: BTreeMap<Identity, &str> = BTreeMap::new();
    let mut bodies: BTreeMap<String, Body<'_>> = BTreeMap::new();
    let mut first = Vec::new();
    for document in documents {
        let original = match identity(document.disclosure) {
            Some(identity) => *originals.entry(identity).or_insert(document.file),
            None => document.file,
        };
        take(*document, original, &mut bodies);
        if original == document.file {
            first.push(*document);
        }
    }
    let mut between = Between::default();
    let mut copies = Copies::new();
    for seen in bodies.values().flat_map(BTreeMap::values) {
        between.same(seen, &mut copies);
    }
    for body in bodies.values() {
        between.carried_over(body);
    }
    between.findings.extend(copies.into_values().filter_map(versions));
    for document in first {
        between.units(document, &bodies);
        between.findings.extend(unpublished(document, &bodies));
    }
    between.findings.sort_by_key(|finding| finding.severity);
    between
}

fn identity(disclosure: &Disclosure) -> Option<Identity> {
    let (year, stage) = own(disclosure)?;
    let department = disclosure.department.as_ref().map(|name| key(&name.name));
    let units = disclosure.units.iter().map(|unit| key(&unit.name)).collect::<Vec<_>>();
    let is_named = department.as_ref().is_some_and(|name| !name.is_empty()) || !units.is_empty();
    is_named.then(|| (department.unwrap_or_default(), units, year, stage))
}

fn take<'a>(document: Named<'a>, original: &'a str, bodies: &mut BTreeMap<String, Body<'a>>) {
    let disclosure = document.disclosure;
    let own = own(disclosure);
    let mut taken = BTreeSet::new();
    for number in &disclosure.observations {
        let scope = number.scope;
        // Items are numbered in each document for itself, and sentences shorten their figures.
        let is_comparable = scope.item == Item::ALL && number.source.table.is_some();
        let name = disclosure.entity(scope.entity).filter(|name| !name.name.is_empty());
        let Some(name) = name.filter(|_| is_comparable) else { continue };
        if taken.insert(scope) {
            let is_own = own == Some((scope.year, scope.stage));
            let seen = Seen { document, original, number, is_own };
            let body = body(disclosure, scope.entity, &name.name);
            let scope = Scope { entity: Entity::DEPARTMENT, ..scope };
            bodies.entry(body).or_default().entry(scope).or_default().push(seen);
        }
    }
}

/// The key of a body. A department and the unit that bears its name (本级) are two bodies where one
/// document speaks of both.
fn body(disclosure: &Disclosure, entity: Entity, name: &str) -> String {
    let department = disclosure.department.as_ref().map(|department| key(&department.name));
    match key(name) {
        name if entity != Entity::DEPARTMENT && Some(&name) == department.as_ref() => name + SELF,
        name => name,
    }
}

/// The year and the stage that a document is of: those of most of its numbers.
fn own(disclosure: &Disclosure) -> Option<(Option<Year>, Stage)> {
    let mut counts: BTreeMap<(Option<Year>, Stage), usize> = BTreeMap::new();
    for number in &disclosure.observations {
        *counts.entry((number.scope.year, number.scope.stage)).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(own, _)| own)
}

/// A name by which a body is the same in all documents.
fn key(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '（' | '）')).collect()
}

/// The units that a department names and of which there is no document, where other units have
/// theirs. A unit whose numbers the department's own document prints has published them.
fn unpublished(document: Named<'_>, bodies: &BTreeMap<String, Body<'_>>) -> Option<Finding> {
    let disclosure = document.disclosure;
    let department = disclosure.department.as_ref().map(|name| key(&name.name))?;
    let period = own(disclosure)?;
    let is_of_period =
        |seen: &Seen<'_>| seen.is_own && own(seen.document.disclosure) == Some(period);
    let has_document = |name: &&String| {
        let name = match key(name) {
            name if name == department => name + SELF,
            name => name,
        };
        let body = bodies.get(&name);
        body.is_some_and(|body| body.values().flatten().any(is_of_period))
    };
    let (published, missing): (Vec<&String>, Vec<&String>) =
        disclosure.institutions.iter().partition(has_document);
    let is_elsewhere =
        |name: &&String| !disclosure.units.iter().any(|unit| key(&unit.name) == key(name));
    let is_told = published.iter().any(is_elsewhere) && !missing.is_empty();
    let table = disclosure.tables.iter().find(|table| table.kind == TableKind::Institutions)?;
    is_told.then(|| tell::unpublished(document, table, &missing))
}

impl Between {
    /// One scope in several documents. A document about the scope's own year and stage is the
    /// reference.
    fn same<'a>(&mut self, seen: &[Seen<'a>], copies: &mut Copies<'a>) {
        let speaker = seen.iter().find(|seen| seen.is_own).or(seen.first());
        let Some(speaker) = speaker.copied() else { return };
        let is_told = |other: &&Seen<'_>| {
            other.document.file != speaker.document.file
                && (other.is_original() || other.original == speaker.original)
        };
        for other in seen.iter().filter(is_told) {
            let meets = interval(other.number.value).overlaps(interval(speaker.number.value));
            self.count(meets, [other, &speaker].into_iter().all(is_nothing));
            if meets {
                continue;
            }
            if other.original == speaker.original {
                let files = (speaker.document.file, other.document.file);
                copies.entry(files).or_default().push((speaker, *other));
            } else {
                self.findings.push(differ(speaker, *other));
            }
        }
    }

    /// What final accounts carry out is what those of the next year carry in.
    fn carried_over(&mut self, body: &Body<'_>) {
        for (scope, seen) in body.iter().filter(|(scope, _)| is_carried_out(scope)) {
            let Some(year) = scope.year else { continue };
            let next = Scope {
                flow: nodes().carried_in,
                year: Some(Year(year.0.saturating_add(1))),
                ..*scope
            };
            let next = body.get(&next).and_then(|seen| first_own(seen));
            let Some((out, into)) = first_own(seen).zip(next) else { continue };
            let meets = interval(out.number.value).overlaps(interval(into.number.value));
            self.count(meets, [&out, &into].into_iter().all(is_nothing));
            if !meets {
                self.findings.push(not_carried_over(out, into));
            }
        }
    }

    /// A department and its units, where the units named in its table of institutions all
    /// have documents here.
    fn units<'a>(&mut self, document: Named<'a>, bodies: &BTreeMap<String, Body<'a>>) {
        let disclosure = document.disclosure;
        let Some(department) = disclosure.department.as_ref() else { return };
        let own_name = key(&department.name);
        let of_units = |name: &String| match key(name) {
            name if name == own_name => bodies.get(&(name + SELF)),
            name => bodies.get(&name),
        };
        let units: Option<Vec<&Body<'a>>> = disclosure.institutions.iter().map(of_units).collect();
        let Some(units) = units.filter(|units| !units.is_empty()) else { return };
        let numbers = || units.iter().flat_map(|unit| unit.iter());
        let is_paid =
            |scope: &Scope, seen: &[Seen<'_>]| is_transfer(scope) && !seen.iter().all(is_nothing);
        let paid: Vec<&Scope> = numbers()
            .filter(|(scope, seen)| is_paid(scope, seen))
            .map(|(scope, _)| scope)
            .collect();
        let Some(own) = bodies.get(&own_name) else { return };
        let sums = own.iter().filter(|(scope, _)| is_sum(scope));
        for (scope, seen) in sums.filter(|(scope, _)| !paid.iter().any(|paid| scope.contains(paid)))
        {
            let here = |seen: &&Seen<'_>| seen.original == document.file;
            let Some(whole) = seen.iter().find(here).copied() else { continue };
            let elsewhere =
                |unit: &&Body<'a>| unit.get(scope)?.iter().find(|seen| !here(seen)).copied();
            let parts: Option<Vec<Seen<'_>>> = units.iter().map(elsewhere).collect();
            if let Some(parts) = parts {
                self.sum(whole, &parts);
            }
        }
    }

    fn sum(&mut self, whole: Seen<'_>, parts: &[Seen<'_>]) {
        let sum = parts.iter().map(|part| interval(part.number.value));
        let sum = sum.fold(Interval::ZERO, |sum, part| sum + part);
        let meets = sum.overlaps(interval(whole.number.value));
        self.count(meets, parts.iter().chain([&whole]).all(is_nothing));
        if !meets {
            self.findings.push(no_sum(whole, parts));
        }
    }

    fn count(&mut self, meets: bool, is_nothing: bool) {
        match (meets, is_nothing) {
            (false, _) => self.outcomes.fails += 1,
            (true, true) => self.outcomes.zeros += 1,
            (true, false) => self.outcomes.holds += 1,
        }
    }
}

/// The first number that is what its document is of.
fn first_own<'a>(seen: &[Seen<'a>]) -> Option<Seen<'a>> {
    seen.iter().find(|seen| seen.is_own).copied()
}

/// Whether a scope is all that final accounts carry out, of one fund or of all.
fn is_carried_out(scope: &Scope) -> bool {
    scope.flow == nodes().carried_out && scope.stage == Stage::FinalAccounts && is_sum(scope)
}

/// Whether a scope is taken whole: single functions and items need not be printed by every unit.
fn is_sum(scope: &Scope) -> bool {
    scope.function == Code::ALL && scope.economic == Code::ALL
}

fn is_nothing(seen: &Seen<'_>) -> bool {
    seen.number.value.is_zero()
}

/// Everything that may be printed so: documents shorten their figures each in its own way.
fn interval(value: Value) -> Interval {
    value.printed().map_or(Interval::ZERO, |printed| printed.interval(Rounding::Either))
}

impl Seen<'_> {
    /// Whether its document is the first of its copies.
    fn is_original(&self) -> bool {
        self.document.file == self.original
    }
}
