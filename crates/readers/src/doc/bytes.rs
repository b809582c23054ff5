//! Reads numbers from bytes that may end anywhere. All numbers are little-endian.

/// Returns the byte at an offset.
pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// Returns the two bytes at an offset as a number.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// Returns the four bytes at an offset as a number.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// Returns all complete pairs of bytes as numbers.
pub(super) fn u16s(bytes: &[u8]) -> impl Iterator<Item = u16> {
    bytes.as_chunks().0.iter().map(|bytes| u16::from_le_bytes(*bytes))
}

/// Returns all complete groups of four bytes as numbers.
pub(super) fn u32s(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
}

/// Returns the records of a PLC, each with the positions before and after it. A PLC is a list of
/// `count + 1` positions followed by `count` records of `size` bytes.
pub(super) fn plc(bytes: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = bytes.len().saturating_sub(4) / (4 + size);
    let (positions, records) = bytes.split_at_checked(4 * (count + 1)).unwrap_or_default();
    let ends = u32s(positions).skip(1);
    let records = records.chunks_exact(size);
    u32s(positions).zip(ends).zip(records).map(|((start, end), record)| (start, end, record))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_with_the_bytes() {
        assert_eq!(u16_at(&[1, 2, 3], 1), Some(0x0302));
        assert_eq!(u16_at(&[1, 2, 3], 2), None);
        assert_eq!(u32_at(&[1, 2, 3], usize::MAX), None);
        assert_eq!(u16s(&[1, 0, 2, 0, 3]).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn records_are_between_positions() {
        let bytes = [0, 0, 0, 0, 5, 0, 0, 0, 9, 0, 0, 0, 0xA, 0xB];
        let records: Vec<_> = plc(&bytes, 1).collect();
        assert_eq!(records, [(0, 5, &[0xA][..]), (5, 9, &[0xB][..])]);
        assert_eq!(plc(&[], 8).count(), 0);
        assert_eq!(plc(&[0; 7], 8).count(), 0);
    }
}
