//! Numbers as input methods write them.

use std::borrow::Cow;

/// Returns the text of a number with digits of usual width, where an input method wrote wide ones:
/// `１２３４．５` is `1234.5`.
pub fn half_width(text: &str) -> Cow<'_, str> {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '，' | '－' => {
            let narrow = u32::from(c).checked_sub(0xfee0).and_then(char::from_u32);
            narrow.unwrap_or(c)
        }
        c => c,
    };
    if text.chars().all(|c| narrow(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(narrow).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_digits_are_digits() {
        assert_eq!(half_width("－１，２３４．５０"), "-1,234.50");
        assert_eq!(half_width("15万元整"), "15万元整");
        assert_eq!(half_width("（1）"), "（1）");
    }
}
