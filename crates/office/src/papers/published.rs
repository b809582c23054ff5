//! The files that publishing a ledger comes to.

use disclosure::layouts;
use disclosure::{Edition, LayOutError};
use document::Cover;
use engine::Settings;
use engine::ledgers::{self, Book};
use ledger::{Entity, Stage};
use message::{Fixed, Message};
use server::Paper;
use writers::Annotations;

/// Messages one below the other.
const LINES: Fixed = Fixed { zh: "\n", en: "\n" };

/// Returns a document for Word, a workbook and a page. A ledger with mistakes has none.
pub(super) fn files(content: &[u8], layout: &str, head: &str) -> Result<Vec<Paper>, Message> {
    let layout = layouts::builtin(layout)
        .and_then(Result::ok)
        .ok_or_else(|| Message::new("没有这种公开样式。", "There is no such layout."))?;
    let filled = workbook::read_xlsx(content).map_err(|_| mistakes())?;
    let book = Book { name: "", filled: &filled };
    let tried = ledgers::try_layout(&layout, book, &[], &Settings::default());
    let report = tried.map_err(|failure| failure.message())?;
    if report.verdict() == finding::Verdict::Errors {
        return Err(mistakes());
    }
    let ledger = &filled.ledger;
    let edition = Edition::new(&layout, &[ledger]).map_err(wrong)?;
    let mut files = Vec::new();
    for body in edition.bodies() {
        let laid = edition.lay_out(body).map_err(wrong)?;
        let unit = body.unit_index().and_then(|at| ledger.units.get(usize::from(at)));
        let (name, whose) = match unit {
            Some(unit) if body != Entity::DEPARTMENT => (&unit.name, "单位"),
            _ => (&ledger.department.name, "部门"),
        };
        let what = if ledger.stage == Stage::FinalAccounts { "决算" } else { "预算" };
        let title = format!("{name}{}年度{whose}{what}", laid.year);
        let lines = vec![
            name.clone(),
            format!("{}年{whose}{what}", laid.year),
            format!("留痕末条校验码 {head}"),
        ];
        let cover = Cover { title: title.clone(), lines, figures: Vec::new() };
        let none = Annotations::default();
        let docx = writers::docx::write(&laid.document, &cover).map_err(|it| it.message())?;
        let xlsx =
            writers::xlsx::write(&laid.document, &cover, &none).map_err(|it| it.message())?;
        let html = writers::html::write(&laid.document, &cover, &none);
        files.push((format!("{title}.docx"), docx));
        files.push((format!("{title}.xlsx"), xlsx));
        files.push((format!("{title}.html"), html));
    }
    Ok(files)
}

fn wrong(errors: Vec<LayOutError>) -> Message {
    Message::join(errors.into_iter().map(|error| error.0), LINES)
}

fn mistakes() -> Message {
    Message::new(
        "底稿里有错误，不能生成公开文件；请先改正。",
        "The ledger has mistakes, so nothing can be published; correct them first.",
    )
}
