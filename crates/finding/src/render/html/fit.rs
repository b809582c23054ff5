//! A page on many files stays small enough to open and to send.

use super::{Left, Pictures, Told, write_section};
use crate::NamedReport;
use message::Lang;

/// A page on several files has at most so many bytes, unless errors and warnings alone take more.
pub(in crate::render) const MOST_BYTES: usize = 5_000_000;

/// Leaves out tables, and then notes, of the longest sections until the page fits.
///
/// Sections with pictures stay as they are, as somebody asked for them.
pub(in crate::render) fn shorten(
    reports: &[NamedReport],
    sections: &mut [String],
    most: usize,
    lang: Lang,
) {
    if reports.len() < 2 {
        return;
    }
    for left in [Left::Tables, Left::Notes] {
        let mut longest: Vec<usize> = (0..sections.len()).collect();
        longest.sort_by_key(|at| std::cmp::Reverse(sections.get(*at).map_or(0, String::len)));
        let mut total: usize = sections.iter().map(String::len).sum();
        for at in longest {
            let (Some(report), Some(section)) = (reports.get(at), sections.get_mut(at)) else {
                continue;
            };
            if total <= most {
                break;
            }
            if section.contains("<figure ") {
                continue;
            }
            let pictures = Pictures::default();
            let told = Told { document: None, pictures: &pictures, left: Some(left) };
            let shorter = write_section(at + 1, report, told, lang);
            if shorter.len() < section.len() {
                total = total - section.len() + shorter.len();
                *section = shorter;
            }
        }
    }
}
