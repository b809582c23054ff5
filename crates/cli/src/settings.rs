//! `yusuan.toml`: found upward from the file to check, or named on the command line.

use crate::failure::Failure;
use crate::inputs::Input;
use engine::settings::{Profile, parse};
use message::Message;
use rules::{Date, Settings};
use std::path::{Path, PathBuf};

/// The name of the file of settings.
const NAME: &str = "yusuan.toml";

/// The source of settings.
#[derive(Debug)]
pub(crate) enum Source {
    /// A file that was named.
    Named(Profile),
    /// The nearest settings file above each file.
    Found,
}

impl Source {
    /// The settings in `named`, read at once so that a mistake in them stops everything.
    pub(crate) fn new(named: Option<&Path>) -> Result<Self, Failure> {
        match named {
            None => Ok(Self::Found),
            Some(path) => Ok(Self::Named(read(path)?)),
        }
    }

    /// The settings for one file on the day `today`, or what is wrong with them.
    pub(crate) fn settings(&self, input: &Input, today: Date) -> Result<Settings, Message> {
        let found;
        let profile = match (self, input) {
            (Self::Named(profile), _) => profile,
            (Self::Found, Input::Stdin) => &Profile::default(),
            (Self::Found, Input::Path(path)) => {
                found = above(path).map_or_else(|| Ok(Profile::default()), |path| read(&path))?;
                &found
            }
        };
        Ok(profile.settings(&input.name(), today))
    }
}

/// The nearest file of settings in the folders above `path`.
fn above(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    path.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

fn read(path: &Path) -> Result<Profile, Message> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let reason = Message::of_io(&error);
        Message::new(
            format!("无法读取设置文件 {name}：{}。", reason.zh),
            format!("The settings {name} cannot be read: {}.", reason.en),
        )
    })?;
    parse(&name, &text)
}

/// The day in the calendar of the machine's clock, in universal time.
#[expect(clippy::disallowed_methods, reason = "this is the edge at which the clock enters")]
pub(crate) fn today() -> Date {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    day(now.map_or(0, |time| time.as_secs() / 86_400))
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
