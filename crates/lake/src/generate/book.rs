//! The ledgers of an invented department.

use super::nation::{BUREAUS, Department, Issue, Nation};
use super::random::Random;
use ledger::{Amount, Body, BudgetLine, Code, Entity, Item, Ledger, Node, Project, Stage, Year};

/// How many different departments there are of each bureau; the others have the same lines in
/// another size.
pub(super) const KINDS: u64 = 4;

const PERSONNEL: [(&str, &str); 6] = [
    ("30101", ""),
    ("30102", ""),
    ("30103", ""),
    ("30108", "2080505"),
    ("30110", "2101101"),
    ("30113", "2210201"),
];
const PUBLIC: [&str; 5] = ["30201", "30207", "30211", "30228", "30239"];
const MEMOS: [(&str, &str); 3] =
    [("reception", "30217"), ("vehicle_running", "30231"), ("abroad", "30212")];
const PROJECTS: [&str; 6] =
    ["信息平台建设", "设施维护", "专项普查", "宣传教育", "设备更新", "安全生产"];
const ON_PROJECTS: [&str; 4] = ["30226", "30227", "31002", "31003"];

/// Which of the kinds of ledgers a department has.
pub(super) fn kind(department: &Department) -> u64 {
    let bureaus = u64::try_from(BUREAUS.len()).unwrap_or(1);
    let bureau = u64::try_from(department.bureau).unwrap_or(0);
    bureau + bureaus * (department.number / 7 % KINDS)
}

/// Returns the ledgers from which a document is made: its own, and those with which it compares.
pub(super) fn books(nation: Nation, department: &Department, issue: Issue) -> Vec<Ledger> {
    let before = Year(issue.year.0.saturating_sub(1));
    let mut books = Vec::new();
    for year in [issue.year, before] {
        for stage in [Stage::Budget, Stage::FinalAccounts] {
            // A budget is published before its year's final accounts are.
            if issue.stage == Stage::FinalAccounts || stage == Stage::Budget {
                let size = nation.size(department.number, year, stage);
                books.push(book(nation.seed, department, Issue { year, stage }, size));
            }
        }
    }
    books
}

/// Returns one ledger; all its amounts are `size` times those of the smallest.
pub(super) fn book(seed: u64, department: &Department, issue: Issue, size: i64) -> Ledger {
    let mut random = Random::of(seed, &[kind(department), 0xb0]);
    let mut ledger = Ledger::blank(Some(issue.year), issue.stage);
    let Department { name, code, .. } = department;
    ledger.department = body(code, name, "行政");
    let units = random.between(1, 3);
    for unit in 0..units {
        let (what, nature) = match unit {
            0 => ("本级", "行政"),
            1 => ("服务中心", "财政补助事业单位"),
            _ => ("信息中心", "财政补助事业单位"),
        };
        let code = format!("{code}{:03}", unit + 1);
        ledger.units.push(body(&code, &format!("{name}{what}"), nature));
    }
    let functions = BUREAUS.get(department.bureau).map_or([""; 2], |(_, functions)| *functions);
    for unit in 0..u16::try_from(units).unwrap_or(1) {
        let mut unit = Unit { ledger: &mut ledger, entity: Entity::unit(unit), size, functions };
        unit.fill(&mut random);
    }
    ledger
}

fn body(code: &str, name: &str, nature: &str) -> Body {
    Body {
        code: code.to_owned(),
        name: name.to_owned(),
        nature: nature.to_owned(),
        rank: "正科级".to_owned(),
        paid_by: "财政拨款".to_owned(),
    }
}

/// A unit whose lines are being invented.
struct Unit<'a> {
    ledger: &'a mut Ledger,
    entity: Entity,
    size: i64,
    /// Of running the unit, and of its work.
    functions: [&'static str; 2],
}

impl Unit<'_> {
    fn fill(&mut self, random: &mut Random) {
        let [running, work] = self.functions;
        for (economic, function) in PERSONNEL {
            let function = if function.is_empty() { running } else { function };
            self.add(random, "general", function, economic, "personnel");
        }
        for economic in PUBLIC {
            self.add(random, "general", running, economic, "public");
        }
        for (memo, economic) in MEMOS {
            if random.below(3) > 0 {
                self.add(random, "general", running, economic, "public");
                self.last(|line| line.memo = node(memo));
            }
        }
        for _ in 0..random.between(1, 4) {
            let economic = random.one_of(&ON_PROJECTS).copied().unwrap_or_default();
            let name = random.one_of(&PROJECTS).copied().unwrap_or_default();
            self.add(random, "general", work, economic, "project");
            let item = self.project(name);
            self.last(|line| line.item = item);
        }
        if random.below(2) == 0 {
            self.add(random, "business", work, "30226", "project");
        }
        if random.below(4) == 0 {
            self.add(random, "government_fund", "2120803", "30905", "project");
        }
    }

    fn add(
        &mut self,
        random: &mut Random,
        fund: &str,
        function: &str,
        economic: &str,
        purpose: &str,
    ) {
        // Whole 百元, so that 万元 with two decimals are exact in every size.
        let amount = Amount::from_fen(random.between(1, 400) * self.size * 10_000);
        let code = |text| Code::parse(text).unwrap_or(Code::ALL);
        self.ledger.lines.push(BudgetLine {
            unit: self.entity,
            paid_by: None,
            source: node("received"),
            used: node("spent"),
            fund: node(fund),
            function: code(function),
            economic: code(economic),
            purpose: node(purpose),
            memo: node("everything"),
            item: Item::ALL,
            amount,
        });
    }

    fn last(&mut self, change: impl FnOnce(&mut BudgetLine)) {
        self.ledger.lines.last_mut().map(change);
    }

    /// The project of that name; no two of a department have the same.
    fn project(&mut self, what: &str) -> Item {
        let unit = self.entity.unit_index().map_or(0, |index| index + 1);
        let name = format!(
            "{what}{}",
            ["", "（一）", "（二）", "（三）"].get(usize::from(unit)).unwrap_or(&"")
        );
        let projects = &mut self.ledger.projects;
        let at = projects.iter().position(|it| it.name == name).unwrap_or_else(|| {
            let objectives = vec![format!("完成{what}任务。")];
            projects.push(Project { unit: self.entity, name, objectives, indicators: Vec::new() });
            projects.len() - 1
        });
        u32::try_from(at).map_or(Item::ALL, Item::named)
    }
}

#[expect(clippy::expect_used, reason = "the names are those of this file")]
fn node(key: &str) -> Node {
    Node::named(key).expect("a node of the trees")
}
