use unicode_width::UnicodeWidthChar;

/// Marks that never begin a line.
const CLOSING: &str = "，。；：、！？）》”’】〉…%％,.;:!?)]";
/// Marks that never end a line.
const OPENING: &str = "（《“‘【〈([";

/// Cuts `text` into lines of at most `width` columns.
///
/// A Chinese line may be cut between any two characters, but not before a
/// closing mark or after an opening one; Latin words and numbers stay whole.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text.trim_end();
    // No character takes more columns than bytes.
    if rest.len() <= width {
        return vec![rest];
    }
    while let Some(end) = cut(rest, width) {
        let (line, after) = rest.split_at(end);
        lines.push(line.trim_end());
        rest = after.trim_start();
    }
    lines.push(rest);
    lines
}

/// Where the first line ends, in bytes, after at least one character; `None` if all of it fits.
fn cut(text: &str, width: usize) -> Option<usize> {
    let mut columns = 0;
    let mut best = None;
    let mut before = None;
    for (index, character) in text.char_indices() {
        if before.is_some_and(|before| may_part(before, character)) {
            best = Some(index);
        }
        columns += character.width().unwrap_or(0);
        if columns > width && before.is_some() {
            return best.or(Some(index));
        }
        before = Some(character);
    }
    None
}

fn may_part(before: char, after: char) -> bool {
    let is_wide = |character: char| character.width() == Some(2);
    let is_free = before == ' ' || is_wide(before) || is_wide(after);
    is_free && after != ' ' && !CLOSING.contains(after) && !OPENING.contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_cut_anywhere_but_before_a_closing_mark() {
        assert_eq!(wrap("基本支出，项目支出", 8), ["基本支", "出，项目", "支出"]);
        assert_eq!(wrap("见《部门表》", 4), ["见", "《部", "门", "表》"]);
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        assert_eq!(wrap("the sum 1,234.56 is wrong", 12), ["the sum", "1,234.56 is", "wrong"]);
        assert_eq!(wrap("合计 1234.56 万元", 9), ["合计", "1234.56", "万元"]);
    }

    #[test]
    fn what_cannot_be_parted_is_cut_hard() {
        assert_eq!(wrap("abcdef", 4), ["abcd", "ef"]);
        assert_eq!(wrap("预算", 1), ["预", "算"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
