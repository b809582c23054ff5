//! An invented department: two units, government fund money, carried-over money, three-public
//! expenses, procurement, and a transfer between the units.

use ledger::{
    Amount, Asset, Body, BudgetLine, Code, Count, Entity, Indicator, Item, Ledger, Node, Project,
    Purchase, Stage, Text, Year,
};

pub const OFFICE: Entity = Entity::unit(0);
pub const CENTRE: Entity = Entity::unit(1);

pub fn node(key: &str) -> Node {
    Node::named(key).expect("a node of the trees")
}

pub fn yuan(yuan: i64) -> Amount {
    Amount::from_fen(yuan * 100)
}

/// A line received and spent this year.
pub fn line(
    unit: Entity,
    fund: &str,
    function: &str,
    economic: &str,
    purpose: &str,
    amount: i64,
) -> BudgetLine {
    BudgetLine {
        unit,
        paid_by: None,
        source: node("received"),
        used: node("spent"),
        fund: node(fund),
        function: Code::parse(function).expect("a code"),
        economic: Code::parse(economic).expect("a code"),
        purpose: node(purpose),
        memo: node("everything"),
        item: Item::ALL,
        amount: yuan(amount),
    }
}

pub fn project(mut line: BudgetLine, item: u32) -> BudgetLine {
    line.purpose = node("project");
    line.item = Item::named(item);
    line
}

fn memo(mut line: BudgetLine, memo: &str) -> BudgetLine {
    line.memo = node(memo);
    line
}

pub fn body(code: &str, name: &str, nature: &str, rank: &str) -> Body {
    Body {
        code: code.into(),
        name: name.into(),
        nature: nature.into(),
        rank: rank.into(),
        paid_by: "财政拨款".into(),
    }
}

fn office() -> Vec<BudgetLine> {
    let basic = |function, economic, amount| {
        line(OFFICE, "general", function, economic, "personnel", amount)
    };
    let public = |economic, amount| line(OFFICE, "general", "2120101", economic, "public", amount);
    let mut carried = project(line(OFFICE, "general", "2120104", "30227", "project", 185_000), 1);
    carried.source = node("carried_in");
    let mut kept = line(OFFICE, "government_fund", "2120803", "30905", "project", 60_000);
    kept.used = node("carried_out");
    vec![
        basic("2120101", "30101", 1_265_400),
        basic("2120101", "30102", 842_300),
        basic("2120101", "30103", 310_500),
        basic("2080505", "30108", 352_160),
        basic("2101101", "30110", 176_080),
        basic("2210201", "30113", 264_120),
        public("30201", 96_000),
        public("30207", 24_500),
        public("30211", 48_000),
        memo(public("30217", 8_600), "reception"),
        memo(public("30231", 52_000), "vehicle_running"),
        project(line(OFFICE, "general", "2120104", "30227", "project", 1_480_000), 0),
        project(line(OFFICE, "general", "2120104", "31003", "project", 620_000), 1),
        carried,
        project(line(OFFICE, "government_fund", "2120803", "30905", "project", 2_300_000), 2),
        kept,
    ]
}

fn centre() -> Vec<BudgetLine> {
    let basic = |function, economic, amount| {
        line(CENTRE, "general", function, economic, "personnel", amount)
    };
    let mut passed_on = project(line(CENTRE, "general", "2120104", "30226", "project", 240_000), 3);
    passed_on.paid_by = Some(OFFICE);
    passed_on.fund = node("other_income");
    vec![
        basic("2120501", "30101", 486_000),
        basic("2120501", "30107", 268_400),
        basic("2080505", "30108", 120_700),
        basic("2101102", "30110", 60_350),
        basic("2210201", "30113", 90_520),
        line(CENTRE, "general", "2120501", "30201", "public", 31_000),
        line(CENTRE, "business", "2120501", "30218", "project", 150_000),
        passed_on,
    ]
}

/// The department's ledger.
pub fn example() -> Ledger {
    let mut lines = office();
    lines.extend(centre());
    // Names that the preparer gave.
    let codes = [("21208", "国有土地使用权出让收入安排的支出"), ("2120803", "城市建设支出")];
    let digits = |code| Code::parse(code).expect("a code");
    Ledger {
        department: body("512", "澄江县城市管理局", "", ""),
        units: vec![
            body("512001", "澄江县城市管理局本级", "行政", "正科级"),
            body("512002", "澄江县环境卫生中心", "财政补助事业单位", "股级"),
        ],
        lines,
        projects: projects(),
        purchases: purchases(),
        assets: assets(),
        counts: counts(),
        texts: texts(),
        codes: codes.map(|(code, name)| (digits(code), name.to_owned())).into(),
        ..Ledger::blank(Some(Year(2031)), Stage::Budget)
    }
}

fn indicator(class: &str, kind: &str, name: &str, target: &str, basis: &str) -> Indicator {
    Indicator {
        class: class.into(),
        kind: kind.into(),
        name: name.into(),
        description: format!("反映{name}情况").into(),
        target: target.into(),
        basis: basis.into(),
    }
}

