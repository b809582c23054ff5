#![doc = include_str!("../../../pages/YS325.en.md")]

mod named_all;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::quantity::{Quantity, quantities, without_brackets};
use crate::search::parted;
use message::Message;

/// The kinds of people that are counted: those in service are at most the quota.
const KINDS: [(&str, &str); 3] = [("编制", "quota"), ("在职", "in service"), ("退休", "retired")];

/// Parts that exclude each other, by what they are parts of.
const FAMILIES: [&[&str]; 8] = [
    &["幼儿园", "小学部", "初中部", "高中部", "小学", "初中", "高中"],
    &["在职", "在编", "离休", "退休", "离退休"],
    &["行政编制", "事业编制", "工勤编制", "参公编制", "政法专项编制"],
    &["公务员", "参公人员", "事业人员", "工勤人员"],
    &["行政", "事业"],
    &["行政单位", "参公单位", "事业单位", "参公事业单位", "企业"],
    &[
        "行政单位",
        "参公单位",
        "参公事业单位",
        "财政补助事业单位",
        "全额拨款事业单位",
        "差额拨款事业单位",
        "公益一类事业单位",
        "公益二类事业单位",
        "自收自支事业单位",
        "经费自理事业单位",
        "其他事业单位",
    ],
    &["参加其他单位组团", "参加其他单位组织", "参加其他单位组织的团组", "本单位组团", "本单位组织"],
];
/// The parts of all who are there: without one of them some may be left out.
const STAFF: [&str; 3] = ["在职", "离休", "退休"];
/// What is counted as a whole.
const WHOLES: [&str; 13] = [
    "在校学生",
    "学生人数",
    "人数",
    "实有人员",
    "在职人员",
    "编制",
    "编制数",
    "职工",
    "单位",
    "人员",
    "共有",
    "人员共",
    "团组",
];
/// The units of such counts.
const PEOPLE: [&str; 4] = ["人", "名", "个", "家"];

/// Words of a count that its parts may be more than.
const OTHER: [&str; 9] = ["编", "核定", "定员", "计划", "控制", "增", "减", "比", "较"];

/// Words for people in service who hold no post of the quota.
const BEYOND: [&str; 5] = ["编外", "聘", "临时", "劳务派遣", "合同制"];

/// Words without one of which a line names no parts.
const PARTED: [&str; 5] = ["其中", "（", "合计", "包括", "分别为"];

/// How many characters may stand between a kind and its number.
const NEAR: usize = 5;

/// What one body says of its people.
struct People<'a> {
    line: &'a Line<'a>,
    counts: [Option<u32>; KINDS.len()],
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let has_parts = |line: &&Line<'_>| PARTED.iter().any(|mark| line.words.contains(mark));
    for line in context.index.prose().filter(|line| !line.is_draft).filter(has_parts) {
        if let Some((whole, sum, is_total)) = parts(&without_brackets(&line.words)) {
            found.push(no_parts(line, whole, sum, is_total));
        } else if let Some((whole, sum)) = named_all::find(&line.words) {
            found.push(no_parts(line, whole, sum, false));
        } else if let Some((total, parts)) = named_all::amounts(&line.words) {
            found.push(no_amounts(line, &total, &parts));
        } else if let Some((whole, part)) = part_over(&line.words).or_else(|| inside(&line.words)) {
            found.push(over_whole(line, &whole.to_string(), &part.to_string()));
        } else if let Some((whole, part)) = money_inside(&line.words) {
            found.push(over_whole(line, whole, part));
        }
    }
    let said: Vec<People<'_>> = context.index.prose().filter_map(people).collect();
    for people in &said {
        if let [Some(quota), Some(serving), _] = people.counts
            && serving > quota
            && !BEYOND.iter().any(|word| people.line.words.contains(word))
        {
            found.push(over_quota(people.line, quota, serving));
        }
    }
    // The department speaks first, then each unit once.
    let units = context.disclosure.units.len();
    let Some((department, of_units)) = said.split_first() else { return };
    if context.disclosure.department.is_none() || units == 0 || of_units.len() != units {
        return;
    }
    for (at, (zh, en)) in KINDS.into_iter().enumerate() {
        let count = |people: &People<'_>| people.counts.get(at).copied().flatten();
        let sum: u32 = of_units.iter().filter_map(count).sum();
        if let Some(whole) = count(department).filter(|whole| *whole != sum) {
            found.push(no_sum(department.line, (zh, en), whole, (units, sum)));
        }
    }
}

