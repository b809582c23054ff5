//! The language of a program, chosen before its command line is parsed.

use crate::Lang;
use std::ffi::OsString;

impl Lang {
    /// Returns the language that the command line asks for with `--lang`, or else that of the
    /// environment, whose variables `variable` returns.
    ///
    /// It is chosen before the command line is parsed, because an error in the command line is
    /// reported in it, too.
    pub fn choose(args: &[OsString], variable: impl Fn(&str) -> Option<OsString>) -> Self {
        asked(args).unwrap_or_else(|| {
            let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
            let locale = names.into_iter().filter_map(variable).find(|value| !value.is_empty());
            spoken(&locale.unwrap_or_default().to_string_lossy())
        })
    }
}

fn asked(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().map(|arg| arg.to_string_lossy());
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--lang=") {
            Some(value) => Some(value.to_owned()),
            None if arg == "--lang" => args.next().map(|value| value.into_owned()),
            None => None,
        };
        match value.as_deref() {
            Some("zh") => return Some(Lang::Zh),
            Some("en") => return Some(Lang::En),
            _ => {}
        }
    }
    None
}

/// Chinese for a Chinese locale and where there is none: those who use this are Chinese clerks.
fn spoken(locale: &str) -> Lang {
    let name = locale.split(['.', '@', '_']).next().unwrap_or_default();
    match name {
        "" | "C" | "POSIX" | "zh" => Lang::Zh,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(args: &[&str], environment: &[(&str, &str)]) -> Lang {
        let args: Vec<OsString> = args.iter().map(Into::into).collect();
        Lang::choose(&args, |name| {
            environment.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_command_line_comes_first() {
        assert_eq!(chosen(&["check", "--lang", "en"], &[("LANG", "zh_CN.UTF-8")]), Lang::En);
        assert_eq!(chosen(&["--lang=zh", "check"], &[("LANG", "en_US.UTF-8")]), Lang::Zh);
        assert_eq!(chosen(&["--lang", "fr"], &[("LANG", "en_US.UTF-8")]), Lang::En);
    }

    #[test]
    fn then_the_environment_in_its_order() {
        assert_eq!(chosen(&[], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(chosen(&[], &[("LANG", "de_DE"), ("LC_ALL", "")]), Lang::En);
        assert_eq!(chosen(&[], &[("LANG", "zh_TW.Big5")]), Lang::Zh);
        for none in ["", "C", "C.UTF-8", "POSIX"] {
            assert_eq!(chosen(&[], &[("LANG", none)]), Lang::Zh);
        }
    }
}
