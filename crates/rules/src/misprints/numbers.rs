//! Cells that should hold an amount and hold something that only looks like one.

use super::edit::{Change, spot_at};
use crate::identities::{Cell, Evaluated, Outcome};
use disclosure::{Disclosure, Value, Why};
use document::{Document, Place};
use ledger::{Amount, MoneyUnit, NotAnAmount, Printed};

/// How many cells of one document are read as what they may be.
const MAX_CELLS: usize = 4;

/// How many values that the other numbers ask for are tried.
const MAX_WANTED: usize = 3;

/// A cell whose text looks like a number and is none.
#[derive(Debug)]
pub struct Malformed {
    /// Where it stands.
    pub place: Place,
    /// What it may have been meant to be, the likeliest first.
    pub readings: Vec<String>,
    /// The exchange of its text, for a reading.
    pub change: Change,
}

/// The cells that look like numbers and are none.
pub fn malformed(document: &Document, disclosure: &Disclosure) -> Vec<Malformed> {
    let unread = disclosure
        .unrecognised
        .iter()
        .filter(|unread| unread.table.is_some() && unread.why == Why::NoAmount(NotAnAmount::Words));
    let malformed = unread.filter_map(|unread| {
        let readings = readings(&unread.text);
        let spot = spot_at(document, &unread.place).filter(|_| !readings.is_empty())?;
        let change = Change::new(document, spot, "")?;
        Some(Malformed { place: unread.place.clone(), readings, change })
    });
    malformed.take(MAX_CELLS).collect()
}

/// What a text may have been meant to be: its letters read as the digits they resemble, and one of
/// its points as the decimal point.
pub fn readings(text: &str) -> Vec<String> {
    // A number in a table without a unit of money is not read either, and is none the worse.
    if Printed::parse(text, MoneyUnit::Yuan).is_ok() {
        return Vec::new();
    }
    let digits = text.chars().filter(|c| c.is_ascii_digit() || is_wide_digit(*c)).count();
    let read: Option<String> = text.chars().filter(|c| !c.is_whitespace()).map(resembled).collect();
    let Some(read) = read.filter(|_| digits >= 2) else { return Vec::new() };
    let plain = read.replace(',', "");
    let mut readings = vec![read.clone(), plain.clone()];
    for (at, _) in plain.match_indices('.') {
        let (before, after) = plain.split_at(at);
        readings.push(format!("{}.{}", before.replace('.', ""), after.replace('.', "")));
    }
    let mut kept: Vec<String> = Vec::new();
    for reading in readings {
        let is_number = Printed::parse(&reading, MoneyUnit::TenThousandYuan).is_ok();
        if is_number && reading != text && !kept.contains(&reading) {
            kept.push(reading);
        }
    }
    kept
}

/// The character of a number that a character resembles.
const fn resembled(c: char) -> Option<char> {
    match c {
        '0'..='9' | '.' | ',' | '-' => Some(c),
        'O' | 'o' | '〇' | '○' | 'Ｏ' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        '。' | '．' | '·' => Some('.'),
        '，' | '、' => Some(','),
        '－' | '−' => Some('-'),
        '０'..='９' => char::from_u32(c as u32 - 0xfee0),
        _ => None,
    }
}

const fn is_wide_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

/// The values that the failing identities of the number at `place` ask of it.
pub fn wanted(evaluated: &Evaluated<'_>, place: &Place) -> Vec<Printed> {
    let here = |cell: Cell| evaluated.facts.observation(cell).place == *place;
    let mut all: Vec<Printed> = Vec::new();
    for (_, identity, outcome) in evaluated.identities() {
        if outcome != Outcome::Fails || all.len() >= MAX_WANTED {
            continue;
        }
        let Some(cell) = identity.terms().find(|cell| here(*cell)) else { continue };
        let Some(printed) = evaluated.facts.value(cell).printed() else { continue };
        let difference = identity.difference(&evaluated.facts);
        let sign = if identity.whole.contains(&cell) { -1 } else { 1 };
        let wanted = i128::from(printed.nominal().fen()) + sign * difference;
        let Ok(wanted) = i64::try_from(wanted) else { continue };
        let wanted = printed.in_format_of(Amount::from_fen(wanted));
        if !all.contains(&wanted) {
            all.push(wanted);
        }
    }
    all
}

/// Returns what is read of a document with another number at `place`, where there is one.
pub fn with_value(read: &Disclosure, place: &Place, value: Printed) -> Disclosure {
    let mut read = read.clone();
    for seen in read.observations.iter_mut().filter(|seen| seen.place == *place) {
        if seen.value.printed().is_some() {
            seen.value = Value::Printed(value);
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_points_are_read_as_what_they_resemble() {
        assert_eq!(readings("227.6O"), ["227.60"]);
        assert_eq!(readings("22,7.64"), ["227.64"]);
        assert_eq!(readings("775.4.1"), ["775.41", "7754.1"]);
        assert_eq!(readings("１２ ．５"), ["12.5"]);
    }

    #[test]
    fn words_and_counts_are_no_numbers() {
        for text in ["见附件", "≥90%", "3辆", "O", "2031-2032年", "1,636,500.00"] {
            assert_eq!(readings(text), [""; 0], "{text}");
        }
    }
}
