//! Ledgers that nobody thought of.

use crate::example::{CENTRE, body, example, node};
use ledger::{
    Amount, Asset, BudgetLine, Code, Count, Entity, Item, Ledger, Purchase, Stage, Text, Year,
};
use proptest::prelude::*;
use proptest::sample::select;

const FUNCTIONS: [&str; 10] = [
    "2010601", "2010602", "2080505", "2101101", "2120104", "2120501", "2210201", "2012999",
    "2120197", "2129701",
];
/// Codes that are in no list, with the names that the preparer gives them.
const OWN: [(&str, &str); 4] = [
    ("21297", "城市更新试点"),
    ("2129701", "街区更新试点"),
    ("2120197", "市容示范创建"),
    ("30297", "巡查作业费"),
];
const PERSONNEL: [&str; 5] = ["30101", "30102", "30108", "30110", "30113"];
const PUBLIC: [&str; 5] = ["30201", "30207", "30211", "30239", "30297"];
const PROJECT: [&str; 4] = ["30226", "30227", "31002", "31003"];
const FUNDS: [&str; 6] =
    ["general", "general", "general", "business", "other_income", "special_account"];
/// Three-public items with the economic item under which they are spent.
const MEMOS: [(&str, &str); 4] = [
    ("abroad", "30212"),
    ("reception", "30217"),
    ("vehicle_running", "30231"),
    ("vehicle_purchase", "31013"),
];
const NAMES: [&str; 6] =
    ["城区道路养护", "河道清淤", "路灯节能改造", "公园绿化提升", "垃圾分类宣传", "信息平台建设"];

/// How a line is to be made.
#[derive(Debug, Clone)]
struct Draft {
    unit: u16,
    kind: Kind,
    function: &'static str,
    economic: usize,
    fund: &'static str,
    source: &'static str,
    used: &'static str,
    fen: i64,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Personnel,
    Public,
    ThreePublic(usize),
    Project(u32),
    GovernmentFund(u32),
    StateCapital,
    PassedOn,
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        4 => Just(Kind::Personnel),
        3 => Just(Kind::Public),
        1 => (0..MEMOS.len()).prop_map(Kind::ThreePublic),
        4 => (0..8_u32).prop_map(Kind::Project),
        1 => (0..8_u32).prop_map(Kind::GovernmentFund),
        1 => Just(Kind::StateCapital),
        1 => Just(Kind::PassedOn),
    ]
}

/// Whole 百元 mostly, so that sums print exactly; any 分 now and then.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => (1_i64..5_000_000).prop_map(|hundreds| hundreds * 10_000),
        3 => 1_i64..100_000_000_000,
        1 => 1_i64..200_000,
    ]
}

fn draft() -> impl Strategy<Value = Draft> {
    let source = prop_oneof![8 => Just("received"), 1 => Just("carried_in")];
    let used = prop_oneof![9 => Just("spent"), 1 => Just("carried_out")];
    (
        0..3_u16,
        kind(),
        select(&FUNCTIONS[..]),
        0..20_usize,
        select(&FUNDS[..]),
        source,
        used,
        amount(),
    )
        .prop_map(|(unit, kind, function, economic, fund, source, used, fen)| Draft {
            unit,
            kind,
            function,
            economic,
            fund,
            source,
            used,
            fen,
        })
}

/// Any ledger of this year, and perhaps one of the year before.
pub fn ledgers() -> impl Strategy<Value = (Ledger, Option<Ledger>)> {
    let drafts = || proptest::collection::vec(draft(), 0..24);
    (0..4_u16, drafts(), proptest::option::of(drafts()), any::<bool>()).prop_map(
        |(units, now, before, with_more)| {
            let before = before.map(|drafts| ledger(2030, units, drafts, with_more));
            (ledger(2031, units, now, with_more), before)
        },
    )
}

fn ledger(year: u16, units: u16, drafts: Vec<Draft>, with_more: bool) -> Ledger {
    let mut ledger = Ledger {
        year: Some(Year(year)),
        stage: Stage::Budget,
        department: body("512", "澄江县城市管理局", "行政", "正科级"),
        units: Vec::new(),
        lines: Vec::new(),
        projects: Vec::new(),
        ..example()
    };
    let own = OWN.iter().filter_map(|(code, name)| Some((Code::parse(code)?, (*name).to_owned())));
    ledger.codes.extend(own);
    ledger.purchases.clear();
    ledger.assets.clear();
    ledger.counts.clear();
    let known = [
        ("澄江县城市管理局本级", "行政"),
        ("澄江县环境卫生中心", "财政补助事业单位"),
        ("澄江县园林绿化所", "经费自理事业单位"),
    ];
    for (number, (name, nature)) in (1..=units).zip(known) {
        ledger.units.push(body(&format!("51200{number}"), name, nature, "股级"));
    }
    let last = ledger.texts.iter().filter(|text| text.entity == CENTRE).cloned();
    let last: Vec<_> = last.map(|text| Text { entity: Entity::unit(2), ..text }).collect();
    ledger.texts.extend(last);
    ledger.texts.retain(|text| {
        text.entity.unit_index().is_none_or(|index| usize::from(index) < ledger.units.len())
    });
    for draft in drafts {
        let line = line(&mut ledger, &draft, units);
        ledger.lines.extend(line);
    }
    if with_more {
        more(&mut ledger);
    }
    ledger
}

