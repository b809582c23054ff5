//! What a user decides about the checks: levels, waivers, the level of government.

use crate::checks::Check;
use finding::{Finding, Severity, Waived};
use message::Message;
use std::collections::BTreeMap;
use std::fmt;

/// The user's settings for the checks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The level of a check by its code or its short name.
    pub levels: BTreeMap<String, Level>,
    /// Findings that were waived with a reason.
    pub waivers: Vec<Waiver>,
    /// The level of government whose documents are checked; taken from the names in the document if
    /// unset.
    pub government: Option<Government>,
    /// The date of the check, which decides whether waivers have expired; if unset, none has.
    pub today: Option<Date>,
}

/// The level at which a check reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Reported with this severity.
    As(Severity),
    /// Not reported.
    Off,
}

/// Findings that were waived with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The check, by its code or its short name.
    pub check: String,
    /// Text that the finding's message or printed words contain; empty matches any.
    pub contains: String,
    /// Why it is acceptable.
    pub reason: String,
    /// The last day on which the waiver is valid.
    pub until: Date,
}

/// A level of government (政府层级), from the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Government {
    /// 乡镇、街道
    Township,
    /// 县、区、县级市
    County,
    /// 设区的市
    City,
    /// 省、自治区、直辖市
    Province,
    /// 中央
    Central,
}

/// A day: year, month, day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
}

impl Settings {
    /// Applies levels and waivers; returns the findings that are reported and those that are
    /// waived.
    pub fn apply(&self, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Waived>) {
        let (mut reported, mut waived) = (Vec::new(), Vec::new());
        for mut finding in findings {
            match self.level(&finding.check.to_string(), &finding.name) {
                Some(Level::Off) => continue,
                Some(Level::As(severity)) => finding.severity = severity,
                None => {}
            }
            match self.waivers.iter().find(|waiver| waiver.covers(&finding)) {
                Some(waiver) if self.is_over(waiver) => {
                    finding.advice = expired(waiver, &finding.advice);
                    reported.push(finding);
                }
                Some(waiver) => waived.push(Waived {
                    finding,
                    reason: waiver.reason.clone(),
                    until: waiver.until.to_string(),
                }),
                None => reported.push(finding),
            }
        }
        (reported, waived)
    }

    /// Returns whether a check is switched off.
    pub(crate) fn is_off(&self, check: &Check) -> bool {
        self.level(check.code, check.name) == Some(Level::Off)
    }

    fn level(&self, code: &str, name: &str) -> Option<Level> {
        self.levels.get(code).or_else(|| self.levels.get(name)).copied()
    }

    fn is_over(&self, waiver: &Waiver) -> bool {
        self.today.is_some_and(|today| today > waiver.until)
    }
}

impl Waiver {
    fn covers(&self, finding: &Finding) -> bool {
        let is_check = self.check == finding.check.to_string() || self.check == finding.name;
        let printed = finding.printed.as_deref().unwrap_or_default();
        is_check
            && (finding.message.zh.contains(&self.contains) || printed.contains(&self.contains))
    }
}

fn expired(waiver: &Waiver, advice: &Message) -> Message {
    let until = waiver.until;
    Message::new(
        format!("{}（豁免已于{until}到期：{}）", advice.zh, waiver.reason),
        format!("{} (The waiver expired on {until}: {})", advice.en, waiver.reason),
    )
}

impl Date {
    /// Returns the date, or `None` if the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4)
                && (!year.is_multiple_of(100) || year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }
}

/// `2026-12-31`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Government {
    /// Returns the level for one of its words, such as 县 or county.
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "乡镇" | "街道" | "乡" | "镇" | "township" => Self::Township,
            "县" | "区" | "county" | "district" => Self::County,
            "市" | "city" => Self::City,
            "省" | "province" => Self::Province,
            "中央" | "central" => Self::Central,
            _ => return None,
        })
    }
}
