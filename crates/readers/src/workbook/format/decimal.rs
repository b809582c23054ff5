/// A number by its decimal digits: 15 significant ones, as Excel keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Digits 0 to 9, the first not 0; none at all for zero.
    digits: Vec<u8>,
    /// How many digits stand before the point; negative for leading zeros after it.
    point: i32,
}

impl Decimal {
    /// `None` when the number is infinite or none at all.
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

    /// Whether the number was negative; it no longer is.
    pub fn take_sign(&mut self) -> bool {
        std::mem::take(&mut self.negative)
    }

    /// Multiplies by a power of ten.
    pub fn shift(&mut self, places: i32) {
        self.point = self.point.saturating_add(places);
    }

    /// Rounds to so many decimals, halves away from zero.
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

    /// The digits before the point, without leading zeros; of zero none.
    pub fn whole(&self) -> String {
        (0..self.point).filter_map(|place| self.digit(place)).collect()
    }

    /// The digits after the point, without trailing zeros.
    pub fn fraction(&self) -> String {
        let end = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        (self.point.min(end)..end).filter_map(|place| self.digit(place)).collect()
    }

    /// The exponent that leaves one digit before the point.
    pub fn exponent(&self) -> i32 {
        if self.digits.is_empty() { 0 } else { self.point - 1 }
    }

    /// Excel's General format, but for its narrow cells: all digits as long as that is
    /// readable. Whoever checks amounts wants `123456789012.5`, not `1.23457E+11`.
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

    /// The digit at a place counted from the first significant one; zeros surround them.
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
