//! A year of one department, step by step, and the sentences of what is refused on the way.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot go on fails the test")]

use std::cell::RefCell;
use std::fmt::Write as _;
use workflow::testing::{draft, figures, finding, founding, hash, id, lines, package, person};
use workflow::{
    Actor, Command, Element, Event, FindingLevel, Lines, Mark, Moment, Office, PackageId, Progress,
    Remark, Role, Stage, Why, buttons, changes, decide, decide_all, overdue, time_spent,
    waiting_for,
};

const DAY: i64 = 24 * 3600;
/// The first of October 2030 in China.
const START: i64 = 1_917_014_400;

/// The office as it goes through a year, with what was refused.
struct Year {
    office: Office,
    day: i64,
    events: Vec<Event>,
    refused: RefCell<String>,
}

impl Year {
    fn founded() -> Self {
        let refused = RefCell::new(String::new());
        let mut year = Self { office: Office::default(), day: 0, events: Vec::new(), refused };
        for (actor, command) in founding() {
            year.does(&actor, &command);
        }
        year
    }

    fn now(&self) -> Moment {
        Moment(START + self.day * DAY)
    }

    fn does(&mut self, actor: &Actor, command: &Command) {
        let events = decide(&self.office, command, actor, self.now());
        let events = events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
        self.apply(&events);
    }

    fn apply(&mut self, events: &[Event]) {
        events.iter().for_each(|event| drop(self.office.apply(event)));
        self.events.extend_from_slice(events);
    }

    /// One event of each kind as it is stored. What was once stored must be read for ever: these
    /// snapshots may grow but not change.
    fn stored(&self) -> String {
        let mut kinds = Vec::new();
        let first = self.events.iter().filter(|event| {
            let kind = std::mem::discriminant(&event.fact);
            let is_new = !kinds.contains(&kind);
            kinds.push(kind);
            is_new
        });
        first.map(|event| serde_json::to_string(event).unwrap() + "\n").collect()
    }

    fn refuses(&self, actor: &Actor, command: &Command, why: Why) {
        let refusal = decide(&self.office, command, actor, self.now()).unwrap_err();
        assert_eq!(refusal.why, why, "{command:?}: {refusal}");
        writeln!(self.refused.borrow_mut(), "{}\n{}\n", refusal.message.zh, refusal.message.en)
            .unwrap();
    }

    fn stage(&self, body: &str) -> Stage {
        self.office.package(&package(body)).unwrap().stage
    }

    fn total(&self, body: &str) -> i64 {
        self.office.package(&package(body)).unwrap().lines.total(|_| true).fen()
    }

    fn saves(&mut self, body: &str, lines: Lines) {
        let based_on = self.office.package(&package(body)).unwrap().version_number();
        let draft = draft(based_on, lines, Vec::new());
        self.does(
            &person(&format!("preparer-{body}")),
            &Command::Save { package: package(body), draft },
        );
    }

    /// The units submit, and the department agrees and submits.
    fn goes_up(&mut self) {
        for unit in ["101001", "101002"] {
            self.does(&person(&format!("preparer-{unit}")), &submit(unit));
            self.does(&person("head-101"), &Command::Accept { package: package(unit) });
            self.does(&person("head-101"), &Command::Agree { package: package(unit) });
        }
        self.saves("101", Lines::default());
        self.does(&person("head-101"), &submit("101"));
    }

    fn reviewer_agrees(&mut self) {
        self.does(&person("reviewer"), &Command::Accept { package: package("101") });
        self.does(&person("reviewer"), &Command::Agree { package: package("101") });
    }
}

fn submit(body: &str) -> Command {
    Command::Submit { package: package(body) }
}

fn save(body: &str, draft: workflow::Draft) -> Command {
    Command::Save { package: package(body), draft }
}

fn returned(body: &str, reason: &str, comments: Vec<Remark>) -> Command {
    Command::Return { package: package(body), reason: reason.to_owned(), comments }
}

fn project(fen: i64) -> Lines {
    lines("2050201", "project", fen)
}

#[test]
fn a_department_goes_through_a_year() {
    let mut year = Year::founded();
    first_round(&mut year);
    second_round(&mut year);
    approval(&mut year);
    later(&mut year);
    insta::assert_snapshot!(year.refused.take());
    insta::assert_snapshot!(year.stored());
}

