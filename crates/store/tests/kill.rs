//! A process that is killed loses nothing that it acknowledged.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use store::Store;
use workflow::testing::{draft, founding, lines, package, person};
use workflow::{Command as Step, Moment};

const DATABASE: &str = "YUSUAN_KILL_TEST_DATABASE";

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(future)
}

/// Saves for ever and prints the number of each event once it is acknowledged. It does its work
/// only in the process that the other test starts.
#[test]
fn child_that_saves() {
    let Ok(url) = std::env::var(DATABASE) else { return };
    run(async {
        let store = Store::open(&url).await.unwrap();
        let keys = [workflow::Key::Package(package("101001"))].into();
        let office = store.office(keys).await.unwrap();
        let mut number = office.package(&package("101001")).unwrap().version_number();
        loop {
            let draft = draft(number, lines("2050201", "project", i64::from(number)), Vec::new());
            let save = Step::Save { package: package("101001"), draft };
            let saved = store.act(&save, &person("preparer-101001"), Moment(0)).await.unwrap();
            println!("acknowledged {}", saved[0].seq);
            number += 1;
        }
    });
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let cases: u64 =
        std::env::var("YUSUAN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(5);
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store.db").display());
    run(async {
        let store = Store::open(&url).await.unwrap();
        for (actor, command) in founding() {
            store.act(&command, &actor, Moment(0)).await.unwrap();
        }
        store.close().await;
    });
    let mut acknowledged = 0;
    for case in 0..cases {
        acknowledged = acknowledged.max(kill_after(&url, Duration::from_millis(case * 37 % 200)));
        run(async {
            let store = Store::open(&url).await.unwrap();
            let verified = store.verify(None).await.unwrap();
            assert!(verified.head.seq >= acknowledged, "{} < {acknowledged}", verified.head.seq);
            assert_eq!(verified.differing, [""; 0]);
            store.close().await;
        });
    }
    assert!(acknowledged > 0);
}

/// Starts the child, kills it so long after its first acknowledgement, and returns the number of
/// the last event that it acknowledged.
fn kill_after(url: &str, wait: Duration) -> i64 {
    let program = std::env::current_exe().unwrap();
    let mut child = Command::new(program)
        .args(["--exact", "child_that_saves", "--nocapture"])
        .env(DATABASE, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let number = |line: String| line.rsplit_once("acknowledged ").and_then(|it| it.1.parse().ok());
    let first = lines.by_ref().find_map(number).unwrap_or(0);
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.filter_map(number).last().unwrap_or(first)
}
