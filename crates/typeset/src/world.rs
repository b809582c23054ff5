use crate::Fonts;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The typst program that lays out all documents.
const PROGRAM: &str = include_str!("page.typ");

/// A typst world of one program, its inputs and some fonts, and nothing else.
pub(crate) struct Fixed<'a> {
    library: LazyHash<Library>,
    main: Source,
    fonts: &'a Fonts,
}

impl<'a> Fixed<'a> {
    pub fn new(inputs: Dict, fonts: &'a Fonts) -> Self {
        let library = LazyHash::new(Library::builder().with_inputs(inputs).build());
        Self { library, main: Source::detached(PROGRAM), fonts }
    }
}

impl World for Fixed<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
