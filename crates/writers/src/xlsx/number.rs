/// A number as a workbook stores it, with the format that shows it as printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    pub format: String,
}

/// The most digits that a workbook keeps.
const MAX_DIGITS: usize = 15;

impl Number {
    /// Parses a printed number. A whole number without thousands separators is accepted only if an
    /// amount is expected, since it may be a code. Returns `None` if the number would not look the
    /// same in the workbook.
    pub fn parse(text: &str, is_amount: bool) -> Option<Self> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (rest, percent) = match rest.strip_suffix('%') {
            Some(rest) => (rest, "%"),
            None => (rest, ""),
        };
        let (whole, decimals) = rest.split_once('.').unwrap_or((rest, ""));
        let plain = plain_whole(whole)?;
        let has_mark = rest.contains(['.', ',']) || !percent.is_empty();
        let is_sound = decimals.chars().all(|c| c.is_ascii_digit())
            && rest.contains('.') != decimals.is_empty()
            && plain.len() + decimals.len() <= MAX_DIGITS
            && (has_mark || is_amount);
        // Minus zero would lose its sign.
        let is_zero = plain.chars().chain(decimals.chars()).all(|digit| digit == '0');
        if !is_sound || is_zero && !sign.is_empty() {
            return None;
        }
        let point = if decimals.is_empty() { "" } else { "." };
        let thousands = if whole.contains(',') { "#,##0" } else { "0" };
        let format = format!("{thousands}{point}{}{percent}", "0".repeat(decimals.len()));
        let exponent = if percent.is_empty() { "" } else { "e-2" };
        // The decimal numeral becomes the nearest float, the only numbers that the format has. No
        // calculation uses it.
        let value = format!("{sign}{plain}{point}{decimals}{exponent}").parse().ok()?;
        Some(Self { value, format })
    }
}

/// Returns the digits before the decimal point without thousands separators, or `None` if these are
/// not in their places.
fn plain_whole(whole: &str) -> Option<String> {
    let plain = whole.replace(',', "");
    let is_number = !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit());
    let has_zero = plain.len() > 1 && plain.starts_with('0');
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_grouped = whole.len() == plain.len()
        || (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    // Numbers with and without separators are each shown as printed, but a mixture is not a number.
    (is_number && !has_zero && is_grouped).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str, is_amount: bool) -> Option<(f64, String)> {
        Number::parse(text, is_amount).map(|number| (number.value, number.format))
    }

    #[test]
    fn numbers_are_shown_with_their_printed_decimals() {
        let is = |text, value: f64, format: &str| {
            assert_eq!(parsed(text, false), Some((value, format.to_owned())), "{text}");
        };
        is("79.63", 79.63, "0.00");
        is("0.00", 0.0, "0.00");
        is("-3.0", -3.0, "0.0");
        is("1,320.50", 1320.5, "#,##0.00");
        is("1,320", 1320.0, "#,##0");
        is("12.5%", 0.125, "0.0%");
        is("90%", 0.9, "0%");
        assert_eq!(parsed("1234567", true), Some((1_234_567.0, "0".to_owned())));
    }

    #[test]
    fn codes_and_texts_that_would_look_different_stay_text() {
        for text in ["20701", "007", "1,32.50", "1.", ".5", "", "-", "-0.00", "01.50", "1.2.3"] {
            assert_eq!(parsed(text, false), None, "{text}");
        }
        for text in ["007", "≥90", "12万", "1234567890123456", "1 000", "１"] {
            assert_eq!(parsed(text, true), None, "{text}");
        }
    }
}
