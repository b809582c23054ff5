//! Runs of characters or paragraphs with the same properties, by their offsets in the main stream.

use super::bytes::{plc, u8_at, u16_at, u32_at};

/// The size of a page of runs in bytes.
const PAGE: usize = 512;

/// A range of bytes of the main stream with the same properties.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a> {
    pub start: u32,
    pub end: u32,
    /// The style of paragraphs; unused for characters.
    pub style: u16,
    /// The list of properties.
    pub properties: &'a [u8],
}

/// Returns the runs of paragraphs in order.
pub(super) fn paragraph_runs<'a>(main: &'a [u8], pages: &[u8]) -> Vec<Run<'a>> {
    all(main, pages, |page, count, index| {
        let at = 2 * usize::from(u8_at(page, 4 * (count + 1) + 13 * index)?);
        // The length is 2n - 1 bytes or, if n is zero, 2m bytes for the m in the next byte.
        let (at, length) = match u8_at(page, at)? {
            0 => (at + 2, 2 * usize::from(u8_at(page, at + 1)?)),
            half => (at + 1, 2 * usize::from(half) - 1),
        };
        let whole = page.get(at..at + length)?;
        Some((u16_at(whole, 0)?, whole.get(2..)?))
    })
}

/// Returns the runs of characters in order.
pub(super) fn character_runs<'a>(main: &'a [u8], pages: &[u8]) -> Vec<Run<'a>> {
    all(main, pages, |page, count, index| {
        let at = 2 * usize::from(u8_at(page, 4 * (count + 1) + index)?);
        let length = usize::from(u8_at(page, at)?);
        let properties = page.get(at + 1..at + 1 + length).unwrap_or_default();
        Some((0, if at == 0 { &[] } else { properties }))
    })
}

/// Returns the run that contains an offset.
pub(super) fn find<'r, 'a>(runs: &'r [Run<'a>], offset: u32) -> Option<&'r Run<'a>> {
    let index = runs.partition_point(|run| run.end <= offset);
    runs.get(index).filter(|run| run.start <= offset)
}

/// Returns all runs of all pages. Runs that are out of order are left out, so there are never more
/// than the file has bytes.
fn all<'a>(
    main: &'a [u8],
    pages: &[u8],
    properties: impl Fn(&'a [u8], usize, usize) -> Option<(u16, &'a [u8])>,
) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for (_, _, number) in plc(pages, 4).take(main.len() / PAGE + 1) {
        let at = (u32_at(number, 0).unwrap_or_default() & 0x003F_FFFF) as usize * PAGE;
        let Some(page) = main.get(at..at + PAGE) else { continue };
        let count = usize::from(u8_at(page, PAGE - 1).unwrap_or_default());
        for index in 0..count {
            let (start, end) = (u32_at(page, 4 * index), u32_at(page, 4 * index + 4));
            let (Some(start), Some(end)) = (start, end) else { break };
            if start >= end || runs.last().is_some_and(|last| last.end > start) {
                continue;
            }
            let (style, properties) = properties(page, count, index).unwrap_or_default();
            runs.push(Run { start, end, style, properties });
        }
    }
    runs
}
