//! Which events are found.

use crate::App;
use crate::before::{Before, before};
use crate::history::Asked;
use crate::problem::Problem;
use crate::told::told;
use message::{Lang, Message};
use std::collections::BTreeMap;
use store::{EventsAsked, Recorded};
use workflow::Office;

/// The most saves whose changes are read for a search; they are not in the index of words.
const READ: u16 = 500;

/// The most bodies whose name has a word.
const MOST_BODIES: usize = 4;

/// The key of a save.
const SAVED: &str = "saved";

/// Events that were found, newest first.
pub(super) struct Found {
    pub(super) events: Vec<Recorded>,
    /// What each save replaced.
    pub(super) before: BTreeMap<i64, Before>,
    /// The number of the event before which it is searched next; `None` where all was searched.
    pub(super) next: Option<i64>,
}

/// Returns at most so many events that are asked for. Words are looked for in what was said, by the
/// index, in the names of bodies, and in what the last saves changed.
pub(super) async fn find(
    app: &App,
    asked: &Asked,
    office: &Office,
    most: u16,
    lang: Lang,
) -> Result<Found, Problem> {
    let asked = Asked { body: body(office, &asked.body)?, ..asked.clone() };
    let words = asked.words();
    let mut lists = Lists::default();
    for words in spellings(office, &words) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        lists.add(app.store.events_with(&asked.of_store(&words, most)?).await?, most);
    }
    if !words.is_empty() && ["", SAVED].contains(&asked.deed.as_str()) {
        let saves = EventsAsked { deed: Some(SAVED), ..asked.of_store(&[], READ)? };
        let saves = app.store.events_with(&saves).await?;
        let before = before(app, &saves).await?;
        let end = end(&saves, READ);
        let has_words = |it: &Recorded| {
            let text = text(it, before.get(&it.seq), office, lang);
            words.iter().all(|word| text.contains(&word.to_lowercase()))
        };
        lists.found.extend(saves.into_iter().filter(has_words).map(|it| (it.seq, it)));
        lists.searched = lists.searched.max(end);
    }
    let Lists { found, searched } = lists;
    let all = found.into_values().rev().filter(|it| Some(it.seq) >= searched);
    let events: Vec<Recorded> = all.take(usize::from(most)).collect();
    let next = end(&events, most).or(searched);
    Ok(Found { before: before(app, &events).await?, events, next })
}

/// What several searches found.
#[derive(Default)]
struct Lists {
    found: BTreeMap<i64, Recorded>,
    /// The event down to which all of them searched; `None` where that is the first.
    searched: Option<i64>,
}

impl Lists {
    fn add(&mut self, events: Vec<Recorded>, most: u16) {
        self.searched = self.searched.max(end(&events, most));
        self.found.extend(events.into_iter().map(|it| (it.seq, it)));
    }
}

/// Returns the number of the last event of a list that is as long as it may be.
fn end(events: &[Recorded], most: u16) -> Option<i64> {
    events.last().filter(|_| events.len() >= usize::from(most)).map(|it| it.seq)
}

/// Returns words as they are, and with the codes of bodies for a word of their names.
fn spellings(office: &Office, words: &[&str]) -> Vec<Vec<String>> {
    let own: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let mut all = vec![own.clone()];
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.chars().count() > 1) {
        let named = office.bodies().filter(|(_, body)| body.name.contains(word));
        for (code, _) in named.take(MOST_BODIES) {
            let spelled = own.iter().enumerate();
            let spelled =
                spelled.map(|(it, own)| if it == at { code.to_string() } else { own.clone() });
            all.push(spelled.collect());
        }
    }
    all
}

/// Returns what is read of a save, in lower case.
fn text(it: &Recorded, before: Option<&Before>, office: &Office, lang: Lang) -> String {
    let told = told(&it.event.fact, before, usize::MAX, lang);
    let body = it.event.fact.body(office).and_then(|code| office.body(code));
    let name = body.map(|body| body.name.as_str()).unwrap_or_default();
    format!("{name} {} {} {}", told.what.get(lang), told.about, told.words).to_lowercase()
}

/// Returns the code of the body that is asked for by its code or its name.
fn body(office: &Office, typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    let known: Vec<_> = office.bodies().filter(|(_, body)| body.name.contains(typed)).collect();
    let exact = office.bodies().find(|(code, body)| code.as_str() == typed || body.name == typed);
    match (exact, known.as_slice()) {
        _ if typed.is_empty() => Ok(String::new()),
        (Some((code, _)), _) => Ok(code.to_string()),
        (None, [(code, _)]) => Ok(code.to_string()),
        (None, []) => Ok(typed.to_owned()),
        (None, several) => {
            let names = several.iter().take(8).map(|(code, body)| format!("{code} {}", body.name));
            let names = names.collect::<Vec<_>>().join("、");
            Err(Problem::unusable(Message::new(
                format!("名称中有“{typed}”的单位不止一个，请填代码：{names}。"),
                format!("Several bodies have {typed} in their names; give a code: {names}."),
            )))
        }
    }
}
