//! Numbers listed together after their names: `基本支出和项目支出分别为5万元、3万元,分别占62.5%和37.5%` is read as
//! `基本支出为5万元,占62.5%,项目支出为3万元,占37.5%`.

use super::figures::is_break;
use std::borrow::Cow;

/// Words by which numbers belong to names in the same order. 各是 is used for two sums, too, and 各
/// alone mostly for one number.
const EACH: [&str; 3] = ["分别", "各是", "各"];

/// What may stand between such a word and the numbers.
const VERBS: [&str; 16] = [
    "为",
    "是",
    "占",
    "达",
    "达到",
    "完成",
    "安排",
    "支出",
    "增加",
    "增长",
    "减少",
    "下降",
    "占比为",
    "占比",
    "增加了",
    "减少了",
];

/// The longest list of numbers.
const MAX: usize = 8;

/// `text`, in normal form, with each number after its name.
pub(super) fn distributed(text: &str) -> Cow<'_, str> {
    if !EACH.iter().any(|each| text.contains(each)) {
        return Cow::Borrowed(text);
    }
    let sentences: Vec<Cow<'_, str>> = text.split('。').map(sentence).collect();
    Cow::Owned(sentences.join("。"))
}

fn sentence(text: &str) -> Cow<'_, str> {
    let mut done = String::new();
    // The numbers read so far for each name of the current list.
    let mut told: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some((at, each)) = next_each(rest) {
        let (before, after) = rest.split_at(at);
        let after = after.get(each.len()..).unwrap_or_default();
        let start = before.rfind([',', ';', ':', '(']).map_or(0, |at| at + 1);
        let (lead, subjects) = before.split_at(start);
        let goes_on = !told.is_empty() && lead.trim_end_matches(',').is_empty();
        let of = if goes_on { vec![subjects; told.len()] } else { Vec::new() };
        let named = names(subjects);
        let is_named = named.len() > 1;
        let verb = verb(after);
        let figures = after.get(verb.len()..).unwrap_or_default();
        let count = if is_named { named.len() } else { of.len() };
        // 收、支总计各1,560万元 is one number.
        let is_one = each == "各" && is_thousands(figures);
        let Some((numbers, left)) = numbers(figures, count).filter(|_| !is_one) else {
            done.push_str(&told.join(","));
            told.clear();
            done.push_str(before);
            done.push_str(each);
            rest = after;
            continue;
        };
        if is_named {
            done.push_str(&told.join(","));
            done.push_str(lead);
            told = named;
        } else {
            let clause = of.into_iter().map(|of| format!(",{of}"));
            told.iter_mut().zip(clause).for_each(|(told, clause)| told.push_str(&clause));
        }
        for (told, number) in told.iter_mut().zip(numbers) {
            told.push_str(if number.starts_with(is_digit) { verb } else { "" });
            told.push_str(&number);
        }
        rest = left;
        while let Some((verb, numbers, left)) = going_on(rest, told.len()) {
            for (told, number) in told.iter_mut().zip(numbers) {
                told.push_str(if number.starts_with(is_digit) { &verb } else { "," });
                told.push_str(&number);
            }
            rest = left;
        }
    }
    if done.is_empty() && told.is_empty() {
        return Cow::Borrowed(text);
    }
    done.push_str(&told.join(","));
    done.push_str(rest);
    Cow::Owned(done)
}

/// The next of the words [`EACH`], the longest of those that begin there.
fn next_each(text: &str) -> Option<(usize, &'static str)> {
    let found = EACH.iter().filter_map(|each| Some((text.find(each)?, *each)));
    found.min_by_key(|(at, each)| (*at, usize::MAX - each.len()))
}

/// `,增长2%、3%` behind `各增加1万元、2万元`: the numbers that go on without 各, and what follows them.
fn going_on(rest: &str, count: usize) -> Option<(String, Vec<String>, &str)> {
    let clause = rest.strip_prefix(',')?;
    let verb = Some(verb(clause)).filter(|verb| !verb.is_empty())?;
    let (numbers, left) = numbers(clause.get(verb.len()..)?, count)?;
    Some((format!(",{verb}"), numbers, left))
}

