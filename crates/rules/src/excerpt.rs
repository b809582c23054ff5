//! Words of a document cut to a length that fits a report.

/// The words around a position in a line, short enough for a report.
pub(crate) fn around(words: &str, start: usize, end: usize) -> String {
    const SIDE: usize = 8;
    let before: Vec<char> =
        words.get(..start).unwrap_or_default().chars().rev().take(SIDE).collect();
    let within = words.get(start..end).unwrap_or_default();
    let after: String = words.get(end..).unwrap_or_default().chars().take(SIDE).collect();
    format!("{}{within}{after}", before.iter().rev().collect::<String>())
}

/// The first words of a text, cut where a report would break.
pub(crate) fn short(words: &str) -> String {
    const LONGEST: usize = 36;
    let words = words.trim();
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default()),
        None => words.to_owned(),
    }
}
