//! An encrypted connection to PostgreSQL, with certificates of the test.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a helper that cannot go on fails the test"
)]

#[path = "stories/cluster.rs"]
#[expect(dead_code, reason = "its restart is for the stories")]
mod cluster;

use cluster::{Cluster, own};
use sqlx::{AnyConnection, Connection, Row};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use store::Store;
use workflow::Moment;
use workflow::testing::founding;

#[test]
fn a_connection_is_encrypted_and_the_server_is_known() {
    if let Err(why) = encrypted() {
        println!("skipped: {}", why.replace('\n', " "));
    }
}

/// Fails where this machine lacks what the test needs.
fn encrypted() -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let (ours, other) = (folder.path().join("ours"), folder.path().join("other"));
    certify(&ours)?;
    certify(&other)?;
    let public = folder.path().join("ca.pem");
    std::fs::copy(ours.join("ca.pem"), &public).unwrap();
    own(&ours)?;
    // The folder of the certificates may only be entered by its owner.
    let opened = Command::new("chmod").arg("755").arg(folder.path()).status().unwrap();
    assert!(opened.success());
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let file = |name: &str| ours.join(name).display().to_string();
    let cluster = Cluster::with_settings(vec![
        "ssl=on".to_owned(),
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={port}"),
        format!("ssl_cert_file={}", file("cert.pem")),
        format!("ssl_key_file={}", file("key.pem")),
    ])?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        cluster.database("served").await;
        let address = |root: &Path| {
            let root = root.display();
            let server = format!("postgres://postgres@localhost:{port}/served");
            format!("{server}?sslmode=verify-full&sslrootcert={root}")
        };
        let store = Store::open(&address(&public)).await.unwrap();
        for (actor, command) in founding() {
            store.act(&command, &actor, Moment(0)).await.unwrap();
        }
        let mut connection = AnyConnection::connect(&address(&public)).await.unwrap();
        let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        let row = sqlx::query(sql).fetch_one(&mut connection).await.unwrap();
        assert!(row.get::<bool, _>(0));
        // A server that another authority certified is not believed.
        assert!(Store::open(&address(&other.join("ca.pem"))).await.is_err());
    });
    Ok(())
}

/// Makes an authority and what it certifies for this machine: `ca.pem`, `cert.pem`, `key.pem`.
fn certify(folder: &Path) -> Result<(), String> {
    std::fs::create_dir(folder).unwrap();
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    for arguments in [
        format!("req -x509 {key} -days 2 -subj /CN=authority -keyout ca.key -out ca.pem"),
        format!("req {key} -subj /CN=localhost -keyout key.pem -out asked.pem"),
        "x509 -req -in asked.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
         -extfile names -out cert.pem"
            .to_owned(),
    ] {
        let mut openssl = Command::new("openssl");
        openssl.args(arguments.split_whitespace()).current_dir(folder);
        let made = openssl.output().map_err(|error| format!("openssl: {error}"))?;
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    Ok(())
}
