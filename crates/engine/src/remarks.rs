//! What a reader could not carry over from a file, in words.

use document::{Remark, RemarkKind};
use finding::{Coverage, Unchecked};
use message::Message;

/// What was lost, and what to do.
pub fn message(kind: RemarkKind) -> Message {
    match kind {
        RemarkKind::FormulaWithoutResult => Message::new(
            "公式没有保存计算结果，请用原软件打开、重算并保存",
            "A formula has no stored result: open the file, recalculate and save it",
        ),
        RemarkKind::Hidden => Message::new(
            "从这里起有隐藏的行、列或工作表，没有读取；要公开的请取消隐藏，不公开的请删去",
            "Rows, columns or a sheet are hidden from here on and were not read: unhide what is to be published, and delete the rest",
        ),
        RemarkKind::UndecodableText => {
            Message::new("有文字无法解码", "Some text could not be decoded")
        }
        RemarkKind::ImageWithoutText => Message::new(
            "这一页只有图片，其中的数字没有读取（可用 --ocr 识别）",
            "The page shows only an image; no number in it was read (--ocr recognises them)",
        ),
        RemarkKind::Recognised => Message::new(
            "这一页是图片，文字由 OCR 识别，可能有误，请对照原图",
            "The page is an image; its characters were recognised (OCR) and may be wrong: compare it",
        ),
        RemarkKind::UncertainColumns => Message::new(
            "这里的表格没有画线，各数属于哪一列看不准；依据它的问题只作提示，请对照原文",
            "The table here has no ruling lines, and which column its numbers belong to is not certain: what rests on it is only noted, compare it",
        ),
        RemarkKind::Unfinished => {
            Message::new("内容不完整，只读到这里", "The content is cut off and was read up to here")
        }
    }
}

/// A remark as an entry of a report: something that was not checked.
pub(crate) fn unchecked(remark: &Remark) -> Unchecked {
    let (check, name) = rules::checks::NOT_READ.key();
    Unchecked {
        check,
        name,
        message: message(remark.kind),
        place: remark.place.clone(),
        table: None,
        because: Vec::new(),
    }
}

/// Adds to the coverage of a document what its reader could not carry over.
pub(crate) fn cover(coverage: &mut Coverage, remarks: &[Remark]) {
    let count = |kind| remarks.iter().filter(|remark| remark.kind == kind).count();
    coverage.images = count(RemarkKind::ImageWithoutText);
    coverage.is_cut_off = count(RemarkKind::Unfinished) > 0;
}
