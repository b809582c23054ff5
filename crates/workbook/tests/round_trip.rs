//! The law: what is written is read back, from a workbook and from a folder of files.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a generator that cannot go on fails the test"
)]

use classification::name_for;
use ledger::{
    Amount, Asset, Body, BudgetLine, Code, Count, Entity, Indicator, Item, Ledger, MoneyUnit, Node,
    Project, Purchase, Stage, Text, Year,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use workbook::{Form, Problem, ReadFailure, read_csv, read_xlsx, write_csv, write_xlsx};

/// How many units and projects a generated ledger has.
const UNITS: u16 = 3;
const PROJECTS: u32 = 4;

/// Words as preparers write them, and some that formats stumble over; never the same twice
/// in one list, as each is led by its number.
fn words() -> BoxedStrategy<String> {
    "[甲乙丙a-c=+@\"',;<&>_x0\\-（）、。%≥ ]{0,12}(\n[甲乙a,\"]{1,5})?"
        .prop_map(|words| words.replace("_x000", "").trim().to_owned())
        .boxed()
}

/// The same without line breaks.
fn line() -> BoxedStrategy<String> {
    words().prop_map(|words| words.replace('\n', "")).boxed()
}

/// The same and never blank.
fn name() -> BoxedStrategy<String> {
    line().prop_map(|words| format!("名{words}").trim().to_owned()).boxed()
}

fn node(keys: &'static [&'static str]) -> impl Strategy<Value = Node> {
    select(keys).prop_map(|key| Node::named(key).unwrap())
}

fn fund() -> impl Strategy<Value = Node> {
    node(&["general", "government_fund", "fiscal", "superior", "unit_funds", "all_funds"])
}

/// Up to the fifteen digits of a spreadsheet, and sometimes beyond them.
fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        4 => 0_i64..100_000_000,
        2 => -1_000_000_i64..1_000_000_000_000,
        1 => 0_i64..9_999_999_999_999_999,
    ]
    .prop_map(Amount::from_fen)
}

fn code(known: &'static [&'static str], unknown: &'static str) -> impl Strategy<Value = Code> {
    let known = select(known).prop_map(|code| Code::parse(code).unwrap());
    let unknown = unknown.prop_map(|code| Code::parse(&code).unwrap());
    prop_oneof![3 => known, 1 => unknown, 1 => Just(Code::ALL)]
}

fn unit() -> impl Strategy<Value = Entity> {
    (0..UNITS).prop_map(Entity::unit)
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![Just(Item::ALL), (0..PROJECTS).prop_map(Item::named)]
}

fn body(index: u16) -> impl Strategy<Value = Body> {
    [line(), name(), line(), line(), line()].prop_map(move |[code, name, nature, rank, paid_by]| {
        Body { code, name: format!("{index}{name}"), nature, rank, paid_by }
    })
}

fn budget_line() -> impl Strategy<Value = BudgetLine> {
    let flows = (
        node(&["received", "carried_in", "surplus_used", "total"]),
        node(&["spent", "carried_out", "allocated_kept", "total"]),
    );
    let codes = (
        // Codes that end at one level: what mixes levels adds up in no table.
        code(&["2010301", "2010601", "2080505"], "2[0-9]{6}"),
        code(&["30101", "30201", "30217", "31002"], "3[0-9]{4}"),
    );
    let purpose = node(&["personnel", "public", "project", "basic", "all_purposes", "subsidies"]);
    let memo =
        node(&["everything", "vehicle_running", "reception", "three_public", "agency_operation"]);
    (
        unit(),
        proptest::option::of(1..UNITS),
        flows,
        fund(),
        codes,
        purpose,
        memo,
        (item(), amount()),
    )
        .prop_map(
            |(unit, payer, (source, used), fund, codes, purpose, memo, (item, amount))| {
                let further = |by: u16| (unit.unit_index().unwrap_or(0) + by) % UNITS;
                let paid_by = payer.map(|by| Entity::unit(further(by)));
                let (function, economic) = codes;
                // Pay is never three-public.
                let is_pay = ["301", "303"].map(|class| Code::parse(class).unwrap());
                let is_pay = is_pay.into_iter().any(|class| class.contains(economic));
                let is_named = Node::named("three_public").unwrap().contains(memo);
                let memo =
                    if is_pay && is_named { Node::named("everything").unwrap() } else { memo };
                BudgetLine {
                    unit,
                    paid_by,
                    source,
                    used,
                    fund,
                    function,
                    economic,
                    purpose,
                    memo,
                    item,
                    amount,
                }
            },
        )
}

