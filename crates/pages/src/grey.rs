use crate::picture::encoded;
use crate::{Drawn, points};
use png::{BitDepth, ColorType};

/// A page in shades of grey at a resolution suited to character recognition.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// The page number, from 1.
    pub page: u32,
    /// The page's width and height as displayed, in hundredths of a point.
    pub size: [u32; 2],
    /// The width in pixels.
    pub columns: u16,
    /// The height in pixels.
    pub rows: u16,
    /// The pixels row by row, one byte each, 0 being black.
    pub grey: Vec<u8>,
}

impl Scan {
    pub(crate) fn of(drawn: &Drawn) -> Self {
        let shade = |r: u8, g: u8, b: u8| {
            let sum = u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114;
            u8::try_from(sum / 1000).unwrap_or(u8::MAX)
        };
        let grey = drawn.pixels.data().iter().map(|pixel| shade(pixel.r, pixel.g, pixel.b));
        Self {
            page: drawn.page,
            size: [points(drawn.width * 100.0), points(drawn.height * 100.0)],
            columns: drawn.pixels.width(),
            rows: drawn.pixels.height(),
            grey: grey.collect(),
        }
    }

    /// Returns the shade of a pixel, or `None` outside of the page.
    #[cfg(test)]
    pub(crate) fn at(&self, column: usize, row: usize) -> Option<u8> {
        let columns = usize::from(self.columns);
        if column < columns { self.grey.get(row * columns + column).copied() } else { None }
    }

    /// Returns the scan as a PNG file, or `None` if `grey` does not have exactly one byte per
    /// pixel.
    pub fn png(&self) -> Option<Vec<u8>> {
        encoded((self.columns, self.rows), ColorType::Grayscale, BitDepth::Eight, &self.grey)
    }
}
