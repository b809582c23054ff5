//! `yusuan check`, as its user sees it.

use crate::common::{corpus, damaged, folder, run, sound, stderr, stdout, yusuan};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::process::Stdio;

#[test]
fn the_exit_code_tells_what_came_of_it() {
    let folder = folder(&[
        ("好.txt", sound().as_bytes()),
        ("坏.txt", damaged().as_bytes()),
        ("空.txt", b""),
    ]);
    let code = |files: &[&str]| {
        let output = run(folder.path(), &[&["check"], files].concat());
        output.status.code().expect("it ends by itself")
    };
    assert_eq!(code(&["好.txt"]), 0);
    assert_eq!(code(&["坏.txt"]), 1);
    assert_eq!(code(&["空.txt"]), 2);
    assert_eq!(code(&["没有.txt"]), 2);
    assert_eq!(code(&["好.txt", "坏.txt"]), 1);
    assert_eq!(code(&["空.txt", "坏.txt"]), 2);
}

#[test]
fn a_wrong_figure_is_told_with_its_place_in_both_languages() {
    let folder = folder(&[("坏.txt", damaged().as_bytes())]);
    let told = stdout(&run(folder.path(), &["check", "坏.txt"]));
    assert!(told.contains("错误 YS") && told.contains("120.10"), "{told}");
    assert!(told.contains("部门预算支出总表") && told.contains("行"), "{told}");
    let told = stdout(&run(folder.path(), &["check", "--lang", "en", "坏.txt"]));
    assert!(told.contains("error YS") && told.contains("expected"), "{told}");
}

#[test]
fn the_language_follows_the_environment() {
    let folder = folder(&[("好.txt", sound().as_bytes())]);
    let told = |locale: &str| {
        let output = yusuan(folder.path()).args(["check", "好.txt"]).env("LANG", locale).output();
        stdout(&output.expect("the program runs"))
    };
    assert!(told("zh_CN.UTF-8").contains("勾稽关系"));
    assert!(told("C.UTF-8").contains("勾稽关系"));
    assert!(told("en_GB.UTF-8").contains("identities"));
}

#[test]
fn nothing_but_text_goes_into_a_pipe() {
    let folder = folder(&[("坏.txt", damaged().as_bytes())]);
    let output = run(folder.path(), &["check", "坏.txt"]);
    assert!(!output.stdout.contains(&0x1b) && output.stderr.is_empty(), "{}", stderr(&output));
}

#[test]
fn folders_are_searched_in_order_and_other_files_counted() {
    let sound = sound();
    let folder = folder(&[
        ("f/b.txt", sound.as_bytes()),
        ("f/a/z.TXT", sound.as_bytes()),
        ("f/a.txt", sound.as_bytes()),
        ("f/~$a.docx", b"lock"),
        ("f/.hidden/x.txt", sound.as_bytes()),
        ("f/photo.jpg", b"jpg"),
        ("f/photo2.jpg", b"jpg"),
        ("f/readme", b"words"),
    ]);
    let output = run(folder.path(), &["check", "--format", "json", "f"]);
    let told: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    let files: Vec<_> = told["files"].as_array().expect("a list").iter().collect();
    let names: Vec<_> = files.iter().map(|file| file["file"].as_str().expect("a name")).collect();
    assert_eq!(names, ["f/a/z.TXT", "f/a.txt", "f/b.txt"]);
    let told = stderr(&output);
    assert!(told.contains("3 个其他格式") && told.contains(".jpg 2"), "{told}");
}

