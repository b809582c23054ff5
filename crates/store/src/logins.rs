//! The audit of logins.

use crate::database::{Tx, commit};
use crate::people::optional_login;
use crate::{Error, Store};
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use workflow::{Moment, Person};

/// The outcome of an attempt to log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginOutcome {
    /// The person is in.
    LoggedIn,
    /// The name or the password was wrong, or the person cannot log in.
    Failed,
    /// The person left.
    LoggedOut,
    /// The person set a password by a link or changed it.
    PasswordSet,
    /// The person is in, for an identity provider vouched for them.
    SignedOn,
    /// An administrator bound a provider's name to the person.
    Bound,
    /// An administrator took a provider's name back.
    Unbound,
    /// An administrator made a link by which the person sets a password.
    LinkMade,
}

/// An attempt to log in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoginRow {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// Who; `None` where no person has the login that was typed.
    pub login: Option<Person>,
    /// From where.
    pub peer: String,
    /// Its outcome.
    pub outcome: LoginOutcome,
    /// Who did it, where that is another person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Person>,
}

/// What is written down of an attempt.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// When.
    pub at: Moment,
    /// Who; `None` where no person has the login that was typed.
    pub login: Option<&'a Person>,
    /// From where.
    pub peer: &'a str,
}

impl LoginOutcome {
    const ALL: [Self; 8] = [
        Self::LoggedIn,
        Self::Failed,
        Self::LoggedOut,
        Self::PasswordSet,
        Self::SignedOn,
        Self::Bound,
        Self::Unbound,
        Self::LinkMade,
    ];

    /// Returns the key by which programs know it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::LoggedIn => "logged_in",
            Self::Failed => "failed",
            Self::LoggedOut => "logged_out",
            Self::PasswordSet => "password_set",
            Self::SignedOn => "signed_on",
            Self::Bound => "bound",
            Self::Unbound => "unbound",
            Self::LinkMade => "link_made",
        }
    }
}

