//! By which names identity providers know people.
//!
//! A provider says who a person is, never who may log in: a name that no administrator has bound
//! to a person gets nothing.

use crate::database::{Tx, commit};
use crate::logins::note;
use crate::people::{end_sessions, row_of};
use crate::row::id;
use crate::{Attempt, Error, LoginOutcome, PersonRow, Store};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;
use workflow::{Person, Refusal, Why};

/// The name by which an identity provider knows a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The provider, by its address.
    pub issuer: String,
    /// The name that the provider never gives to anybody else.
    pub subject: String,
    /// The person.
    pub login: Person,
}

impl Store {
    /// Binds a name to a person.
    ///
    /// # Errors
    /// Fails with [`Error::Refused`] where the name is bound already, or the person to another.
    pub async fn bind(&self, identity: &Identity, attempt: Attempt<'_>) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let sql = "SELECT login FROM identities \
                   WHERE issuer = $1 AND (subject = $2 OR login = $3)";
        let known = sqlx::query(sql).bind(identity.issuer.as_str()).bind(identity.subject.as_str());
        let known = known.bind(identity.login.as_str()).fetch_optional(&mut *tx).await?;
        if let Some(row) = known {
            return Err(Error::Refused(bound(&id(&row, 0)?, &identity.login)));
        }
        put_identity(&mut tx, identity).await?;
        note(&mut tx, attempt, LoginOutcome::Bound).await?;
        commit(tx).await
    }

    /// Takes the name of a person back and ends the person's sessions. Returns whether there was
    /// one.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn unbind(
        &self,
        issuer: &str,
        login: &Person,
        attempt: Attempt<'_>,
    ) -> Result<bool, Error> {
        let mut tx = self.write().await?;
        let end = sqlx::query("DELETE FROM identities WHERE issuer = $1 AND login = $2");
        let ended = end.bind(issuer).bind(login.as_str()).execute(&mut *tx).await?;
        if ended.rows_affected() == 0 {
            return Ok(false);
        }
        end_sessions(&mut tx, login, None).await?;
        note(&mut tx, attempt, LoginOutcome::Unbound).await?;
        commit(tx).await?;
        Ok(true)
    }

    /// Returns the person to whom a name is bound.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn person_of(&self, issuer: &str, subject: &str) -> Result<Option<PersonRow>, Error> {
        let sql = "SELECT people.login, name, password, is_active FROM people \
                   JOIN identities ON identities.login = people.login \
                   WHERE issuer = $1 AND subject = $2";
        let row = sqlx::query(sql).bind(issuer).bind(subject).fetch_optional(&self.reader).await?;
        row.as_ref().map(row_of).transpose()
    }

    /// Returns all names that a provider has for people.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn identities(&self, issuer: &str) -> Result<Vec<Identity>, Error> {
        let sql = "SELECT issuer, subject, login FROM identities WHERE issuer = $1 ORDER BY login";
        let rows = sqlx::query(sql).bind(issuer).fetch_all(&self.reader).await?;
        rows.iter().map(identity).collect()
    }
}

pub(crate) async fn put_identity(tx: &mut Tx, it: &Identity) -> Result<(), Error> {
    let sql = "INSERT INTO identities (issuer, subject, login) VALUES ($1, $2, $3)";
    let put = sqlx::query(sql).bind(it.issuer.as_str()).bind(it.subject.as_str());
    put.bind(it.login.as_str()).execute(&mut **tx).await?;
    Ok(())
}

pub(crate) fn identity(row: &AnyRow) -> Result<Identity, Error> {
    Ok(Identity { issuer: row.try_get(0)?, subject: row.try_get(1)?, login: id(row, 2)? })
}

fn bound(known: &Person, asked: &Person) -> Refusal {
    if known == asked {
        let zh = format!("{known}已绑定别的标识；请先解除。");
        return Refusal::new(
            Why::Exists,
            zh,
            format!("{known} has another name; unbind it first."),
        );
    }
    let zh = format!("这个标识已绑定{known}；请先解除。");
    Refusal::new(Why::Exists, zh, format!("The name is bound to {known}; unbind it first."))
}
