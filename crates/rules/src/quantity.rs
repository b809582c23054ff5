//! Numbers of a sentence with what they count: `国内公务接待30批次`.

/// Units of money and of counts, longer ones before those they begin with.
const UNITS: [&str; 18] = [
    "万元", "亿元", "元", "人次", "批次", "人", "名", "个", "家", "辆", "批", "台", "次", "期",
    "场", "分", "座", "%",
];

/// Numbers are compared in millionths, so that 0.000001 亿元 is exact.
const SCALE: i128 = 1_000_000;

/// A number with its unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quantity<'w> {
    /// Where the number begins and where its unit ends, in bytes.
    pub at: usize,
    pub end: usize,
    /// The number as printed.
    pub printed: &'w str,
    /// The number, in millionths.
    pub value: i128,
    /// Its unit, empty if it is not a known one.
    pub unit: &'static str,
    /// The words of its clause before it.
    pub name: &'w str,
}

/// The numbers of `words`, in order, those of years and dates left out.
pub(crate) fn quantities(words: &str) -> Vec<Quantity<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    let digit = |from: usize| words.bytes().skip(from).position(|byte| byte.is_ascii_digit());
    while let Some(at) = digit(from).map(|at| at + from) {
        let rest = words.get(at..).unwrap_or_default();
        let length = rest.find(|c: char| !is_digit(c) && c != '.' && c != ',');
        let printed = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        let printed = printed.trim_end_matches(['.', ',']);
        let behind = rest.get(printed.len()..).unwrap_or_default();
        let unit = UNITS.iter().find(|unit| behind.starts_with(**unit)).copied().unwrap_or("");
        let before = words.get(..at).unwrap_or_default();
        from = at + printed.len();
        let is_date = behind.starts_with(['年', '月', '日', '-', '—', '〕']);
        let Some(value) = parse(printed).filter(|_| !is_date) else { continue };
        let name = clause(before);
        found.push(Quantity { at, end: from + unit.len(), printed, value, unit, name });
    }
    found
}

impl Quantity<'_> {
    /// Half a unit of the last printed digit, in millionths.
    pub fn half(&self) -> i128 {
        let decimals = self.printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let power = u32::try_from(decimals).unwrap_or(6).min(6);
        SCALE / 10_i128.pow(power) / 2
    }

    /// The amount in millionths of a yuan, with half a unit of its last digit.
    pub fn yuan(&self) -> Option<(i128, i128)> {
        let factor = match self.unit {
            "元" => 1,
            "万元" => 10_000,
            "亿元" => 100_000_000,
            _ => return None,
        };
        Some((self.value * factor, self.half() * factor))
    }

    /// Whether one slip of the pen makes it of another number of the same unit.
    pub fn is_slip_of(&self, other: &Self) -> bool {
        self.unit == other.unit && slip(self.printed, other.printed).is_some()
    }

    /// `value` in millionths of that which `factor` of make a unit, with as many decimals as this number has.
    pub fn printed_like(&self, value: i128, factor: i128) -> String {
        let step = 2 * self.half() * factor;
        let steps = (value + step / 2) / step.max(1);
        let decimals = self.printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let power = 10_i128.pow(u32::try_from(decimals).unwrap_or(0).min(6));
        match decimals {
            0 => steps.to_string(),
            _ => format!("{}.{:0decimals$}", steps / power, steps % power),
        }
    }

    /// The number with the words before it and its unit, as `words` print them.
    pub fn words<'a>(&self, words: &'a str) -> &'a str {
        words.get(self.at - self.name.len()..self.end).unwrap_or_default()
    }

    /// The number, if it is a whole one.
    pub const fn whole(&self) -> Option<i128> {
        if self.value % SCALE == 0 { Some(self.value / SCALE) } else { None }
    }
}

/// The clause that `before` ends with, from a bracket that it opens and does not close.
fn clause(before: &str) -> &str {
    let clause = before.rsplit(['，', '。', '；', '、', '：']).next().unwrap_or_default();
    match clause.rsplit_once('（') {
        Some((_, inside)) if !inside.contains('）') => inside,
        _ => clause,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A printed number in millionths.
fn parse(printed: &str) -> Option<i128> {
    let (whole, decimals) = printed.split_once('.').unwrap_or((printed, ""));
    let (count, whole) = digits(whole.bytes().filter(|byte| *byte != b','))?;
    let (places, fraction) = digits(decimals.bytes())?;
    let is_exact = (1..=12).contains(&count) && places <= 6;
    is_exact.then(|| whole * SCALE + fraction * 10_i128.pow(6 - places))
}

/// How many digits there are, and their number; `None` where one of them is none, or there are too
/// many.
fn digits(digits: impl Iterator<Item = u8>) -> Option<(u32, i128)> {
    let (mut count, mut number) = (0, 0_i64);
    for byte in digits {
        let digit = char::from(byte).to_digit(10)?;
        number = number.checked_mul(10)?.checked_add(digit.into())?;
        count += 1;
    }
    Some((count, number.into()))
}

/// Words without what stands in brackets.
pub(crate) fn without_brackets(words: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// A slip of the pen that makes a number of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitSlip {
    /// One digit is wrong.
    Wrong,
    /// Two digits beside each other are swapped.
    Swapped,
}

/// Returns the one slip by which two numbers differ. Of short and of round numbers nothing is said.
pub fn slip(one: &str, other: &str) -> Option<DigitSlip> {
    const LEAST: usize = 4;
    let (one, two) = (one.replace(',', ""), other.replace(',', ""));
    let is_long = |number: &str| {
        let digits = number.trim_end_matches(['0', '.']).chars().filter(char::is_ascii_digit);
        digits.count() >= LEAST
    };
    let differ: Vec<(usize, (u8, u8))> =
        one.bytes().zip(two.bytes()).enumerate().filter(|(_, (a, b))| a != b).collect();
    let slip = match differ.as_slice() {
        [_] => DigitSlip::Wrong,
        [(at, (a, b)), (next, (c, d))] if at + 1 == *next && a == d && b == c => DigitSlip::Swapped,
        _ => return None,
    };
    (one.len() == two.len() && is_long(&one) && is_long(&two)).then_some(slip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_units_and_names() {
        let words = "2031年，国内公务接待30批次1,150人次，公务接待费1.50万元。";
        let said: Vec<_> =
            quantities(words).iter().map(|it| (it.name, it.whole(), it.unit)).collect();
        assert_eq!(
            said,
            [
                ("国内公务接待", Some(30), "批次"),
                ("国内公务接待30批次", Some(1150), "人次"),
                ("公务接待费", None, "万元"),
            ]
        );
        let amount = quantities("1.50万元").first().and_then(Quantity::yuan);
        assert_eq!(amount, Some((15_000 * SCALE, 50 * SCALE)));
    }

    #[test]
    fn one_slip_makes_one_number_of_another() {
        let is = |words: &str| {
            let said = quantities(words);
            matches!(said.as_slice(), [one, other] if one.is_slip_of(other))
        };
        assert!(is("34069万元、34609万元"));
        assert!(is("27,469万元、27,569万元"));
        for words in [
            "34069万元、36409万元",
            "3406万元、34069万元",
            "1.50万元、1.80万元",
            "30000元、40000元",
        ] {
            assert!(!is(words), "{words}");
        }
    }

    #[test]
    fn brackets_are_left_out() {
        assert_eq!(without_brackets("行政编制3个（含工勤1个），事业编制"), "行政编制3个，事业编制");
    }
}
