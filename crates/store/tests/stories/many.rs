//! Several writers, and many bodies.

use crate::{START, founded};
use store::{Error, Store, import_bodies};
use workflow::testing::{YEAR, draft, id, lines, package, person};
use workflow::{Actor, Command, Office, Role, Why};

const SAVES: u32 = 12;

/// Two stores on one database are what two machines are: neither knows of the other. Each writer
/// saves its own package; one package is saved by both, each from what it last saw.
pub async fn writers_on_two_machines_do_not_lose_a_step(one: String, _: String) {
    let stores = [founded(&one).await, Store::open(&one).await.unwrap()];
    let before = stores[0].head().await.unwrap().seq;
    let writers = ["101001", "101002", "102001", "102002"].into_iter().enumerate();
    let writers = writers.map(|(at, body)| tokio::spawn(save_all(stores[at % 2].clone(), body)));
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let verified = stores[1].verify(None).await.unwrap();
    assert_eq!((verified.head.seq - before, verified.differing.len()), (i64::from(SAVES) * 4, 0));

    let save = |fen| Command::Save {
        package: package("101001"),
        draft: draft(SAVES, lines("2050201", "project", fen), Vec::new()),
    };
    let preparer = person("preparer-101001");
    let (first, second) = (save(1), save(2));
    let both = (stores[0].act(&first, &preparer, START), stores[1].act(&second, &preparer, START));
    let (first, second) = both_of(both.0, both.1).await;
    let refused = [first, second]
        .into_iter()
        .filter(|it| matches!(it, Err(Error::Refused(refusal)) if refusal.why == Why::Stale));
    assert_eq!(refused.count(), 1);
}

/// A machine keeps what it has read of bodies and packages, and sees what another one changes.
pub async fn what_a_machine_keeps_is_never_stale(one: String, _: String) {
    let stores = [founded(&one).await, Store::open(&one).await.unwrap()];
    let year = async |store: &Store| store.year(YEAR, &Actor::Console).await.unwrap();
    let version = |office: &Office| office.package(&package("101001")).unwrap().version_number();
    for based_on in 0..4 {
        let before = year(&stores[1]).await;
        assert_eq!(version(&before), based_on);
        let draft = draft(based_on, lines("2050201", "project", 1), Vec::new());
        let save = Command::Save { package: package("101001"), draft };
        stores[0].act(&save, &person("preparer-101001"), START).await.unwrap();
        assert_eq!(year(&stores[0]).await, year(&stores[1]).await);
        // What is refused is not kept either.
        let submit = Command::Submit { package: package("101001") };
        stores[0].act(&submit, &person("stranger"), START).await.unwrap_err();
        let name = format!("单位{based_on}");
        let rename = Command::RenameBody { code: id("101001"), name: name.clone() };
        stores[0].act(&rename, &Actor::Console, START).await.unwrap();
        let after = year(&stores[1]).await;
        assert_eq!(
            (version(&after), &after.body(&id("101001")).unwrap().name),
            (based_on + 1, &name)
        );
    }
}

/// Commands at once share transactions, and each is answered for itself: one that is refused changes
/// nothing, and one whose caller goes away keeps no other from its answer.
pub async fn commands_at_once_are_each_answered(one: String, _: String) {
    const CALLERS: usize = 40;
    let store = founded(&one).await;
    let before = store.head().await.unwrap().seq;
    let act = |at: usize| {
        let (store, to) = (store.clone(), id(&format!("auditor-{at}")));
        let actor = if at.is_multiple_of(4) { person("stranger") } else { Actor::Console };
        let command = Command::Grant { to, role: Role::Auditor, body: id("101") };
        tokio::spawn(async move { store.act(&command, &actor, START).await })
    };
    let gone = act(1);
    let callers: Vec<_> = (0..CALLERS).map(|at| act(at + 4)).collect();
    gone.abort();
    let mut seqs = Vec::new();
    for (at, caller) in callers.into_iter().enumerate() {
        match caller.await.unwrap() {
            Ok(recorded) => seqs.extend(recorded.iter().map(|it| it.seq)),
            Err(error) => {
                assert!(at.is_multiple_of(4) && matches!(error, Error::Refused(_)), "{error}")
            }
        }
    }
    seqs.sort_unstable();
    seqs.dedup();
    assert_eq!(seqs.len(), CALLERS - CALLERS / 4);
    let verified = store.verify(None).await.unwrap();
    let abandoned = verified.head.seq - before - i64::try_from(seqs.len()).unwrap();
    assert!((0..=1).contains(&abandoned) && verified.differing.is_empty());
}

/// Runs two futures side by side.
async fn both_of<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    use std::pin::pin;
    use std::task::Poll;
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        if first.is_none()
            && let Poll::Ready(it) = one.as_mut().poll(context)
        {
            first = Some(it);
        }
        if second.is_none()
            && let Poll::Ready(it) = other.as_mut().poll(context)
        {
            second = Some(it);
        }
        match (first.take(), second.take()) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            (one, other) => {
                (first, second) = (one, other);
                Poll::Pending
            }
        }
    })
    .await
}

/// Saves the next version of a package.
pub async fn saves_once(store: &Store) {
    let office = store.office([workflow::Key::Package(package("101001"))].into()).await.unwrap();
    let last = office.package(&package("101001")).unwrap().version_number();
    let draft = draft(last, lines("2050201", "project", 5), Vec::new());
    let command = Command::Save { package: package("101001"), draft };
    store.act(&command, &person("preparer-101001"), START).await.unwrap();
}

async fn save_all(store: Store, body: &'static str) {
    let preparer = person(&format!("preparer-{body}"));
    for number in 0..SAVES {
        let lines = lines("2050201", "project", i64::from(number) + 1);
        let draft = draft(number, lines, Vec::new());
        let command = Command::Save { package: package(body), draft };
        store.act(&command, &preparer, START).await.unwrap();
    }
}

pub async fn bodies_come_from_a_table(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let table = "单位代码\t单位名称\t上级代码\n000\t云桥市财政局\n101\t云桥市教育局\t000\n\
                 101001,云桥市第一中学,101\n\n101001\t云桥市第二中学\t101\n9 9\t无\t101\n";
    let imported = import_bodies(&store, table, &Actor::Console, START).await;
    let rows: Vec<(usize, bool)> = imported.iter().map(|it| (it.row, it.outcome.is_ok())).collect();
    assert_eq!(rows, [(2, true), (3, true), (4, true), (6, false), (7, false)]);
    let office = store.office(std::collections::BTreeSet::new()).await.unwrap();
    let names: Vec<&str> = office.bodies().map(|(_, body)| body.name.as_str()).collect();
    assert_eq!(names, ["云桥市财政局", "云桥市教育局", "云桥市第一中学"]);
}
