//! Every format tells the same invented reports; the snapshots are read line by line.
//!
//! Long: every renderer shows the same reports, which are made once here.
#![expect(clippy::expect_used, reason = "a sample that is not as it should be fails the test")]

mod sample;

use document::{Block, Cell, Document, Picture, Place, Table};
use finding::NamedReport;
use finding::render::html::reading::{self, Number, Reading};
use finding::render::text::{Detail, Options};
use finding::render::{Format, Renderer, Rule, Run, Shown, html, text};
use message::Lang;
use message::Lang::{En, Zh};
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr;

const HELP: &str = "# 分项之和\n\n一个数等于它的各部分之和。";
static RULES: LazyLock<[Rule<'static>; 1]> = LazyLock::new(|| {
    [Rule { check: sample::check("YS102", "parts-sum").0, name: "parts-sum", help: HELP }]
});

fn renderer(format: Format, lang: Lang, detail: Detail) -> Renderer<'static> {
    let options = Options { lang, width: 80, detail, is_coloured: true };
    Renderer { format, options, rules: &*RULES, run: Run { version: "1.2.3", date: "2031-03-01" } }
}

fn reports() -> Vec<NamedReport> {
    let checked = [sample::damaged(), sample::clean()];
    let rest = [sample::little_checked(), sample::scanned(), sample::hostile()];
    checked.into_iter().chain(rest).collect()
}

/// Reports without anything that is shown beside them.
fn alone(reports: Vec<NamedReport>) -> Vec<(NamedReport, Shown)> {
    reports.into_iter().map(|report| (report, Shown::default())).collect()
}

fn rendered(format: Format, lang: Lang) -> String {
    renderer(format, lang, Detail::Usual).whole(alone(reports()), None)
}

/// A page on one report, beside its document.
fn page(report: NamedReport, lang: Lang) -> String {
    let shown = Shown { document: Some(sample::document()), ..Shown::default() };
    renderer(Format::Html, lang, Detail::Usual).whole(vec![(report, shown)], None)
}

