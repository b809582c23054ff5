//! `yusuan-lake questions` and `yusuan-lake duckdb`: what they print, and what they refuse. The
//! answers are checked in `questions.py`.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::fs;
use std::process::{Command, Output};
use temp_dir::TempDir;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan-lake"));
    command.args(["--lang", "en"]).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn questions_are_listed_and_one_is_shown() {
    let list = told(&run(&["questions"]));
    assert_eq!(list.lines().filter(|line| !line.starts_with(' ')).count(), 10, "{list}");
    assert!(list.contains("year (required): The year"), "{list}");
    let one = told(&run(&["questions", "changes"]));
    assert!(one.contains("FROM changes"), "{one}");
    let none = run(&["questions", "nothing"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(told(&none).contains("no question named nothing"));
}

#[test]
fn a_script_has_the_tables_the_views_and_the_question() {
    let folder = TempDir::new().unwrap();
    let lake = folder.path().join("it's");
    fs::create_dir(&lake).unwrap();
    let part = r#"{"table": "documents", "path": "documents/1.parquet", "rows": 1, "bytes": 1}"#;
    let list = format!(r#"{{"format": 1, "reader": "0", "generation": 1, "parts": [{part}]}}"#);
    fs::write(lake.join("lake.json"), list).unwrap();
    let lake = lake.display().to_string();
    let script = run(&["duckdb", &lake, "--ask", "findings", "--set", "year=2031"]);
    assert_eq!(script.status.code(), Some(0), "{script:?}");
    let script = told(&script);
    for wanted in [
        "it''s/documents/1.parquet'",
        "VIEW observations AS SELECT CAST(NULL AS VARCHAR) AS document",
        "VIEW disclosure_quality AS",
        "WHERE document_year = 2031",
    ] {
        assert!(script.contains(wanted), "{wanted}\n{script}");
    }
    let wrong = run(&["duckdb", &lake, "--ask", "findings"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(told(&wrong).contains("needs year"));
}

#[test]
fn a_folder_without_a_lake_is_refused() {
    let folder = TempDir::new().unwrap();
    let output = run(&["duckdb", &folder.path().display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("has no lake.json"), "{output:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
