//! The steps of the county's years.

use super::county::{self, DEPARTMENTS, Unit};
use super::files::{Fault, workbook};
use super::{broken, morning};
use ledger::{Amount, nodes};
use message::Failure;
use server::{Check, Checked};
use std::sync::Arc;
use store::{Blobs, Store};
use tokio::task::{JoinHandle, spawn_blocking};
use workflow::{
    Actor, Calendar, Command, Day, Draft, Figure, Figures, Hash, Lines, Moment, PackageId, Remark,
};

/// The filling of an office. Time passes with each step.
pub(super) struct Filling<'a> {
    pub(super) store: &'a Store,
    pub(super) files: &'a Blobs,
    pub(super) check: Arc<dyn Check>,
    at: Moment,
}

/// How far a department is; each state includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    UnitsEdit,
    UnitsSubmitted,
    UnitReturned,
    UnitsAgreed,
    Submitted,
    Accepted,
    AgreedFirst,
    Second,
    SubmittedSecond,
    AgreedSecond,
    Approved,
    Published,
}

const STATES: [State; 12] = [
    State::UnitsEdit,
    State::UnitsSubmitted,
    State::UnitReturned,
    State::UnitsAgreed,
    State::Submitted,
    State::Accepted,
    State::AgreedFirst,
    State::Second,
    State::SubmittedSecond,
    State::AgreedSecond,
    State::Approved,
    State::Published,
];

/// A command, who gives it and when.
pub(super) type Step = (Actor, Command, Moment);

impl<'a> Filling<'a> {
    pub(super) async fn new(
        store: &'a Store,
        files: &'a Blobs,
        check: Arc<dyn Check>,
        year: u16,
    ) -> Result<Self, Failure> {
        let at = morning(year.saturating_sub(3), 9, 1);
        let mut filling = Self { store, files, check, at };
        filling.found(at).await?;
        Ok(filling)
    }

    /// Takes steps together; that one of them is refused is a mistake in the county.
    pub(super) async fn act(&self, steps: &[Step]) -> Result<(), Failure> {
        Ok(self.store.act_together(steps).await?)
    }

    /// A year in which every budget was published.
    pub(super) async fn past_year(&mut self, year: u16) -> Result<(), Failure> {
        self.at = morning(year.saturating_sub(1), 10, 8);
        self.open(year).await?;
        for at in 0..DEPARTMENTS.len() {
            self.department(year, at, State::Published).await?;
        }
        Ok(())
    }

    /// The year that is being prepared: a department in each state.
    pub(super) async fn this_year(&mut self, year: u16, now: Moment) -> Result<(), Failure> {
        let month = 30 * 24 * 3600;
        self.at = Moment(now.0.saturating_sub(month));
        self.open(year).await?;
        for (at, state) in STATES.into_iter().enumerate() {
            self.department(year, at, state).await?;
        }
        Ok(())
    }

    async fn open(&mut self, year: u16) -> Result<(), Failure> {
        let before = i32::from(year).saturating_sub(1);
        let day = |year, month, day| Day::new(year, month, day).ok_or_else(|| broken("a day"));
        let calendar = Calendar {
            first_up: day(before, 10, 31)?,
            controls: day(before, 11, 30)?,
            second_up: day(before, 12, 20)?,
            approval: day(i32::from(year), 1, 31)?,
        };
        let command = Command::OpenYear { year: ledger::Year(year), calendar };
        let opened = (person("budget")?, command, self.tick());
        self.act(&[opened]).await
    }

    fn tick(&mut self) -> Moment {
        self.at = Moment(self.at.0.saturating_add(1800));
        self.at
    }

    async fn department(&mut self, year: u16, at: usize, state: State) -> Result<(), Failure> {
        let (code, name, _) = DEPARTMENTS.get(at).ok_or_else(|| broken("a department"))?;
        let units = county::units(at);
        let mut saved = Vec::new();
        let mut spent = 0_i64;
        // All of them are checked at the same time.
        let mut drafts = Vec::new();
        for (number, unit) in units.iter().enumerate() {
            let is_faulty = state == State::UnitsEdit && number == 1;
            let fault = if is_faulty { Fault::One } else { Fault::None };
            drafts.push(self.draft(year, at, &unit.code, std::slice::from_ref(unit), fault)?);
        }
        let of_department = self.draft(year, at, code, &units, Fault::None)?;
        for (unit, draft) in units.iter().zip(drafts) {
            let draft = draft.await.map_err(|error| broken(&error.to_string()))??;
            spent = spent.saturating_add(draft.lines.total(|_| true).fen());
            saved.push((package(year, &unit.code)?, draft));
        }
        let packages: Vec<PackageId> = saved.iter().map(|(id, _)| id.clone()).collect();
        let own = package(year, code)?;
        let mut steps = Vec::new();
        let staff = person(&format!("staff-{code}"))?;
        let mut push = |actor: &Actor, command| steps.push((actor.clone(), command, self.tick()));
        for (package, draft) in saved {
            push(&staff, Command::Save { package, draft });
        }
        if state == State::UnitsEdit {
            return self.act(&steps).await;
        }
        let all = |make: fn(PackageId) -> Command| packages.iter().cloned().map(make);
        all(submit).for_each(|it| push(&staff, it));
        if state == State::UnitReturned {
            returned(&packages).into_iter().for_each(|it| push(&staff, it));
        }
        if state <= State::UnitReturned {
            return self.act(&steps).await;
        }
        all(accept).chain(all(agree)).for_each(|it| push(&staff, it));
        // The amounts of a department are those of its units.
        let draft = of_department.await.map_err(|error| broken(&error.to_string()))??;
        let draft = Draft { lines: Lines::default(), ..draft };
        let files = vec![draft.content.clone()];
        let mut push = |actor: &Actor, command| steps.push((actor.clone(), command, self.tick()));
        push(&staff, Command::Save { package: own.clone(), draft });
        let names = vec![format!("{name}{year}年度部门预算.xlsx")];
        let rest = Rest { own: &own, units: &packages, staff: &staff, spent, files, names };
        for (actor, command) in rest.steps(state)? {
            push(&actor, command);
        }
        self.act(&steps).await
    }

