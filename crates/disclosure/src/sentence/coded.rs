//! Items that sentences name with their codes.

use classification::{Classification, Kind};
use ledger::Code;

/// The code of an item behind its name: `行政运行(2050101)`, `工资福利支出(301)`.
pub(super) fn coded_behind(words: &str) -> Option<Code> {
    let words = words.trim_end_matches(['为', '共', '是']);
    let (name, digits) = words.strip_suffix(')')?.rsplit_once('(')?;
    let name = name.trim_end_matches("科目");
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || "()、".contains(c));
    let code = Code::parse(digits).filter(|_| is_name && digits.len() != 4)?;
    let lists = if code.is_function() { Kind::Function } else { Kind::Economic };
    Classification::get(lists).name(code).map(|_| code)
}

/// The code of an item before its name: `2080505机关事业单位基本养老保险缴费支出`; what follows.
pub(super) fn coded(words: &str) -> Option<(Code, &str)> {
    let name = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let code = words.strip_suffix(name).filter(|code| code.len() == 7)?;
    let is_name = name.chars().all(|c| c.is_alphabetic() || "()".contains(c));
    let code = Code::parse(code).filter(|code| code.is_function())?;
    (is_name && !name.is_empty()).then_some((code, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_stand_behind_the_name() {
        let code = |words: &str| coded_behind(words).map(|code| code.to_string());
        assert_eq!(code("行政运行(2050101)").as_deref(), Some("2050101"));
        assert_eq!(code("工资福利支出(301)为").as_deref(), Some("301"));
        for other in ["行政运行(9990101)", "(301)", "支出(2031)", "行政运行(项)"] {
            assert_eq!(code(other), None, "{other}");
        }
    }
}
