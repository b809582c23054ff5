//! Opening a store.

use crate::group::Group;
use crate::kept::Kept;
use crate::{Error, Head};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, Row, SqlSafeStr, Transaction};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// A store. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) kind: Kind,
    /// SQLite has one writer, so that writers wait for each other here and not in the database.
    pub(crate) writer: AnyPool,
    pub(crate) reader: AnyPool,
    pub(crate) kept: Kept,
    pub(crate) group: Arc<Group>,
}

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// A transaction on either database.
pub(crate) type Tx = Transaction<'static, sqlx::Any>;

/// The codes of SQLite for what could not be written for lack of room: `SQLITE_FULL`, and
/// `SQLITE_IOERR_WRITE` of a file that may not grow.
const NO_ROOM: [&str; 2] = ["13", "778"];
const READERS: u32 = 8;
/// How long to wait for a connection before saying so.
const PATIENCE: Duration = Duration::from_secs(30);

/// A migration as it is written for each database.
struct Written {
    number: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// The migrations. Those that have been released are never changed.
const MIGRATIONS: &[Written] = &[
    Written {
        number: 1,
        name: "store",
        sqlite: include_str!("../migrations/sqlite/0001_store.sql"),
        postgres: include_str!("../migrations/postgres/0001_store.sql"),
    },
    Written {
        number: 2,
        name: "people",
        sqlite: include_str!("../migrations/sqlite/0002_people.sql"),
        postgres: include_str!("../migrations/postgres/0002_people.sql"),
    },
    Written {
        number: 3,
        name: "lists",
        sqlite: include_str!("../migrations/sqlite/0003_lists.sql"),
        postgres: include_str!("../migrations/postgres/0003_lists.sql"),
    },
    Written {
        number: 4,
        name: "bodies",
        sqlite: include_str!("../migrations/sqlite/0004_bodies.sql"),
        postgres: include_str!("../migrations/postgres/0004_bodies.sql"),
    },
    Written {
        number: 5,
        name: "published_files",
        sqlite: include_str!("../migrations/sqlite/0005_published_files.sql"),
        postgres: include_str!("../migrations/postgres/0005_published_files.sql"),
    },
    Written {
        number: 6,
        name: "event_words",
        sqlite: include_str!("../migrations/sqlite/0006_event_words.sql"),
        postgres: include_str!("../migrations/postgres/0006_event_words.sql"),
    },
    Written {
        number: 7,
        name: "record_chunks",
        sqlite: include_str!("../migrations/sqlite/0007_record_chunks.sql"),
        postgres: include_str!("../migrations/postgres/0007_record_chunks.sql"),
    },
    Written {
        number: 8,
        name: "identities",
        sqlite: include_str!("../migrations/sqlite/0008_identities.sql"),
        postgres: include_str!("../migrations/postgres/0008_identities.sql"),
    },
    Written {
        number: 9,
        name: "pages",
        sqlite: include_str!("../migrations/sqlite/0009_pages.sql"),
        postgres: include_str!("../migrations/postgres/0009_pages.sql"),
    },
    Written {
        number: 10,
        name: "changes",
        sqlite: include_str!("../migrations/sqlite/0010_changes.sql"),
        postgres: include_str!("../migrations/postgres/0010_changes.sql"),
    },
    Written {
        number: 11,
        name: "login_actors",
        sqlite: include_str!("../migrations/sqlite/0011_login_actors.sql"),
        postgres: include_str!("../migrations/postgres/0011_login_actors.sql"),
    },
];

impl Store {
    /// Opens a store and brings its tables to this version of the program.
    ///
    /// The address is `sqlite:PATH`, where the file is made if it is not there, or
    /// `postgres://…`.
    ///
    /// # Errors
    /// Fails where the database cannot be reached or is newer than the program.
    pub async fn open(url: &str) -> Result<Self, Error> {
        install_default_drivers();
        let kind = match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Kind::Sqlite,
            Some("postgres" | "postgresql") => Kind::Postgres,
            _ => return Err(Error::Address(url.to_owned())),
        };
        let writers = if kind == Kind::Sqlite { 1 } else { READERS };
        let writer = connect(kind, url, writers).await?;
        migrator(kind).run(&writer).await?;
        let reader = connect(kind, url, READERS).await?;
        let store = Self { kind, writer, reader, kept: Kept::default(), group: Arc::default() };
        store.renew().await?;
        Ok(store)
    }

    /// Closes all connections. What was acknowledged is on the disk before that.
    pub async fn close(&self) {
        self.writer.close().await;
        self.reader.close().await;
    }

