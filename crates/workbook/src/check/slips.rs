//! Slips that are plain once all sheets are read: twice the same, nothing at all, too many.

use super::Draft;
use crate::encode::unit_name;
use crate::follows::is_in;
use crate::tables::{ECONOMIC, FUNCTION};
use crate::{Kind, Part, Problem, Spot};
use ledger::{Amount, BudgetLine, Code, Entity, nodes};
use message::{Fixed, Message};
use std::collections::{HashMap, HashSet};

/// Posts and staff, as the sheet 人员和车辆 counts them.
const POSTS: &str = "编制人数";
pub(super) const STAFF: &str = "在职人员";

/// Equipment and vehicles among the economic items.
const EQUIPMENT: [&str; 4] = ["31002", "31003", "31013", "31019"];

/// The most units that one note names.
const MOST_NAMED: usize = 3;

/// Lines that are there twice; each names the first.
pub(super) fn twice(draft: &Draft) -> Vec<Problem> {
    let key = |line: &BudgetLine| {
        let flows = (line.source, line.used, line.fund, line.purpose, line.memo);
        let codes = (line.function, line.economic, line.item);
        (line.unit, line.paid_by, flows, codes, line.amount)
    };
    let mut seen = HashMap::new();
    let mut problems = Vec::new();
    let lines = draft.ledger.lines.iter().enumerate();
    for (at, line) in lines.filter(|(_, line)| line.amount != Amount::ZERO) {
        let first = *seen.entry(key(line)).or_insert(at);
        if first != at {
            let [row, spot] = [first, at].map(|at| draft.cells.spot(Part::Line(at)));
            let row = row.position().1;
            problems.push(
                Problem::warning(
                    spot,
                    format!("这一行与第 {row} 行完全相同，同一笔钱算了两次？重复的请删去。"),
                    format!("This row is the same as row {row}. Delete it if the money is counted twice."),
                )
                .of(Kind::Twice),
            );
        }
    }
    problems
}

/// Units of which no line speaks.
pub(super) fn without_lines(draft: &Draft) -> Vec<Problem> {
    let ledger = &draft.ledger;
    if ledger.lines.is_empty() {
        return Vec::new();
    }
    let of_line = |line: &BudgetLine| [Some(line.unit), line.paid_by];
    let busy: HashSet<Entity> = ledger.lines.iter().flat_map(of_line).flatten().collect();
    let units = (0..).zip(&ledger.units).enumerate();
    let idle = units.filter(|(_, (index, _))| !busy.contains(&Entity::unit(*index)));
    idle.map(|(at, (_, unit))| {
        let name = &unit.name;
        Problem::warning(
            draft.cells.spot(Part::Unit(at)),
            format!("“{name}”在“收支明细”里没有一行，它的表会全部是空的。请补上收支，或删去这个单位。"),
            format!("{name} has no line, so all its tables will be empty. Add its lines, or delete the unit."),
        )
        .of(Kind::NoLines)
    })
    .collect()
}

/// More staff than posts.
pub(super) fn staff(draft: &Draft) -> Vec<Problem> {
    let ledger = &draft.ledger;
    let posts = ledger.counts.iter().rev().filter(|it| it.what == POSTS);
    let posts: HashMap<Entity, &ledger::Count> = posts.map(|it| (it.unit, it)).collect();
    let staff = ledger.counts.iter().enumerate().filter(|(_, it)| it.what == STAFF);
    let over = staff.filter_map(|(at, it)| {
        let posts = posts.get(&it.unit).filter(|posts| it.number > posts.number)?.number;
        let (unit, number) = (unit_name(ledger, it.unit), it.number);
        Some(
            Problem::warning(
                draft.cells.spot(Part::Count(at)),
                format!("{unit}在职 {number} 人，多于编制 {posts} 人。请核对两个数，是否填反。"),
                format!(
                    "{unit} has {number} staff and {posts} posts. Check both; were they swapped?"
                ),
            )
            .of(Kind::Staff),
        )
    });
    over.collect()
}

/// Units that pay for equipment and buy none: one note, for it is one omission.
pub(super) fn assets(draft: &Draft) -> Vec<Problem> {
    let ledger = &draft.ledger;
    let assets = ledger.purchases.iter().filter(|it| it.is_asset);
    // The units that buy assets, and then those that are told.
    let mut done: HashSet<Entity> = assets.map(|it| it.unit).collect();
    let told: Vec<(usize, &BudgetLine)> = ledger
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| {
            let is_equipment = EQUIPMENT.iter().any(|code| is_in(line.economic, code));
            is_equipment && line.used == nodes().spent && done.insert(line.unit)
        })
        .collect();
    let Some((first, _)) = told.first() else { return Vec::new() };
    let spot = |at: usize| draft.cells.cell(Part::Line(at), ECONOMIC);
    let named = told.iter().take(MOST_NAMED).map(|(at, line)| {
        let (unit, row) = (unit_name(ledger, line.unit), spot(*at).position().1);
        Message::new(
            format!("{unit}（{}，第 {row} 行）", line.economic),
            format!("{unit} ({}, row {row})", line.economic),
        )
    });
    let Message { zh, en } = Message::join(named, Fixed { zh: "、", en: ", " });
    let (more, in_all) = match told.len() {
        0..=MOST_NAMED => (String::new(), String::new()),
        all => (format!(" 等 {all} 个单位"), format!(" and others, {all} units in all,")),
    };
    let note = Problem::note(
        spot(*first),
        format!(
            "{zh}{more}有资产购置，“政府采购”表里没有形成固定资产的采购。属于政府采购的请补上。"
        ),
        format!(
            "{en}{in_all} pay for assets, and the sheet 政府采购 has none. Add them if they are procured."
        ),
    );
    vec![note.of(Kind::Assets)]
}

/// Codes above others that are spent as well: a table's rows then do not add up to its total.
pub(super) fn too_coarse(draft: &Draft) -> Vec<Problem> {
    let functions = coarse(draft, FUNCTION, "项", |line| {
        (line.used == nodes().spent).then_some(line.function)
    });
    let basic = coarse(draft, ECONOMIC, "款", |line| {
        let is_basic = nodes().basic.contains(line.purpose) && nodes().fiscal.contains(line.fund);
        (is_basic && line.used == nodes().spent).then_some(line.economic)
    });
    functions.into_iter().chain(basic).collect()
}

fn coarse(
    draft: &Draft,
    heading: &str,
    level: &str,
    code: impl Fn(&BudgetLine) -> Option<Code>,
) -> Vec<Problem> {
    let lines = || draft.ledger.lines.iter().filter(|line| line.amount != Amount::ZERO);
    let codes: std::collections::BTreeSet<String> =
        lines().filter_map(&code).map(|code| code.to_string()).collect();
    let below = |code: Code| {
        let digits = code.to_string();
        let mut after = codes.range(digits.clone()..);
        after.find(|other| **other != digits && other.starts_with(&digits)).cloned()
    };
    let all = draft.ledger.lines.iter().enumerate();
    let told = all.filter(|(_, line)| line.amount != Amount::ZERO).filter_map(|(at, line)| {
        let code = code(line).filter(|code| code.level() > 0)?;
        let finer = below(code)?;
        let spot: Spot = draft.cells.cell(Part::Line(at), heading);
        Some(
            Problem::error(
                spot,
                format!("{code} 没有填到{level}，而别的行填到了 {finer}：表里各行加起来不等于合计。请填到{level}。"),
                format!("{code} is not as fine as {finer} of another row, so that no table adds up. Enter the finer code."),
            )
            .of(Kind::Code),
        )
    });
    told.collect()
}