/// The whole of a sentence and the sum of its parts, if the parts are more than it, or are summed up
/// (合计) as something else.
fn parts(words: &str) -> Option<(i128, i128, bool)> {
    words.split('。').find_map(|sentence| whole(sentence).or_else(|| total(sentence)))
}

/// Parts behind 其中 that are more than the whole before it.
fn whole(sentence: &str) -> Option<(i128, i128, bool)> {
    let (head, tail) = parted(sentence, "其中")?;
    let head = head.trim_end_matches(['，', '；', '：', '。']);
    let said = quantities(head);
    let is_mission = |it: &&Quantity<'_>| it.name.ends_with("团组") && it.unit == "个";
    let whole = said.iter().rfind(is_mission).or(said.last().filter(|it| it.end == head.len()))?;
    let is_whole =
        WHOLES.iter().any(|name| whole.name.trim_end_matches(['为', '共']).ends_with(name));
    // What is part of a part is not a part of the whole.
    let tail =
        ["其中", "包括", "含"].iter().fold(tail, |tail, it| tail.split(it).next().unwrap_or(tail));
    let count = whole.whole().filter(|_| is_whole && PEOPLE.contains(&whole.unit))?;
    FAMILIES.iter().find_map(|family| {
        // Posts are not counted among people: 45人，其中……，行政编制22名.
        let is_posts = family.iter().all(|kind| kind.ends_with("编制"));
        let sum = sum(tail, family, is_posts.then_some(whole.unit))?;
        let is_all = whole.name.ends_with("实有人数") && has_all_staff(tail);
        (sum > count || is_all && sum < count).then_some((count, sum, false))
    })
}

/// Whether words count all kinds of staff, and nothing else.
fn has_all_staff(words: &str) -> bool {
    let said = quantities(words);
    let is_said = |kind: &&str| said.iter().any(|it| is_of(it.name, &[kind]));
    STAFF.iter().all(is_said) && said.iter().all(|it| is_of(it.name, &STAFF))
}

/// A count of which a part, named right behind it, is more than it: `接待18批次（其中外事接待20批次）`.
fn part_over(words: &str) -> Option<(i128, i128)> {
    const UNITS: [&str; 3] = ["批次", "人次", "人"];
    if !words.contains("其中") {
        return None;
    }
    let said = quantities(words);
    said.iter().zip(said.iter().skip(1)).find_map(|(whole, part)| {
        let between = words.get(whole.end..part.at)?;
        let between = between.trim_start_matches(['，', '（']);
        let is_next =
            between.strip_prefix("其中").is_some_and(|it| !it.contains(['，', '。', '；']));
        let is_count = UNITS.contains(&whole.unit) && whole.unit == part.unit;
        let is_own = !OTHER.iter().any(|word| whole.name.contains(word));
        (is_next && is_count && is_own && part.value > whole.value)
            .then(|| Some((whole.whole()?, part.whole()?)))
            .flatten()
    })
}

/// A count of which a bracket behind the counts names more: `30批次，579人次（其中外事接待35批次，50人次）`.
fn inside(words: &str) -> Option<(i128, i128)> {
    let guests = ["，其中：接待外宾", "，其中：外宾", "，其中：外事"];
    let bracket = parted(words, "（其中").map(|(head, rest)| (head, rest.split('）').next()));
    let behind = || guests.iter().find_map(|mark| parted(words, mark));
    let (head, inside) =
        bracket.or_else(|| behind().map(|(head, rest)| (head, rest.split(['。', '；']).next())))?;
    let (head, inside) = (head.rsplit(['。', '；']).next()?, inside?);
    let (wholes, parts) = (quantities(head), quantities(inside));
    let is_count = |it: &Quantity<'_>| ["批次", "人次"].contains(&it.unit);
    parts.iter().filter(|part| is_count(part)).find_map(|part| {
        let mut own = wholes.iter().filter(|it| it.unit == part.unit);
        let whole = own.next().filter(|_| own.next().is_none())?;
        let is_own = !OTHER.iter().any(|word| whole.name.contains(word));
        (is_own && part.value > whole.value).then(|| Some((whole.whole()?, part.whole()?)))?
    })
}

