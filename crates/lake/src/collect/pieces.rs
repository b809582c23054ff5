//! An object read as a file, a piece at a time.

use super::bucket::Object;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

/// The length of a piece: the list of an archive's files, or a document.
const PIECE: u64 = 1 << 20;

/// An object, of which one piece is held.
#[derive(Debug)]
pub(super) struct Pieces {
    object: Object,
    size: u64,
    at: u64,
    piece: Vec<u8>,
    /// Where the piece begins.
    from: u64,
}

impl Pieces {
    pub(super) fn new(object: Object) -> io::Result<Self> {
        let size = object.size()?;
        Ok(Self { object, size, at: 0, piece: Vec::new(), from: 0 })
    }

    /// Returns the bytes of the piece that are still to be read.
    fn rest(&self) -> &[u8] {
        let at = self.at.checked_sub(self.from).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.piece.get(at..)).unwrap_or_default()
    }
}

impl Read for Pieces {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.rest().is_empty() && self.at < self.size {
            self.piece = self.object.piece(self.at..(self.at + PIECE).min(self.size))?;
            self.from = self.at;
        }
        let read = self.rest().read(to)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Pieces {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
