//! What is derived from the events: the state, and the findings of packages and documents.

use crate::database::Tx;
use crate::kept::Part;
use crate::rows::{Cell, MOST, insert, padded};
use crate::{Error, documents, published};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::BTreeSet;
use workflow::{Entry, Finding, Key, Office};

/// The entries of some names. They are compared by their bytes, so all that begin with `body:` end
/// before `body;`.
const OF_STATE: &str = "SELECT name, entry FROM state WHERE name >= $1 AND name < $2";
const OF_BRIEFS: &str = "SELECT name, entry FROM briefs WHERE name >= $1 AND name < $2";

/// Returns a part of the state and nothing else.
pub(crate) async fn part(connection: &mut AnyConnection, part: &Part) -> Result<Office, Error> {
    let mut office = Office::default();
    let rows = match part {
        Part::Bodies => sqlx::query(OF_STATE).bind("body:").bind("body;"),
        Part::Packages(year) => {
            let (first, end) = (format!("package:{year}/"), format!("package:{year}0"));
            sqlx::query(OF_BRIEFS).bind(first).bind(end)
        }
        Part::Package(id) => {
            let name = Key::Package(id.clone()).to_string();
            sqlx::query("SELECT name, entry FROM state WHERE name = $1").bind(name)
        }
    };
    put_all(&mut office, rows.fetch_all(connection).await?)?;
    Ok(office)
}

/// Adds what everybody is granted.
pub(crate) async fn load_grants(
    connection: &mut AnyConnection,
    office: &mut Office,
) -> Result<(), Error> {
    let rows = sqlx::query(OF_STATE).bind("grants:").bind("grants;");
    put_all(office, rows.fetch_all(connection).await?)
}

/// Adds the entries that are stored under these keys.
pub(crate) async fn load(
    connection: &mut AnyConnection,
    office: &mut Office,
    keys: BTreeSet<Key>,
) -> Result<(), Error> {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    for names in names.chunks(MOST) {
        let (names, places) = padded(names, 1);
        let sql = format!("SELECT name, entry FROM state WHERE name IN {places}");
        // Only numbers were put into it.
        let query = names.fold(sqlx::query(AssertSqlSafe(sql)), |query, name| query.bind(name));
        put_all(office, query.fetch_all(&mut *connection).await?)?;
    }
    Ok(())
}

fn put_all(office: &mut Office, rows: Vec<AnyRow>) -> Result<(), Error> {
    for row in rows {
        let (name, entry): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        put_named(office, &name, &entry)?;
    }
    Ok(())
}

/// Adds an entry as it is stored.
pub(crate) fn put_named(office: &mut Office, name: &str, entry: &str) -> Result<(), Error> {
    let key = name.parse().map_err(|error| Error::unreadable(name, error))?;
    let entry = serde_json::from_str(entry).map_err(|error| Error::unreadable(name, error))?;
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