impl Store {
    /// Writes down that an attempt to log in failed.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn login_failed(&self, attempt: Attempt<'_>) -> Result<(), Error> {
        let mut tx = self.write().await?;
        note(&mut tx, attempt, LoginOutcome::Failed).await?;
        commit(tx).await
    }

    /// Begins the session of a person who logged in, under the hash of its token, and ends the one
    /// that the browser had before.
    ///
    /// # Errors
    /// Fails where the database does, or the person does not exist.
    pub async fn log_in(
        &self,
        attempt: Attempt<'_>,
        token: &str,
        expires: Moment,
        before: Option<&str>,
    ) -> Result<(), Error> {
        self.begin_session(attempt, LoginOutcome::LoggedIn, token, expires, before).await
    }

    /// Begins the session of a person for whom an identity provider vouched, as [`Self::log_in`]
    /// does.
    ///
    /// # Errors
    /// Fails where the database does, or the person does not exist.
    pub async fn sign_on(
        &self,
        attempt: Attempt<'_>,
        token: &str,
        expires: Moment,
        before: Option<&str>,
    ) -> Result<(), Error> {
        self.begin_session(attempt, LoginOutcome::SignedOn, token, expires, before).await
    }

    async fn begin_session(
        &self,
        attempt: Attempt<'_>,
        outcome: LoginOutcome,
        token: &str,
        expires: Moment,
        before: Option<&str>,
    ) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let gone = sqlx::query("DELETE FROM sessions WHERE expires <= $1 OR token = $2");
        gone.bind(attempt.at.0).bind(before.unwrap_or_default()).execute(&mut *tx).await?;
        let sql = "INSERT INTO sessions (token, login, created, expires) VALUES ($1, $2, $3, $4)";
        let login = attempt.login.map_or("", Person::as_str);
        let put = sqlx::query(sql).bind(token).bind(login).bind(attempt.at.0).bind(expires.0);
        put.execute(&mut *tx).await?;
        note(&mut tx, attempt, outcome).await?;
        commit(tx).await
    }

    /// Ends the session of a person who leaves.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn log_out(&self, attempt: Attempt<'_>, token: &str) -> Result<(), Error> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE token = $1").bind(token).execute(&mut *tx).await?;
        note(&mut tx, attempt, LoginOutcome::LoggedOut).await?;
        commit(tx).await
    }

    /// Returns the addresses from which a person logged in or set a password, the last ones
    /// first, at most so many.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn peers(&self, login: &Person, most: u16) -> Result<Vec<String>, Error> {
        let sql = "SELECT peer FROM logins WHERE login = $1 AND outcome IN ($2, $3, $4) \
                   GROUP BY peer ORDER BY MAX(number) DESC LIMIT $5";
        let rows = sqlx::query(sql).bind(login.as_str());
        let rows = rows.bind(LoginOutcome::LoggedIn.key()).bind(LoginOutcome::PasswordSet.key());
        let rows = rows.bind(LoginOutcome::SignedOn.key());
        let rows = rows.bind(i64::from(most)).fetch_all(&self.reader).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// Returns at most so many attempts after the one with that number, oldest first.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn logins(&self, after: i64, most: u16) -> Result<Vec<LoginRow>, Error> {
        let sql = "SELECT login, number, at, peer, outcome, done_by FROM logins \
                   WHERE number > $1 ORDER BY number LIMIT $2";
        let rows = sqlx::query(sql).bind(after).bind(i64::from(most)).fetch_all(&self.reader);
        rows.await?.iter().map(row_of).collect()
    }

    /// Returns the last attempts, at most so many, the last one first; those of a person where one
    /// is asked for.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn last_logins(&self, who: Option<&str>, most: u16) -> Result<Vec<LoginRow>, Error> {
        let whose = who.map_or("", |_| " WHERE login = $2 OR done_by = $2");
        let sql = format!(
            "SELECT login, number, at, peer, outcome, done_by FROM logins{whose} \
             ORDER BY number DESC LIMIT $1"
        );
        // Only words of ours were put into it; the login is bound.
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(most));
        let rows = who.map(str::to_owned).into_iter().fold(rows, |rows, who| rows.bind(who));
        rows.fetch_all(&self.reader).await?.iter().map(row_of).collect()
    }
}

fn row_of(row: &AnyRow) -> Result<LoginRow, Error> {
    let key: String = row.try_get(4)?;
    let outcome = LoginOutcome::ALL.into_iter().find(|outcome| outcome.key() == key);
    let by: Option<String> = row.try_get(5)?;
    let by = by.map(|by| by.parse().map_err(|error| Error::unreadable(by, error)));
    Ok(LoginRow {
        number: row.try_get(1)?,
        at: Moment(row.try_get(2)?),
        login: optional_login(row)?,
        peer: row.try_get(3)?,
        outcome: outcome.ok_or_else(|| Error::unreadable("a login", &key))?,
        by: by.transpose()?,
    })
}

pub(crate) async fn note(
    tx: &mut Tx,
    attempt: Attempt<'_>,
    outcome: LoginOutcome,
) -> Result<(), Error> {
    note_by(tx, attempt, outcome, None).await
}

/// Writes down what another person did.
pub(crate) async fn note_by(
    tx: &mut Tx,
    attempt: Attempt<'_>,
    outcome: LoginOutcome,
    by: Option<&Person>,
) -> Result<(), Error> {
    let sql = "INSERT INTO logins (at, login, peer, outcome, done_by) VALUES ($1, $2, $3, $4, $5)";
    let login = attempt.login.map(|login| login.as_str().to_owned());
    let put = sqlx::query(sql).bind(attempt.at.0).bind(login).bind(attempt.peer.to_owned());
    let put = put.bind(outcome.key()).bind(by.map(|by| by.as_str().to_owned()));
    put.execute(&mut **tx).await?;
    Ok(())
}
