//! What a budget will be published as.

use super::Frame;
use askama::Template;
use store::ReadPage;

/// The preview of a publication.
#[derive(Template)]
#[template(path = "publish.html")]
pub(crate) struct PublishPage {
    pub(crate) frame: Frame,
    pub(crate) name: String,
    pub(crate) body: String,
    pub(crate) year: u16,
    /// The layouts: name and title.
    pub(crate) layouts: Vec<(String, String)>,
    pub(crate) layout: String,
    /// The files: name and size.
    pub(crate) files: Vec<(String, String)>,
    /// The head of the chain that is printed on their front pages.
    pub(crate) head: String,
    /// The number of the file that is shown, from 1.
    pub(crate) show: usize,
    /// That file as readers read it; `None` where it cannot be read.
    pub(crate) content: Option<ReadPage>,
    /// Why it cannot be published; `None` where it can.
    pub(crate) refusal: Option<String>,
}

impl PublishPage {
    /// Returns whether one of the files is a PDF.
    fn has_pdf(&self) -> bool {
        self.files.iter().any(|(name, _)| name.to_lowercase().ends_with(".pdf"))
    }
}
