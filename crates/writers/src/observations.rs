/// One printed number, as it goes into tables of data. What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The name of the file it was printed in.
    pub file: String,
    /// Which table of the file, from 1; 0 for a sentence.
    pub table: u32,
    /// The table's title.
    pub title: String,
    /// Its row in the table, from 1; 0 for a sentence.
    pub row: u32,
    /// Its column in the table, from 1; 0 for a sentence.
    pub column: u32,
    /// The head of its column.
    pub head: String,
    /// The label of its row.
    pub label: String,
    /// The code of its row.
    pub code: String,
    /// The number as it stands there.
    pub printed: String,
    /// The amount in hundredths of a yuan, if it is one.
    pub fen: Option<i64>,
    /// What it counts, in words.
    pub scope: String,
    /// Where it stands, in the words of its format.
    pub place: String,
    /// The page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// What it counts, by dimension.
    pub dimensions: Dimensions,
}

/// The dimensions of what a number counts: codes where there are any, words elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dimensions {
    /// The code of the department or unit, or its name.
    pub entity: String,
    /// The fiscal year.
    pub year: Option<u16>,
    /// Budget, adjusted budget or final accounts.
    pub stage: String,
    /// Sources or uses, and which part of them.
    pub flow: String,
    /// The fund.
    pub fund: String,
    /// The code of the functional classification.
    pub function: String,
    /// The code of the economic classification.
    pub economic: String,
    /// Basic or project expenditure, and which project.
    pub purpose: String,
}

/// An amount in yuan with its two decimals.
pub(crate) fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let all = fen.unsigned_abs();
    format!("{sign}{}.{:02}", all / 100, all % 100)
}

#[cfg(test)]
mod tests {
    use super::yuan;

    #[test]
    fn amounts_are_exact_in_yuan() {
        assert_eq!(yuan(242_310_000), "2423100.00");
        assert_eq!(yuan(-5), "-0.05");
        assert_eq!(yuan(i64::MIN), "-92233720368547758.08");
    }
}
