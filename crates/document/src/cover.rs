/// What a written file shows before its text: a front page, the contents, pictures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// The file's title: shown by a browser's tab or a viewer's window, read by a screen reader.
    pub title: String,
    /// The lines of the front page, each on a line of its own. Only a file with a front page has a
    /// list of contents.
    pub lines: Vec<String>,
    /// The pictures, on pages of their own before the text; formats that cannot show pictures leave them out.
    pub figures: Vec<Figure>,
}

/// A picture on the first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The heading above it.
    pub title: String,
    /// Alternative text: what the picture shows, in words.
    pub description: String,
    /// The drawing, as one complete `<svg>` element.
    pub svg: String,
}
