//! Number formats: how a workbook displays a stored number.
//!
//! A stored number is a binary float; what users see, and what a disclosure says, is the decimal
//! text that its format makes of it. Excel uses the 15 significant decimal digits of the float and
//! rounds halves away from zero, so 1.005 as `0.00` is 1.01. Here the digits are extracted and
//! rounded as text, without arithmetic on floats.

mod built_in;
mod dates;
mod decimal;
mod numbers;
mod parse;

use crate::{Limits, ReadError, limits::FORMATTED_BYTES};
use built_in::code as built_in_code;
use decimal::Decimal;
use std::collections::BTreeMap;

/// The number formats of a workbook by cell style.
#[derive(Debug, Default)]
pub(crate) struct Formats {
    /// The id of the format of each style.
    styles: Vec<u16>,
    /// The formats by their ids.
    formats: BTreeMap<u16, NumberFormat>,
    general: NumberFormat,
}

/// A parsed number format of up to four sections.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NumberFormat {
    sections: Vec<Section>,
    /// The section for text, if there is one.
    text: Option<Section>,
}

/// The pattern for some of the numbers.
#[derive(Debug, Clone, Default, PartialEq)]
struct Section {
    tokens: Vec<Token>,
    condition: Option<Condition>,
    kind: Kind,
    /// Whether digits are grouped by thousands.
    grouped: bool,
    /// The decimal places by which the number is shifted before it is displayed: 2 for each percent
    /// sign, -3 for each comma after the last digit.
    shift: i32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Literal,
    General,
    Number,
    Scientific,
    Date,
    Text,
}

/// A condition such as `[>=100]` before a section.
#[derive(Debug, Clone, PartialEq)]
struct Condition {
    sign: String,
    bound: f64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    /// `E+` or `E-`; the former displays a plus sign.
    Exponent(bool),
    Literal(String),
    General,
    /// The text itself.
    Text,
    /// A part of a date: its letter and how often it is repeated.
    Date(char, usize),
    /// Elapsed time such as `[h]`, in which hours may exceed a day.
    Elapsed(char, usize),
    /// `AM/PM` or `上午/下午`.
    HalfDay(&'static str, &'static str),
}

impl Formats {
    /// Returns the formats of `styles`, from the codes of a file and the built-in ones.
    ///
    /// Fails if there are too many.
    pub fn new(
        codes: &BTreeMap<u16, String>,
        styles: Vec<u16>,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        limits.definitions.check(codes.len())?;
        let code = |id| codes.get(&id).map(String::as_str).or_else(|| built_in_code(id));
        let mut formats = BTreeMap::new();
        for id in &styles {
            formats
                .entry(*id)
                .or_insert_with(|| NumberFormat::parse(code(*id).unwrap_or("General")));
        }
        Ok(Self { styles, formats, general: NumberFormat::parse("General") })
    }

    /// Formats a number in a cell of the given style.
    pub fn number(&self, value: f64, style: usize, days_since_1904: bool) -> String {
        self.of(style).unwrap_or(&self.general).number(value, days_since_1904)
    }

    /// Formats a text in a cell of the given style.
    pub fn text(&self, text: String, style: usize) -> String {
        match self.of(style) {
            Some(format) => format.text(text),
            None => text,
        }
    }

    fn of(&self, style: usize) -> Option<&NumberFormat> {
        self.formats.get(self.styles.get(style)?)
    }
}

impl NumberFormat {
    /// Parses a format code. Unknown parts are displayed unchanged.
    pub fn parse(code: &str) -> Self {
        parse::parse(code)
    }

    /// Formats a number. `days_since_1904` selects the calendar of dates.
    pub fn number(&self, value: f64, days_since_1904: bool) -> String {
        let Some((section, signed)) = self.section(value) else { return String::new() };
        let Some(mut decimal) = Decimal::new(value) else { return String::new() };
        let sign = if decimal.remove_sign() && signed { "-" } else { "" };
        match section.kind {
            Kind::Literal => section.literals(),
            Kind::General => format!("{sign}{}", section.general(&decimal)),
            Kind::Text => format!("{sign}{}", section.with_text(&decimal.shortest())),
            Kind::Number => format!("{sign}{}", section.number(decimal)),
            Kind::Scientific => format!("{sign}{}", section.scientific(decimal)),
            // There are no dates before the first day.
            Kind::Date if sign == "-" => format!("-{}", decimal.shortest()),
            Kind::Date => section.date(&decimal, days_since_1904),
        }
    }

    /// Formats a text.
    pub fn text(&self, text: String) -> String {
        match &self.text {
            Some(section) if text.len() <= FORMATTED_BYTES => section.with_text(&text),
            _ => text,
        }
    }

    /// Returns the section for a number, and whether a minus sign has to be added.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let [first, rest @ ..] = self.sections.as_slice() else { return None };
        if self.sections.iter().any(|section| section.condition.is_some()) {
            let holds = |section: &&Section| {
                section.condition.as_ref().is_none_or(|condition| condition.holds(value))
            };
            return Some((self.sections.iter().find(holds)?, true));
        }
        Some(match rest {
            [] => (first, true),
            [negative, ..] if value < 0.0 => (negative, false),
            [_, zero, ..] if value == 0.0 => (zero, true),
            _ => (first, true),
        })
    }
}

impl Condition {
    fn holds(&self, value: f64) -> bool {
        match self.sign.as_str() {
            "<" => value < self.bound,
            "<=" => value <= self.bound,
            ">" => value > self.bound,
            ">=" => value >= self.bound,
            "<>" => value != self.bound,
            _ => value == self.bound,
        }
    }
}

