//! Reads web pages: the text and the tables that a browser displays.
//!
//! A page is read as a stream of tags, without building a tree: unclosed and misplaced tags end
//! what they would end in a browser, and deep nesting costs nothing.

mod page;
mod skip;
mod tag;

use crate::{Limits, ReadError, decode::decode};
use document::{Document, RemarkKind};
use encoding_rs::Encoding;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use page::Page;
use tag::Tag;

/// The number of bytes in which a page has to declare its encoding.
const HEAD: usize = 4096;

/// Reads a web page. Fails if it exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    read_pages(&[(bytes, None)], limits)
}

/// Reads web pages as one document, each with its encoding if that is known.
///
/// Fails if they exceed a limit together.
pub(crate) fn read_pages(
    pages: &[(&[u8], Option<&'static Encoding>)],
    limits: &Limits,
) -> Result<Document, ReadError> {
    let mut page = Page::new(limits);
    for (bytes, encoding) in pages {
        read_page(bytes, *encoding, &mut page)?;
    }
    Ok(page.finish())
}

fn read_page(
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
    page: &mut Page,
) -> Result<(), ReadError> {
    let (text, whole) = decode(bytes, encoding.or_else(|| declared_encoding(bytes)));
    let mut tag = Tag::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| match event {
        CallbackEvent::OpenStartTag { name } => {
            tag.begin(name);
            None
        }
        CallbackEvent::AttributeName { name } => {
            tag.attribute(name);
            None
        }
        CallbackEvent::AttributeValue { value } => {
            tag.value(value);
            None
        }
        CallbackEvent::CloseStartTag { .. } => page.start(&tag).err(),
        CallbackEvent::EndTag { name } => page.end(&String::from_utf8_lossy(name)).err(),
        CallbackEvent::String { value } => page.text(&String::from_utf8_lossy(value)).err(),
        CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {
            None
        }
    });
    emitter.naively_switch_states(true);
    // The callback returns only the error of an exceeded limit.
    if let Some(Ok(error)) = Tokenizer::new_with_emitter(text.as_ref(), emitter).next() {
        return Err(error);
    }
    if !whole {
        page.remark(RemarkKind::UndecodableText);
    }
    page.end_page()
}

/// Returns the encoding that a page declares in a `meta` element or an XML declaration.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let mark = |word: &[u8]| memchr::memmem::find(&head, word).map(|at| at + word.len());
    let start = mark(b"charset=").or_else(|| mark(b"encoding="))?;
    let label = head.get(start..)?.trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_:".contains(byte);
    let label: Vec<u8> = label.iter().take_while(is_part).copied().collect();
    Encoding::for_label(&label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::show;
    use document::Place;

    fn read(bytes: &[u8]) -> Result<Document, ReadError> {
        super::read(bytes, &Limits::DEFAULT)
    }

    fn shown(html: &str) -> Vec<String> {
        show(&read(html.as_bytes()).unwrap())
    }

    #[test]
    fn blocks_and_headings() {
        let html = "<title>no</title><h2>收入\n  <b>总表</b></h2><p>一<p>二<br>三<br><div>四</div>五<ul><li>六<li>七</ul>";
        assert_eq!(shown(html), ["2# 收入 总表", "一", "二\n三", "四", "五", "六", "七"]);
    }

    #[test]
    fn whitespace_collapses_but_for_hard_spaces_and_pre() {
        assert_eq!(shown("<p>  a \n\t b&nbsp; c  </p>"), ["a b\u{a0} c"]);
        assert_eq!(shown("<p>a <b> b</b></p><pre>x\n  y</pre>"), ["a b", "x\n  y"]);
        assert_eq!(shown("<p>&lt;1&#19975;&gt; &amp;&hellip;</p>"), ["<1万> &…"]);
    }

    #[test]
    fn tables_with_spans() {
        let html = "<table><thead><tr><th rowspan=2>项目<th colspan=2>本年</tr><tr><td>甲<td>乙</thead>\
                    <tbody><tr><td>1<td>2<td><p>3</p><p>4</p></table>";
        assert_eq!(
            shown(html),
            ["0,0[2x1] 项目 | 0,1[1x2] 本年 | 1,1 甲 | 1,2 乙 | 2,0 1 | 2,1 2 | 2,2 3\n4"]
        );
    }

    #[test]
    fn spans_end_with_their_group_and_never_overlap() {
        let html =
            "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</table>";
        assert_eq!(shown(html), ["0,0[2x1] a | 0,1 b | 1,1 c | 2,0 d | 2,1 e"]);
        let html = "<table><tr><td>a<td rowspan=9>b<td>c<tr><td colspan=3>d<td>e</table>";
        assert_eq!(shown(html), ["0,0 a | 0,1[2x1] b | 0,2 c | 1,0 d | 1,2 e"]);
        let html = "<table><tr><td colspan=4294967296 rowspan=-1>a</table>";
        assert_eq!(shown(html), ["0,0 a"]);
    }

    #[test]
    fn nested_tables_follow_and_captions_precede() {
        let html =
            "<table><caption>表一</caption><tr><td>外<table><tr><td>内</table>后<td>二</table>";
        assert_eq!(shown(html), ["表一", "0,0 外\n后 | 0,1 二", "0,0 内"]);
        let document = read(html.as_bytes()).unwrap();
        let inner = document.tables().nth(1).unwrap();
        assert_eq!(inner.cells[0].place, Place::Cell { table: 2, row: 1, column: 1 });
    }

    #[test]
    fn tables_that_lay_out_others_are_paragraphs() {
        let html = "<p>首</p><table><tr><td>导航<td><p>支出总表</p><p>单位：万元</p>\
                    <table><tr><td><table><tr><td>甲<td>1<tr><td>乙<td>2</table>注</table>尾</table><p>后</p>";
        let document = read(html.as_bytes()).unwrap();
        assert_eq!(
            show(&document),
            [
                "首",
                "导航",
                "支出总表",
                "单位：万元",
                "0,0 甲 | 0,1 1 | 1,0 乙 | 1,1 2",
                "注",
                "尾",
                "后"
            ]
        );
        let places: Vec<_> = document.paragraphs().map(|it| it.place.to_string()).collect();
        assert_eq!(places.last().map(String::as_str), Some("paragraph 7"));
        assert_eq!(places.iter().collect::<std::collections::BTreeSet<_>>().len(), 7);
        let first = &document.tables().next().unwrap().cells[0];
        assert_eq!(first.place, Place::Cell { table: 1, row: 1, column: 1 });
        // A table with numbers of its own is one.
        let html =
            "<table><tr><td>甲<td>1.00<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>";
        assert_eq!(shown(html), ["0,0 甲 | 0,1 1.00 | 0,2 ", "0,0 a | 0,1 b | 1,0 c | 1,1 d"]);
    }

    #[test]
    fn hidden_content_and_code_are_not_seen() {
        let html = "<script>if (a<b) x('<p>no</p>')</script><style>p{}</style>\
                    <p hidden>no</p><div style='Display : none'>no<div>no</div></div>是\
                    <table><tr style='display:none'><td>no</tr><tr><td>甲<td hidden>no</td><td>乙</table>";
        assert_eq!(shown(html), ["是", "0,0 甲 | 0,1 乙"]);
        assert_eq!(
            shown("<nav><ul><li>no<nav>no</nav><li>no</ul></nav><h1>是</h1>甲<nav>no</nav>乙"),
            ["1# 是", "甲", "乙"]
        );
        assert_eq!(
            shown("<p hidden>no<p>是<ul><li hidden>no<ul><li>no</ul><li>有</ul>"),
            ["是", "有"]
        );
    }

    #[test]
    fn misplaced_tags_are_tolerated() {
        assert_eq!(shown("</table></td><tr><td>a</p>b</table>"), ["a", "b"]);
        assert_eq!(shown("<table>x<table><tr><td>a<table></table></td>"), ["x", "0,0 a"]);
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let page = "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>部门";
        let bytes = encoding_rs::GBK.encode(page).0.into_owned();
        assert_eq!(read(&bytes).unwrap().blocks.len(), 1);
        assert_eq!(declared_encoding(&bytes), Some(encoding_rs::GBK));
        assert_eq!(declared_encoding(b"<meta charset=\"UTF-8\">"), Some(encoding_rs::UTF_8));
        assert_eq!(declared_encoding(b"<p>"), None);
    }
}