/// A whole set of indicators; the cost is left to the ledger.
fn indicators(count: (&str, &str), rate: &str, benefit: (&str, &str)) -> Vec<Indicator> {
    let plan = "年度工作计划";
    vec![
        indicator("产出指标", "数量指标", count.0, count.1, plan),
        indicator("产出指标", "质量指标", rate, "≥95%", "行业技术规范"),
        indicator("产出指标", "时效指标", "任务按期完成率", "≥98%", plan),
        indicator("产出指标", "成本指标", "项目总成本", "", "预算批复文件"),
        indicator("效益指标", "经济效益指标", "节约处置费用", "≥12万元", "上年度统计数据"),
        indicator("效益指标", "社会效益指标", benefit.0, benefit.1, "群众信访台账"),
        indicator("效益指标", "生态效益指标", "空气质量优良天数比例", "≥82%", "环境质量公报"),
        indicator("效益指标", "可持续影响指标", "设施稳定运行年限", "≥5年", "设备技术参数"),
        indicator("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", "问卷调查结果"),
    ]
}

fn projects() -> Vec<Project> {
    let make = |unit, name: &str, objective: &str, indicators| Project {
        unit,
        name: name.into(),
        objectives: vec![objective.into()],
        indicators,
    };
    vec![
        make(
            OFFICE,
            "市容秩序整治",
            "整治占道经营点位，主要街道市容秩序达到规定标准。",
            indicators(("整治占道点位数量", "≥18个"), "街道秩序达标率", ("占道投诉下降率", "≥10%")),
        ),
        make(
            OFFICE,
            "执法装备更新",
            "更新六个中队的执法记录仪器，执法全过程留有记录。",
            indicators(("更新装备中队数量", "≥6个"), "装备验收合格率", ("执法投诉下降率", "≥8%")),
        ),
        make(
            OFFICE,
            "城乡污水管网建设",
            "新建污水管网十二公里，扩大城区污水收集范围。",
            indicators(("新建管网长度", "≥12公里"), "工程验收合格率", ("管网覆盖率", "≥90%")),
        ),
        make(
            CENTRE,
            "公厕保洁服务",
            "完成城区公厕日常保洁，按月公布考核结果。",
            indicators(("保洁公厕数量", "≥45个"), "保洁考核合格率", ("环卫投诉下降率", "≥5%")),
        ),
    ]
}

fn purchases() -> Vec<Purchase> {
    let make = |unit, item, memo: &str, name: &str, amount, is_asset| Purchase {
        unit,
        item,
        memo: node(memo),
        name: name.into(),
        catalogue: "A02".into(),
        measure: "套".into(),
        quantity: "2".into(),
        fund: node("general"),
        amount: yuan(amount),
        is_asset,
    };
    vec![
        make(OFFICE, Item::named(1), "goods", "执法记录设备", 420_000, true),
        make(OFFICE, Item::named(0), "services", "市容巡查服务", 300_000, false),
        make(CENTRE, Item::ALL, "goods", "道路清扫设备", 26_000, true),
    ]
}

fn assets() -> Vec<Asset> {
    let make = |unit, name: &str, quantity: &str, amount| Asset {
        unit,
        name: name.into(),
        quantity: quantity.into(),
        amount: yuan(amount),
    };
    vec![
        make(OFFICE, "房屋", "1850", 3_620_000),
        make(OFFICE, "车辆", "3", 410_000),
        make(CENTRE, "专用设备", "26", 2_280_000),
    ]
}

fn counts() -> Vec<Count> {
    let make = |unit, what: &str, number| Count { unit, what: what.into(), number };
    vec![
        make(OFFICE, "编制人数", 26),
        make(OFFICE, "在职人员", 24),
        make(OFFICE, "公务用车", 3),
        make(CENTRE, "在职人员", 58),
        make(CENTRE, "退休人员", 17),
    ]
}

fn texts() -> Vec<Text> {
    let text = |entity, section: &str, words: &str| Text {
        entity,
        section: section.into(),
        words: words.into(),
    };
    let mut all = Vec::new();
    for (entity, duties) in [
        (
            Entity::DEPARTMENT,
            "（一）负责全县市容环境和市政设施的监督管理工作。\n（二）负责城市管理行政执法工作。",
        ),
        (OFFICE, "（一）承担机关日常运转和市容整治的组织协调。\n（二）办理户外广告设置审批事项。"),
        (CENTRE, "（一）承担城区道路清扫和垃圾收运工作。\n（二）承担公厕日常保洁工作。"),
    ] {
        all.push(text(entity, "duties", duties));
        all.push(text(entity, "three_public_reason", "主要原因是公务用车运行维护需求发生变化。"));
        all.push(text(entity, "change_reason", "主要原因是项目安排有所调整。"));
        all.push(text(entity, "assets", "固定资产按规定登记入账，使用状况良好。"));
    }
    all
}

/// The same department a year earlier: other amounts, nothing else.
pub fn year_before() -> Ledger {
    let mut ledger = example();
    ledger.year = Some(Year(2030));
    for (at, line) in (0_i64..).zip(&mut ledger.lines) {
        line.amount = Amount::from_fen(line.amount.fen() * (90 + at * 7 % 23) / 100);
    }
    ledger
}