/// An amount of which the bracket behind it names more: `1.20万元（含外宾接待2.00万元）`.
fn money_inside(words: &str) -> Option<(&str, &str)> {
    if !["（含", "（其中"].iter().any(|mark| words.contains(mark)) {
        return None;
    }
    let said = quantities(words);
    said.iter().zip(said.iter().skip(1)).find_map(|(whole, part)| {
        let between = words.get(whole.end..part.at)?;
        let name = between.strip_prefix("（含").or_else(|| between.strip_prefix("（其中"))?;
        let is_name =
            !name.contains(['，', '。', '；', '）']) && !OTHER.iter().any(|it| name.contains(it));
        let is_more = part.yuan()?.0 > whole.yuan()?.0;
        let amount = |it: &Quantity<'_>| words.get(it.at..it.end);
        (is_name && is_more).then(|| Some((amount(whole)?, amount(part)?))).flatten()
    })
}

/// Parts that are summed up at the end of their sentence: `在职45人，离退休17人，合计72人`.
fn total(sentence: &str) -> Option<(i128, i128, bool)> {
    let (head, tail) = parted(sentence, "合计")?;
    let total = *quantities(tail).first().filter(|it| it.at == 0 && it.end == tail.len())?;
    let count = total.whole().filter(|_| total.unit == "人")?;
    let named = quantities(head);
    FAMILIES.iter().find_map(|family| {
        let sum = sum(head, family, None)?;
        let is_all = named.iter().all(|it| it.unit == "人" && is_of(it.name, family));
        (is_all && !head.contains("其中") && sum != count).then_some((count, sum, true))
    })
}

/// The sum of the counts of one family, if two of it or more are named, each once, in `unit` if there
/// is one.
fn sum(words: &str, family: &[&str], unit: Option<&str>) -> Option<i128> {
    let said = quantities(words);
    let is_unit =
        |it: &Quantity<'_>| unit.map_or(PEOPLE.contains(&it.unit), |unit| it.unit == unit);
    let parts: Vec<_> = said.iter().filter(|it| is_unit(it) && is_of(it.name, family)).collect();
    let mut names: Vec<_> = parts.iter().map(|it| it.name).collect();
    names.dedup();
    // 离退休 is 离休 and 退休.
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    let overlap = has("离退休") && (has("离休") || has("退休"));
    let is_list = parts.len() > 1 && names.len() == parts.len() && !overlap;
    is_list.then(|| parts.iter().filter_map(|it| it.whole()).sum())
}

fn is_of(name: &str, family: &[&str]) -> bool {
    let name = name.trim_start_matches("年末");
    family.iter().any(|kind| {
        let rest = name.strip_prefix(kind);
        rest.is_some_and(|rest| matches!(rest, "" | "人员" | "职工" | "人数" | "数" | "干部"))
    })
}

fn over_whole(line: &Line<'_>, whole: &str, part: &str) -> Violation {
    let message = Message::new(
        format!("其中一项是{part}，比总数{whole}还多。"),
        format!("A part is {part}, more than the whole, which is {whole}."),
    );
    Violation::on(line, message).printed(short(line.text)).advice(
        "核对总数和其中项，改正其中一处。",
        "Compare the whole and its part and correct one.",
    )
}

fn no_parts(line: &Line<'_>, whole: i128, sum: i128, is_total: bool) -> Violation {
    let message = if is_total {
        Message::new(
            format!("各项相加是{sum}，这里写合计{whole}。"),
            format!("The parts come to {sum}; the text says {whole}."),
        )
    } else {
        let (zh, en) = if sum > whole { ("超过", "more") } else { ("少于", "less") };
        Message::new(
            format!("其中各项相加是{sum}，{zh}总数{whole}。"),
            format!("The parts come to {sum}, {en} than the whole, which is {whole}."),
        )
    };
    Violation::on(line, message).printed(short(line.text)).expected(sum.to_string()).advice(
        "核对总数和各项，改正其中一处。",
        "Compare the whole and its parts and correct one.",
    )
}

