//! The text of `yusuan.toml`: which checks run, at which level, and which findings are waived.

use finding::Severity;
use message::Message;
use rules::{Date, Government, Level, Settings, Waiver};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The settings in one text, for any number of files.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    government: Option<Government>,
    levels: BTreeMap<String, Level>,
    /// Each waiver with the end of the names of the files it is for.
    waivers: Vec<(String, Waiver)>,
}

/// What stands in the text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    government: Option<String>,
    #[serde(default)]
    lints: BTreeMap<String, String>,
    #[serde(default)]
    waivers: Vec<WrittenWaiver>,
}

#[derive(Deserialize)]
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

/// Parses the text of a settings file called `name`.
///
/// # Errors
/// Fails if it is not TOML, or has a key, a check, a level or a date that does not exist.
pub fn parse(name: &str, text: &str) -> Result<Profile, Message> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let error = error.to_string();
        Message::new(
            format!("设置文件 {name} 有错：{}", error.trim()),
            format!("The settings {name} are wrong: {}", error.trim()),
        )
    })?;
    let mut profile = Profile::default();
    if let Some(word) = &written.government {
        let known = Government::named(word);
        profile.government = Some(known.ok_or_else(|| wrong("government", word))?);
    }
    for (check, word) in written.lints {
        is_known(&check)?;
        let level = level(&word).ok_or_else(|| wrong(&check, &word))?;
        profile.levels.insert(check, level);
    }
    for waiver in written.waivers {
        profile.waivers.push(convert(waiver)?);
    }
    Ok(profile)
}

impl Profile {
    /// The settings for the file called `file`, on the day `today`.
    pub fn settings(&self, file: &str, today: Date) -> Settings {
        let waivers = self.waivers.iter().filter(|(end, _)| file.ends_with(end));
        Settings {
            levels: self.levels.clone(),
            waivers: waivers.map(|(_, waiver)| waiver.clone()).collect(),
            government: self.government,
            today: Some(today),
        }
    }
}

fn convert(written: WrittenWaiver) -> Result<(String, Waiver), Message> {
    is_known(&written.lint)?;
    if written.reason.trim().is_empty() {
        return Err(Message::new(
            format!("设置文件中对 {} 的豁免没有写明理由（reason）。", written.lint),
            format!("The waiver for {} gives no reason.", written.lint),
        ));
    }
    let until = written.until.date.and_then(|date| Date::new(date.year, date.month, date.day));
    let until = until.ok_or_else(|| wrong("until", &written.until.to_string()))?;
    let WrittenWaiver { lint: check, contains, file, reason, .. } = written;
    Ok((file, Waiver { check, contains, reason, until }))
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
    let known = rules::checks().iter().any(|known| known.code == check || known.name == check);
    if known {
        return Ok(());
    }
    Err(Message::new(
        format!("设置文件中的“{check}”不是任何检查的编号或名称；用 yusuan explain 列出全部。"),
        format!("“{check}” in the settings is not a known check; `yusuan explain` lists all."),
    ))
}

fn wrong(key: &str, word: &str) -> Message {
    Message::new(
        format!("设置文件中 {key} 的值“{word}”不可用。"),
        format!("The settings give {key} the value “{word}”, which means nothing."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2031, month: 3, day: 1 };

    fn settings(text: &str) -> Result<Settings, Message> {
        Ok(parse("yusuan.toml", text)?.settings("部门/示例.docx", TODAY))
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
        let error = settings("[lint]").expect_err("no such key");
        assert!(error.zh.contains("yusuan.toml") && error.en.contains("`lint`"), "{error:?}");
    }
}