#[test]
fn a_named_file_is_always_taken_and_an_empty_folder_is_told() {
    let folder = folder(&[("f/photo.jpg", b"\xff\xd8\xff\xe0 no document")]);
    assert_eq!(run(folder.path(), &["check", "f/photo.jpg"]).status.code(), Some(2));
    let output = run(folder.path(), &["check", "f"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("没有可读取的文件"));
}

#[test]
fn bad_files_do_not_keep_the_others_from_being_checked() {
    let mut encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    encrypted.resize(2048, 0);
    let folder = folder(&[
        ("1.docx", b"PK\x03\x04 broken"),
        ("2.xls", &encrypted),
        ("3.txt", b""),
        ("4.txt", sound().as_bytes()),
    ]);
    let output = run(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let told: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    for number in 0..3 {
        let file = &told["files"][number];
        assert_eq!(file["verdict"], "unreadable", "{file}");
        assert!(file["error"].as_str().is_some_and(|error| error.contains("。")), "{file}");
    }
    assert_eq!(told["files"][3]["verdict"], "clean");
    assert_eq!(told["files"][3]["error"], Value::Null);
}

#[test]
fn a_file_beyond_all_bounds_is_told_and_not_read() {
    let folder = folder(&[]);
    let file = fs::File::create(folder.path().join("大.txt")).expect("a file can be made");
    file.set_len(1 << 40).expect("it can be sparse");
    let output = run(folder.path(), &["check", "大.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("超出限制"), "{}", stdout(&output));
}

#[test]
fn many_files_are_told_in_the_order_named() {
    let names: Vec<String> = (0..150).map(|number| format!("{:03}.txt", 149 - number)).collect();
    let sound = sound();
    let files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), sound.as_bytes())).collect();
    let folder = folder(&files);
    let args: Vec<&str> =
        ["check", "--format", "json"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let told: Value =
        serde_json::from_str(&stdout(&run(folder.path(), &args))).expect("it is JSON");
    let told: Vec<_> =
        told["files"].as_array().expect("a list").iter().map(|f| f["file"].clone()).collect();
    assert_eq!(told, names);
}

#[test]
fn standard_input_is_a_file_named_by_a_dash() {
    let folder = folder(&[]);
    let mut child = yusuan(folder.path())
        .args(["check", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("it has an input");
    stdin.write_all(sound().as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let told: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    assert_eq!(told["files"][0]["file"], "-");
    assert_eq!(told["files"][0]["verdict"], "clean");
}

#[test]
fn a_report_can_be_written_into_a_file_which_is_then_no_input() {
    let folder = folder(&[("好.txt", sound().as_bytes()), ("坏.txt", damaged().as_bytes())]);
    for _ in 0..2 {
        let args = ["check", ".", "--format", "html", "-o", "report.html"];
        let output = run(folder.path(), &args);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        assert!(stderr(&output).contains("2 个文件") && stderr(&output).contains("report.html"));
    }
    let page = fs::read_to_string(folder.path().join("report.html")).expect("it is written");
    assert!(page.contains("id=\"file2\"") && !page.contains("id=\"file4\""));
    assert!(page.contains("各文件之间"), "after the two files, what they owe each other");
    assert!(page.contains("class=\"n wrong error\""), "the wrong cell is marked");
}

#[test]
fn an_earlier_report_in_a_folder_is_no_budget() {
    let folder = folder(&[("坏.txt", damaged().as_bytes())]);
    for name in ["一.html", "二.html"] {
        run(folder.path(), &["check", ".", "--format", "html", "-o", name]);
    }
    let output = run(folder.path(), &["check", ".", "--format", "json"]);
    let told: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    assert_eq!(told["files"].as_array().map(Vec::len), Some(1));
    assert!(stderr(&output).contains("yusuan"), "{}", stderr(&output));
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = folder(&[("好.txt", sound().as_bytes())]);
    let output = run(folder.path(), &["check", "好.txt", "-o", "nowhere/report.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("无法写入 nowhere/report.txt"));
}

#[test]
fn every_format_tells_of_every_file() {
    let folder = folder(&[("好.txt", sound().as_bytes()), ("坏.txt", damaged().as_bytes())]);
    for format in ["text", "json", "sarif", "markdown", "html"] {
        let output = run(folder.path(), &["check", "好.txt", "坏.txt", "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        let again = run(folder.path(), &["check", "好.txt", "坏.txt", "--format", format]);
        assert_eq!(output.stdout, again.stdout, "the same input gives the same bytes");
        let told = stdout(&output);
        let name = if format == "sarif" { "%E5%9D%8F.txt" } else { "坏.txt" };
        assert!(told.contains(name) && told.contains("120.10"), "{format}: {told}");
    }
}

#[test]
fn quiet_tells_only_what_is_wrong() {
    let folder = folder(&[("好.txt", sound().as_bytes()), ("坏.txt", damaged().as_bytes())]);
    let told = stdout(&run(folder.path(), &["check", "--quiet", "."]));
    let heads = |file: &str| told.lines().any(|line| line.starts_with(file));
    assert!(heads("坏.txt") && !heads("好.txt") && !told.contains("勾稽关系"), "{told}");
}

#[test]
fn a_mistake_in_the_command_line_is_told_in_both_languages() {
    let folder = folder(&[]);
    let told = |args: &[&str]| {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2));
        stderr(&output)
    };
    assert!(told(&["check"]).contains("缺少 <文件|文件夹>"));
    assert!(told(&["chekc", "x"]).contains("没有命令 chekc，是不是 check？"));
    assert!(told(&["check", "--formt", "json", "x"]).contains("没有选项 --formt"));
    assert!(told(&["check", "--format", "pdf", "x"]).contains("可以是：text、json"));
    assert!(told(&["check", "x", "--all", "--quiet"]).contains("不能同时使用"));
    assert!(told(&["check", "--lang", "en"]).contains("required arguments were not provided"));
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_error_message() {
    let sound = sound();
    let names: Vec<String> = (0..200).map(|number| format!("{number:03}.txt")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), sound.as_bytes())).collect();
    let folder = folder(&files);
    let mut child = yusuan(folder.path())
        .args(["check", "--all", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(stderr(&output), "");
}

#[test]
fn the_corpus_is_read_without_an_error() {
    let Some(path) = corpus("ningjin-2023/ningjin-2023.docx") else { return };
    let output = run(path.parent().expect("it is in a folder"), &["check", "ningjin-2023.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

#[test]
fn files_of_one_body_are_compared_with_each_other() {
    let sound = sound();
    let folder = folder(&[("一.txt", sound.as_bytes()), ("二.txt", damaged().as_bytes())]);
    let report = |format: &str| stdout(&run(folder.path(), &["check", "--format", format, "."]));
    let told: Value = serde_json::from_str(&report("json")).expect("it is JSON");
    assert_eq!(told["files"].as_array().map(Vec::len), Some(2));
    let found = &told["between"]["findings"][0];
    assert_eq!(found["code"], "YS119");
    // Two numbers differ: one finding, and each of them under it.
    assert_eq!(found["consequences"].as_array().map(Vec::len), Some(2));
    let first = &found["consequences"][0];
    assert_eq!((&first["code"], &first["printed"]), (&"YS119".into(), &"120.10".into()));
    assert_eq!(first["fen"]["printed"], 120_100_000);
    let files = (&first["file"], &first["because"][0]["file"]);
    assert_eq!(files, (&told["files"][1]["file"], &told["files"][0]["file"]));
    let told: Value = serde_json::from_str(&report("sarif")).expect("it is JSON");
    let results = told["runs"][0]["results"].as_array().expect("results");
    let between = results.iter().find(|result| result["ruleId"] == "YS119").expect("it is told");
    let uri = |location: &Value| location["physicalLocation"]["artifactLocation"]["uri"].clone();
    let files = [&between["locations"][0], &between["relatedLocations"][1]].map(uri);
    assert_eq!(files, ["%E4%BA%8C.txt", "%E4%BA%8C.txt"]);
    for format in ["text", "markdown", "html"] {
        assert!(report(format).contains("各文件之间"), "{format}");
    }
}

#[test]
#[cfg(feature = "pages")]
fn a_page_shows_the_pages_of_a_pdf_that_have_findings() {
    let folder = folder(&[("一.pdf", include_bytes!("../../../fixtures/pdf/two-panels.pdf"))]);
    let output = run(folder.path(), &["check", "--format", "html", "一.pdf"]);
    let page = stdout(&output);
    let told = run(folder.path(), &["check", "--format", "json", "一.pdf"]);
    let told: Value = serde_json::from_str(&stdout(&told)).expect("it is JSON");
    let findings = told["files"][0]["findings"].as_array().expect("a list");
    let pages: std::collections::BTreeSet<u64> =
        findings.iter().filter_map(|finding| finding["page"].as_u64()).collect();
    assert_eq!(page.matches("<figure").count(), pages.len(), "{pages:?}");
}
