//! Pictures of pages as files beside the page that shows them.

use finding::render::html::Pictures;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder beside a page.
pub(super) struct Folder {
    path: PathBuf,
    /// Its name, as the page refers to it.
    name: String,
}

impl Folder {
    /// The folder of the page at `output`, or of the pages in the folder `output`.
    pub(super) fn of(output: &Path, is_split: bool) -> Self {
        let path = match is_split {
            true => output.join("pictures"),
            false => output.with_extension("files"),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { path, name }
    }

    /// Moves pictures of the file with that number into the folder; which is made; those
    /// that cannot be written are left out.
    pub(super) fn take(&self, number: usize, mut pictures: Pictures) -> Pictures {
        if pictures.drawn.is_empty() {
            return pictures;
        }
        // If the folder cannot be created, writing each picture fails below.
        let _ = fs::create_dir_all(&self.path);
        let Pictures { drawn, left_out, beside } = &mut pictures;
        drawn.retain_mut(|picture| {
            let path = self.path.join(Pictures::name(number, picture.page));
            let is_written = fs::write(path, std::mem::take(&mut picture.png)).is_ok();
            if !is_written {
                left_out.insert(picture.page);
            }
            is_written
        });
        *beside = Some(self.name.clone());
        pictures
    }
}
