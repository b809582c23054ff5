//! The lines of a package: amounts by what they count.

use ledger::{Amount, BudgetLine, Code, Entity, EntityName, Ledger, Node, Scope, ScopeKey, nodes};
use message::{Fixed, Message};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What one line of a package counts, the same in every version of it and in every body's.
///
/// It prints as `source=received flow=spent fund=general function=2080505` and parses back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey {
    /// Received this year, carried in, or out of the surplus.
    source: Node,
    /// The rest; its flow is the line's use, and it has neither entity nor year.
    what: ScopeKey,
}

/// The lines of a package. Lines that come to nothing are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, i64>", into = "BTreeMap<String, i64>")]
pub struct Lines(BTreeMap<LineKey, Amount>);

/// Why something is not the lines of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotLines {
    /// A text is not the key of a line.
    Key(String),
    /// The amounts exceed [`Lines::MOST`].
    TooMuch,
}

impl LineKey {
    /// Returns the key of a line of a ledger, as the department sees it.
    pub fn of(ledger: &Ledger, line: &BudgetLine) -> Self {
        let project =
            line.item.index().and_then(|at| ledger.projects.get(usize::try_from(at).ok()?));
        let scope = Scope {
            entity: Entity::DEPARTMENT,
            year: None,
            stage: ledger::Stage::Budget,
            flow: line.used,
            fund: line.fund,
            function: line.function,
            economic: line.economic,
            purpose: line.purpose,
            memo: line.memo,
            item: line.item,
        };
        let item = project.map(|project| project.name.clone());
        Self { source: line.source, what: ScopeKey::new(&scope, EntityName::default(), item) }
    }

    /// Returns where the money comes from.
    pub const fn source(&self) -> Node {
        self.source
    }

    /// Returns what it is spent on; the flow is the use, and entity and year are missing.
    pub const fn what(&self) -> &ScopeKey {
        &self.what
    }

    /// Returns what it counts in the words of a clerk.
    pub fn called(&self) -> Message {
        self.called_with(|code| code.to_string())
    }

    /// Returns how it is called, with the codes as the function writes them.
    pub fn called_with(&self, written: impl Fn(Code) -> String) -> Message {
        let what = &self.what;
        let node = |node: Node| Message::new(node.name_zh(), node.name_en());
        let codes = [what.function, what.economic].into_iter().filter(|code| *code != Code::ALL);
        let memo = Some(what.memo).filter(|memo| *memo != nodes().everything);
        let parts = [node(what.flow), node(what.fund)].into_iter();
        let parts = parts.chain(codes.map(|code| Message::quoted(written(code))));
        let parts = parts.chain([node(what.purpose)]).chain(memo.map(node));
        let parts = parts.chain(what.item.as_deref().map(Message::quoted));
        Message::join(parts, Fixed { zh: "、", en: ", " })
    }

    /// Returns whether it is spent within this fund and purpose.
    pub fn is_spent_within(&self, fund: Node, purpose: Node) -> bool {
        self.what.flow == nodes().spent
            && fund.contains(self.what.fund)
            && purpose.contains(self.what.purpose)
    }
}

impl fmt::Display for LineKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "source={} {}", self.source.key(), self.what.timeless())
    }
}

impl FromStr for LineKey {
    type Err = NotLines;

    fn from_str(text: &str) -> Result<Self, NotLines> {
        let parse = || {
            let (source, what) = text.strip_prefix("source=")?.split_once(' ')?;
            let source = Node::named(source).filter(|source| is_part_of(*source, "sources"))?;
            let what: ScopeKey = format!("{what} stage=budget").parse().ok()?;
            let is_line = what.entity == EntityName::default() && what.year.is_none();
            (is_line && is_part_of(what.flow, "uses")).then_some(Self { source, what })
        };
        parse().ok_or_else(|| NotLines::Key(text.to_owned()))
    }
}

fn is_part_of(flow: Node, split: &str) -> bool {
    let mut split = nodes().total.splits().iter().filter(|it| it.name == split);
    split.any(|split| split.parts.iter().any(|part| part.contains(flow)))
}

impl Lines {
    /// The most that the lines of one body can come to, in 分: ten trillion yuan. Sums over all
    /// bodies of a department stay far from what an amount can hold.
    pub const MOST: u64 = 1_000_000_000_000_000;

    /// Returns lines without those that come to nothing.
    ///
    /// # Errors
    /// Fails where the amounts, without their signs, exceed [`Self::MOST`].
    pub fn new(lines: impl IntoIterator<Item = (LineKey, Amount)>) -> Result<Self, NotLines> {
        let mut sums = Self::default();
        let mut all: u64 = 0;
        for (key, amount) in lines {
            all = all.saturating_add(amount.fen().unsigned_abs());
            if all > Self::MOST {
                return Err(NotLines::TooMuch);
            }
            sums.add(key, amount);
        }
        Ok(sums)
    }

    /// Returns the lines of a ledger; lines of one key are added up.
    ///
    /// # Errors
    /// Fails where the amounts exceed [`Self::MOST`].
    pub fn of(ledger: &Ledger) -> Result<Self, NotLines> {
        Self::new(ledger.lines.iter().map(|line| (LineKey::of(ledger, line), line.amount)))
    }

    /// Returns the sum of some lines, key by key.
    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        for (key, amount) in all.into_iter().flat_map(|lines| &lines.0) {
            sum.add(key.clone(), *amount);
        }
        sum
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the amount of a key; nothing where there is no such line.
    pub fn get(&self, key: &LineKey) -> Amount {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// Returns the lines in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&LineKey, Amount)> {
        self.0.iter().map(|(key, amount)| (key, *amount))
    }