impl Section {
    fn literals(&self) -> String {
        self.with_text("")
    }

    fn general(&self, decimal: &Decimal) -> String {
        self.with_text(&decimal.shortest())
    }

    fn with_text(&self, text: &str) -> String {
        let show = |token: &Token| match token {
            Token::Literal(literal) => literal.clone(),
            Token::Text | Token::General => text.to_owned(),
            _ => String::new(),
        };
        self.tokens.iter().map(show).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, cases: &[(f64, &str)]) {
        let format = NumberFormat::parse(code);
        for (value, shown) in cases {
            assert_eq!(format.number(*value, false).trim(), *shown, "{value} as {code}");
        }
    }

    #[test]
    fn money_is_rounded_as_excel_does() {
        check("0.00", &[(1.005, "1.01"), (2.675, "2.68"), (0.285, "0.29"), (1.115, "1.12")]);
        check("0", &[(0.5, "1"), (1.5, "2"), (2.5, "3"), (0.49999, "0"), (-0.5, "-1")]);
        check("#,##0.00", &[(71.2, "71.20"), (1234567.891, "1,234,567.89"), (0.0, "0.00")]);
        check("#,##0", &[(999.5, "1,000"), (12.0, "12"), (-1234.0, "-1,234")]);
        check("#.##", &[(0.0, "."), (0.5, ".5"), (12.345, "12.35")]);
        check("0.00", &[(9.999, "10.00"), (1e15, "1000000000000000.00"), (1e-20, "0.00")]);
        check("0000", &[(42.0, "0042")]);
    }

    #[test]
    fn general_is_the_shortest_text() {
        check("General", &[(71.2, "71.2"), (2013701.0, "2013701"), (0.30000000000000004, "0.3")]);
        check("General", &[(-8.43, "-8.43"), (0.0, "0"), (1e-7, "0.0000001"), (1e30, "1E+30")]);
        check("G/通用格式\"万元\"", &[(5.0, "5万元")]);
    }

    #[test]
    fn accounting_formats_hide_zero_or_show_a_dash() {
        let code = "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ";
        check(code, &[(0.0, "-"), (1234.5, "1,234.50"), (-1234.5, "-1,234.50")]);
        check("#,##0.00;-#,##0.00;;@", &[(0.0, ""), (3.0, "3.00"), (-3.0, "-3.00")]);
        check("#,##0.00_);[Red]\\(#,##0.00\\)", &[(-5.0, "(5.00)"), (5.0, "5.00")]);
        check("[$¥-804]#,##0.00", &[(5.0, "¥5.00")]);
        check(";;;", &[(5.0, "")]);
    }

    #[test]
    fn percent_scale_and_exponent() {
        check("0.00%", &[(0.123456, "12.35%"), (1.0, "100.00%")]);
        check("0.0,\"千元\"", &[(12345.0, "12.3千元")]);
        check("0!.0,\"万\"", &[(12345.0, "1.2万")]);
        check("0.00E+00", &[(12345.0, "1.23E+04"), (0.00012, "1.20E-04"), (9.999, "1.00E+01")]);
        check("000-0000", &[(1234567.0, "123-4567")]);
    }

    #[test]
    fn conditions_choose_the_section() {
        check("[>=10000]0!.0,\"万\";0", &[(12345.0, "1.2万"), (99.0, "99")]);
        check("[=1]\"是\";[=0]\"否\";General", &[(1.0, "是"), (0.0, "否"), (7.0, "7")]);
    }

    #[test]
    fn dates_are_formatted() {
        let day = 45_000.0;
        check("yyyy-mm-dd", &[(day, "2023-03-15"), (1.0, "1900-01-01"), (60.0, "1900-02-29")]);
        check("yyyy\"年\"m\"月\"d\"日\"", &[(day, "2023年3月15日")]);
        check("[$-804]yyyy\"年\"m\"月\";@", &[(day, "2023年3月")]);
        check("yyyy/m/d h:mm", &[(45_000.75, "2023/3/15 18:00")]);
        check("h:mm:ss AM/PM", &[(0.75, "6:00:00 PM"), (0.0, "12:00:00 AM")]);
        check("上午/下午h\"时\"mm\"分\"", &[(0.75, "下午6时00分")]);
        check("[h]:mm", &[(1.5, "36:00")]);
        check("mm:ss.0", &[(5.787037037037037e-6, "00:00.5")]);
        check("aaaa", &[(day, "星期三")]);
        check("d-mmm-yy", &[(day, "15-Mar-23")]);
        check("yyyy-mm-dd", &[(-1.0, "-1"), (1e12, "1000000000000")]);
        let format = NumberFormat::parse("yyyy-mm-dd");
        assert_eq!(format.number(43_538.0, true), "2023-03-15");
    }

    #[test]
    fn text_may_have_a_section_of_its_own() {
        let shown = |code: &str| NumberFormat::parse(code).text("甲".into());
        assert_eq!(shown("0.00"), "甲");
        assert_eq!(shown("0.00;0.00;0;@\"局\""), "甲局");
        assert_eq!(shown("@"), "甲");
        assert_eq!(shown(";;;"), "");
        assert_eq!(NumberFormat::parse("@").number(20_137.0, false), "20137");
    }

    #[test]
    fn built_in_formats_have_codes() {
        assert_eq!(built_in_code(4), Some("#,##0.00"));
        assert_eq!(built_in_code(31), Some("yyyy\"年\"m\"月\"d\"日\""));
        assert_eq!(built_in_code(163), None);
    }
}
