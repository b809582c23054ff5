//! No edit of two people is lost.
#![expect(clippy::indexing_slicing, reason = "a test may fail")]

use proptest::prelude::*;
use sheets::{Book, Cells, Column, Conflict, Edit, Row, Sheet, merge};

fn book(rows: &[[&str; 3]]) -> Book {
    let column = |heading: &str| Column { heading: heading.to_owned(), ..Column::default() };
    let row = |cells: &[&str; 3]| Row { number: 0, cells: cells.map(str::to_owned).to_vec() };
    let sheet = Sheet {
        key: "lines".to_owned(),
        columns: ["单位", "金额", "理由"].map(column).to_vec(),
        rows: rows.iter().map(row).collect(),
        ..Sheet::default()
    };
    Book { sheets: vec![sheet] }
}

fn rows(book: &Book) -> Vec<String> {
    book.sheets[0].rows.iter().map(|row| row.cells.join("|")).collect()
}

fn cells(pairs: &[(&str, &str)]) -> Cells {
    pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

fn change(row: usize, pairs: &[(&str, &str)]) -> Edit {
    Edit::Change { sheet: "lines".to_owned(), row, cells: cells(pairs) }
}

fn add(after: Option<usize>, pairs: &[(&str, &str)]) -> Edit {
    Edit::Add { sheet: "lines".to_owned(), after, cells: cells(pairs) }
}

fn remove(row: usize) -> Edit {
    Edit::Remove { sheet: "lines".to_owned(), row }
}

const BASE: [[&str; 3]; 3] = [["甲", "1", "x"], ["乙", "2", "y"], ["丙", "3", "z"]];

/// Merges the edits of one person and then those of another who saw the same version.
fn both(first: &[Edit], second: &[Edit]) -> (Vec<String>, Vec<Conflict>) {
    let base = book(&BASE);
    let mut now = base.clone();
    assert_eq!(merge(&base, &mut now, first), []);
    let conflicts = merge(&base, &mut now, second);
    (rows(&now), conflicts)
}

#[test]
fn different_cells_of_one_row_both_change() {
    let (rows, conflicts) = both(&[change(1, &[("金额", "20")])], &[change(1, &[("理由", "w")])]);
    assert_eq!(
        (rows, conflicts),
        (vec!["甲|1|x".into(), "乙|20|w".into(), "丙|3|z".into()], vec![])
    );
}

#[test]
fn one_cell_keeps_the_first_text_and_tells_both() {
    let (rows, conflicts) = both(&[change(1, &[("金额", "20")])], &[change(1, &[("金额", "21")])]);
    assert_eq!(rows[1], "乙|20|y");
    let expected = Conflict::Cell {
        edit: 0,
        row: 1,
        heading: "金额".into(),
        was: "2".into(),
        theirs: "20".into(),
        mine: "21".into(),
    };
    assert_eq!(conflicts, [expected]);
}

#[test]
fn the_same_text_twice_is_no_conflict() {
    let edit = [change(1, &[("金额", "20")])];
    assert_eq!(both(&edit, &edit).1, []);
}

#[test]
fn rows_are_found_again_behind_added_and_removed_ones() {
    let first = [remove(0), add(Some(1), &[("单位", "丁"), ("金额", "4")])];
    let (rows, conflicts) = both(&first, &[change(2, &[("金额", "30")]), remove(1)]);
    assert_eq!((rows, conflicts), (vec!["丁|4|".into(), "丙|30|z".into()], vec![]));
}

#[test]
fn a_removed_row_is_not_taken_for_one_like_it() {
    let (rows, conflicts) = both(&[remove(1)], &[change(1, &[("理由", "w")])]);
    assert_eq!((rows.len(), conflicts), (2, vec![Conflict::Gone { edit: 0 }]));
}

#[test]
fn a_changed_row_is_not_removed() {
    let (rows, conflicts) = both(&[change(1, &[("金额", "20")])], &[remove(1)]);
    assert_eq!((rows.len(), conflicts), (3, vec![Conflict::Changed { edit: 0, row: 1 }]));
}

#[test]
fn added_rows_of_both_are_there() {
    let (rows, _) = both(&[add(None, &[("单位", "丁")])], &[add(None, &[("单位", "戊")])]);
    assert_eq!(rows[3..], ["丁||", "戊||"]);
}

proptest! {
    /// Rows are unique, so that what becomes of each can be said: a cell has the text of whoever
    /// changed it, and where both did, the first one's with a conflict that has the second one's.
    #[test]
    fn every_edit_is_merged_or_told(
        size in 1_usize..30,
        first in prop::collection::btree_map((0_usize..30, 0_usize..2), 0_u8..3, 0..12),
        second in prop::collection::btree_map((0_usize..30, 0_usize..2), 0_u8..3, 0..12),
        gone in prop::collection::btree_set(0_usize..30, 0..4),
    ) {
        let texts: Vec<[String; 3]> =
            (0..size).map(|at| [format!("单位{at}"), format!("{at}"), format!("理由{at}")]).collect();
        let texts: Vec<[&str; 3]> =
            texts.iter().map(|row| row.each_ref().map(String::as_str)).collect();
        let base = book(&texts);
        let heading = |column: usize| ["金额", "理由"][column];
        let edits = |all: &std::collections::BTreeMap<(usize, usize), u8>| -> Vec<Edit> {
            let all = all.iter().filter(|((row, _), _)| *row < size);
            all.map(|((row, column), text)| change(*row, &[(heading(*column), &format!("new{text}"))])).collect()
        };
        let mut now = base.clone();
        let mut of_first = edits(&first);
        of_first.extend(gone.iter().filter(|row| **row < size).map(|row| remove(*row)));
        // A row that one person changes and removes is removed.
        of_first.retain(|it| !matches!(it, Edit::Change { row, .. } if gone.contains(row)));
        prop_assert_eq!(merge(&base, &mut now, &of_first), []);
        let of_second = edits(&second);
        let conflicts = merge(&base, &mut now, &of_second);
        for (at, edit) in of_second.iter().enumerate() {
            let Edit::Change { row, cells, .. } = edit else { continue };
            let (heading, mine) = cells.first_key_value().unwrap();
            let told = conflicts.iter().find(|it| match it {
                Conflict::Cell { edit, .. } | Conflict::Gone { edit } | Conflict::Changed { edit, .. } => *edit == at,
            });
            let name = format!("单位{row}");
            let place = now.sheets[0].rows.iter().position(|it| it.cells[0] == name);
            match told {
                None => prop_assert_eq!(now.sheets[0].cell(place.unwrap(), heading), mine),
                Some(Conflict::Cell { theirs, .. }) => {
                    prop_assert_eq!(now.sheets[0].cell(place.unwrap(), heading), theirs);
                    prop_assert!(of_first.contains(&change(*row, &[(heading, theirs)])));
                }
                Some(_) => prop_assert!(place.is_none() || (heading_changed(&of_first, *row) == 2)),
            }
        }
        for edit in &of_first {
            let Edit::Change { row, cells, .. } = edit else { continue };
            let (heading, text) = cells.first_key_value().unwrap();
            let name = format!("单位{row}");
            let place = now.sheets[0].rows.iter().position(|it| it.cells[0] == name).unwrap();
            prop_assert_eq!(now.sheets[0].cell(place, heading), text);
        }
    }
}

/// How many cells of a row are changed.
fn heading_changed(edits: &[Edit], row: usize) -> usize {
    edits.iter().filter(|it| matches!(it, Edit::Change { row: of, .. } if *of == row)).count()
}

#[test]
fn a_changed_book_is_what_its_edits_make_of_it() {
    let base = book(&BASE);
    let changed = book(&[["丁", "4", ""], ["甲", "1", "x"], ["丙", "3", "w"], ["戊", "5", ""]]);
    let mut now = base.clone();
    assert_eq!(merge(&base, &mut now, &sheets::edits(&base, &changed)), []);
    let mut seen = rows(&now);
    seen.sort();
    let mut expected = rows(&changed);
    expected.sort();
    assert_eq!(seen, expected);
}

#[test]
fn columns_and_sheets_of_ones_own_are_taken_over() {
    let mut now = book(&BASE);
    let mut other = book(&BASE);
    let own = Column { heading: "备注".to_owned(), ..Column::default() };
    other.sheets[0].columns.push(own);
    other.sheets.push(Sheet { name: "草稿".to_owned(), ..Sheet::default() });
    now.adopt(&other);
    assert_eq!((now.sheets.len(), now.sheets[0].rows[0].cells.len()), (2, 4));
}
