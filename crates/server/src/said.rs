//! Names of who acted, and of levels of findings, as pages show them.

use message::{Fixed, Lang};
use workflow::{Actor, FindingLevel};

/// Returns the name of who acted.
pub(crate) fn actor(actor: &Actor, lang: Lang) -> String {
    match actor {
        Actor::Person(person) => person.to_string(),
        Actor::Console => lang.pick("服务器控制台", "console").to_owned(),
        Actor::Program => lang.pick("系统", "the program").to_owned(),
    }
}

/// Returns the key and the name of a level.
pub(crate) const fn level(level: FindingLevel) -> (&'static str, Fixed) {
    match level {
        FindingLevel::Error => ("error", Fixed { zh: "错误", en: "error" }),
        FindingLevel::ToExplain => ("warning", Fixed { zh: "警告（须说明）", en: "to explain" }),
        FindingLevel::Warning => ("warning", Fixed { zh: "警告", en: "warning" }),
        FindingLevel::Note => ("note", Fixed { zh: "提示", en: "note" }),
    }
}
