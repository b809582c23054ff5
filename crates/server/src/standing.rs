//! Where a package is, as lists show it.

use crate::amount::grouped;
use ledger::Amount;
use message::Fixed;
use workflow::{
    Action, Actor, Day, FindingLevel, Level, Moment, Office, Package, PackageId, Relation, Round,
    Stage, due, is_published_above, may, overdue, waiting_for,
};

/// What a package may spend, and what of it is left, in 分.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Control {
    pub(crate) most_fen: i64,
    /// Less than nothing where it is exceeded.
    pub(crate) left_fen: i64,
}

impl Control {
    fn of(package: &Package) -> Option<Self> {
        let most_fen = package.controls.total()?.fen();
        let spent = package.controls.spent(&package.lines).fen();
        Some(Self { most_fen, left_fen: most_fen.saturating_sub(spent) })
    }

    /// Returns what may be spent as it is printed, in yuan.
    pub(crate) fn most(self) -> String {
        grouped(Amount::from_fen(self.most_fen))
    }

    /// Returns what is left as it is printed, in yuan.
    pub(crate) fn left(self) -> String {
        grouped(Amount::from_fen(self.left_fen))
    }

    pub(crate) const fn is_exceeded(self) -> bool {
        self.left_fen < 0
    }
}

/// Where a package is, and what is waited for.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) year: u16,
    pub(crate) body: String,
    pub(crate) name: String,
    pub(crate) department: String,
    pub(crate) is_department: bool,
    pub(crate) round: Round,
    pub(crate) stage: Stage,
    /// In yuan, as it is printed.
    pub(crate) total: String,
    pub(crate) total_fen: i64,
    /// Its control figures together, where they can be added up.
    pub(crate) control: Option<Control>,
    pub(crate) errors: usize,
    /// Warnings that need an explanation and have none.
    pub(crate) unexplained: usize,
    /// Warnings, whether explained or not.
    pub(crate) warnings: usize,
    pub(crate) open_comments: usize,
    /// The units for which a department waits before it can submit.
    pub(crate) open_units: usize,
    /// Since when it is at its stage.
    pub(crate) since: Option<Day>,
    /// For how many days.
    pub(crate) days: u32,
    /// What is waited for.
    pub(crate) waiting: Option<Fixed>,
    /// Whether nothing is, for it was published with its department's.
    pub(crate) is_published_above: bool,
    /// Whether that are the control figures.
    pub(crate) waits_for_controls: bool,
    /// The roles for which it is waited.
    pub(crate) roles: Vec<Fixed>,
    /// Whether the person can do that.
    pub(crate) is_mine: bool,
    pub(crate) due: Option<Day>,
    pub(crate) overdue_days: Option<u32>,
}

impl Standing {
    /// Returns where a package of the state is, as a person sees it.
    pub(crate) fn of(
        office: &Office,
        (id, package): (&PackageId, &Package),
        actor: &Actor,
        now: Moment,
    ) -> Self {
        let waiting = waiting_for(office, id);
        let is_mine =
            waiting.as_ref().is_some_and(|it| may(office, actor, it.action, &it.body).is_some());
        let total = package.lines.total(|_| true);
        let since = package.history.last().map(|stay| stay.since.day());
        let (errors, unexplained, warnings) = findings(package);
        Self {
            year: id.year.0,
            body: id.body.to_string(),
            name: office.body(&id.body).map(|body| body.name.clone()).unwrap_or_default(),
            department: office.department(&id.body).map(ToString::to_string).unwrap_or_default(),
            is_department: office.level(&id.body) == Some(Level::Department),
            round: package.round,
            stage: package.stage,
            total: grouped(total),
            total_fen: total.fen(),
            control: Control::of(package),
            errors,
            unexplained,
            warnings,
            open_comments: package.open_comments().count(),
            open_units: open_units(office, (id, package)),
            since,
            days: since.map_or(0, |since| now.day().since(since)),
            roles: waiting.iter().flat_map(|it| roles(&it.roles)).collect(),
            is_published_above: package.stage == Stage::Approved && is_published_above(office, id),
            waits_for_controls: waiting
                .as_ref()
                .is_some_and(|it| it.action == Action::IssueControls),
            waiting: waiting.map(|it| next_step(package.stage, it.action)),
            is_mine,
            due: due(office, id),
            overdue_days: overdue(office, id, now),
        }
    }

