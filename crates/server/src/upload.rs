//! Forms of our own pages that send files.

use crate::App;
use crate::cookies::expected_token;
use crate::form::is_token;
use crate::problem::Problem;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use message::Message;
use std::collections::BTreeMap;

/// The most bytes of one file.
const MOST_BYTES: usize = crate::MOST_BYTES;

/// The most bytes of one field other than a file.
const MOST_BYTES_OF_FIELDS: usize = 16 * 1024;

/// A form with files. The token comes before the first file, so that nothing is read for other
/// sites' forms.
pub(crate) struct Upload {
    multipart: Multipart,
    expected: Option<String>,
    fields: BTreeMap<String, String>,
}

impl FromRequest<App> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let expected = expected_token(&parts);
        let request = Request::from_parts(parts, body);
        let multipart =
            Multipart::from_request(request, app).await.map_err(IntoResponse::into_response)?;
        Ok(Self { multipart, expected, fields: BTreeMap::new() })
    }
}

impl Upload {
    /// Returns what a field before the files says.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Returns the next file: its name and its content. Files without a name were not chosen.
    pub(crate) async fn next_file(&mut self) -> Result<Option<(String, Vec<u8>)>, Problem> {
        loop {
            let Some(field) = self.multipart.next_field().await.map_err(refused)? else {
                return signed(&self.fields, self.expected.as_deref()).map(|()| None);
            };
            let Some(file) = field.file_name().map(str::to_owned) else {
                let name = field.name().unwrap_or_default().to_owned();
                let text = read(field, MOST_BYTES_OF_FIELDS).await?;
                self.fields.insert(name, String::from_utf8_lossy(&text).into_owned());
                continue;
            };
            signed(&self.fields, self.expected.as_deref())?;
            let content = read(field, MOST_BYTES).await?;
            if !file.is_empty() {
                return Ok(Some((file, content)));
            }
        }
    }
}

/// Fails where the fields before the files lack the token.
fn signed(fields: &BTreeMap<String, String>, expected: Option<&str>) -> Result<(), Problem> {
    let token = fields.get("token").map_or("", String::as_str);
    if is_token(token, expected) { Ok(()) } else { Err(Problem::foreign_form()) }
}

async fn read(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Problem> {
    let mut content = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(refused)? {
        if content.len().saturating_add(chunk.len()) > most {
            return Err(Problem::unusable(Message::new(
                format!("文件太大：每个最大{} MiB。", most / (1024 * 1024)),
                format!("The file is too large: at most {} MiB each.", most / (1024 * 1024)),
            )));
        }
        content.extend_from_slice(&chunk);
    }
    Ok(content)
}

fn refused(error: MultipartError) -> Problem {
    Problem::of_library(error.status(), &error.body_text())
}
