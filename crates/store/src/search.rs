//! Searching in events and in what is published.

use crate::events::Raw;
use crate::published::{COLUMNS, ORDER};
use crate::rows::{as_one, listed};
use crate::{Error, PublishedRow, Recorded, Store, words};
use serde::Deserialize;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use workflow::{BodyCode, Moment};

/// Which events are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct EventsAsked<'a> {
    /// Those that have all of these words.
    pub words: &'a [&'a str],
    /// Those that a person with this login caused.
    pub who: Option<&'a str>,
    /// Those of this kind, by the key of the fact.
    pub deed: Option<&'a str>,
    /// Those about this body, and for a department also about its units.
    pub body: Option<&'a str>,
    /// Those since this moment.
    pub since: Option<Moment>,
    /// Those before this moment.
    pub until: Option<Moment>,
    /// Those before the one with this number.
    pub before: Option<i64>,
    /// At most so many.
    pub most: u16,
}

/// When an event happened.
#[derive(Deserialize)]
struct At {
    at: Moment,
}

/// How many events of a word are counted to find the rarest one.
const COUNTED: i64 = 1000;

/// The most words that are searched.
const MOST_WORDS: usize = 16;

impl Store {
    /// Returns events, newest first.
    ///
    /// # Errors
    /// Fails where the database does, or an event cannot be read.
    pub async fn events_with(&self, asked: &EventsAsked<'_>) -> Result<Vec<Recorded>, Error> {
        let mut words = Vec::new();
        for text in asked.words {
            let found = words::asked(text);
            // It has nothing by which an event could be found.
            if found.is_empty() {
                return Ok(Vec::new());
            }
            words.extend(found);
        }
        words.extend(asked.who.map(words::of_person));
        words.extend(asked.deed.map(words::of_deed));
        words.extend(asked.body.map(words::of_body));
        words.truncate(MOST_WORDS);
        self.rarest_first(&mut words).await?;
        let (from, seq) = match words.first() {
            Some(_) => {
                ("event_words JOIN events ON events.seq = event_words.seq", "event_words.seq")
            }
            None => ("events", "events.seq"),
        };
        let after = match asked.since {
            Some(since) => self.first_since(since).await?.saturating_sub(1),
            None => 0,
        };
        let mut before = asked.before.unwrap_or(i64::MAX);
        if let Some(until) = asked.until {
            before = before.min(self.first_since(until).await?);
        }
        let mut sql =
            format!("SELECT events.seq, event, hash FROM {from} WHERE {seq} < $1 AND {seq} > $2");
        for place in 3..words.len().saturating_add(3) {
            sql += &match place {
                3 => " AND event_words.word = $3".to_owned(),
                _ => format!(
                    " AND EXISTS (SELECT 1 FROM event_words AS other \
                     WHERE other.word = ${place} AND other.seq = {seq})"
                ),
            };
        }
        sql += &format!(" ORDER BY {seq} DESC LIMIT {}", asked.most);
        // Only names and numbers of ours were put into it; words are bound.
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(before).bind(after);
        for word in words {
            query = query.bind(word);
        }
        let raw = |row: &AnyRow| -> Result<Raw, Error> {
            Ok(Raw { seq: row.try_get(0)?, event: row.try_get(1)?, hash: row.try_get(2)? })
        };
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|row| raw(row)?.parse()).collect()
    }

    /// Returns the number of the first event since a moment, or the one after the last event. The
    /// events are in the order of their times, as far as the clocks of the machines agree.
    async fn first_since(&self, moment: Moment) -> Result<i64, Error> {
        let (mut low, mut high) = (1, self.head().await?.seq.saturating_add(1));
        while low < high {
            let middle = i64::midpoint(low, high);
            let sql = "SELECT event FROM events WHERE seq = $1";
            let row = sqlx::query(sql).bind(middle).fetch_one(&self.reader).await?;
            let event: String = row.try_get(0)?;
            let At { at } = serde_json::from_str(&event)
                .map_err(|error| Error::unreadable(format!("event {middle}"), error))?;
            if at < moment {
                low = middle.saturating_add(1);
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// Puts the word that the fewest events have first: only those are looked at.
    async fn rarest_first(&self, words: &mut [String]) -> Result<(), Error> {
        if words.len() < 2 {
            return Ok(());
        }
        let mut counted = Vec::with_capacity(words.len());
        for word in words.iter() {
            let sql = "SELECT COUNT(*) FROM \
                       (SELECT 1 FROM event_words WHERE word = $1 LIMIT $2) AS counted";
            let count = sqlx::query(sql).bind(word.to_owned()).bind(COUNTED);
            counted.push(count.fetch_one(&self.reader).await?.try_get::<i64, _>(0)?);
        }
        let rarest = (0..).zip(&counted).min_by_key(|(_, count)| **count).map(|(at, _)| at);
        words.swap(0, rarest.unwrap_or(0));
        Ok(())
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
        let rows = format!(
            "SELECT {COLUMNS} FROM published WHERE title LIKE $1 ESCAPE '\\' \
             AND body IN ({}) ORDER BY {ORDER} LIMIT {most}",
            places.join(", ")
        );
        let sql = as_one(self.kind, COLUMNS, ORDER, &rows);
        // Only numbers were put into it; words are bound.
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(pattern(title.unwrap_or_default()));
        for body in bodies {
            query = query.bind(body.as_str().to_owned());
        }
        listed(&query.fetch_one(&self.reader).await?, 0)
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
