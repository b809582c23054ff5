//! Finds compressed streams that would exhaust memory, before the interpreter decompresses them.
//!
//! The interpreter decompresses streams as a whole. Decompressing all of them here as well would
//! double the work, so only streams with repetitive bytes are counted. A stream that grows more
//! than about fifty times has such bytes.

use crate::limits::Limit;
use crate::{Limits, ReadError};
use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::Read;

/// The number of bytes in a sample.
const SAMPLE: usize = 256;

/// The distance between samples in bytes.
const STEP: usize = 4096;

/// The fewest different bytes in a sample that is not suspicious; random samples have about 160.
const MIN_DIFFERENT: usize = 80;

/// The most times that one stream may be compressed again.
const MAX_DEPTH: usize = 3;

/// The number of bytes before a stream in which its dictionary is searched for.
const DICTIONARY: usize = 512;

/// Fails if the suspicious streams exceed the limit when decompressed.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut unpacked = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let (before, rest) = bytes.split_at(at);
        if before.ends_with(b"end") || is_image(before) {
            continue;
        }
        let rest = rest.get(b"stream".len()..).unwrap_or_default();
        let start = rest.iter().position(|byte| !b"\r\n ".contains(byte)).unwrap_or(0);
        let data = rest.get(start..).unwrap_or_default();
        if !is_zlib(data) {
            continue;
        }
        let data = data.get(..memmem::find(data, b"endstream").unwrap_or(data.len()));
        count(data.unwrap_or_default(), MAX_DEPTH, &mut unpacked, limits.stream_bytes)?;
    }
    Ok(())
}

/// Returns whether a stream is an image. Images are not decompressed, and large blank ones are
/// common.
fn is_image(before: &[u8]) -> bool {
    let dictionary = before.get(before.len().saturating_sub(DICTIONARY)..).unwrap_or(before);
    let own = memmem::rfind(dictionary, b" obj").and_then(|at| dictionary.get(at..));
    let own = own.unwrap_or(dictionary);
    memmem::find(own, b"/Image").is_some() && memmem::find(own, b"/Width").is_some()
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [first, second, ..] if first & 0x0f == 8
        && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

fn count(data: &[u8], depth: usize, unpacked: &mut usize, limit: Limit) -> Result<(), ReadError> {
    if !is_repetitive(data) {
        return Ok(());
    }
    let mut inner = Vec::new();
    // A damaged stream counts as far as it can be decompressed.
    let _ = ZlibDecoder::new(data).take(limit.most.saturating_add(1)).read_to_end(&mut inner);
    *unpacked += inner.len();
    limit.check(*unpacked)?;
    if depth > 0 && is_zlib(&inner) {
        count(&inner, depth - 1, unpacked, limit)?;
    }
    Ok(())
}

/// Returns whether a stream is suspicious. A stream too short for a sample is.
fn is_repetitive(data: &[u8]) -> bool {
    let samples = data.chunks(STEP).filter_map(|chunk| chunk.get(..SAMPLE));
    let last = data.len().checked_sub(SAMPLE).and_then(|start| data.get(start..));
    last.is_none() || samples.chain(last).any(|sample| different(sample) < MIN_DIFFERENT)
}

/// Returns the number of different bytes.
fn different(sample: &[u8]) -> usize {
    let mut seen = [0_u64; 4];
    for byte in sample {
        if let Some(word) = seen.get_mut(usize::from(byte >> 6)) {
            *word |= 1 << (byte & 63);
        }
    }
    seen.iter().map(|word| word.count_ones() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn file(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let start = format!("%PDF-1.5\n1 0 obj\n<<{dictionary}>>\nstream\n");
        [start.as_bytes(), data, b"\nendstream\nendobj"].concat()
    }

    #[test]
    fn a_stream_that_grows_beyond_the_limit_is_an_error() {
        let mut limits = Limits::DEFAULT;
        limits.stream_bytes.most = 10_000;
        let check = |file: &[u8]| check(file, &limits);
        let large = vec![b' '; 10_001];
        let bomb = file("/Filter/FlateDecode", &packed(&large));
        assert_eq!(check(&bomb), Err(ReadError::TooLarge(limits.stream_bytes)));
        let twice = file("/Filter[/FlateDecode/FlateDecode]", &packed(&packed(&large)));
        assert_eq!(check(&twice), Err(ReadError::TooLarge(limits.stream_bytes)));
        let image = file("/Subtype/Image/Width 9999/Height 9999", &packed(&large));
        assert_eq!(check(&image), Ok(()));
    }

    #[test]
    fn streams_below_the_limit_are_accepted() {
        let check = |file: &[u8]| check(file, &Limits::DEFAULT);
        let blank = vec![b' '; 1 << 20];
        assert_eq!(check(&file("", &packed(&blank))), Ok(()));
        assert_eq!(check(b"%PDF-1.4 stream x endstream stream"), Ok(()));
    }
}
