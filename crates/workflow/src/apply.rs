//! What an event changes.

use crate::{
    Amounts, Body, BodyCode, Comment, Document, DocumentStage, Event, Explanation, Fact, Grant,
    Key, Level, Lines, Office, Package, PackageId, Publication, Receipt, Return, Stage, Stay,
    Version,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Office {
    /// Applies an event, and returns the entries that changed.
    ///
    /// It never fails: an event that names what is not there changes nothing, so a state can be
    /// made from any part of the events.
    pub fn apply(&mut self, event: &Event) -> BTreeSet<Key> {
        match &event.fact {
            Fact::BodyAdded { code, name, parent } => {
                let (name, parent) = (name.clone(), parent.clone());
                let body = Body { name, parent, is_closed: false };
                Arc::make_mut(&mut self.bodies).insert(code.clone(), body);
                BTreeSet::from([Key::Body(code.clone())])
            }
            Fact::BodyRenamed { code, name } => {
                self.change_body(code, |body| body.name.clone_from(name))
            }
            Fact::BodyClosed { code } => self.change_body(code, |body| body.is_closed = true),
            Fact::BodyReopened { code } => self.change_body(code, |body| body.is_closed = false),
            Fact::Granted { to, role, body } => {
                let grant = Grant { role: *role, body: body.clone() };
                self.grants.entry(to.clone()).or_default().insert(grant);
                BTreeSet::from([Key::Grants(to.clone())])
            }
            Fact::Revoked { from, role, body } => {
                let grant = Grant { role: *role, body: body.clone() };
                self.grants.entry(from.clone()).or_default().remove(&grant);
                BTreeSet::from([Key::Grants(from.clone())])
            }
            Fact::CalendarSet { year, calendar } => {
                self.years.insert(*year, *calendar);
                BTreeSet::from([Key::Year(*year)])
            }
            Fact::PackageOpened { package } => {
                let opened = Arc::new(Package::opened(event.at));
                self.packages.insert(package.clone(), opened);
                self.settle(package)
            }
            _ => self.apply_to_package_or_document(event),
        }
    }

    fn change_body(&mut self, code: &BodyCode, change: impl FnOnce(&mut Body)) -> BTreeSet<Key> {
        match Arc::make_mut(&mut self.bodies).get_mut(code) {
            Some(body) => change(body),
            None => return BTreeSet::new(),
        }
        BTreeSet::from([Key::Body(code.clone())])
    }

    fn apply_to_package_or_document(&mut self, event: &Event) -> BTreeSet<Key> {
        if let Some(id) = event.fact.package() {
            let id = id.clone();
            if let Some(package) = self.packages.get_mut(&id).map(Arc::make_mut) {
                change_package(package, event);
            }
            let reviewed = match event.fact {
                Fact::Agreed { .. } => self.review(&id),
                _ => Vec::new(),
            };
            let mut changed = self.settle(&id);
            changed.extend(reviewed.into_iter().map(Key::Package));
            return changed;
        }
        self.apply_to_document(event)
    }

    /// Makes what the bureau agrees the reviewed amounts of the department's units, and returns
    /// them. What a department agrees of a unit is not reviewed by the bureau yet.
    fn review(&mut self, id: &PackageId) -> Vec<PackageId> {
        if self.level(&id.body) != Some(Level::Department) {
            return Vec::new();
        }
        let units: Vec<PackageId> = self.units(id).map(|(unit, _)| unit).collect();
        for unit in &units {
            if let Some(unit) = self.packages.get_mut(unit).map(Arc::make_mut) {
                unit.amounts.reviewed = unit.lines.clone();
            }
        }
        units
    }

    /// Makes the lines of the package's department the sum of its accepted units, and what is
    /// approved and changed the sum of all of them. Returns the package, and its department's where
    /// that changed.
    fn settle(&mut self, id: &PackageId) -> BTreeSet<Key> {
        let mut changed = BTreeSet::from([Key::Package(id.clone())]);
        let Some(body) = self.department(&id.body).cloned() else { return changed };
        let department = PackageId { year: id.year, body };
        let units: Vec<&Package> = self.units(&department).map(|(_, unit)| unit).collect();
        let counted = units.iter().filter(|unit| unit.is_counted());
        let lines = Lines::sum(counted.map(|unit| &unit.lines));
        let amounts = Amounts::sum(units.iter().map(|unit| &unit.amounts));
        if let Some(package) = self.packages.get_mut(&department).map(Arc::make_mut) {
            // What a department proposes is what it submits; what is later is its units'.
            let proposed = package.amounts.proposed.clone();
            let amounts = Amounts { proposed, ..amounts };
            if package.lines != lines || package.amounts != amounts {
                (package.lines, package.amounts) = (lines, amounts);
                changed.insert(Key::Package(department));
            }
        }
        changed
    }

    fn apply_to_document(&mut self, event: &Event) -> BTreeSet<Key> {
        let Some(id) = event.fact.document() else { return BTreeSet::new() };
        let mut changed = BTreeSet::from([Key::Document(id.clone())]);
        if let Fact::Received { document, body, name, content, twins } = &event.fact {
            self.contents.entry(content.clone()).or_default().insert(document.clone());
            changed.insert(Key::Content(content.clone()));
            let receipt = Receipt {
                at: event.at,
                by: event.by.clone(),
                name: name.clone(),
                content: content.clone(),
                twins: twins.clone(),
                findings: None,
            };
            let known = self.documents.entry(document.clone()).or_insert_with(|| Document {
                body: body.clone(),
                stage: DocumentStage::Received,
                versions: Vec::new(),
                marks: BTreeMap::new(),
                returned: None,
                published: None,
            });
            known.versions.push(receipt);
            known.stage = DocumentStage::Received;
            known.returned = None;
        } else if let Some(document) = self.documents.get_mut(id) {
            change_document(document, event);
        }
        changed
    }
}

fn change_package(package: &mut Package, event: &Event) {
    let (at, by) = (event.at, event.by.clone());
    match &event.fact {
        Fact::Saved { draft, .. } => {
            package.version = Some(Version {
                number: draft.based_on.saturating_add(1),
                content: draft.content.clone(),
                findings: draft.findings.clone(),
                is_complete: draft.is_complete,
            });
            package.lines = draft.lines.clone();
        }
        Fact::Explained { finding, words, .. } => {
            let explanation = Explanation { by, at, words: words.clone() };
            package.explanations.insert(finding.clone(), explanation);
        }
        Fact::Answered { comment, words, .. } => {
            if let Some(comment) = package.comments.get_mut(*comment) {
                comment.answer = Some(words.clone());
            }
        }
        Fact::Submitted { .. } => {
            let snapshot = (package.version_number(), package.lines.clone());
            package.submitted_before = package.submitted.replace(snapshot);
            package.amounts.proposed = package.lines.clone();
            package.returned = None;
            enter(package, Stage::Submitted, event);
        }
        Fact::TakenBack { .. } => {
            // What was taken back was never reviewed, so it is not what a reviewer saw before.
            package.submitted = package.submitted_before.take();
            enter(package, Stage::Editing, event);
        }
        Fact::Returned { reason, comments, .. } => {
            package.returned = Some(Return { by: by.clone(), at, reason: reason.clone() });
            package.comments.extend(comments.iter().map(|remark| Comment {
                by: by.clone(),
                at,
                cell: remark.cell.clone(),
                words: remark.words.clone(),
                answer: None,
            }));
            enter(package, Stage::Editing, event);
        }
        Fact::RoundOpened { round, .. } => {
            package.round = *round;
            enter(package, Stage::Editing, event);
        }
        _ => change_reviewed(package, event),
    }
}

/// Changes that leave what the body saved as it is.
fn change_reviewed(package: &mut Package, event: &Event) {
    match &event.fact {
        Fact::Accepted { .. } => enter(package, Stage::Accepted, event),
        Fact::Agreed { .. } => enter(package, Stage::Agreed, event),
        Fact::ControlsIssued { figures, .. } => package.controls = figures.clone(),
        Fact::Approved { .. } => {
            package.amounts.approved = package.lines.clone();
            package.approved = Some(event.at.day());
            enter(package, Stage::Approved, event);
        }
        Fact::Published { files, names, late, .. } => {
            let (at, files, names) = (event.at, files.clone(), names.clone());
            let publication = Publication { at, files, names, late: *late };
            package.published = Some(publication);
            package.withdrawn = None;
            enter(package, Stage::Published, event);
        }
        Fact::Withdrawn { reason, .. } => {
            let (by, at) = (event.by.clone(), event.at);
            package.withdrawn = Some(Return { by, at, reason: reason.clone() });
            package.published = None;
            enter(package, Stage::Approved, event);
        }
        Fact::Adjusted { changes, .. } => {
            package.amounts.adjusted = Lines::sum([&package.amounts.adjusted, changes]);
        }
        Fact::Reallocated { changes, .. } => {
            package.amounts.reallocated = Lines::sum([&package.amounts.reallocated, changes]);
        }
        _ => {}
    }
}

fn enter(package: &mut Package, stage: Stage, event: &Event) {
    package.stage = stage;
    package.history.push(Stay { round: package.round, stage, since: event.at });
}

fn change_document(document: &mut Document, event: &Event) {
    match &event.fact {
        Fact::Checked { findings, .. } => {
            if let Some(version) = document.versions.last_mut() {
                version.findings = Some(findings.clone());
            }
            document.stage = DocumentStage::Checked;
        }
        Fact::Marked { finding, mark, .. } => {
            document.marks.insert(finding.clone(), mark.clone());
        }
        Fact::DocumentReturned { letter, .. } => {
            let (by, at) = (event.by.clone(), event.at);
            document.returned = Some(Return { by, at, reason: letter.clone() });
            document.stage = DocumentStage::Returned;
        }
        Fact::DocumentPublished { .. } => {
            document.published = Some(event.at);
            document.stage = DocumentStage::Published;
        }
        Fact::DocumentWithdrawn { .. } => {
            document.published = None;
            document.stage = DocumentStage::Checked;
        }
        _ => {}
    }
}

impl Fact {
    /// Returns the package that the fact is about.
    pub const fn package(&self) -> Option<&PackageId> {
        match self {
            Self::PackageOpened { package }
            | Self::Saved { package, .. }
            | Self::Explained { package, .. }
            | Self::Answered { package, .. }
            | Self::Submitted { package }
            | Self::TakenBack { package }
            | Self::Accepted { package }
            | Self::Returned { package, .. }
            | Self::Agreed { package }
            | Self::ControlsIssued { package, .. }
            | Self::RoundOpened { package, .. }
            | Self::Approved { package }
            | Self::Published { package, .. }
            | Self::Withdrawn { package, .. }
            | Self::Adjusted { package, .. }
            | Self::Reallocated { package, .. } => Some(package),
            _ => None,
        }
    }

    /// Returns the document that the fact is about.
    pub const fn document(&self) -> Option<&crate::DocumentId> {
        match self {
            Self::Received { document, .. }
            | Self::Checked { document, .. }
            | Self::Marked { document, .. }
            | Self::DocumentReturned { document, .. }
            | Self::DocumentPublished { document }
            | Self::DocumentWithdrawn { document, .. } => Some(document),
            _ => None,
        }
    }
}
