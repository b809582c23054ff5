//! Documents that wait for their check.

use crate::{Error, Store};
use sqlx::Row;
use sqlx::any::AnyRow;
use workflow::{Document, DocumentId, DocumentStage, Entry, Hash};

impl Store {
    /// Returns the documents that were received and not checked, each with its last version's
    /// content, in the order of their names.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn unchecked(&self) -> Result<Vec<(DocumentId, Hash)>, Error> {
        let sql = "SELECT name, entry FROM state \
                   WHERE name >= 'document:' AND name < 'document;' AND entry LIKE $1 ORDER BY name";
        let stage = format!("%\"stage\":\"{}\"%", DocumentStage::Received.key());
        let rows = sqlx::query(sql).bind(stage).fetch_all(&self.reader).await?;
        let all: Vec<(DocumentId, Box<Document>)> =
            rows.iter().map(document).collect::<Result<_, Error>>()?;
        // The text may stand in a finding as well.
        let waiting = all.into_iter().filter(|(_, it)| it.stage == DocumentStage::Received);
        let content = |it: &Document| it.versions.last().map(|last| last.content.clone());
        Ok(waiting.filter_map(|(id, it)| Some((id, content(&it)?))).collect())
    }
}

fn document(row: &AnyRow) -> Result<(DocumentId, Box<Document>), Error> {
    let (name, entry): (String, String) = (row.try_get(0)?, row.try_get(1)?);
    let id = name.strip_prefix("document:").unwrap_or(&name);
    let id = id.parse().map_err(|error| Error::unreadable(&name, error))?;
    match serde_json::from_str(&entry).map_err(|error| Error::unreadable(&name, error))? {
        Entry::Document(document) => Ok((id, document)),
        _ => Err(Error::unreadable(name, "another kind")),
    }
}
