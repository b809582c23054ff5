//! The sheets one by one: rows to units, lines, projects and so on.
//!
//! A row that cannot be read leaves nothing behind but its problems, all of them.
//!
//! Long: one function for each sheet, which share how a row is read.

use super::fields::Field;
use super::names::Names;
use super::rows::{Filled, Rows};
use crate::check::{Control, Entered};
use crate::follows::follows;
use crate::lists::{COUNTED, DEPARTMENT, List, section_key};
use crate::raw::Value;
use crate::tables::{
    AMOUNT, CONTENT, ECONOMIC, FUNCTION, FUND, MEMO, PROJECT, PURPOSE, QUANTITY, REASON, SECTION,
    SOURCE, TARGET, UNIT, UNIT_NAME,
};
use crate::{Problem, Spot, near};
use classification::Kind;
use ledger::{
    Amount, Asset, Body, BudgetLine, Code, Count, Entity, Indicator, Item, Node, Project, Purchase,
    Text, nodes,
};
use message::Message;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A row with the names it may use and the list of all that is wrong.
struct Reading<'a> {
    row: &'a Filled<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Reading<'_> {
    /// What `read` makes of the cell under a heading; where it fails, the problem is told.
    fn get<T>(
        &mut self,
        heading: &str,
        read: impl FnOnce(&Field<'_>, &mut Vec<Problem>) -> Result<T, Problem>,
    ) -> Option<T> {
        let field = self.row.field(heading)?;
        let said = read(&field, self.problems);
        said.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn words(&mut self, heading: &str) -> Option<String> {
        self.get(heading, |field, _| field.words())
    }

    /// Words that many rows may share.
    fn shared(&mut self, heading: &str) -> Option<Arc<str>> {
        self.get(heading, |field, _| field.shared())
    }

    /// A unit, or the department; the column has to be filled.
    fn unit(&mut self, names: &Names) -> Option<Entity> {
        self.get(UNIT, |field, _| names.entity(field)).flatten()
    }

    fn node(&mut self, heading: &str, list: List) -> Option<Option<Node>> {
        self.get(heading, |field, _| field.node(list))
    }

    fn money(&mut self, names: &Names) -> Option<Amount> {
        self.get(AMOUNT, |field, problems| field.money(names.unit, problems))
    }

    fn item(&mut self, names: &Names, unit: Option<Entity>) -> Option<Item> {
        self.get(PROJECT, |field, _| names.item(field, unit))
    }

    fn is_blank(&self, heading: &str) -> bool {
        self.row.field(heading).is_some_and(|field| *field.value == Value::Empty)
    }

    fn spot(&self, heading: &str) -> Spot {
        self.row.field(heading).map_or(Spot::Whole, |field| field.spot)
    }

    /// Adds a problem of the cell under a heading.
    fn tell(&mut self, heading: &str, problem: impl FnOnce(&Field<'_>) -> Problem) {
        self.problems.extend(self.row.field(heading).map(|field| problem(&field)));
    }
}

/// What the rows of a sheet say, and the number of each row.
type Numbered<T> = (Vec<T>, Vec<u64>);

/// All rows of a sheet, each with what `read` makes of it.
fn each<T>(
    rows: &Rows<'_>,
    problems: &mut Vec<Problem>,
    mut read: impl FnMut(&mut Reading<'_>) -> Option<T>,
) -> Numbered<T> {
    let read = |row: Filled<'_>| {
        let number = row.number();
        Some((read(&mut Reading { row: &row, problems })?, number))
    };
    rows.iter().filter_map(read).unzip()
}

pub(crate) fn units(
    rows: &Rows<'_>,
    names: &mut Names,
    problems: &mut Vec<Problem>,
) -> Numbered<Body> {
    let (units, at) = each(rows, problems, |row| {
        let [code, name, nature, rank, paid_by] =
            ["单位代码", UNIT_NAME, "单位性质", "单位规格", "经费保障形式"]
                .map(|heading| row.words(heading));
        let name = name?;
        if name == DEPARTMENT || names.has_unit(&name) {
            row.tell(UNIT_NAME, |field| {
                field.error(
                    format!("“{name}”已经有了，或是保留的名称。每个单位的名称要不同"),
                    format!("{name} is taken or reserved. Each unit needs a name of its own"),
                )
            });
            return None;
        }
        // Its name is known even where something else of the row is wrong.
        names.add_unit(name.clone());
        let body = Body { name, ..Body::default() };
        let all = || {
            Some(Body {
                code: code?,
                nature: nature?,
                rank: rank?,
                paid_by: paid_by?,
                ..body.clone()
            })
        };
        Some(all().unwrap_or_else(|| body.clone()))
    });
    if units.is_empty() {
        problems.extend(rows.spot().map(|spot| {
            Problem::error(
                spot,
                "没有单位。部门至少有一个单位（本级），请填写。",
                "No unit is entered. A department has at least one; fill it in.",
            )
        }));
    }
    (units, at)
}

pub(crate) fn lines(
    rows: &Rows<'_>,
    names: &mut Names,
    problems: &mut Vec<Problem>,
) -> (Numbered<BudgetLine>, Vec<Entered>) {
    let (lines, at) = each(rows, problems, |row| line(row, names));
    let (lines, entered) = lines.into_iter().unzip();
    ((lines, at), entered)
}

fn line(row: &mut Reading<'_>, names: &mut Names) -> Option<(BudgetLine, Entered)> {
    let unit = row.unit(names);
    let paid_by = row.get("付款单位", |field, _| names.entity(field));
    let [source, used, fund] = [(SOURCE, List::Source), ("去向", List::Used), (FUND, List::Fund)]
        .map(|(heading, list)| row.node(heading, list).flatten());
    let function = row.get(FUNCTION, |field, told| names.codes.read(field, Kind::Function, told));
    let economic = row.get(ECONOMIC, |field, told| names.codes.read(field, Kind::Economic, told));
    let purpose = row.node(PURPOSE, List::Purpose);
    let memo = row.node(MEMO, List::Memo);
    let item = row.item(names, unit);
    let amount = row.money(names);
    if let (Some(unit), Some(Some(payer))) = (unit, paid_by) {
        a_payer(row, unit, payer);
    }
    let has_reason = !row.words(REASON)?.is_empty();
    let follows = follows(used?, fund?, economic?, item?);
    let filled = purpose?.or(follows.purpose);
    if used == Some(nodes().spent) && filled.is_none() {
        row.tell(PURPOSE, |field| {
            field.error(
                "没有填，由经济科目也得不出。本年支出必须填",
                "is blank and does not follow from the economic item. What is spent needs it",
            )
        });
    }
    let entered = Entered {
        is_purpose_derived: purpose?.is_none() && filled.is_some(),
        is_memo_derived: memo?.is_none() && follows.memo.is_some(),
        has_reason,
    };
    let line = BudgetLine {
        unit: unit?,
        paid_by: paid_by?,
        source: source?,
        used: used?,
        fund: fund?,
        function: function?,
        economic: economic?,
        purpose: filled.unwrap_or(nodes().all_purposes),
        memo: memo?.or(follows.memo).unwrap_or(nodes().everything),
        item: item?,
        amount: amount?,
    };
    Some((line, entered))
}

/// Money between units goes from one unit to another.
fn a_payer(row: &mut Reading<'_>, unit: Entity, payer: Entity) {
    if payer == unit {
        row.tell("付款单位", |field| {
            field.error(
                "与用钱的单位相同。自己的钱自己用时留空",
                "is the unit itself. Leave it blank where a unit spends its own money",
            )
        });
    } else if payer == Entity::DEPARTMENT || unit == Entity::DEPARTMENT {
        row.tell("付款单位", |field| {
            field.error(
                format!("单位之间转钱时，付款和用钱的都要是单位，不能是“{DEPARTMENT}”"),
                "must be a unit, and so must the unit that spends, where one pays another",
            )
        });
    }
}

pub(crate) fn projects(
    rows: &Rows<'_>,
    names: &mut Names,
    problems: &mut Vec<Problem>,
) -> Numbered<Project> {
    let read = |row: &mut Reading<'_>| {
        let (unit, name) = (row.unit(names), row.words(PROJECT));
        let objectives = row.words("绩效目标").unwrap_or_default();
        let (unit, name) = (unit?, name?);
        if names.project_of(unit, &name).is_some() {
            row.tell(PROJECT, |field| {
                field.error(
                    format!("项目“{name}”重复。同一单位的项目不能同名，请合并或改名"),
                    format!("{name} is there twice. Merge the two, or rename one"),
                )
            });
            return None;
        }
        names.add_project(unit, name.clone());
        let lines = objectives.lines().map(str::trim).filter(|line| !line.is_empty());
        let objectives = lines.map(str::to_owned).collect();
        Some(Project { unit, name, objectives, indicators: Vec::new() })
    };
    each(rows, problems, read)
}

pub(crate) fn indicators(
    rows: &Rows<'_>,
    names: &Names,
    projects: &mut [Project],
    problems: &mut Vec<Problem>,
) -> (Vec<u64>, Vec<(usize, usize, u64)>) {
    let mut blank = Vec::new();
    let (of, rows) = each(rows, problems, |row| {
        let (unit, name) = (row.unit(names), row.words(PROJECT));
        let [class, kind, own, description, basis] =
            ["一级指标", "二级指标", "三级指标", "指标说明", "指标值确定依据"]
                .map(|heading| row.shared(heading));
        let says_cost =
            |words: &Option<Arc<str>>| words.as_ref().is_some_and(|it| it.contains("成本"));
        let follows = says_cost(&class) || says_cost(&kind);
        let is_blank = row.is_blank(TARGET) && follows;
        let target = if is_blank { Some(Arc::default()) } else { row.shared(TARGET) };
        let (unit, name) = (unit?, name?);
        let Some(index) = names.project_of(unit, &name) else {
            row.tell(PROJECT, |field| names.no_project(field, &name));
            return None;
        };
        let indicator = Indicator {
            class: class?,
            kind: kind?,
            name: own?,
            description: description?,
            target: target?,
            basis: basis?,
        };
        let indicators = &mut projects.get_mut(index)?.indicators;
        if is_blank {
            blank.push((index, indicators.len(), row.row.number()));
        }
        indicators.push(indicator);
        Some(index)
    });
    // A project's stand together in the ledger, and in the order of the sheet.
    let mut rows: Vec<(usize, u64)> = of.into_iter().zip(rows).collect();
    rows.sort_by_key(|(project, _)| *project);
    (rows.into_iter().map(|(_, row)| row).collect(), blank)
}

pub(crate) fn purchases(
    rows: &Rows<'_>,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> Numbered<Purchase> {
    each(rows, problems, |row| {
        let unit = row.unit(names);
        let item = row.item(names, unit);
        let memo = row.node("类别", List::Bought).flatten();
        let [name, catalogue, measure, quantity] =
            ["采购内容", "采购目录序号", "计量单位", QUANTITY].map(|heading| row.words(heading));
        let fund = row.node(FUND, List::Fund).flatten();
        let amount = row.money(names);
        let is_asset = row.get("形成固定资产", |field, _| field.yes());
        Some(Purchase {
            unit: unit?,
            item: item?,
            memo: memo?,
            name: name?,
            catalogue: catalogue?,
            measure: measure?,
            quantity: quantity?,
            fund: fund?,
            amount: amount?,
            is_asset: is_asset?,
        })
    })
}

pub(crate) fn assets(
    rows: &Rows<'_>,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> Numbered<Asset> {
    each(rows, problems, |row| {
        let unit = row.unit(names);
        let [name, quantity] = ["资产", QUANTITY].map(|heading| row.words(heading));
        let amount = row.money(names);
        Some(Asset { unit: unit?, name: name?, quantity: quantity?, amount: amount? })
    })
}

pub(crate) fn counts(
    rows: &Rows<'_>,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> Numbered<Count> {
    let mut seen = BTreeSet::new();
    each(rows, problems, |row| {
        let (unit, what) = (row.unit(names), row.words(PROJECT));
        let number = row.get(QUANTITY, |field, _| field.count());
        let (unit, what) = (unit?, what?);
        if !seen.insert((unit, what.clone())) {
            row.tell(PROJECT, |field| {
                field.error(
                    format!("这个单位的“{what}”已经填过。请合并成一行"),
                    format!("has {what} of this unit twice. Make one row of the two"),
                )
            });
        }
        if !COUNTED.contains(&what.as_str()) {
            row.tell(PROJECT, |field| unprinted(field, &what));
        }
        Some(Count { unit, what, number: number? })
    })
}

/// A layout of somebody's own may print what none of ours does.
fn unprinted(field: &Field<'_>, what: &str) -> Problem {
    let Message { zh, en } = near::hint(&near::near(what, COUNTED));
    Problem::warning(
        field.spot.clone(),
        format!("自带的公开样式都不用“{what}”，填了也不会印出。{zh}"),
        format!("None of the layouts that come with the program prints {what}.{en}"),
    )
}

pub(crate) fn texts(rows: &Rows<'_>, names: &Names, problems: &mut Vec<Problem>) -> Numbered<Text> {
    each(rows, problems, |row| {
        let entity = row.unit(names);
        let [section, words] = [SECTION, CONTENT].map(|heading| row.words(heading));
        Some(Text { entity: entity?, section: section_key(&section?), words: words? })
    })
}

/// The names of codes that stand among the texts, in the section 科目名称.
pub(crate) fn names_of_codes(texts: &[Text]) -> impl Iterator<Item = (Code, String)> {
    texts.iter().filter_map(|text| {
        let code = text.section.strip_prefix("code-")?;
        Some((Code::parse(code)?, text.words.clone()))
    })
}

/// The codes that the preparer adds to the lists.
pub(crate) fn own_codes(rows: &Rows<'_>, names: &mut Names, problems: &mut Vec<Problem>) {
    each(rows, problems, |row| {
        let name = row.words("名称");
        row.get("代码", |code, told| {
            told.extend(names.codes.add(code, name.unwrap_or_default())?);
            Ok(())
        })
    });
}

pub(crate) fn controls(
    rows: &Rows<'_>,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> Vec<Control> {
    each(rows, problems, |row| {
        let unit = row.unit(names);
        let fund = row.node(FUND, List::Fund).flatten();
        let source = row.node(SOURCE, List::Source).flatten();
        let amount = row.money(names);
        let spot = row.spot(AMOUNT);
        Some(Control { unit: unit?, fund: fund?, source: source?, amount: amount?, spot })
    })
    .0
}
