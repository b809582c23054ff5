use super::{Section, Token, decimal::Decimal};

/// The parts of a date and time.
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    weekday: usize,
    /// Days since the calendar began, for elapsed time.
    days: i64,
    hour: i64,
    minute: i64,
    second: i64,
    /// Milliseconds.
    thousandth: i64,
}

/// The last day that Excel can display: 31 December 9999.
const LAST_DAY: i64 = 2_958_465;

/// The days between the two calendars of Excel.
const DAYS_TO_1904: i64 = 1_462;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WEEKDAYS_ZH: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];

impl Section {
    /// Formats a number of days as a date, or as a number if it is not a valid date.
    pub(super) fn date(&self, serial: &Decimal, days_since_1904: bool) -> String {
        let thousandths = self.tokens.iter().any(|token| matches!(token, Token::Digit(_)));
        let Some(moment) = Moment::new(serial, days_since_1904, thousandths) else {
            return serial.shortest();
        };
        let twelve = self.tokens.iter().any(|token| matches!(token, Token::HalfDay(..)));
        let mut text = String::new();
        let mut fraction =
            format!("{:03}", moment.thousandth).chars().collect::<Vec<_>>().into_iter();
        for token in &self.tokens {
            match token {
                Token::Date(letter, count) => text += &moment.part(*letter, *count, twelve),
                Token::Elapsed(letter, count) => {
                    let count = *count;
                    text += &format!("{:0count$}", moment.elapsed(*letter));
                }
                Token::HalfDay(am, pm) => text += if moment.hour < 12 { am } else { pm },
                Token::Literal(literal) => text += literal,
                Token::Point => text.push('.'),
                Token::Digit(_) => text.push(fraction.next().unwrap_or('0')),
                _ => {}
            }
        }
        text
    }
}

impl Moment {
    fn new(serial: &Decimal, days_since_1904: bool, thousandths: bool) -> Option<Self> {
        let whole = serial.whole();
        let mut days: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        // Ten decimal digits of a day are more precise than a millisecond.
        let fraction: i64 = format!("{:0<10.10}", serial.fraction()).parse().ok()?;
        let unit = if thousandths { 86_400_000 } else { 86_400 };
        let ticks = (fraction * unit + 5_000_000_000) / 10_000_000_000;
        days += ticks / unit;
        let ticks = ticks % unit;
        let (seconds, thousandth) =
            if thousandths { (ticks / 1000, ticks % 1000) } else { (ticks, 0) };
        let date = days + if days_since_1904 { DAYS_TO_1904 } else { 0 };
        if date > LAST_DAY {
            return None;
        }
        let (year, month, day) = civil(date);
        Some(Self {
            year,
            month,
            day,
            weekday: usize::try_from((date + 6) % 7).ok()?,
            days,
            hour: seconds / 3600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
            thousandth,
        })
    }

    /// Returns a part by its letter; `n` stands for minutes.
    fn part(&self, letter: char, count: usize, twelve: bool) -> String {
        let width = count.min(2);
        let padded = |number: i64| format!("{number:0width$}");
        let name = |names: &[&str], index: usize| -> String {
            let name = names.get(index).copied().unwrap_or_default();
            if count == 3 { name.chars().take(3).collect() } else { name.into() }
        };
        match (letter, count) {
            ('y', 1 | 2) => format!("{:02}", self.year % 100),
            ('y' | 'e', _) => format!("{:04}", self.year),
            ('m', 1 | 2) => padded(self.month),
            ('m', 5) => name(&MONTHS, self.month_index()).chars().take(1).collect(),
            ('m', _) => name(&MONTHS, self.month_index()),
            ('d', 1 | 2) => padded(self.day),
            ('d', _) => name(&WEEKDAYS, self.weekday),
            ('a', 3) => name(&WEEKDAYS_ZH, self.weekday),
            ('a', _) => format!("星期{}", name(&WEEKDAYS_ZH, self.weekday)),
            ('h', _) if twelve => padded((self.hour + 11) % 12 + 1),
            ('h', _) => padded(self.hour),
            ('n', _) => padded(self.minute),
            _ => padded(self.second),
        }
    }

    fn elapsed(&self, letter: char) -> i64 {
        let hours = self.days * 24 + self.hour;
        match letter {
            'h' => hours,
            'm' => hours * 60 + self.minute,
            _ => (hours * 60 + self.minute) * 60 + self.second,
        }
    }

    fn month_index(&self) -> usize {
        usize::try_from(self.month - 1).unwrap_or(0)
    }
}

/// Replaces each `m` that means minutes, after an hour or before a second, by `n`.
pub(super) fn mark_minutes(tokens: &mut [Token]) {
    let parts: Vec<(usize, char)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(index, token)| match token {
            Token::Date(letter, _) | Token::Elapsed(letter, _) => Some((index, *letter)),
            _ => None,
        })
        .collect();
    for (position, (index, _)) in parts.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| parts.get(before));
        let after = parts.get(position + 1);
        let is_time = before.is_some_and(|(_, letter)| *letter == 'h')
            || after.is_some_and(|(_, letter)| *letter == 's');
        if let (true, Some(Token::Date(letter @ 'm', 1 | 2))) = (is_time, tokens.get_mut(*index)) {
            *letter = 'n';
        }
    }
}

/// Returns year, month and day of an Excel day number.
///
/// Excel treats 1900 as a leap year: its day 60 did not exist, and the days before it are counted
/// from one day later.
fn civil(serial: i64) -> (i64, i64, i64) {
    match serial {
        0 => return (1900, 1, 0),
        60 => return (1900, 2, 29),
        _ => {}
    }
    // Days since 1 March of the year 0, in eras of 400 years.
    let days = serial + if serial < 60 { 693_900 } else { 693_899 };
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}
