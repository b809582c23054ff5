//! In which line of a layout's file a key has its value.

use toml::de::{DeTable, DeValue};

/// The line of `key`, `tables.income.panels[1].rows[3]`, in the TOML file `text`, counted
/// from 1; of the nearest table or list above it where the file does not have the key itself.
pub(super) fn of_key(text: &str, key: &str) -> Option<usize> {
    let mut value = &DeValue::Table(DeTable::parse(text).ok()?.into_inner());
    let mut start = None;
    for step in key.split(['.', '[']) {
        let inner = match (value, step.strip_suffix(']')) {
            (DeValue::Array(items), Some(index)) => items.get(index.parse::<usize>().ok()?),
            (DeValue::Table(table), None) => table.get(step),
            _ => None,
        };
        let Some(inner) = inner else { break };
        (value, start) = (inner.get_ref(), Some(inner.span().start));
    }
    Some(text.get(..start?)?.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_its_line() {
        let text = "name = \"a\"\n\n[tables.income]\nscope = \"\"\n[[tables.income.panels]]\nrows = [\n  \"one\",\n  \"two\",\n]\n";
        let line = |key| of_key(text, key);
        assert_eq!(line("name"), Some(1));
        assert_eq!(line("tables.income.scope"), Some(4));
        assert_eq!(line("tables.income.panels[0].rows[1]"), Some(8));
        assert_eq!(line("tables.income.panels[0].rows[1].label"), Some(8));
        assert_eq!(line("parts[0]"), None);
        assert_eq!(of_key("no TOML", "name"), None);
    }
}
