//! Codes that stand in the label of a row, before its name.

use crate::heading::titles::is_body;
use crate::model::EntityName;
use classification::{Classification, Kind as Lists};
use ledger::Code;

/// The digits with which a label begins, and its name: `2080505 机关事业单位…`, `[208]社会保障…`.
fn digits_in_label(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_start_matches(['[', '【']);
    let name = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.get(..words.len() - name.len())?;
    Some((digits, name.trim_start_matches([']', '】', '-', '_', ':', '.', '、'])))
}

/// The unit that a label names with its code: `123001 某局本级`.
pub fn unit_in_label(words: &str) -> Option<EntityName> {
    let (code, name) = digits_in_label(words)?;
    let is_unit = (3..=12).contains(&code.len()) && name.chars().count() > 2 && is_body(name);
    is_unit.then(|| EntityName { code: Some(code.to_owned()), name: name.to_owned() })
}

/// The code with which a label begins.
pub fn code_in_label(words: &str) -> Option<(Code, &str)> {
    let (digits, name) = digits_in_label(words)?;
    let code =
        Code::parse(digits).filter(|_| digits.starts_with(['2', '3']) && !name.is_empty())?;
    let is_listed = || {
        [Lists::Function, Lists::Economic]
            .into_iter()
            .any(|lists| Classification::get(lists).name(code).is_some())
    };
    (code.level() > 1 || is_listed()).then_some((code, name))
}
