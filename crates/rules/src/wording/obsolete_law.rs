#![doc = include_str!("../../pages/YS537.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use ledger::tsv;
use message::Message;

/// A law that is no longer in force.
struct Law {
    now: &'static str,
    from: u16,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let Some(own) = context.disclosure.year.map(|year| year.0) else { return };
    for line in context.index.lines.iter().filter(|line| line.words.contains('《')) {
        for (name, law) in named(line).filter(|(_, law)| law.from < own) {
            let Law { now, from, .. } = law;
            let message = Message::new(
                format!("《{name}》自{from}年起已由《{now}》取代。"),
                format!("《{name}》 was replaced by 《{now}》 in {from}."),
            );
            found.push(Violation::on(line, message).printed(name).expected(now).advice(
                "核对依据，改引现行的法规。",
                "Check the basis and name the rule in force.",
            ));
        }
    }
}

/// The obsolete laws that a line names without saying that they are, as printed.
fn named<'a>(line: &'a Line<'_>) -> impl Iterator<Item = (&'a str, Law)> {
    let names = line.words.match_indices('《').filter_map(|(at, _)| {
        let is_former = line.words.get(..at)?.ends_with(['原', '旧']);
        let name = line.words.get(at..)?.strip_prefix('《')?.split('》').next()?;
        (!is_former).then_some(name)
    });
    let says_so = ["废止", "失效", "修订为", "取代"].iter().any(|word| line.words.contains(word));
    names.filter(move |_| !says_so).filter_map(|name| Some((name, law(name)?)))
}

fn law(name: &str) -> Option<Law> {
    let name = name.strip_prefix("中华人民共和国").unwrap_or(name);
    let mut laws = tsv::rows(include_str!("../../data/laws.tsv"));
    let [_, now, from] = laws.find(|[law, _, _]| *law == name)?;
    Some(Law { now, from: from.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_law_in_force_is_called_obsolete() {
        for [name, now, from] in tsv::rows(include_str!("../../data/laws.tsv")) {
            assert_eq!(law(name).map(|law| law.now), Some(now));
            assert!(law(now).is_none_or(|law| law.from > from.parse().unwrap()), "{now}");
        }
    }
}
