//! An invented county for tests: its bodies, its people, and whatever they could do.

use crate::{
    Actor, BodyCode, Calendar, Command, DocumentId, Draft, Figure, Figures, Finding, FindingLevel,
    Hash, Level, Lines, Mark, Moment, Office, Others, PackageId, Remark, Role, decide,
};
use ledger::{Amount, Year, nodes};
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

/// The year of the county's budgets.
pub const YEAR: Year = Year(2031);

/// The bodies: code, name, the body above.
const BODIES: [(&str, &str, Option<&str>); 7] = [
    ("000", "云桥市财政局", None),
    ("101", "云桥市教育局", Some("000")),
    ("102", "云桥市民政局", Some("000")),
    ("101001", "云桥市教育局本级", Some("101")),
    ("101002", "云桥市第一中学", Some("101")),
    ("102001", "云桥市民政局本级", Some("102")),
    ("102002", "云桥市福利院", Some("102")),
];

/// The people: login, role, body.
const PEOPLE: [(&str, Role, &str); 14] = [
    ("administrator", Role::Administrator, "000"),
    ("budget", Role::Budget, "000"),
    ("reviewer", Role::Reviewer, "000"),
    ("publisher", Role::Publisher, "000"),
    ("auditor", Role::Auditor, "000"),
    ("head-101", Role::Head, "101"),
    ("head-102", Role::Head, "102"),
    ("preparer-101", Role::Preparer, "101"),
    ("preparer-102", Role::Preparer, "102"),
    ("preparer-101001", Role::Preparer, "101001"),
    ("preparer-101002", Role::Preparer, "101002"),
    ("preparer-102001", Role::Preparer, "102001"),
    ("preparer-102002", Role::Preparer, "102002"),
    ("head-101001", Role::Head, "101001"),
];

/// Returns a name that is valid.
///
/// # Panics
/// Panics where it is not.
#[expect(clippy::panic, reason = "only tests call it, with names that are valid")]
pub fn id<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is not a valid name"))
}

/// Returns a person of the county.
pub fn person(login: &str) -> Actor {
    Actor::Person(id(login))
}

/// Returns the package of a body.
pub fn package(body: &str) -> PackageId {
    PackageId { year: YEAR, body: id(body) }
}

/// Returns the hash that stands for a file of that number.
pub fn hash(number: u64) -> Hash {
    id(&format!("{number:064x}"))
}

/// Returns the calendar of the year.
pub fn calendar() -> Calendar {
    Calendar {
        first_up: id("2030-10-31"),
        controls: id("2030-11-30"),
        second_up: id("2030-12-20"),
        approval: id("2031-01-31"),
    }
}

/// Returns the commands that found the county and open its year, with who gives them.
pub fn founding() -> Vec<(Actor, Command)> {
    let bodies = BODIES.iter().map(|(code, name, parent)| Command::AddBody {
        code: id(code),
        name: (*name).to_owned(),
        parent: parent.map(id),
    });
    let people = PEOPLE.iter().map(|(login, role, body)| Command::Grant {
        to: id(login),
        role: *role,
        body: id(body),
    });
    let founded = bodies.chain(people).map(|command| (Actor::Console, command));
    let opened = (person("budget"), Command::OpenYear { year: YEAR, calendar: calendar() });
    founded.chain([opened]).collect()
}

/// Returns everybody who can act.
pub fn actors() -> Vec<Actor> {
    let people: BTreeSet<&str> = PEOPLE.iter().map(|(login, ..)| *login).collect();
    let people = people.into_iter().chain(["stranger"]).map(person);
    people.chain([Actor::Console, Actor::Program]).collect()
}

/// Returns one line: general public budget, spent on a function for a project or for personnel.
pub fn lines(function: &str, purpose: &str, fen: i64) -> Lines {
    let key =
        format!("source=received flow=spent fund=general function={function} purpose={purpose}");
    Lines::new([(id(&key), Amount::from_fen(fen))]).unwrap_or_default()
}

