//! Who people are at a provider of identities. A pair says who logs in, never what they may do.

use crate::database::Tx;
use crate::logins::{Attempt, LoginOutcome, note};
use crate::people::row_of;
use crate::{Error, PersonRow, Store};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;
use workflow::Person;

/// A person as a provider of identities knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The address of the provider.
    pub issuer: String,
    /// What it calls the person, always the same.
    pub subject: String,
}

/// A subject with the account of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectRow {
    /// The subject.
    #[serde(flatten)]
    pub subject: Subject,
    /// The login.
    pub login: Person,
}

impl Store {
    /// Pairs a person with a subject, in the place of the one that they had at that provider.
    /// Returns whether it was done; a subject of another person stays theirs.
    ///
    /// # Errors
    /// Fails where the database does, or the person does not exist.
    pub async fn pair(&self, row: &SubjectRow, attempt: Attempt<'_>) -> Result<bool, Error> {
        let mut tx = self.write().await?;
        let Subject { issuer, subject } = &row.subject;
        let others = "SELECT 1 FROM subjects WHERE issuer = $1 AND subject = $2 AND login <> $3";
        let others = sqlx::query(others).bind(issuer).bind(subject).bind(row.login.as_str());
        if others.fetch_optional(&mut *tx).await?.is_some() {
            return Ok(false);
        }
        let before = sqlx::query("DELETE FROM subjects WHERE login = $1 AND issuer = $2");
        before.bind(row.login.as_str()).bind(issuer).execute(&mut *tx).await?;
        put(&mut tx, row).await?;
        note(&mut tx, Attempt { login: Some(&row.login), ..attempt }, LoginOutcome::Paired).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Ends what pairs a person with subjects.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn unpair(&self, login: &Person, attempt: Attempt<'_>) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let end = sqlx::query("DELETE FROM subjects WHERE login = $1").bind(login.as_str());
        if end.execute(&mut *tx).await?.rows_affected() > 0 {
            note(&mut tx, Attempt { login: Some(login), ..attempt }, LoginOutcome::Unpaired)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Returns the person who is paired with a subject.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn paired(&self, subject: &Subject) -> Result<Option<PersonRow>, Error> {
        let sql = "SELECT people.login, name, password, is_active FROM people \
                   JOIN subjects ON subjects.login = people.login \
                   WHERE issuer = $1 AND subject = $2";
        let row = sqlx::query(sql).bind(&subject.issuer).bind(&subject.subject);
        row.fetch_optional(&self.reader).await?.as_ref().map(row_of).transpose()
    }

    /// Returns whether a person is paired with a subject of a provider.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn is_paired(&self, login: &Person, issuer: &str) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM subjects WHERE login = $1 AND issuer = $2";
        let row = sqlx::query(sql).bind(login.as_str()).bind(issuer.to_owned());
        Ok(row.fetch_optional(&self.reader).await?.is_some())
    }
}

/// Stores a pair.
pub(crate) async fn put(tx: &mut Tx, row: &SubjectRow) -> Result<(), Error> {
    let sql = "INSERT INTO subjects (issuer, subject, login) VALUES ($1, $2, $3)";
    let put = sqlx::query(sql).bind(&row.subject.issuer).bind(&row.subject.subject);
    put.bind(row.login.as_str()).execute(&mut **tx).await?;
    Ok(())
}

/// Returns all pairs, for a backup.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<SubjectRow>, Error> {
    let sql = "SELECT login, issuer, subject FROM subjects ORDER BY issuer, subject";
    let row = |row: &AnyRow| {
        let subject = Subject { issuer: row.try_get(1)?, subject: row.try_get(2)? };
        Ok(SubjectRow { subject, login: crate::people::login(row)? })
    };
    sqlx::query(sql).fetch_all(&mut **tx).await?.iter().map(row).collect()
}
