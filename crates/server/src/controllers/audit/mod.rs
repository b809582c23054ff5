//! The page of the history.

mod export;
mod get;
mod verify;

pub(crate) use export::export;
pub(crate) use get::{get, time};
pub(crate) use verify::verify;

use crate::address::encoded;
use serde::Deserialize;

/// What is asked of the history.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Words of the event.
    #[serde(default)]
    q: String,
    /// Who did it.
    #[serde(default)]
    who: String,
    /// Before the event with this number.
    before: Option<i64>,
}

impl Asked {
    /// Returns the texts that an event must contain.
    fn words(&self) -> Vec<String> {
        let who = self.who.trim();
        // As the person stands in the stored event; a quotation mark is in no login.
        let who = (!who.is_empty()).then(|| format!("\"by\":{{\"person\":\"{who}\"}}"));
        let words = self.q.split_whitespace().take(8).map(escaped);
        words.chain(who).collect()
    }

    fn query(&self) -> String {
        format!("q={}&who={}", encoded(self.q.trim()), encoded(self.who.trim()))
    }
}

/// Returns a word as it stands in JSON.
fn escaped(word: &str) -> String {
    let text = serde_json::Value::from(word).to_string();
    text.trim_matches('"').to_owned()
}
