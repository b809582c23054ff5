#![doc = include_str!("../../../pages/YS336.en.md")]

mod affiliates;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::quantity::{Quantity, quantities, without_brackets};
use crate::search::places;
use message::Message;

/// How a list of what was counted begins.
const BEGIN: [&str; 8] =
    ["分别为：", "分别是：", "包括：", "即：", "分别为", "分别是", "包括", "："];
/// The last characters of names of offices, units and institutions.
const OFFICES: &str = "科室股站所局处队会校院心馆组部办委司场厂";
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/// The last clause before a list that names what was counted before.
const LISTED: [&str; 5] = ["具体包括", "包括", "具体如下", "分别是", "分别为"];
/// Words of a list that is not one of projects, or not whole.
const OTHER: [&str; 5] = ["等", "拨款", "资金", "基金", "预算"];
/// Up to this many characters name what is counted.
const NAME: usize = 14;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_draft) {
        let words = without_brackets(&line.words);
        let in_line = words.split_inclusive(['。', '；']).find_map(listed);
        let behind = lines.get(at + 1..).unwrap_or_default();
        let below = || numbered(&words, behind).or_else(|| subordinate(&words, behind));
        let other = || projects(&words).or_else(|| grades(&line.words));
        let other = || other().or_else(|| problems(&line.words));
        let other = || other().or_else(|| affiliates::find(&line.words, behind));
        let Some((count, listed)) = in_line.or_else(below).or_else(other) else { continue };
        let message = Message::new(
            format!("这里写有{count}个，后面列出的是{listed}个。"),
            format!("The text counts {count} and lists {listed}."),
        );
        found.push(Violation::on(line, message).printed(short(line.text)).advice(
            "核对个数和后面的名单，改正其中一处。",
            "Compare the count with the list and correct one.",
        ));
    }
}

/// The count of a sentence and the number of names behind it, if they differ.
fn listed(sentence: &str) -> Option<(usize, usize)> {
    let list = sentence.strip_suffix(['。', '；'])?;
    list.match_indices(['个', '家']).find_map(|(at, unit)| {
        let count = count(list.get(..at)?)?;
        let list = list_behind(list.get(at + unit.len()..)?)?;
        let is_plain = !list.contains(['，', '：']) && !list.contains(|c: char| c.is_ascii_digit());
        let names: Vec<&str> = list.split('、').filter(|name| !name.is_empty()).collect();
        if names.len() < 2 || !is_plain || list.contains('等') {
            return None;
        }
        // 和 may join two names, or be part of one.
        let most = names.len() + list.matches(['和', '及', '与']).count();
        // 、 may be part of a name; names that all end like one hold no other.
        let are_whole = names.iter().all(|name| name.ends_with(|c| OFFICES.contains(c)));
        (count > most || count < names.len() && are_whole).then_some((count, names.len()))
    })
}

/// The count of projects and how many amounts make up all their money, if they differ:
/// `4个项目，共涉及150万元，其中：甲80万元、乙40万元、丙30万元`.
fn projects(words: &str) -> Option<(usize, usize)> {
    const MARK: &str = "其中：";
    places(words, MARK).find_map(|at| {
        let head = words.get(..at)?.trim_end_matches(['，', '。']);
        let sentence = head.rsplit('。').next()?;
        let tail = words.get(at + MARK.len()..)?.split('。').next()?;
        let head = quantities(sentence);
        let (whole, counts) = head.split_last()?;
        let is_count = |it: &&Quantity<'_>| it.unit == "个";
        let counted = counts.iter().rfind(is_count)?;
        let count = counted.whole()?;
        let parts = quantities(tail);
        let sum: i128 = parts.iter().filter_map(Quantity::yuan).map(|(yuan, _)| yuan).sum();
        let is_list = parts.len() > 1 && parts.iter().all(|it| it.yuan().is_some());
        let is_all = is_list && whole.yuan().is_some_and(|(yuan, _)| yuan == sum);
        let count = usize::try_from(count).ok()?;
        let is_of_goals = sentence.contains("绩效目标") && is_of_projects(counted);
        let is_of_projects = (sentence.contains("个项目") || is_of_goals)
            && !OTHER.iter().any(|word| tail.contains(word));
        (is_all && is_of_projects && count != parts.len()).then_some((count, parts.len()))
    })
}

fn is_of_projects(count: &Quantity<'_>) -> bool {
    count.name.trim_end_matches('共').ends_with("项目")
}

/// The count of projects and those of their grades, if they differ: `“优”的9个，“良”的2个，共涉及项目12个`.
fn grades(words: &str) -> Option<(usize, usize)> {
    const GRADES: [&str; 6] = ["“优”", "“良”", "“中”", "“差”", "“合格”", "“不合格”"];
    if !words.contains('“') {
        return None;
    }
    let said = quantities(words);
    let is_graded = |it: &&Quantity<'_>| GRADES.iter().any(|grade| it.name.contains(grade));
    let counted = || said.iter().filter(|it| it.unit == "个");
    let graded: Vec<i128> = counted().filter(is_graded).filter_map(Quantity::whole).collect();
    let wholes = counted().filter(|it| !is_graded(it) && is_of_projects(it));
    let wholes: Vec<i128> = wholes.filter_map(Quantity::whole).collect();
    let sum: i128 = graded.iter().sum();
    // Of several counts of projects the grades are those of one; then all grades have to be there.
    let least = if wholes.len() == 1 { 2 } else { 3 };
    let is_none = graded.len() >= least && !wholes.contains(&sum);
    let whole = wholes.last().filter(|_| is_none)?;
    Some((usize::try_from(*whole).ok()?, usize::try_from(sum).ok()?))
}

