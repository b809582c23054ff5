//! The characters of symbol fonts.

/// Returns the character displayed for a character number of a font.
///
/// Symbol fonts use numbers of the private use area, which have no meaning without the font, so the
/// frequent ones are translated.
pub(crate) fn shown(code: u32) -> Option<char> {
    let symbol = match code & 0x0FFF {
        _ if code & 0xF000 != 0xF000 => char::from_u32(code),
        0x52 | 0xFE => Some('☑'),
        0xA3 | 0xA8 | 0x6F => Some('□'),
        0x6E => Some('■'),
        0x50 | 0xFC => Some('√'),
        0x6C | 0xB7 => Some('●'),
        _ => char::from_u32(code),
    };
    symbol.filter(|symbol| *symbol != '\0')
}
