/// A page of a document rendered as a PNG file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The page number, from 1.
    pub page: u32,
    /// The page's width as displayed, in points.
    pub width: u32,
    /// The page's height as displayed, in points.
    pub height: u32,
    /// The bytes of the PNG file.
    pub png: Vec<u8>,
}
