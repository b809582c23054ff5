//! The printed numbers of documents and of published budgets, derived from their files.
//!
//! They are derived when they are asked for, and stored, compressed, by the content of a file, so
//! documents with one content share them, and with the version of the program that read it. Only
//! the last version of a document keeps them, and only what is published now.

use crate::database::{Tx, commit};
use crate::{Error, Store};
use flate2::Compression;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, Row};
use std::io::Read as _;
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
    /// The document as it was read.
    pub page: ReadPage,
}

/// A document as it was read, as part of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadPage {
    /// Its paragraphs and tables as HTML, in which all texts of the document are escaped.
    pub html: String,
    /// Whether that is all of it.
    pub is_whole: bool,
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

/// How many records are compressed together. A page of them is read without all the others.
const TOGETHER: usize = 500;

/// Whether a file is one that has records: the last version of a document, or published.
const IS_NEEDED: &str = "(EXISTS (SELECT 1 FROM documents WHERE documents.content = $1) \
     OR EXISTS (SELECT 1 FROM published_files WHERE published_files.content = $1))";

impl Store {
    /// Stores the records of a file in the place of those that it had, unless neither a document
    /// nor a published budget has it any more.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn put_reading(&self, content: &Hash, reading: &Reading) -> Result<(), Error> {
        let chunks = reading.records.chunks(TOGETHER).map(pack).collect::<Result<Vec<_>, _>>()?;
        let mut tx = self.write_apart().await?;
        if note(&mut tx, content, reading).await? {
            let gone = sqlx::query("DELETE FROM record_chunks WHERE content = $1");
            gone.bind(content.as_str()).execute(&mut *tx).await?;
            let mut last = 0_i64;
            for (records, chunk) in reading.records.chunks(TOGETHER).zip(chunks) {
                last = last.saturating_add(count(records));
                let sql = "INSERT INTO record_chunks (content, last, records) VALUES ($1, $2, $3)";
                let put = sqlx::query(sql).bind(content.as_str()).bind(last).bind(chunk);
                put.execute(&mut *tx).await?;
            }
        }
        commit(tx).await
    }

    /// Returns records of a file in reading order; `None` where they were not stored, or by
    /// another version of the program than `reader`.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn records(
        &self,
        content: &Hash,
        reader: &str,
        asked: RecordsAsked<'_>,
    ) -> Result<Option<RecordsPage>, Error> {
        let mut tx = self.read().await?;
        let sql = "SELECT columns, count FROM readings WHERE content = $1 AND reader = $2";
        let reading = sqlx::query(sql).bind(content.as_str()).bind(reader);
        let Some(reading) = reading.fetch_optional(&mut *tx).await? else { return Ok(None) };
        let columns: String = reading.try_get(0)?;
        let columns = serde_json::from_str(&columns)
            .map_err(|error| Error::unreadable("the columns", error))?;
        let (mut after, mut records) = (asked.after, Vec::new());
        while records.len() < usize::from(asked.most) {
            let sql = "SELECT last, records FROM record_chunks WHERE content = $1 AND last > $2 \
                       ORDER BY last LIMIT 1";
            let chunk = sqlx::query(sql).bind(content.as_str()).bind(after);
            let Some(chunk) = chunk.fetch_optional(&mut *tx).await? else { break };
            after = chunk.try_get(0)?;
            let all: Vec<ReadRecord> = unpack(&chunk.try_get::<Vec<u8>, _>(1)?)?;
            let first = after.saturating_sub(count(&all)).saturating_add(1);
            let numbered = (first..).zip(all).filter(|(number, it)| asked.is_for(*number, it));
            records.extend(numbered.map(|(number, it)| (number, it.values)));
        }
        records.truncate(asked.most.into());
        Ok(Some(RecordsPage { columns, count: reading.try_get(1)?, records }))
    }

    /// Returns a file as it was read; `None` where that was not stored, or by another version of the
    /// program than `reader`.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn read_page(&self, content: &Hash, reader: &str) -> Result<Option<ReadPage>, Error> {
        let sql = "SELECT page FROM readings \
                   WHERE content = $1 AND reader = $2 AND page IS NOT NULL";
        let row = sqlx::query(sql).bind(content.as_str()).bind(reader);
        let row = row.fetch_optional(&self.reader).await?;
        row.map(|row| unpack(&row.try_get::<Vec<u8>, _>(0)?)).transpose()
    }

    /// Drops all records. They are derived again when they are asked for.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn drop_readings(&self) -> Result<(), Error> {
        let mut tx = self.write().await?;
        for table in ["DELETE FROM record_chunks", "DELETE FROM readings"] {
            sqlx::query(table).execute(&mut *tx).await?;
        }
        commit(tx).await
    }
}

impl RecordsAsked<'_> {
    fn is_for(&self, number: i64, record: &ReadRecord) -> bool {
        number > self.after
            && self.flag.is_none_or(|flag| flag == record.flag)
            && (record.is_preferred || !self.is_preferred)
    }
}

/// Stores that a file was read, and how it looks, and returns whether its records are needed. On PostgreSQL another
/// writer of the same file waits here.
async fn note(tx: &mut Tx, content: &Hash, reading: &Reading) -> Result<bool, Error> {
    let columns = serde_json::to_string(&reading.columns)
        .map_err(|error| Error::unreadable("the columns", error))?;
    let sql = format!(
        "INSERT INTO readings (content, reader, columns, count, page) \
         SELECT $1, $2, $3, $4, $5 WHERE {IS_NEEDED} ON CONFLICT (content) DO UPDATE SET \
         reader = excluded.reader, columns = excluded.columns, count = excluded.count, \
         page = excluded.page"
    );
    let put = sqlx::query(AssertSqlSafe(sql)).bind(content.as_str()).bind(&reading.reader);
    let put = put.bind(columns).bind(count(&reading.records)).bind(pack(&reading.page)?);
    let put = put.execute(&mut **tx).await?;
    Ok(put.rows_affected() > 0)
}

fn count(records: &[ReadRecord]) -> i64 {
    i64::try_from(records.len()).unwrap_or(i64::MAX)
}

/// Returns what was read as compressed JSON.
fn pack<T: Serialize + ?Sized>(read: &T) -> Result<Vec<u8>, Error> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    serde_json::to_writer(&mut packed, read).map_err(unpacked)?;
    packed.finish().map_err(unpacked)
}

fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T, Error> {
    let mut text = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut text).map_err(unpacked)?;
    serde_json::from_slice(&text).map_err(unpacked)
}

fn unpacked(error: impl std::fmt::Display) -> Error {
    Error::unreadable("the records", error)
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
    for table in ["record_chunks", "readings"] {
        let sql = format!("DELETE FROM {table} WHERE content = $1 AND NOT {IS_NEEDED}");
        let gone = sqlx::query(AssertSqlSafe(sql)).bind(content.to_owned());
        gone.execute(&mut **tx).await?;
    }
    Ok(())
}