fn no_amounts(line: &Line<'_>, total: &str, parts: &[String]) -> Violation {
    let parts = parts.join("+");
    let message = Message::new(
        format!("“{total}”与其中各项之和{parts}不符。"),
        format!("“{total}” is not the sum of its parts, {parts}."),
    );
    Violation::on(line, message).printed(total).advice(
        "核对总数和各项，改正其中一处。",
        "Compare the whole and its parts and correct one.",
    )
}

fn over_quota(line: &Line<'_>, quota: u32, serving: u32) -> Violation {
    let message = Message::new(
        format!("在职{serving}人，超过编制{quota}人。"),
        format!("{serving} people are in service, above the quota of {quota}."),
    );
    Violation::on(line, message).printed(short(line.text)).advice(
        "核对编制数和在职人数；确有超编的，说明原因。",
        "Compare both numbers; where there are more people than the quota, say why.",
    )
}

fn no_sum(
    line: &Line<'_>,
    (zh, en): (&str, &str),
    whole: u32,
    (units, sum): (usize, u32),
) -> Violation {
    let message = Message::new(
        format!("部门{zh}{whole}人，所属{units}个单位合计{sum}人。"),
        format!("The department counts {whole} people ({en}); its {units} units come to {sum}."),
    );
    Violation::on(line, message).printed(short(line.text)).expected(format!("{sum}人")).advice(
        "核对部门与各单位的人数，改正其中一处。",
        "Compare the department's number with its units' and correct one.",
    )
}

/// What a line says of people, if it says more than one thing.
fn people<'a>(line: &'a Line<'a>) -> Option<People<'a>> {
    let [(_, _), (serving, _), (retired, _)] = KINDS;
    let words = &*line.words;
    // The quota alone is one thing.
    if !words.contains(serving) && !words.contains(retired) {
        return None;
    }
    let counts = [quota(words, serving), count(words, serving), count(words, retired)];
    let is_said = counts.iter().flatten().count() > 1;
    is_said.then_some(People { line, counts })
}

/// The quota: the first one that is named, or what its kinds before those in service come to. The posts
/// that these hold are no quota: `在职45人，其中行政编制22人`.
fn quota(words: &str, serving: &str) -> Option<u32> {
    const QUOTA: &str = "编制";
    const KINDS: [&str; 13] = [
        "行政",
        "事业",
        "工勤",
        "公务员",
        "参公",
        "专项",
        "政法",
        "全额",
        "差额",
        "自收自支",
        "技术",
        "管理",
        "机关",
    ];
    let serving = words.find(serving).unwrap_or(words.len());
    let mut named = words.match_indices(QUOTA).filter_map(|(at, _)| {
        let (before, rest) = words.split_at_checked(at)?;
        let is_kind = KINDS.iter().any(|kind| before.ends_with(kind));
        let behind = words.get(serving..at);
        let is_held = is_kind || rest.starts_with("编制内");
        let is_quota =
            behind.is_none_or(|it| !is_held && !it.contains(['（', '：']) && !it.contains("其中"));
        is_quota.then(|| Some((is_kind, count(rest, QUOTA)?)))?
    });
    let (is_kind, first) = named.next()?;
    let rest: u32 = named.filter(|(is_kind, _)| *is_kind).map(|(_, count)| count).sum();
    Some(if is_kind { first.saturating_add(rest) } else { first })
}

/// The number of people after a word: `在职人员37人`.
fn count(words: &str, kind: &str) -> Option<u32> {
    let (_, rest) = words.split_once(kind)?;
    let at = rest.char_indices().take(NEAR).find(|(_, c)| c.is_ascii_digit())?.0;
    let rest = rest.get(at..)?;
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = rest.split_at(end);
    (unit.starts_with('人') || unit.starts_with('名')).then(|| number.parse().ok()).flatten()
}
