use super::{Section, Token, decimal::Decimal};

impl Section {
    /// Formats a number with the pattern.
    pub(super) fn number(&self, mut decimal: Decimal) -> String {
        let (whole, fraction) = split(&self.tokens, |token| matches!(token, Token::Point));
        decimal.shift(self.shift);
        decimal.round(places(fraction));
        let mut text = self.fill_whole(whole, &decimal.whole());
        fill_fraction(fraction, &decimal.fraction(), &mut text);
        text
    }

    /// Formats a number in scientific notation with the pattern.
    pub(super) fn scientific(&self, decimal: Decimal) -> String {
        let (mantissa, tail) = split(&self.tokens, |token| matches!(token, Token::Exponent(_)));
        let (whole, fraction) = split(mantissa, |token| matches!(token, Token::Point));
        let mut exponent = decimal.exponent();
        let mut rounded = decimal.clone();
        rounded.shift(-exponent);
        rounded.round(places(fraction));
        // Rounding may carry: 9.999 is 1.00E+01.
        let carried = rounded.exponent();
        rounded.shift(-carried);
        exponent += carried;
        let mut text = self.fill_whole(whole, &rounded.whole());
        fill_fraction(fraction, &rounded.fraction(), &mut text);
        let plus = matches!(tail.first(), Some(Token::Exponent(true)));
        let sign = if exponent < 0 {
            "-"
        } else if plus {
            "+"
        } else {
            ""
        };
        let digits = usize::try_from(places(tail)).unwrap_or(0);
        text + &format!("E{sign}{:0digits$}", exponent.abs())
    }

    /// Fills in the digits before the decimal point from the right; the leftmost placeholder gets
    /// all remaining ones.
    fn fill_whole(&self, tokens: &[Token], digits: &str) -> String {
        let first = tokens.iter().position(|token| matches!(token, Token::Digit(_)));
        let mut rest = digits.chars().rev().peekable();
        let mut reversed: Vec<char> = Vec::new();
        let mut count = 0;
        let mut put = |digit: char, reversed: &mut Vec<char>| {
            if self.grouped && count > 0 && count % 3 == 0 {
                reversed.push(',');
            }
            reversed.push(digit);
            count += 1;
        };
        for (index, token) in tokens.iter().enumerate().rev() {
            match token {
                Token::Digit(kind) => {
                    match (rest.next(), kind) {
                        (Some(digit), _) => put(digit, &mut reversed),
                        (None, '0') => put('0', &mut reversed),
                        (None, '?') => reversed.push(' '),
                        (None, _) => {}
                    }
                    if Some(index) == first {
                        rest.by_ref().for_each(|digit| put(digit, &mut reversed));
                    }
                }
                Token::Literal(literal) => reversed.extend(literal.chars().rev()),
                _ => {}
            }
        }
        // A pattern like `.00` has no placeholder for them, but they are displayed.
        rest.for_each(|digit| put(digit, &mut reversed));
        reversed.into_iter().rev().collect()
    }
}

/// Fills in the decimal point and the digits after it.
fn fill_fraction(tokens: &[Token], digits: &str, text: &mut String) {
    let mut rest = digits.chars();
    for token in tokens {
        match token {
            Token::Point => text.push('.'),
            Token::Digit(kind) => match (rest.next(), kind) {
                (Some(digit), _) => text.push(digit),
                (None, '0') => text.push('0'),
                (None, '?') => text.push(' '),
                (None, _) => {}
            },
            Token::Literal(literal) => text.push_str(literal),
            _ => {}
        }
    }
}

/// Splits the tokens before the first wanted one.
fn split(tokens: &[Token], wanted: fn(&Token) -> bool) -> (&[Token], &[Token]) {
    let at = tokens.iter().position(wanted).unwrap_or(tokens.len());
    tokens.split_at(at)
}

/// Returns the number of placeholders for digits.
fn places(tokens: &[Token]) -> i32 {
    let count = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}
