//! `yusuan-lake codes` on documents of two years between which codes changed.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use temp_dir::TempDir;

/// A row of a budget: code, name, last year's and this year's 万元.
type Row = (&'static str, &'static str, u32, u32);

fn lake(arguments: &[&Path]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan-lake"));
    let output = command.args(["--lang", "en"]).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// A department's budget of a year, with last year's amounts under this year's codes.
fn document(department: &str, year: u32, rows: &[Row]) -> String {
    let before = year - 1;
    let mut text = format!(
        "某县{department}{year}年部门预算\n\n部门预算公开表\n\n一般公共预算支出表\n单位：万元\n\
         | 科目编码 | 科目名称 | {before}年预算数 | {year}年预算数 |\n|---|---|---|---|\n"
    );
    for (code, name, last, this) in rows {
        writeln!(text, "| {code} | {name} | {last}.00 | {this}.00 |").unwrap();
    }
    text
}

#[test]
fn renames_moves_splits_and_merges_are_proposed_with_their_evidence() {
    let folder = TempDir::new().unwrap();
    let mut documents = Vec::new();
    for (at, department) in ["水务局", "教育局", "审计局"].into_iter().enumerate() {
        let more = u32::try_from(at).unwrap();
        let first = [
            ("2100101", "医疗行政", 1, 11 + more),
            ("2160201", "旅游管理", 1, 23 + more),
            ("2080501", "离退休", 1, 41 + more),
            ("2130301", "水利", 1, 60 + more),
            ("2130302", "水土", 1, 7),
        ];
        // Renamed; moved; split; merged.
        let second = [
            ("2100101", "卫生行政", 11 + more, 12),
            ("2070201", "旅游管理", 23 + more, 24),
            ("2080502", "离休", 40, 1),
            ("2080503", "退休", 1 + more, 1),
            ("2130301", "水利", 67 + more, 70),
        ];
        for (year, rows) in [(2030, first), (2031, second)] {
            let path = folder.child(format!("{department}{year}.md"));
            fs::write(&path, document(department, year, &rows)).unwrap();
            documents.push(path);
        }
    }
    let (into, lists) = (folder.child("lake"), folder.child("lists"));
    let sources = documents.iter().map(PathBuf::as_path);
    lake(
        &[Path::new("collect"), Path::new("--into"), &into]
            .into_iter()
            .chain(sources)
            .collect::<Vec<_>>(),
    );
    let told = lake(&[Path::new("codes"), &into, Path::new("--into"), &lists]);
    assert!(told.contains("4 changes proposed"), "{told}");
    let changes = fs::read_to_string(lists.join("changes.tsv")).unwrap();
    for wanted in [
        "2031\tfunction\t\trename\t2100101\t医疗行政\t2100101\t卫生行政\t3\t3\ttrue\t",
        "2031\tfunction\t\trecode\t2160201\t旅游管理\t2070201\t旅游管理\t3\t3\tfalse\t",
        "2031\tfunction\t\tsplit\t2080501\t离退休\t2080502 | 2080503\t离休 | 退休\t3\t3\tfalse\t",
        "2031\tfunction\t\tmerge\t2130301 | 2130302\t水利 | 水土\t2130301\t水利\t3\t3\tfalse\t",
    ] {
        assert!(changes.contains(wanted), "{wanted}\n{changes}");
    }
    let functions = fs::read_to_string(lists.join("function.tsv")).unwrap();
    assert!(functions.contains("2080501\t离退休\t\t2030\t2030\t3\n"), "{functions}");
    assert!(functions.contains("2080502\t离休\t\t2031\t\t3\n"), "{functions}");
    let pairs = fs::read_to_string(lists.join("pairs.tsv")).unwrap();
    assert_eq!(pairs.lines().count(), 11, "{pairs}");

    // What one department says alone is not proposed.
    let strict = [Path::new("codes"), &into, Path::new("--into"), &lists, Path::new("--least=4")];
    assert!(lake(&strict).contains("1 changes proposed"));
}
