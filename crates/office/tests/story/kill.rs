//! A server that is killed while people work loses nothing that it acknowledged.

use crate::load::{Load, found, verify};
use crate::served::Served;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// The last moment at which it is killed, after people have begun.
const LATEST: u64 = 400;

/// How soon it is back; an office of a second in a program that is optimised.
const SOON: Duration = Duration::from_secs(3);

/// The chain is walked after so many kills, and after the last one.
const WALKED: usize = 10;

/// Returns whether documents are handed in before this kill.
const fn hands_in(kill: usize) -> bool {
    kill % 5 == 1
}

/// `YUSUAN_KILLS` asks for more than a quick run.
#[test]
fn a_killed_server_has_all_that_it_acknowledged() {
    let kills = std::env::var("YUSUAN_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(5);
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    found(&url, folder.path());
    let files = folder.path().join("files");
    let (load, mut took) = (Load::default(), Vec::new());
    for kill in 1..=kills {
        let served = Served::start(&url, &files);
        took.push(served.took);
        load.assert_all_there(&served);
        // The checks that were killed begin again, and would take the time of all that follow.
        if hands_in(kill - 1) {
            load.assert_all_checked(&served);
        }
        load.during(served.address, hands_in(kill), || {
            let moment = RandomState::new().hash_one(kill) % LATEST;
            std::thread::sleep(Duration::from_millis(moment));
            served.kill();
        });
        if kill % WALKED == 0 || kill == kills {
            verify(&url);
        }
    }
    let served = Served::start(&url, &files);
    load.assert_all_there(&served);
    load.assert_all_checked(&served);
    assert!(load.last() > 0 && load.documents() > 0);
    took.sort();
    let (usual, slowest) = (took[took.len() / 2].as_millis(), took[took.len() - 1]);
    let (events, documents) = (load.last(), load.documents());
    println!("{kills} kills, {events} events, {documents} documents");
    println!("back within {usual} ms, {} ms at most", slowest.as_millis());
    assert!(slowest < SOON, "{slowest:?}");
}
