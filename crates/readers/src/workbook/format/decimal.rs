/// A number as decimal digits, with 15 significant ones as in Excel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Digits 0 to 9 without leading zeros; empty for zero.
    digits: Vec<u8>,
    /// The number of digits before the decimal point; negative for zeros right after it.
    point: i32,
}

impl Decimal {
    /// Returns the digits of a number, or `None` if it is infinite or not a number.
    pub fn new(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{value:.14e}");
        let (mantissa, exponent) = text.split_once('e')?;
        let mut decimal = Self {
            negative: mantissa.starts_with('-'),
            digits: mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect(),
            point: exponent.parse::<i32>().ok()? + 1,
        };
        decimal.normalize();
        decimal.negative &= !decimal.digits.is_empty();
        Some(decimal)
    }

    /// Removes the sign. Returns whether the number was negative.
    pub fn remove_sign(&mut self) -> bool {
        std::mem::take(&mut self.negative)
    }

    /// Multiplies the number by a power of ten.
    pub fn shift(&mut self, places: i32) {
        self.point = self.point.saturating_add(places);
    }

    /// Rounds the number to a number of decimals, halves away from zero.
    pub fn round(&mut self, decimals: i32) {
        let Ok(keep) = usize::try_from(self.point.saturating_add(decimals)) else {
            self.digits.clear();
            return;
        };
        let up = self.digits.get(keep).is_some_and(|digit| *digit >= 5);
        self.digits.truncate(keep);
        if up {
            while self.digits.last() == Some(&9) {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    self.digits.push(1);
                    self.point += 1;
                }
            }
        }
        self.normalize();
    }

    /// Returns the digits before the decimal point without leading zeros; none for zero.
    pub fn whole(&self) -> String {
        (0..self.point).filter_map(|place| self.digit(place)).collect()
    }

    /// Returns the digits after the decimal point without trailing zeros.
    pub fn fraction(&self) -> String {
        let end = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        (self.point.min(end)..end).filter_map(|place| self.digit(place)).collect()
    }

    /// Returns the exponent of scientific notation, with one digit before the decimal point.
    pub fn exponent(&self) -> i32 {
        if self.digits.is_empty() { 0 } else { self.point - 1 }
    }

    /// Returns the number in Excel's General format, but not limited by the width of a cell: all
    /// digits, as long as that is readable. An amount should be `123456789012.5`, not
    /// `1.23457E+11`.
    pub fn shortest(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        if self.exponent().abs() > 20 {
            let mut one = self.clone();
            one.point = 1;
            let exponent = self.exponent();
            let exponent_sign = if exponent < 0 { '-' } else { '+' };
            return format!("{sign}{}E{exponent_sign}{:02}", one.plain(), exponent.abs());
        }
        format!("{sign}{}", self.plain())
    }

    fn plain(&self) -> String {
        let (mut whole, fraction) = (self.whole(), self.fraction());
        if whole.is_empty() {
            whole.push('0');
        }
        if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") }
    }

    /// Returns the digit at an index from the first significant one; others are zero.
    fn digit(&self, place: i32) -> Option<char> {
        let digit = usize::try_from(place).ok().and_then(|place| self.digits.get(place));
        char::from_digit(u32::from(digit.copied().unwrap_or(0)), 10)
    }

    fn normalize(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
    }
}
