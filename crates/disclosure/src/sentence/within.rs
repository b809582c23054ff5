//! Parts within a whole that a sentence divides.

use crate::vocabulary::parts::Parts;
use ledger::{Node, nodes};

/// Whether `parts` are of the total of an account.
pub(super) fn is_total(parts: Parts) -> bool {
    parts.flow == Some(nodes().total)
}

/// The whole of which a part is said: 支出总计, 其中：基本支出 is of what is spent, and so
/// is it of an appropriation.
pub(super) fn spent_of(whole: Parts, part: &Parts) -> Parts {
    let is_spending = part.purpose.is_some() || part.memo.is_some() || part.function.is_some();
    let is_appropriation = whole.flow == Some(nodes().received) && whole.fund.is_some();
    match is_spending {
        true if is_total(whole) => Parts { flow: None, ..whole },
        true if is_appropriation => Parts { flow: None, side: None, ..whole },
        _ => whole,
    }
}

/// `part` within `whole`, unless it is of something else or more than the whole.
pub(super) fn part_of(whole: Parts, part: &Parts) -> Option<Parts> {
    let is_more = |whole: Option<Node>, part: Option<Node>| {
        whole.zip(part).is_some_and(|(whole, part)| whole != part && part.contains(whole))
    };
    let is_more = is_more(whole.memo, part.memo) || is_more(whole.purpose, part.purpose);
    spent_of(whole, part).narrow(*part).ok().filter(|_| !is_more)
}

/// `基本支出3万元,其中:…;项目支出`: what is of another purpose stands beside what was divided.
pub(super) fn beside(divided: Parts, part: &Parts) -> Option<Parts> {
    let above = |parts: &Parts| parts.purpose.and_then(Node::parent);
    let is_beside = above(&divided).is_some() && above(&divided) == above(part);
    Parts { purpose: None, ..divided }.narrow(*part).ok().filter(|_| is_beside)
}

/// What `parts` say of the account: its side, and whose money it is.
pub(super) fn account(parts: Parts) -> Parts {
    Parts { flow: parts.flow, side: parts.side, fund: parts.fund, ..Parts::default() }
}

/// The names of the two sides of an account.
pub(super) const MIRRORED: [(&str, &str); 9] = [
    ("收入预算", "支出预算"),
    ("收入决算", "支出决算"),
    ("预算收入", "预算支出"),
    ("收入", "支出"),
    ("本年收入", "本年支出"),
    ("收入总计", "支出总计"),
    ("收入合计", "支出合计"),
    ("总收入", "总支出"),
    ("收入总量", "支出总量"),
];

/// How what is left of income after spending is told.
pub(super) const LEFT: [&str; 10] = [
    "年终结",
    "年末结",
    "结转下年",
    "收支相抵",
    "收支品迭",
    "收支品叠",
    "当年结余",
    "收支结余",
    "净结余",
    "结余",
];

/// Words that name all that is spent and what is left of it.
const SPENT_IN_ALL: [&str; 5] = ["支出总计", "支出总量", "支出共计", "支出合计", "总支出"];

/// Whether `words` name all spending of an account of which a paragraph, `text`, tells what is left
/// besides: `收入总计9万元,支出总计8万元,年终结余1万元`; `ahead` follows the amount.
pub(super) fn leaves_rest(words: &str, ahead: &str, text: &str) -> bool {
    let name = words.trim_end_matches(['为', '达', '是', '共']);
    if !SPENT_IN_ALL.iter().any(|all| name.ends_with(all)) || name.contains("本年") {
        return false;
    }
    let follows = ahead.trim_start_matches([',', ';', '。']);
    let is_left =
        LEFT.iter().any(|left| follows.starts_with(left)) && !follows.starts_with("结余分配");
    // 收支相抵,结转下年1万元。收入总计9万元,支出总计8万元
    let met = ["收支相抵", "收支品迭", "收支品叠"].iter().filter_map(|met| text.split_once(met));
    let mut told = met.filter_map(|(_, rest)| rest.split(['。', ';']).next());
    let is_some = |c: char| ('1'..='9').contains(&c);
    is_left || told.any(|rest| rest.contains("结") && rest.contains(is_some))
}

/// Whether words behind a comma name nothing but the other side of the account.
pub(super) fn is_other_side(words: &str) -> bool {
    let named = words.strip_prefix([',', '、']).unwrap_or_default();
    let named = named.trim_end_matches(['为', '数']);
    named == "支出" || MIRRORED.iter().any(|(_, spending)| *spending == named)
}
