//! How texts of people and files stand in a page: as texts, whatever is in them.

use askama::filters::{Escaper, Html};
use std::fmt::{self, Write};

/// Escapes markup, and shows the controls that a reader would not see as pictures of themselves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Text;

impl Escaper for Text {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        if !text.contains(is_hidden) {
            return Html.write_escaped_str(dest, text);
        }
        text.chars().try_for_each(|c| self.write_escaped_char(&mut dest, c))
    }

    fn write_escaped_char<W: Write>(&self, dest: W, c: char) -> fmt::Result {
        Html.write_escaped_char(dest, if is_hidden(c) { picture(c) } else { c })
    }
}

/// Returns whether a character shows nothing, or changes how others are shown.
fn is_hidden(c: char) -> bool {
    let is_break = matches!(c, '\n' | '\t');
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (c.is_control() && !is_break) || turns || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// Returns what stands for a hidden character.
fn picture(c: char) -> char {
    let code = u32::from(c);
    let of_control = (code < 0x20).then(|| char::from_u32(0x2400_u32.saturating_add(code)));
    of_control.flatten().unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut shown = String::new();
        Text.write_escaped_str(&mut shown, text).unwrap();
        shown
    }

    #[test]
    fn what_is_hidden_is_shown_and_markup_is_text() {
        for (text, expected) in [
            ("预算\n<b>", "预算\n&#60;b&#62;"),
            ("a\u{0}b\u{1b}[31m", "a\u{2400}b\u{241b}[31m"),
            ("\u{202e}txt.exe", "\u{fffd}txt.exe"),
            ("'\"&\u{7f}", "&#39;&#34;&#38;\u{fffd}"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
