//! Backups: the truth as lines of JSON, the same from either database and into either.
//!
//! A backup is made while others work, and is of one moment. Files are not part of it: they are
//! never changed, so a copy of their folder made afterwards has all that it needs.

use crate::events::{self, Raw};
use crate::identities::{identity, put_identity};
use crate::people::{put_person, row_of};
use crate::rebuild::rebuild;
use crate::{Error, Head, Identity, PersonRow, Store, database};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use std::io::{BufRead, Write};

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The end of the chain.
    pub head: Head,
    /// How many people there are.
    pub people: u64,
}

/// A line of a backup. What was once written must be read for ever.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// The first line: which form it has, and where the chain ends.
    Backup {
        form: u32,
        head: Head,
    },
    Person(PersonRow),
    Identity(Identity),
    Blob {
        hash: String,
        size: i64,
    },
    Event {
        seq: i64,
        event: String,
        hash: String,
    },
}

/// Since 2 there are identities.
const FORM: u32 = 2;

impl Store {
    /// Writes a backup of one moment.
    ///
    /// # Errors
    /// Fails where the database does or the backup cannot be written.
    pub async fn backup(&self, out: &mut (impl Write + Send)) -> Result<Head, Error> {
        let mut tx = self.read().await?;
        let head = database::head(&mut tx).await?;
        write(out, &Line::Backup { form: FORM, head: head.clone() })?;
        let people = "SELECT login, name, password, is_active FROM people ORDER BY login";
        for row in sqlx::query(people).fetch_all(&mut *tx).await? {
            write(out, &Line::Person(row_of(&row)?))?;
        }
        let identities = "SELECT issuer, subject, login FROM identities ORDER BY issuer, subject";
        for row in sqlx::query(identities).fetch_all(&mut *tx).await? {
            write(out, &Line::Identity(identity(&row)?))?;
        }
        let blobs = "SELECT hash, size FROM blobs ORDER BY hash";
        for row in sqlx::query(blobs).fetch_all(&mut *tx).await? {
            write(out, &Line::Blob { hash: row.try_get(0)?, size: row.try_get(1)? })?;
        }
        let mut last = 0;
        loop {
            let page = events::page(&mut tx, last, events::PAGE).await?;
            if page.is_empty() {
                break;
            }
            for Raw { seq, event, hash } in page {
                last = seq;
                write(out, &Line::Event { seq, event, hash })?;
            }
        }
        out.flush()?;
        Ok(head)
    }

    /// Restores a backup into an empty store, all of it or nothing.
    ///
    /// # Errors
    /// Fails where the store is not empty, or the backup is damaged or incomplete.
    pub async fn restore(&self, backup: &mut (impl BufRead + Send)) -> Result<Restored, Error> {
        let mut tx = self.write().await?;
        let mut last = database::head(&mut tx).await?;
        if last != Head::empty() {
            return Err(Error::NotEmpty);
        }
        let (mut people, mut expected) = (0_u64, None);
        for line in backup.lines() {
            let line = serde_json::from_str(&line?)
                .map_err(|error| Error::unreadable("a line of the backup", error))?;
            match line {
                Line::Backup { form, head } if form <= FORM => expected = Some(head),
                Line::Backup { form, .. } => {
                    return Err(Error::unreadable("the backup", format!("form {form} is newer")));
                }
                Line::Person(person) => {
                    people = people.saturating_add(1);
                    put_person(&mut tx, &person).await?;
                }
                Line::Identity(identity) => put_identity(&mut tx, &identity).await?,
                Line::Blob { hash, size } => {
                    let sql = "INSERT INTO blobs (hash, size) VALUES ($1, $2)";
                    sqlx::query(sql).bind(hash).bind(size).execute(&mut *tx).await?;
                }
                Line::Event { seq, event, hash } => {
                    last = last.after(&event);
                    if (last.seq, &last.hash) != (seq, &hash) {
                        return Err(Error::Broken(seq));
                    }
                    events::insert(&mut tx, &last, &event).await?;
                }
            }
        }
        if expected.as_ref() != Some(&last) {
            return Err(Error::unreadable("the backup", "its end is missing"));
        }
        rebuild(&mut tx).await?;
        database::commit(tx).await?;
        Ok(Restored { head: last, people })
    }
}

fn write(out: &mut impl Write, line: &Line) -> Result<(), Error> {
    let text = serde_json::to_string(line)
        .map_err(|error| Error::unreadable("a line of the backup", error))?;
    Ok(writeln!(out, "{text}")?)
}
