//! `yusuan.toml`: found upward from the file to check, or named on the command line.

use crate::inputs::Input;
use engine::settings::{Profile, above, load};
use message::Failure;
use rules::{Date, Settings};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The settings of all inputs, read before any of them is looked at: a mistake in settings is no
/// fault of a document.
#[derive(Debug)]
pub(crate) enum Source {
    /// A file that was named.
    Named(Profile),
    /// The nearest settings file above each file, by the folder of the file.
    Found(BTreeMap<PathBuf, Profile>),
}

impl Source {
    /// The settings in `named`, or those found above `inputs`.
    pub(crate) fn new(named: Option<&Path>, inputs: &[Input]) -> Result<Self, Failure> {
        if let Some(path) = named {
            return Ok(Self::Named(load(path)?));
        }
        let folders: BTreeSet<PathBuf> = inputs.iter().filter_map(folder).collect();
        let mut read_already: BTreeMap<PathBuf, Profile> = BTreeMap::new();
        let mut found = BTreeMap::new();
        for folder in folders {
            let Some(path) = above(&folder) else { continue };
            let profile = match read_already.get(&path) {
                Some(profile) => profile.clone(),
                None => load(&path)?,
            };
            read_already.insert(path, profile.clone());
            found.insert(folder, profile);
        }
        Ok(Self::Found(found))
    }

    /// The settings for one file on the day `today`.
    pub(crate) fn settings(&self, input: &Input, today: Date) -> Settings {
        let profile = match self {
            Self::Named(profile) => Some(profile),
            Self::Found(found) => folder(input).and_then(|folder| found.get(&folder)),
        };
        profile.cloned().unwrap_or_default().settings(&input.name(), today)
    }
}

/// The folder of a file in full; `None` where there is none.
fn folder(input: &Input) -> Option<PathBuf> {
    match input {
        Input::Path(path) => Some(path.canonicalize().ok()?.parent()?.to_owned()),
        Input::Stdin => None,
    }
}

/// The day in the calendar of the machine's clock, in universal time; the variable
/// `SOURCE_DATE_EPOCH` overrides it, so that a report can be made again byte by byte.
#[expect(clippy::disallowed_methods, reason = "this is the edge at which the clock enters")]
pub(crate) fn today() -> Date {
    let stated = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds: u64 = stated.unwrap_or_else(|| now().map_or(0, |time| time.as_secs()));
    day(seconds / 86_400)
}

/// The day that many days after 1 January 1970, by counting 400-year cycles from 1 March 0000.
fn day(days: u64) -> Date {
    let days = days + 719_468;
    let (cycle, of_cycle) = (days / 146_097, days % 146_097);
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let number = |value: u64| u8::try_from(value).unwrap_or(1);
    Date {
        year: u16::try_from(cycle * 400 + year + u64::from(month >= 10)).unwrap_or(u16::MAX),
        month: number(if month < 10 { month + 3 } else { month - 9 }),
        day: number(of_year - (153 * month + 2) / 5 + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_leap_years() {
        assert_eq!(day(0).to_string(), "1970-01-01");
        assert_eq!(day(11_016).to_string(), "2000-02-29");
        assert_eq!(day(20_089).to_string(), "2025-01-01");
    }
}
