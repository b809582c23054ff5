#![doc = include_str!("../../pages/YS336.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::quantity::{Quantity, quantities, without_brackets};
use message::Message;

/// How a list of what was counted begins.
const BEGIN: [&str; 8] =
    ["分别为：", "分别是：", "包括：", "即：", "分别为", "分别是", "包括", "："];
/// The last characters of names of offices, units and institutions.
const OFFICES: &str = "科室股站所局处队会校院心馆组部办委司场厂";
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/// Up to this many characters name what is counted.
const NAME: usize = 14;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_draft) {
        let words = without_brackets(&line.words);
        let in_line = words.split_inclusive(['。', '；']).find_map(listed);
        let below = || numbered(&words, lines.get(at + 1..).unwrap_or_default());
        let other = || projects(&words).or_else(|| grades(&words));
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
    words.split('。').find_map(|sentence| {
        let (head, tail) = sentence.split_once("其中：")?;
        let head = quantities(head);
        let (whole, counts) = head.split_last()?;
        let is_count = |it: &&Quantity<'_>| it.unit == "个";
        let count = counts.iter().rfind(is_count)?.whole()?;
        let parts = quantities(tail);
        let sum: i128 = parts.iter().filter_map(Quantity::yuan).map(|(yuan, _)| yuan).sum();
        let is_list = parts.len() > 1 && parts.iter().all(|it| it.yuan().is_some());
        let is_all = is_list && whole.yuan().is_some_and(|(yuan, _)| yuan == sum);
        let count = usize::try_from(count).ok()?;
        let is_of_projects = sentence.contains("个项目") && !tail.contains('等');
        (is_all && is_of_projects && count != parts.len()).then_some((count, parts.len()))
    })
}

/// The count of projects and those of their grades, if they differ: `“优”的9个，“良”的2个，共涉及项目12个`.
fn grades(words: &str) -> Option<(usize, usize)> {
    const GRADES: [&str; 4] = ["“优”", "“良”", "“中”", "“差”"];
    let said = quantities(words);
    let is_graded = |it: &&Quantity<'_>| GRADES.iter().any(|grade| it.name.contains(grade));
    let is_whole = |it: &&Quantity<'_>| it.name.trim_end_matches('共').ends_with("项目");
    let counted = || said.iter().filter(|it| it.unit == "个");
    let graded: Vec<i128> = counted().filter(is_graded).filter_map(Quantity::whole).collect();
    let mut wholes = counted().filter(is_whole).filter_map(Quantity::whole);
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    let sum: i128 = graded.iter().sum();
    let counts = (usize::try_from(whole).ok()?, usize::try_from(sum).ok()?);
    (graded.len() > 1 && whole != sum).then_some(counts)
}

/// The count of a line that ends in a colon and the number of numbered lines below it, if they
/// differ.
fn numbered(words: &str, below: &[&Line<'_>]) -> Option<(usize, usize)> {
    let words = words.strip_suffix('：')?;
    let clause = words.rsplit(['，', '。', '；']).next().unwrap_or_default();
    let (at, unit) = clause.match_indices(['个', '家']).next_back()?;
    let count = count(clause.get(..at)?)?;
    let name = clause.get(at + unit.len()..)?;
    let first = below.first()?.number.filter(|number| number.value == 1)?;
    let items = below.iter().zip(1_u32..).take_while(|(line, at)| {
        line.number.is_some_and(|number| number.style == first.style && number.value == *at)
    });
    let items = items.count();
    let is_over = below.get(items).is_none_or(|line| line.number.is_some() || line.level.is_some());
    let is_list = name.chars().count() <= NAME && items > 1 && is_over;
    (is_list && items != count).then_some((count, items))
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
