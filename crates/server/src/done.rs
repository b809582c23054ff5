//! What a page says after something was done: the address has a key, and the page its sentence.

use message::Fixed;

/// The sentences by their keys.
const ALL: &[(&str, Fixed)] = &[
    ("saved", Fixed { zh: "已保存。", en: "Saved." }),
    ("removed", Fixed { zh: "已删除。", en: "Deleted." }),
    ("received", Fixed { zh: "已收到底稿。", en: "The workbook was received." }),
];

/// Returns the sentence of a key.
pub(crate) fn of(key: &str) -> Option<Fixed> {
    ALL.iter().find(|(known, _)| *known == key).map(|(_, words)| *words)
}
