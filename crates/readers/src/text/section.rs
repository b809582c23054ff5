//! Lines between the rows of a table that hold a label and nothing else: what they stand over, or that rows are
//! left out.

/// The longest such line, in characters.
const LONGEST: usize = 30;

/// The most of them between two rows.
pub(super) const MOST: usize = 2;

/// Whether a line may be the label of a row without amounts: `其中：`, `一、行政单位`, `……`.
pub(super) fn is_section(line: &str) -> bool {
    let line = line.trim();
    let (words, is_open) = match line.strip_suffix(['：', ':']) {
        Some(words) => (words, true),
        None => (line, false),
    };
    let ends = ['。', '；', ';', '，', ',', '：', ':', '！', '？', '\t', '|', '｜'];
    let is_title = words.ends_with('表') || words.ends_with("(续)") || words.ends_with("（续）");
    let is_page = words.contains('页') && words.contains(|c: char| c.is_ascii_digit());
    let is_named = words.chars().any(char::is_alphabetic) && !words.contains(ends);
    line.chars().count() <= LONGEST
        && (is_named && !is_page && (is_open || !is_title) || is_omission(words))
}

/// Whether a line says that rows are left out.
fn is_omission(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| matches!(c, '…' | '.' | '．' | '·' | '⋯'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_without_amounts_are_told_from_titles_captions_and_prose() {
        for line in ["其中：", "一、行政单位", "收入", "……", "......"] {
            assert!(is_section(line), "{line}");
        }
        for line in ["", "支出总表", "单位：万元", "第 3 页", "- 3 -", "按要求公开。", "1.00"]
        {
            assert!(!is_section(line), "{line}");
        }
    }
}
