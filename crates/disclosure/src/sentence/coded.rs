//! Items that sentences name with their codes, or as the classification does.

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

/// The economic item of that name: a class, or what is below the one being divided, `above`.
pub(super) fn economic(name: &str, above: Option<Code>) -> Option<Code> {
    const FAMILIES: [&str; 3] =
        ["对个人和家庭补助", "对个人和家庭补助支出", "对个人和家庭的补助支出"];
    let name = if FAMILIES.contains(&name) { "对个人和家庭的补助" } else { name };
    let list = Classification::get(Kind::Economic);
    let below = |above: Code| {
        let mut named = list.rows().iter().filter(|row| row.name == name);
        named.find(|row| row.code.parent() == Some(above)).map(|row| row.code)
    };
    list.class(name).or_else(|| below(above?))
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

    #[test]
    fn aid_to_families_has_several_names() {
        let class = |name| economic(name, None).map(|code| code.to_string());
        assert_eq!(class("对个人和家庭补助支出").as_deref(), Some("303"));
        assert_eq!(class("对企业和家庭补助支出"), None);
    }
}
