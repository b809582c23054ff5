//! `GET /documents/{document}/letter.docx` and `letter.xlsx`

use super::show::said_of;
use super::table::name_of;
use crate::App;
use crate::download::attachment;
use crate::member::Member;
use crate::papers::{Letter, LetterForm};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use std::sync::Arc;
use workflow::{Action, Document, DocumentId, Mark, Office, may};

/// Returns the letter for Word.
pub(crate) async fn letter_docx(
    State(app): State<App>,
    member: Member,
    Path(id): Path<DocumentId>,
) -> Result<Response, Problem> {
    letter(&app, &member, &id, LetterForm::Docx).await
}

/// Returns the letter as a workbook.
pub(crate) async fn letter_xlsx(
    State(app): State<App>,
    member: Member,
    Path(id): Path<DocumentId>,
) -> Result<Response, Problem> {
    letter(&app, &member, &id, LetterForm::Xlsx).await
}

async fn letter(
    app: &App,
    member: &Member,
    id: &DocumentId,
    form: LetterForm,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let (office, _) = app.document(id, &actor).await?;
    let document = office.document(id).ok_or_else(Problem::not_found)?;
    may(&office, &actor, Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    let letter = of(app, member, &office, document);
    let name = match form {
        LetterForm::Docx => format!("{}审核意见.docx", letter.body),
        LetterForm::Xlsx => format!("{}审核意见.xlsx", letter.body),
    };
    let papers = Arc::clone(&app.papers);
    let content = app.pool.write(move || papers.letter(&letter, form)).await?;
    Ok(attachment(&name, content))
}

/// Returns the letter with which a document was returned; before that, one without words. What was
/// dismissed is left out.
fn of(app: &App, member: &Member, office: &Office, document: &Document) -> Letter {
    let lang = member.lang;
    let findings = document.findings().iter().filter_map(|finding| {
        let mark = document.marks.get(&finding.key);
        if matches!(mark, Some(Mark::Dismissed(_))) {
            return None;
        }
        let said = mark.map(said_of).map(|(name, words)| {
            if words.is_empty() {
                name.get(lang).to_owned()
            } else {
                format!("{}：{words}", name.get(lang))
            }
        });
        Some((finding.clone(), said.unwrap_or_default()))
    });
    let bureau = office.bureau().map(|code| name_of(office, code));
    let returned = document.returned.as_ref();
    Letter {
        lang,
        body: name_of(office, &document.body),
        document: document.versions.last().map(|it| it.name.clone()).unwrap_or_default(),
        words: returned.map(|it| it.reason.clone()).unwrap_or_default(),
        from: bureau.unwrap_or_default(),
        day: returned.map_or_else(|| (app.now)().day(), |it| it.at.day()).to_string(),
        findings: findings.collect(),
    }
}
