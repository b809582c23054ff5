use std::borrow::Cow;

/// Returns `text` in a normal form that the caller defines.
///
/// Ideographs, half-width digits and letters, and the marks `.`, `-` and `%` are the same in every
/// normal form. They are copied; a text of nothing else, as in most cells, is borrowed. For every
/// other character, `put` is called with the result so far, the character and the text after it,
/// and appends the normal form of that character.
pub fn normalised(text: &str, put: impl Fn(&mut String, char, &str)) -> Cow<'_, str> {
    let mut plain = plain_length(text);
    if plain == text.len() {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (before, other) = rest.split_at(plain);
        words.push_str(before);
        let mut chars = other.chars();
        let Some(c) = chars.next() else { return Cow::Owned(words) };
        rest = chars.as_str();
        put(&mut words, c, rest);
        plain = plain_length(rest);
    }
}

/// Returns the length in bytes of the prefix that is the same in every normal form.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            // The first of the three bytes of a character from U+4000 to U+9FFF.
            Some(0xe4..=0xe9) => at += 3,
            Some(b'.' | b'-' | b'%') => at += 1,
            Some(byte) if byte.is_ascii_alphanumeric() => at += 1,
            _ => return at,
        }
    }
}
