//! What is derived from the events: the state, and the findings of packages and documents.

use crate::database::Tx;
use crate::rows::{Cell, insert, pieces, places};
use crate::{Error, documents, published};
use ledger::Year;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::BTreeSet;
use workflow::{Entry, Finding, Key, Office};

/// Returns the state with all bodies and nothing else.
pub(crate) async fn bodies(connection: &mut AnyConnection) -> Result<Office, Error> {
    let mut office = Office::default();
    load_all(connection, &mut office, "body", ':').await?;
    Ok(office)
}

/// Adds all entries whose names begin with these words and this mark.
pub(crate) async fn load_all(
    connection: &mut AnyConnection,
    office: &mut Office,
    words: &str,
    mark: char,
) -> Result<(), Error> {
    let sql = "SELECT name, entry FROM state WHERE name >= $1 AND name < $2";
    load_by(connection, office, sql, words, mark).await
}

/// Adds the packages of a year without what is in them: [`workflow::Package::brief`].
pub(crate) async fn load_briefs(
    connection: &mut AnyConnection,
    office: &mut Office,
    year: Year,
) -> Result<(), Error> {
    let sql = "SELECT name, entry FROM briefs WHERE name >= $1 AND name < $2";
    load_by(connection, office, sql, &format!("package:{year}"), '/').await
}

async fn load_by(
    connection: &mut AnyConnection,
    office: &mut Office,
    sql: &'static str,
    words: &str,
    mark: char,
) -> Result<(), Error> {
    // Names are compared by their bytes, so they end before the words with the next mark.
    let next = char::from_u32(u32::from(mark).saturating_add(1)).unwrap_or(mark);
    let rows = sqlx::query(sql).bind(format!("{words}{mark}")).bind(format!("{words}{next}"));
    put_all(office, rows.fetch_all(connection).await?)
}

/// Adds the entries that are stored under these keys.
pub(crate) async fn load(
    connection: &mut AnyConnection,
    office: &mut Office,
    keys: BTreeSet<Key>,
) -> Result<(), Error> {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    for names in pieces(&names) {
        let sql = format!("SELECT name, entry FROM state WHERE name IN {}", places(1, names.len()));
        // Only numbers were put into it.
        let query =
            names.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, name| query.bind(name));
        put_all(office, query.fetch_all(&mut *connection).await?)?;
    }
    Ok(())
}

fn put_all(office: &mut Office, rows: Vec<AnyRow>) -> Result<(), Error> {
    for row in rows {
        let (name, entry): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let key = name.parse().map_err(|error| Error::unreadable(&name, error))?;
        put(office, key, &entry)?;
    }
    Ok(())
}

fn put(office: &mut Office, key: Key, entry: &str) -> Result<(), Error> {
    let name = key.to_string();
    let entry = serde_json::from_str(entry).map_err(|error| Error::unreadable(&name, error))?;
    if office.put(key, entry) { Ok(()) } else { Err(Error::unreadable(name, "another kind")) }
}

/// Stores the entries that changed.
pub(crate) async fn save(tx: &mut Tx, office: &Office, keys: BTreeSet<Key>) -> Result<(), Error> {
    let mut rows = Vec::new();
    for key in &keys {
        let Some(entry) = office.get(key) else { continue };
        let name = key.to_string();
        let text = text(&name, &entry)?;
        rows.push([name.into(), text.into()]);
    }
    let conflict = "ON CONFLICT (name) DO UPDATE SET entry = excluded.entry";
    insert(tx, "INSERT INTO state (name, entry)", rows, conflict).await?;
    for key in keys {
        let Some(entry) = office.get(&key) else { continue };
        let name = key.to_string();
        published::save(tx, &key, &entry).await?;
        match (&key, &entry) {
            (Key::Package(_), Entry::Package(package)) => {
                let brief = Entry::Package(Box::new(package.brief()));
                save_brief(tx, &name, &brief).await?;
            }
            (Key::Document(id), Entry::Document(document)) => {
                documents::save(tx, id, document).await?;
            }
            _ => {}
        }
        if let Some(findings) = findings(&entry) {
            save_findings(tx, &name, findings).await?;
        }
    }
    Ok(())
}

async fn save_brief(tx: &mut Tx, name: &str, brief: &Entry) -> Result<(), Error> {
    let text = text(name, brief)?;
    let upsert = "INSERT INTO briefs (name, entry) VALUES ($1, $2) \
                  ON CONFLICT (name) DO UPDATE SET entry = excluded.entry";
    sqlx::query(upsert).bind(name.to_owned()).bind(text).execute(&mut **tx).await?;
    Ok(())
}

pub(crate) fn text(name: &str, entry: &Entry) -> Result<String, Error> {
    serde_json::to_string(entry).map_err(|error| Error::unreadable(name, error))
}

/// Returns the findings of the last version of a package or a document.
fn findings(entry: &Entry) -> Option<&[Finding]> {
    match entry {
        Entry::Package(it) => Some(it.version.as_ref().map_or(&[], |it| &it.findings)),
        Entry::Document(it) => Some(it.findings()),
        _ => None,
    }
}

async fn save_findings(tx: &mut Tx, owner: &str, findings: &[Finding]) -> Result<(), Error> {
    sqlx::query("DELETE FROM findings WHERE owner = $1").bind(owner).execute(&mut **tx).await?;
    let mut rows = Vec::new();
    for finding in findings {
        let level =
            serde_json::to_value(finding.level).map_err(|error| Error::unreadable(owner, error))?;
        let cell = finding.cell.as_ref().map_or("", |cell| cell.as_str());
        let key = finding.key.as_str();
        let level = level.as_str().unwrap_or_default();
        let row = [owner, key, level, &finding.check, cell, &finding.zh, &finding.en];
        rows.push(row.map(|text| Cell::Text(text.to_owned())));
    }
    let into = "INSERT INTO findings (owner, finding, level, check_id, cell, zh, en)";
    insert(tx, into, rows, "ON CONFLICT (owner, finding) DO NOTHING").await
}