    /// Returns what is spent within a fund and a purpose.
    pub fn spent_within(&self, fund: Node, purpose: Node) -> Amount {
        self.total(|key| key.is_spent_within(fund, purpose))
    }

    /// Returns the sum of the lines whose keys satisfy a condition.
    pub fn total(&self, is_counted: impl Fn(&LineKey) -> bool) -> Amount {
        let counted = self.0.iter().filter(|(key, _)| is_counted(key));
        Amount::from_fen(counted.fold(0, |sum, (_, amount)| amount.fen().saturating_add(sum)))
    }

    /// Returns the lines added up by their use, fund and purpose: all that control figures ask of
    /// them.
    pub fn abridged(&self) -> Self {
        let whole = Scope::whole(Entity::DEPARTMENT, None, ledger::Stage::Budget);
        let mut abridged = Self::default();
        for (LineKey { what, .. }, amount) in self.iter() {
            let (flow, fund, purpose) = (what.flow, what.fund, what.purpose);
            let scope = Scope { flow, fund, purpose, ..whole };
            let what = ScopeKey::new(&scope, EntityName::default(), None);
            abridged.add(LineKey { source: nodes().received, what }, amount);
        }
        abridged
    }

    /// Returns the first line of less than nothing.
    pub fn negative(&self) -> Option<&LineKey> {
        self.0.iter().find(|(_, amount)| **amount < Amount::ZERO).map(|(key, _)| key)
    }

    fn add(&mut self, key: LineKey, amount: Amount) {
        let sum = self.get(&key).fen().saturating_add(amount.fen());
        if sum == 0 {
            self.0.remove(&key);
        } else {
            self.0.insert(key, Amount::from_fen(sum));
        }
    }
}

impl TryFrom<BTreeMap<String, i64>> for Lines {
    type Error = NotLines;

    fn try_from(lines: BTreeMap<String, i64>) -> Result<Self, NotLines> {
        let parsed = lines.iter().map(|(key, fen)| Ok((key.parse()?, Amount::from_fen(*fen))));
        // Sums of departments may exceed what one body may have.
        let parsed: Vec<(LineKey, Amount)> = parsed.collect::<Result<_, NotLines>>()?;
        let mut sum = Self::default();
        parsed.into_iter().for_each(|(key, amount)| sum.add(key, amount));
        Ok(sum)
    }
}

impl From<Lines> for BTreeMap<String, i64> {
    fn from(lines: Lines) -> Self {
        lines.0.into_iter().map(|(key, amount)| (key.to_string(), amount.fen())).collect()
    }
}

impl fmt::Display for NotLines {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(text) => write!(out, "`{text}` does not say what a line counts"),
            Self::TooMuch => out.write_str("the amounts exceed ten trillion yuan"),
        }
    }
}

impl std::error::Error for NotLines {}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "source=received flow=spent fund=general function=2080505 purpose=basic";

    fn lines(pairs: &[(&str, i64)]) -> Result<Lines, NotLines> {
        Lines::new(pairs.iter().map(|(key, fen)| (key.parse().unwrap(), Amount::from_fen(*fen))))
    }

    #[test]
    fn a_key_prints_as_it_was_parsed() {
        assert_eq!(KEY.parse::<LineKey>().map(|key| key.to_string()), Ok(KEY.to_owned()));
        let bad = [
            "flow=spent",
            "source=spent flow=spent",
            "source=received flow=received",
            "source=received flow=spent year=2031",
            "source=received flow=spent entity=1:a",
        ];
        for text in bad {
            assert_eq!(text.parse::<LineKey>(), Err(NotLines::Key(text.to_owned())));
        }
    }

    #[test]
    fn lines_of_one_key_are_added_up_and_nothing_is_left_out() {
        let sum = lines(&[(KEY, 5), (KEY, 7), ("source=received flow=spent", 0)]).unwrap();
        assert_eq!(sum, lines(&[(KEY, 12)]).unwrap());
        let cancelled = Lines::sum([&sum, &lines(&[(KEY, -12)]).unwrap()]);
        assert!(cancelled.is_empty());
    }

    #[test]
    fn a_purpose_counts_what_lies_below_it() {
        let lines =
            lines(&[(KEY, 5), ("source=received flow=carried_out fund=general", 7)]).unwrap();
        assert_eq!(lines.spent_within(nodes().fiscal, nodes().all_purposes).fen(), 5);
        assert_eq!(lines.spent_within(nodes().general, nodes().project).fen(), 0);
        assert_eq!(lines.total(|_| true).fen(), 12);
    }

    #[test]
    fn absurd_amounts_are_refused() {
        let most = i64::try_from(Lines::MOST).unwrap();
        assert!(lines(&[(KEY, most)]).is_ok());
        assert_eq!(lines(&[(KEY, most), (KEY, -1)]), Err(NotLines::TooMuch));
        assert_eq!(lines(&[(KEY, i64::MIN)]), Err(NotLines::TooMuch));
    }

    #[test]
    fn lines_are_stored_as_text_and_fen() {
        let stored = serde_json::to_string(&lines(&[(KEY, 5)]).unwrap()).unwrap();
        assert_eq!(stored, format!("{{\"{KEY}\":5}}"));
        assert_eq!(serde_json::from_str::<Lines>(&stored).unwrap(), lines(&[(KEY, 5)]).unwrap());
    }
}
