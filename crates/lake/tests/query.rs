//! `yusuan-lake query`: answers in every form, mistakes with their places, limits, and the prompt.
//! Whether answers are right is checked in `questions.py`.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use temp_dir::TempDir;

fn program(lang: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan-lake"));
    command.args(["--lang", lang]);
    command
}

/// A lake of an invented nation, made once for all tests.
fn lake() -> &'static Path {
    static LAKE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, lake) = LAKE.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let lake = folder.path().join("湖 #1");
        let made = program("en").arg("generate").arg(&lake).args(["--rows", "3000"]).output();
        assert!(made.unwrap().status.success());
        (folder, lake)
    });
    lake
}

fn query(arguments: &[&str]) -> Output {
    program("en").arg("query").arg(lake()).args(arguments).output().unwrap()
}

/// Returns what is printed by a query that has to be answered.
fn answer(arguments: &[&str]) -> String {
    let output = query(arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Returns what is said about a query that cannot be answered.
fn refusal(arguments: &[&str]) -> String {
    let output = query(arguments);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// Returns what the prompt answers to these lines.
fn prompt(lines: &str) -> Output {
    let pipe = Stdio::piped;
    let mut command = program("en");
    let command = command.arg("query").arg(lake()).stdin(pipe()).stdout(pipe()).stderr(pipe());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    process.wait_with_output().unwrap()
}

const SQL: &str = "SELECT '水务局' AS name, yuan(123456789) AS yuan, percent(1, 3) AS share, \
                   1 < 2 AS is_less, CAST(NULL AS bigint) AS nothing";

#[test]
fn answers_have_four_forms() {
    let table = "name            yuan  share  is_less  nothing\n\
                 ──────  ────────────  ─────  ───────  ───────\n\
                 水务局  1,234,567.89  33.33  true\n1 rows.\n";
    assert_eq!(answer(&[SQL]), table);
    let csv = "\u{feff}name,yuan,share,is_less,nothing\r\n水务局,1234567.89,33.33,true,\r\n";
    assert_eq!(answer(&[SQL, "--format", "csv"]), csv);
    let json = "[\n{\"name\": \"水务局\", \"yuan\": 1234567.89, \"share\": 33.33, \
                \"is_less\": true, \"nothing\": null}\n]\n";
    assert_eq!(answer(&[SQL, "--format", "json"]), json);
    assert_eq!(answer(&["SELECT 1 AS n WHERE false", "--format", "json"]), "[]\n");
    assert_eq!(answer(&["SELECT 1 AS n WHERE false", "--format", "csv"]), "\u{feff}n\r\n");

    let folder = TempDir::new().unwrap();
    let path = folder.child("answer.parquet");
    let told = refusal(&[SQL, "--format", "parquet"]);
    assert!(told.contains("Add --output"), "{told}");
    let sql = "SELECT document, fen FROM observations";
    answer(&[sql, "--format", "parquet", "--output", path.to_str().unwrap()]);
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let kinds: Vec<String> =
        reader.schema().fields().iter().map(|field| field.data_type().to_string()).collect();
    assert_eq!(kinds, ["Utf8", "Int64"]);
    let rows: usize = reader.build().unwrap().map(|batch| batch.unwrap().num_rows()).sum();
    let counted = answer(&["SELECT count(*) AS rows FROM observations", "--format", "csv"]);
    assert_eq!(counted, format!("\u{feff}rows\r\n{rows}\r\n"));
}

#[test]
fn long_tables_are_cut_short_unless_all_is_asked_for() {
    let sql = "SELECT document, fen FROM observations LIMIT 300";
    let short = answer(&[sql]);
    assert!(short.ends_with("300 rows, of which the first 200; --all lists all.\n"), "{short}");
    assert!(short.contains('…'), "{short}");
    let all = answer(&[sql, "--all"]);
    assert!(all.ends_with("300 rows.\n") && !all.contains('…'), "{all}");
}

#[test]
fn mistakes_are_said_with_their_place() {
    let told = refusal(&["SELECT fen,\nfenn FROM observations"]);
    assert!(told.contains("There is no column fenn (line 2, character 1)."), "{told}");
    assert!(told.contains("\n  fenn FROM observations\n  ^"), "{told}");
    assert!(told.contains("Columns: document, "), "{told}");
    let told = refusal(&["SELECT * FROM observation"]);
    assert!(told.contains("There is no table observation (line 1, character 15)."), "{told}");
    let told = refusal(&["SELECT fen,, FROM observations"]);
    assert!(told.contains("not well formed") && told.contains("line 1"), "{told}");
    let told = refusal(&["SELECT nothing(1)"]);
    assert!(told.contains("There is no function nothing"), "{told}");
    let chinese = program("zh").arg("query").arg(lake()).arg("SELECT a FROM documents").output();
    let told = String::from_utf8(chinese.unwrap().stderr).unwrap();
    assert!(told.contains("没有列 a（第 1 行第 8 字）。"), "{told}");
}

#[test]
fn a_lake_is_only_read() {
    for sql in [
        "CREATE TABLE mine AS SELECT 1",
        "DROP VIEW amounts",
        "INSERT INTO documents SELECT * FROM documents",
        "COPY (SELECT 1) TO 'answer.csv'",
        "SET datafusion.execution.batch_size = 1",
        "CREATE EXTERNAL TABLE passwords STORED AS CSV LOCATION '/etc/passwd'",
    ] {
        let told = refusal(&[sql]);
        assert!(told.contains("only"), "{sql}: {told}");
    }
    let told = refusal(&["SELECT * FROM '/etc/passwd'"]);
    assert!(told.contains("There is no table"), "{told}");
}

#[test]
fn what_takes_too_long_or_too_much_is_stopped() {
    let sql = "SELECT count(*) FROM observations AS a, observations AS b, observations AS c \
               WHERE a.fen + b.fen = c.fen";
    let told = refusal(&[sql, "--timeout", "1"]);
    assert!(told.contains("more than 1 seconds"), "{told}");
    let folder = TempDir::new().unwrap();
    let path = folder.child("answer.csv");
    let sql = "SELECT a.*, b.* FROM observations AS a, observations AS b, observations AS c \
               ORDER BY a.fen + b.fen + c.fen";
    let told = refusal(&[sql, "--memory", "1", "--output", path.to_str().unwrap()]);
    assert!(told.contains("more than 1 MiB"), "{told}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn statements_are_as_deep_as_a_stack_can_follow() {
    let sum = |count: usize| format!("SELECT 1{} AS sum", " + 1".repeat(count));
    assert!(answer(&[&sum(150)]).contains("\n151\n"));
    let either = " OR fen = 1".repeat(200);
    answer(&[&format!("SELECT count(*) FROM observations WHERE fen = 0{either}")]);
    let told = refusal(&[&sum(30_000)]);
    assert!(told.contains("too long"), "{told}");
    let told = refusal(&[&format!("SELECT {}1{}", "(".repeat(9000), ")".repeat(9000))]);
    assert!(told.contains("nested too deeply"), "{told}");
    let many = vec!["'a'"; 2000].join(", ");
    answer(&[&format!("SELECT count(*) FROM documents WHERE document IN ({many})")]);
}

#[test]
fn the_prompt_takes_statements_commands_and_questions() {
    let output = prompt(
        ".tables\n.columns documents\n.questions\nSELECT count(*) AS departments\n\
         FROM (SELECT DISTINCT department_name FROM documents);\n\
         .format csv\n.timer on\n.ask coverage\n.quit\nSELECT wrong;\n",
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(String::from_utf8(output.stderr).unwrap().ends_with(" s\n"));
    let told = String::from_utf8(output.stdout).unwrap();
    for wanted in [
        "observations\n",
        "disclosure_quality  How well",
        "year (required): The year",
        "departments\n───────────\n",
        "\u{feff}year,province,stage,",
    ] {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
    let two = prompt("SELECT 1 AS one; SELECT ';' AS two\n-- the last one\n");
    assert_eq!(two.status.code(), Some(0), "{two:?}");
    let told = String::from_utf8(two.stdout).unwrap();
    assert!(told.starts_with("one\n") && told.contains("two\n"), "{told}");
    let wrong = prompt("SELECT 1 AS one;\nSELECT wrong;\nSELECT 2 AS two;\n");
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");
    assert!(String::from_utf8(wrong.stdout).unwrap().starts_with("one\n"));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("no column wrong"));
}

#[test]
fn an_empty_lake_has_its_tables_and_views() {
    let folder = TempDir::new().unwrap();
    let list = r#"{"format": 1, "reader": "0", "generation": 0, "parts": []}"#;
    fs::write(folder.path().join("lake.json"), list).unwrap();
    let ask = |question: &str| {
        let mut command = program("en");
        command.arg("query").arg(folder.path()).args(["--ask", question, "--set", "year=2031"]);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(ask("changes").ends_with("0 rows.\n"));
    assert!(ask("three-public").ends_with("0 rows.\n"));
}
