//! What stood in a package before it was saved again, for the history.

use crate::App;
use crate::problem::Problem;
use std::collections::BTreeMap;
use store::{EventsAsked, Recorded};
use workflow::{Fact, Lines, PackageId};

/// The lines before each save among some events, by the number of its event.
///
/// Most of them stand among the events themselves; only the oldest save of each package is looked
/// for in the store.
pub(crate) async fn before(
    app: &App,
    events: &[Recorded],
) -> Result<BTreeMap<i64, Lines>, Problem> {
    let mut saves: BTreeMap<&PackageId, Vec<(i64, u32, &Lines)>> = BTreeMap::new();
    for Recorded { seq, event, .. } in events {
        if let Fact::Saved { package, draft } = &event.fact {
            saves.entry(package).or_default().push((*seq, draft.based_on, &draft.lines));
        }
    }
    let mut before = BTreeMap::new();
    for (package, mut saves) in saves {
        saves.sort_by_key(|(seq, ..)| *seq);
        let mut last: Option<(u32, Lines)> = None;
        for (seq, based_on, lines) in saves {
            // Events that were searched need not be all.
            let known = last.filter(|(number, _)| *number == based_on).map(|(_, lines)| lines);
            let lines_before = match known {
                Some(lines) => lines,
                None => saved_before(app, package, based_on, seq).await?,
            };
            before.insert(seq, lines_before);
            last = Some((based_on.saturating_add(1), lines.clone()));
        }
    }
    Ok(before)
}

/// Returns the lines that were saved last before an event; none before the first save.
async fn saved_before(
    app: &App,
    package: &PackageId,
    based_on: u32,
    seq: i64,
) -> Result<Lines, Problem> {
    if based_on == 0 {
        return Ok(Lines::default());
    }
    let name = package.to_string();
    let (words, deed, before) = ([name.as_str()], Some("saved"), Some(seq));
    let asked = EventsAsked { words: &words, deed, before, most: 1, ..EventsAsked::default() };
    let found = app.store.events_with(&asked).await?;
    let lines = found.into_iter().find_map(|it| match it.event.fact {
        Fact::Saved { package: of, draft } if of == *package => Some(draft.lines),
        _ => None,
    });
    Ok(lines.unwrap_or_default())
}
