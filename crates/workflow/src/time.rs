//! Points in time and days. The clock itself is outside of this crate.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use time::{Date, Month};

/// A point in time: seconds since the beginning of 1970 in UTC.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Moment(pub i64);

/// A day of the calendar, printed and parsed as `2031-02-28`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// A text that is not a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADay(String);

/// China has one time zone, eight hours ahead of UTC.
const AHEAD_OF_UTC: i64 = 8 * 3600;
const DAY: i64 = 24 * 3600;
/// The Julian day of the beginning of 1970.
const EPOCH: i64 = 2_440_588;

impl Moment {
    /// Returns the day in China. Moments that no date can express are on the last day.
    pub fn day(self) -> Day {
        let days = self.0.saturating_add(AHEAD_OF_UTC).div_euclid(DAY);
        Day::of_julian(days.saturating_add(EPOCH))
    }

    /// Returns the seconds from `earlier` until this moment; 0 where it is not earlier.
    pub fn since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }
}

impl Day {
    /// Returns the day; `None` where the calendar does not have it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(Self)
    }

    /// Returns its first moment in China.
    pub fn begin(self) -> Moment {
        let days = i64::from(self.0.to_julian_day()).saturating_sub(EPOCH);
        Moment(days.saturating_mul(DAY).saturating_sub(AHEAD_OF_UTC))
    }

    /// Returns the day so many days later.
    #[must_use]
    pub fn plus(self, days: u16) -> Self {
        Self::of_julian(i64::from(self.0.to_julian_day()) + i64::from(days))
    }

    /// Returns the days from `earlier` until this day; 0 where it is not earlier.
    pub fn since(self, earlier: Self) -> u32 {
        let days = self.0.to_julian_day().saturating_sub(earlier.0.to_julian_day());
        u32::try_from(days).unwrap_or(0)
    }

    fn of_julian(days: i64) -> Self {
        let date = i32::try_from(days).ok().and_then(|days| Date::from_julian_day(days).ok());
        Self(date.unwrap_or(Date::MAX))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(out, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let day = || {
            let mut parts = text.split('-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            let day = Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
            (parts.next().is_none() && day.to_string() == text).then_some(day)
        };
        day().ok_or_else(|| NotADay(text.to_owned()))
    }
}

impl TryFrom<String> for Day {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for NotADay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` is not a day such as 2031-02-28", self.0)
    }
}

impl std::error::Error for NotADay {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        let before = Moment(1_927_814_399).day();
        let after = Moment(1_927_814_400).day();
        assert_eq!(
            (before.to_string(), after.to_string()),
            ("2031-02-02".into(), "2031-02-03".into())
        );
        assert_eq!(after.begin(), Moment(1_927_814_400));
        assert_eq!(after.since(before), 1);
        assert_eq!(before.since(after), 0);
        assert_eq!(Moment(i64::MAX).day(), Moment(i64::MAX - 1).day());
    }

    #[test]
    fn days_are_counted_over_the_ends_of_months() {
        let day: Day = "2032-02-20".parse().unwrap();
        assert_eq!(day.plus(20).to_string(), "2032-03-11");
        assert_eq!(day.plus(20).since(day), 20);
    }

    #[test]
    fn what_is_not_a_day_does_not_parse() {
        for bad in ["", "2031-02-29", "2031-2-3", "2031-02", "2031-02-03-04", "二〇三一年"] {
            assert_eq!(bad.parse::<Day>(), Err(NotADay(bad.to_owned())));
        }
    }
}
