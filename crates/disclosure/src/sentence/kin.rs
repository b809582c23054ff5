//! Words that name parts of one whole side by side, from `data/kin.tsv`.

use super::subjects::Subjects;
use std::sync::OnceLock;

/// A part that words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kin {
    /// Which parts it is apart from.
    pub group: &'static str,
    /// Which of them it is.
    pub member: String,
    /// Whether the parts of this group are together the whole.
    pub is_of_all: bool,
}

/// A line of the data: group, member, words, fullness.
type Line = [&'static str; 4];

fn lines() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    LINES.get_or_init(|| {
        let rows = include_str!("../../data/kin.tsv").lines();
        let rows = rows.filter(|row| !row.starts_with('#')).skip(1);
        rows.filter_map(|row| row.split('\t').collect::<Vec<_>>().try_into().ok()).collect()
    })
}

/// The parts that `words` may name, one of each group.
pub(super) fn kin(words: &str, subjects: &Subjects) -> Vec<Kin> {
    let mut found: Vec<(Kin, usize)> = Vec::new();
    for [group, member, name, fullness] in lines() {
        if !words.contains(name) {
            continue;
        }
        let kin = Kin { group, member: (*member).to_owned(), is_of_all: *fullness == "all" };
        match found.iter_mut().find(|(other, _)| other.group == *group) {
            Some(known) if known.1 < name.len() => *known = (kin, name.len()),
            Some(_) => {}
            None => found.push((kin, name.len())),
        }
    }
    let class = words.find("支出").and_then(|at| words.get(..at + "支出".len()));
    let class = class.and_then(|name| subjects.class(name));
    let class =
        class.map(|code| Kin { group: "function", member: code.to_string(), is_of_all: false });
    found.into_iter().map(|(kin, _)| kin).chain(class).collect()
}

/// The group by which all of `parts` are apart from each other.
pub(super) fn apart(parts: &[Vec<Kin>]) -> Option<&Kin> {
    let is_apart = |group: &str| {
        let of = parts.iter().map(|kin| kin.iter().find(|kin| kin.group == group));
        let mut members: Vec<&str> = Vec::new();
        of.into_iter().all(|kin| {
            kin.is_some_and(|kin| {
                let is_new = !members.contains(&kin.member.as_str());
                members.push(&kin.member);
                is_new
            })
        })
    };
    parts.first()?.iter().find(|kin| is_apart(kin.group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_has_four_fields() {
        let rows = include_str!("../../data/kin.tsv").lines().filter(|row| !row.starts_with('#'));
        assert_eq!(lines().len() + 1, rows.count());
    }

    #[test]
    fn parts_of_one_group_are_apart() {
        let subjects = Subjects::new(&[]);
        let of = |names: &[&str]| -> Vec<Vec<Kin>> {
            names.iter().map(|name| kin(name, &subjects)).collect()
        };
        let group = |names: &[&str]| apart(&of(names)).map(|kin| kin.group);
        assert_eq!(group(&["税收收入完成", "非税收入"]), Some("revenue"));
        assert_eq!(group(&["教育支出", "卫生健康支出预算"]), Some("function"));
        assert_eq!(group(&["税收收入", "其中税收"]), None, "both are taxes");
        assert_eq!(group(&["民生支出", "教育支出"]), None, "one may be in the other");
        assert_eq!(group(&["上级补助收入", "上年结转结余"]), Some("sources"));
    }
}
