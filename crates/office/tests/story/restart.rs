//! A PostgreSQL that is restarted while people work.

use crate::cluster::Cluster;
use crate::load::{Load, found, verify};
use crate::served::{self, Served};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// What was acknowledged is there, what was not is told as such, and the office finds its way back
/// by itself.
#[test]
fn postgresql_may_be_restarted_while_people_work() {
    let mut cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(why) => return println!("skipped: {}", why.replace('\n', " ")),
    };
    let folder = tempfile::tempdir().unwrap();
    let url = served::run(cluster.database("restarted"));
    found(&url, folder.path());
    let served = Served::start(&url, &folder.path().join("files"));
    let load = Load::default();
    load.during(served.address, true, || {
        for _ in 0..3 {
            more_is_done(&load);
            cluster.restart();
        }
        more_is_done(&load);
    });
    load.assert_all_there(&served);
    load.assert_all_checked(&served);
    verify(&url);
    let (done, failed) = (load.done.load(Ordering::SeqCst), load.failed.load(Ordering::SeqCst));
    println!("{done} acknowledged, {failed} not");
    assert!(load.documents() > 0);
}

/// Waits until some more commands are acknowledged.
fn more_is_done(load: &Load) {
    let (before, until) = (load.last(), Instant::now() + Duration::from_secs(60));
    while load.last() < before + 50 {
        assert!(Instant::now() < until, "nothing is acknowledged any more");
        std::thread::sleep(Duration::from_millis(10));
    }
}
