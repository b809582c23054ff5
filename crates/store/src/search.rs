//! Searching in events and in what is published.

use crate::events::Raw;
use crate::{Error, PublishedRow, Recorded, Store};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use workflow::{BodyCode, Moment};

impl Store {
    /// Returns at most so many events whose text contains all of some words, those before the one
    /// with that number, newest first.
    ///
    /// # Errors
    /// Fails where the database does, or an event cannot be read.
    pub async fn events_with(
        &self,
        words: &[&str],
        before: Option<i64>,
        most: u16,
    ) -> Result<Vec<Recorded>, Error> {
        let mut sql = "SELECT seq, event, hash FROM events WHERE seq < $1".to_owned();
        for place in 2..words.len().saturating_add(2) {
            sql += &format!(" AND event LIKE ${place} ESCAPE '\\'");
        }
        sql += &format!(" ORDER BY seq DESC LIMIT {most}");
        // Only numbers were put into it; words are bound.
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(before.unwrap_or(i64::MAX));
        for word in words {
            query = query.bind(pattern(word));
        }
        let raw = |row: &AnyRow| -> Result<Raw, Error> {
            Ok(Raw { seq: row.try_get(0)?, event: row.try_get(1)?, hash: row.try_get(2)? })
        };
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|row| raw(row)?.parse()).collect()
    }

    /// Returns at most so many published packages and documents of some bodies, those with a title
    /// where one is asked for, newest first.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn published_of(
        &self,
        bodies: &[&BodyCode],
        title: Option<&str>,
        most: u16,
    ) -> Result<Vec<PublishedRow>, Error> {
        if bodies.is_empty() {
            return Ok(Vec::new());
        }
        let last = bodies.len().saturating_add(2);
        let places: Vec<String> = (2..last).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT owner, body, title, at FROM published WHERE title LIKE $1 ESCAPE '\\' \
             AND body IN ({}) ORDER BY at DESC, owner DESC LIMIT {most}",
            places.join(", ")
        );
        // Only numbers were put into it; words are bound.
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(pattern(title.unwrap_or_default()));
        for body in bodies {
            query = query.bind(body.as_str().to_owned());
        }
        query.fetch_all(&self.reader).await?.iter().map(row).collect()
    }
}

/// Returns the pattern of texts that contain a word, whatever is in it.
fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for c in word.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

fn row(row: &AnyRow) -> Result<PublishedRow, Error> {
    let body: String = row.try_get(1)?;
    Ok(PublishedRow {
        owner: row.try_get(0)?,
        body: body.parse().map_err(|error| Error::unreadable(body, error))?,
        title: row.try_get(2)?,
        at: Moment(row.try_get(3)?),
    })
}
