//! An invented county for trying the office out: a dozen departments, thirty units, three years,
//! packages in every state, good and faulty documents.
//!
//! It is filled by the same commands that everybody gives. Passwords are known to everybody, so
//! it is for the machine itself alone.

mod county;
mod documents;
mod files;
mod steps;

use message::{Failure, Message};
use server::Check;
use std::sync::Arc;
use steps::Filling;
use store::{Blobs, PersonRow, Store, hash_password};
use workflow::{Actor, Command, Day, Moment, Role};

/// The password of everybody.
pub(crate) const PASSWORD: &str = "yusuan-demo";

/// A person who logs in: the login, the name, and what is granted on which body.
type Known = (&'static str, &'static str, &'static [(Role, &'static str)]);

/// Those who log in.
const PEOPLE: [Known; 7] = [
    (
        "preparer",
        "经办人",
        &[(Role::Preparer, "101"), (Role::Preparer, "101001"), (Role::Preparer, "101002")],
    ),
    ("head", "部门负责人", &[(Role::Head, "101")]),
    ("reviewer", "财政业务股", &[(Role::Reviewer, "000")]),
    ("budget", "预算股", &[(Role::Budget, "000")]),
    ("publisher", "公开岗", &[(Role::Publisher, "000")]),
    ("auditor", "审计", &[(Role::Auditor, "000")]),
    ("administrator", "管理员", &[(Role::Administrator, "000")]),
];

/// Fills an empty office as of now.
///
/// # Errors
/// Fails where the store does, or by a mistake in the county.
pub(crate) async fn fill(
    store: &Store,
    files: &Blobs,
    check: Arc<dyn Check>,
    now: Moment,
) -> Result<(), Failure> {
    let year = budget_year(now);
    let mut filling = Filling::new(store, files, check, year).await?;
    for before in [2, 1] {
        filling.past_year(year.saturating_sub(before)).await?;
    }
    filling.this_year(year, now).await?;
    documents::fill(&mut filling, year, now).await
}

/// Returns the year whose budget is prepared at a moment: the next one.
fn budget_year(now: Moment) -> u16 {
    let year = now.day().to_string().get(..4).and_then(|year| year.parse::<u16>().ok());
    year.map_or(2031, |year| year.saturating_add(1))
}

/// Returns the morning of a day.
fn morning(year: u16, month: u8, day: u8) -> Moment {
    let epoch = Day::new(1970, 1, 1);
    let days =
        Day::new(year.into(), month, day).zip(epoch).map_or(0, |(day, epoch)| day.since(epoch));
    Moment(i64::from(days).saturating_mul(24 * 3600))
}

fn broken(what: &str) -> Failure {
    Failure::new(format!("演示数据有误：{what}。"), format!("The demonstration is broken: {what}."))
}

impl Filling<'_> {
    /// Adds bodies and people.
    pub(super) async fn found(&mut self, at: Moment) -> Result<(), Failure> {
        let mut commands = vec![add(county::BUREAU.0, county::BUREAU.1, None)?];
        for (place, (code, name, _)) in county::DEPARTMENTS.iter().enumerate() {
            commands.push(add(code, name, Some(county::BUREAU.0))?);
            for unit in county::units(place) {
                commands.push(add(&unit.code, &unit.name, Some(code))?);
                commands.push(grant(&format!("staff-{code}"), Role::Preparer, &unit.code)?);
            }
            commands.push(grant(&format!("staff-{code}"), Role::Preparer, code)?);
            commands.push(grant(&format!("staff-{code}"), Role::Head, code)?);
        }
        for (login, _, grants) in PEOPLE {
            for (role, body) in grants {
                commands.push(grant(login, *role, body)?);
            }
        }
        let all: Vec<_> = commands.into_iter().map(|it| (Actor::Console, it, at)).collect();
        self.act(&all).await?;
        self.people().await
    }

    /// Hashing takes a tenth of a second, so everybody has the same hash: there is no secret in it.
    async fn people(&self) -> Result<(), Failure> {
        let hash = tokio::task::spawn_blocking(|| hash_password(PASSWORD)).await;
        let hash = hash.map_err(|error| broken(&error.to_string()))??;
        for (login, name, _) in PEOPLE {
            let login = login.parse().map_err(|_| broken(login))?;
            let password = Some(hash.clone());
            let person = PersonRow { login, name: name.to_owned(), password, is_active: true };
            self.store.put_person(&person).await?;
        }
        Ok(())
    }
}

fn add(code: &str, name: &str, parent: Option<&str>) -> Result<Command, Failure> {
    let id = |code: &str| code.parse().map_err(|_| broken(code));
    Ok(Command::AddBody {
        code: id(code)?,
        name: name.to_owned(),
        parent: parent.map(id).transpose()?,
    })
}

fn grant(to: &str, role: Role, body: &str) -> Result<Command, Failure> {
    Ok(Command::Grant {
        to: to.parse().map_err(|_| broken(to))?,
        role,
        body: body.parse().map_err(|_| broken(body))?,
    })
}

/// Returns what is said where a demonstration is asked for on an address that others can reach.
pub(crate) fn not_here() -> Failure {
    let message = Message::new(
        "演示的密码人人知道，只能在本机使用（127.0.0.1）。",
        "Everybody knows the demonstration's passwords; it listens on this machine alone (127.0.0.1).",
    );
    Failure::from(message)
}
