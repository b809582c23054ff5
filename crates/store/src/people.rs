//! People and their sessions. Passwords and tokens are stored as hashes that the caller makes.

use crate::{Error, Store};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;
use workflow::{Moment, Person};

/// A person as stored. What a person may do follows from the grants in the events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The login.
    pub login: Person,
    /// The name.
    pub name: String,
    /// The hash of the password; `None` where the person cannot log in by one.
    pub password: Option<String>,
    /// Whether the person can log in at all.
    pub is_active: bool,
}

impl Store {
    /// Adds a person, or changes one.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn put_person(&self, person: &PersonRow) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let sql = "INSERT INTO people (login, name, password, is_active) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (login) DO UPDATE SET name = excluded.name, \
                   password = excluded.password, is_active = excluded.is_active";
        sqlx::query(sql)
            .bind(person.login.as_str())
            .bind(&person.name)
            .bind(person.password.clone())
            .bind(i64::from(person.is_active))
            .execute(&mut *tx)
            .await?;
        if !person.is_active {
            let out = sqlx::query("DELETE FROM sessions WHERE login = $1");
            out.bind(person.login.as_str()).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Returns a person.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn person(&self, login: &Person) -> Result<Option<PersonRow>, Error> {
        let sql = "SELECT login, name, password, is_active FROM people WHERE login = $1";
        let row = sqlx::query(sql).bind(login.as_str()).fetch_optional(&self.reader).await?;
        row.as_ref().map(row_of).transpose()
    }

    /// Stores a session under the hash of its token.
    ///
    /// # Errors
    /// Fails where the database does, or the person does not exist.
    pub async fn put_session(
        &self,
        token: &str,
        login: &Person,
        created: Moment,
        expires: Moment,
    ) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let gone = sqlx::query("DELETE FROM sessions WHERE expires <= $1").bind(created.0);
        gone.execute(&mut *tx).await?;
        let sql = "INSERT INTO sessions (token, login, created, expires) VALUES ($1, $2, $3, $4)";
        let put = sqlx::query(sql).bind(token).bind(login.as_str()).bind(created.0);
        put.bind(expires.0).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Returns whose session it is that has this hash of its token, and has not expired.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn session(&self, token: &str, now: Moment) -> Result<Option<Person>, Error> {
        let sql = "SELECT sessions.login FROM sessions JOIN people ON people.login = sessions.login \
                   WHERE token = $1 AND expires > $2 AND is_active = 1";
        let row = sqlx::query(sql).bind(token).bind(now.0).fetch_optional(&self.reader).await?;
        row.map(|row| login(&row)).transpose()
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn end_session(&self, token: &str) -> Result<(), Error> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE token = $1").bind(token).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }
}

fn login(row: &AnyRow) -> Result<Person, Error> {
    let login: String = row.try_get(0)?;
    login.parse().map_err(|error| Error::unreadable(login, error))
}

pub(crate) fn row_of(row: &AnyRow) -> Result<PersonRow, Error> {
    Ok(PersonRow {
        login: login(row)?,
        name: row.try_get(1)?,
        password: row.try_get(2)?,
        is_active: row.try_get::<i64, _>(3)? != 0,
    })
}
