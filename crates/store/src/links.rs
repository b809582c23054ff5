//! Setting passwords, and links that work once: to set one, or to become the first administrator.

use crate::database::{Tx, commit};
use crate::logins::{Attempt, LoginOutcome, note, note_by};
use crate::people::{end_sessions, optional_login, put_person, set_password};
use crate::turn::Turn;
use crate::{Error, PersonRow, Store};
use sqlx::Row;
use workflow::{Actor, BodyCode, Command, Moment, Office, Person, Refusal, Role, Why};

/// A link that has not been used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Whose password it sets; `None` where it makes the first administrator.
    pub login: Option<Person>,
    /// Until when it works.
    pub expires: Moment,
}

/// The first administrator, and the bureau if there is none.
#[derive(Debug, Clone)]
pub struct Founder {
    /// The administrator, with the hash of the password.
    pub person: PersonRow,
    /// The code and the name of the bureau; not looked at where there is one.
    pub bureau: Option<(BodyCode, String)>,
}

impl Store {
    /// Stores a link under the hash of its token. Earlier links for the same purpose end.
    ///
    /// # Errors
    /// Fails where the database does, or the person does not exist.
    pub async fn put_link(
        &self,
        token: &str,
        login: Option<&Person>,
        now: Moment,
        expires: Moment,
    ) -> Result<(), Error> {
        let mut tx = self.write().await?;
        put_link(&mut tx, token, login, now, expires).await?;
        commit(tx).await
    }

    /// Stores a link by which a person sets a password, and writes down who made it. The password
    /// of before and all sessions end at once; those of the person who makes it for themselves do
    /// not, so that no administrator is locked out by a link that is lost.
    ///
    /// # Errors
    /// Fails where the database does, or the person does not exist.
    pub async fn reset_password(
        &self,
        token: &str,
        login: &Person,
        expires: Moment,
        attempt: Attempt<'_>,
        by: Option<&Person>,
    ) -> Result<(), Error> {
        let mut tx = self.write().await?;
        put_link(&mut tx, token, Some(login), attempt.at, expires).await?;
        if by != Some(login) {
            let unset = sqlx::query("UPDATE people SET password = NULL WHERE login = $1");
            unset.bind(login.as_str()).execute(&mut *tx).await?;
            end_sessions(&mut tx, login, None).await?;
        }
        let attempt = Attempt { login: Some(login), ..attempt };
        note_by(&mut tx, attempt, LoginOutcome::LinkMade, by).await?;
        commit(tx).await
    }

