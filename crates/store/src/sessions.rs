//! Sessions of people and tokens of programs, by the hashes of their tokens.

use crate::database::commit;
use crate::people::login;
use crate::{Error, Store};
use serde::Serialize;
use sqlx::Row;
use workflow::{Moment, Person};

/// A token of a program, without the token itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenRow {
    /// What the person calls it.
    pub name: String,
    /// When it was made.
    pub created: Moment,
    /// Until when it is valid.
    pub expires: Moment,
}

/// Whose session it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The person.
    pub login: Person,
    /// The person's name.
    pub name: String,
    /// Whether it is a program's token and not a person's session.
    pub is_token: bool,
}

impl Store {
    /// Stores a session under the hash of its token. With a name it is a program's token and
    /// replaces the person's token of that name.
    ///
    /// # Errors
    /// Fails where the database does, or the person does not exist.
    pub async fn put_session(
        &self,
        token: &str,
        login: &Person,
        name: Option<&str>,
        created: Moment,
        expires: Moment,
    ) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let gone = sqlx::query("DELETE FROM sessions WHERE expires <= $1").bind(created.0);
        gone.execute(&mut *tx).await?;
        if let Some(name) = name {
            let old = sqlx::query("DELETE FROM sessions WHERE login = $1 AND name = $2");
            old.bind(login.as_str()).bind(name).execute(&mut *tx).await?;
        }
        let sql = "INSERT INTO sessions (token, login, name, created, expires) \
                   VALUES ($1, $2, $3, $4, $5)";
        let put = sqlx::query(sql).bind(token).bind(login.as_str()).bind(name.map(str::to_owned));
        put.bind(created.0).bind(expires.0).execute(&mut *tx).await?;
        commit(tx).await
    }

    /// Returns whose session it is that has this hash of its token, and has not expired.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn session(&self, token: &str, now: Moment) -> Result<Option<Session>, Error> {
        let sql = "SELECT sessions.login, sessions.name, people.name FROM sessions \
                   JOIN people ON people.login = sessions.login \
                   WHERE token = $1 AND expires > $2 AND is_active = 1";
        let row = sqlx::query(sql).bind(token).bind(now.0).fetch_optional(&self.reader).await?;
        let session = |row| {
            let of_token: Option<String> = Row::try_get(&row, 1)?;
            let name = Row::try_get(&row, 2)?;
            Ok(Session { login: login(&row)?, name, is_token: of_token.is_some() })
        };
        row.map(session).transpose()
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn end_session(&self, token: &str) -> Result<(), Error> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE token = $1").bind(token).execute(&mut *tx).await?;
        commit(tx).await
    }

    /// Returns the tokens of a person's programs.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn tokens(&self, login: &Person, now: Moment) -> Result<Vec<TokenRow>, Error> {
        let sql = "SELECT name, created, expires FROM sessions \
                   WHERE login = $1 AND name IS NOT NULL AND expires > $2 ORDER BY name";
        let rows = sqlx::query(sql).bind(login.as_str()).bind(now.0).fetch_all(&self.reader);
        let token = |row: &sqlx::any::AnyRow| {
            let (created, expires) = (Moment(row.try_get(1)?), Moment(row.try_get(2)?));
            Ok(TokenRow { name: row.try_get(0)?, created, expires })
        };
        rows.await?.iter().map(token).collect()
    }

    /// Ends the token of a person's program. Returns whether there was one.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn end_token(&self, login: &Person, name: &str) -> Result<bool, Error> {
        let mut tx = self.write().await?;
        let end = sqlx::query("DELETE FROM sessions WHERE login = $1 AND name = $2");
        let ended = end.bind(login.as_str()).bind(name).execute(&mut *tx).await?;
        commit(tx).await?;
        Ok(ended.rows_affected() > 0)
    }
}
