//! What is asked of the history: everything stands in its address.

use crate::address::encoded;
use crate::problem::Problem;
use message::Message;
use serde::Deserialize;
use store::EventsAsked;
use workflow::Day;

/// What is asked of the history.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Words of the event.
    #[serde(default)]
    pub(crate) q: String,
    /// Who did it.
    #[serde(default)]
    pub(crate) who: String,
    /// Which kind of event, by the key of its fact.
    #[serde(default)]
    pub(crate) deed: String,
    /// About which body.
    #[serde(default)]
    pub(crate) body: String,
    /// From which day on.
    #[serde(default)]
    pub(crate) from: String,
    /// Until which day.
    #[serde(default)]
    pub(crate) until: String,
    /// Before the event with this number.
    pub(crate) before: Option<i64>,
}

impl Asked {
    /// Returns the words that an event must have.
    pub(crate) fn words(&self) -> Vec<&str> {
        self.q.split_whitespace().take(8).collect()
    }

    /// Returns what the store is asked.
    pub(crate) fn of_store<'a>(
        &'a self,
        words: &'a [&'a str],
        most: u16,
    ) -> Result<EventsAsked<'a>, Problem> {
        let until = day(&self.until)?;
        Ok(EventsAsked {
            words,
            who: said(&self.who),
            deed: said(&self.deed),
            body: said(&self.body),
            since: day(&self.from)?.map(Day::begin),
            until: until.map(|day| day.plus(1).begin()),
            before: self.before,
            most,
        })
    }

    pub(crate) fn query(&self) -> String {
        let fields = [
            ("q", &self.q),
            ("who", &self.who),
            ("deed", &self.deed),
            ("body", &self.body),
            ("from", &self.from),
            ("until", &self.until),
        ];
        let fields = fields.iter().filter_map(|(name, text)| Some((name, said(text)?)));
        let fields: Vec<String> =
            fields.map(|(name, text)| format!("{name}={}", encoded(text))).collect();
        fields.join("&")
    }
}

fn said(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn day(text: &str) -> Result<Option<Day>, Problem> {
    let Some(text) = said(text) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| {
        Problem::unusable(Message::new("日期应如2031-02-28。", "A day is written as 2031-02-28."))
    })
}
