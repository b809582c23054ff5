//! A ledger as tables, the same for a workbook and for a folder of files.

use crate::Form;
use crate::follows::Follows;
use crate::lists::{self, DEPARTMENT, List, NO, YES, code_and_name};
use crate::tables::{self, Table};
use ledger::{Amount, Body, BudgetLine, Entity, Item, Ledger, Node, Purchase, nodes};
use std::collections::BTreeMap;

/// A table with its rows.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// Which it is.
    pub table: &'static Table,
    /// The headings of columns of the preparer's own, which come last.
    pub own: Vec<String>,
    /// A cell for each of its columns.
    pub rows: Vec<Vec<Entry>>,
}

/// A cell that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Words.
    Text(String),
    /// An amount, in whichever unit the form says.
    Money(Amount),
    /// A whole number.
    Count(u32),
}

/// What a unit gets of a fund, in 分; sums of many amounts may exceed what one amount holds.
pub(crate) type Revenue = BTreeMap<(Entity, Node, Node), i128>;

pub(crate) fn encode(ledger: &Ledger, form: &Form) -> Vec<Sheet> {
    let names = Names::new(ledger);
    let sheet = |table, rows| Sheet { table, own: Vec::new(), rows };
    let [units, projects, indicators, purchases, assets, counts] = printed(ledger);
    vec![
        sheet(&tables::BASICS, basics(ledger, form)),
        units,
        sheet(&tables::REVENUE, revenue_rows(&names)),
        sheet(
            &tables::LINES,
            ledger.lines.iter().map(|line| names.line(line, &form.reason)).collect(),
        ),
        projects,
        indicators,
        purchases,
        assets,
        counts,
        sheet(&tables::TEXTS, names.texts()),
        sheet(&tables::OWN_CODES, own_codes(ledger)),
    ]
}

/// The tables whose words a disclosure prints as they stand.
pub(crate) fn printed(ledger: &Ledger) -> [Sheet; 6] {
    let names = Names::new(ledger);
    let sheet = |table, rows| Sheet { table, own: Vec::new(), rows };
    [
        sheet(&tables::UNITS, ledger.units.iter().map(unit).collect()),
        sheet(&tables::PROJECTS, names.projects()),
        sheet(&tables::INDICATORS, names.indicators()),
        sheet(&tables::PURCHASES, ledger.purchases.iter().map(|it| names.purchase(it)).collect()),
        sheet(&tables::ASSETS, names.assets()),
        sheet(&tables::COUNTS, ledger.counts.iter().map(|it| names.count(it)).collect()),
    ]
}

/// What each unit gets by fund and source: the sums over the lines that are paid out of it.
pub(crate) fn revenue(lines: &[BudgetLine]) -> Revenue {
    let mut sums = Revenue::new();
    for line in lines {
        let owner = line.paid_by.unwrap_or(line.unit);
        *sums.entry((owner, line.fund, line.source)).or_default() += i128::from(line.amount.fen());
    }
    sums
}

/// A project's name with its unit's.
pub(crate) fn full_name(unit: &str, project: &str) -> String {
    format!("{unit}／{project}")
}

/// The name by which a sheet names a unit.
pub(crate) fn unit_name(ledger: &Ledger, entity: Entity) -> String {
    match entity.unit_index() {
        None => DEPARTMENT.to_owned(),
        Some(index) => {
            let unit = ledger.units.get(usize::from(index));
            unit.map(|unit| unit.name.clone()).unwrap_or_default()
        }
    }
}

fn words(text: &str) -> Entry {
    Entry::Text(text.to_owned())
}

fn basics(ledger: &Ledger, form: &Form) -> Vec<Vec<Entry>> {
    let department = &ledger.department;
    let year = ledger.year.map_or_else(|| words(""), |year| Entry::Count(u32::from(year.0)));
    let content = |entry: &str| match entry {
        tables::YEAR => year.clone(),
        tables::STAGE => words(ledger.stage.name_zh()),
        tables::MONEY_UNIT => words(form.unit.name()),
        tables::DEPARTMENT_CODE => words(&department.code),
        tables::DEPARTMENT_NAME => words(&department.name),
        tables::DEPARTMENT_NATURE => words(&department.nature),
        tables::DEPARTMENT_RANK => words(&department.rank),
        tables::DEPARTMENT_PAID_BY => words(&department.paid_by),
        _ => words(""),
    };
    tables::ENTRIES.iter().map(|entry| vec![words(entry), content(entry)]).collect()
}

fn unit(unit: &Body) -> Vec<Entry> {
    [&unit.code, &unit.name, &unit.nature, &unit.rank, &unit.paid_by].map(|it| words(it)).into()
}