    /// Returns the end of the chain of events.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn head(&self) -> Result<Head, Error> {
        let mut connection = self.reader.acquire().await?;
        head(&mut connection).await
    }

    /// Begins a transaction that writes. Only one of them is between its begin and its end at any
    /// time, on all machines: the chain has one end.
    pub(crate) async fn write(&self) -> Result<Tx, Error> {
        let mut tx = self.write_apart().await?;
        self.take_turn(&mut tx).await?;
        Ok(tx)
    }

    /// Begins a transaction that writes nothing of the chain, at first. On PostgreSQL no other
    /// writer waits for it before [`Self::take_turn`].
    pub(crate) async fn write_apart(&self) -> Result<Tx, Error> {
        match self.kind {
            // A transaction that begins by reading and then writes may fail for others' sake.
            Kind::Sqlite => Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?),
            Kind::Postgres => Ok(self.writer.begin().await?),
        }
    }

    /// Waits for its turn to write to the chain.
    pub(crate) async fn take_turn(&self, tx: &mut Tx) -> Result<(), Error> {
        if self.kind == Kind::Postgres {
            sqlx::query("LOCK TABLE events IN EXCLUSIVE MODE").execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Begins a transaction that reads everything as it is at one moment.
    pub(crate) async fn read(&self) -> Result<Tx, Error> {
        let begin = match self.kind {
            Kind::Sqlite => "BEGIN",
            Kind::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        Ok(self.reader.begin_with(begin).await?)
    }
}

/// Ends a transaction. Where that fails, it may be stored all the same: the database can go away
/// after it has stored it and before it says so.
pub(crate) async fn commit(tx: Tx) -> Result<(), Error> {
    tx.commit().await.map_err(|error| match error.as_database_error().and_then(|it| it.code()) {
        // SQLite without room has stored nothing.
        Some(code) if NO_ROOM.contains(&&*code) => Error::Database(error),
        _ => Error::InDoubt(error.to_string()),
    })
}

pub(crate) async fn head(connection: &mut AnyConnection) -> Result<Head, Error> {
    let last = sqlx::query("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1");
    let last = last.fetch_optional(connection).await?;
    last.map_or_else(
        || Ok(Head::empty()),
        |row| Ok(Head { seq: row.try_get(0)?, hash: row.try_get(1)? }),
    )
}

async fn connect(kind: Kind, url: &str, most: u32) -> Result<AnyPool, Error> {
    let creates = kind == Kind::Sqlite && !url.contains("mode=");
    let separator = if url.contains('?') { '&' } else { '?' };
    let url = if creates { format!("{url}{separator}mode=rwc") } else { url.to_owned() };
    let options = AnyPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE);
    // A file is not away, as a server may be.
    let options = options.test_before_acquire(kind == Kind::Postgres);
    let options = options.after_connect(move |connection, _| {
        Box::pin(async move {
            if kind == Kind::Sqlite {
                // An acknowledged event is on the disk: FULL syncs the log at each commit.
                let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                               PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 30000;";
                sqlx::raw_sql(pragmas).execute(connection).await?;
            }
            Ok(())
        })
    });
    Ok(options.connect_with(AnyConnectOptions::from_str(&url)?).await?)
}

fn migrator(kind: Kind) -> Migrator {
    let migration = |it: &Written| {
        let sql = if kind == Kind::Sqlite { it.sqlite } else { it.postgres };
        let (name, plain) = (it.name.into(), MigrationType::Simple);
        Migration::new(it.number, name, plain, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    /// The first digits of the SHA-256 of each released migration, SQLite and PostgreSQL. A
    /// database refuses a migration that differs from the one that made it.
    const RELEASED: [[&str; 2]; 11] = [
        ["9a2dff09160c5c83", "dd5767b9fa3f8cee"],
        ["413ca9d2cd35ec74", "89c36542ab05b39e"],
        ["5d354d6f88a6f676", "1b9b2ff3949fcd9f"],
        ["df4f92378a10f22c", "b617ad951af2e7c2"],
        ["eebba1fe48c4cd9f", "4b4b1ef2b106e16f"],
        ["05242c24b3416329", "00b1cddb9c8d8f31"],
        ["d8fb5a569e504b8c", "858f10bd6f9fd743"],
        ["fcec1ff033ebb2c4", "cb5b359f5309b0b1"],
        ["3517f865f52b5e7e", "c51fc173fecd1d28"],
        ["a2fc6fc063c7974b", "102c9d26aed16c87"],
        ["96b83243b34741cb", "96b83243b34741cb"],
    ];

    #[test]
    fn released_migrations_are_never_changed() {
        let digits = |sql: &str| -> String {
            Sha256::digest(sql).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
        };
        let now: Vec<_> =
            MIGRATIONS.iter().map(|it| [digits(it.sqlite), digits(it.postgres)]).collect();
        assert_eq!(now, RELEASED);
        let numbers: Vec<i64> = MIGRATIONS.iter().map(|it| it.number).collect();
        assert!(numbers.is_sorted_by(|one, next| one < next));
    }
}
