//! An invented department's budget as a text export, and a way to run the program on it.

#![expect(clippy::expect_used, reason = "a helper that cannot go on fails the test")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A budget in which all figures agree.
pub fn sound() -> String {
    budget("120.00")
}

/// A budget in which one total is wrong.
pub fn damaged() -> String {
    budget("120.10")
}

/// A spending table; `total` is what it prints for the second function, of 80 and 40.
fn budget(total: &str) -> String {
    let rows: [&[&str]; 6] = [
        &["序号", "功能分类科目", "合计", "基本支出", "项目支出"],
        &["", "科目编码", "科目名称", "", "", ""],
        &["1", "", "合计", "320.00", "200.00", "120.00"],
        &["2", "207", "文化旅游体育与传媒支出", "200.00", "120.00", "80.00"],
        &["3", "208", "社会保障和就业支出", total, "80.00", "40.00"],
        &["4", "20805", "行政事业单位养老支出", total, "80.00", "40.00"],
    ];
    let caption = "部门预算支出总表\n\t901青石县文化馆\n\t预算年度：2031\n\t单位：万元\n\n";
    let mut text = caption.to_owned();
    for row in rows {
        for cell in row {
            text.push_str(&format!("\t{cell}\n"));
        }
        text.push('\n');
    }
    text
}

/// The rows of a CSV file with a byte order mark, each value by the name of its column.
pub fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The example ledger of a year.
pub fn example(year: u16) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    root.join(format!("yunqiao-urban-{year}")).display().to_string()
}

/// A copy of the example ledger in which one file has `wrong` where it first has `right`.
pub fn spoiled(folder: &Path, name: &str, right: &str, wrong: &str) {
    fs::create_dir(folder).expect("it can be made");
    for file in fs::read_dir(example(2031)).expect("it is there") {
        let path = file.expect("it can be read").path();
        let mut text = fs::read_to_string(&path).expect("it is text");
        if path.ends_with(name) {
            assert!(text.contains(right), "{name} has {right}");
            text = text.replacen(right, wrong, 1);
        }
        fs::write(folder.join(path.file_name().expect("a name")), text).expect("it is written");
    }
}

/// A folder with these files in it.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("it can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    folder
}

/// The program, in a folder, without a language of its own.
pub fn yusuan(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program in a folder.
pub fn run<A: AsRef<OsStr>>(folder: &Path, args: &[A]) -> Output {
    yusuan(folder).args(args).output().expect("the program runs")
}

/// What it wrote to standard output.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

/// What it wrote to standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the output is UTF-8")
}

/// The seed of the corpus, where it is there; tests that need it say so and pass.
pub fn corpus(name: &str) -> Option<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {name} is not there");
    None
}
