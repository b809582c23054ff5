use super::{Condition, Kind, NumberFormat, Section, Token};
use crate::limits::PATTERN;
use std::iter::Peekable;
use std::str::Chars;

/// Parses a format code.
pub(super) fn parse(code: &str) -> NumberFormat {
    let code: String = code.chars().take(PATTERN).collect();
    let mut characters = code.chars().peekable();
    let mut sections = Vec::new();
    while sections.len() < 4 {
        let (section, more) = section(&mut characters);
        sections.push(section);
        if !more {
            break;
        }
    }
    let has_text = |section: &Section| section.kind == Kind::Text;
    let text = match sections.len() {
        4 => sections.pop(),
        // A last section with `@` is for text even if there are fewer than four.
        2.. if sections.last().is_some_and(has_text) => sections.pop(),
        _ => sections.iter().find(|section| has_text(section)).cloned(),
    };
    NumberFormat { sections, text }
}

/// Parses one section. Also returns whether another one follows.
fn section(characters: &mut Peekable<Chars<'_>>) -> (Section, bool) {
    let mut section = Section::default();
    let mut more = false;
    while let Some(character) = characters.next() {
        match character {
            ';' => {
                more = true;
                break;
            }
            '"' => {
                let literal = characters.by_ref().take_while(|next| *next != '"').collect();
                section.tokens.push(Token::Literal(literal));
            }
            // In a Chinese Excel, the exclamation mark escapes like the backslash.
            '\\' | '!' => {
                section.tokens.extend(characters.next().map(|next| Token::Literal(next.into())));
            }
            // A space as wide as the next character.
            '_' => {
                characters.next();
                section.tokens.push(Token::Literal(" ".into()));
            }
            // The next character fills the cell.
            '*' => drop(characters.next()),
            '[' => {
                let content: String = characters.by_ref().take_while(|next| *next != ']').collect();
                bracket(&mut section, &content);
            }
            _ => simple(&mut section, character, characters),
        }
    }
    classify(&mut section);
    (section, more)
}

/// Parses the content of brackets: `[h]`, `[>=100]`, `[$¥-804]`. Colours and styles of digits are
/// ignored.
fn bracket(section: &mut Section, content: &str) {
    let first = content.chars().next().unwrap_or(' ');
    if let Some(currency) = content.strip_prefix('$') {
        match currency.split('-').nth(1) {
            Some("F800") => *section = super::parse::section(&mut LONG_DATE.chars().peekable()).0,
            _ => {
                let symbol = currency.split('-').next().unwrap_or_default();
                section.tokens.push(Token::Literal(symbol.into()));
            }
        }
    } else if "<>=".contains(first) {
        let bound = content.trim_start_matches(['<', '>', '=']);
        let sign = content.get(..content.len() - bound.len()).unwrap_or_default();
        section.condition =
            bound.trim().parse().ok().map(|bound| Condition { sign: sign.into(), bound });
    } else if content.chars().all(|letter| letter.eq_ignore_ascii_case(&first)) {
        let unit = first.to_ascii_lowercase();
        if "hms".contains(unit) {
            section.tokens.push(Token::Elapsed(unit, content.len()));
        }
    }
}

/// The long date of the system, as in a Chinese Windows.
const LONG_DATE: &str = "yyyy\"年\"m\"月\"d\"日\"";

/// Parses words and characters that are literal or stand for a part of the value.
fn simple(section: &mut Section, character: char, characters: &mut Peekable<Chars<'_>>) {
    let rest: String = std::iter::once(character).chain(characters.clone().take(10)).collect();
    let word = WORDS.iter().find(|(word, _)| starts_with_ignoring_case(&rest, word));
    if let Some((word, token)) = word {
        section.tokens.push(token.clone());
        let more = word.chars().count() - 1;
        characters.by_ref().take(more).for_each(drop);
        return;
    }
    let token = match character {
        '0' | '#' | '?' => Token::Digit(character),
        '.' => Token::Point,
        '@' => Token::Text,
        ',' if matches!(section.tokens.last(), Some(Token::Digit(_))) => {
            // A comma groups digits between them, and divides by a thousand after the last one.
            if matches!(characters.peek(), Some('0' | '#' | '?')) {
                section.grouped = true;
            } else {
                section.shift -= 3;
                while characters.next_if_eq(&',').is_some() {
                    section.shift -= 3;
                }
            }
            return;
        }
        '%' => {
            section.shift += 2;
            Token::Literal("%".into())
        }
        'E' | 'e' if matches!(characters.peek(), Some('+' | '-')) => {
            Token::Exponent(characters.next() == Some('+'))
        }
        'y' | 'm' | 'd' | 'h' | 's' | 'a' | 'e' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'A' => {
            let mut count = 1;
            while characters.next_if(|next| next.eq_ignore_ascii_case(&character)).is_some() {
                count += 1;
            }
            Token::Date(character.to_ascii_lowercase(), count)
        }
        other => Token::Literal(other.into()),
    };
    section.tokens.push(token);
}

const WORDS: [(&str, Token); 5] = [
    ("General", Token::General),
    ("G/通用格式", Token::General),
    ("AM/PM", Token::HalfDay("AM", "PM")),
    ("A/P", Token::HalfDay("A", "P")),
    ("上午/下午", Token::HalfDay("上午", "下午")),
];

fn starts_with_ignoring_case(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Determines what the section displays, and distinguishes minutes from months.
fn classify(section: &mut Section) {
    let has = |wanted: fn(&Token) -> bool| section.tokens.iter().any(wanted);
    section.kind = if has(|token| matches!(token, Token::Date(..) | Token::Elapsed(..))) {
        Kind::Date
    } else if has(|token| matches!(token, Token::General)) {
        Kind::General
    } else if has(|token| matches!(token, Token::Text)) {
        Kind::Text
    } else if has(|token| matches!(token, Token::Exponent(_))) {
        Kind::Scientific
    } else if has(|token| matches!(token, Token::Digit(_))) {
        Kind::Number
    } else {
        Kind::Literal
    };
    if section.kind == Kind::Date {
        super::dates::mark_minutes(&mut section.tokens);
    }
}
