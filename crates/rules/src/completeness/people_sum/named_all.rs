//! Lists that name all there is of what they divide: `离退休人员71人，其中离休6人，退休65人`.

use super::PEOPLE;
use crate::quantity::{Quantity, quantities, without_brackets};
use crate::search::{parted, places};

/// A whole whose parts are known.
struct Kind {
    is_whole: fn(&str) -> bool,
    is_part: fn(&str) -> bool,
    /// Whether parts of these names are all there are.
    is_all: fn(&[&str]) -> bool,
}

const KINDS: [Kind; 13] = [
    Kind {
        is_whole: |it| ends(it, &["人数", "人员", "职工"]) && !has(it, &["在", "退", "编", "聘"]),
        is_part: |it| is_of(it, &["在职", "在编", "离休", "退休", "离退休", "其他"]),
        is_all: |names| {
            let is_one = any(names, &["离退休"]) != any(names, &["离休", "退休"]);
            is_one && any(names, &["在职", "在编"]) && any(names, &["退休", "离退休"])
        },
    },
    Kind {
        is_whole: |it| {
            ends(it, &["离退休", "离退休人员", "离退休人数", "离退休干部", "离退休职工"])
        },
        is_part: |it| is_of(it, &["离休", "退休"]),
        is_all: |names| any(names, &["离休"]) && any(names, &["退休"]),
    },
    Kind {
        is_whole: |it| {
            ends(it, &["编制", "编制数", "编制人数", "编制总数"])
                && !has(it, &["行政", "事业", "工勤"])
        },
        is_part: |it| is_of(it, &POSTS),
        is_all: |names| {
            any(names, &["行政", "公务员", "政法"]) && any(names, &["事业", "工勤", "参公"])
        },
    },
    Kind {
        is_whole: |it| {
            let is_serving = has(it, &["在职", "在编", "实有"]) && !has(it, &["编制"]);
            is_serving && ends(it, &["人员", "职工", "人数", "总数", "在职", "在编", "干部"])
        },
        is_part: |it| is_of(it, &POSTS),
        is_all: |names| any(names, &["行政", "公务员"]) && any(names, &["事业", "工勤", "参公"]),
    },
    Kind {
        is_whole: |it| ends(it, &["教职工", "职工", "教师", "人员"]),
        is_part: |it| ends(it, &TITLES),
        is_all: |names| {
            let has = |title: &str| names.iter().any(|name| name.ends_with(title));
            has("中级职称") && has("初级职称") && has("管理人员") && has("级工")
        },
    },
    Kind {
        is_whole: |it| ends(it, &["单位"]),
        is_part: |it| {
            let is_unit = ends(it, &["行政单位", "参公单位", "事业单位", "企业", "社会团体"]);
            is_unit || ["行政", "参公", "事业"].contains(&it)
        },
        is_all: |names| any(names, &["行政"]) && names.iter().any(|name| name.contains("事业")),
    },
    Kind {
        is_whole: |it| ends(it, &["预算单位"]) && !has(it, &["级"]),
        is_part: |it| it.trim_end_matches("单位").trim_end_matches("预算").ends_with('级'),
        is_all: |names| any(names, &["一级"]) && any(names, &["二级"]),
    },
    Kind {
        is_whole: |it| ends(it, &["村", "社区", "村居"]),
        is_part: |it| {
            ["行政村", "建制村", "村", "村委会", "社区", "居委会", "社区居委会"].contains(&it)
        },
        is_all: |names| {
            let is_village = |name: &&str| name.contains('村');
            names.iter().any(is_village) && !names.iter().all(is_village)
        },
    },
    Kind {
        is_whole: |it| ends(it, &["内设机构"]),
        is_part: |it| ends(it, &["机构", "场所", "所", "队", "室", "科", "股"]),
        is_all: |names| names.len() > 2,
    },
    Kind {
        is_whole: |it| {
            ends(it, &["专技岗", "专技岗位", "专业技术岗位", "管理岗", "管理岗位", "工勤岗位"])
        },
        is_part: |it| ends(it, &["级", "级岗", "级岗位"]),
        is_all: |names| names.len() > 1,
    },
    Kind {
        is_whole: |it| ends(it, &["项目"]),
        is_part: |it| ["货物", "工程", "服务"].iter().any(|kind| it.starts_with(kind)),
        is_all: |names| names.len() == 3,
    },
    Kind {
        is_whole: |it| ends(it, &["项目"]),
        is_part: |it| ["人员类", "运转类", "特定目标类"].iter().any(|kind| it.starts_with(kind)),
        is_all: |names| names.len() == 3,
    },
    Kind {
        is_whole: |it| ends(it, &["共有车辆", "实有车辆", "车辆共计", "车辆总数"]),
        is_part: |it| ends(it, &["用车"]) && !ends(it, &["其他用车", "公务用车"]),
        is_all: |names| names.len() > 1,
    },
];