fn indicator() -> impl Strategy<Value = Indicator> {
    ([line(), line(), words(), line()], name(), name()).prop_map(
        |([class, kind, description, basis], name, target)| Indicator {
            class: class.into(),
            kind: kind.into(),
            name: name.into(),
            description: description.into(),
            target: target.into(),
            basis: basis.into(),
        },
    )
}

/// Projects whose names several units may share, but never one unit two; each says its cost.
fn projects() -> impl Strategy<Value = Vec<Project>> {
    let cost = indicator().prop_map(|it| Indicator { kind: "成本指标".into(), ..it });
    let indicators = (vec(indicator(), 0..3), cost).prop_map(|(mut all, cost)| {
        all.push(cost);
        all
    });
    let project = (unit(), vec(name(), 0..3), indicators);
    vec(project, PROJECTS as usize).prop_map(|projects| {
        let mut made: Vec<Project> = Vec::new();
        for (unit, objectives, indicators) in projects {
            let before = made.iter().filter(|project| project.unit == unit).count();
            made.push(Project { unit, name: format!("项目{before}"), objectives, indicators });
        }
        made
    })
}

fn purchase() -> impl Strategy<Value = Purchase> {
    let texts = (name(), line(), line(), line());
    let memo = node(&["goods", "works", "services", "procurement"]);
    (unit(), item(), memo, texts, fund(), amount(), any::<bool>()).prop_map(
        |(unit, item, memo, (name, catalogue, measure, quantity), fund, amount, is_asset)| {
            Purchase {
                unit,
                item,
                memo,
                name,
                catalogue,
                measure,
                quantity,
                fund,
                amount,
                is_asset,
            }
        },
    )
}

fn asset() -> impl Strategy<Value = Asset> {
    (unit(), name(), line(), amount()).prop_map(|(unit, name, quantity, amount)| Asset {
        unit,
        name,
        quantity,
        amount,
    })
}

/// Nothing is counted twice.
fn counts() -> impl Strategy<Value = Vec<Count>> {
    let what = prop_oneof![Just("公务用车".to_owned()), name()];
    let count = (unit(), what, any::<u32>());
    vec(count.prop_map(|(unit, what, number)| Count { unit, what, number }), 0..3).prop_map(
        |mut counts| {
            counts.sort_by_key(|count| (count.unit, count.what.clone()));
            counts.dedup_by_key(|count| (count.unit, count.what.clone()));
            counts
        },
    )
}

fn text() -> impl Strategy<Value = Text> {
    let entity = prop_oneof![Just(Entity::DEPARTMENT), unit()];
    (entity, "[a-z_]{1,9}", name(), words()).prop_map(|(entity, section, first, rest)| Text {
        entity,
        section,
        words: format!("{first}\n{rest}").trim().to_owned(),
    })
}

fn ledger() -> impl Strategy<Value = Ledger> {
    let whole = (1990_u16..2100, select(Stage::ALL.to_vec()), body(9));
    let units = (body(0), body(1), body(2)).prop_map(|(a, b, c)| vec![a, b, c]);
    let lines = vec(budget_line(), 0..12);
    let rest = (vec(purchase(), 0..4), vec(asset(), 0..3), counts(), vec(text(), 0..3));
    let names = (vec(name(), 40), vec(code(&["2010301", "2299901"], "[23][0-9]{4}"), 0..3));
    (whole, units, lines, projects(), rest, names).prop_map(
        |(
            (year, stage, department),
            units,
            lines,
            projects,
            (purchases, assets, counts, texts),
            names,
        )| {
            let ledger = Ledger {
                department,
                units,
                lines,
                projects,
                purchases,
                assets,
                counts,
                texts,
                ..Ledger::blank(Some(Year(year)), stage)
            };
            named(ledger, names)
        },
    )
}

