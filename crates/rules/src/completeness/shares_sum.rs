#![doc = include_str!("../../pages/YS351.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use message::Message;

/// Two parts that are together the whole of which both are shares, and words beside which there may
/// be another.
const PAIRS: [(&[&str], &[&str], &[&str]); 3] = [
    (&["税收收入", "税收"], &["非税收入", "非税"], &[]),
    (&["基本支出"], &["项目支出"], &["经营", "上缴", "附属", "结转", "结余", "预备费"]),
    (&["人员经费"], &["公用经费", "日常公用经费"], &["项目", "其他"]),
];

/// A hundred per cent, in millionths.
const ALL: i128 = 100_000_000;
/// What each of two printed shares may be off by, in millionths of a per cent.
const ROUNDED: i128 = 10_000;
/// Words of shares in something else than the whole of both.
const OTHER: [&str; 10] =
    ["增", "减", "比上", "较上", "去年", "同期", "预算的", "提高", "下降", "完成"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft && line.words.contains('占')) {
        for sentence in line.words.split('。') {
            let said = quantities(sentence);
            let shares: Vec<(&Quantity<'_>, Share<'_>)> =
                said.iter().filter_map(|it| Some((it, share(sentence, it)?))).collect();
            let [(one, first), (other, second)] = shares.as_slice() else { continue };
            if !are_all(sentence, first, second) {
                continue;
            }
            let sum = one.value + other.value;
            if (sum - ALL).abs() <= one.half() + other.half() + ROUNDED {
                continue;
            }
            let Some(words) = sentence.get(first.from..other.end) else { continue };
            let message = Message::new(
                format!(
                    "“{words}”：两项合起来是全部，占比之和却不是100%：{}%+{}%。",
                    one.printed, other.printed
                ),
                format!(
                    "“{words}”: the two are all there is, yet their shares are {}% and {}%.",
                    one.printed, other.printed
                ),
            );
            found.push(Violation::on(line, message).printed(words).advice(
                "按两项和全部的数字重新计算占比，改正其中一处。",
                "Compute both shares anew from the figures and correct one.",
            ));
        }
    }
}

/// A share: whose, in what, and where its words begin.
struct Share<'a> {
    whose: &'a str,
    of: &'a str,
    from: usize,
}

/// The share that a percentage is: `税收收入占财政收入的比重为`, `非税收入占比`.
fn share<'a>(sentence: &'a str, it: &Quantity<'a>) -> Option<Share<'a>> {
    let (whose, of) = it.name.rsplit_once('占').filter(|_| it.unit == "%")?;
    let of = of.trim_end_matches(['为', '是', '达', '到', '约']);
    let ends = ["的比重", "的比例", "比重", "比例", "比", "的"];
    let of = ends.iter().find_map(|end| of.strip_suffix(end)).unwrap_or(of);
    // 税收收入9万元，占6%: whose it is stands before the amount.
    let at = it.at - it.name.len();
    let clause = || {
        let before = sentence.get(..at)?.trim_end_matches('，');
        let start = before.rfind(['，', '；', '：', '、']).map_or(0, |at| at + '，'.len_utf8());
        let clause = before.get(start..)?;
        let amount = clause.find(|c: char| c.is_ascii_digit())?;
        Some((clause.get(..amount)?, start))
    };
    let (whose, from) = if whose.is_empty() { clause()? } else { (whose, at) };
    let is_plain = !OTHER.iter().any(|word| it.name.contains(word));
    is_plain.then_some(Share { whose, of, from })
}

/// Whether two parts are all of one whole.
fn are_all(sentence: &str, one: &Share<'_>, other: &Share<'_>) -> bool {
    let is = |share: &Share<'_>, names: &[&str]| {
        let whose = share.whose.trim_end_matches(['为', '共']);
        names.iter().any(|name| whose.ends_with(name))
    };
    let is_tax =
        |share: &Share<'_>, names: &[&str]| is(share, names) && !share.whose.contains("非税");
    let is_alike = one.of.is_empty() || other.of.is_empty() || one.of == other.of;
    let pair = PAIRS.iter().find(|(first, second, _)| {
        let is_first = |share: &Share<'_>| is_tax(share, first);
        is_first(one) && is(other, second) || is(one, second) && is_first(other)
    });
    pair.is_some_and(|(.., beside)| !beside.iter().any(|word| sentence.contains(word)) && is_alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_both(sentence: &str) -> bool {
        let said = quantities(sentence);
        let shares: Vec<Share<'_>> = said.iter().filter_map(|it| share(sentence, it)).collect();
        matches!(shares.as_slice(), [one, other] if are_all(sentence, one, other))
    }

    #[test]
    fn two_parts_are_all_of_their_whole() {
        assert!(of_both("税收收入占财政收入的比重达到82.92%，非税收入占财政收入的比重为7.08%"));
        assert!(of_both("一般公共预算收入中，税收收入占比为62.57%，非税收入占比为47.43%"));
        assert!(of_both("基本支出6万元，占60%；项目支出4万元，占40%"));
        for sentence in [
            "税收收入占一般公共预算收入的62%，非税收入占财政总收入的20%",
            "基本支出占70%，项目支出占20%，上缴上级支出占10%",
            "增值税占税收收入的62%，非税收入占比为47%",
            "税收收入占比62%，教育支出占比20%",
        ] {
            assert!(!of_both(sentence), "{sentence}");
        }
    }
}
