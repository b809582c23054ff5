#![doc = include_str!("../../../pages/YS527.en.md")]

mod above;
mod headed;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use message::Message;

/// Words that may introduce a reason.
const BEGIN: [&str; 4] = ["主要原因：", "主要原因是", "原因是", "主要原因为"];
/// How what one expects to make an expense larger is called.
const MORE: [&str; 19] = [
    "人数",
    "科次",
    "批次",
    "人次",
    "团组",
    "任务",
    "次数",
    "人员",
    "车辆",
    "业务量",
    "工作量",
    "物价",
    "面积",
    "油价",
    "维修费",
    "项目资金",
    "工资标准",
    "缴费基数",
    "缴存基数",
];
/// Words of thrift.
const THRIFT: [&str; 6] = ["厉行节约", "压缩", "压减", "严格控制", "过紧日子", "八项规定"];
/// In which direction a figure differs from the budget.
const AGAINST_BUDGET: [(&str, &str); 4] =
    [("大于", "增加"), ("高于", "增加"), ("小于", "减少"), ("低于", "减少")];
/// Budgets with which a figure is compared.
const BUDGETS: [&str; 7] =
    ["年初预算数", "年初预算", "全年预算数", "全年预算", "调整预算数", "预算数", "预算"];
/// Words of a clause that explain why money that was added was not spent.
const UNSPENT: [&str; 12] =
    ["未", "不", "结", "转", "晚", "迟", "滞", "年底", "年末", "压", "减", "收回"];
/// Words with which a reason explains why nothing changed.
const LEVEL: [&str; 12] =
    ["未", "不", "无", "没有", "控制", "持平", "一致", "相同", "相互", "抵", "严格", "压减一般"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().filter(|line| !line.is_draft).collect();
    for (at, line) in lines.iter().enumerate() {
        for (range, other) in headed::contradictions(&line.words) {
            let words = line.words.get(range).unwrap_or_default();
            let message = Message::new(
                format!("“{words}”：前面说的却是{other}。"),
                format!("“{words}” follows what says {other}."),
            );
            found.push(violation(line, message, words.to_owned()));
        }
        if let Some((words, other)) = above::contradiction(&lines, at) {
            let message = Message::new(
                format!("“{words}”：上面说的却都是{other}。"),
                format!("“{words}” follows paragraphs that say {other}."),
            );
            found.push(violation(line, message, words.to_owned()));
        }
        let mut told = Vec::new();
        for (words, way, reason) in compared(&line.words) {
            let message = Message::new(
                format!("“{words}”，原因却是“{reason}”。"),
                format!("“{words}” gives as its reason “{reason}”."),
            );
            if contradicts(way, reason) {
                told.push(reason);
                found.push(violation(line, message, words.to_owned()));
            }
        }
        let next = lines.get(at + 1).map_or("", |next| &*next.words);
        for (level_at, level) in line.words.match_indices("持平") {
            let end = level_at + level.len();
            let rest = line.words.get(end..).unwrap_or_default();
            let rest = rest.trim_start_matches(['。', '，', '；']);
            let Some(reason) = BEGIN.iter().find_map(|begin| rest.strip_prefix(begin)) else {
                continue;
            };
            // A reason that the end of its paragraph cuts off continues in the next one.
            let reason = if reason.is_empty() { next } else { reason };
            let reason = reason.split('。').next().unwrap_or_default();
            let Some(direction) = direction(reason).or_else(|| outcome(reason.split('；').next()?))
            else {
                continue;
            };
            let words = around(&line.words, level_at, end);
            let message = Message::new(
                format!("“{words}”说持平，原因却说{direction}。"),
                format!("“{words}” says that nothing changed, and its reason says {direction}."),
            );
            found.push(violation(line, message, words));
        }
        for (way_at, way) in
            ["增加", "减少"].into_iter().flat_map(|way| line.words.match_indices(way))
        {
            let rest = line.words.get(way_at + way.len()..).unwrap_or_default();
            let Some(reason) = reason_of_change(rest) else { continue };
            if !contradicts(way, reason) {
                continue;
            }
            let words = around(&line.words, way_at, way_at + way.len());
            let message = Message::new(
                format!("“{words}”说{way}，原因却是“{reason}”。"),
                format!("“{words}” says {way}, and gives as its reason “{reason}”."),
            );
            found.push(violation(line, message, words));
        }
        let stated = stated(&line.words).into_iter().filter(Stated::is_contradiction);
        for stated in stated.filter(|it| !told.contains(&it.reason)) {
            let words = around(&line.words, stated.at, stated.end);
            let Stated { way, reason, .. } = stated;
            let message = Message::new(
                format!("“{words}”说的是{way}的原因，写的却是“{reason}”。"),
                format!("“{words}” announces the reason of {way}, and gives “{reason}”."),
            );
            found.push(violation(line, message, words));
        }
    }
}

