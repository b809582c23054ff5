//! A PostgreSQL that stops at once and starts again while people work.

use crate::cluster::Cluster;
use crate::kill::found;
use crate::load::{Acknowledged, PEOPLE, work};
use crate::served::{Served, command, run};
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How soon work goes on after the database is back.
const SOON: Duration = Duration::from_secs(60);

/// Nothing that was acknowledged is lost, what is refused says so clearly, and the server goes on
/// by itself.
#[test]
fn the_database_may_be_restarted_while_people_work() {
    let mut cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(why) => return println!("skipped: {}", why.replace('\n', " ")),
    };
    let folder = tempfile::tempdir().unwrap();
    let url = run(cluster.database("office"));
    found(&url, folder.path());
    let served = Served::start(&url, &folder.path().join("files"));
    let (acknowledged, is_over) = (Acknowledged::default(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let (address, acknowledged, is_over) = (served.address, &acknowledged, &is_over);
        let work = |number| {
            move || work(address, (0, number), acknowledged, || is_over.load(Ordering::Relaxed))
        };
        let people: Vec<_> = (0..PEOPLE).map(|number| scope.spawn(work(number))).collect();
        for _ in 0..3 {
            goes_on(acknowledged);
            cluster.restart();
            goes_on(acknowledged);
        }
        is_over.store(true, Ordering::Relaxed);
        let refused: Vec<_> = people.into_iter().flat_map(|it| it.join().unwrap()).collect();
        println!("{} acknowledged, {} refused", acknowledged.count(), refused.len());
        for (status, problem) in &refused {
            assert_eq!((*status, &problem["why"]), (503, &json!("unavailable")), "{problem}");
            assert!(problem["zh"].as_str().unwrap().contains("没有生效"), "{problem}");
        }
    });
    acknowledged.all_there(&served);
    everything_is_checked(&served);
    assert!(served.stop());
    let verified = command(&["verify", "--database", &url]);
    assert!(verified.status.success(), "{verified:?}");
}

/// Waits until more is acknowledged.
fn goes_on(acknowledged: &Acknowledged) {
    let (before, begin) = (acknowledged.count(), Instant::now());
    while acknowledged.count() < before + 5 {
        assert!(begin.elapsed() < SOON, "nothing is acknowledged any more");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Documents whose check could not be recorded are checked again without another start.
fn everything_is_checked(served: &Served) {
    let begin = Instant::now();
    loop {
        let path = "/api/documents?stage=received";
        let (_, waiting) = served.call("GET", path, "auditor", b"");
        if waiting.as_array().is_some_and(Vec::is_empty) {
            return;
        }
        assert!(begin.elapsed() < SOON * 3, "{waiting}");
        std::thread::sleep(Duration::from_millis(200));
    }
}
