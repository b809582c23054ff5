//! What was said of findings.

use crate::App;
use crate::address::encoded;
use crate::controllers::audit::time;
use crate::member::Member;
use crate::pages::WaiverLine;
use crate::problem::Problem;
use crate::said::actor;
use message::Fixed;
use std::collections::BTreeSet;
use store::{EventsAsked, Recorded};
use workflow::{Action, BodyCode, Fact, Finding, FindingKey, Key, Mark, Office, may};

/// The most events that are read at a time, and how often for each hundred lines.
const BATCH: u16 = 200;
const BATCHES: usize = 5;

/// What is asked of what was said.
pub(super) struct Wanted<'a> {
    /// The code of a check; all where it is empty.
    pub(super) check: &'a str,
    /// The code of a body, or of a department for its units as well; all where it is empty.
    pub(super) body: &'a str,
    /// The event before which to begin.
    pub(super) before: Option<i64>,
    /// The most lines.
    pub(super) most: usize,
}

/// The words of facts about findings. A finding that is marked as explained has both.
const KINDS: [&str; 2] = ["marked", "explained"];

/// What was said, newest first.
pub(super) struct Waivers {
    pub(super) lines: Vec<WaiverLine>,
    /// The event before which the next page begins.
    pub(super) next: Option<i64>,
}

/// Returns what was said of findings on what a person may read.
pub(super) async fn waivers(
    app: &App,
    member: &Member,
    Wanted { check, body, before, most }: Wanted<'_>,
) -> Result<Waivers, Problem> {
    let (mut lines, mut before) = (Vec::new(), before);
    let body = Some(body).filter(|body| !body.is_empty());
    for _ in 0..BATCHES.saturating_mul(most.div_ceil(100)) {
        let mut events = Vec::new();
        for kind in KINDS {
            let words: Vec<&str> = [kind, check].into_iter().filter(|it| !it.is_empty()).collect();
            let of = EventsAsked { words: &words, body, before, ..EventsAsked::default() };
            let asked = EventsAsked { most: BATCH, ..of };
            events.extend(app.store.events_with(&asked).await?);
        }
        events.sort_by_key(|it| std::cmp::Reverse(it.seq));
        events.dedup_by_key(|it| it.seq);
        events.truncate(usize::from(BATCH));
        let is_last = events.len() < usize::from(BATCH);
        let office = office(app, member, &events).await?;
        for event in &events {
            if lines.len() == most {
                return Ok(Waivers { lines, next: before });
            }
            before = Some(event.seq);
            lines.extend(line(&office, member, event, check));
        }
        if is_last {
            return Ok(Waivers { lines, next: None });
        }
    }
    Ok(Waivers { lines, next: before })
}

/// Returns the state that the events are about.
async fn office(app: &App, member: &Member, events: &[Recorded]) -> Result<Office, Problem> {
    let key = |it: &Recorded| match &it.event.fact {
        Fact::Marked { document, .. } => Some(Key::Document(document.clone())),
        Fact::Explained { package, .. } => Some(Key::Package(package.clone())),
        _ => None,
    };
    let mut keys: BTreeSet<Key> = events.iter().filter_map(key).collect();
    keys.insert(Key::Grants(member.person.login.clone()));
    Ok(app.store.office(keys).await?)
}

/// Returns the line of an event; `None` where the person may not read it, or it is about another
/// check.
fn line(office: &Office, member: &Member, it: &Recorded, check: &str) -> Option<WaiverLine> {
    let said = said(office, &it.event.fact)?;
    let code = said.key.as_str().split_once('-').map_or(said.key.as_str(), |(code, _)| code);
    let is_readable = may(office, &member.actor(), Action::Read, &said.body).is_some();
    if !is_readable || (!check.is_empty() && check != code) {
        return None;
    }
    let lang = member.lang;
    let finding = said.finding.map(|it| lang.pick(&it.zh, &it.en).to_owned());
    Some(WaiverLine {
        day: time(it.event.at),
        by: actor(&it.event.by, lang),
        role: it.event.role.name(),
        check: code.to_owned(),
        body_name: office.body(&said.body).map(|it| it.name.clone()).unwrap_or_default(),
        about: said.about,
        href: format!("{}#finding-{}", said.href, encoded(said.key.as_str())),
        finding: finding.unwrap_or_default(),
        what: said.what,
        words: said.words,
    })
}

/// What was said of a finding.
struct Said<'a> {
    body: BodyCode,
    about: String,
    href: String,
    key: &'a FindingKey,
    finding: Option<&'a Finding>,
    what: Fixed,
    words: String,
}

fn said<'a>(office: &'a Office, fact: &'a Fact) -> Option<Said<'a>> {
    match fact {
        Fact::Marked { document: id, finding: key, mark } => {
            let document = office.document(id)?;
            let all = document.versions.iter().rev().filter_map(|it| it.findings.as_ref());
            let (what, words) = match mark {
                Mark::Confirmed => (Fixed { zh: "确认须改", en: "confirmed" }, String::new()),
                Mark::Dismissed(words) => (Fixed { zh: "排除", en: "dismissed" }, words.clone()),
                Mark::Explained(words) => (Fixed { zh: "说明", en: "explained" }, words.clone()),
            };
            Some(Said {
                body: document.body.clone(),
                about: document.versions.last().map(|it| it.name.clone()).unwrap_or_default(),
                href: format!("/documents/{id}"),
                key,
                finding: all.flatten().find(|it| it.key == *key),
                what,
                words,
            })
        }
        Fact::Explained { package: id, finding: key, words } => {
            let version = office.package(id)?.version.as_ref();
            Some(Said {
                body: id.body.clone(),
                about: id.year.0.to_string(),
                href: format!("/packages/{id}"),
                key,
                finding: version.and_then(|it| it.findings.iter().find(|it| it.key == *key)),
                what: Fixed { zh: "说明", en: "explained" },
                words: words.clone(),
            })
        }
        _ => None,
    }
}
