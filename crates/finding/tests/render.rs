//! Every format tells the same invented reports; the snapshots are read line by line.

mod sample;

use finding::Lang::{En, Zh};
use finding::render::text::{Detail, Options};
use finding::render::{Rule, Summary, html, json, markdown, sarif, text};
use finding::{FileReport, Lang};
use unicode_width::UnicodeWidthStr;

fn reports() -> Vec<FileReport> {
    vec![sample::damaged(), sample::clean(), sample::hostile()]
}

fn as_text(lang: Lang, detail: Detail) -> String {
    let options = Options { lang, width: 80, detail };
    let mut summary = Summary::default();
    let mut out = String::new();
    for report in reports() {
        out.push_str(&text::file(&report, &options));
        summary.add(&report);
    }
    out.push_str(&text::total(&summary, lang));
    without_colours(&out)
}

/// The text between the colour codes that the renderer itself writes.
fn without_colours(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| out + piece.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn text() {
    insta::assert_snapshot!("text_zh", as_text(Zh, Detail::Usual));
    insta::assert_snapshot!("text_en", as_text(En, Detail::Usual));
}

#[test]
fn quiet_text_tells_only_what_is_wrong() {
    let told = as_text(Zh, Detail::Findings);
    assert!(told.contains("YS102") && told.contains("文件已加密"));
    assert!(!told.contains("白水县") && !told.contains("YS110"));
}

#[test]
fn long_lists_are_cut_and_counted() {
    let mut report = sample::damaged();
    let open = report.open[0].clone();
    report.open = vec![open; 30];
    let told = |detail| text::file(&report, &Options { lang: Zh, width: 80, detail });
    assert!(told(Detail::Usual).contains("还有 22 项"));
    assert!(!told(Detail::All).contains("还有"));
}

#[test]
fn no_line_of_a_terminal_is_wider_than_asked() {
    for (lang, width) in [(Zh, 80), (Zh, 50), (En, 60)] {
        let options = Options { lang, width, detail: Detail::Usual };
        let told = without_colours(&text::file(&sample::damaged(), &options));
        let inside = told.lines().filter(|line| line.starts_with("  │"));
        for line in inside.filter(|line| !line.contains(lang.pick("填列", "printed"))) {
            assert!(line.width() <= width, "{line}");
        }
    }
}

#[test]
fn no_control_character_of_a_name_reaches_the_terminal() {
    let told = as_text(En, Detail::Usual);
    assert!(told.chars().all(|character| character == '\n' || !character.is_control()), "{told}");
}

#[test]
fn json() {
    insta::assert_snapshot!("json_zh", json::files(&reports(), Zh));
    let english = json::files(&reports(), En);
    assert!(english.contains("Text and table disagree"));
}

#[test]
fn json_pieces_make_the_whole() {
    let pieces: Vec<_> = reports().iter().map(|report| json::file(report, Zh)).collect();
    let whole = format!("{}{}{}", json::OPEN, pieces.join(json::BETWEEN), json::CLOSE);
    assert_eq!(whole, json::files(&reports(), Zh));
    let value: serde_json::Value = serde_json::from_str(&whole).expect("it is JSON");
    assert_eq!(value["files"][2]["verdict"], "unreadable");
    assert_eq!(value["files"][0]["findings"][2]["place"]["cell"], "B7");
}

#[test]
fn sarif() {
    let help = "# 分项之和\n\n一个数等于它的各部分之和。";
    let rules = [Rule { code: "YS102", name: "parts-sum", help }];
    insta::assert_snapshot!("sarif_zh", sarif::log(&reports(), &rules, "1.2.3", Zh));
}

#[test]
fn markdown() {
    insta::assert_snapshot!("markdown_zh", markdown::files(&reports(), Zh));
    insta::assert_snapshot!("markdown_en", markdown::files(&reports(), En));
}

#[test]
fn html() {
    let files = [
        (sample::damaged(), Some(sample::document())),
        (sample::clean(), None),
        (sample::hostile(), None),
    ];
    let page = html::files(&files, Zh);
    let (head, body) = page.split_once("</style>").expect("the page has a style sheet");
    assert!(head.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"));
    insta::assert_snapshot!("html_zh", body);
    insta::assert_snapshot!("html_en", html::section(1, &files[0].0, files[0].1.as_ref(), En));
}

#[test]
fn a_page_needs_nothing_but_itself() {
    let page = html::files(&[(sample::damaged(), Some(sample::document()))], En);
    for outside in ["http:", "https:", "<script", "<img", "<link", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn nothing_of_a_document_becomes_markup() {
    let page = html::files(&[(sample::hostile(), Some(sample::document()))], Zh);
    assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    assert!(page.contains("&lt;b&gt;文化和旅游&lt;/b&gt;"));
    assert!(!page.contains("<script") && !page.contains("<b>文化"));
    let told = markdown::files(&[sample::hostile()], Zh);
    assert!(told.contains("&lt;script&gt;") && told.contains("\\|\\`x\\`"));
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let page = html::files(&[(sample::damaged(), Some(sample::document()))], Zh);
    let targets = page.match_indices("href=\"#").map(|(start, _)| &page[start + 7..]);
    let mut count = 0;
    for target in targets.map(|rest| rest.split('"').next().unwrap_or_default()) {
        assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
        count += 1;
    }
    assert!(count > 8, "{count} links");
}
