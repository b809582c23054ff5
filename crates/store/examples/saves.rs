//! How many saves a second the store acknowledges, beside bare transactions of SQLite with the
//! same durability: `cargo run --release --example saves`.
#![forbid(unsafe_code)]

use sqlx::{AnyConnection, Connection};
use std::error::Error;
use std::time::{Duration, Instant};
use store::Store;
use workflow::testing::{draft, founding, lines, package, person};
use workflow::{Command, Moment};

const SAVES: u32 = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure())
}

async fn measure() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let url = |name: &str| format!("sqlite:{}?mode=rwc", folder.path().join(name).display());
    let store = Store::open(&url("store.db")).await?;
    for (actor, command) in founding() {
        store.act(&command, &actor, Moment(0)).await?;
    }
    let acknowledged = saves(&store).await?;
    let bare = bare(&url("bare.db")).await?;
    let rate = |time: Duration| u128::from(SAVES) * 1_000_000 / time.as_micros().max(1);
    println!("store: {} saves a second; bare: {} transactions", rate(acknowledged), rate(bare));
    println!("ratio: {} %", rate(acknowledged) * 100 / rate(bare).max(1));
    Ok(())
}

async fn saves(store: &Store) -> Result<Duration, Box<dyn Error>> {
    let preparer = person("preparer-101001");
    let start = Instant::now();
    for number in 0..SAVES {
        let lines = lines("2050201", "project", i64::from(number) + 1);
        let draft = draft(number, lines, Vec::new());
        let command = Command::Save { package: package("101001"), draft };
        store.act(&command, &preparer, Moment(0)).await?;
    }
    Ok(start.elapsed())
}

async fn bare(url: &str) -> Result<Duration, Box<dyn Error>> {
    let mut connection = AnyConnection::connect(url).await?;
    let made =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE saves (text TEXT)";
    sqlx::raw_sql(made).execute(&mut connection).await?;
    let text = "0".repeat(400);
    let start = Instant::now();
    for _ in 0..SAVES {
        let mut tx = connection.begin().await?;
        let insert = sqlx::query("INSERT INTO saves (text) VALUES ($1)").bind(&text);
        insert.execute(&mut *tx).await?;
        tx.commit().await?;
    }
    Ok(start.elapsed())
}