/// A reason behind the direction that it is given for: `决算数大于预算数的主要原因：`.
struct Stated<'w> {
    /// Where the direction begins and where the reason does.
    at: usize,
    end: usize,
    way: &'static str,
    reason: &'w str,
    /// Whether the figure is compared with the budget of the beginning of the year.
    is_of_year: bool,
}

impl Stated<'_> {
    fn is_contradiction(&self) -> bool {
        let is_added =
            |clause: &str| clause.contains("追加") && !UNSPENT.iter().any(|it| clause.contains(it));
        let is_less_for_more = self.is_of_year && self.way == "减少";
        contradicts(self.way, self.reason) || is_less_for_more && clauses(self.reason).all(is_added)
    }
}

/// The reasons of a paragraph that stand right behind their direction.
fn stated(words: &str) -> Vec<Stated<'_>> {
    let reasons = words.match_indices("主要原因").filter_map(|(at, name)| {
        let behind = words.get(at + name.len()..)?;
        let reason = behind.strip_prefix(['：', '是', '为'])?.trim_start_matches('：');
        let end = words.len() - reason.len();
        let reason = reason.split(['。', '；']).next().filter(|reason| !reason.is_empty())?;
        let head = words.get(..at)?;
        let before = head.strip_suffix(['的', '，'])?;
        let clause = before.rsplit(['，', '。', '；', '：']).next()?;
        let named = BUDGETS.iter().find_map(|name| before.strip_suffix(name));
        let ways = AGAINST_BUDGET.iter().filter(|_| named.is_some());
        let ways = ways.chain(&[("增加", "增加"), ("减少", "减少")]);
        let (word, way) = ways.copied().find(|(word, _)| match named {
            Some(named) => named.ends_with(word),
            None => head.ends_with('的') && before.ends_with(word),
        })?;
        let is_of_year = named.is_some() && words.contains("年初预算");
        let at = named.unwrap_or(before).len() - word.len();
        let is_both = clause.contains("增加") && clause.contains("减少");
        (!is_both).then_some(Stated { at, end, way, reason, is_of_year })
    });
    reasons.collect()
}

fn violation(line: &Line<'_>, message: Message, words: String) -> Violation {
    Violation::on(line, message).printed(words).advice(
        "核对两年的数字，更正方向或原因。",
        "Check both years' figures, and correct the direction or the reason.",
    )
}

/// What is said of accounts against their budget, in which direction, and the reason given for it:
/// `决算数大于预算数的主要原因是厉行节约`.
fn compared(words: &str) -> impl Iterator<Item = (&str, &'static str, &str)> {
    const SIDES: [(&str, &str); 6] = [
        ("大于", "增加"),
        ("高于", "增加"),
        ("超过", "增加"),
        ("小于", "减少"),
        ("低于", "减少"),
        ("少于", "减少"),
    ];
    const BUDGETS: [&str; 4] = ["年初预算数", "年初预算", "预算数", "全年预算数"];
    let sides = SIDES.iter().flat_map(|side| words.match_indices(side.0).map(move |it| (side, it)));
    sides.filter_map(|((_, way), (at, side))| {
        let behind = words.get(at + side.len()..)?;
        let behind = BUDGETS.iter().find_map(|budget| behind.strip_prefix(budget))?;
        let said = words.get(at..words.len() - behind.len())?;
        let behind = behind.trim_start_matches(['的', '，']);
        let reason = BEGIN.iter().find_map(|begin| behind.strip_prefix(begin))?;
        Some((said, *way, reason.split(['。', '；']).next()?.trim_start_matches(['：', '，'])))
    })
}

/// The reason for a change of an amount: `1.00万元，下降5.00%，主要原因是厉行节约。`
fn reason_of_change(rest: &str) -> Option<&str> {
    let amount = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let behind = amount.strip_prefix("万元").filter(|_| amount.len() < rest.len())?;
    let (between, reason) = BEGIN.iter().chain(&["主要是"]).find_map(|it| behind.split_once(it))?;
    let is_rate = |c: char| c.is_ascii_digit() || "，。；.%下降增长减少同比".contains(c);
    let reason = reason.split(['。', '；']).next()?.trim_start_matches(['：', '，']);
    between.chars().all(is_rate).then_some(reason)
}

