//! People who work at once, and what was acknowledged to them.

use crate::http;
use crate::served::{Served, command, people};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};
use workflow::Role;

/// How many give commands at once, beside one who hands in documents.
const PEOPLE: usize = 4;

/// The work of some time, and what was acknowledged of it.
#[derive(Default)]
pub struct Load {
    is_over: AtomicBool,
    /// The number of the last event that was acknowledged. The chain has no gaps, so all before it
    /// are there where it is.
    last: AtomicI64,
    /// How many commands were acknowledged, and how many were not.
    pub done: AtomicUsize,
    pub failed: AtomicUsize,
    /// The documents that were acknowledged.
    documents: Mutex<BTreeSet<String>>,
    handed_in: AtomicUsize,
}

struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Founds a county whose people can do this work.
pub fn found(url: &str, folder: &Path) {
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

impl Load {
    /// Has people give commands, and hand in documents where that is asked for, until `end`
    /// returns. Until then they go on where something fails.
    pub fn during(&self, address: SocketAddr, hands_in: bool, end: impl FnOnce()) {
        self.is_over.store(false, Ordering::SeqCst);
        std::thread::scope(|scope| {
            for number in 0..PEOPLE {
                scope.spawn(move || self.command(address, number));
            }
            if hands_in {
                scope.spawn(move || self.hand_in(address));
            }
            // They stop also where it panics.
            let _over = Over(&self.is_over);
            end();
        });
    }

    /// Returns how many documents were acknowledged.
    pub fn documents(&self) -> usize {
        self.documents.lock().unwrap().len()
    }

    /// Returns the number of the last event that was acknowledged.
    pub fn last(&self) -> i64 {
        self.last.load(Ordering::SeqCst)
    }

    /// Grants and revokes.
    fn command(&self, address: SocketAddr, number: usize) {
        let mut verbs = [("grant", "to"), ("revoke", "from")].into_iter().cycle();
        while !self.is_over.load(Ordering::SeqCst) {
            let Some((verb, to)) = verbs.next() else { return };
            let it = json!({to: format!("clerk-{number}"), "role": "preparer", "body": "000"});
            let body = json!({ verb: it }).to_string();
            self.ask(address, "/api/commands", "administrator", body.as_bytes(), |_| {});
        }
    }

    /// Hands in documents, which are then checked.
    fn hand_in(&self, address: SocketAddr) {
        while !self.is_over.load(Ordering::SeqCst) {
            let document = format!("d{}", self.handed_in.fetch_add(1, Ordering::SeqCst));
            let path = format!("/api/documents/{document}?body=101&name={document}.docx");
            let keep = |answer: &Value| {
                assert_eq!(answer["document"].as_str().unwrap_or(&document), document);
                self.documents.lock().unwrap().insert(document.clone());
            };
            self.ask(address, &path, "preparer", document.as_bytes(), keep);
            sleep(Duration::from_millis(20));
        }
    }

    /// Asks for something. What was not acknowledged may be done all the same: a server can die
    /// after it has stored something and before it says so.
    fn ask(
        &self,
        address: SocketAddr,
        path: &str,
        who: &str,
        body: &[u8],
        keep: impl FnOnce(&Value),
    ) {
        if let Some((200, answer)) = http::call(address, "POST", path, who, body) {
            let seq = answer[0]["seq"].as_i64();
            self.last.fetch_max(seq.unwrap_or(0), Ordering::SeqCst);
            self.done.fetch_add(1, Ordering::SeqCst);
            keep(&answer);
        } else {
            self.failed.fetch_add(1, Ordering::SeqCst);
            sleep(Duration::from_millis(5));
        }
    }

    /// All that was acknowledged is there.
    pub fn assert_all_there(&self, served: &Served) {
        if self.last() > 0 {
            let path = format!("/api/events?after={}", self.last() - 1);
            let (_, events) = served.call("GET", &path, "auditor", b"");
            assert_eq!(events[0]["seq"], self.last(), "{events}");
        }
    }

    /// Each document is checked in the end, so its file is there as well; also one that was stored
    /// and not acknowledged.
    pub fn assert_all_checked(&self, served: &Served) {
        let until = Instant::now() + Duration::from_secs(120);
        let waiting = "/api/documents?stage=received";
        while served.call("GET", waiting, "preparer", b"").1 != json!([]) {
            assert!(Instant::now() < until, "not all documents are checked");
            sleep(Duration::from_millis(50));
        }
        for document in self.documents.lock().unwrap().iter() {
            let path = format!("/api/documents/{document}");
            let (_, opened) = served.call("GET", &path, "preparer", b"");
            assert_eq!(opened["stage"], "checked", "{document}");
        }
    }
}

/// The chain is intact, and what is derived follows from it.
pub fn verify(url: &str) {
    let verified = command(&["verify", "--database", url]);
    assert!(verified.status.success(), "{verified:?}");
}
