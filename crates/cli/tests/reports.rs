//! Reports to send back, as their user asks for them: lists, one a department, comments.
#![expect(clippy::expect_used, reason = "a test may fail")]

use crate::common::{damaged, folder, run, sound, stderr, stdout, yusuan};
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::Path;

/// The text of a part of an office file.
fn part(path: &Path, name: &str) -> String {
    let file = fs::File::open(path).expect("it was written");
    let mut archive = zip::ZipArchive::new(file).expect("a container");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// All parts of an office file.
fn whole(path: &Path) -> String {
    let file = fs::File::open(path).expect("it was written");
    let mut archive = zip::ZipArchive::new(file).expect("a container");
    let names = archive.file_names().map(|name| name.expect("a name").into_owned());
    let names: Vec<String> = names.collect();
    let mut text = String::new();
    for name in names.iter().filter(|name| name.ends_with(".xml")) {
        let mut part = archive.by_name(name).expect("a part");
        part.read_to_string(&mut text).expect("text");
    }
    text
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("it is there")).expect("a whole report")
}

#[test]
fn findings_are_a_list_to_be_answered() {
    let folder = folder(&[("坏.txt", damaged().as_bytes()), ("好.txt", sound().as_bytes())]);
    let output = run(folder.path(), &["check", ".", "-f", "xlsx", "-o", "清单.xlsx"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let strings = part(&folder.path().join("清单.xlsx"), "xl/sharedStrings.xml");
    for words in ["整改情况", "“208 社会保障和就业支出”行“合计”列", "青石县文化馆", "检查日期"]
    {
        assert!(strings.contains(words), "{words} in {strings}");
    }
    let sheet = part(&folder.path().join("清单.xlsx"), "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<autoFilter") && sheet.contains("已改正"), "{sheet}");
    assert!(sheet.contains("<v>120.1</v>"), "figures are numbers: {sheet}");
    let output = run(folder.path(), &["check", "坏.txt", "-f", "docx", "-o", "通知.docx"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let body = part(&folder.path().join("通知.docx"), "word/document.xml");
    assert!(body.contains("整改情况") && body.contains("单位（盖章）"), "{body}");
    let output = run(folder.path(), &["check", "坏.txt", "-f", "docx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("加 -o"), "{}", stderr(&output));
}

#[test]
fn each_department_gets_its_own_report() {
    let other = damaged().replace("901青石县文化馆", "902云桥市体育局");
    let folder = folder(&[("甲.txt", damaged().as_bytes()), ("乙.txt", other.as_bytes())]);
    for (format, end) in [("xlsx", "xlsx"), ("markdown", "md"), ("json", "json")] {
        let args = ["check", "甲.txt", "乙.txt", "-f", format, "--split", "-o", "报告"];
        let output = run(folder.path(), &args);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        for department in ["青石县文化馆", "云桥市体育局"] {
            let path = folder.path().join(format!("报告/{department}.{end}"));
            assert!(path.is_file(), "{}", path.display());
        }
    }
    let told =
        fs::read_to_string(folder.path().join("报告/云桥市体育局.json")).expect("it is there");
    let told: Value = serde_json::from_str(&told).expect("a whole report");
    assert_eq!(told["files"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["files"][0]["about"]["department"], "云桥市体育局");
    assert_eq!(told["files"][0]["about"]["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn a_report_says_when_and_by_what_it_was_made() {
    let folder = folder(&[("坏.txt", damaged().as_bytes())]);
    let told = |format: &str| {
        let mut command = yusuan(folder.path());
        command.args(["check", "坏.txt", "-f", format]).env("SOURCE_DATE_EPOCH", "1930521600");
        stdout(&command.output().expect("the program runs"))
    };
    let json: Value = serde_json::from_str(&told("json")).expect("a report");
    assert_eq!(json["date"], "2031-03-06");
    assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
    let place = json["files"][0]["findings"][0]["where"].as_str().expect("a place");
    assert!(place.contains("“合计”列") && place.contains("第"), "{place}");
    let page = told("html");
    assert!(page.contains("检查日期 2031-03-06") && page.contains("SHA-256"), "{page}");
    assert_eq!(page, told("html"), "the same day, the same bytes");
}

#[test]
fn findings_become_comments_in_a_copy() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let bytes = fs::read(examples.join("chengxi-archives-2031-damaged.docx")).expect("an example");
    let folder = folder(&[("坏.txt", damaged().as_bytes()), ("坏.docx", &bytes)]);
    let output = run(folder.path(), &["check", "坏.docx", "--comments", "批注.docx"]);
    assert_eq!(output.status.code(), Some(1));
    let told = stderr(&output);
    assert!(told.contains("条批注，已写入 批注.docx") && !told.contains("找不到原处"), "{told}");
    let comments = part(&folder.path().join("批注.docx"), "word/comments_yusuan1.xml");
    assert!(comments.contains("【错误 YS102】") && comments.contains("108.65"), "{comments}");
    let output = run(folder.path(), &["check", "坏.txt", "--comments", "批注"]);
    assert!(stderr(&output).contains("只有 Word（.docx）和 Excel（.xlsx）"), "{}", stderr(&output));
    let output = run(folder.path(), &["check", "坏.docx", "--comments", "坏.docx"]);
    assert!(stderr(&output).contains("不能覆盖原文件"), "{}", stderr(&output));
    assert_eq!(fs::read(folder.path().join("坏.docx")).expect("it is there"), bytes);
}

#[test]
fn what_follows_from_a_finding_stands_beside_it() {
    let text = sound().replacen("\t80.00", "\t8O.00", 1);
    let folder = folder(&[("坏.txt", text.as_bytes())]);
    let told = stdout(&run(folder.path(), &["check", "坏.txt", "-f", "json"]));
    let told: Value = serde_json::from_str(&told).expect("a report");
    let findings = told["files"][0]["findings"].as_array().expect("a list");
    let cause = findings.iter().find(|it| it["code"] == "YS531").expect("the cause");
    let follows = cause["consequences"].as_array().expect("a list");
    assert!(!follows.is_empty(), "{told:#}");
    let message = follows[0]["message"].as_str().expect("a message").trim_end_matches('。');
    for (format, name) in [("xlsx", "清单.xlsx"), ("docx", "通知.docx")] {
        run(folder.path(), &["check", "坏.txt", "-f", format, "-o", name]);
        let list = whole(&folder.path().join(name));
        assert!(list.contains("后果") && list.contains(message), "{format}: {message}");
    }
}

#[test]
fn each_department_learns_what_its_own_files_contradict() {
    let other = sound().replace("901青石县文化馆", "902云桥市体育局");
    let folder = folder(&[
        ("甲.txt", sound().as_bytes()),
        ("甲改.txt", damaged().as_bytes()),
        ("乙.txt", other.as_bytes()),
    ]);
    let args = ["check", ".", "-f", "json", "--split", "-o", "报告"];
    let output = run(folder.path(), &args);
    let report = |name: &str| json(&folder.path().join(format!("报告/{name}.json")));
    let between = &report("青石县文化馆")["between"]["findings"];
    assert_eq!(between[0]["code"], "YS119", "{between:#}");
    assert!(report("云桥市体育局")["between"].is_null());
    assert!(!folder.path().join("报告/各文件之间.json").exists());
    // Counted once, as in a report on all files.
    let together = run(
        folder.path(),
        &["check", "甲.txt", "甲改.txt", "乙.txt", "-f", "json", "-o", "全部.json"],
    );
    let total = |output: &std::process::Output| {
        let told = stderr(output);
        told.lines().find(|line| line.starts_with("合计")).map(str::to_owned)
    };
    assert!(total(&output).is_some() && total(&output) == total(&together));
}

#[test]
fn what_is_wrong_in_a_ledger_becomes_comments_at_its_cells() {
    let folder = folder(&[]);
    run(folder.path(), &["new", "底稿.xlsx", "--year", "2031"]);
    let output = run(folder.path(), &["check", "底稿.xlsx", "--comments", "批注.xlsx"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let told = stderr(&output);
    assert!(told.contains("条批注，已写入 批注.xlsx") && !told.contains("找不到原处"), "{told}");
    let parts = whole(&folder.path().join("批注.xlsx"));
    let comments: Vec<&str> = parts.split("<comment ").skip(1).collect();
    let at = |cell: &str, words: &str| {
        let is_it = |it: &&&str| it.starts_with(&format!("ref=\"{cell}\"")) && it.contains(words);
        comments.iter().filter(is_it).count()
    };
    assert_eq!(at("B6", "【错误 YS602】“部门名称”没有填"), 1, "{comments:#?}");
    assert!(
        readers::read(&fs::read(folder.path().join("批注.xlsx")).expect("it is there")).is_ok()
    );
}

/// LibreOffice opens the copies of a document and of a ledger, and finds each comment in the cell
/// that it speaks of.
#[test]
fn an_office_program_finds_the_comments_at_their_cells() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let word = fs::read(examples.join("chengxi-archives-2031-damaged.docx")).expect("an example");
    let folder = folder(&[("坏.docx", &word)]);
    run(folder.path(), &["new", "底稿.xlsx", "--year", "2031"]);
    // A comment on a number is in its cell; one on a blank cell is in the row of its label.
    let cases = [
        ("坏.docx", "批注.docx", "fodt", "table:table-cell", "【错误 YS102】", "108.65"),
        ("底稿.xlsx", "批注.xlsx", "fods", "table:table-row", "“部门名称”没有填", "部门名称"),
    ];
    for (name, copy, to, element, words, beside) in cases {
        run(folder.path(), &["check", name, "--comments", copy]);
        let Some(shown) = converted(folder.path(), copy, to) else {
            println!("skipped: no LibreOffice that writes {to} (apt-get install libreoffice)");
            return;
        };
        let (begin, end) = (format!("<{element} "), format!("</{element}>"));
        let pieces = shown.split(&begin).skip(1);
        let pieces = pieces.filter_map(|rest| rest.split(&end).next());
        let piece = pieces.into_iter().find(|piece| piece.contains(words));
        let piece = piece.unwrap_or_else(|| panic!("{copy}: the comment stands in a table"));
        let outside = piece.split("<office:annotation ");
        let outside: String =
            outside.filter_map(|it| it.rsplit("</office:annotation>").next()).collect();
        assert!(outside.contains(beside), "{copy}: it is at its cell: {piece}");
    }
}

fn converted(folder: &Path, name: &str, to: &str) -> Option<String> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = std::process::Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir", ".", name])
        .current_dir(folder)
        .output();
    done.ok().filter(|done| done.status.success())?;
    fs::read_to_string(folder.join(name).with_extension(to)).ok()
}
