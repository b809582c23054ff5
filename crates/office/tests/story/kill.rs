//! A server that is killed while people work loses nothing that it acknowledged.

use crate::http;
use crate::served::{Served, command, people};
use serde_json::json;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use workflow::Role;

/// How many work at once.
const PEOPLE: usize = 4;

/// How soon it is back; an office of a second in a program that is optimised.
const SOON: Duration = Duration::from_secs(3);

#[test]
fn a_killed_server_has_all_that_it_acknowledged() {
    let cases: u64 = std::env::var("YUSUAN_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(4);
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    found(&url, folder.path());
    let files = folder.path().join("files");
    let mut slowest = Duration::ZERO;
    let acknowledged = AtomicI64::new(0);
    for case in 0..cases {
        let served = Served::start(&url, &files);
        slowest = slowest.max(served.took);
        assert_all_there(&served, acknowledged.load(Ordering::SeqCst));
        let (address, acknowledged) = (served.address, &acknowledged);
        std::thread::scope(|scope| {
            for number in 0..PEOPLE {
                scope.spawn(move || work(address, number, acknowledged));
            }
            std::thread::sleep(Duration::from_millis(50 + case * 37 % 300));
            served.kill();
        });
        let verified = command(&["verify", "--database", &url]);
        assert!(verified.status.success(), "{verified:?}");
    }
    assert!(acknowledged.load(Ordering::SeqCst) > 0);
    println!("back within {} ms", slowest.as_millis());
    assert!(slowest < SOON, "{slowest:?}");
}

/// Grants and revokes until the server is gone.
fn work(address: SocketAddr, number: usize, acknowledged: &AtomicI64) {
    for verb in ["grant", "revoke"].into_iter().cycle() {
        let to = if verb == "grant" { "to" } else { "from" };
        let command =
            json!({ verb: {to: format!("clerk-{number}"), "role": "preparer", "body": "000"} });
        let body = command.to_string();
        let Some((_, answer)) =
            http::call(address, "POST", "/api/commands", "administrator", body.as_bytes())
        else {
            return;
        };
        let seq = answer[0]["seq"].as_i64();
        acknowledged.fetch_max(seq.unwrap_or(0), Ordering::SeqCst);
    }
}

fn assert_all_there(served: &Served, acknowledged: i64) {
    if acknowledged > 0 {
        let path = format!("/api/events?after={}", acknowledged - 1);
        let (_, events) = served.call("GET", &path, "auditor", b"");
        assert_eq!(events[0]["seq"], acknowledged, "{events}");
    }
}

pub fn found(url: &str, folder: &std::path::Path) {
    let file = folder.join("bodies.csv");
    std::fs::write(&file, "000,云岭县财政局,\n101,云岭县教育局,000\n").unwrap();
    let files = folder.join("files").display().to_string();
    let file = file.display().to_string();
    let imported = command(&["import-bodies", "--database", url, "--blobs", &files, &file]);
    assert!(imported.status.success(), "{imported:?}");
    let all = [
        ("administrator", Role::Administrator, "000"),
        ("auditor", Role::Auditor, "000"),
        ("preparer", Role::Preparer, "101"),
    ];
    people(url, &all);
}
