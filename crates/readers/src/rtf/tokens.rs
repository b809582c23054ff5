//! Splits an RTF file into its tokens.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Begin,
    End,
    /// A control word with its number.
    Word(&'a str, Option<i32>),
    /// A control symbol, such as the one for a hard space.
    Symbol(u8),
    /// A byte that is given as two hexadecimal digits.
    Byte(u8),
    /// Bytes as they stand.
    Text(&'a [u8]),
}

/// The most letters of a control word; Word knows none as long.
const LETTERS: usize = 64;

/// The tokens of a file.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    /// Returns the tokens of a file.
    pub fn new(file: &'a [u8]) -> Self {
        Self { rest: file }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn single(&mut self, token: Token<'a>) -> Option<Token<'a>> {
        self.take(1);
        Some(token)
    }

    /// Reads a control word or symbol behind its backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.rest.iter().take(LETTERS).take_while(|byte| byte.is_ascii_alphabetic());
        let letters = letters.count();
        if letters == 0 {
            let symbol = *self.take(1).first()?;
            if symbol != b'\'' {
                return Some(Token::Symbol(symbol));
            }
            let digits = std::str::from_utf8(self.take(2)).unwrap_or_default();
            return Some(Token::Byte(u8::from_str_radix(digits, 16).unwrap_or(b'?')));
        }
        let word = std::str::from_utf8(self.take(letters)).unwrap_or_default();
        let sign = usize::from(self.rest.starts_with(b"-"));
        let digits = self.rest.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        let number = if digits == 0 { &[][..] } else { self.take(sign + digits) };
        if self.rest.starts_with(b" ") {
            self.take(1);
        }
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        if word == "bin" {
            // Binary data is not text.
            self.take(number.and_then(|count: i32| usize::try_from(count).ok()).unwrap_or(0));
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return match self.rest.first()? {
                b'{' => self.single(Token::Begin),
                b'}' => self.single(Token::End),
                b'\\' => {
                    self.take(1);
                    self.control()
                }
                b'\r' | b'\n' | 0 => {
                    self.take(1);
                    continue;
                }
                _ => {
                    let ends = |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let length = self.rest.iter().position(ends).unwrap_or(self.rest.len());
                    Some(Token::Text(self.take(length)))
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_symbols_bytes_and_binary_data() {
        let file = b"{\\rtf1\\uc-12 a\r\nb\\'c7\\~\\bin3 {}}x\\par}\\";
        let tokens: Vec<_> = Tokens::new(file).collect();
        assert_eq!(
            tokens,
            [
                Token::Begin,
                Token::Word("rtf", Some(1)),
                Token::Word("uc", Some(-12)),
                Token::Text(b"a"),
                Token::Text(b"b"),
                Token::Byte(0xC7),
                Token::Symbol(b'~'),
                Token::Word("bin", Some(3)),
                Token::Text(b"x"),
                Token::Word("par", None),
                Token::End,
            ]
        );
    }
}
