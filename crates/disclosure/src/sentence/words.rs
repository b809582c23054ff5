//! What words of a sentence mean, where all of them are known.

use super::within::is_total;
use crate::vocabulary::lexicon::{Lexicon, Reading, Where};
use crate::vocabulary::parts::Parts;
use ledger::{Stage, nodes};

/// What `words` say, where every word of them is known, remarks in brackets apart.
pub(super) fn read(words: &str) -> Option<Reading> {
    let lexicon = Lexicon::get();
    let mut reading = lexicon.read(words, Where::Sentence);
    // 政府采购支出预算总额 is no total of an account.
    if reading.parts.memo.is_some() && is_total(reading.parts) {
        reading.parts.flow = None;
    }
    if reading.is_whole() {
        return Some(reading);
    }
    let (before, rest) = words.split_once('(')?;
    let (_, after) = rest.split_once(')')?;
    let reading = lexicon.read(&format!("{before}{after}"), Where::Sentence);
    reading.is_whole().then_some(reading)
}

/// Whether words are known and yet say nothing of what an amount counts.
pub(super) fn says_nothing(words: &str) -> bool {
    read(words).is_some_and(|reading| reading.known == 0 && !reading.is_change)
}

/// Of which stage the amount is that `words` say was done in part: `完成全年预算`.
pub(super) fn completed(words: &str) -> Option<Stage> {
    let said = words.trim_start_matches([',', ';']).strip_prefix("完成")?;
    let reading = read(said)?;
    is_only_stage(&reading.parts).then_some(reading.parts.stage)?
}

/// Whether nothing but the stage is said, and perhaps that it is spending.
pub(super) fn is_only_stage(parts: &Parts) -> bool {
    let is_spending = parts.flow.is_none() || parts.flow == Some(nodes().spent);
    is_spending
        && Parts { stage: None, flow: None, side: None, year: None, ..*parts } == Parts::default()
}

/// Whether words name nothing but the sum of what went before: `总计`, `合计支出`.
pub(super) fn is_sum(words: &str) -> bool {
    let plain =
        words.trim_matches([',', '。', ':', '、']).trim_end_matches(['为', '达', '是', '数']);
    let ends = ["预算", "决算", "支出", "收入"];
    let named = ends.iter().find_map(|end| plain.strip_suffix(end));
    let is_total = |words: &str| ["合计", "总计", "共计"].contains(&words);
    is_total(plain) || matches!(plain, "总共" | "共") || named.is_some_and(is_total)
}

/// Whether a clause may be a name alone: `办公楼修缮`, `行政事业单位养老支出(款)`.
pub(super) fn is_name(clause: &str) -> bool {
    const LONGEST: usize = 24;
    let ends = ["情况", "说明", "安排", "执行", "概况", "原因"];
    (1..=LONGEST).contains(&clause.chars().count())
        && !clause.contains([',', ':'])
        && !clause.contains(|c: char| c.is_ascii_digit())
        && !ends.iter().any(|end| clause.ends_with(end))
}
