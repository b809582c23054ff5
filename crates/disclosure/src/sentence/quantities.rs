//! Quantities of any unit that a sentence divides: `建筑面积100平方米,其中地上60平方米,地下40平方米`.

use crate::model::{Division, Quantity};

/// Units that are counted, longer ones before those they contain. Money is left out, for
/// scopes tell it; so are people: one may be counted under several heads.
const UNITS: [&str; 11] =
    ["万平方米", "平方公里", "平方米", "立方米", "公顷", "公里", "亩", "辆", "台", "米", "个"];
/// What of such things is counted by 个; of others one may be counted under several heads.
const INSTITUTIONS: [&str; 3] = ["单位", "机构", "学校"];
/// Institutions by other names.
const ENDS: [&str; 9] = ["机关", "本级", "中心", "院", "站", "所", "队", "企业", "团体"];
/// What institutions have, and are not divided into.
const WITHIN: [&str; 5] = ["内设", "科室", "股室", "处室", "派出"];

/// The divisions in a sentence (in normal form, without its full stop).
pub fn divisions(sentence: &str) -> Vec<Division> {
    let mut found = Vec::new();
    // One level for the sentence and one for each bracket that is open.
    let mut levels = vec![Level::default()];
    let mut from = 0;
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        let at = sentence.len() - rest.len();
        let mut taken = first.len_utf8();
        match first {
            '(' => levels.push(levels.last().map(Level::inside).unwrap_or_default()),
            ')' if levels.len() > 1 => found.extend(levels.pop().and_then(Level::finish)),
            _ if rest.starts_with("其中") => {
                if let Some(level) = levels.last_mut() {
                    found.extend(level.divide());
                }
                taken = "其中".len();
            }
            _ if first.is_ascii_digit() => {
                let gap = sentence.get(from..at).unwrap_or_default();
                let (quantity, len) = quantity(rest, gap);
                taken = len;
                if let (Some(level), Some(quantity)) = (levels.last_mut(), quantity) {
                    from = at + len;
                    let is_listed = gap
                        .rfind([',', ';', '、'])
                        .is_some_and(|at| gap.get(at..).is_some_and(|last| last.starts_with('、')));
                    level.take(quantity, is_listed);
                }
            }
            _ => {}
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    found.extend(levels.into_iter().filter_map(Level::finish));
    found
}

/// What has been read at one level of brackets.
#[derive(Debug, Default)]
struct Level {
    /// The last quantity, which 其中 would divide.
    last: Option<Quantity>,
    /// What is being divided, and its parts so far.
    open: Option<Division>,
    /// Whether its parts have ended.
    is_done: bool,
    /// Whether something of the same unit was named that may be a part.
    is_vague: bool,
}

impl Level {
    /// The level inside a bracket that opens here: it may divide what stands before it.
    fn inside(&self) -> Self {
        Self { last: self.last.clone(), ..Self::default() }
    }

    fn take(&mut self, quantity: Quantity, is_listed: bool) {
        // 其中甲车3辆、乙车5辆,比上年减少1辆
        if ["比", "较", "增加", "减少"].iter().any(|it| quantity.words.contains(it)) {
            return;
        }
        let open = self.open.as_mut().filter(|open| open.whole.unit == quantity.unit);
        // 车辆8辆,其中甲车5辆、乙车3辆,新购1辆: what follows once all are named is something else.
        if let Some(open) = open {
            let is_within = |words: &str| WITHIN.iter().any(|it| words.contains(it));
            self.is_done |= open.is_full() && !is_listed;
            self.is_done |= is_within(&quantity.words) && !is_within(&open.whole.words);
            if !self.is_done {
                self.is_vague |= !quantity.is_counted();
                open.parts.push(quantity.clone());
            }
        }
        if quantity.is_counted() {
            self.last = Some(quantity);
        }
    }

    /// 其中 divides the last quantity; what was being divided is done.
    fn divide(&mut self) -> Option<Division> {
        let last = self.last.clone();
        let open = last.clone().map(|whole| Division { whole, parts: Vec::new() });
        std::mem::replace(self, Self { last, open, ..Self::default() }).finish()
    }

    fn finish(self) -> Option<Division> {
        let is_vague = self.is_vague;
        self.open.filter(|open| open.is_one() && (!is_vague || open.is_full()))
    }
}

impl Quantity {
    /// Whether it counts institutions, or what has a unit of its own.
    fn is_counted(&self) -> bool {
        self.unit != "个"
            || INSTITUTIONS.iter().any(|it| self.words.contains(it))
            || ENDS.iter().any(|it| self.words.ends_with(it))
    }
}

impl Division {
    fn is_one(&self) -> bool {
        self.parts.len() > 1
    }

    fn is_full(&self) -> bool {
        let named: i64 = self.parts.iter().map(|part| part.thousandths).sum();
        self.is_one() && named == self.whole.thousandths
    }
}

/// The quantity at the start of `text`, and how many bytes its number and unit have.
fn quantity(text: &str, words: &str) -> (Option<Quantity>, usize) {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let number = text.get(..end).unwrap_or_default().trim_end_matches([',', '.']);
    let after = text.get(number.len()..).unwrap_or_default();
    let Some(unit) = UNITS.iter().find(|unit| after.starts_with(**unit)) else {
        return (None, number.len().max(1));
    };
    let words = words.rsplit([',', ';', ':', '(', ')', '、']).next().unwrap_or_default();
    let quantity = thousandths(number).map(|thousandths| Quantity {
        words: words.to_owned(),
        number: number.to_owned(),
        thousandths,
        unit,
    });
    (quantity, number.len() + unit.len())
}

/// The number in thousandths; `None` where it is finer or too large.
fn thousandths(number: &str) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole: i64 = whole.replace(',', "").parse().ok()?;
    let fraction: i64 = match fraction.len() {
        0 => 0,
        1..=3 => format!("{fraction:0<3}").parse().ok()?,
        _ => return None,
    };
    whole.checked_mul(1000)?.checked_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(sentence: &str) -> Vec<(i64, Vec<i64>)> {
        divisions(sentence)
            .into_iter()
            .map(|d| (d.whole.thousandths, d.parts.iter().map(|p| p.thousandths).collect()))
            .collect()
    }

    #[test]
    fn brackets_divide_what_stands_before_them() {
        let text = "建筑面积约100平方米,其中地上60平方米(其中计容50.5平方米,不计容9.5平方米),地下40平方米,高29.8米";
        assert_eq!(sums(text), [(60_000, vec![50_500, 9_500]), (100_000, vec![60_000, 40_000])]);
    }

    #[test]
    fn other_units_and_people_divide_nothing() {
        assert_eq!(sums("购车3辆,其中轿车2辆,价值10万元"), []);
        assert_eq!(sums("共有20人,其中党员15人,女性10人"), []);
    }

    #[test]
    fn institutions_are_divided_into_institutions() {
        let text = "预算单位4个,其中机关1个,事业单位3个;内设机构6个,下属事业单位3个";
        assert_eq!(sums(text), [(4_000, vec![1_000, 3_000])]);
        let text = "单位共5个,其中行政单位2个、事业单位4个;内设股室8个";
        assert_eq!(sums(text), [(5_000, vec![2_000, 4_000])]);
        assert_eq!(sums("单位共9个,其中行政2个,参公单位3个,事业单位3个"), []);
    }

    #[test]
    fn a_change_is_no_part() {
        let text = "共有车辆8辆,其中:机要用车3辆、其他用车5辆,比上年减少1辆";
        assert_eq!(sums(text), [(8_000, vec![3_000, 5_000])]);
    }

    #[test]
    fn the_words_of_a_part_are_kept() {
        let found = divisions("共有车辆8辆,其中:机要用车1辆、其他用车7辆");
        let words: Vec<_> = found[0].parts.iter().map(|part| part.words.as_str()).collect();
        assert_eq!(words, ["机要用车", "其他用车"]);
    }
}
