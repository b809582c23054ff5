use crate::{Report, Severity};
use document::Place;
use message::Lang;
use std::collections::BTreeMap;

/// Which places of one file's document are marked, and for which findings.
pub(super) struct Marks<'a> {
    /// The number of the file on its page, part of every anchor.
    pub(super) file: usize,
    places: BTreeMap<&'a Place, Mark<'a>>,
}

/// A marked place.
#[derive(Default)]
pub(super) struct Mark<'a> {
    /// Its number within the file, part of its anchor.
    pub(super) number: usize,
    /// The findings it plays a part in, in their order.
    pub(super) notes: Vec<Note<'a>>,
}

/// The part a place plays in one finding.
pub(super) struct Note<'a> {
    /// The finding's number, counted from 1.
    pub(super) finding: usize,
    /// The message of the finding.
    pub(super) message: &'a str,
    /// The part.
    pub(super) role: Role,
    /// The figure printed there.
    pub(super) printed: &'a str,
}

/// The role of a place in a finding, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The finding is about it.
    Wrong(Severity),
    /// A repair would change it.
    Suspect,
    /// The finding rests on it.
    Evidence,
}

impl<'a> Marks<'a> {
    /// Every place that a finding of the report names.
    pub(super) fn new(file: usize, report: &'a Report, lang: Lang) -> Self {
        let mut marks = Self { file, places: BTreeMap::new() };
        for (index, finding) in report.findings.iter().enumerate() {
            let mut add = |place, role, printed| {
                let message = finding.message.get(lang);
                marks.add(place, Note { finding: index + 1, message, role, printed });
            };
            let printed = finding.printed.as_deref().unwrap_or_default();
            add(&finding.location.place, Role::Wrong(finding.severity), printed);
            for cell in finding.repairs.iter().flat_map(|repair| &repair.cells) {
                add(&cell.place, Role::Suspect, &cell.printed);
            }
            for evidence in &finding.because {
                add(&evidence.location.place, Role::Evidence, &evidence.printed);
            }
        }
        for (index, mark) in marks.places.values_mut().enumerate() {
            mark.number = index + 1;
        }
        marks
    }

    /// The mark at a place, if it has one.
    pub(super) fn at(&self, place: &Place) -> Option<&Mark<'a>> {
        self.places.get(place)
    }

    /// All marked places.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a Place, &Mark<'a>)> {
        self.places.iter().map(|(place, mark)| (*place, mark))
    }

    /// The anchor of a marked place on the picture of its page.
    pub(super) fn box_anchor(&self, mark: &Mark<'_>) -> String {
        format!("b{}-{}", self.file, mark.number)
    }

    /// The anchor of a marked place.
    pub(super) fn anchor(&self, mark: &Mark<'_>) -> String {
        format!("c{}-{}", self.file, mark.number)
    }

    /// Enters a note; a place plays one part in a finding, and the first named is the strongest.
    fn add(&mut self, place: &'a Place, note: Note<'a>) {
        let notes = &mut self.places.entry(place).or_default().notes;
        if notes.iter().all(|other| other.finding != note.finding) {
            notes.push(note);
        }
    }
}

impl Mark<'_> {
    /// The strongest part it plays: it decides the colour.
    pub(super) fn role(&self) -> Option<Role> {
        self.notes.iter().map(|note| note.role).min()
    }
}

impl Role {
    /// The class by which the style sheet knows it.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Wrong(Severity::Error) => "wrong error",
            Self::Wrong(Severity::Warning) => "wrong warning",
            Self::Wrong(Severity::Note) => "wrong note",
            Self::Suspect => "suspect",
            Self::Evidence => "evidence",
        }
    }
}
