//! Control figures (控制数): what a body may spend at most, by fund and purpose.

use crate::Lines;
use ledger::{Amount, Dimension, Node};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The control figures of a body, by fund and purpose.
///
/// A figure limits all lines within its fund and purpose. What no figure covers is not limited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Wire>", into = "Vec<Wire>")]
pub struct Figures(BTreeMap<(Node, Node), Amount>);

/// One control figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The fund.
    pub fund: Node,
    /// The purpose.
    pub purpose: Node,
    /// The most that may be spent.
    pub most: Amount,
}

impl Figure {
    /// Returns whether it limits all that another figure limits.
    fn contains(&self, other: &Self) -> bool {
        self.fund.contains(other.fund) && self.purpose.contains(other.purpose)
    }

    /// Returns whether some lines are limited by both figures.
    fn overlaps(&self, other: &Self) -> bool {
        let meet = |one: Node, other: Node| one.contains(other) || other.contains(one);
        meet(self.fund, other.fund) && meet(self.purpose, other.purpose)
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    fund: String,
    purpose: String,
    fen: i64,
}

impl Figures {
    /// Returns the figures; `None` where one repeats another, is less than nothing, or is not of
    /// a fund and a purpose.
    pub fn new(figures: impl IntoIterator<Item = Figure>) -> Option<Self> {
        let mut all = BTreeMap::new();
        for Figure { fund, purpose, most } in figures {
            let is_valid = fund.dimension() == Dimension::Fund
                && purpose.dimension() == Dimension::Purpose
                && most >= Amount::ZERO
                && most.fen().unsigned_abs() <= Lines::MOST;
            if !is_valid || all.insert((fund, purpose), most).is_some() {
                return None;
            }
        }
        Some(Self(all))
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the figure of exactly this fund and purpose.
    pub fn get(&self, fund: Node, purpose: Node) -> Option<Amount> {
        self.0.get(&(fund, purpose)).copied()
    }

    /// Returns the figures in the order of funds and purposes.
    pub fn iter(&self) -> impl Iterator<Item = Figure> {
        self.0.iter().map(|(&(fund, purpose), &most)| Figure { fund, purpose, most })
    }

    /// Returns what may be spent within all figures together: the sum of those that lie within no
    /// other. `None` where there are none, or where two of them limit the same lines in part: then
    /// their sum means nothing.
    pub fn total(&self) -> Option<Amount> {
        let outermost = |it: &Figure| !self.iter().any(|other| other != *it && other.contains(it));
        let outermost: Vec<Figure> = self.iter().filter(outermost).collect();
        let crosses = |it: &Figure| outermost.iter().any(|other| other != it && it.overlaps(other));
        if outermost.is_empty() || outermost.iter().any(crosses) {
            return None;
        }
        let sum = outermost.iter().fold(0, |sum: i64, it| sum.saturating_add(it.most.fen()));
        Some(Amount::from_fen(sum))
    }

    /// Returns what of some lines is spent within any of the figures.
    pub fn spent(&self, lines: &Lines) -> Amount {
        lines.total(|key| self.iter().any(|it| key.is_spent_within(it.fund, it.purpose)))
    }
}

impl TryFrom<Vec<Wire>> for Figures {
    type Error = String;

    fn try_from(all: Vec<Wire>) -> Result<Self, String> {
        let figure = |it: Wire| {
            let (fund, purpose) = (Node::named(&it.fund)?, Node::named(&it.purpose)?);
            Some(Figure { fund, purpose, most: Amount::from_fen(it.fen) })
        };
        let figures: Option<Vec<Figure>> = all.into_iter().map(figure).collect();
        figures.and_then(Self::new).ok_or_else(|| "not control figures".to_owned())
    }
}

impl From<Figures> for Vec<Wire> {
    fn from(figures: Figures) -> Self {
        let wire = |it: Figure| Wire {
            fund: it.fund.key().to_owned(),
            purpose: it.purpose.key().to_owned(),
            fen: it.most.fen(),
        };
        figures.iter().map(wire).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::nodes;

    #[test]
    fn figures_are_of_a_fund_and_a_purpose_once_each() {
        let figure = |fund, purpose, fen| Figure { fund, purpose, most: Amount::from_fen(fen) };
        let nodes = nodes();
        let good = figure(nodes.general, nodes.project, 5);
        assert_eq!(
            Figures::new([good]).and_then(|it| it.get(nodes.general, nodes.project)),
            Some(good.most)
        );
        assert_eq!(Figures::new([good, good]), None);
        assert_eq!(Figures::new([figure(nodes.project, nodes.general, 5)]), None);
        assert_eq!(Figures::new([figure(nodes.general, nodes.project, -1)]), None);
        assert_eq!(Figures::new([figure(nodes.general, nodes.project, i64::MAX)]), None);
    }

    #[test]
    fn figures_within_others_are_counted_once() {
        let nodes = nodes();
        let figure = |fund, purpose, fen| Figure { fund, purpose, most: Amount::from_fen(fen) };
        let total =
            |all: &[Figure]| Figures::new(all.iter().copied()).unwrap().total().map(Amount::fen);
        let whole = figure(nodes.general, nodes.all_purposes, 100);
        let (project, basic) =
            (figure(nodes.general, nodes.project, 30), figure(nodes.general, nodes.basic, 40));
        let fund = figure(nodes.government_fund, nodes.all_purposes, 7);
        assert_eq!(total(&[]), None);
        assert_eq!(total(&[project, basic, fund]), Some(77));
        assert_eq!(total(&[whole, project, basic, fund]), Some(107));
        // Projects of the general budget are limited by both, and neither lies within the other.
        assert_eq!(total(&[whole, figure(nodes.fiscal, nodes.project, 50)]), None);
    }

    #[test]
    fn what_is_spent_within_figures_is_counted_once() {
        use crate::testing::lines;
        let nodes = nodes();
        let figure = |purpose| Figure { fund: nodes.general, purpose, most: Amount::ZERO };
        let figures = Figures::new([figure(nodes.all_purposes), figure(nodes.project)]).unwrap();
        let all = Lines::sum(&[lines("2050201", "project", 5), lines("2050202", "basic", 7)]);
        assert_eq!(figures.spent(&all).fen(), 12);
        let of_projects = Figures::new([figure(nodes.project)]).unwrap();
        assert_eq!(of_projects.spent(&all).fen(), 5);
    }

    #[test]
    fn stored_figures_are_checked_when_they_are_read() {
        let stored = r#"[{"fund":"general","purpose":"project","fen":5}]"#;
        let figures: Figures = serde_json::from_str(stored).unwrap();
        assert_eq!(serde_json::to_string(&figures).unwrap(), stored);
        assert!(serde_json::from_str::<Figures>(&stored.replace("general", "spent")).is_err());
    }
}
