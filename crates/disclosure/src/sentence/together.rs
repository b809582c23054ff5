//! Paragraphs that stand together in one: `一、收入情况。本年收入9万元。二、支出情况。本年支出8万元。`

use super::said::Said;

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The numbers of the first item of a list and of the second.
const FIRST: [(&str, &str); 9] = [
    ("1.", "2."),
    ("1．", "2．"),
    ("1、", "2、"),
    ("(1)", "(2)"),
    ("（1）", "（2）"),
    ("（一）", "（二）"),
    ("(一)", "(二)"),
    ("一、", "二、"),
    ("①", "②"),
];

/// The paragraphs in `text`: a numbered heading behind a full stop begins one, as does the first item of a list
/// whose others follow.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let ends = text.match_indices('。').map(|(at, stop)| at + stop.len());
    let begins = ends.filter(|at| text.get(*at..).is_some_and(begins_numbered));
    let mut from = 0;
    let mut pieces = Vec::new();
    for at in begins.chain([text.len()]) {
        pieces.extend(text.get(from..at));
        from = at;
    }
    if let Some((head, item)) = pieces.last().and_then(|last| announced_item(last)) {
        pieces.pop();
        pieces.extend([head, item]);
    }
    pieces
}

/// The announcement of a list and its first item, where the others stand in paragraphs of their own:
/// `支出9万元,具体如下:1.甲费6万元。`
fn announced_item(text: &str) -> Option<(&str, &str)> {
    let (at, mark) = text.match_indices(['：', ':']).find(|(at, mark)| {
        let behind = text.get(at + mark.len()..).unwrap_or_default();
        let (before, _) = text.split_at(*at);
        before.contains('元') && FIRST.iter().any(|(one, _)| behind.starts_with(one))
    })?;
    let (head, item) = text.split_at(at + mark.len());
    let (one, two) = FIRST.iter().find(|(one, _)| item.starts_with(one))?;
    let digits = item.get(one.len()..)?;
    let is_number = one.ends_with('.') && digits.starts_with(|c: char| c.is_ascii_digit());
    (!is_number && !item.contains(two)).then_some((head, item))
}

/// Whether the item of a list goes on in the next paragraph: `1.甲费3万元;`.
pub(super) fn is_open(text: &str) -> bool {
    text.trim_end().ends_with(['；', ';', '，', ',', '、'])
}

/// The last item of a list, and what its paragraph says behind it: that is of the whole list.
pub(super) fn item_and_rest(text: &str) -> Vec<&str> {
    let amount = text.find('元').unwrap_or(text.len());
    let stop = text.get(amount..).and_then(|behind| behind.find('。'));
    let at = stop.map_or(text.len(), |at| amount + at + '。'.len_utf8());
    let (item, rest) = text.split_at(at);
    if rest.trim().is_empty() { vec![text] } else { vec![item, rest] }
}

/// Whether what stands behind an item compares, or adds up: an item of nothing may follow what says why.
pub(super) fn compares_behind(text: &str) -> bool {
    const BEGINS: [&str; 8] = ["加", "与上年", "比", "较", "同比", "完成", "与去年", "与预算"];
    let pieces = item_and_rest(text);
    pieces
        .get(1)
        .is_some_and(|rest| BEGINS.iter().any(|begin| rest.trim_start().starts_with(begin)))
}

/// An announcement in a paragraph of its own: `其中：`, `主要项目执行情况：`.
pub(crate) fn announces(text: &str) -> bool {
    const LONGEST: usize = 14;
    let name = text.trim().strip_suffix(['：', ':']).unwrap_or_default();
    let is_word = |c: char| c.is_alphabetic() && !c.is_ascii();
    !name.is_empty() && name.chars().count() < LONGEST && name.chars().all(is_word)
}

/// Whether words begin with a number of a heading: 二、 but not 三、四季度.
fn begins_numbered(words: &str) -> bool {
    let words = words.trim_start();
    let name = words.trim_start_matches(NUMERALS);
    let Some(name) = name.strip_prefix('、').filter(|_| name.len() < words.len()) else {
        return false;
    };
    // 三、一般公共预算, but not 三、四季度
    let counted = name.trim_start_matches(NUMERALS);
    counted.len() == name.len() || !counted.starts_with(['季', '月', '年', '个', '类', '级', '次'])
}

impl Said {
    /// Adds what the next piece of a paragraph says.
    pub(super) fn extend(&mut self, next: Self) {
        self.observations.extend(next.observations);
        self.claims.extend(next.claims);
        self.unrecognised.extend(next.unrecognised);
        self.amounts += next.amounts;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_item_of_a_list_begins_a_paragraph_where_the_others_do() {
        let first = "支出9万元，具体如下：1.甲费6万元。";
        assert_eq!(announced_item(first), Some(("支出9万元，具体如下：", "1.甲费6万元。")));
        assert_eq!(announced_item("支出9万元，具体如下：1.甲费6万元。2.乙费3万元。"), None);
        assert_eq!(announced_item("支出9万元，其中：1.5万元为甲费。"), None);
        assert_eq!(announced_item("主要工作：1.完成投资9万元。"), None);
    }

    #[test]
    fn a_numbered_heading_begins_a_paragraph() {
        assert_eq!(
            pieces("一、收入9万元。二、支出8万元。"),
            ["一、收入9万元。", "二、支出8万元。"]
        );
        assert_eq!(pieces("收入9万元。三、一般公共预算收入8万元。").len(), 2);
        assert_eq!(pieces("收入9万元。三、四季度收入8万元。").len(), 1);
        assert_eq!(pieces("收入9万元。支出8万元。").len(), 1);
    }
}