    /// Returns the steps that the person can take with many packages at once.
    pub(crate) const fn steps(&self) -> &'static [BulkStep] {
        match (self.is_mine, self.stage) {
            (true, Stage::Editing) if self.open_units == 0 => &[BulkStep::Submit],
            (true, Stage::Submitted) => &[BulkStep::Accept],
            (true, Stage::Accepted) => &[BulkStep::Agree, BulkStep::Return],
            (true, Stage::Agreed) if matches!(self.round, Round::Second) => &[BulkStep::Approve],
            _ => &[],
        }
    }

    /// Returns whether it is a department of which nothing was summed yet.
    pub(crate) const fn is_to_be_summed(&self) -> bool {
        self.open_units > 0 && self.total_fen == 0
    }

    /// Returns whether it is a department of which some units were summed and others not yet.
    pub(crate) const fn is_partly_summed(&self) -> bool {
        self.open_units > 0 && self.total_fen != 0
    }

    /// Returns the name of its check box.
    pub(crate) fn pick(&self) -> String {
        format!("pick.{}/{}", self.year, self.body)
    }

    /// Returns the address of the package's page.
    pub(crate) fn href(&self) -> String {
        format!("/packages/{}/{}", self.year, self.body)
    }
}

/// A step that can be taken with many packages at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BulkStep {
    Submit,
    Accept,
    Agree,
    Return,
    Approve,
    /// It opens packages for bodies that were added after the year.
    Open,
}

impl BulkStep {
    const ALL: [Self; 6] =
        [Self::Submit, Self::Accept, Self::Agree, Self::Return, Self::Approve, Self::Open];

    /// Returns the key by which forms know it.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Accept => "accept",
            Self::Agree => "agree",
            Self::Return => "return",
            Self::Approve => "approve",
            Self::Open => "open_package",
        }
    }

    pub(crate) const fn name(self) -> Fixed {
        match self {
            Self::Submit => Fixed { zh: "送审", en: "Submit" },
            Self::Accept => Fixed { zh: "受理", en: "Accept" },
            Self::Agree => Fixed { zh: "审核通过", en: "Agree" },
            Self::Return => Fixed { zh: "退回", en: "Return" },
            Self::Approve => Fixed { zh: "批复", en: "Approve" },
            Self::Open => Fixed { zh: "补建预算", en: "Open packages" },
        }
    }

    /// Returns the step with a key.
    pub(crate) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// Returns the steps that can be taken with some of the packages.
    pub(crate) fn of_all<'a>(all: impl Iterator<Item = &'a Standing>) -> Vec<Self> {
        let some: std::collections::BTreeSet<Self> =
            all.flat_map(|standing| standing.steps().iter().copied()).collect();
        some.into_iter().collect()
    }

    /// Returns whether it needs a reason.
    pub(crate) fn needs_reason(self) -> bool {
        self == Self::Return
    }
}

/// Returns where all packages of a year are that a person may read.
pub(crate) fn all(office: &Office, actor: &Actor, now: Moment) -> Vec<Standing> {
    let readable =
        office.packages().filter(|(id, _)| may(office, actor, Action::Read, &id.body).is_some());
    readable.map(|package| Standing::of(office, package, actor, now)).collect()
}

/// Returns how many units of a department that is being prepared are not agreed yet.
pub(crate) fn open_units(office: &Office, (id, package): (&PackageId, &Package)) -> usize {
    if package.stage != Stage::Editing || office.level(&id.body) != Some(Level::Department) {
        return 0;
    }
    office.units(id).filter(|(_, unit)| unit.stage != Stage::Agreed).count()
}

/// Returns the next step by the name of its button.
const fn next_step(stage: Stage, action: Action) -> Fixed {
    match stage {
        Stage::Submitted => Fixed { zh: "受理", en: "accept" },
        Stage::Accepted => Fixed { zh: "审核通过或退回", en: "agree or return" },
        _ => action.name(),
    }
}

/// Returns how many errors a package has, how many warnings without the explanation they need, and
/// how many warnings.
fn findings(package: &Package) -> (usize, usize, usize) {
    let all = package.version.iter().flat_map(|version| &version.findings);
    let (mut errors, mut unexplained, mut warnings) = (0_usize, 0_usize, 0_usize);
    for finding in all {
        match finding.level {
            FindingLevel::Error => errors = errors.saturating_add(1),
            FindingLevel::ToExplain => {
                warnings = warnings.saturating_add(1);
                let is_open = !package.explanations.contains_key(&finding.key);
                unexplained = unexplained.saturating_add(usize::from(is_open));
            }
            FindingLevel::Warning => warnings = warnings.saturating_add(1),
            FindingLevel::Note => {}
        }
    }
    (errors, unexplained, warnings)
}

/// Returns the names of roles, each once.
fn roles(roles: &[(workflow::Role, Relation)]) -> Vec<Fixed> {
    let mut names: Vec<Fixed> = Vec::new();
    for (role, _) in roles {
        if !names.contains(&role.name()) {
            names.push(role.name());
        }
    }
    names
}
