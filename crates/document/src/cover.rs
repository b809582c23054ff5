/// What a written file says of itself before its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// What the file is called: by a browser's tab, a viewer's window, a screen reader.
    pub title: String,
    /// The pictures of its first page, where the format can show any.
    pub figures: Vec<Figure>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its heading.
    pub title: String,
    /// What it shows, in words, for those who do not see it.
    pub description: String,
    /// The drawing: one complete `<svg>` element.
    pub svg: String,
}
