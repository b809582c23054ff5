//! `GET /published/{year}/{body}/files/{number}`

use super::published_package;
use crate::App;
use crate::download::attachment;
use crate::problem::Problem;
use crate::web::Kind;
use axum::extract::{Path, State};
use axum::response::Response;
use workflow::{Hash, PackageId, Publication};

/// Returns a file of a published budget, byte for byte.
pub(crate) async fn file(
    State(app): State<App>,
    Path((year, body, number)): Path<(String, String, usize)>,
) -> Result<Response, Problem> {
    let (office, id) = published_package(&app, &year, &body).await?;
    let publication = office.package(&id).and_then(|package| package.published.as_ref());
    let at = number.checked_sub(1);
    let (publication, at) = publication.zip(at).ok_or_else(Problem::not_found)?;
    let hash = publication.files.get(at).ok_or_else(Problem::not_found)?;
    let content = app.files.get(hash).await?.ok_or_else(Problem::not_found)?;
    let named = named((&id, publication), at, extension(&content));
    Ok(attachment(&named, content))
}

/// Returns the name of a published file, counted from 0: the one under which it was published, or
/// one of year and body where it had none.
pub(super) fn named(
    (id, publication): (&PackageId, &Publication),
    at: usize,
    extension: &str,
) -> String {
    let number = at.saturating_add(1);
    let other = || format!("{}-{}-{number}.{extension}", id.year, id.body);
    publication.names.get(at).cloned().unwrap_or_else(other)
}

/// Returns the size and the kind of a file; `None` where it is missing. They follow from its
/// content, which never changes, so they are kept.
pub(super) async fn known(app: &App, hash: &Hash) -> Result<Option<Kind>, Problem> {
    if let Some(kind) = app.web.kind(hash) {
        return Ok(Some(kind));
    }
    let Some(content) = app.files.get(hash).await? else { return Ok(None) };
    let kind = Kind { bytes: content.len(), extension: extension(&content) };
    app.web.keep_kind(hash, kind);
    Ok(Some(kind))
}

fn extension(content: &[u8]) -> &'static str {
    let has = |part: &[u8]| content.windows(part.len()).any(|window| window == part);
    match content {
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        [b'P', b'K', ..] if has(b"word/document.xml") => "docx",
        [b'P', b'K', ..] if has(b"xl/workbook.xml") => "xlsx",
        [b'P', b'K', ..] => "zip",
        _ if content.starts_with(b"<!doctype html") || content.starts_with(b"<!DOCTYPE html") => {
            "html"
        }
        _ if content.starts_with(&[0xef, 0xbb, 0xbf]) => "csv",
        [b'{' | b'[', ..] => "json",
        _ => "bin",
    }
}

/// Returns a size as people read it.
pub(crate) fn size(bytes: usize) -> String {
    const KIB: usize = 1024;
    if bytes < KIB * KIB {
        format!("{} KiB", bytes.div_ceil(KIB))
    } else {
        let tenths = bytes.saturating_mul(10) / (KIB * KIB);
        format!("{}.{} MiB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_kinds_are_told() {
        assert_eq!([size(1), size(2048), size(1024 * 1024 * 3 / 2)], ["1 KiB", "2 KiB", "1.5 MiB"]);
        assert_eq!(extension(b"PK..word/document.xml"), "docx");
        assert_eq!(extension(b"PK..xl/workbook.xml"), "xlsx");
        assert_eq!(
            [extension(b"%PDF-1.7"), extension(b""), extension(b"{}")],
            ["pdf", "bin", "json"]
        );
    }
}
