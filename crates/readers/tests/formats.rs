//! The documented formats are those that are read.
#![expect(clippy::expect_used, reason = "a test may fail")]

use readers::Format;
use std::collections::BTreeSet;
use std::path::Path;

/// The extensions in the first column of the table of formats: "| Word `.docx` | …".
fn listed(readme: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(readme);
    let text = std::fs::read_to_string(path).expect("it is there");
    let first_cells = text.lines().filter_map(|line| line.strip_prefix("| ")?.split('|').next());
    let words = first_cells.flat_map(|cell| cell.split('`'));
    words.filter_map(|word| word.strip_prefix('.')).map(str::to_owned).collect()
}

#[test]
fn both_readmes_list_every_format_and_no_other() {
    let formats: BTreeSet<String> = Format::readable().split('/').map(str::to_owned).collect();
    assert_eq!(formats.len(), Format::ALL.len(), "each has an extension of its own");
    for readme in ["README.md", "README.en.md"] {
        assert_eq!(listed(readme), formats, "{readme}");
    }
}
