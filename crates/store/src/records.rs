//! The printed numbers of documents and of published budgets, derived from their files.
//!
//! They are stored by the content of a file, so documents with one content share them, and with
//! the version of the program that read it. Only the last version of a document keeps them, and
//! only what is published now.

use crate::database::Tx;
use crate::row::id;
use crate::{Error, Store};
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, Row};
use workflow::{Document, DocumentStage, Hash};

/// The printed numbers of a file, as a version of the program read them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The version of the program.
    pub reader: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The records in reading order.
    pub records: Vec<ReadRecord>,
}

/// One printed number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadRecord {
    /// What the check says of it: `ok`, `suspect` or `wrong`.
    pub flag: String,
    /// Whether it is the one of its scope that a sum should take.
    pub is_preferred: bool,
    /// The values of the columns, as an array of JSON.
    pub values: String,
}

/// Which records are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct RecordsAsked<'a> {
    /// Those after the one with this number.
    pub after: i64,
    /// Those with this flag.
    pub flag: Option<&'a str>,
    /// Only those that are preferred.
    pub is_preferred: bool,
    /// At most so many.
    pub most: u16,
}

/// Some of the records of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordsPage {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// How many records the file has.
    pub count: i64,
    /// The number of each record, from 1, and its values as an array of JSON.
    pub records: Vec<(i64, String)>,
}

/// How many records are stored by one statement.
const TOGETHER: usize = 100;

impl Store {
    /// Stores the records of a file in the place of those that it had.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn put_reading(&self, content: &Hash, reading: &Reading) -> Result<(), Error> {
        let mut tx = self.write_apart().await?;
        put(&mut tx, content, reading).await?;
        Ok(tx.commit().await?)
    }

    /// Returns records of a file in reading order; `None` where it was not read.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn records(
        &self,
        content: &Hash,
        asked: RecordsAsked<'_>,
    ) -> Result<Option<RecordsPage>, Error> {
        let mut tx = self.read().await?;
        let sql = "SELECT columns, count FROM readings WHERE content = $1";
        let reading = sqlx::query(sql).bind(content.as_str()).fetch_optional(&mut *tx).await?;
        let Some(reading) = reading else { return Ok(None) };
        let columns: String = reading.try_get(0)?;
        let columns = serde_json::from_str(&columns)
            .map_err(|error| Error::unreadable("the columns", error))?;
        let sql = "SELECT number, record FROM records WHERE content = $1 AND number > $2 \
                   AND ($3 = '' OR flag = $3) AND is_preferred >= $4 ORDER BY number LIMIT $5";
        let rows = sqlx::query(sql).bind(content.as_str()).bind(asked.after);
        let rows = rows.bind(asked.flag.unwrap_or_default()).bind(i64::from(asked.is_preferred));
        let rows = rows.bind(i64::from(asked.most)).fetch_all(&mut *tx).await?;
        let record = |row: &sqlx::any::AnyRow| Ok((row.try_get(0)?, row.try_get(1)?));
        let records = rows.iter().map(record).collect::<Result<_, Error>>()?;
        Ok(Some(RecordsPage { columns, count: reading.try_get(1)?, records }))
    }

    /// Returns contents after that one, in order, that are the last version of a checked document,
    /// or a file of a published budget, and were not read by this version of the program.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn unread(&self, reader: &str, after: &str, most: u16) -> Result<Vec<Hash>, Error> {
        let sql = "SELECT files.content FROM (\
                   SELECT content FROM documents WHERE content > $1 AND stage <> $2 \
                   UNION SELECT content FROM published_files WHERE content > $1) AS files \
                   LEFT JOIN readings ON readings.content = files.content \
                   WHERE COALESCE(readings.reader, '') <> $3 ORDER BY files.content LIMIT $4";
        let rows = sqlx::query(sql).bind(after).bind(DocumentStage::Received.key()).bind(reader);
        let rows = rows.bind(i64::from(most)).fetch_all(&self.reader).await?;
        rows.iter().map(|row| id(row, 0)).collect()
    }

    /// Drops all records, so that they are derived again.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn drop_readings(&self) -> Result<(), Error> {
        let mut tx = self.write().await?;
        for table in ["DELETE FROM records", "DELETE FROM readings"] {
            sqlx::query(table).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Stores the records of a file within a transaction.
pub(crate) async fn put(tx: &mut Tx, content: &Hash, reading: &Reading) -> Result<(), Error> {
    let columns = serde_json::to_string(&reading.columns)
        .map_err(|error| Error::unreadable("the columns", error))?;
    let count = i64::try_from(reading.records.len()).unwrap_or(i64::MAX);
    // On PostgreSQL another writer of the same file waits here.
    let sql = "INSERT INTO readings (content, reader, columns, count) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (content) DO UPDATE SET reader = excluded.reader, \
               columns = excluded.columns, count = excluded.count";
    let put = sqlx::query(sql).bind(content.as_str()).bind(&reading.reader).bind(columns);
    put.bind(count).execute(&mut **tx).await?;
    let gone = sqlx::query("DELETE FROM records WHERE content = $1").bind(content.as_str());
    gone.execute(&mut **tx).await?;
    let mut number = 0_i64;
    for records in reading.records.chunks(TOGETHER) {
        insert(tx, content, &mut number, records).await?;
    }
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    content: &Hash,
    number: &mut i64,
    records: &[ReadRecord],
) -> Result<(), Error> {
    let places = (0..records.len()).map(|at| {
        let first = at.saturating_mul(5);
        let place = |more: usize| first.saturating_add(more);
        format!("(${}, ${}, ${}, ${}, ${})", place(1), place(2), place(3), place(4), place(5))
    });
    let places: Vec<String> = places.collect();
    let sql = format!(
        "INSERT INTO records (content, number, flag, is_preferred, record) VALUES {}",
        places.join(", ")
    );
    // Only numbers were put into it; values are bound.
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for record in records {
        *number = number.saturating_add(1);
        query = query.bind(content.as_str()).bind(*number).bind(record.flag.as_str());
        query = query.bind(i64::from(record.is_preferred)).bind(record.values.as_str());
    }
    query.execute(&mut **tx).await?;
    Ok(())
}

/// Drops the records of the version before, unless they are needed elsewhere.
pub(crate) async fn forget_version_before(tx: &mut Tx, document: &Document) -> Result<(), Error> {
    let before = document.versions.iter().rev().nth(1);
    match before.filter(|_| document.stage == DocumentStage::Received) {
        Some(before) => forget(tx, before.content.as_str()).await,
        None => Ok(()),
    }
}

/// Drops the records of a content that neither a document nor a published budget has any more.
pub(crate) async fn forget(tx: &mut Tx, content: &str) -> Result<(), Error> {
    for sql in [
        "DELETE FROM records WHERE content = $1 \
         AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.content = $1) \
         AND NOT EXISTS (SELECT 1 FROM published_files WHERE published_files.content = $1)",
        "DELETE FROM readings WHERE content = $1 \
         AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.content = $1) \
         AND NOT EXISTS (SELECT 1 FROM published_files WHERE published_files.content = $1)",
    ] {
        sqlx::query(sql).bind(content.to_owned()).execute(&mut **tx).await?;
    }
    Ok(())
}
