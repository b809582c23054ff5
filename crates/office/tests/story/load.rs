//! People who work at once, and what was acknowledged to them.

use crate::http;
use crate::served::Served;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many work at once.
pub const PEOPLE: usize = 4;

/// The events that were acknowledged: the hash of each by its number, or nothing where the answer
/// does not have it.
#[derive(Debug, Default)]
pub struct Acknowledged(Mutex<BTreeMap<i64, String>>);

impl Acknowledged {
    fn note(&self, seq: &Value, hash: &Value) {
        let Some(seq) = seq.as_i64() else { return };
        let hash = hash.as_str().unwrap_or_default().to_owned();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(seq, hash);
    }

    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Fails where one of them is not in the history, or another is in its place. They are
    /// forgotten.
    pub fn all_there(&self, served: &Served) {
        let mut all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        while let Some((&first, _)) = all.first_key_value() {
            let path = format!("/api/events?after={}", first - 1);
            let (_, events) = served.call("GET", &path, "auditor", b"");
            let events = events.as_array().unwrap();
            assert_eq!(events.first().unwrap()["seq"], first);
            for event in events {
                if let Some(hash) = all.remove(&event["seq"].as_i64().unwrap()) {
                    assert!(hash.is_empty() || hash == event["hash"], "{event}");
                }
            }
        }
    }
}

/// Works until the server is gone or it is time to stop: grants and revokes, and every fourth
/// person hands in documents. Returns what else was answered than that it was done.
pub fn work(
    address: SocketAddr,
    (round, number): (u64, usize),
    acknowledged: &Acknowledged,
    is_over: impl Fn() -> bool,
) -> Vec<(u16, Value)> {
    let mut refused = Vec::new();
    for step in 0.. {
        if is_over() {
            break;
        }
        let (path, who, body) = if number % 4 == 3 {
            // Their checks take longer than receiving them.
            std::thread::sleep(Duration::from_millis(200));
            let path = format!("/api/documents/d{round}-{step}?body=101&name=a.txt");
            (path, "preparer", format!("budget {round} {step}"))
        } else {
            let (verb, to) = if step % 2 == 0 { ("grant", "to") } else { ("revoke", "from") };
            let to_do =
                json!({ verb: {to: format!("clerk-{number}"), "role": "preparer", "body": "000"} });
            ("/api/commands".to_owned(), "administrator", to_do.to_string())
        };
        let Some((status, answer)) = http::call(address, "POST", &path, who, body.as_bytes())
        else {
            break;
        };
        match (status, &answer) {
            (200, Value::Array(events)) => acknowledged.note(&events[0]["seq"], &events[0]["hash"]),
            (200, received) => acknowledged.note(&received["seq"], &Value::Null),
            // Where the answer to a step was lost or is that nothing was done, it may have been done
            // all the same or not: then the next grant is there already, or there is none to revoke.
            (404 | 409, _) => {}
            _ => refused.push((status, answer)),
        }
    }
    refused
}
