//! `yusuan.toml`: which checks run, at which level, and what somebody answers for.
//!
//! The file is found upward from the file to check, or named on the command line.

use crate::failure::Failure;
use crate::inputs::Input;
use finding::Severity;
use message::Message;
use rules::{Date, Government, Level, Settings, Waiver};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the file of settings.
const NAME: &str = "yusuan.toml";

/// Where settings come from.
#[derive(Debug)]
pub(crate) enum Source {
    /// A file that was named.
    Named(Box<Written>),
    /// Whatever lies nearest above each file.
    Found,
}

/// What stands in a file of settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    government: Option<String>,
    #[serde(default)]
    lints: BTreeMap<String, String>,
    #[serde(default)]
    waivers: Vec<WrittenWaiver>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWaiver {
    lint: String,
    #[serde(default)]
    contains: String,
    #[serde(default)]
    file: String,
    reason: String,
    until: toml::value::Datetime,
}

impl Source {
    /// The settings in `named`, read at once so that a mistake in them stops everything.
    pub(crate) fn new(named: Option<&Path>) -> Result<Self, Failure> {
        match named {
            None => Ok(Self::Found),
            Some(path) => {
                read(path).map(|written| Self::Named(Box::new(written))).map_err(Failure::from)
            }
        }
    }

    /// The settings for one file on the day `today`, or what is wrong with them.
    pub(crate) fn settings(&self, input: &Input, today: Date) -> Result<Settings, Message> {
        let found;
        let written = match (self, input) {
            (Self::Named(written), _) => written.as_ref(),
            (Self::Found, Input::Stdin) => &Written::default(),
            (Self::Found, Input::Path(path)) => {
                found = above(path).map_or_else(|| Ok(Written::default()), |path| read(&path))?;
                &found
            }
        };
        convert(written, &input.name(), today)
    }
}

/// The nearest file of settings in the folders above `path`.
fn above(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    path.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

fn read(path: &Path) -> Result<Written, Message> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let reason = Message::of_io(&error);
        Message::new(
            format!("无法读取设置文件 {name}：{}。", reason.zh),
            format!("The settings {name} cannot be read: {}.", reason.en),
        )
    })?;
    toml::from_str(&text).map_err(|error| {
        let error = error.to_string();
        Message::new(
            format!("设置文件 {name} 有错：{}", error.trim()),
            format!("The settings {name} are wrong: {}", error.trim()),
        )
    })
}

fn convert(written: &Written, file: &str, today: Date) -> Result<Settings, Message> {
    let mut settings = Settings { today: Some(today), ..Settings::default() };
    if let Some(word) = &written.government {
        let known = Government::named(word);
        settings.government = Some(known.ok_or_else(|| wrong("government", word))?);
    }
    for (check, word) in &written.lints {
        is_known(check)?;
        let level = level(word).ok_or_else(|| wrong(check, word))?;
        settings.levels.insert(check.clone(), level);
    }
    for waiver in written.waivers.iter().filter(|waiver| file.ends_with(&waiver.file)) {
        settings.waivers.push(convert_waiver(waiver)?);
    }
    Ok(settings)
}

fn convert_waiver(written: &WrittenWaiver) -> Result<Waiver, Message> {
    is_known(&written.lint)?;
    if written.reason.trim().is_empty() {
        return Err(Message::new(
            format!("设置文件中对 {} 的豁免没有写明理由（reason）。", written.lint),
            format!("The waiver for {} gives no reason.", written.lint),
        ));
    }
    let until = written.until.date.and_then(|date| Date::new(date.year, date.month, date.day));
    let until = until.ok_or_else(|| wrong("until", &written.until.to_string()))?;
    Ok(Waiver {
        check: written.lint.clone(),
        contains: written.contains.clone(),
        reason: written.reason.clone(),
        until,
    })
}

fn level(word: &str) -> Option<Level> {
    Some(match word {
        "error" | "错误" => Level::As(Severity::Error),
        "warning" | "警告" => Level::As(Severity::Warning),
        "note" | "提示" => Level::As(Severity::Note),
        "off" | "关闭" => Level::Off,
        _ => return None,
    })
}

fn is_known(check: &str) -> Result<(), Message> {
    let known = rules::pages().iter().any(|page| page.code == check || page.name == check);
    if known {
        return Ok(());
    }
    Err(Message::new(
        format!("设置文件中的“{check}”不是任何检查的编号或名称；用 yusuan explain 列出全部。"),
        format!("“{check}” in the settings is no check; `yusuan explain` lists all."),
    ))
}

fn wrong(key: &str, word: &str) -> Message {
    Message::new(
        format!("设置文件中 {key} 的值“{word}”不可用。"),
        format!("The settings give {key} the value “{word}”, which means nothing."),
    )
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

    const TODAY: Date = Date { year: 2031, month: 3, day: 1 };

    fn settings(text: &str) -> Result<Settings, Message> {
        convert(&toml::from_str(text).expect("well formed"), "部门/示例.docx", TODAY)
    }

    #[test]
    fn days_are_counted_through_leap_years() {
        assert_eq!(day(0).to_string(), "1970-01-01");
        assert_eq!(day(11_016).to_string(), "2000-02-29");
        assert_eq!(day(20_089).to_string(), "2025-01-01");
    }

    #[test]
    fn levels_waivers_and_government_are_read() {
        let read = settings(
            "government = \"县\"\n[lints]\nYS100 = \"off\"\nlist-sum = \"note\"\n\
             [[waivers]]\nlint = \"YS102\"\nreason = \"已报批\"\nuntil = 2031-12-31\n\
             [[waivers]]\nlint = \"YS102\"\nfile = \"别的.docx\"\nreason = \"—\"\nuntil = 2031-12-31\n",
        );
        let read = read.expect("good settings");
        assert_eq!(read.government, Some(Government::County));
        assert_eq!(read.levels.get("YS100"), Some(&Level::Off));
        assert_eq!(read.waivers.len(), 1, "the other file's waiver is not this file's");
    }

    #[test]
    fn mistakes_are_told() {
        for text in [
            "government = \"村\"",
            "[lints]\nYS999 = \"off\"",
            "[lints]\nYS100 = \"loud\"",
            "[[waivers]]\nlint = \"YS102\"\nreason = \" \"\nuntil = 2031-12-31",
            "[[waivers]]\nlint = \"YS102\"\nreason = \"好\"\nuntil = 12:00:00",
        ] {
            assert!(settings(text).is_err(), "{text}");
        }
    }
}