/// The ledger with names for the codes that no list names, and for some others.
fn named(mut ledger: Ledger, (names, others): (Vec<String>, Vec<Code>)) -> Ledger {
    let used = ledger.lines.iter().flat_map(|line| [line.function, line.economic]);
    let printed: Vec<Code> = used.flat_map(Code::widened).collect();
    let nameless = printed.into_iter().filter(|code| name_for(&ledger, *code).is_none());
    let nameless: Vec<Code> = nameless.chain(others).filter(|code| code.level() > 0).collect();
    ledger.codes = nameless.into_iter().zip(names.into_iter().cycle()).collect();
    ledger
}

fn said(failure: &ReadFailure) -> String {
    failure.problems().iter().map(|problem| format!("{}\n", problem.line().zh)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_written_is_read_back(ledger in ledger(), wan in any::<bool>()) {
        let unit = if wan { MoneyUnit::TenThousandYuan } else { MoneyUnit::Yuan };
        let form = Form { unit, remarks: vec!["补上职责".to_owned()], ..Form::default() };
        let csv = read_csv(&write_csv(&ledger, &form));
        let csv = csv.map_err(|it| TestCaseError::fail(said(&it)))?;
        prop_assert_eq!(&csv.ledger, &ledger);
        let derived = read_csv(&blanked(write_csv(&ledger, &form)));
        let derived = derived.map_err(|it| TestCaseError::fail(said(&it)))?;
        prop_assert_eq!(&derived.ledger, &ledger, "what follows need not be filled in");
        let xlsx = read_xlsx(&write_xlsx(&ledger, &form).unwrap());
        let xlsx = xlsx.map_err(|it| TestCaseError::fail(said(&it)))?;
        prop_assert_eq!(&xlsx.ledger, &ledger);
        let severe = |problems: &[Problem]| problems.iter().filter(|it| it.is_error()).count();
        prop_assert_eq!(severe(&csv.warnings) + severe(&xlsx.warnings), 0);
        prop_assert_eq!(csv.warnings.len(), xlsx.warnings.len());
    }
}

/// The files with the cells of the lines left blank that follow from the others.
fn blanked(mut files: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    const FISCAL: [&str; 4] = ["一般公共预算", "政府性基金", "国有资本经营预算", "财政拨款"];
    for (_, bytes) in files.iter_mut().filter(|(name, _)| name == "收支明细.csv") {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).flexible(true).from_reader(bytes.as_slice());
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for record in reader.records() {
            let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
            let [used, fund, economic, purpose, memo, project] =
                [3, 4, 6, 7, 8, 9].map(|at| cells.get(at).cloned().unwrap_or_default());
            let is = |class: &str| project.is_empty() && economic.starts_with(class);
            let follows = match purpose.as_str() {
                "人员经费" => is("301") || is("303"),
                "公用经费" => is("302") || is("310"),
                "项目支出" => !project.is_empty(),
                _ => false,
            };
            let is_spent = used == "本年支出";
            if is_spent && follows {
                cells[7].clear();
            }
            let is_fiscal = FISCAL.contains(&fund.as_str());
            if is_spent && is_fiscal && economic.starts_with("30217") && memo == "公务接待费" {
                cells[8].clear();
            }
            writer.write_record(cells).unwrap();
        }
        *bytes = writer.into_inner().unwrap();
    }
    files
}

#[test]
fn the_same_ledger_gives_the_same_bytes() {
    let ledger = workbook::blank(Some(Year(2031)), Stage::Budget);
    let write = || write_xlsx(&ledger, &Form::default()).unwrap();
    let first = write();
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == write(), "two seconds are a step of a zip container's clock");
}
