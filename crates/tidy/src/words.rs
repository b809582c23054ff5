//! Which languages a text contains.

/// Returns whether a text contains a Chinese character.
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

/// Returns whether a text contains an English word: three letters in a row outside of `code`.
pub fn is_english(text: &str) -> bool {
    let prose: Vec<&str> = text.split('`').step_by(2).collect();
    let prose = prose.join(" ");
    let mut words = prose.split(|character: char| !character.is_ascii_alphabetic());
    words.any(|word| word.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_distinguished() {
        assert!(is_chinese("口径 scope") && is_english("口径 scope"));
        assert!(!is_chinese("scope"));
        assert!(!is_english("口径 `scope` ok"));
    }
}
