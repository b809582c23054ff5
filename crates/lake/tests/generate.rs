//! `yusuan-lake generate`: an invented nation agrees with itself, as documents and as rows.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tables::{rows, values};
use temp_dir::TempDir;

fn run(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan-lake"));
    command.args(["--lang", "en"]).args(arguments).arg(folder).output().unwrap()
}

fn generate(arguments: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let output = run(&[&["generate"], arguments].concat(), folder.path());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    folder
}

fn planted(folder: &Path) -> Vec<String> {
    let list = fs::read_to_string(folder.join("planted-faults.csv")).unwrap();
    list.lines().skip(1).map(str::to_owned).collect()
}

/// What a number counts, and its amount: the same whether it was read or made.
const OF_A_NUMBER: [&str; 12] = [
    "file",
    "department_name",
    "unit_name",
    "scope",
    "counts",
    "fen",
    "printed",
    "table_title",
    "row_label",
    "column_head",
    "preferred",
    "flag",
];

#[test]
fn documents_that_are_read_give_the_rows_that_are_made() {
    let documents = generate(&["--documents", "1", "--years", "2", "--seed", "5"]);
    let made = generate(&["--rows", "1", "--years", "2", "--seed", "5"]);
    let read = TempDir::new().unwrap();
    let sources = documents.path().display().to_string();
    let output = run(&["collect", &sources, "--into"], read.path());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    // One department is enough for one row.
    let of = |folder: &Path| -> BTreeMap<String, Vec<Vec<String>>> {
        let mut by_file: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for mut row in values(folder, "observations", &OF_A_NUMBER) {
            let file = row.remove(0);
            let name = file.rsplit('/').next().unwrap().to_owned();
            by_file.entry(name).or_default().push(row);
        }
        by_file.values_mut().for_each(|rows| rows.sort());
        by_file
    };
    let (made, read) = (of(made.path()), of(read.path()));
    assert_eq!(made.len(), 4);
    assert_eq!(read.len(), 4);
    for (file, rows) in made {
        assert!(rows.len() > 300, "{file}: {} rows", rows.len());
        let read = &read[&file];
        let first = rows.iter().zip(read).find(|(made, read)| made != read);
        assert_eq!(first, None, "{file}");
        assert_eq!(rows.len(), read.len(), "{file}");
    }
}

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let folder = generate(&["--documents", "8", "--years", "1", "--seed", "8"]);
    let faulty: BTreeSet<String> = planted(folder.path())
        .iter()
        .map(|line| line.split(',').next().unwrap().to_owned())
        .collect();
    assert!(!faulty.is_empty());
    // All that are faulty, and as many that are not.
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|file| file.extension().is_some_and(|it| it == "docx"));
    assert_eq!(files.len(), 16);
    let name = |file: &Path| file.file_name().unwrap().to_string_lossy().into_owned();
    let (wrong, right): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|file| faulty.contains(&name(file)));
    assert_eq!(wrong.len(), faulty.len());
    let lake = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan-lake"));
    command.args(["collect", "--into"]).arg(lake.path()).args(&wrong).args(&right[..1]);
    assert_eq!(command.output().unwrap().status.code(), Some(0));
    for row in values(lake.path(), "documents", &["file", "errors"]) {
        let is_faulty = faulty.contains(&name(Path::new(&row[0])));
        assert_eq!(row[1] != "0", is_faulty, "{row:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_lake_whatever_the_number_of_threads() {
    let lake = |jobs, seed| generate(&["--rows", "3000", "--jobs", jobs, "--seed", seed]);
    let (one, two, other) = (lake("1", "3"), lake("2", "3"), lake("2", "4"));
    for table in ["observations", "documents", "findings"] {
        assert_eq!(rows(one.path(), table), rows(two.path(), table), "{table}");
    }
    let count = rows(one.path(), "observations").len();
    assert!(count >= 3000, "{count}");
    assert_ne!(rows(one.path(), "observations"), rows(other.path(), "observations"));
    assert_eq!(planted(one.path()), planted(two.path()));
}

#[test]
fn a_folder_with_files_is_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a"), "").unwrap();
    let output = run(&["generate", "--rows", "1"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
