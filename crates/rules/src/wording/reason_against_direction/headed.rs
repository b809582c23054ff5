//! Reasons that name their direction: `比上年增加3万元，下降的主要原因是…`.

use crate::wording::rate_against_direction::opposed::said;
use std::ops::Range;

/// Directions of which a reason is given.
const WAYS: [(&str, bool); 9] = [
    ("增加", true),
    ("增长", true),
    ("上升", true),
    ("提高", true),
    ("减少", false),
    ("下降", false),
    ("降低", false),
    ("压减", false),
    ("缩减", false),
];
/// What may stand before the direction in its clause, where it is of what was said before.
const BEFORE: [&str; 7] = ["", "其", "同比", "比上年", "较上年", "与上年相比", "本年"];
/// Words that say that nothing changed.
const LEVEL: [&str; 5] = ["持平", "一致", "相同", "无变化", "无增减变化"];
/// Words of a sentence that compares with something else as well.
const OTHERWISE: [&str; 10] =
    ["大于", "小于", "高于", "低于", "多于", "少于", "超过", "完成", "其中", "分别"];

/// The reasons whose direction is not that of what stands before them, and what that says.
pub(super) fn contradictions(words: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    words.match_indices("原因").filter_map(|(at, reason)| {
        let head = words.get(..at)?.trim_end_matches("主要").trim_end_matches('的');
        let head = head.trim_end_matches("主要");
        let (way, is_up) = WAYS.iter().find(|(way, _)| head.ends_with(way))?;
        let before = head.strip_suffix(way)?;
        let clause = before.rsplit(['，', '。', '；', '：', '（']).next()?;
        let above = before.get(..before.len() - clause.len())?;
        let sentence = above.trim_end_matches(['，', '。', '；']);
        let sentence = sentence.rsplit(['。', '；']).next()?;
        let is_own = BEFORE.contains(&clause)
            && !OTHERWISE.iter().any(|word| sentence.contains(word))
            && !above.ends_with(['：', '（']);
        let changes = said(sentence);
        let is_level = changes.is_empty() && LEVEL.iter().any(|level| sentence.ends_with(level));
        let is_opposed = !changes.is_empty() && changes.iter().all(|it| it.is_up != *is_up);
        let other = match (is_level, is_up) {
            (true, _) => "持平",
            (_, true) => "减少",
            (_, false) => "增加",
        };
        (is_own && (is_level || is_opposed)).then_some((above.len()..at + reason.len(), other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<&str> {
        contradictions(words).filter_map(|(range, _)| words.get(range)).collect()
    }

    #[test]
    fn a_reason_is_of_the_direction_before_it() {
        assert_eq!(told("比上年增加0.20万元，增长20%，下降的主要原因是任务。"), ["下降的主要原因"]);
        assert_eq!(told("与上年持平，减少的主要原因是节约。"), ["减少的主要原因"]);
        assert_eq!(told("比上年增加0.20万元。减少原因：节约。"), ["减少原因"]);
        assert!(told("比预算减少1万元，比上年增加2万元，增加的主要原因是任务。").is_empty());
        assert!(told("比上年增加0.20万元，公用经费减少的主要原因是节约。").is_empty());
        assert!(told("决算数小于预算数，比上年增加2万元，减少的原因是节约。").is_empty());
    }
}
