//! People. Passwords are stored as the hashes of [`hash_password`](crate::hash_password).

use crate::database::{Tx, commit};
use crate::{Error, Store, derived};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;
use workflow::{Office, Person};

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
        put_person(&mut tx, person).await?;
        if !person.is_active {
            end_sessions(&mut tx, &person.login, None).await?;
        }
        commit(tx).await
    }

    /// Adds a person without a password, or changes the name of one and whether they can log in.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn rename_person(
        &self,
        login: &Person,
        name: &str,
        is_active: bool,
    ) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let sql = "INSERT INTO people (login, name, is_active) VALUES ($1, $2, $3) \
                   ON CONFLICT (login) DO UPDATE SET name = excluded.name, \
                   is_active = excluded.is_active";
        let put = sqlx::query(sql).bind(login.as_str()).bind(name.to_owned());
        put.bind(i64::from(is_active)).execute(&mut *tx).await?;
        if !is_active {
            end_sessions(&mut tx, login, None).await?;
        }
        commit(tx).await
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

    /// Returns all people, and the state with all bodies and grants.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn everyone(&self) -> Result<(Vec<PersonRow>, Office), Error> {
        let mut tx = self.read().await?;
        let mut office = self.bodies(&mut tx).await?;
        derived::load_grants(&mut tx, &mut office).await?;
        let sql = "SELECT login, name, password, is_active FROM people ORDER BY login";
        let rows = sqlx::query(sql).fetch_all(&mut *tx).await?;
        let people = rows.iter().map(row_of).collect::<Result<_, _>>()?;
        Ok((people, office))
    }
}

pub(crate) async fn put_person(tx: &mut Tx, person: &PersonRow) -> Result<(), Error> {
    let sql = "INSERT INTO people (login, name, password, is_active) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (login) DO UPDATE SET name = excluded.name, \
               password = excluded.password, is_active = excluded.is_active";
    let put = sqlx::query(sql).bind(person.login.as_str()).bind(&person.name);
    let put = put.bind(person.password.clone()).bind(i64::from(person.is_active));
    put.execute(&mut **tx).await?;
    Ok(())
}

/// Sets a password by its hash and ends the person's sessions, except the one that is kept.
pub(crate) async fn set_password(
    tx: &mut Tx,
    login: &Person,
    password: &str,
    kept: Option<&str>,
) -> Result<(), Error> {
    let set = sqlx::query("UPDATE people SET password = $1 WHERE login = $2");
    set.bind(password.to_owned()).bind(login.as_str()).execute(&mut **tx).await?;
    end_sessions(tx, login, kept).await
}

pub(crate) async fn end_sessions(
    tx: &mut Tx,
    login: &Person,
    kept: Option<&str>,
) -> Result<(), Error> {
    let end = sqlx::query("DELETE FROM sessions WHERE login = $1 AND token <> $2");
    end.bind(login.as_str()).bind(kept.unwrap_or_default()).execute(&mut **tx).await?;
    Ok(())
}

/// Returns the login in the first column.
pub(crate) fn login(row: &AnyRow) -> Result<Person, Error> {
    let login: String = row.try_get(0)?;
    login.parse().map_err(|error| Error::unreadable(login, error))
}

/// Returns the login in the first column, if there is one.
pub(crate) fn optional_login(row: &AnyRow) -> Result<Option<Person>, Error> {
    row.try_get::<Option<String>, _>(0)?.map(|_| login(row)).transpose()
}

pub(crate) fn row_of(row: &AnyRow) -> Result<PersonRow, Error> {
    Ok(PersonRow {
        login: login(row)?,
        name: row.try_get(1)?,
        password: row.try_get(2)?,
        is_active: row.try_get::<i64, _>(3)? != 0,
    })
}
