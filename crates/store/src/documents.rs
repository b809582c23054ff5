//! Lists of documents.

use crate::database::Tx;
use crate::row::id;
use crate::rows::{as_one, listed};
use crate::{Error, Store, records};
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;
use workflow::{BodyCode, Document, DocumentId, DocumentStage, Hash, Moment};

/// A document in a list: its last version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Its number.
    pub document: DocumentId,
    /// Whose it is.
    pub body: BodyCode,
    /// Where it is.
    pub stage: DocumentStage,
    /// The name of the file.
    pub name: String,
    /// When it was received.
    pub at: Moment,
    /// How many versions there are.
    pub versions: i64,
    /// How many findings it has.
    pub findings: i64,
    /// How many of them must be corrected before it is published.
    pub to_correct: i64,
    /// How many of them have no mark.
    pub unmarked: i64,
}

/// Which documents are asked for.
#[derive(Debug, Clone, Default)]
pub struct DocumentsAsked<'a> {
    /// Those of these bodies; `None` for all.
    pub bodies: Option<Vec<&'a BodyCode>>,
    /// Those at this stage.
    pub stage: Option<DocumentStage>,
    /// Those received before this one, by its time and its number.
    pub before: Option<(Moment, &'a str)>,
    /// At most so many.
    pub most: u16,
}

/// The columns, in the order of the fields.
const COLUMNS: &str = "document, body, stage, name, at, versions, findings, to_correct, unmarked";

impl Store {
    /// Returns documents, those received last first.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn documents(&self, asked: &DocumentsAsked<'_>) -> Result<Vec<DocumentRow>, Error> {
        let (at, document) = asked.before.map_or((i64::MAX, ""), |(at, it)| (at.0, it));
        let mut sql = format!("SELECT {COLUMNS} FROM documents WHERE (at, document) < ($1, $2)");
        let mut words: Vec<&str> = Vec::new();
        if let Some(stage) = asked.stage {
            words.push(stage.key());
            sql += " AND stage = $3";
        }
        if asked.bodies.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Vec::new());
        }
        if let Some(bodies) = &asked.bodies {
            let first = words.len().saturating_add(3);
            words.extend(bodies.iter().map(|body| body.as_str()));
            let last = words.len().saturating_add(3);
            let places: Vec<String> = (first..last).map(|number| format!("${number}")).collect();
            sql += &format!(" AND body IN ({})", places.join(", "));
        }
        sql += &format!(" ORDER BY at DESC, document DESC LIMIT {}", asked.most);
        // Only numbers were put into it; words are bound.
        let sql = AssertSqlSafe(as_one(self.kind, COLUMNS, "at DESC, document DESC", &sql));
        let mut query = sqlx::query(sql).bind(at).bind(document.to_owned());
        for word in words {
            query = query.bind(word.to_owned());
        }
        listed(&query.fetch_one(&self.reader).await?, 0)
    }

    /// Returns the documents that were received and not checked, each with its last version's
    /// content, those received first first.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn unchecked(&self) -> Result<Vec<(DocumentId, Hash)>, Error> {
        let sql = "SELECT document, content FROM documents WHERE stage = $1 ORDER BY at, document";
        let rows = sqlx::query(sql).bind(DocumentStage::Received.key());
        let rows = rows.fetch_all(&self.reader).await?;
        rows.iter().map(|row| Ok((id(row, 0)?, id(row, 1)?))).collect()
    }
}

/// Stores what lists show of a document.
pub(crate) async fn save(tx: &mut Tx, id: &DocumentId, document: &Document) -> Result<(), Error> {
    let Some(last) = document.versions.last() else { return Ok(()) };
    let findings = document.findings();
    let unmarked = findings.iter().filter(|it| !document.marks.contains_key(&it.key)).count();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let sql = "INSERT INTO documents (document, body, stage, name, content, at, versions, \
               findings, to_correct, unmarked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
               ON CONFLICT (document) DO UPDATE SET body = excluded.body, \
               stage = excluded.stage, name = excluded.name, content = excluded.content, \
               at = excluded.at, versions = excluded.versions, findings = excluded.findings, \
               to_correct = excluded.to_correct, unmarked = excluded.unmarked";
    sqlx::query(sql)
        .bind(id.as_str())
        .bind(document.body.as_str())
        .bind(document.stage.key())
        .bind(&last.name)
        .bind(last.content.as_str())
        .bind(last.at.0)
        .bind(count(document.versions.len()))
        .bind(count(findings.len()))
        .bind(count(document.to_correct().count()))
        .bind(count(unmarked))
        .execute(&mut **tx)
        .await?;
    records::forget_version_before(tx, document).await
}