fn as_text(lang: Lang, detail: Detail) -> String {
    without_colours(&renderer(Format::Text, lang, detail).whole(alone(reports()), None))
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
fn a_folder_is_clean_only_where_all_of_it_is() {
    let total = |reports| {
        let told = renderer(Format::Text, Zh, Detail::Usual).whole(alone(reports), None);
        let told = without_colours(&told);
        told.split_once("合计").expect("a total").1.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(total(vec![sample::clean(), sample::clean()]), "  2 个文件，未发现问题");
    let mixed = vec![sample::clean(), sample::little_checked(), sample::scanned()];
    assert_eq!(total(mixed), "  3 个文件，1 个核对得少，1 个没有可核对的金额");
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
    let whole = rendered(Format::Json, Zh);
    let value: serde_json::Value = serde_json::from_str(&whole).expect("it is JSON");
    assert_eq!(value["files"][2]["verdict"], "little_checked");
    assert_eq!(value["files"][3]["nothing_checked"]["reason"], "images");
    assert_eq!(value["files"][4]["verdict"], "unreadable");
    assert_eq!(value["files"][0]["findings"][2]["place"]["cell"], "B7");
    insta::assert_snapshot!("json_zh", whole);
    assert!(rendered(Format::Json, En).contains("Text and table disagree"));
}

#[test]
fn a_report_on_no_file_is_still_a_report() {
    let empty = |format| renderer(format, Zh, Detail::Usual).whole(Vec::new(), None);
    let json = empty(Format::Json);
    assert!(json.ends_with("\"date\":\"2031-03-01\",\"files\":[\n\n]}\n"), "{json}");
    assert!(empty(Format::Html).ends_with("</html>\n"));
}

#[test]
fn files_are_written_as_they_come_where_the_format_allows_it() {
    for (format, is_streamed) in [
        (Format::Text, true),
        (Format::Json, true),
        (Format::Sarif, false),
        (Format::Markdown, false),
        (Format::Html, false),
    ] {
        let renderer = renderer(format, Zh, Detail::Usual);
        let mut rendering = renderer.begin();
        let mut out = String::new();
        for (number, report) in (1..).zip(reports()) {
            let piece = rendering.add(renderer.part(number, report, &Shown::default()));
            assert_eq!(piece.is_empty(), !is_streamed, "{format:?}");
            out += &piece;
        }
        let (rest, summary) = rendering.end(None);
        assert_eq!((summary.files, summary.unreadable), (5, 1));
        assert_eq!((summary.little_checked, summary.nothing_checked), (1, 1));
        assert_eq!(out + &rest.concat(), rendered(format, Zh), "{format:?}");
    }
}

#[test]
fn what_was_found_between_the_files_comes_last_and_is_no_file() {
    let between = || NamedReport::between(sample::damaged().result);
    for format in [Format::Text, Format::Json, Format::Sarif, Format::Markdown, Format::Html] {
        let renderer = renderer(format, En, Detail::Usual);
        let mut rendering = renderer.begin();
        let _ = rendering.add(renderer.part(1, sample::clean(), &Shown::default()));
        let (rest, summary) = rendering.end(Some(between()));
        assert_eq!((summary.files, summary.errors), (1, 1), "{format:?}");
        let told = rest.concat();
        match format {
            Format::Sarif => assert!(!told.contains("Between the files"), "it is not a file"),
            _ => assert!(told.contains("Between the files"), "{format:?}"),
        }
        assert_eq!(format == Format::Json, told.starts_with("\n],\"between\":\n"));
    }
}

#[test]
fn sarif() {
    insta::assert_snapshot!("sarif_zh", rendered(Format::Sarif, Zh));
}

#[test]
fn markdown() {
    insta::assert_snapshot!("markdown_zh", rendered(Format::Markdown, Zh));
    insta::assert_snapshot!("markdown_en", rendered(Format::Markdown, En));
}

#[test]
fn html() {
    let shown = Shown { document: Some(sample::document()), ..Shown::default() };
    let files = [(sample::damaged(), shown)].into_iter();
    let files = files.chain(alone(vec![sample::clean(), sample::hostile()])).collect();
    let page_zh = renderer(Format::Html, Zh, Detail::Usual).whole(files, None);
    let (head, body) = page_zh.split_once("</style>").expect("the page has a style sheet");
    assert!(head.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"));
    insta::assert_snapshot!("html_zh", body);
    insta::assert_snapshot!("html_en", section(&page(sample::damaged(), En)));
}

/// The section of the only file of a page.
fn section(page: &str) -> &str {
    let (_, main) = page.split_once("<main>\n").expect("the page has a body");
    main.strip_suffix(html::TAIL).expect("the page has an end")
}

#[test]
fn a_page_needs_nothing_but_itself() {
    let page = page(sample::damaged(), En);
    for outside in ["http:", "https:", "<img", "<link", "url(", "@import", " src="] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page.matches("<script").count(), 1, "its own");
}

#[test]
fn nothing_of_a_document_becomes_markup() {
    let page = page(sample::hostile(), Zh);
    assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    let with_table = self::page(sample::damaged(), Zh);
    assert!(
        with_table.contains("&lt;b&gt;文化和旅游&lt;/b&gt;") && !with_table.contains("<b>文化")
    );
    let told = rendered(Format::Markdown, Zh);
    assert!(told.contains("&lt;script&gt;") && told.contains("\\|\\`x\\`"));
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let page = page(sample::damaged(), Zh);
    let targets = page.match_indices("href=\"#").map(|(start, _)| &page[start + 7..]);
    let mut count = 0;
    for target in targets.map(|rest| rest.split('"').next().unwrap_or_default()) {
        assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
        count += 1;
    }
    assert!(count > 8, "{count} links");
}

/// A report on a page with a box that is wrong and one that it rests on.
fn paged() -> (NamedReport, Shown) {
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
    let document = Document { blocks: vec![Block::Table(table)], remarks: Vec::new() };
    let picture = Picture { page: 2, width: 200, height: 100, png: b"png".to_vec() };
    let pictures =
        html::Pictures { drawn: vec![picture], left_out: [7, 9].into(), ..Default::default() };
    (report, Shown { document: Some(document), pictures })
}

#[test]
fn pages_show_their_boxes_and_lead_to_their_findings() {
    let (report, shown) = paged();
    assert_eq!(html::pages_with_findings(report.report()), [2].into());
    let mut files = alone(vec![sample::clean(), sample::clean()]);
    files.push((report, shown));
    let page = renderer(Format::Html, Zh, Detail::Usual).whole(files, None);
    let figure = page.split("<figure").nth(1).and_then(|rest| rest.split("</figure>").next());
    insta::assert_snapshot!("page_zh", figure.expect("the page is shown"));
    assert!(page.contains("href=\"#b3-2\">看页面</a>"));
    assert!(page.contains("未附图（无法绘制，或报告会过大）：7、9"));
    assert!(!page.contains("<b>合计"));
}

#[test]
fn numbers_of_findings_at_one_spot_stand_beside_one_another() {
    let (mut report, shown) = paged();
    let findings = &mut report.result.as_mut().expect("it was read").findings;
    findings.push(findings[0].clone());
    let section = renderer(Format::Html, En, Detail::Usual).whole(vec![(report, shown)], None);
    let places: Vec<_> = section.match_indices("<circle class=\"wrong error\"").collect();
    assert_eq!(places.len(), 2);
    assert!(section.contains("cx=\"140\" cy=\"50\"") && section.contains("cx=\"151\" cy=\"50\""));
}

#[test]
fn what_was_read_is_framed_by_whether_it_is_known() {
    let (_, Shown { document, pictures }) = paged();
    let area = |left: i32| Place::Page { page: 2, area: [left, 50, left + 60, 64] };
    let (one, other) = (area(80), area(20));
    let number = |place, told: &str, is_known| Number { place, told: told.to_owned(), is_known };
    let numbers = vec![
        number(&one, "120.00 万元: fund=all", true),
        number(&one, "twice", true),
        number(&other, "<i>", false),
    ];
    let document = Ok(document.as_ref().expect("a document is shown"));
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

/// The lists of the sample in one format.
fn lists(format: Format) -> Vec<document::list::List> {
    let renderer = renderer(format, Zh, Detail::Usual);
    let mut rendering = renderer.begin();
    for (number, report) in (1..).zip(reports()) {
        rendering.add(renderer.part(number, report, &Shown::default()));
    }
    rendering.lists(None).0
}

#[test]
fn the_sheets_list_files_findings_and_what_was_not_checked() {
    let lists = lists(Format::Sheets);
    let names: Vec<_> = lists.iter().map(|list| list.name.as_str()).collect();
    assert_eq!(names, ["汇总", "问题清单", "未核对的内容"]);
    assert_eq!(lists[0].rows.len(), 5, "a row a file");
    assert_eq!(lists[0].rows[0][0], "青石县文化局");
    let severities: Vec<_> = lists[1].rows.iter().map(|row| row[3].as_str()).collect();
    assert_eq!(severities, ["提示", "错误", "警告"], "in the order of the document");
    assert_eq!(
        lists[1].rows[1][4],
        "《部门支出总表》“20701 文化和旅游”行“合计”列（第 1 张表第 5 行第 3 列）"
    );
    assert_eq!(lists[2].rows.len(), 4);
    for list in &lists {
        assert!(list.rows.iter().all(|row| row.len() == list.columns.len()));
        let mut texts = list.rows.iter().flatten();
        assert!(texts.all(|text| !text.contains('\u{1b}')), "nothing steers a terminal");
    }
}

#[test]
fn a_letter_has_a_list_a_file_with_findings() {
    let lists = lists(Format::Letter);
    assert_eq!(lists.len(), 2, "the summary and the one file with findings");
    assert_eq!(lists[1].title, "青石县文化局 2031年预算");
    assert!(lists[1].above.iter().any(|line| line.contains("SHA-256：9f86")));
    assert!(lists[1].below[0].contains("经办人"));
}

#[test]
fn comments_say_what_a_clerk_needs_at_the_place_itself() {
    let comments = finding::render::comments(&sample::damaged(), Zh);
    let (place, text) = &comments[1];
    assert_eq!(place, &sample::cell(5, 3));
    assert!(
        text.starts_with("【错误 YS102】") && text.contains("填列 320.05，应为 320.50"),
        "{text}"
    );
    assert!(text.contains("更正：两位数字颠倒：此处 320.05 → 320.50"), "{text}");
}

#[test]
fn what_follows_from_a_finding_stands_under_it_and_is_not_counted() {
    let mut report = sample::damaged();
    let findings = &mut report.result.as_mut().expect("it was read").findings;
    let sentence = findings.remove(1);
    findings[0].consequences.push(sentence);
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::Sarif] {
        let told = renderer(format, Zh, Detail::Usual).whole(alone(vec![report.clone()]), None);
        let told = without_colours(&told);
        assert!(told.contains("文字与表格不一致"), "{format:?}: {told}");
        let is_counted = matches!(format, Format::Text | Format::Markdown | Format::Html);
        assert!(!is_counted || told.contains("1 处不符"), "{format:?}: {told}");
        assert!(!told.contains("1 个警告"), "{format:?}: {told}");
    }
}

#[test]
fn a_page_on_many_files_stays_small_and_says_what_it_leaves_out() {
    let shown = || Shown { document: Some(sample::document()), ..Shown::default() };
    let whole = |count: usize| {
        let files = (0..count).map(|_| (sample::damaged(), shown())).collect();
        renderer(Format::Html, Zh, Detail::Usual).whole(files, None)
    };
    let one = whole(1);
    assert!(one.contains("class=\"sheet\"") && !one.contains("不致过大"));
    // As many as would come to six million bytes.
    let section = whole(2).len() - one.len();
    let count = 6_000_000 / section;
    let page = whole(count);
    assert!(page.len() < 5_100_000, "{} of {}", page.len(), section * count);
    assert!(page.contains("没有列出原表"), "it says what is left out");
    let errors = |page: &str| page.matches("class=\"finding error\"").count();
    assert_eq!(errors(&page), errors(&one) * count, "no error is left out");
}
