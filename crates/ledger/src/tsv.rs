//! Tables that are compiled into the program: lines of fields that are separated by tabs.

/// The rows of a table below its header, each with its first `N` fields; those that a row
/// lacks are empty. Blank lines and lines that begin with `# ` are left out.
pub fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.skip(1).map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_as_many_fields_as_are_asked_for() {
        let table = "# About\na\tb\tc\n# More\n1\t2\t3\n\n#N/A\n";
        assert_eq!(rows(table).collect::<Vec<_>>(), [["1", "2"], ["#N/A", ""]]);
    }
}
