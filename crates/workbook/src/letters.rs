//! The names of columns.

use rust_xlsxwriter::utility::column_number_to_name;

/// The name of a column counted from 0: A, Z, AA.
#[expect(clippy::expect_used, reason = "an invariant of ours")]
pub(crate) fn letters(column: usize) -> String {
    column_number_to_name(u16::try_from(column).expect("`limits::COLUMNS` is far smaller"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let names: Vec<_> = [0, 25, 26, 51, 52, 701, 702].map(letters).into();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
