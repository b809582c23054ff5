//! Where statements of SQL end.

/// What a position in SQL stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum In {
    Code,
    /// A text or a name, up to this mark.
    Quotes(char),
    /// A comment, up to the end of the line.
    Line,
    /// A comment, up to `*/`.
    Block,
}

/// Returns the statements of an input, and whether the last of them is ended by a semicolon.
pub(super) fn statements(input: &str) -> (Vec<&str>, bool) {
    let mut statements = Vec::new();
    let (mut of, mut from) = (In::Code, 0);
    // Whether there is more than blanks and comments since `from`.
    let mut has_words = false;
    let mut signs = input.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        of = match (of, sign, next) {
            (In::Code, '-', Some('-')) => In::Line,
            (In::Code, '/', Some('*')) => {
                signs.next();
                In::Block
            }
            (In::Code, ';', _) => {
                statements.extend(input.get(from..at).filter(|_| has_words));
                (from, has_words) = (at + 1, false);
                In::Code
            }
            (In::Code, '\'' | '"', _) => {
                has_words = true;
                In::Quotes(sign)
            }
            (In::Quotes(mark), _, _) if mark == sign => In::Code,
            (In::Line, '\n', _) => In::Code,
            (In::Block, '*', Some('/')) => {
                signs.next();
                In::Code
            }
            (In::Code, _, _) => {
                has_words |= !sign.is_whitespace();
                In::Code
            }
            (within, _, _) => within,
        };
    }
    let is_open = has_words || matches!(of, In::Block);
    statements.extend(input.get(from..).filter(|_| has_words));
    (statements.into_iter().map(str::trim).collect(), !is_open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn semicolons_end_statements_but_not_in_texts_and_comments() {
        for (input, expected) in [
            ("", (vec![], true)),
            ("SELECT\n1; ", (vec!["SELECT\n1"], true)),
            ("SELECT 1", (vec!["SELECT 1"], false)),
            ("SELECT 1; SELECT 2;", (vec!["SELECT 1", "SELECT 2"], true)),
            ("SELECT 1; SELECT", (vec!["SELECT 1", "SELECT"], false)),
            ("SELECT ';", (vec!["SELECT ';"], false)),
            ("SELECT 'it''s;' AS \";\";", (vec!["SELECT 'it''s;' AS \";\""], true)),
            ("SELECT 1 -- one;", (vec!["SELECT 1 -- one;"], false)),
            ("SELECT 1; -- one", (vec!["SELECT 1"], true)),
            ("-- one\nSELECT 1;", (vec!["-- one\nSELECT 1"], true)),
            ("/* ; */ SELECT 1 /* ; */;", (vec!["/* ; */ SELECT 1 /* ; */"], true)),
            ("SELECT 1; /* two;", (vec!["SELECT 1"], false)),
            (" ; ;", (vec![], true)),
        ] {
            assert_eq!(statements(input), expected, "{input}");
        }
    }
}
