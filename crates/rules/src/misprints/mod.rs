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
mod headings;
mod numbers;
mod standing;
mod tell;
mod titles;

pub use edit::{Change, Edit};

use crate::identities::{Evaluated, evaluate};
use crate::tell::failures::failures;
use disclosure::Disclosure;
use document::Document;
use finding::{Finding, Report, Severity};
use ledger::Printed;
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
    /// What it tells as it was meant, where nothing fails any more.
    pub report: Option<Report>,
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
    /// The unit of money of a table, where most others have another.
    OddUnit,
    /// Another piece of a table's caption: its body.
    Caption,
    /// The year of a table, in its title or in its caption.
    Year,
    /// A title that is printed twice, where the contents list another.
    Title,
    /// A title that the contents list with another word.
    Misnamed,
    /// The unit of money of a table whose amounts would be a few 元.
    Small,
    /// A title that is printed twice, where nothing says which it should be.
    Twice,
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
            Self::Year | Self::Title | Self::Misnamed | Self::Small => 1,
            Self::Code | Self::OddUnit => 2,
            Self::Caption => 3,
            Self::Unit | Self::Titles | Self::Twice => 6,
        }
    }

    /// Whether other words of the document say that it is a misprint, whatever the numbers say.
    const fn is_said(self) -> bool {
        matches!(self, Self::Year | Self::Title | Self::Misnamed | Self::Small)
    }

    /// Whether nothing may fail any more in the table, as few failures have to go.
    const fn must_be_certain(self) -> bool {
        matches!(self, Self::OddUnit | Self::Small)
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
        report: None,
    };
    for number in &malformed {
        search.number(number);
    }
    search.believe_all(Kind::Code, codes::hypotheses);
    search.believe_all(Kind::Year, headings::years);
    search.believe_all(Kind::Title, headings::listed);
    search.believe_all(Kind::Misnamed, headings::misnamed);
    search.believe_all(Kind::OddUnit, captions::odd_units);
    search.believe_all(Kind::Small, captions::small_units);
    search.believe_all(Kind::Year, captions::hypotheses);
    search.believe_all(Kind::Unit, captions::other_units);
    search.believe_all(Kind::Titles, titles::hypotheses);
    search.leave_out();
    let failing = standing.failing.saturating_sub(search.standing.failing);
    let Search { document, read, causes, report, .. } = search;
    Some(Meant { document, disclosure: read?, causes, failing, report })
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
    report: Option<Report>,
}

/// What a hypothesis comes to.
struct Tried {
    edit: Edit,
    read: Disclosure,
    standing: Standing,
    failures: Vec<Finding>,
    /// Whether nothing fails any more in the tables whose texts were exchanged.
    is_certain: bool,
    /// The values that are asked of the number that was exchanged.
    wanted: Vec<Printed>,
    /// What is told of it, where nothing fails any more.
    report: Option<Report>,
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
        Some(self.judge(edit, read))
    }

    /// What a hypothesis comes to, of which `read` is what the document then says.
    fn judge(&self, edit: Edit, read: Disclosure) -> Tried {
        let evaluated = evaluate(&read);
        let standing = Standing::of(&evaluated);
        let failures = failures(&evaluated);
        let is_certain = !standing::is_touched(&self.document, &evaluated, &edit);
        let place = edit.changes.first().map(|change| &change.place);
        let wanted = place.map(|place| numbers::wanted(&evaluated, place)).unwrap_or_default();
        let report = (standing.fails == 0).then(|| crate::told(&read, evaluated));
        Tried { edit, standing, failures, is_certain, wanted, report, read }
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
                continue;
            }
            let Some(tried) = self.try_out(edit) else { return };
            if self.explains(kind, &tried) {
                self.believe(kind, tried);
            }
        }
    }

    /// Whether a misprint explains enough to be believed.
    fn explains(&self, kind: Kind, tried: &Tried) -> bool {
        let gain = self.standing.fails.saturating_sub(tried.standing.fails);
        let holds_more = match kind.is_said() {
            true => tried.standing.holds >= self.standing.holds,
            false => tried.standing.holds > self.standing.holds,
        };
        gain >= kind.least_gain() && holds_more && (tried.is_certain || !kind.must_be_certain())
    }

    /// Leaves out one of two tables with the same title, where that explains enough.
    fn leave_out(&mut self) {
        let kind = Kind::Twice;
        if self.standing.fails < kind.least_gain() {
            return;
        }
        let mut best: Option<Tried> = None;
        for (edit, read) in headings::either_left_out(&self.document, self.disclosure()) {
            let Some(tries) = self.tries.checked_sub(1) else { break };
            self.tries = tries;
            let tried = self.judge(edit, read);
            let gain = self.standing.fails.saturating_sub(tried.standing.fails);
            let held = self.standing.holds.saturating_sub(tried.standing.holds);
            if gain >= kind.least_gain() && gain > held {
                best = Some(better(best, tried));
            }
        }
        if let Some(best) = best {
            self.believe(kind, best);
        }
    }

    /// Reads a malformed number as what it may be, or as what the others ask for.
    fn number(&mut self, number: &Malformed) {
        let edit = |text: String| Edit::one(number.change.saying(text));
        let mut best: Option<Tried> = None;
        for reading in &number.readings {
            let Some(tried) = self.try_out(edit(reading.clone())) else { break };
            best = Some(better(best, tried));
            if best.as_ref().is_some_and(|best| best.is_certain) {
                break;
            }
        }
        let Some(mut best) = best else { return };
        for value in std::mem::take(&mut best.wanted) {
            if best.is_certain || self.tries == 0 {
                break;
            }
            self.tries -= 1;
            let read = numbers::with_value(&best.read, &number.place, value);
            best = better(Some(best), self.judge(edit(value.to_string()), read));
        }
        self.believe(Kind::Number, best);
    }

    fn believe(&mut self, kind: Kind, tried: Tried) {
        let Tried { edit, read, standing, failures, is_certain, report, .. } = tried;
        let mut cause = tell::finding(kind, &edit.changes, edit.table(&self.document, &read));
        if !is_certain {
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
        self.report = report;
    }
}

/// The one in which less fails; a later one has to be better, or certain.
fn better(before: Option<Tried>, tried: Tried) -> Tried {
    match before {
        Some(before) if tried.standing.fails >= before.standing.fails && !tried.is_certain => {
            before
        }
        _ => tried,
    }
}
