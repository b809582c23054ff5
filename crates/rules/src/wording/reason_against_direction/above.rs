//! A paragraph of its own that gives the reason of what the paragraphs above it say:
//! `财政拨款收入支出增加的主要原因是…`.

use crate::index::Line;
use crate::wording::rate_against_direction::opposed::said;

/// How such a paragraph begins.
const BEGIN: &str = "财政拨款收入支出";
/// The directions.
const WAYS: [(&str, bool); 2] = [("增加", true), ("减少", false)];
/// How many paragraphs above it the changes stand.
const ABOVE: usize = 3;

/// The words of the paragraph that give a direction, where all changes above it are of the other one.
pub(super) fn contradiction<'w>(
    lines: &[&'w Line<'_>],
    at: usize,
) -> Option<(&'w str, &'static str)> {
    let words = &*lines.get(at)?.words;
    let rest = words.strip_prefix(BEGIN)?;
    let (way, is_up) = WAYS.iter().find(|(way, _)| rest.starts_with(way))?;
    let is_reason = rest.strip_prefix(way)?.starts_with("的主要原因");
    let above = lines
        .get(at.saturating_sub(ABOVE)..at)?
        .iter()
        .filter(|line| ["财政拨款收入", "财政拨款支出"].iter().any(|it| line.words.contains(it)));
    let changes: Vec<bool> =
        above.flat_map(|line| said(&line.words)).map(|change| change.is_up).collect();
    let is_opposed = !changes.is_empty() && changes.iter().all(|it| it != is_up);
    let (other, _) = WAYS.iter().find(|(_, other)| other != is_up)?;
    (is_reason && is_opposed).then_some((words.get(..BEGIN.len() + way.len())?, *other))
}