/// The word of [`VERBS`] with which `text` begins; empty if it begins with none.
fn verb(text: &str) -> &'static str {
    let verbs = VERBS.iter().filter(|verb| text.starts_with(**verb));
    verbs.max_by_key(|verb| verb.len()).map_or("", |verb| verb)
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// The names that `words` list; of 收、支总计 both in full.
fn names(words: &str) -> Vec<String> {
    let both = ["收、支", "收支", "收入、支出", "收入和支出"];
    if let Some((before, total)) = both.iter().find_map(|both| words.split_once(both))
        && total.contains(['计', '额'])
    {
        return vec![format!("{before}收入{total}"), format!("支出{total}")];
    }
    let separated = words.replace(['和', '及', '与'], "、");
    separated.split('、').map(str::to_owned).filter(|name| !name.is_empty()).collect()
}

/// As many numbers as `count`, each with its unit, at the beginning of `text`, and what follows.
///
/// A comma may set off a number or its thousands.
fn numbers(text: &str, count: usize) -> Option<(Vec<String>, &str)> {
    if !(2..=MAX).contains(&count) {
        return None;
    }
    [true, false].into_iter().find_map(|is_grouped| {
        let (mut numbers, mut rest) = (Vec::new(), text);
        while numbers.len() < count {
            let is_listed = !numbers.is_empty() && !rest.starts_with(',');
            rest = rest.trim_start_matches(['、', ',', '和', '及', '与']);
            // 分别增加3万元、减少2万元: each with its own verb.
            let own = if is_listed { verb(rest) } else { "" };
            rest = rest.get(own.len()..).unwrap_or_default();
            let end = number(rest, is_grouped);
            let (figure, after) = rest.split_at(end);
            let unit =
                ["亿元", "万元", "元", "%", "万"].iter().find(|unit| after.starts_with(**unit));
            rest = after.get(unit.map_or(0, |unit| unit.len())..).unwrap_or_default();
            if figure.is_empty() {
                return None;
            }
            numbers.push((own, figure, unit.copied()));
        }
        let last = numbers.last().and_then(|(.., unit)| *unit)?;
        let is_over = rest.chars().next().is_none_or(|c| is_break(c) && c != '、');
        let next = rest.trim_start_matches(',');
        let goes_on = next.len() < rest.len() && next.starts_with(|c: char| c.is_ascii_digit());
        let with_unit = |(verb, figure, unit): (&str, &str, Option<&str>)| {
            format!("{verb}{figure}{}", unit.unwrap_or(last))
        };
        (is_over && !goes_on).then(|| (numbers.into_iter().map(with_unit).collect(), rest))
    })
}

/// The length of the number at the beginning of `text`, with its thousands set off or not.
fn number(text: &str, is_grouped: bool) -> usize {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || is_grouped && c == ',';
    let end = text.find(|c: char| !is_digit(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches([',', '.']).len()
}

/// Whether `text` begins with a number whose thousands are set off.
fn is_thousands(text: &str) -> bool {
    let number = text.get(..number(text, true)).unwrap_or_default();
    let mut groups = number.split('.').next().unwrap_or_default().split(',');
    let first = groups.next().unwrap_or_default().len();
    (1..=3).contains(&first) && groups.clone().next().is_some() && groups.all(|it| it.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_told_after_its_name() {
        let cases = [
            (
                "基本支出和项目支出分别为5万元和3万元,分别占62.5%和37.5%。",
                "基本支出为5万元,占62.5%,项目支出为3万元,占37.5%。",
            ),
            (
                "2031年收、支总计分别为9.00,8.00万元,全部为财政拨款。",
                "2031年收入总计为9.00万元,支出总计为8.00万元,全部为财政拨款。",
            ),
            (
                "与上年相比,收入、支出总计各增加4万元、3万元,增长2%、1%。主要原因",
                "与上年相比,收入总计增加4万元,增长2%,支出总计增加3万元,增长1%。主要原因",
            ),
            (
                "甲费和乙费分别为3万元和2万元,比上年分别增加2万元、减少1万元。",
                "甲费为3万元,比上年增加2万元,乙费为2万元,比上年减少1万元。",
            ),
            ("支出中,甲费、乙费分别为1,000元、2元。", "支出中,甲费为1,000元,乙费为2元。"),
            (
                "甲费、乙费分别为1万元、2万元,比上年分别增加3%、4%。",
                "甲费为1万元,比上年增加3%,乙费为2万元,比上年增加4%。",
            ),
        ];
        for (text, read) in cases {
            assert_eq!(distributed(text), read);
        }
    }

    #[test]
    fn what_does_not_pair_is_left_alone() {
        for text in [
            "甲费分别为1万元、2万元。",
            "分别召开会议3次。",
            "收入、支出总计各增加4万元,增长2%。",
            "甲、乙分别为1万元、2万元、3万元。",
        ] {
            assert_eq!(distributed(text), text);
        }
    }
}
