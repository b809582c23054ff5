#![doc = include_str!("../../pages/YS527.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use message::Message;

/// Words that may introduce a reason.
const BEGIN: [&str; 4] = ["主要原因：", "主要原因是", "原因是", "主要原因为"];
/// How what one expects to make an expense larger is called.
const MORE: [&str; 13] = [
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
    "油价",
    "维修费",
    "项目资金",
];
/// Words of thrift.
const THRIFT: [&str; 6] = ["厉行节约", "压缩", "压减", "严格控制", "过紧日子", "八项规定"];
/// Words with which a reason explains why nothing changed.
const LEVEL: [&str; 12] =
    ["未", "不", "无", "没有", "控制", "持平", "一致", "相同", "相互", "抵", "严格", "压减一般"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().filter(|line| !line.is_draft).collect();
    for (at, line) in lines.iter().enumerate() {
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
            let Some(direction) = direction(reason) else { continue };
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
    }
}

fn violation(line: &Line<'_>, message: Message, words: String) -> Violation {
    Violation::on(line, message).printed(words).advice(
        "核对两年的数字，更正方向或原因。",
        "Check both years' figures, and correct the direction or the reason.",
    )
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

/// Whether each clause of a reason can only be one of the other direction.
fn contradicts(way: &str, reason: &str) -> bool {
    let mut clauses = reason.split(['，', '、']).filter(|clause| !clause.is_empty());
    clauses.clone().next().is_some() && clauses.all(|clause| is_of_other(way, clause))
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
    let named = ["增加", "增长", "减少", "下降"].iter().find_map(|way| clause.strip_suffix(way));
    let named = named.map(|name| name.trim_end_matches("相应").trim_end_matches("有所"));
    named.is_some_and(|name| ["支出", "经费", "收入", "拨款"].iter().any(|end| name.ends_with(end)))
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
