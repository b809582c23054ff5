//! Compressed streams that would fill the machine, found before anything is unpacked.
//!
//! The interpreter unpacks streams whole. Unpacking all of them here as well would double
//! the work, so that only those are counted whose bytes repeat themselves, as those of a
//! stream do that grows more than some fifty times.

use crate::ReadError;
use crate::limits;
use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::Read;

/// How many bytes are looked at, and how far apart.
const SAMPLE: usize = 256;
const STEP: usize = 4096;

/// Fewer different bytes in a sample are suspicious; of random ones there are some 160.
const FEWEST_DIFFERENT: usize = 80;

/// Streams packed several times over are followed this deep.
const DEEPEST: usize = 3;

/// How far before a stream its dictionary is looked for.
const DICTIONARY: usize = 512;

/// An error where the streams that repeat themselves exceed the limit.
pub fn check(bytes: &[u8]) -> Result<(), ReadError> {
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
        count(data.unwrap_or_default(), DEEPEST, &mut unpacked)?;
    }
    Ok(())
}

/// Images are never unpacked, and large blank ones are common.
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

fn count(data: &[u8], depth: usize, unpacked: &mut usize) -> Result<(), ReadError> {
    if !is_repetitive(data) {
        return Ok(());
    }
    let most = limits::STREAM_BYTES.most;
    let mut inner = Vec::new();
    // What is damaged counts as far as it goes.
    let _ = ZlibDecoder::new(data).take(most + 1).read_to_end(&mut inner);
    *unpacked += inner.len();
    limits::STREAM_BYTES.check(*unpacked)?;
    if depth > 0 && is_zlib(&inner) {
        count(&inner, depth - 1, unpacked)?;
    }
    Ok(())
}

/// Whether a stream may grow more than usual: what is too short to tell is taken for one.
fn is_repetitive(data: &[u8]) -> bool {
    let samples = data.chunks(STEP).filter_map(|chunk| chunk.get(..SAMPLE));
    let last = data.len().checked_sub(SAMPLE).and_then(|start| data.get(start..));
    last.is_none() || samples.chain(last).any(|sample| different(sample) < FEWEST_DIFFERENT)
}

/// How many different bytes there are.
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
    fn a_stream_that_unpacks_beyond_the_limit_is_an_error() {
        let large = vec![b' '; usize::try_from(limits::STREAM_BYTES.most).unwrap() + 1];
        let bomb = file("/Filter/FlateDecode", &packed(&large));
        assert_eq!(check(&bomb), Err(ReadError::TooLarge(limits::STREAM_BYTES)));
        let twice = file("/Filter[/FlateDecode/FlateDecode]", &packed(&packed(&large)));
        assert_eq!(check(&twice), Err(ReadError::TooLarge(limits::STREAM_BYTES)));
        let image = file("/Subtype/Image/Width 9999/Height 9999", &packed(&large));
        assert_eq!(check(&image), Ok(()));
    }

    #[test]
    fn streams_below_the_limit_are_fine() {
        let blank = vec![b' '; 1 << 20];
        assert_eq!(check(&file("", &packed(&blank))), Ok(()));
        assert_eq!(check(b"%PDF-1.4 stream x endstream stream"), Ok(()));
    }
}