fn first_round(year: &mut Year) {
    let preparer = person("preparer-101001");
    year.refuses(&preparer, &submit("101001"), Why::Invalid);
    let with = |level| draft(0, project(600), vec![finding("f1", level)]);
    year.does(&preparer, &save("101001", with(FindingLevel::Error)));
    year.refuses(&preparer, &submit("101001"), Why::Findings);
    year.refuses(&preparer, &save("101001", with(FindingLevel::Note)), Why::Stale);
    let open = draft(1, project(600), vec![finding("f1", FindingLevel::ToExplain)]);
    year.does(&preparer, &save("101001", open));
    year.refuses(&preparer, &submit("101001"), Why::Findings);
    let explain = |words: &str| Command::Explain {
        package: package("101001"),
        finding: id("f1"),
        words: words.to_owned(),
    };
    year.refuses(&preparer, &explain("  "), Why::Invalid);
    year.does(&preparer, &explain("按会议纪要调整。"));
    year.refuses(&preparer, &submit("101002"), Why::NotGranted);
    year.does(&preparer, &submit("101001"));
    year.refuses(&preparer, &save("101001", draft(2, project(1), Vec::new())), Why::Stage);
    year.does(&preparer, &Command::TakeBack { package: package("101001") });
    year.saves("101002", lines("2050204", "personnel", 400));
    year.saves("101", Lines::default());
    year.refuses(&person("head-101"), &submit("101"), Why::Others);
    assert_eq!(year.total("101"), 0);

    year.goes_up();
    assert_eq!(year.total("101"), 1000);
    year.refuses(&person("head-101"), &returned("101001", "重报。", Vec::new()), Why::Others);
    year.refuses(&person("reviewer"), &Command::Agree { package: package("101") }, Why::Stage);
    year.does(&person("reviewer"), &Command::Accept { package: package("101") });
    year.refuses(&person("head-101"), &Command::TakeBack { package: package("101") }, Why::Stage);
    year.refuses(&person("reviewer"), &returned("101", " ", Vec::new()), Why::Invalid);
    let comment = Remark { cell: Some(id("支出!F12")), words: "依据不足。".to_owned() };
    year.does(&person("reviewer"), &returned("101", "项目依据不足。", vec![comment.clone()]));

    // The department passes the comment on, and the unit answers it.
    year.day = 40;
    year.does(&person("head-101"), &returned("101001", "项目依据不足。", vec![comment]));
    assert_eq!(year.total("101"), 400);
    assert_eq!(overdue(&year.office, &package("101001"), year.now()), Some(10));
    let unit = year.office.package(&package("101001")).unwrap();
    assert_eq!(unit.open_comments().map(|(at, _)| at).collect::<Vec<_>>(), [0]);
    year.saves("101001", project(550));
    let unit = year.office.package(&package("101001")).unwrap();
    let changed = changes(&unit.submitted.as_ref().unwrap().1, &unit.lines);
    assert_eq!(changed.iter().map(|it| it.after.fen()).collect::<Vec<_>>(), [550]);
    year.refuses(&preparer, &submit("101001"), Why::Findings);
    let answer =
        Command::Answer { package: package("101001"), comment: 0, words: "已改。".into() };
    year.does(&preparer, &answer);
    year.does(&preparer, &submit("101001"));
    year.does(&person("head-101"), &Command::Accept { package: package("101001") });
    year.does(&person("head-101"), &Command::Agree { package: package("101001") });
    year.does(&person("head-101"), &submit("101"));
    year.reviewer_agrees();
    year.refuses(&person("budget"), &Command::Approve { package: package("101") }, Why::Stage);
}

fn second_round(year: &mut Year) {
    let issue =
        |body: &str, fen| Command::IssueControls { package: package(body), figures: figures(fen) };
    year.refuses(&person("head-101"), &issue("101", 900), Why::NotGranted);
    year.does(&person("budget"), &issue("101", 900));
    assert_eq!((year.stage("101001"), year.total("101")), (Stage::Editing, 0));
    year.does(&person("head-101"), &issue("101001", 520));
    year.refuses(&person("head-101"), &issue("101002", 400), Why::Controls);
    year.does(&person("head-101"), &issue("101002", 380));
    year.refuses(&person("budget"), &issue("101", 899), Why::Controls);
    year.refuses(&person("preparer-101001"), &submit("101001"), Why::Controls);
    year.saves("101001", project(520));
    year.saves("101002", lines("2050204", "personnel", 380));
    year.goes_up();
    year.reviewer_agrees();
}