/// Returns control figures of one fund: the general public budget, for all purposes.
pub fn figures(fen: i64) -> Figures {
    let (fund, purpose) = (nodes().general, nodes().all_purposes);
    Figures::new([Figure { fund, purpose, most: Amount::from_fen(fen) }]).unwrap_or_default()
}

/// Returns a finding of a level.
pub fn finding(key: &str, level: FindingLevel) -> Finding {
    Finding {
        key: id(key),
        level,
        check: "a check".to_owned(),
        cell: Some(id("支出!F12")),
        zh: "合计与明细之和不等。".to_owned(),
        en: "The total differs from the sum of its parts.".to_owned(),
    }
}

/// Returns a draft of a unit, or of a department where there are no lines.
pub fn draft(based_on: u32, lines: Lines, findings: Vec<Finding>) -> Draft {
    let (content, others) = (hash(u64::from(based_on)), Some(Others::default()));
    Draft { based_on, content, lines, others, unread: 0, findings, is_complete: true }
}

/// Returns commands on everything in the office, most of them possible at some stage. `number`
/// varies amounts, files and findings.
pub fn commands(office: &Office, number: u32) -> Vec<Command> {
    let bodies = office.bodies().filter(|(code, _)| office.level(code) > Some(Level::Bureau));
    let bodies: Vec<&BodyCode> = bodies.map(|(code, _)| code).collect();
    let of_bodies = bodies.iter().flat_map(|body| of_body(office, body, number));
    let documents = ["d1", "d2"].into_iter().flat_map(|document| of_document(document, number));
    let others = [
        Command::AddBody {
            code: id("102003"),
            name: "云桥市救助站".into(),
            parent: Some(id("102")),
        },
        Command::RenameBody {
            code: id("102002"), name: format!("云桥市福利院{}", number % 3)
        },
        Command::CloseBody { code: id("102002") },
        Command::ReopenBody { code: id("102002") },
        Command::Grant { to: id("stranger"), role: Role::Auditor, body: id("101") },
        Command::Revoke { from: id("stranger"), role: Role::Auditor, body: id("101") },
        Command::ChangeCalendar { year: YEAR, calendar: calendar() },
    ];
    of_bodies.chain(documents).chain(others).collect()
}

fn of_body(office: &Office, body: &BodyCode, number: u32) -> Vec<Command> {
    let package = PackageId { year: YEAR, body: body.clone() };
    let is_department = office.level(body) == Some(Level::Department);
    let fen = i64::from(number % 1000);
    let own = if is_department { Lines::default() } else { lines("2050201", "project", fen) };
    let level =
        if number.is_multiple_of(3) { FindingLevel::ToExplain } else { FindingLevel::Warning };
    let based_on = office.package(&package).map_or(0, |it| it.version_number());
    let reason = || "按会议纪要。".to_owned();
    let moved = Lines::sum([&lines("2050201", "project", -fen), &lines("2050202", "project", fen)]);
    // A unit submits once all comments are answered, so the next one without an answer is.
    let open = office.package(&package).and_then(|it| it.open_comments().next());
    let open = open.map_or(0, |(at, _)| at);
    let comment = Remark { cell: Some(id("支出!F12")), words: "请核对。".to_owned() };
    vec![
        Command::OpenPackage { package: package.clone() },
        Command::Save {
            package: package.clone(),
            draft: draft(based_on, own, vec![finding("f1", level)]),
        },
        Command::Explain {
            package: package.clone(), finding: id("f1"), words: "已核对。".into()
        },
        Command::Answer { package: package.clone(), comment: open, words: "已改。".into() },
        Command::Submit { package: package.clone() },
        Command::TakeBack { package: package.clone() },
        Command::Accept { package: package.clone() },
        Command::Return { package: package.clone(), reason: reason(), comments: vec![comment] },
        Command::Agree { package: package.clone() },
        Command::IssueControls { package: package.clone(), figures: figures(number.into()) },
        Command::Approve { package: package.clone() },
        Command::Publish { package: package.clone(), files: vec![hash(7)], names: Vec::new() },
        Command::Withdraw { package: package.clone(), reason: reason() },
        Command::Adjust {
            package: package.clone(),
            changes: lines("2050201", "project", fen),
            reason: reason(),
        },
        Command::Reallocate {
            package: PackageId {
                year: YEAR,
                body: office.department(body).unwrap_or(body).clone(),
            },
            changes: BTreeMap::from([(body.clone(), moved)]),
            reason: reason(),
        },
    ]
}

