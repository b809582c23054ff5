//! One misprint that explains many failures: a number that is none, a caption of another table,
//! titles in each other's place, a code that nothing else prints.
//!
//! Each is a hypothesis: a few texts of the document are exchanged for what they may have been
//! meant to say, the document is read again, and the identities are evaluated again. What then no
//! longer fails was a consequence of the misprint. So it is the smallest change that lets a ledger
//! exist, looked for in the words before it is looked for in the numbers.

mod captions;
mod codes;
mod edit;
mod numbers;
mod standing;
mod tell;
mod titles;

pub use edit::{Change, Edit};

use crate::identities::{Evaluated, evaluate};
use crate::tell::failures::failures;
use disclosure::Disclosure;
use document::Document;
use finding::{Finding, Severity};
use numbers::Malformed;
use standing::Standing;

/// How many hypotheses are tried on one document.
const MAX_TRIES: usize = 12;

/// How many numbers are read again in all: larger documents get fewer tries.
const MAX_READ: usize = 400_000;

/// A document as it was meant, and the misprints that keep it from saying so.
#[derive(Debug)]
pub struct Meant {
    /// The document with the misprints corrected.
    pub document: Document,
    /// What it discloses.
    pub disclosure: Disclosure,
    /// The misprints, each with what follows from it.
    pub causes: Vec<Finding>,
    /// The number of identities that fail because of them.
    pub failing: usize,
}

/// What may have been meant.
#[derive(Debug)]
pub struct Hypothesis {
    /// What kind of misprint it is.
    pub kind: Kind,
    /// The texts that it exchanges.
    pub edit: Edit,
}

/// A kind of misprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A cell of an amount that holds none.
    Number,
    /// A table's unit of money.
    Unit,
    /// Another piece of a table's caption: its body or its year.
    Caption,
    /// Two titles in each other's place.
    Titles,
    /// A row's code.
    Code,
}

impl Kind {
    /// How many failures have to go for a misprint to be believed.
    const fn least_gain(self) -> usize {
        match self {
            Self::Number => 0,
            Self::Code => 2,
            Self::Caption => 3,
            Self::Unit | Self::Titles => 6,
        }
    }
}

/// Looks for misprints that explain what fails; returns `None` where there are none.
pub fn explain(document: &Document, evaluated: &Evaluated<'_>) -> Option<Meant> {
    let disclosure = evaluated.facts.disclosure;
    let malformed = numbers::malformed(document, disclosure);
    let standing = Standing::of(evaluated);
    if malformed.is_empty() && standing.fails == 0 {
        return None;
    }
    let mut search = Search {
        document: document.clone(),
        original: disclosure,
        read: None,
        standing,
        failures: failures(evaluated),
        tries: MAX_TRIES.min(MAX_READ / disclosure.observations.len().max(1)),
        causes: Vec::new(),
    };
    for number in &malformed {
        search.number(number);
    }
    search.believe_all(Kind::Code, codes::hypotheses);
    search.believe_all(Kind::Caption, captions::hypotheses);
    search.believe_all(Kind::Titles, titles::hypotheses);
    search.believe_all(Kind::Unit, captions::other_units);
    let failing = standing.failing.saturating_sub(search.standing.failing);
    let Search { document, read, causes, .. } = search;
    Some(Meant { document, disclosure: read?, causes, failing })
}

/// The search for misprints: the document as it is understood so far.
struct Search<'a> {
    document: Document,
    original: &'a Disclosure,
    /// What the document discloses, once something was exchanged.
    read: Option<Disclosure>,
    standing: Standing,
    failures: Vec<Finding>,
    tries: usize,
    causes: Vec<Finding>,
}

/// What a hypothesis comes to.
struct Tried {
    edit: Edit,
    read: Disclosure,
    standing: Standing,
    failures: Vec<Finding>,
    /// Whether nothing fails any more in the tables whose texts were exchanged.
    is_certain: bool,
}

impl Search<'_> {
    fn disclosure(&self) -> &Disclosure {
        self.read.as_ref().unwrap_or(self.original)
    }

    /// Reads the document with some texts exchanged; `None` once all tries are used up.
    fn try_out(&mut self, edit: Edit) -> Option<Tried> {
        self.tries = self.tries.checked_sub(1)?;
        edit.exchange(&mut self.document);
        let read = disclosure::read(&self.document);
        edit.exchange(&mut self.document);
        let evaluated = evaluate(&read);
        let standing = Standing::of(&evaluated);
        let failures = failures(&evaluated);
        let is_certain = !standing::is_touched(&self.document, &evaluated, &edit);
        Some(Tried { edit, standing, failures, is_certain, read })
    }

    /// Believes every hypothesis that explains enough, as long as enough fails.
    fn believe_all(
        &mut self,
        kind: Kind,
        hypotheses: fn(&Document, &Disclosure) -> Vec<Hypothesis>,
    ) {
        if self.standing.fails < kind.least_gain() {
            return;
        }
        for Hypothesis { kind, edit } in hypotheses(&self.document, self.disclosure()) {
            if self.standing.fails < kind.least_gain() {
                return;
            }
            let Some(tried) = self.try_out(edit) else { return };
            let gain = self.standing.fails.saturating_sub(tried.standing.fails);
            if gain >= kind.least_gain() && tried.standing.holds > self.standing.holds {
                self.believe(kind, tried);
            }
        }
    }

    /// Reads a malformed number as what it may be, or as what the others ask for.
    fn number(&mut self, number: &Malformed) {
        let mut best: Option<Tried> = None;
        let mut texts = number.readings.clone();
        let mut at = 0;
        while let Some(text) = texts.get(at).cloned() {
            at += 1;
            let Some(tried) = self.try_out(Edit::one(number.change.saying(text))) else { break };
            let is_last_reading = at == number.readings.len();
            let is_best = best.as_ref().is_none_or(|it| tried.standing.fails < it.standing.fails);
            let is_settled = tried.is_certain;
            if is_last_reading && !is_settled {
                texts.extend(numbers::implied(&tried.read, &number.place));
            }
            if is_best {
                best = Some(tried);
            }
            if is_settled {
                break;
            }
        }
        if let Some(best) = best {
            self.believe(Kind::Number, best);
        }
    }

    fn believe(&mut self, kind: Kind, tried: Tried) {
        let Tried { edit, read, standing, failures, is_certain } = tried;
        let mut cause = tell::finding(kind, &edit.changes, edit.table(&self.document, &read));
        if is_certain {
            cause.severity = Severity::Error;
        } else {
            cause.severity = Severity::Warning;
            cause.expected = cause.expected.filter(|_| kind != Kind::Number);
        }
        let before = std::mem::replace(&mut self.failures, failures);
        cause.consequences =
            before.into_iter().filter(|found| !self.failures.contains(found)).collect();
        self.causes.push(cause);
        edit.exchange(&mut self.document);
        self.standing = standing;
        self.read = Some(read);
    }
}
