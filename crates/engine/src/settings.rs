//! The text of `yusuan.toml`: which checks run, at which level, and which findings are waived.

mod found;
mod template;

use finding::Severity;
pub use found::{NAME, above, load};
use message::Message;
use rules::{Date, Government, Level, Settings, Waiver};
use std::collections::BTreeMap;
pub use template::{page, template};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// The settings in one text, for any number of files.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    government: Option<Government>,
    levels: BTreeMap<String, Level>,
    /// Each waiver with the end of the names of the files it is for.
    waivers: Vec<(String, Waiver)>,
}

/// A text being read, for its name and its lines.
struct Text<'a> {
    name: &'a str,
    text: &'a str,
}

/// Parses the text of a settings file called `name`.
///
/// # Errors
/// Fails if it is not TOML, or has a key, a check, a level or a date that does not exist. The
/// message says in which line.
pub fn parse(name: &str, text: &str) -> Result<Profile, Message> {
    let source = Text { name, text };
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        source.wrong(at, Message::new("写法不对", error.message().to_owned()))
    })?;
    let mut profile = Profile::default();
    for (key, value) in table.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("government", _) => profile.government = Some(source.government(value)?),
            ("lints", DeValue::Table(levels)) => {
                for (check, value) in levels {
                    let known = source.check(check.get_ref(), check)?;
                    profile.levels.insert(known, source.level(value)?);
                }
            }
            ("waivers", DeValue::Array(waivers)) => {
                for waiver in waivers {
                    profile.waivers.push(source.waiver(waiver)?);
                }
            }
            ("lints", _) => return Err(source.shape(value, "[lints]")),
            ("waivers", _) => return Err(source.shape(value, "[[waivers]]")),
            (other, _) => {
                return Err(source.unknown(key, other, "government, [lints], [[waivers]]"));
            }
        }
    }
    Ok(profile)
}

impl Text<'_> {
    fn government(&self, value: &Spanned<DeValue<'_>>) -> Result<Government, Message> {
        let word = self.words(value)?;
        Government::named(word).ok_or_else(|| {
            self.value(
                value,
                word,
                "乡镇、县、区、市、省、中央",
                "township, county, district, city, province, central",
            )
        })
    }

    fn level(&self, value: &Spanned<DeValue<'_>>) -> Result<Level, Message> {
        let word = self.words(value)?;
        level(word).ok_or_else(|| {
            self.value(value, word, "错误、警告、提示、关闭", "error, warning, note, off")
        })
    }

    /// A check by its code or its name, at `at`.
    fn check<T>(&self, check: &str, at: &Spanned<T>) -> Result<String, Message> {
        let is_known =
            rules::checks().iter().any(|known| known.code == check || known.name == check);
        if is_known {
            return Ok(check.to_owned());
        }
        Err(self.wrong(
            at.span().start,
            Message::new(
                format!("没有“{check}”这项检查；用 yusuan explain 列出全部"),
                format!("“{check}” is not a known check; `yusuan explain` lists all"),
            ),
        ))
    }

    fn waiver(&self, value: &Spanned<DeValue<'_>>) -> Result<(String, Waiver), Message> {
        let DeValue::Table(fields) = value.get_ref() else {
            return Err(self.shape(value, "[[waivers]]"));
        };
        let (mut check, mut contains, mut file) = (None, String::new(), String::new());
        let (mut reason, mut until) = (None, None);
        for (key, value) in fields {
            match key.get_ref().as_ref() {
                "lint" => check = Some(self.check(self.words(value)?, value)?),
                "contains" => self.words(value)?.clone_into(&mut contains),
                "file" => self.words(value)?.clone_into(&mut file),
                "reason" => reason = Some(self.words(value)?).filter(|it| !it.trim().is_empty()),
                "until" => until = Some(self.day(value)?),
                other => {
                    return Err(self.unknown(key, other, "lint, contains, file, reason, until"));
                }
            }
        }
        let at = fields.keys().map(|key| key.span().start).min().unwrap_or(value.span().start);
        let missing = |key| {
            self.wrong(
                at,
                Message::new(
                    format!("这一段豁免没有写 {key}"),
                    format!("this waiver does not give {key}"),
                ),
            )
        };
        let check = check.ok_or_else(|| missing("lint"))?;
        let reason = reason.ok_or_else(|| missing("reason"))?.to_owned();
        let until = until.ok_or_else(|| missing("until"))?;
        Ok((file, Waiver { check, contains, reason, until }))
    }

    /// A day, with quotation marks or without.
    fn day(&self, value: &Spanned<DeValue<'_>>) -> Result<Date, Message> {
        let date = match value.get_ref() {
            DeValue::Datetime(day) => day.date,
            DeValue::String(day) => day.parse::<Datetime>().ok().and_then(|day| day.date),
            _ => None,
        };
        let day = date.and_then(|date| Date::new(date.year, date.month, date.day));
        day.ok_or_else(|| {
            let word = self.text.get(value.span()).unwrap_or_default();
            self.value(value, word, "如 2031-12-31 的日期", "a day such as 2031-12-31")
        })
    }

    fn words<'v>(&self, value: &'v Spanned<DeValue<'_>>) -> Result<&'v str, Message> {
        value.get_ref().as_str().ok_or_else(|| {
            let word = self.text.get(value.span()).unwrap_or_default();
            self.value(value, word, "双引号里的文字", "a text in quotation marks")
        })
    }

    fn value(&self, at: &Spanned<DeValue<'_>>, word: &str, zh: &str, en: &str) -> Message {
        self.wrong(
            at.span().start,
            Message::new(
                format!("“{word}”不可用，应为：{zh}"),
                format!("“{word}” means nothing here; expected: {en}"),
            ),
        )
    }

    fn unknown<T>(&self, at: &Spanned<T>, key: &str, known: &str) -> Message {
        self.wrong(
            at.span().start,
            Message::new(
                format!("没有“{key}”这一项，可用的是：{known}"),
                format!("there is no `{key}`; there are: {known}"),
            ),
        )
    }

    fn shape(&self, at: &Spanned<DeValue<'_>>, as_: &str) -> Message {
        self.wrong(
            at.span().start,
            Message::new(format!("应写成一段 {as_}"), format!("this has to be a section {as_}")),
        )
    }

    /// What is wrong at an offset, with the number and the words of its line.
    fn wrong(&self, at: usize, what: Message) -> Message {
        let before = self.text.get(..at).unwrap_or(self.text);
        let number = before.matches('\n').count() + 1;
        let line = self.text.lines().nth(number - 1).unwrap_or_default().trim();
        let name = self.name;
        Message::new(
            format!("设置文件 {name} 第 {number} 行有误：{}。该行是：{line}", what.zh),
            format!("Line {number} of the settings {name} is wrong: {}. It reads: {line}", what.en),
        )
    }
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

