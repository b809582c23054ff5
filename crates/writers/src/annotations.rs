use document::Place;
use std::collections::BTreeMap;

/// The annotations of a published document: for the place of a cell or a paragraph, those of its
/// numbers in reading order.
pub type Annotations = BTreeMap<Place, Vec<Annotation>>;

/// The scope and sources of one printed number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Annotation {
    /// The number as printed.
    pub printed: String,
    /// Its scope in words.
    pub scope: String,
    /// The ledger lines that it sums, as addresses relative to the written file
    /// (`budget.csv#row=7`) or in words.
    pub sources: Vec<String>,
}

/// A piece of a text: plain words, or an annotated number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Words(&'a str),
    Number(&'a str, &'a Annotation),
}

/// Splits a text at its annotated numbers. A number that is not found in order, or only as part of
/// a longer one, stays in the plain words without its annotation.
pub(crate) fn pieces<'a>(text: &'a str, annotations: &'a [Annotation]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    for annotation in annotations {
        let Some(start) = position(rest, &annotation.printed) else { continue };
        let (words, number) = rest.split_at(start);
        let (number, after) = number.split_at(annotation.printed.len());
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces.push(Piece::Number(number, annotation));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// Returns the position of a printed number in a text, where it is not part of a longer number.
fn position(text: &str, printed: &str) -> Option<usize> {
    if printed.is_empty() {
        return None;
    }
    let continues = |mut rest: std::str::Chars<'_>| match rest.next() {
        Some('.' | ',') => rest.next().is_some_and(|next| next.is_ascii_digit()),
        next => next.is_some_and(|next| next.is_ascii_digit()),
    };
    let is_whole = |start: usize| {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(start + printed.len()..).unwrap_or_default();
        !before.is_some_and(|c| c.is_ascii_digit() || c == '.') && !continues(after.chars())
    };
    text.match_indices(printed).map(|(start, _)| start).find(|start| is_whole(*start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotation(printed: &str) -> Annotation {
        Annotation { printed: printed.to_owned(), ..Annotation::default() }
    }

    #[test]
    fn numbers_are_found_in_order_and_never_inside_others() {
        let known = [annotation("2.5"), annotation("12.5"), annotation("2.5")];
        let shown: Vec<_> = pieces("其中 2.5、12.5 和 2.5。", &known)
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.to_owned(),
                Piece::Number(number, _) => format!("[{number}]"),
            })
            .collect();
        assert_eq!(shown, ["其中 ", "[2.5]", "、", "[12.5]", " 和 ", "[2.5]", "。"]);
        assert_eq!(pieces("12.50", &[annotation("2.5")]), [Piece::Words("12.50")]);
        assert_eq!(pieces("1,200", &[annotation("1")]), [Piece::Words("1,200")]);
        assert_eq!(pieces("无", &[annotation("")]), [Piece::Words("无")]);
    }
}