fn of_document(name: &str, number: u32) -> Vec<Command> {
    let document = || -> DocumentId { id(name) };
    let content = hash(u64::from(number % 5));
    let findings: Vec<Finding> = match number % 3 {
        0 => Vec::new(),
        1 => vec![finding("f1", FindingLevel::Error)],
        _ => vec![finding("f1", FindingLevel::Error), finding("f2", FindingLevel::Warning)],
    };
    let mark = |mark| Command::Mark { document: document(), finding: id("f1"), mark };
    vec![
        Command::Receive {
            document: document(),
            body: id("101"),
            name: "部门预算.docx".into(),
            content: content.clone(),
        },
        Command::RecordCheck { document: document(), content, findings },
        mark(Mark::Confirmed),
        mark(Mark::Dismissed("四舍五入。".into())),
        mark(Mark::Explained("含上年结转。".into())),
        Command::ReturnDocument {
            document: document(), letter: "请按所附问题修改。".into()
        },
        Command::PublishDocument { document: document() },
        Command::WithdrawDocument { document: document(), reason: "内容有误。".into() },
    ]
}

/// A command, by whom and when.
#[derive(Debug, Clone)]
pub struct Step {
    /// The command.
    pub command: Command,
    /// Who gives it.
    pub actor: Actor,
    /// When.
    pub at: Moment,
}

/// Returns a step that the dice choose, at `after` or later.
///
/// Two of ten are anything by anybody. The others are accepted, and six of them lead a package
/// on, so that packages get to their end. The kind of command is chosen before the command.
pub fn step(office: &Office, after: Moment, dice: [u32; 4]) -> Step {
    let [choice, number, kind, which] = dice;
    let number = number % 5000 + 1;
    let at = Moment(after.0.saturating_add(i64::from(number) * 600));
    let all = |is_wanted: fn(&Command) -> bool| {
        let commands = commands(office, number).into_iter().filter(is_wanted);
        let steps = commands.flat_map(|command| {
            actors().into_iter().map(move |actor| Step { command: command.clone(), actor, at })
        });
        steps.collect::<Vec<_>>()
    };
    let accepted = |steps: Vec<Step>| {
        let is_accepted = |it: &Step| decide(office, &it.command, &it.actor, at).is_ok();
        steps.into_iter().filter(is_accepted).collect::<Vec<_>>()
    };
    let chosen = match choice % 10 {
        0..2 => Vec::new(),
        2..4 => accepted(all(|_| true)),
        _ => accepted(all(leads_on)),
    };
    let steps = if chosen.is_empty() { all(|_| true) } else { chosen };
    let mut kinds = Vec::new();
    for it in steps.iter().map(|step| discriminant(&step.command)) {
        kinds.extend((!kinds.contains(&it)).then_some(it));
    }
    let kind = pick(&kinds, kind);
    let steps: Vec<&Step> =
        steps.iter().filter(|it| kind == Some(&discriminant(&it.command))).collect();
    let stay = Step {
        command: Command::ChangeCalendar { year: YEAR, calendar: calendar() },
        actor: Actor::Console,
        at,
    };
    pick(&steps, which).map_or(stay, |step| (*step).clone())
}

fn pick<T>(all: &[T], number: u32) -> Option<&T> {
    let at = usize::try_from(number).ok()?.checked_rem(all.len())?;
    all.get(at)
}

fn leads_on(command: &Command) -> bool {
    matches!(
        command,
        Command::Save { .. }
            | Command::Explain { .. }
            | Command::Answer { .. }
            | Command::Submit { .. }
            | Command::Accept { .. }
            | Command::Agree { .. }
            | Command::IssueControls { .. }
            | Command::Approve { .. }
            | Command::Publish { .. }
    )
}