/// The clauses of a reason. In 人数、科次增加 the first word has the direction of the second.
fn clauses(reason: &str) -> impl Iterator<Item = &str> + Clone {
    const WAYS: [&str; 6] = ["增", "减", "升", "降", "多", "少"];
    let is_name = |clause: &&str| {
        clause.chars().count() <= 16 && !WAYS.iter().any(|way| clause.contains(way))
    };
    let parts = reason.split('，').flat_map(move |part| {
        let moves = part.rsplit('、').next().filter(|last| !is_name(last));
        part.split('、').filter(move |clause| moves.is_none() || !is_name(clause))
    });
    parts.filter(|clause| !clause.is_empty())
}

/// Whether each clause of a reason that gives a direction can only be one of the other direction, or
/// the reason is that nothing changed.
fn contradicts(way: &str, reason: &str) -> bool {
    // …，导致相关支出略有减少
    let result = ["导致", "使得", "造成"].iter().find_map(|word| reason.rsplit_once(word));
    if let Some((_, result)) = result.filter(|(_, it)| !it.contains(['，', '、']) && moves(it)) {
        return is_of_other(way, result);
    }
    // 人员变动，相应减少人员经费
    let is_open = |clause: &&str| !["变动", "变化"].iter().any(|end| clause.ends_with(end));
    let mut deciding = clauses(reason).filter(is_open).peekable();
    let is_level = reason.starts_with('与') && clauses(reason).count() == 1;
    is_level && ["持平", "一致"].iter().any(|end| reason.ends_with(end))
        || deciding.peek().is_some() && deciding.all(|clause| is_of_other(way, clause))
}

/// Whether one clause can only be the reason of the other direction.
fn is_of_other(way: &str, reason: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    // What last year, or other money, has to do with it may explain either.
    if has(&[
        "上年",
        "去年",
        "年初",
        "调",
        "转",
        "其他",
        "自有",
        "上级",
        "专项",
        "追加",
        "结",
        "未",
        "不",
        "无",
        "没有",
        "控制在",
        "退休",
        "离职",
        "封存",
        "腾出",
        "推迟",
        "延期",
        "暂缓",
        "统筹",
        "但",
    ]) {
        return false;
    }
    let up = has(&["增加", "增多", "增长", "上涨", "提高", "新增"]);
    let down = has(&["减少", "下降", "降低", "取消", "少"]);
    // 新增业务培训, 公用经费相应增加
    let is_more = has(&MORE) || moves(reason);
    match way {
        "增加" => (has(&THRIFT) || down && is_more) && !up,
        _ => up && !down && (is_more || reason.starts_with("新增")) && !has(&THRIFT),
    }
}

/// Whether a clause says of money in which direction it went: `教育支出减少`, `公用经费相应增加`.
fn moves(clause: &str) -> bool {
    let clause = clause.trim_end_matches('等');
    let named = ["增加", "增长", "减少", "下降"].iter().find_map(|way| clause.strip_suffix(way));
    let degrees = ["相应", "有所", "略有", "略"];
    let named = named.map(|name| degrees.iter().fold(name, |it, word| it.trim_end_matches(word)));
    named.is_some_and(|name| {
        ["支出", "费", "费用", "收入", "拨款", "项目"].iter().any(|end| name.ends_with(end))
    })
}

/// The direction that the reason names, or `None` if it names both or neither.
fn direction(reason: &str) -> Option<&'static str> {
    if LEVEL.iter().any(|word| reason.contains(word)) {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    let up = has(&["增加", "增长", "上升", "提高"]);
    let down = has(&["减少", "下降", "压减", "降低", "调减"]);
    match (up, down) {
        (true, false) => Some("增加"),
        (false, true) => Some("减少"),
        _ => None,
    }
}

/// The direction in which a reason says that money went after all: `严格控制接待，接待费用减少`.
fn outcome(reason: &str) -> Option<&'static str> {
    const KEPT: [&str; 10] = ["未", "不", "无", "控", "避免", "防止", "抵", "但", "同时", "其他"];
    let went = |way: &str| clauses(reason).any(|clause| clause.ends_with(way) && moves(clause));
    let is_said = clauses(reason)
        .filter(|clause| moves(clause))
        .all(|clause| !KEPT.iter().any(|word| clause.contains(word)));
    let is_level = ["持平", "一致", "相同", "基本"].iter().any(|word| reason.contains(word));
    let has = |words: [&str; 2]| words.iter().any(|word| reason.contains(word));
    match (went("增加") || went("增长"), went("减少") || went("下降")) {
        _ if !is_said || is_level || reason.contains("抵") => None,
        (true, false) if !has(["减", "降"]) => Some("增加"),
        (false, true) if !has(["增", "升"]) => Some("减少"),
        _ => None,
    }
}