    /// Returns the link that has this hash of its token, and has not expired.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn link(&self, token: &str, now: Moment) -> Result<Option<Link>, Error> {
        let sql = "SELECT login, expires FROM links WHERE token = $1 AND expires > $2";
        let row = sqlx::query(sql).bind(token).bind(now.0).fetch_optional(&self.reader).await?;
        let link = |row| {
            Ok(Link { login: optional_login(&row)?, expires: Moment(Row::try_get(&row, 1)?) })
        };
        row.map(link).transpose()
    }

    /// Returns whether a person administers the bureau and can log in.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn has_administrator(&self) -> Result<bool, Error> {
        let (people, office) = self.everyone().await?;
        let Some(bureau) = office.bureau() else { return Ok(false) };
        let administers = |person: &PersonRow| {
            let mut grants = office.grants(&person.login);
            grants.any(|grant| grant.role == Role::Administrator && grant.body == *bureau)
        };
        Ok(people.iter().any(|person| person.is_active && administers(person)))
    }

    /// Sets the password of the link's person to one with this hash, and ends the link and all
    /// sessions of the person. Returns who it is; `None` where the link does not work any more.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn use_link(
        &self,
        token: &str,
        password: &str,
        attempt: Attempt<'_>,
    ) -> Result<Option<Person>, Error> {
        let mut tx = self.write().await?;
        let Some(Link { login: Some(login), .. }) = end_link(&mut tx, token, attempt.at).await?
        else {
            return Ok(None);
        };
        set_password(&mut tx, &login, password, None).await?;
        let attempt = Attempt { login: Some(&login), ..attempt };
        note(&mut tx, attempt, LoginOutcome::PasswordSet).await?;
        commit(tx).await?;
        Ok(Some(login))
    }

    /// Sets the password of a person to one with this hash, and ends all sessions but the one
    /// with that hash of its token.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn set_password(
        &self,
        login: &Person,
        password: &str,
        attempt: Attempt<'_>,
        kept: Option<&str>,
    ) -> Result<(), Error> {
        let mut tx = self.write().await?;
        set_password(&mut tx, login, password, kept).await?;
        note(&mut tx, attempt, LoginOutcome::PasswordSet).await?;
        commit(tx).await
    }

    /// Makes the first administrator, all of it or nothing, and ends the link. Returns whether the
    /// link still worked.
    ///
    /// # Errors
    /// Fails with [`Error::Refused`] where the workflow refuses it, for instance because the login
    /// is in use.
    pub async fn found(
        &self,
        token: &str,
        founder: &Founder,
        attempt: Attempt<'_>,
    ) -> Result<bool, Error> {
        let mut tx = self.write().await?;
        let Some(Link { login: None, .. }) = end_link(&mut tx, token, attempt.at).await? else {
            return Ok(false);
        };
        let login = &founder.person.login;
        let known = sqlx::query("SELECT 1 FROM people WHERE login = $1").bind(login.as_str());
        if known.fetch_optional(&mut *tx).await?.is_some() {
            return Err(Error::Refused(in_use(login)));
        }
        put_person(&mut tx, &founder.person).await?;
        let office = self.bodies_to_write(&mut tx).await?;
        let mut turn = Turn::begin(self, &mut tx).await?;
        for command in commands(&office, founder) {
            turn.act(&mut tx, &command, &Actor::Console, attempt.at).await?;
        }
        turn.end(&mut tx).await?;
        note(&mut tx, Attempt { login: Some(login), ..attempt }, LoginOutcome::PasswordSet).await?;
        commit(tx).await?;
        Ok(true)
    }
}

/// Returns what makes the administrator, after the bureau where there is none.
fn commands(office: &Office, founder: &Founder) -> Vec<Command> {
    let found = |(code, name): &(BodyCode, String)| Command::AddBody {
        code: code.clone(),
        name: name.clone(),
        parent: None,
    };
    let bureau = office.bureau().or_else(|| founder.bureau.as_ref().map(|(code, _)| code));
    let added = founder.bureau.as_ref().filter(|_| office.bureau().is_none()).map(found);
    let granted = bureau.map(|body| Command::Grant {
        to: founder.person.login.clone(),
        role: Role::Administrator,
        body: body.clone(),
    });
    added.into_iter().chain(granted).collect()
}

async fn put_link(
    tx: &mut Tx,
    token: &str,
    login: Option<&Person>,
    now: Moment,
    expires: Moment,
) -> Result<(), Error> {
    let login = login.map(|login| login.as_str().to_owned());
    let sql = "DELETE FROM links WHERE expires <= $1 OR COALESCE(login, '') = $2";
    let gone = sqlx::query(sql).bind(now.0).bind(login.clone().unwrap_or_default());
    gone.execute(&mut **tx).await?;
    let put = sqlx::query("INSERT INTO links (token, login, expires) VALUES ($1, $2, $3)");
    put.bind(token).bind(login).bind(expires.0).execute(&mut **tx).await?;
    Ok(())
}

/// Ends a link and returns it if it still worked.
async fn end_link(tx: &mut Tx, token: &str, now: Moment) -> Result<Option<Link>, Error> {
    let sql = "DELETE FROM links WHERE token = $1 AND expires > $2 RETURNING login, expires";
    let row = sqlx::query(sql).bind(token).bind(now.0).fetch_optional(&mut **tx).await?;
    let link =
        |row| Ok(Link { login: optional_login(&row)?, expires: Moment(Row::try_get(&row, 1)?) });
    row.map(link).transpose()
}

fn in_use(login: &Person) -> Refusal {
    let (zh, en) = (format!("登录名{login}已有人使用。"), format!("The login {login} is in use."));
    Refusal::new(Why::Exists, zh, en)
}
