//! The publishing side: a ledger and a layout to a document.
//!
//! Every amount printed is the sum over a scope, so tables and sentences agree by
//! construction. What is laid out can be read again: the observations here are those that
//! [`crate::read`] finds in the document.

mod blocks;
mod books;
mod lines;
mod named;
mod number;
mod page;
mod table;
mod words;

use crate::layouts::{Layout, Whose};
use crate::model::Disclosure;
use books::Books;
use document::{Document, Place};
use ledger::{Amount, Entity, Ledger, Year};
use message::Message;
pub(crate) use named::Named;
use std::fmt;
use std::ops::Range;

/// A document and its disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidOut {
    /// The year that is published.
    pub year: Year,
    /// The document. Its places are those that a reader of Word files would give.
    pub document: Document,
    /// Every number in it with its scope and place, in reading order, and the names of
    /// the entities and items to which the scopes refer.
    pub disclosure: Disclosure,
    /// The exact amount of each observation, which the document prints rounded.
    pub amounts: Vec<Amount>,
    /// The preparer's own paragraphs that are printed, by their numbers in the ledger's texts,
    /// each with its place. One may be printed several times, or in several lines.
    pub texts: Vec<(usize, Place)>,
}

/// Why a document could not be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayOutError(pub Message);

/// A layout with the ledgers from which its documents are made.
#[derive(Debug)]
pub struct Edition<'a> {
    layout: &'a Layout,
    books: Books<'a>,
}

impl<'a> Edition<'a> {
    /// Takes the newest of `books` that has the layout's stage.
    ///
    /// The other books are of other years and stages; what changed and what was budgeted is
    /// told as far as they know it. Errors: no book of that stage, no year in it.
    pub fn new(layout: &'a Layout, books: &[&'a Ledger]) -> Result<Self, Vec<LayOutError>> {
        let of_stage = books.iter().filter(|book| book.stage == layout.stage);
        let Some(ledger) = of_stage.max_by_key(|book| book.year) else {
            let (name, zh, en) = (&layout.name, layout.stage.name_zh(), layout.stage.name_en());
            return Err(vec![LayOutError(Message::new(
                format!("样式{name}公开的是{zh}，给出的底稿里没有；“基本情况”表的“阶段”要填“{zh}”"),
                format!(
                    "the layout {name} publishes the {en}, and no ledger is of that stage; it is entered in the sheet 基本情况 (阶段: {zh})"
                ),
            ))]);
        };
        let Some(year) = ledger.year else {
            return Err(vec![LayOutError(Message::new(
                "底稿没有年度；“基本情况”表的“年度”要填",
                "the ledger has no year; it is entered in the sheet 基本情况 (年度)",
            ))]);
        };
        Ok(Self { layout, books: Books::new(ledger, year, books) })
    }

    /// The year that is published.
    pub fn year(&self) -> Year {
        self.books.year
    }

    /// The bodies that have a document each: the department, or its units where the form wants a
    /// file a unit.
    pub fn bodies(&self) -> Vec<Entity> {
        let units = if self.layout.file_a_unit { self.books.units() } else { Vec::new() };
        if units.is_empty() { vec![Entity::DEPARTMENT] } else { units }
    }

    /// Lays out the document of one of the [`bodies`](Self::bodies).
    ///
    /// Errors: an amount that no ledger at hand knows where the layout must print it, a sum too
    /// large for any budget.
    pub fn lay_out(&self, body: Entity) -> Result<LaidOut, Vec<LayOutError>> {
        whole(self.layout, &self.books, &self.of(body))
    }

    /// Lays out the same in volumes of at most so many paragraphs and cells, each with a unit's
    /// part as a whole where that is not larger, and passes them to `take` one after the other.
    ///
    /// Errors: as [`lay_out`](Self::lay_out), and those of `take`, after which no volume follows.
    pub fn volumes<E>(
        &self,
        body: Entity,
        most: usize,
        mut take: impl FnMut(LaidOut) -> Result<(), E>,
    ) -> Result<Result<(), E>, Vec<LayOutError>> {
        let mut taken = Ok(());
        let mut take = |volume| {
            taken = take(volume);
            taken.is_ok()
        };
        blocks::run(self.layout, &self.books, &self.of(body), most, &mut take)?;
        Ok(taken)
    }

    /// What of all documents is checked at once: everything, where the ledger has at most so many
    /// entries; else the department's part and each unit's, with at most so many projects.
    pub fn portions(&self, most: usize) -> Vec<Portion> {
        let ledger = self.books.ledger;
        let indicators = ledger.projects.iter().map(|project| 1 + project.indicators.len());
        let entries = ledger.purchases.len() + ledger.assets.len() + indicators.sum::<usize>();
        if entries + ledger.units.len() * Portion::UNIT <= most {
            return vec![Portion::WHOLE];
        }
        let bodies = std::iter::once(Entity::DEPARTMENT).chain(self.books.units());
        let mut portions = Vec::new();
        for body in bodies.filter(|body| self.layout.parts.iter().any(|part| part.is_of(*body))) {
            let all = self.books.index().projects(body).len();
            let starts = (0..all.max(1)).step_by(Portion::PROJECTS);
            portions.extend(starts.map(|start| {
                let projects = start..start.saturating_add(Portion::PROJECTS);
                Portion { bodies: Bodies::Only(body), projects }
            }));
        }
        portions
    }

    /// Lays out one of the [`portions`](Self::portions). Errors: as [`lay_out`](Self::lay_out).
    pub fn lay_out_portion(&self, portion: &Portion) -> Result<LaidOut, Vec<LayOutError>> {
        whole(self.layout, &self.books, portion)
    }

    fn of(&self, body: Entity) -> Portion {
        match self.layout.file_a_unit {
            true => Portion { bodies: Bodies::WithUnit(body), ..Portion::WHOLE },
            false => Portion::WHOLE,
        }
    }
}

