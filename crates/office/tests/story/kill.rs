//! A server that is killed while people work loses nothing that it acknowledged.

use crate::load::{Acknowledged, PEOPLE, work};
use crate::served::{Served, command, people};
use std::time::Duration;
use workflow::Role;

/// How soon it is back: within a second, and within some more where the program is not optimised
/// and the machine does other things as well.
const SOON: Duration = Duration::from_secs(5);

/// How often it is killed; `YUSUAN_KILLS` asks for more.
fn kills() -> u64 {
    std::env::var("YUSUAN_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(5)
}

#[test]
fn a_killed_server_has_all_that_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    found(&url, folder.path());
    let files = folder.path().join("files");
    let (acknowledged, mut count, mut took, mut seed) =
        (Acknowledged::default(), 0, Vec::new(), 1_u64);
    for round in 0..kills() {
        let served = Served::start(&url, &files);
        took.push(served.took);
        acknowledged.all_there(&served);
        let address = served.address;
        std::thread::scope(|scope| {
            for number in 0..PEOPLE {
                let acknowledged = &acknowledged;
                scope.spawn(move || work(address, (round, number), acknowledged, || false));
            }
            std::thread::sleep(Duration::from_millis(random(&mut seed) % 500));
            served.kill();
        });
        count += acknowledged.count();
        // The last ones of all are looked for by the next server, and the chain by another program.
        if round % 10 == 0 || round + 1 == kills() {
            let verified = command(&["verify", "--database", &url]);
            assert!(verified.status.success(), "{verified:?}");
        }
    }
    acknowledged.all_there(&Served::start(&url, &files));
    took.sort_unstable();
    let (half, slowest) = (took[took.len() / 2], took[took.len() - 1]);
    println!("{} kills, {count} acknowledged; back within {half:?}, at most {slowest:?}", kills());
    assert!(count > 0);
    assert!(slowest < SOON, "{slowest:?}");
}

/// The next number of a simple generator (Knuth, TAOCP 3.3.4).
fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
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
