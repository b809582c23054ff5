use crate::{Drawn, points};
use document::Picture;
use hayro::vello_cpu::color::PremulRgba8;
use png::{BitDepth, ColorType, Compression, Encoder};

/// Encodes a drawn page. A page without colour is stored in shades of grey, which takes a third
/// of the space. Returns `None` if it cannot be encoded.
pub(crate) fn picture(drawn: &Drawn) -> Option<Picture> {
    let pixels = drawn.pixels.data();
    let is_grey = pixels.iter().all(|pixel| pixel.r == pixel.g && pixel.g == pixel.b);
    let (color, depth, data) = if is_grey {
        (ColorType::Grayscale, BitDepth::Four, shades(drawn))
    } else {
        (ColorType::Rgb, BitDepth::Eight, pixels.iter().flat_map(rgb).collect())
    };
    let size = (drawn.pixels.width(), drawn.pixels.height());
    let png = encoded(size, color, depth, &data)?;
    let (width, height) = (points(drawn.width), points(drawn.height));
    Some(Picture { page: drawn.page, width, height, png })
}

fn rgb(pixel: &PremulRgba8) -> [u8; 3] {
    [pixel.r, pixel.g, pixel.b]
}

/// Returns the pixels in sixteen shades, two pixels per byte; each row starts at a new byte.
fn shades(drawn: &Drawn) -> Vec<u8> {
    let rows = drawn.pixels.data().chunks(usize::from(drawn.pixels.width()).max(1));
    let pair = |pair: &[PremulRgba8]| {
        let shade = |index: usize| pair.get(index).map_or(0, |pixel| pixel.r >> 4);
        shade(0) << 4 | shade(1)
    };
    rows.flat_map(|row| row.chunks(2).map(pair)).collect()
}

/// Encodes pixels as a PNG file. Returns `None` if there are not as many as the size needs.
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
