//! `GET` and `POST /packages/{year}/{body}/workbook`

use super::editing::{Edited, Sheets, upload as uploaded};
use super::view::{Asked, findings, view};
use crate::App;
use crate::controllers::packages;
use crate::form::is_token;
use crate::member::Member;
use crate::pages::page;
use crate::problem::Problem;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use message::Message;
use workflow::FindingLevel;

/// What a workbook is.
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Returns the workbook of a package as it was last saved, or one to begin with.
pub(crate) async fn download(
    State(app): State<App>,
    member: Member,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let opened = packages::Opened::of(&app, path.clone(), &actor).await?;
    let version = opened.package()?.version.as_ref();
    let number = version.map_or(0, |version| version.number);
    let content = match version {
        Some(version) => app.files.get(&version.content).await?.ok_or_else(Problem::not_found)?,
        None => {
            let Sheets { id, opened, .. } = Sheets::of(&app, path, &actor).await?;
            app.pool.on_ledger(move |check| check.write(&opened.book, &id)).await?.content
        }
    };
    let name = format!("{}-{}-v{number}.xlsx", opened.id.year, opened.id.body);
    let headers = [
        (CONTENT_TYPE, KIND.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, content).into_response())
}

/// Receives a workbook as the next version. What others saved since it was downloaded is merged
/// with it.
pub(crate) async fn upload(
    State(app): State<App>,
    member: Member,
    Path(path): Path<(String, String)>,
    mut form: Multipart,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let id = packages::Opened::of(&app, path.clone(), &actor).await?.id;
    let (mut is_ours, mut version) = (false, None);
    while let Some(field) = form.next_field().await.map_err(|_| unread())? {
        match field.name() {
            Some("token") => {
                let token = field.text().await.map_err(|_| unread())?;
                is_ours = is_token(&token, Some(&member.person.token));
            }
            Some("version") => {
                version = field.text().await.map_err(|_| unread())?.parse().ok();
            }
            // Nothing of a foreign form is read.
            Some("file") if is_ours => {
                let begun = format!("{}-{}-v", id.year, id.body);
                let of_file = field.file_name().and_then(|name| number(name, &begun));
                let based_on = of_file.or(version).ok_or_else(Problem::not_found)?;
                let content = field.bytes().await.map_err(|_| unread())?.to_vec();
                let edited = uploaded(&app, &actor, &id, based_on, content).await;
                return told(&app, &member, path, edited).await;
            }
            _ => {}
        }
    }
    Err(if is_ours { unread() } else { Problem::foreign_form() })
}

/// Says at once what happened to a workbook: that it is correct, which cells are wrong, what others
/// changed meanwhile, or why nothing was received.
async fn told(
    app: &App,
    member: &Member,
    path: (String, String),
    edited: Result<Edited, Problem>,
) -> Result<Response, Problem> {
    let lang = member.lang;
    let (status, asked) = match edited {
        Ok(Edited { conflicts }) if conflicts.is_empty() => {
            let opened = packages::Opened::of(app, path, &member.actor()).await?;
            let mut findings = findings(opened.package()?).iter();
            let is_wrong = findings.any(|finding| finding.level == FindingLevel::Error);
            let done = if is_wrong { "received_wrong&wrong=1" } else { "received" };
            let path = format!("/packages/{}/sheets/lines?done={done}", opened.id);
            return Ok(Redirect::to(&path).into_response());
        }
        Ok(Edited { conflicts }) => (StatusCode::CONFLICT, Asked { conflicts, ..Asked::default() }),
        Err(problem) if problem.status.is_server_error() => return Err(problem),
        Err(problem) => {
            let refused = Some(lang.pick(&problem.zh, &problem.en).to_owned());
            (problem.status, Asked { refused, ..Asked::default() })
        }
    };
    let sheets = Sheets::of(app, path, &member.actor()).await?;
    let shown = view(app, member, &sheets, "lines", asked).await?;
    Ok(page(status, &shown))
}

/// Returns the version from the name under which a workbook was downloaded; a browser or a person
/// may have written more behind it.
fn number(name: &str, begun: &str) -> Option<u32> {
    let rest = name.strip_prefix(begun)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn unread() -> Problem {
    Problem::unusable(Message::new(
        "没有收到文件，请重新选择文件后再传。",
        "No file was received; choose the file again.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_downloaded_workbook_says_its_version() {
        for (name, expected) in [
            ("2031-101001-v12.xlsx", Some(12)),
            ("2031-101001-v12 (1).xlsx", Some(12)),
            ("2031-101001-v.xlsx", None),
            ("2031-101002-v12.xlsx", None),
            ("底稿.xlsx", None),
        ] {
            assert_eq!(number(name, "2031-101001-v"), expected, "{name}");
        }
    }
}
