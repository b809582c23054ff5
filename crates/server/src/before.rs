//! What stood in a package before it was saved again, for the history.

use crate::App;
use crate::problem::Problem;
use std::collections::BTreeMap;
use store::{EventsAsked, Recorded};
use workflow::{Draft, Fact, Lines, Others, PackageId};

/// What a save replaces.
#[derive(Clone)]
pub(crate) struct Before {
    pub(crate) lines: Lines,
    /// What stood in the other sheets, where it was kept.
    pub(crate) others: Option<Others>,
    /// Whether rows were not counted because of a mistake.
    pub(crate) has_unread: bool,
}

impl Before {
    /// What there is before the first save.
    fn nothing() -> Self {
        Self { lines: Lines::default(), others: Some(Others::default()), has_unread: false }
    }

    fn of(draft: &Draft) -> Self {
        let (lines, others) = (draft.lines.clone(), draft.others.clone());
        Self { lines, others, has_unread: draft.unread > 0 }
    }
}

/// What was before each save among some events, by the number of its event.
///
/// Most of them stand among the events themselves; only the oldest save of each package is looked
/// for in the store.
pub(crate) async fn before(
    app: &App,
    events: &[Recorded],
) -> Result<BTreeMap<i64, Before>, Problem> {
    let mut saves: BTreeMap<&PackageId, Vec<(i64, &Draft)>> = BTreeMap::new();
    for Recorded { seq, event, .. } in events {
        if let Fact::Saved { package, draft } = &event.fact {
            saves.entry(package).or_default().push((*seq, draft));
        }
    }
    let mut before = BTreeMap::new();
    for (package, mut saves) in saves {
        saves.sort_by_key(|(seq, ..)| *seq);
        let mut last: Option<(u32, Before)> = None;
        for (seq, draft) in saves {
            // Events that were searched need not be all.
            let known = last.filter(|(number, _)| *number == draft.based_on);
            let replaced = match known {
                Some((_, replaced)) => replaced,
                None => saved_before(app, package, draft.based_on, seq).await?,
            };
            before.insert(seq, replaced);
            last = Some((draft.based_on.saturating_add(1), Before::of(draft)));
        }
    }
    Ok(before)
}

/// Returns what was saved last before an event; nothing before the first save.
async fn saved_before(
    app: &App,
    package: &PackageId,
    based_on: u32,
    seq: i64,
) -> Result<Before, Problem> {
    if based_on == 0 {
        return Ok(Before::nothing());
    }
    let name = package.to_string();
    let (words, deed, before) = ([name.as_str()], Some("saved"), Some(seq));
    let asked = EventsAsked { words: &words, deed, before, most: 1, ..EventsAsked::default() };
    let found = app.store.events_with(&asked).await?;
    let draft = found.into_iter().find_map(|it| match it.event.fact {
        Fact::Saved { package: of, draft } if of == *package => Some(Before::of(&draft)),
        _ => None,
    });
    Ok(draft.unwrap_or_else(Before::nothing))
}