fn level(word: &str) -> Option<Level> {
    Some(match word {
        "error" | "错误" => Level::As(Severity::Error),
        "warning" | "警告" => Level::As(Severity::Warning),
        "note" | "提示" => Level::As(Severity::Note),
        "off" | "关闭" => Level::Off,
        _ => return None,
    })
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
    fn mistakes_are_told_with_their_line() {
        for (text, line, words) in [
            ("government = \"村\"", 1, "“村”不可用，应为：乡镇、县"),
            ("[lints]\nYS999 = \"off\"", 2, "没有“YS999”这项检查"),
            ("[lints]\n\nYS100 = \"loud\"", 3, "“loud”不可用，应为：错误、警告"),
            ("[lints]\nYS100 = 3", 2, "双引号里的文字"),
            ("lints = 1", 1, "应写成一段 [lints]"),
            (
                "[[waivers]]\nlint = \"YS102\"\nreason = \" \"\nuntil = 2031-12-31",
                2,
                "没有写 reason",
            ),
            (
                "[[waivers]]\nlint = \"YS102\"\nreason = \"好\"\nuntil = 12:00:00",
                4,
                "2031-12-31 的日期",
            ),
            ("[[waivers]]\nlint = \"YS102\"\nwhy = \"好\"", 3, "没有“why”这一项"),
            ("[lint]", 1, "没有“lint”这一项"),
            ("\n[lints", 2, "写法不对"),
        ] {
            let error = settings(text).expect_err(text);
            let start = format!("设置文件 yusuan.toml 第 {line} 行有误：");
            assert!(error.zh.starts_with(&start) && error.zh.contains(words), "{text}: {error:?}");
            let start = format!("Line {line} of the settings yusuan.toml is wrong: ");
            assert!(error.en.starts_with(&start), "{text}: {error:?}");
        }
    }

    #[test]
    fn a_day_may_stand_in_quotation_marks() {
        let text = "[[waivers]]\nlint = \"YS102\"\nreason = \"好\"\nuntil = \"2031-12-31\"";
        assert_eq!(settings(text).expect("good settings").waivers.len(), 1);
    }
}
