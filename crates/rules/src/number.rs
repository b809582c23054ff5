//! The list number a line begins with: 第一部分, 一、, （一）, 1., （1）, ①.

/// A list number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its style.
    pub style: Style,
    /// The number.
    pub value: u32,
    /// Its length in the words, in bytes.
    pub length: usize,
}

/// The style of a list number, from the usual outermost to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// 第一部分
    Part,
    /// 一、
    Chinese,
    /// （一）
    ChineseInBrackets,
    /// 1. 1、
    Arabic,
    /// （1） 1）
    ArabicInBrackets,
    /// ①
    Circled,
}

/// Returns the number at the beginning of folded `words`.
pub fn number(words: &str) -> Option<Number> {
    part(words).or_else(|| bracketed(words)).or_else(|| circled(words)).or_else(|| plain(words))
}

fn part(words: &str) -> Option<Number> {
    let rest = words.strip_prefix('第')?;
    let (value, rest) = numeral(rest)?;
    let rest = rest.strip_prefix("部分")?;
    Some(Number { style: Style::Part, value, length: words.len() - rest.len() })
}

fn bracketed(words: &str) -> Option<Number> {
    let (value, rest) = numeral(words.strip_prefix('（')?)?;
    let rest = rest.strip_prefix('）')?;
    let is_chinese = !words.starts_with(|c: char| c.is_ascii_digit())
        && !words.get('（'.len_utf8()..)?.starts_with(|c: char| c.is_ascii_digit());
    let style = if is_chinese { Style::ChineseInBrackets } else { Style::ArabicInBrackets };
    Some(Number { style, value, length: words.len() - rest.len() })
}

fn circled(words: &str) -> Option<Number> {
    let first = words.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
    let value = u32::from(first) - u32::from('①') + 1;
    Some(Number { style: Style::Circled, value, length: first.len_utf8() })
}

fn plain(words: &str) -> Option<Number> {
    let (value, rest) = numeral(words)?;
    let is_arabic = words.starts_with(|c: char| c.is_ascii_digit());
    let mark = rest.chars().next()?;
    let after = rest.get(mark.len_utf8()..)?;
    let style = match mark {
        '、' if !is_arabic => Style::Chinese,
        '）' if is_arabic => Style::ArabicInBrackets,
        '、' => Style::Arabic,
        '.' if is_arabic && !after.starts_with(|c: char| c.is_ascii_digit()) => Style::Arabic,
        // In 2.2025年 the year follows the list number; 3.50 is a decimal number.
        '.' if is_arabic && begins_with_year(after) => Style::Arabic,
        _ => return None,
    };
    Some(Number { style, value, length: words.len() - after.len() })
}

fn begins_with_year(words: &str) -> bool {
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    digits == 4 && words.get(4..).is_some_and(|rest| rest.starts_with('年'))
}

/// A numeral of at most two digits, or a Chinese one below a hundred.
fn numeral(words: &str) -> Option<(u32, &str)> {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=2).contains(&digits) {
        return Some((words.get(..digits)?.parse().ok()?, words.get(digits..)?));
    }
    let rest = words.trim_start_matches(is_chinese);
    let value = chinese(words.get(..words.len() - rest.len())?)?;
    Some((value, rest))
}

fn is_chinese(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

fn chinese(numeral: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u32 + 1);
    let mut value = 0;
    let mut last = 0;
    for c in numeral.chars() {
        match digit(c) {
            Some(digit) if last == 0 => last = digit,
            Some(_) => return None,
            None => {
                value += 10 * last.max(1);
                last = 0;
            }
        }
    }
    (!numeral.is_empty()).then_some(value + last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<(Style, u32)> {
        number(words).map(|number| (number.style, number.value))
    }

    #[test]
    fn numbers_are_read_in_every_style() {
        assert_eq!(read("第二部分部门预算"), Some((Style::Part, 2)));
        assert_eq!(read("十一、其他"), Some((Style::Chinese, 11)));
        assert_eq!(read("（二十）其他"), Some((Style::ChineseInBrackets, 20)));
        assert_eq!(read("3.其他"), Some((Style::Arabic, 3)));
        assert_eq!(read("2.2025年收入"), Some((Style::Arabic, 2)));
        assert_eq!(read("（1）其他"), Some((Style::ArabicInBrackets, 1)));
        assert_eq!(read("②其他"), Some((Style::Circled, 2)));
    }

    #[test]
    fn what_only_begins_like_a_number_is_none() {
        for words in ["三公经费", "3.50", "2025年", "（境）费", "一般公共预算", "第一条"]
        {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
