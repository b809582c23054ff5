//! PDF files, for which a Chinese font is needed.

use document::{Cover, Document};
use message::Failure;
use std::path::PathBuf;
use std::thread::{JoinHandle, spawn};
use typeset::{FontError, Fonts};

/// Sets documents as PDF, once fonts are found.
pub(crate) struct Paper {
    looking: Option<JoinHandle<Result<Fonts, FontError>>>,
    fonts: Option<Fonts>,
}

impl Paper {
    /// Looks for a font on a thread of its own: it is large, and is read while the ledger is.
    pub(crate) fn begin() -> Result<Self, Failure> {
        let looking = spawn(|| {
            let home = std::env::var_os("HOME").map(PathBuf::from);
            Fonts::find(&Fonts::folders(home.as_deref()))
        });
        Ok(Self { looking: Some(looking), fonts: None })
    }

    /// A document as PDF.
    pub(crate) fn set(&mut self, document: &Document, cover: &Cover) -> Result<Vec<u8>, Failure> {
        Ok(typeset::pdf(document, cover, self.fonts()?).map_err(|error| error.message())?)
    }

    fn fonts(&mut self) -> Result<&Fonts, Failure> {
        if let Some(looking) = self.looking.take() {
            let found = looking.join().unwrap_or(Err(FontError::None));
            self.fonts = Some(found.map_err(|error| error.message())?);
        }
        self.fonts.as_ref().ok_or_else(|| FontError::None.message().into())
    }
}
