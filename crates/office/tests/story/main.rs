//! Stories of the office as it is served: the program itself, over HTTP, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "a helper that cannot go on fails the test"
)]

mod away;
#[path = "../../../store/tests/stories/cluster.rs"]
mod cluster;
#[path = "../../src/demo/county.rs"]
mod county;
mod http;
mod kill;
mod load;
mod restart;
mod served;
mod upgrade;
mod year;

use cluster::Cluster;

#[test]
fn a_year_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    year::a_year(&url, folder.path());
}

#[test]
fn a_year_on_postgresql() {
    let cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(why) => return println!("skipped: {}", why.replace('\n', " ")),
    };
    let folder = tempfile::tempdir().unwrap();
    let url = served::run(cluster.database("office"));
    year::a_year(&url, folder.path());
}