    /// Begins to make what a body saves: a workbook, as the engine reads and checks it.
    fn draft(
        &self,
        year: u16,
        at: usize,
        body: &str,
        units: &[Unit],
        fault: Fault,
    ) -> Result<JoinHandle<Result<Draft, Failure>>, Failure> {
        let content = workbook(year, at, units, fault).ok_or_else(|| broken(body))?;
        let (check, package) = (Arc::clone(&self.check), package(year, body)?);
        let (store, files) = (self.store.clone(), self.files.clone());
        Ok(tokio::spawn(async move {
            let checked = spawn_blocking(move || {
                let checked = check.ledger(&content, &package);
                (checked, content)
            });
            let (checked, content) = checked.await.map_err(|error| broken(&error.to_string()))?;
            let Checked { lines, others, unread, findings } = checked?;
            let content = files.put(&store, &content).await?;
            let others = Some(others);
            Ok(Draft { based_on: 0, content, lines, others, unread, findings, is_complete: true })
        }))
    }
}

/// The steps of a department once its units are agreed.
struct Rest<'a> {
    own: &'a PackageId,
    units: &'a [PackageId],
    staff: &'a Actor,
    /// What all units spend, in 分.
    spent: i64,
    /// What is published, and the names of the files.
    files: Vec<Hash>,
    names: Vec<String>,
}

impl Rest<'_> {
    fn steps(&self, state: State) -> Result<Vec<(Actor, Command)>, Failure> {
        let [reviewer, budget, publisher] =
            [person("reviewer")?, person("budget")?, person("publisher")?];
        let own = || self.own.clone();
        let mut steps = Vec::new();
        let mut push = |from, actor: &Actor, command| {
            if state >= from {
                steps.push((actor.clone(), command));
            }
        };
        push(State::Submitted, self.staff, submit(own()));
        push(State::Accepted, &reviewer, accept(own()));
        push(State::AgreedFirst, &reviewer, agree(own()));
        let figures = figures(self.spent)?;
        push(State::Second, &budget, Command::IssueControls { package: own(), figures });
        for make in [submit as fn(PackageId) -> Command, accept, agree] {
            for unit in self.units {
                push(State::SubmittedSecond, self.staff, make(unit.clone()));
            }
        }
        push(State::SubmittedSecond, self.staff, submit(own()));
        push(State::AgreedSecond, &reviewer, accept(own()));
        push(State::AgreedSecond, &reviewer, agree(own()));
        push(State::Approved, &budget, Command::Approve { package: own() });
        push(
            State::Published,
            &publisher,
            Command::Publish {
                package: own(),
                files: self.files.clone(),
                names: self.names.clone(),
            },
        );
        Ok(steps)
    }
}

/// A unit is returned with a comment at a cell.
fn returned(units: &[PackageId]) -> Vec<Command> {
    let Some(unit) = units.first() else { return Vec::new() };
    let cell = "收支明细!K2".parse().ok();
    let words = "比上年增加较多，请附测算依据。".to_owned();
    vec![
        accept(unit.clone()),
        Command::Return {
            package: unit.clone(),
            reason: "请核对人员经费。".to_owned(),
            comments: vec![Remark { cell, words }],
        },
    ]
}

/// The control figures: as much as was proposed of the general public budget.
fn figures(fen: i64) -> Result<Figures, Failure> {
    let (fund, purpose) = (nodes().general, nodes().all_purposes);
    let most = Amount::from_fen(fen);
    Figures::new([Figure { fund, purpose, most }]).ok_or_else(|| broken("control figures"))
}

const fn submit(package: PackageId) -> Command {
    Command::Submit { package }
}

const fn accept(package: PackageId) -> Command {
    Command::Accept { package }
}

const fn agree(package: PackageId) -> Command {
    Command::Agree { package }
}

fn package(year: u16, body: &str) -> Result<PackageId, Failure> {
    let body = body.parse().map_err(|_| broken(body))?;
    Ok(PackageId { year: ledger::Year(year), body })
}

/// Returns a person of the county.
pub(super) fn person(login: &str) -> Result<Actor, Failure> {
    login.parse().map(Actor::Person).map_err(|_| broken(login))
}