fn approval(year: &mut Year) {
    let waiting = waiting_for(&year.office, &package("101")).unwrap();
    assert!(waiting.roles.iter().any(|(role, _)| *role == Role::Budget));
    year.does(&person("budget"), &Command::Approve { package: package("101") });
    let publish_as = |files, names| Command::Publish { package: package("101"), files, names };
    let publish = |files| publish_as(files, Vec::new());
    year.refuses(&person("publisher"), &publish(Vec::new()), Why::Invalid);
    let one = vec!["预算.docx".to_owned()];
    let unnamed = publish_as(vec![hash(1), hash(2)], one);
    year.refuses(&person("publisher"), &unnamed, Why::Invalid);
    year.day += 25;
    year.does(&person("publisher"), &publish(vec![hash(1)]));
    let published = year.office.package(&package("101")).unwrap().published.clone().unwrap();
    assert_eq!(published.late, 5);
    year.refuses(&person("publisher"), &publish(vec![hash(2)]), Why::Stage);
    let can: Vec<&str> = buttons(&year.office, &package("101"), &person("publisher"), year.now())
        .into_iter()
        .filter_map(|button| button.refusal.is_none().then_some(button.name.zh))
        .collect();
    assert_eq!(can, ["撤回公开"]);
    let withdraw =
        |reason: &str| Command::Withdraw { package: package("101"), reason: reason.into() };
    year.refuses(&person("publisher"), &withdraw(""), Why::Invalid);
    // What the department has published does not wait at its units.
    assert_eq!(waiting_for(&year.office, &package("101001")), None);
    year.does(&person("publisher"), &withdraw("附件有误。"));
    let withdrawn = year.office.package(&package("101")).unwrap().withdrawn.clone().unwrap();
    assert_eq!((withdrawn.reason.as_str(), withdrawn.at), ("附件有误。", year.now()));
    assert!(waiting_for(&year.office, &package("101001")).is_some());
    year.does(&person("publisher"), &publish(vec![hash(2)]));
    assert_eq!(year.office.package(&package("101")).unwrap().withdrawn, None);
}

fn later(year: &mut Year) {
    let moved = Lines::sum([&project(-100), &lines("2050202", "project", 100)]);
    let reallocate = |unit: &str, changes: &Lines| Command::Reallocate {
        package: package("101"),
        changes: [(id(unit), changes.clone())].into(),
        reason: "项目进度变化。".to_owned(),
    };
    year.refuses(&person("head-101"), &reallocate("101001", &project(-100)), Why::Invalid);
    year.refuses(&person("head-101"), &reallocate("101002", &moved), Why::Invalid);
    year.refuses(&person("head-101"), &reallocate("102001", &moved), Why::Invalid);
    year.does(&person("head-101"), &reallocate("101001", &moved));
    let adjust = |body: &str| Command::Adjust {
        package: package(body),
        changes: project(30),
        reason: "追加。".to_owned(),
    };
    year.refuses(&person("budget"), &adjust("101"), Why::Invalid);
    year.does(&person("budget"), &adjust("101001"));
    let staged = |body: &str| {
        let amounts = &year.office.package(&package(body)).unwrap().amounts;
        Element::ALL.map(|element| amounts.of(element).total(|_| true).fen())
    };
    assert_eq!(staged("101001"), [520, 520, 520, 30, 0, 550]);
    assert_eq!(staged("101"), [900, 900, 900, 30, 0, 930]);
    let department = year.office.package(&package("101")).unwrap();
    let spent = time_spent(department, year.now());
    let days: u64 = spent.iter().map(|it| it.seconds).sum::<u64>() / 86_400;
    assert_eq!(days, u64::try_from(year.day).unwrap());
}

#[test]
fn many_at_once_have_a_result_each() {
    let mut year = Year::founded();
    year.saves("101001", project(5));
    year.saves("101002", project(6));
    year.does(&person("preparer-101001"), &submit("101001"));
    let accept = |body: &str| Command::Accept { package: package(body) };
    let agree = Command::Agree { package: package("101001") };
    let all = [accept("101001"), accept("101002"), agree];
    let results = decide_all(&year.office, &all, &person("head-101"), year.now());
    let seen: Vec<Option<Why>> =
        results.iter().map(|it| it.as_ref().err().map(|it| it.why)).collect();
    assert_eq!(seen, [None, Some(Why::Stage), None]);
    results.into_iter().flatten().for_each(|events| year.apply(&events));
    assert_eq!((year.stage("101001"), year.total("101")), (Stage::Agreed, 5));
}