/// Words with which a list begins.
const BEGIN: [&str; 3] = ["其中", "包括", "分别为"];

/// Titles of professional staff, of managers and of workers.
const TITLES: [&str; 6] = ["职称", "管理人员", "技师", "级工", "普通工", "工勤人员"];

/// The posts of those in service, and those of a quota.
const POSTS: [&str; 12] = [
    "行政",
    "公务员",
    "政法专项",
    "行政政法",
    "参公",
    "参公事业",
    "参照公务员",
    "参照公务员法管理",
    "事业",
    "工勤",
    "机关工勤",
    "行政工勤",
];

/// The whole of a list that names all its parts, and their sum, if they differ.
pub(super) fn find(words: &str) -> Option<(i128, i128)> {
    plain(words).split('。').find_map(lists).or_else(|| {
        // 管理岗4人（其中：八级2人，九级2人）
        words.match_indices('（').find_map(|(at, bracket)| {
            let (head, rest) = words.split_at_checked(at)?;
            let inside = rest.strip_prefix(bracket)?.split('）').next()?;
            list(head.rsplit(['。', '；', '）']).next()?, inside)
        })
    })
}

/// What is counted, the amount of it, and the amounts of all its parts where these come to something
/// else: `项目9个，涉及预算9万元，其中：人员类项目2个，涉及预算3万元；…`.
pub(super) fn amounts(words: &str) -> Option<(String, Vec<String>)> {
    plain(words).split('。').find_map(|sentence| {
        let (head, tail) = parted(sentence, "其中")?;
        let counted = quantities(head);
        let [.., whole, total] = counted.as_slice() else { return None };
        let said = quantities(tail);
        let (counts, sums): (Vec<_>, Vec<_>) = said.iter().partition(|it| it.yuan().is_none());
        let kind = KINDS.iter().find(|kind| {
            let names = counts.iter().map_while(|it| part(it, tail, whole.unit, kind));
            let names: Vec<&str> = names.map(|(name, _)| name).collect();
            (kind.is_whole)(whole.name) && names.len() == counts.len() && (kind.is_all)(&names)
        });
        // Each part has its own, of the same name.
        let is_listed = sums.len() == counts.len()
            && said.chunks(2).all(|pair| pair.first().is_some_and(|it| it.yuan().is_none()))
            && sums.iter().all(|it| it.name == total.name && it.unit == total.unit);
        let (all, loose) = total.yuan()?;
        let parts: Vec<(i128, i128)> = sums.iter().filter_map(|it| it.yuan()).collect();
        let sum: i128 = parts.iter().map(|(amount, _)| amount).sum();
        let half: i128 = parts.iter().map(|(_, half)| half).sum();
        let is_off = kind.is_some() && is_listed && (sum - all).abs() > loose + half;
        let printed = || sums.iter().map(|it| it.printed.to_owned()).collect();
        is_off.then(|| (total.words(sentence).to_owned(), printed()))
    })
}

/// Words without brackets, in which a list is of the sentence before it.
fn plain(words: &str) -> String {
    const OWN: &str = "。其中";
    let plain = without_brackets(words);
    if plain.contains(OWN) { plain.replace(OWN, "，其中") } else { plain }
}

fn lists(sentence: &str) -> Option<(i128, i128)> {
    let begins = BEGIN.iter().flat_map(|begin| places(sentence, begin).map(move |at| (at, begin)));
    begins.into_iter().find_map(|(at, word)| {
        let (head, tail) = sentence.split_at_checked(at)?;
        list(head.trim_end_matches(['，', '；']), tail.strip_prefix(*word)?)
    })
}

