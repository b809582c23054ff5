//! The page of the history.

mod export;
mod get;
mod verify;

pub(crate) use export::export;
pub(crate) use get::{get, time};
pub(crate) use verify::verify;

use crate::address::encoded;
use serde::Deserialize;
use store::EventsAsked;

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
    /// Returns the words that an event must have.
    fn words(&self) -> Vec<&str> {
        self.q.split_whitespace().take(8).collect()
    }

    /// Returns what the store is asked.
    fn of_store<'a>(&'a self, words: &'a [&'a str], most: u16) -> EventsAsked<'a> {
        let who = Some(self.who.trim()).filter(|who| !who.is_empty());
        EventsAsked { words, who, before: self.before, most }
    }

    fn query(&self) -> String {
        format!("q={}&who={}", encoded(self.q.trim()), encoded(self.who.trim()))
    }
}
