/// How many bytes at the beginning of the text are ideographs, digits and letters in half
/// width, and marks in numbers: most are, and no normal form changes them.
pub fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            // The first of the three bytes of U+4000 to U+9FFF.
            Some(0xe4..=0xe9) => at += 3,
            Some(b'.' | b'-' | b'%') => at += 1,
            Some(byte) if byte.is_ascii_alphanumeric() => at += 1,
            _ => return at,
        }
    }
}
