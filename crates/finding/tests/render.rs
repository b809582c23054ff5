//! Every format tells the same invented reports; the snapshots are read line by line.

mod sample;

use document::{Block, Cell, Place, Table};
use finding::NamedReport;
use finding::render::html::reading::{self, Number, Reading};
use finding::render::text::{Detail, Options};
use finding::render::{Rule, Summary, html, json, markdown, sarif, text};
use message::Lang;
use message::Lang::{En, Zh};
use unicode_width::UnicodeWidthStr;

fn reports() -> Vec<NamedReport> {
    vec![sample::damaged(), sample::clean(), sample::hostile()]
}

fn as_text(lang: Lang, detail: Detail) -> String {
    let options = Options { lang, width: 80, detail, is_coloured: true };
    let mut summary = Summary::default();
    let mut out = String::new();
    for report in reports() {
        out.push_str(&text::file(&report, &options));
        summary.add(&report);
    }
    out.push_str(&text::total(&summary, &options));
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
    let open = &mut report.result.as_mut().expect("it was read").open;
    *open = vec![open[0].clone(); 30];
    let told =
        |detail| text::file(&report, &Options { lang: Zh, width: 80, detail, is_coloured: true });
    assert!(told(Detail::Usual).contains("还有 22 项"));
    assert!(!told(Detail::All).contains("还有"));
}

#[test]
fn no_line_of_a_terminal_is_wider_than_asked() {
    for (lang, width) in [(Zh, 80), (Zh, 50), (En, 60)] {
        let options = Options { lang, width, detail: Detail::Usual, is_coloured: true };
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
    let (check, name) = sample::check("YS102", "parts-sum");
    let rules = [Rule { check, name: &name, help }];
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
    insta::assert_snapshot!(
        "html_en",
        html::section(1, &files[0].0, files[0].1.as_ref(), &html::Pictures::default(), En)
    );
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

/// A report on a page with a box that is wrong and one that it rests on.
fn paged() -> (NamedReport, document::Document, html::Pictures) {
    let area = |left: i32| Place::Page { page: 2, area: [left, 50, left + 60, 64] };
    let mut report = sample::damaged();
    let findings = &mut report.result.as_mut().expect("it was read").findings;
    findings.truncate(1);
    for finding in findings {
        finding.location.place = area(80);
        finding.because.truncate(1);
        finding.because.iter_mut().for_each(|evidence| evidence.location.place = area(20));
        finding.repairs.clear();
    }
    let cell = |column, text: &str, left| Cell {
        row: 0,
        column,
        row_span: 1,
        column_span: 1,
        text: text.to_owned(),
        place: area(left),
    };
    let cells = vec![cell(0, "<b>合计</b>", 20), cell(1, "120.00", 80)];
    let table = Table { rows: 1, columns: 2, spans_known: true, cells, ..Table::default() };
    let document = document::Document { blocks: vec![Block::Table(table)], remarks: Vec::new() };
    let picture = html::Picture { page: 2, width: 200, height: 100, png: b"png".to_vec() };
    let pictures = html::Pictures { drawn: vec![picture], left_out: [7, 9].into() };
    (report, document, pictures)
}

#[test]
fn pages_show_their_boxes_and_lead_to_their_findings() {
    let (report, document, pictures) = paged();
    assert_eq!(html::pages_with_findings(report.report()), [2].into());
    let section = html::section(3, &report, Some(&document), &pictures, Zh);
    let figure = section.split("<figure").nth(1).and_then(|rest| rest.split("</figure>").next());
    insta::assert_snapshot!("page_zh", figure.expect("the page is shown"));
    assert!(section.contains("href=\"#b3-2\">看页面</a>"));
    assert!(section.contains("未附图（无法绘制，或报告会过大）：7、9"));
    assert!(!section.contains("<b>合计"));
}

#[test]
fn numbers_of_findings_at_one_spot_stand_beside_one_another() {
    let (mut report, document, pictures) = paged();
    let findings = &mut report.result.as_mut().expect("it was read").findings;
    findings.push(findings[0].clone());
    let section = html::section(1, &report, Some(&document), &pictures, En);
    let places: Vec<_> = section.match_indices("<circle class=\"wrong error\"").collect();
    assert_eq!(places.len(), 2);
    assert!(section.contains("cx=\"140\" cy=\"50\"") && section.contains("cx=\"151\" cy=\"50\""));
}

#[test]
fn what_was_read_is_framed_by_whether_it_is_known() {
    let (_, document, pictures) = paged();
    let area = |left: i32| Place::Page { page: 2, area: [left, 50, left + 60, 64] };
    let (one, other) = (area(80), area(20));
    let number = |place, told: &str, is_known| Number { place, told: told.to_owned(), is_known };
    let numbers = vec![
        number(&one, "120.00 万元: fund=all", true),
        number(&one, "twice", true),
        number(&other, "<i>", false),
    ];
    let document = Ok(&document);
    let told =
        reading::section(1, &Reading { file: "a.pdf", document, pictures: &pictures, numbers }, En);
    assert_eq!(told.matches("class=\"known\"").count(), 1);
    assert!(told.contains("<title>120.00 万元: fund=all twice</title>"));
    assert!(told.contains("<rect class=\"unknown\" x=\"20\"") && told.contains("&lt;i&gt;"));
    assert!(told.contains("2 numbers with a known scope, 1 not recognised"));
}

#[test]
fn a_format_without_boxes_says_so() {
    let document = sample::document();
    let pictures = html::Pictures::default();
    let reading =
        Reading { file: "a.docx", document: Ok(&document), pictures: &pictures, numbers: vec![] };
    let page = reading::head(Zh) + &reading::section(1, &reading, Zh) + html::TAIL;
    assert!(page.contains("这种格式不记录文字在页面上的位置，无法画框"));
    assert!(page.contains("img-src data:") && !page.contains("<svg"));
}