/// The count of problems that were found, and those that are solved and being solved, if they
/// differ: `发现问题3个，已经完成整改的2个，正在整改的2个`.
fn problems(words: &str) -> Option<(usize, usize)> {
    const FOUND: &str = "发现问题";
    if !words.contains(FOUND) {
        return None;
    }
    let said = quantities(words);
    let mut rest = said.iter().skip_while(|it| !it.name.ends_with(FOUND));
    let whole = rest.next().filter(|it| it.unit == "个")?.whole()?;
    let parts: Vec<_> = rest.take_while(|it| it.unit == "个" && it.name.contains("整改")).collect();
    let has = |word: &str| parts.iter().any(|it| it.name.contains(word));
    let sum: i128 = parts.iter().filter_map(|it| it.whole()).sum();
    let is_all = has("完成整改") && has("正在整改") && parts.len() == 2;
    let counts = (usize::try_from(whole).ok()?, usize::try_from(sum).ok()?);
    (is_all && sum != whole).then_some(counts)
}

/// The count of a line that ends in a colon and the number of numbered lines below it, if they
/// differ.
fn numbered(words: &str, below: &[&Line<'_>]) -> Option<(usize, usize)> {
    let words = words.strip_suffix('：')?;
    let clause = words.rsplit(['，', '。', '；']).next().unwrap_or_default();
    let items = items(below)?;
    if LISTED.contains(&clause) {
        return kinds(words).filter(|count| *count != items).map(|count| (count, items));
    }
    let (at, unit) = clause.match_indices(['个', '家']).next_back()?;
    let count = count(clause.get(..at)?)?;
    let name = clause.get(at + unit.len()..)?;
    (name.chars().count() <= NAME && items != count).then_some((count, items))
}

/// The sum of the counts of each kind of unit in the sentence that `words` end with:
/// `行政单位1家，事业单位3家，具体包括`.
fn kinds(words: &str) -> Option<usize> {
    const KINDS: [&str; 4] = ["行政单位", "事业单位", "参公单位", "企业"];
    let said = quantities(words.rsplit('。').next()?);
    let is_kind =
        |it: &Quantity<'_>| KINDS.iter().any(|kind| it.name.trim_end_matches('共').ends_with(kind));
    let are_kinds = said.len() > 1
        && said.iter().all(|it| is_kind(it) && matches!(it.unit, "家" | "个"))
        && said.iter().all(|it| !it.name.contains("其中"));
    let sum: i128 = said.iter().filter_map(Quantity::whole).sum();
    usize::try_from(sum).ok().filter(|_| are_kinds)
}

/// The count of units below the body itself and the list below it that begins with the body:
/// `某局本部以及下属3家预算单位`.
fn subordinate(words: &str, below: &[&Line<'_>]) -> Option<(usize, usize)> {
    const OWN: [&str; 3] = ["本部", "本级", "机关"];
    const NEAR: usize = 3;
    let (at, unit) = words.match_indices(['家', '个']).find(|(at, _)| {
        let head = words.get(..*at).unwrap_or_default();
        let head = head.trim_end_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(&c));
        let head = head.strip_suffix("下属").or_else(|| head.strip_suffix("所属"));
        let own = head.map(|head| head.trim_end_matches(['以', '及', '和', '与', '、']));
        own.is_some_and(|own| OWN.iter().any(|word| own.ends_with(word)))
    })?;
    let count = count(words.get(..at)?)?;
    let is_of_units = words.get(at + unit.len()..)?.starts_with(['预', '单', '事', '二', '基']);
    let first = below.iter().take(NEAR).position(|line| line.number.is_some())?;
    let list = below.get(first..)?;
    let items = items(list)?;
    let is_first_own =
        list.first().is_some_and(|line| OWN.iter().any(|it| line.words.contains(it)));
    let is_listed = below.get(first.checked_sub(1)?)?.words.ends_with('：');
    (is_of_units && is_first_own && is_listed && items != count + 1).then_some((count + 1, items))
}

/// The number of numbered lines with which `below` begins, if it is a whole list.
fn items(below: &[&Line<'_>]) -> Option<usize> {
    let first = below.first()?.number.filter(|number| number.value == 1)?;
    let items = below.iter().zip(1_u32..).take_while(|(line, at)| {
        line.number.is_some_and(|number| number.style == first.style && number.value == *at)
    });
    let items = items.count();
    let is_over = below.get(items).is_none_or(|line| line.number.is_some() || line.level.is_some());
    let is_cut = below.iter().take(items).any(|line| line.words.contains(['等', '…']));
    (items > 1 && is_over && !is_cut).then_some(items)
}

/// What stands behind the words that begin a list, right behind the name of what is counted.
fn list_behind(rest: &str) -> Option<&str> {
    let (at, begin) =
        BEGIN.iter().filter_map(|it| Some((rest.find(it)?, it))).min_by_key(|it| it.0)?;
    let name = rest.get(..at)?.trim_end_matches('，');
    let is_name = name.chars().count() <= NAME && !name.contains(['、', '，']);
    let is_counted = name.contains(|c: char| c.is_ascii_digit());
    (is_name && !is_counted).then(|| rest.get(at + begin.len()..)).flatten()
}

/// The number that `before` ends with.
fn count(before: &str) -> Option<usize> {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = before.get(head.len()..)?;
    if !digits.is_empty() {
        return digits.parse().ok().filter(|count| *count < 100);
    }
    let mut chars = before.chars().rev();
    let numeral = chars.next()?;
    let value = NUMERALS.iter().position(|it| *it == numeral)? + 1;
    // 十二个 is not two.
    (!chars.next().is_some_and(|c| NUMERALS.contains(&c) || "第百几每".contains(c)))
        .then_some(value)
}
