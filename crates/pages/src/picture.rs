use crate::{Drawn, points};
use hayro::vello_cpu::color::PremulRgba8;
use png::{BitDepth, ColorType, Compression, Encoder};

/// A page as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The page, counted from 1.
    pub page: u32,
    /// Its width as shown, in points.
    pub width: u32,
    /// Its height as shown, in points.
    pub height: u32,
    /// The picture.
    pub png: Vec<u8>,
}

impl Picture {
    /// The picture of what was drawn: in shades of grey where there is no colour, which
    /// takes a third of the room.
    pub(crate) fn of(drawn: &Drawn) -> Option<Self> {
        let pixels = drawn.pixels.data();
        let is_grey = pixels.iter().all(|pixel| pixel.r == pixel.g && pixel.g == pixel.b);
        let (color, depth, data) = match is_grey {
            true => (ColorType::Grayscale, BitDepth::Four, shades(drawn)),
            false => (ColorType::Rgb, BitDepth::Eight, pixels.iter().flat_map(rgb).collect()),
        };
        let size = (drawn.pixels.width(), drawn.pixels.height());
        let png = encoded(size, color, depth, &data)?;
        let (width, height) = (points(drawn.width), points(drawn.height));
        Some(Self { page: drawn.page, width, height, png })
    }
}

fn rgb(pixel: &PremulRgba8) -> [u8; 3] {
    [pixel.r, pixel.g, pixel.b]
}

/// Sixteen shades, two pixels a byte; each row begins with a byte of its own.
fn shades(drawn: &Drawn) -> Vec<u8> {
    let rows = drawn.pixels.data().chunks(usize::from(drawn.pixels.width()).max(1));
    let pair = |pair: &[PremulRgba8]| {
        let shade = |index: usize| pair.get(index).map_or(0, |pixel| pixel.r >> 4);
        shade(0) << 4 | shade(1)
    };
    rows.flat_map(|row| row.chunks(2).map(pair)).collect()
}

/// Pixels as a PNG file.
pub(crate) fn encoded(
    (width, height): (u16, u16),
    color: ColorType,
    depth: BitDepth,
    data: &[u8],
) -> Option<Vec<u8>> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width.into(), height.into());
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(png)
}