/// What of a document is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    bodies: Bodies,
    /// The projects that are written about one by one, by their numbers among those of each body.
    projects: Range<usize>,
}

/// Whose parts are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bodies {
    /// The department's and all units'.
    All,
    /// The department's and one unit's.
    WithUnit(Entity),
    /// The department's or a unit's.
    Only(Entity),
}

impl Portion {
    /// Everything.
    pub const WHOLE: Self = Self { bodies: Bodies::All, projects: 0..usize::MAX };

    /// As how many entries the tables of a unit count.
    const UNIT: usize = 100;

    /// The most projects of a portion.
    const PROJECTS: usize = 500;

    /// The bodies that have a part of such bodies.
    fn bodies(&self, whose: Whose, books: &Books<'_>) -> Vec<Entity> {
        match (whose, self.bodies) {
            (Whose::Department, Bodies::Only(body)) if body != Entity::DEPARTMENT => Vec::new(),
            (Whose::Department, _) => vec![Entity::DEPARTMENT],
            (Whose::Unit, Bodies::All) => books.units(),
            (Whose::Unit, Bodies::Only(Entity::DEPARTMENT)) => Vec::new(),
            (Whose::Unit, Bodies::WithUnit(unit) | Bodies::Only(unit)) => vec![unit],
        }
    }
}

/// Lays out everything in one document; see [`Edition`] for a file a unit.
pub fn lay_out(layout: &Layout, books: &[&Ledger]) -> Result<LaidOut, Vec<LayOutError>> {
    Edition::new(layout, books)?.lay_out_portion(&Portion::WHOLE)
}

fn whole(
    layout: &Layout,
    books: &Books<'_>,
    portion: &Portion,
) -> Result<LaidOut, Vec<LayOutError>> {
    let mut whole = None;
    let mut take = |laid| {
        whole = Some(laid);
        true
    };
    blocks::run(layout, books, portion, usize::MAX, &mut take)?;
    Ok(whole.unwrap_or_else(|| LaidOut::blank(books.year)))
}

impl LaidOut {
    fn blank(year: Year) -> Self {
        let (document, disclosure) = Default::default();
        Self { year, document, disclosure, amounts: Vec::new(), texts: Vec::new() }
    }
}

impl fmt::Display for LayOutError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.en)
    }
}

impl std::error::Error for LayOutError {}