#[test]
fn a_unit_that_is_added_later_joins_the_round() {
    let mut year = Year::founded();
    let added = Command::AddBody {
        code: id("101003"),
        name: "云桥市图书馆".into(),
        parent: Some(id("101")),
    };
    year.does(&person("administrator"), &added);
    let open = Command::OpenPackage { package: package("101003") };
    year.refuses(&person("head-101"), &open, Why::NotGranted);
    year.does(&person("budget"), &open);
    year.refuses(&person("budget"), &open, Why::Exists);
    assert_eq!(year.stage("101003"), Stage::Editing);
    let below: PackageId = package("101003");
    assert_eq!(year.office.department_package(&below).map(|(id, _)| id), Some(package("101")));
}

#[test]
fn a_document_is_returned_and_received_again() {
    let mut year = Year::founded();
    let receive = |number, body: &str| Command::Receive {
        document: id("d1"),
        body: id(body),
        name: "部门预算.docx".into(),
        content: hash(number),
    };
    let check = |number, findings| Command::RecordCheck {
        document: id("d1"),
        content: hash(number),
        findings,
    };
    let mark =
        |finding: &str, mark| Command::Mark { document: id("d1"), finding: id(finding), mark };
    let publish = Command::PublishDocument { document: id("d1") };
    let (preparer, reviewer) = (person("preparer-101"), person("reviewer"));
    year.does(&preparer, &receive(1, "101"));
    year.refuses(&preparer, &receive(1, "101"), Why::Exists);
    year.refuses(&person("publisher"), &publish, Why::Stage);
    year.refuses(&reviewer, &check(1, Vec::new()), Why::NotGranted);
    let [error, warning] = [FindingLevel::Error, FindingLevel::Warning];
    let found = vec![finding("f1", error), finding("f2", error), finding("f3", warning)];
    year.does(&Actor::Program, &check(1, found));
    year.refuses(&preparer, &mark("f1", Mark::Dismissed("无误。".into())), Why::NotGranted);
    year.does(&preparer, &mark("f1", Mark::Explained("含结转。".into())));
    year.refuses(&person("publisher"), &publish, Why::Findings);
    year.does(&reviewer, &mark("f1", Mark::Dismissed("含结转，属实。".into())));
    year.refuses(&preparer, &mark("f1", Mark::Explained("再说明。".into())), Why::Exists);
    year.does(&reviewer, &mark("f3", Mark::Confirmed));
    let letter =
        Command::ReturnDocument { document: id("d1"), letter: "请改正后重报。".into() };
    year.does(&reviewer, &letter);
    year.does(&preparer, &receive(2, "101"));
    year.refuses(&Actor::Program, &check(1, Vec::new()), Why::Stale);
    year.does(&Actor::Program, &check(2, vec![finding("f1", error), finding("f4", warning)]));
    let progress: Vec<(String, Progress)> = year
        .office
        .document(&id("d1"))
        .unwrap()
        .progress()
        .into_iter()
        .map(|(finding, progress)| (finding.key.to_string(), progress))
        .collect();
    let gone = ["f2", "f3"].map(|key| (key.to_owned(), Progress::Fixed));
    let here = [("f1".to_owned(), Progress::StillThere), ("f4".to_owned(), Progress::New)];
    assert_eq!(progress, here.into_iter().chain(gone).collect::<Vec<_>>());
    // The dismissal is remembered.
    year.does(&person("publisher"), &publish);
    year.refuses(&preparer, &receive(3, "101"), Why::Stage);
    year.refuses(&reviewer, &mark("f1", Mark::Confirmed), Why::Stage);
    insta::assert_snapshot!(year.refused.take());
    insta::assert_snapshot!(year.stored());
}

#[test]
fn the_same_file_under_another_number_is_a_twin() {
    let mut year = Year::founded();
    for (document, body) in [("d1", "101"), ("d2", "102")] {
        let receive = Command::Receive {
            document: id(document),
            body: id(body),
            name: "部门预算.docx".into(),
            content: hash(1),
        };
        year.does(&person(&format!("preparer-{body}")), &receive);
    }
    let twins = &year.office.document(&id("d2")).unwrap().versions[0].twins;
    assert_eq!(twins.iter().map(|it| it.as_str()).collect::<Vec<_>>(), ["d1"]);
}

/// Programs send commands in this form.
#[test]
fn commands_are_written_as_ever() {
    let year = Year::founded();
    let mut kinds = Vec::new();
    let mut written = String::new();
    for command in workflow::testing::commands(&year.office, 5) {
        let kind = std::mem::discriminant(&command);
        if !kinds.contains(&kind) {
            kinds.push(kind);
            writeln!(written, "{}", serde_json::to_string(&command).unwrap()).unwrap();
        }
    }
    insta::assert_snapshot!(written);
}
