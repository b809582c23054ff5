//! Whose an amount is: words before its own name hold for the amounts that follow in its sentence, also
//! unknown words: `局本级收入3万元,支出2万元;所属学校收入5万元,支出6万元`.

use super::words::read;
use crate::vocabulary::parts::Parts;

/// The kinds of names that stand side by side for one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 收入, 支出预算
    Flow,
    /// 基本支出
    Purpose,
    /// 公务接待费
    Memo,
}

/// The last income that a paragraph names, of which the other side of the account may follow.
#[derive(Debug, Clone)]
pub(super) struct Income {
    /// Its name, without what says nothing.
    pub name: String,
    /// What it counts, if that is known.
    pub parts: Option<Parts>,
    /// The number of amounts that had been read when its sentence began.
    pub begun: usize,
}

/// `words` without what says nothing of them.
pub(super) fn plain(words: &str) -> &str {
    words.trim_start_matches([',', '、', ';']).trim_end_matches(['为', '数', '达', '是'])
}

/// The kind of what `parts` name.
pub(super) fn kind(parts: &Parts) -> Option<Kind> {
    match () {
        () if parts.memo.is_some() => Some(Kind::Memo),
        () if parts.purpose.is_some() => Some(Kind::Purpose),
        () => parts.flow.or(parts.flow()).map(|_| Kind::Flow),
    }
}

/// Returns the kind of what is named at the end of `words`, behind an unknown owner.
pub(super) fn owned(words: &str) -> Option<Kind> {
    let words = words.trim_start_matches([',', ':', '、', '(', ')']);
    let (before, last) = match words.rfind([',', ':', '、']) {
        Some(at) => (words.get(..at)?, words.get(at..)?),
        None => ("", words),
    };
    let name = last.trim_start_matches([',', ':', '、']);
    // 公证处:收入3万元, 某资金预算中,公务接待费3万元
    let is_led = last.starts_with(':') || before.ends_with('中');
    if let Some(reading) = read(name).filter(|reading| reading.known > 0) {
        return kind(&reading.parts).filter(|_| is_led);
    }
    let ends = name.char_indices().skip(1).filter_map(|(at, _)| name.get(at..));
    let mut known = ends.filter_map(read).filter(|reading| reading.known > 1);
    known.find_map(|reading| kind(&reading.parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_knows_before_a_name_owns_it() {
        assert_eq!(owned("其中:局本级收入预算"), Some(Kind::Flow));
        assert_eq!(owned("公证处:收入预算"), Some(Kind::Flow));
        assert_eq!(owned(",推广中心基本支出"), Some(Kind::Purpose));
        assert_eq!(owned("地方资金预算中,公务接待费"), Some(Kind::Memo));
        assert_eq!(owned(",支出预算"), None);
        assert_eq!(owned("甲怪费"), None);
        assert_eq!(owned("甲医院事业收入"), Some(Kind::Flow));
    }
}
