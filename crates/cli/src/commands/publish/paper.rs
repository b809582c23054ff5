//! PDF files, for which a Chinese font is needed.

use super::volumes;
use crate::failure::Failure;
use document::{Cover, Document};
use std::path::PathBuf;
use std::thread::{JoinHandle, spawn};
use typeset::{FontError, Fonts};

/// Sets documents as PDF, once a font is found.
pub(super) struct Paper(JoinHandle<Result<Fonts, FontError>>);

impl Paper {
    /// Looks for a font on a thread of its own: it is large, and is read while the ledger is.
    pub(super) fn begin() -> Result<Self, Failure> {
        Ok(Self(spawn(|| {
            let home = std::env::var_os("HOME").map(PathBuf::from);
            Fonts::find(&Fonts::folders(home.as_deref()))
        })))
    }

    /// A document as PDF, in one volume or in several, each with its title.
    pub(super) fn set(
        self,
        document: &Document,
        cover: &Cover,
    ) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let fonts = self.0.join().unwrap_or(Err(FontError::None));
        let fonts = fonts.map_err(|error| error.message())?;
        volumes::each(document, cover, |volume, cover| {
            Ok(typeset::pdf(volume, cover, &fonts).map_err(|error| error.message())?)
        })
    }
}
