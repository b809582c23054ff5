//! Connections to PostgreSQL are encrypted, and made only to the server that is meant.
#![cfg(feature = "tls")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a helper that cannot go on fails the test"
)]

#[path = "stories/cluster.rs"]
#[expect(dead_code, reason = "its restart is for the stories of the store")]
mod cluster;

use cluster::Cluster;
use sqlx::{Connection, Row};
use std::path::Path;
use std::process::Command;
use store::Store;

/// An address of this machine on which no other PostgreSQL listens.
const ADDRESS: &str = "127.0.0.77";

#[test]
fn postgresql_is_reached_over_tls() {
    let folder = tempfile::tempdir().unwrap();
    let certificate = folder.path().join("certificate.pem");
    let key = folder.path().join("key.pem");
    if let Err(why) = certify(folder.path(), &certificate, &key) {
        return println!("skipped: {why}");
    }
    let settings = vec![
        format!("listen_addresses={ADDRESS}"),
        "ssl=on".to_owned(),
        format!("ssl_cert_file={}", certificate.display()),
        format!("ssl_key_file={}", key.display()),
    ];
    let cluster = match Cluster::with_settings(settings) {
        Ok(cluster) => cluster,
        Err(why) => return println!("skipped: {}", why.replace('\n', " ")),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        cluster.database("office").await;
        let checked = format!("postgres://postgres@{ADDRESS}/office?sslmode=verify-full");
        let known = format!("{checked}&sslrootcert={}", certificate.display());
        let store = Store::open(&known).await.unwrap();
        assert_eq!(store.verify(None).await.unwrap().head.seq, 0);
        let mut connection = sqlx::AnyConnection::connect(&known).await.unwrap();
        let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        let row = sqlx::query(sql).fetch_one(&mut connection).await.unwrap();
        assert!(row.get::<bool, _>(0));
        // A server whose certificate no one vouches for is not trusted with a password.
        let error = sqlx::AnyConnection::connect(&checked).await.err().unwrap();
        assert!(error.to_string().contains("certificate"), "{error}");
    });
}

/// Makes the certificate of a server, and lets PostgreSQL read it.
fn certify(folder: &Path, certificate: &Path, key: &Path) -> Result<(), String> {
    run(Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=office", "-addext"])
        .arg(format!("subjectAltName=IP:{ADDRESS}"))
        .arg("-keyout")
        .arg(key)
        .arg("-out")
        .arg(certificate))?;
    run(Command::new("chmod").arg("600").arg(key))?;
    run(Command::new("chmod").arg("711").arg(folder))?;
    if is_root() {
        run(Command::new("chown").arg("postgres").arg(key))?;
    }
    Ok(())
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

fn run(command: &mut Command) -> Result<(), String> {
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().replace('\n', " ")),
        Err(error) => Err(format!("{}: {error}", command.get_program().display())),
    }
}
