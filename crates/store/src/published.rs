//! What is published now.

use crate::database::Tx;
use crate::rows::{as_one, listed};
use crate::{Error, Store, records};
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, Row};
use std::collections::BTreeSet;
use workflow::{BodyCode, DocumentStage, Entry, Hash, Key, Moment, Package};

/// Something that is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedRow {
    /// What it is: `package:2031/101` or `document:d1`.
    pub owner: String,
    /// Whose it is.
    pub body: BodyCode,
    /// The year of a package, or the name of a document's file.
    pub title: String,
    /// Since when.
    pub at: Moment,
}

/// The columns, in the order of the fields.
pub(crate) const COLUMNS: &str = "owner, body, title, at";
pub(crate) const ORDER: &str = "at DESC, owner DESC";

impl Store {
    /// Returns at most so many published packages and documents, newest first, published before
    /// that one.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn published(
        &self,
        before: Option<(Moment, &str)>,
        most: u16,
    ) -> Result<Vec<PublishedRow>, Error> {
        let (at, owner) = before.map_or((i64::MAX, ""), |(at, owner)| (at.0, owner));
        let rows = format!(
            "SELECT {COLUMNS} FROM published \
             WHERE at < $1 OR (at = $1 AND owner < $2) ORDER BY {ORDER} LIMIT $3"
        );
        let list = sqlx::query(AssertSqlSafe(as_one(self.kind, COLUMNS, ORDER, &rows)));
        let list = list.bind(at).bind(owner.to_owned()).bind(i64::from(most));
        listed(&list.fetch_one(&self.reader).await?, 0)
    }
}

impl Store {
    /// Returns whether a content is a file of a budget that is published now.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn is_published(&self, content: &Hash) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM published_files WHERE content = $1 LIMIT 1";
        let found = sqlx::query(sql).bind(content.as_str()).fetch_optional(&self.reader).await?;
        Ok(found.is_some())
    }
}

/// Stores whether an entry is published.
pub(crate) async fn save(tx: &mut Tx, key: &Key, entry: &Entry) -> Result<(), Error> {
    let row = match (key, entry) {
        (Key::Package(id), Entry::Package(package)) => {
            let published = package.published.as_ref();
            published.map(|it| (&id.body, id.year.to_string(), it.at))
        }
        (Key::Document(_), Entry::Document(document)) => {
            let at = document.published.filter(|_| document.stage == DocumentStage::Published);
            let name = document.versions.last().map(|it| it.name.clone()).unwrap_or_default();
            at.map(|at| (&document.body, name, at))
        }
        _ => return Ok(()),
    };
    let owner = key.to_string();
    sqlx::query("DELETE FROM published WHERE owner = $1").bind(&owner).execute(&mut **tx).await?;
    if let Some((body, title, at)) = row {
        let sql = "INSERT INTO published (owner, body, title, at) VALUES ($1, $2, $3, $4)";
        let put = sqlx::query(sql).bind(&owner).bind(body.as_str()).bind(title).bind(at.0);
        put.execute(&mut **tx).await?;
    }
    match entry {
        Entry::Package(package) => save_files(tx, &owner, package).await,
        _ => Ok(()),
    }
}

/// Stores which files are published, and drops the records of those that are not any more.
async fn save_files(tx: &mut Tx, owner: &str, package: &Package) -> Result<(), Error> {
    let sql = "DELETE FROM published_files WHERE owner = $1 RETURNING content";
    let gone = sqlx::query(sql).bind(owner.to_owned()).fetch_all(&mut **tx).await?;
    let gone = gone.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    let files = package.published.iter().flat_map(|it| &it.files).collect::<BTreeSet<_>>();
    for file in files {
        let sql = "INSERT INTO published_files (owner, content) VALUES ($1, $2)";
        sqlx::query(sql).bind(owner.to_owned()).bind(file.as_str()).execute(&mut **tx).await?;
    }
    for content in gone {
        records::forget(tx, &content).await?;
    }
    Ok(())
}