fn line(ledger: &mut Ledger, draft: &Draft, units: u16) -> Option<BudgetLine> {
    let unit = match units {
        0 => Entity::DEPARTMENT,
        _ => Entity::unit(draft.unit % units),
    };
    let one_of = |list: &[&'static str]| list.get(draft.economic % list.len()).copied();
    let mut line = BudgetLine {
        unit,
        paid_by: None,
        source: node(draft.source),
        used: node("spent"),
        fund: node(draft.fund),
        function: Code::parse(draft.function)?,
        economic: Code::parse(one_of(&PROJECT)?)?,
        purpose: node("project"),
        memo: node("everything"),
        item: Item::ALL,
        amount: Amount::from_fen(draft.fen),
    };
    let economic = |list: &[&'static str]| one_of(list).and_then(Code::parse);
    match draft.kind {
        Kind::Personnel => {
            (line.purpose, line.economic) = (node("personnel"), economic(&PERSONNEL)?);
        }
        Kind::Public => (line.purpose, line.economic) = (node("public"), economic(&PUBLIC)?),
        Kind::ThreePublic(at) => {
            let (memo, code) = MEMOS.get(at)?;
            (line.memo, line.fund) = (node(memo), node("general"));
            (line.purpose, line.economic) = (node("public"), Code::parse(code)?);
        }
        Kind::Project(name) => {
            line.item = project(ledger, unit, name);
            line.used = node(draft.used);
        }
        Kind::GovernmentFund(name) => {
            line.item = project(ledger, unit, name);
            (line.fund, line.function) = (node("government_fund"), Code::parse("2120803")?);
        }
        Kind::StateCapital => {
            (line.fund, line.function) = (node("state_capital"), Code::parse("2239999")?);
        }
        Kind::PassedOn if units > 1 => {
            line.paid_by = Some(Entity::unit((draft.unit + 1) % units));
            (line.fund, line.source) = (node("other_income"), node("received"));
        }
        Kind::PassedOn => {}
    }
    if line.used == node("carried_out") {
        // What it will be spent on may be open.
        if draft.economic.is_multiple_of(2) {
            line.purpose = node("all_purposes");
        }
        line.item = Item::ALL;
    }
    Some(line)
}

/// The project of that name; some money belongs to none.
fn project(ledger: &mut Ledger, unit: Entity, name: u32) -> Item {
    let Some(name) = usize::try_from(name).ok().and_then(|at| NAMES.get(at)) else {
        return Item::ALL;
    };
    // A department does not disclose two projects of one name.
    let of_unit = ["", "（机关）", "（环卫）", "（园林）"];
    let whose = unit.unit_index().map_or(0, |index| usize::from(index) + 1);
    let name = format!("{name}{}", of_unit.get(whose).copied().unwrap_or_default());
    let found = ledger.projects.iter().position(|it| it.name == name);
    let at = found.unwrap_or_else(|| {
        let mut project = example().projects.remove(ledger.projects.len() % 4);
        project.unit = unit;
        project.name.clone_from(&name);
        project.objectives = vec![format!("完成{name}任务，达到年度考核标准。")];
        ledger.projects.push(project);
        ledger.projects.len() - 1
    });
    u32::try_from(at).map_or(Item::ALL, Item::named)
}

/// Purchases for projects, assets and vehicles.
fn more(ledger: &mut Ledger) {
    let lines = ledger.lines.clone();
    for (at, line) in
        lines.iter().enumerate().filter(|(_, line)| line.purpose == node("project")).take(3)
    {
        if line.used != node("spent") || line.source != node("received") || line.paid_by.is_some() {
            continue;
        }
        ledger.purchases.push(Purchase {
            unit: line.unit,
            item: line.item,
            memo: node(["goods", "works", "services"][at % 3]),
            name: format!("第{}批物资", ["一", "二", "三", "四", "五"][ledger.purchases.len()]),
            catalogue: "A0201".into(),
            measure: "批".into(),
            quantity: "1".into(),
            fund: line.fund,
            amount: line.amount,
            is_asset: at % 3 == 0,
        });
        ledger.assets.push(Asset {
            unit: line.unit,
            name: ["车辆", "设备", "家具"][at % 3].into(),
            quantity: (at + 1).to_string(),
            amount: line.amount,
        });
        ledger.counts.push(Count {
            unit: line.unit,
            what: ["公务用车", "在职人员", "编制人数"][at % 3].into(),
            number: 7,
        });
    }
}