/// A sum that no amount holds is left out, and then not checked.
fn revenue_rows(names: &Names<'_>) -> Vec<Vec<Entry>> {
    let row = |((unit, fund, source), fen): (&(Entity, Node, Node), &i128)| {
        let amount = Amount::from_fen(i64::try_from(*fen).ok()?);
        Some(vec![names.unit(*unit), node(*fund), node(*source), Entry::Money(amount)])
    };
    revenue(&names.ledger.lines).iter().filter_map(row).collect()
}

fn own_codes(ledger: &Ledger) -> Vec<Vec<Entry>> {
    ledger.codes.iter().map(|(code, name)| vec![words(&code.to_string()), words(name)]).collect()
}

fn node(node: Node) -> Entry {
    words(node.name_zh())
}

/// How the sheets of one ledger name its units and projects.
struct Names<'a> {
    ledger: &'a Ledger,
    /// Its projects' names as lines give them: with the unit's where two share one.
    projects: Vec<String>,
}

impl<'a> Names<'a> {
    fn new(ledger: &'a Ledger) -> Self {
        let mut namesakes: BTreeMap<&str, usize> = BTreeMap::new();
        for project in &ledger.projects {
            *namesakes.entry(&project.name).or_default() += 1;
        }
        let name = |project: &ledger::Project| match namesakes.get(project.name.as_str()) {
            Some(1) => project.name.clone(),
            _ => full_name(&unit_name(ledger, project.unit), &project.name),
        };
        Self { ledger, projects: ledger.projects.iter().map(name).collect() }
    }

    fn unit(&self, entity: Entity) -> Entry {
        Entry::Text(unit_name(self.ledger, entity))
    }

    fn project(&self, item: Item) -> Entry {
        let index = item.index().and_then(|index| usize::try_from(index).ok());
        Entry::Text(index.and_then(|index| self.projects.get(index)).cloned().unwrap_or_default())
    }

    fn line(&self, line: &BudgetLine, reason: &str) -> Vec<Entry> {
        let code = |code| Entry::Text(code_and_name(self.ledger, code));
        let follows = Follows::of(line);
        let is_overruled = follows.contradicts_purpose(line) || follows.contradicts_memo(line);
        let memo = match line.memo == nodes().everything {
            true if follows.memo.is_none() => words(""),
            true => words(List::Memo.none().unwrap_or_default()),
            false => node(line.memo),
        };
        vec![
            self.unit(line.unit),
            line.paid_by.map_or(words(""), |payer| self.unit(payer)),
            node(line.source),
            node(line.used),
            node(line.fund),
            code(line.function),
            code(line.economic),
            node(line.purpose),
            memo,
            self.project(line.item),
            Entry::Money(line.amount),
            words(if is_overruled { reason } else { "" }),
        ]
    }

    fn projects(&self) -> Vec<Vec<Entry>> {
        let projects = self.ledger.projects.iter();
        let row = |project: &ledger::Project| {
            let objectives = Entry::Text(project.objectives.join("\n"));
            vec![self.unit(project.unit), words(&project.name), objectives]
        };
        projects.map(row).collect()
    }

    fn indicators(&self) -> Vec<Vec<Entry>> {
        let of_project = |project: &ledger::Project| {
            let whose = [self.unit(project.unit), words(&project.name)];
            let row = move |it: &ledger::Indicator| {
                let own = [&it.class, &it.kind, &it.name, &it.description, &it.target, &it.basis];
                whose.iter().cloned().chain(own.map(|word| words(word))).collect::<Vec<_>>()
            };
            project.indicators.iter().map(row).collect::<Vec<_>>()
        };
        self.ledger.projects.iter().flat_map(of_project).collect()
    }

    fn purchase(&self, it: &Purchase) -> Vec<Entry> {
        vec![
            self.unit(it.unit),
            self.project(it.item),
            node(it.memo),
            words(&it.name),
            words(&it.catalogue),
            words(&it.measure),
            words(&it.quantity),
            node(it.fund),
            Entry::Money(it.amount),
            words(if it.is_asset { YES } else { NO }),
        ]
    }

    fn assets(&self) -> Vec<Vec<Entry>> {
        let row = |it: &ledger::Asset| {
            vec![self.unit(it.unit), words(&it.name), words(&it.quantity), Entry::Money(it.amount)]
        };
        self.ledger.assets.iter().map(row).collect()
    }

    fn count(&self, it: &ledger::Count) -> Vec<Entry> {
        vec![self.unit(it.unit), words(&it.what), Entry::Count(it.number)]
    }

    fn texts(&self) -> Vec<Vec<Entry>> {
        let row = |it: &ledger::Text| {
            let section = Entry::Text(lists::section_name(&it.section));
            vec![self.unit(it.entity), section, words(&it.words)]
        };
        self.ledger.texts.iter().map(row).collect()
    }
}