/// What is counted last in `head`, and the sum of the parts with which `tail` begins. Amounts of money
/// may stand beside the counts.
fn list(head: &str, tail: &str) -> Option<(i128, i128)> {
    let counted = quantities(head);
    let whole = counted.iter().rfind(|it| it.yuan().is_none())?;
    let is_money = counted.iter().any(|it| it.at > whole.at);
    let behind = head
        .get(whole.end..)
        .filter(|behind| !behind.contains('；') && (is_money || !behind.contains(['，', '：'])))?;
    let name = name(whole, behind.split('，').next()?)?;
    let is_counted = PEOPLE.contains(&whole.unit) || whole.unit == "辆";
    let count = whole.whole().filter(|_| is_counted)?;
    let mut said = quantities(tail);
    said.retain(|it| it.yuan().is_none());
    KINDS.iter().filter(|kind| (kind.is_whole)(name)).find_map(|kind| {
        let named: Vec<(&str, i128)> =
            said.iter().map_while(|it| part(it, tail, whole.unit, kind)).collect();
        let names: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        let last = names.len().checked_sub(1).and_then(|last| said.get(last))?;
        let sum: i128 = named.iter().map(|(_, count)| count).sum();
        let is_list = once.len() == names.len();
        let is_done = ends_at(last, said.get(names.len()), tail);
        let is_less = (kind.is_all)(&names)
            && is_done
            && sum != count
            && !goes_on(said.get(names.len()..)?, count - sum);
        let is_off = match whole.unit {
            // What other vehicles are named, or none, is told with the other quantities.
            "辆" => is_less && sum < count && named.iter().all(|(_, count)| *count > 0),
            "个" => is_less || sum > count,
            _ => is_less,
        };
        (is_list && is_off).then_some((count, sum))
    })
}

/// What a count names, before its number or behind its unit: `内设机构3个`, `3个内设机构`.
fn name<'w>(it: &Quantity<'w>, behind: &'w str) -> Option<&'w str> {
    let before = it.name.trim_end_matches(['为', '共', '有', '是']);
    let before = BEGIN.iter().fold(before, |name, begin| name.trim_start_matches(begin));
    let is_digit = |c: char| c.is_ascii_digit();
    let name = if before.is_empty() || !behind.is_empty() { behind } else { before };
    // 2031年单位共有
    let name = name.rsplit(is_digit).next()?;
    (!name.is_empty() && !behind.contains(is_digit)).then_some(name)
}

/// The name and the number of a part.
fn part<'w>(it: &Quantity<'w>, words: &'w str, unit: &str, kind: &Kind) -> Option<(&'w str, i128)> {
    let behind = words.get(it.end..)?.split(['，', '、', '；', '。', '：', '和']).next()?;
    let name = name(it, behind)?;
    let name = name.trim_start_matches("年末");
    (it.unit == unit && (kind.is_part)(name)).then(|| Some((name, it.whole()?)))?
}

/// Whether what is counted next is not of the list.
fn ends_at(last: &Quantity<'_>, next: Option<&Quantity<'_>>, words: &str) -> bool {
    const OTHERS: [&str; 8] = ["实有", "在职", "年末", "现有", "离休", "退休", "离退休", "学生"];
    let Some(next) = next else { return true };
    let between = words.get(last.end..next.at).unwrap_or_default();
    between.contains(['；', '。']) || OTHERS.iter().any(|it| next.name.starts_with(it))
}

/// Whether the counts that follow are what is missing.
fn goes_on(rest: &[Quantity<'_>], missing: i128) -> bool {
    let mut sum = 0;
    rest.iter().filter_map(Quantity::whole).any(|count| {
        sum += count;
        sum == missing || count == missing
    })
}

fn is_of(name: &str, kinds: &[&str]) -> bool {
    const ENDS: [&str; 9] =
        ["", "人员", "职工", "人数", "数", "干部", "编制", "编制数", "人员编制"];
    kinds.iter().any(|kind| name.strip_prefix(kind).is_some_and(|rest| ENDS.contains(&rest)))
}

fn ends(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.ends_with(word))
}

fn has(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

fn any(names: &[&str], starts: &[&str]) -> bool {
    names.iter().any(|name| starts.iter().any(|start| name.starts_with(start)))
}
