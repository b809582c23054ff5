//! A build without some parts says which one is missing, as soon as it is asked for.

#[cfg(not(all(feature = "pdf", feature = "pages", feature = "ocr")))]
use crate::common::{folder, run, sound, stderr};

/// Runs a command in both languages: it fails, names the feature, and leaves no file behind.
#[cfg(not(all(feature = "pdf", feature = "pages", feature = "ocr")))]
fn is_refused(feature: &str, args: &[&str]) {
    let folder = folder(&[("一.txt", sound().as_bytes())]);
    for (lang, words) in [("zh", "编译时没有包含"), ("en", "was built without the feature")]
    {
        let output = run(folder.path(), &[&["--lang", lang], args].concat());
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(words) && told.contains(feature), "{told}");
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
#[cfg(not(feature = "pdf"))]
fn a_pdf_is_refused_before_the_ledger_is_read() {
    is_refused("pdf", &["publish", "底稿.xlsx", "-l", "hebei-2023", "-o", "out", "-f", "docx,pdf"]);
}

#[test]
#[cfg(not(feature = "pages"))]
fn pictures_of_pages_are_refused() {
    is_refused("pages", &["read", "--boxes", "一.txt", "-o", "out"]);
}

#[test]
#[cfg(not(feature = "ocr"))]
fn recognition_is_refused() {
    is_refused("ocr", &["check", "--ocr", "一.txt", "-o", "out"]);
    is_refused("ocr", &["read", "--ocr", "一.txt", "-o", "out"]);
}
