use crate::picture::encoded;
use crate::{Drawn, points};
use png::{BitDepth, ColorType};

/// A page in shades of grey, fine enough to recognise its characters.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// The page, counted from 1.
    pub page: u32,
    /// Its width and height as shown, in hundredths of a point.
    pub size: [u32; 2],
    /// Pixels across.
    pub columns: u16,
    /// Pixels down.
    pub rows: u16,
    /// The pixels by row, 0 being black.
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

    /// The shade of a pixel.
    #[cfg(test)]
    pub(crate) fn at(&self, column: usize, row: usize) -> Option<u8> {
        let columns = usize::from(self.columns);
        if column < columns { self.grey.get(row * columns + column).copied() } else { None }
    }

    /// The scan as a PNG file; nothing where `grey` has not a byte a pixel.
    pub fn png(&self) -> Option<Vec<u8>> {
        encoded((self.columns, self.rows), ColorType::Grayscale, BitDepth::Eight, &self.grey)
    }
}
