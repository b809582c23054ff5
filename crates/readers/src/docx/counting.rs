//! The numerals of numbered paragraphs.

/// Returns a number in one of the formats of a numbering level, the values of `numFmt`.
///
/// Unknown formats give decimal numbers, as in Word.
pub(super) fn numeral(format: &str, number: u32) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, "０１２３４５６７８９"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number, 'A'),
        "lowerLetter" => letters(number, 'a'),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => {
            counted(number, "零一二三四五六七八九", ["", "十", "百", "千"])
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            counted(number, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"])
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            digits(number, "〇一二三四五六七八九")
        }
        "ideographTraditional" => cycle(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => cycle(number, "子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(number, '①'),
        "decimalEnclosedParen" => enclosed(number, '⑴'),
        "decimalEnclosedFullstop" => enclosed(number, '⒈'),
        "ideographEnclosedCircle" if number <= 10 => enclosed(number, '㊀'),
        _ => number.to_string(),
    }
}

/// Returns a number in decimal notation with other digits: 10 is 一〇.
fn digits(number: u32, set: &str) -> String {
    let digit = |character: char| set.chars().nth(character.to_digit(10)? as usize);
    number.to_string().chars().filter_map(digit).collect()
}

/// Returns a number in words: 12 is 十二, 105 is 一百零五. Paragraph numbers above 9,999 are shown
/// digit by digit.
fn counted(number: u32, set: &str, places: [&str; 4]) -> String {
    if number == 0 || number > 9_999 {
        return digits(number, set);
    }
    let mut text = String::new();
    let mut gap = false;
    for (power, place) in (0..4_u32).zip(places).rev() {
        let digit = number / 10_u32.pow(power) % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.extend(set.chars().next());
            gap = false;
        }
        // Ten to nineteen have no leading one.
        if !(digit == 1 && power == 1 && text.is_empty()) {
            text.extend(set.chars().nth(digit as usize));
        }
        text.push_str(place);
    }
    text
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 9_999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, part) in PARTS {
        while rest >= value {
            text.push_str(part);
            rest -= value;
        }
    }
    text
}

/// Returns A to Z, then AA, BB and so on, as in Word.
fn letters(number: u32, first: char) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let letter = char::from_u32(first as u32 + index % 26).unwrap_or(first);
    let times = (index / 26 + 1).min(100);
    std::iter::repeat_n(letter, times as usize).collect()
}

fn cycle(number: u32, set: &str) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let count = set.chars().count().max(1);
    set.chars().nth(index as usize % count).map(String::from).unwrap_or_default()
}

/// Returns one of the characters for 1 to 20, the first of which is `first`.
fn enclosed(number: u32, first: char) -> String {
    let character = char::from_u32((first as u32).saturating_add(number).saturating_sub(1));
    match character {
        Some(character) if (1..=20).contains(&number) => character.to_string(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn chinese_numerals_are_those_of_word() {
        let spoken = |number| numeral("chineseCounting", number);
        assert_eq!(spoken(1), "一");
        assert_eq!(spoken(10), "十");
        assert_eq!(spoken(12), "十二");
        assert_eq!(spoken(20), "二十");
        assert_eq!(spoken(105), "一百零五");
        assert_eq!(spoken(110), "一百一十");
        assert_eq!(spoken(1010), "一千零一十");
        assert_eq!(spoken(9999), "九千九百九十九");
    }

    #[test]
    fn other_formats_are_those_of_word() {
        assert_eq!(numeral("ideographDigital", 10), "一〇");
        assert_eq!(numeral("upperRoman", 14), "XIV");
        assert_eq!(numeral("lowerLetter", 28), "bb");
        assert_eq!(numeral("decimalEnclosedCircleChinese", 3), "③");
        assert_eq!(numeral("decimalEnclosedCircleChinese", 21), "21");
        assert_eq!(numeral("ideographTraditional", 2), "乙");
        assert_eq!(numeral("chineseLegalSimplified", 3), "叁");
        assert_eq!(numeral("some later format", 3), "3");
    }
}
