//! A copy of a document with its findings as comments.

use crate::check::keyed;
use comments::{Author, Comment};
use engine::{Options, Settings};
use finding::NamedReport;
use finding::render;
use message::Message;
use server::Commented;

/// Checks the document again, for its places are not stored, and comments what is not dismissed.
pub(super) fn add(asked: &Commented<'_>) -> Result<(Vec<u8>, &'static str), Message> {
    let file = engine::read(asked.content, &Options::default()).map_err(|it| it.message())?;
    let mut report =
        engine::check(&file, &Settings::default()).map_err(|failure| failure.message())?;
    let keys = keyed(&report);
    let mut place = 0_usize;
    report.findings.retain(|_| {
        let key = keys.get(place);
        place = place.saturating_add(1);
        key.is_none_or(|key| !key.as_ref().is_some_and(|key| asked.dismissed.contains(key)))
    });
    let named = NamedReport::of_file("", Ok(report));
    let all = render::comments(&named, asked.lang).into_iter();
    let all: Vec<Comment> = all.map(|(place, text)| Comment { place, text }).collect();
    if all.is_empty() {
        return Err(Message::new("没有需要批注的问题。", "There is nothing to comment on."));
    }
    let author = Author { name: asked.lang.pick("预算检查", "yusuan"), date: asked.day };
    let copy = comments::add(asked.content, &all, author).map_err(|error| error.message())?;
    let extension =
        if copy.bytes.windows(17).any(|it| it == b"word/document.xml") { "docx" } else { "xlsx" };
    Ok((copy.bytes, extension))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn only_word_and_excel_files_have_comments() {
        let (content, day, dismissed) = (b"text".as_slice(), "2031-03-01", &BTreeSet::new());
        let asked = Commented { content, lang: message::Lang::Zh, day, dismissed };
        assert!(add(&asked).is_err());
    }
}
