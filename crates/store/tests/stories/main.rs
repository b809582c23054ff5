//! The store's stories, the same on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "a helper that cannot go on fails the test"
)]

mod backup;
mod chain;
mod cluster;
mod doubt;
mod files;
mod machine;
mod many;
mod people;
mod published;
mod records;

use cluster::Cluster;
use store::Store;
use workflow::Moment;
use workflow::testing::founding;

/// The beginning of the county's year.
const START: Moment = Moment(1_917_000_000);

/// Opens a store in which the county is founded.
async fn founded(url: &str) -> Store {
    let store = Store::open(url).await.unwrap();
    for (actor, command) in founding() {
        store.act(&command, &actor, START).await.unwrap();
    }
    store
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(future)
}

/// Runs a story on an SQLite database of its own.
fn on_sqlite(story: impl AsyncFnOnce(String, String)) {
    let folder = tempfile::tempdir().unwrap();
    let url = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    run(story(url("one.db"), url("other.db")));
}

/// Returns a running PostgreSQL, or says that the test is skipped and why.
fn cluster() -> Option<Cluster> {
    Cluster::start().map_err(|why| println!("skipped: {}", why.replace('\n', " "))).ok()
}

/// Declares a test on SQLite for each story, and one test that runs all of them on PostgreSQL.
/// Each story gets two empty databases.
macro_rules! stories {
    ($($module:ident::$story:ident),* $(,)?) => {
        $(
            #[test]
            fn $story() {
                on_sqlite($module::$story);
            }
        )*

        #[test]
        fn all_of_them_on_postgresql() {
            let Some(cluster) = cluster() else { return };
            run(async {
                $(
                    let one = cluster.database(concat!("one_", stringify!($story))).await;
                    let other = cluster.database(concat!("other_", stringify!($story))).await;
                    println!("{}", stringify!($story));
                    $module::$story(one, other).await;
                )*
            });
        }
    };
}

stories! {
    backup::a_backup_moves_to_another_database,
    backup::a_damaged_backup_is_refused_whole,
    backup::the_first_landing_opens,
    chain::events_cannot_be_changed,
    chain::what_was_altered_shows,
    chain::what_was_cut_off_shows,
    chain::what_is_derived_can_be_derived_again,
    files::files_are_known_by_their_content,
    machine::the_store_decides_as_the_workflow,
    many::writers_on_two_machines_do_not_lose_a_step,
    many::what_a_machine_keeps_is_never_stale,
    many::bodies_come_from_a_table,
    many::commands_at_once_are_each_answered,
    people::sessions_expire_and_end,
    people::logins_are_written_down,
    people::a_provider_knows_whom_an_administrator_bound,
    people::a_link_works_once,
    people::a_reset_ends_the_password_and_says_by_whom,
    people::a_founder_is_made_whole_or_not_at_all,
    people::an_office_without_administrators_may_be_founded_again,
    published::the_table_says_what_the_state_says,
    published::a_database_of_the_first_landing_upgrades,
    records::the_last_version_has_its_records,
}

/// The backup of a county from SQLite restores on PostgreSQL, and back.
#[test]
fn a_county_moves_between_databases() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::tempdir().unwrap();
    let url = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    run(async {
        let served = cluster.database("served").await;
        backup::a_backup_moves_to_another_database(url("one.db"), served.clone()).await;
        let back = url("back.db");
        backup::moves(&Store::open(&served).await.unwrap(), &back).await;
    });
}

/// A PostgreSQL that stops at once and starts again has all that was acknowledged, and the store
/// finds its way back to it. While it is away nothing is acknowledged.
#[test]
fn postgresql_may_be_restarted() {
    let Some(mut cluster) = cluster() else { return };
    run(async {
        let store = founded(&cluster.database("restarted").await).await;
        for _ in 0..3 {
            let before = store.head().await.unwrap();
            cluster.restart();
            let mut attempts = 0;
            while store.head().await.ok() != Some(before.clone()) {
                attempts += 1;
                assert!(attempts < 100, "the store does not find its database");
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            many::saves_once(&store).await;
            assert_eq!(store.verify(None).await.unwrap().head.seq, before.seq + 1);
        }
    });
}

#[test]
fn postgresql_may_go_away_at_the_end() {
    let Some(cluster) = cluster() else { return };
    run(async {
        let url = cluster.database("doubt").await;
        let store = founded(&url).await;
        doubt::what_fails_at_the_end_is_in_doubt(&store, &url).await;
    });
}

/// Writes `tests/first-landing/` anew. That is only right for a landing of its own, in a folder of
/// its own: what was once written has to be read for ever.
#[test]
#[ignore = "it writes into the project"]
fn write_a_landing() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/first-landing");
    on_sqlite(async |one, _| backup::write_a_landing(&one, &folder).await);
}
