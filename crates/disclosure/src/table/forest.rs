//! Columns of a table as lists within lists, which the numbers alone tell: a row whose amount is the sum of rows
//! below it is their whole, and a total is the sum of all before it or behind it.

use crate::model::{Assertion, Claim, Fullness, Sum, Term};
use document::Place;
use ledger::Printed;

/// How the label of a total ends.
const TOTALS: [&str; 3] = ["合计", "总计", "总额"];

/// The least sums that must hold besides the one that fails.
const SUPPORT: usize = 2;

/// A number of the table.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub printed: Printed,
    pub place: Place,
}

/// A column with the labels of its rows.
#[derive(Debug, Clone)]
pub(super) struct Forest {
    labels: Vec<String>,
    numbers: Vec<Option<Number>>,
}

/// A whole and its parts, by their rows.
type Node = (usize, Vec<usize>);

/// The row behind the list of a row, and its parts, if it has any.
type Tree = (usize, Vec<usize>);

/// Adds the sums of the list of a row.
fn take(trees: &[Tree], row: usize, nodes: &mut Vec<Node>) {
    let Some((_, parts)) = trees.get(row).filter(|(_, parts)| !parts.is_empty()) else { return };
    for part in parts {
        take(trees, *part, nodes);
    }
    nodes.push((row, parts.clone()));
}

impl Forest {
    pub(super) fn new(rows: Vec<(String, Option<Number>)>) -> Option<Self> {
        const LEAST: usize = 4;
        let (labels, numbers): (Vec<String>, Vec<Option<Number>>) = rows.into_iter().unzip();
        let own = Self { labels, numbers };
        let has_total = (0..own.labels.len()).any(|row| own.is_total(row));
        (own.labels.len() >= LEAST && has_total).then_some(own)
    }

    fn is_total(&self, row: usize) -> bool {
        self.labels.get(row).is_some_and(|label| TOTALS.iter().any(|end| label.ends_with(end)))
    }

    fn values(&self) -> Vec<i128> {
        let fen = |number: &Number| i128::from(number.printed.nominal().fen());
        self.numbers.iter().map(|number| number.as_ref().map_or(0, fen)).collect()
    }

    /// All sums of the column, if its `values` make up its totals.
    fn nodes(&self, values: &[i128]) -> Option<Vec<Node>> {
        let value = |row: usize| values.get(row).copied().unwrap_or_default();
        let trees = self.trees(values);
        let mut nodes = Vec::new();
        let mut top: Vec<usize> = Vec::new();
        let leads = self.is_total(0);
        let mut row = usize::from(leads);
        while row < values.len() {
            if self.is_total(row) {
                if top.iter().map(|at| value(*at)).sum::<i128>() != value(row) {
                    return None;
                }
                nodes.push((row, std::mem::replace(&mut top, vec![row])));
                row += 1;
            } else {
                top.push(row);
                take(&trees, row, &mut nodes);
                row = trees.get(row).map_or(row + 1, |(behind, _)| *behind);
            }
        }
        match (leads, top.as_slice()) {
            (true, top) => {
                let is_sum = top.iter().map(|at| value(*at)).sum::<i128>() == value(0);
                nodes.push((0, top.to_vec()));
                is_sum.then_some(nodes)
            }
            // What follows the last total belongs to no sum.
            (false, [last]) if self.is_total(*last) => Some(nodes),
            _ => None,
        }
    }

    /// Whether the rows below each row make up its list: those that do, and the row behind them. A row is
    /// read after all below it, so that none is read twice.
    fn trees(&self, values: &[i128]) -> Vec<Tree> {
        let value = |row: usize| values.get(row).copied().unwrap_or_default();
        let mut trees: Vec<Tree> = (0..values.len()).map(|row| (row + 1, Vec::new())).collect();
        for row in (0..values.len()).rev() {
            let (mut sum, mut parts, mut next) = (0, Vec::new(), row + 1);
            while next < values.len() && !self.is_total(next) && sum < value(row) {
                sum += value(next);
                parts.push(next);
                next = trees.get(next).map_or(next + 1, |(behind, _)| *behind);
            }
            if sum == value(row)
                && parts.len() > 1
                && let Some(tree) = trees.get_mut(row)
            {
                *tree = (next, parts);
            }
        }
        trees
    }

    /// The sum of a node as it is printed.
    fn sum(&self, (whole, parts): &Node) -> Option<(Sum, Place)> {
        let of = |row: &usize| self.numbers.get(*row).and_then(Option::as_ref);
        let parts: Vec<&Number> = parts.iter().filter_map(of).collect();
        let label = self.labels.get(*whole).map_or("", String::as_str);
        let number = of(whole)?;
        Some((sum(number, &parts, label), number.place.clone()))
    }

    /// Whether a row of that amount follows one of the same, of which it may be the only part:
    /// `专项转移支付收入 4000`, `农林水 4000`.
    fn has_only_part(&self, amount: i128) -> bool {
        let values = self.values();
        amount != 0 && values.windows(2).any(|pair| pair.iter().all(|value| *value == amount))
    }

    /// The sum that fails as it is printed, and would hold, with all others, were one number written right.
    fn slip(&self, support: usize) -> Option<Claim> {
        let values = self.values();
        (0..values.len()).find_map(|row| {
            let number = self.numbers.get(row)?.as_ref()?;
            slips(number).find_map(|right| {
                let mut values = values.clone();
                *values.get_mut(row)? = right;
                let nodes = self.nodes(&values)?;
                let printed: Vec<(Sum, Place)> =
                    nodes.iter().filter_map(|node| self.sum(node)).collect();
                let hold = printed.iter().filter(|(sum, _)| is_exact(sum)).count();
                let off = printed.into_iter().find(|(sum, _)| !is_exact(sum))?;
                let is_told = hold + support >= SUPPORT && !self.has_only_part(difference(&off.0));
                is_told.then(|| claim(off.0, off.1))
            })
        })
    }
}

/// What the parts of a sum are more than its whole, in 分.
fn difference(sum: &Sum) -> i128 {
    let fen = |term: &Term| i128::from(term.printed.nominal().fen());
    sum.parts.iter().map(fen).sum::<i128>() - fen(&sum.whole)
}

/// The sums that fail in the lists of a table.
pub(super) fn lists(forests: &[Forest]) -> Vec<Claim> {
    let nodes: Vec<Option<Vec<Node>>> =
        forests.iter().map(|forest| forest.nodes(&forest.values())).collect();
    let right: usize = nodes.iter().flatten().map(Vec::len).sum();
    let claims =
        forests.iter().zip(&nodes).filter(|(_, own)| own.is_none()).filter_map(|(forest, _)| {
            // A column beside it with the same labels shows the lists.
            let like =
                forests.iter().zip(&nodes).filter(|(other, _)| other.labels == forest.labels);
            let shown = like.filter_map(|(_, nodes)| nodes.as_ref()).next();
            let Some(shown) = shown else { return forest.slip(right) };
            let sums: Vec<(Sum, Place)> =
                shown.iter().filter_map(|node| forest.sum(node)).collect();
            let fail = sums.iter().filter(|(sum, _)| !is_exact(sum)).count();
            let off = sums.into_iter().find(|(sum, _)| !is_exact(sum));
            off.filter(|_| fail <= SUPPORT && shown.len() > 1).map(|(sum, place)| claim(sum, place))
        });
    claims.collect()
}

/// The numbers of which a number may be a slip: with two neighbouring digits swapped, or one digit wrong.
fn slips(number: &Number) -> impl Iterator<Item = i128> {
    let fen = number.printed.nominal().fen();
    let text: Vec<u8> = number.printed.to_string().replace(',', "").into_bytes();
    let digits: Vec<u8> = text.iter().copied().filter(u8::is_ascii_digit).collect();
    let value = |digits: &[u8]| -> Option<i128> {
        let all = std::str::from_utf8(digits).ok()?.parse::<i128>().ok()?;
        let own = std::str::from_utf8(&text).ok()?.replace('.', "").parse::<i128>().ok()?;
        // As many 分 for each unit of the last digit as the number itself has.
        (own > 0).then(|| all * i128::from(fen) / own)
    };
    let swapped = (1..digits.len()).filter_map(|at| {
        let mut other = digits.clone();
        other.swap(at - 1, at);
        (other != digits).then_some(other)
    });
    let changed = (0..digits.len()).flat_map(|at| {
        let digits = &digits;
        (b'0'..=b'9').filter_map(move |digit| {
            let mut other = digits.clone();
            let own = other.get_mut(at).filter(|own| **own != digit)?;
            *own = digit;
            Some(other)
        })
    });
    let all: Vec<i128> = swapped.chain(changed).filter_map(|it| value(&it)).collect();
    all.into_iter().filter(move |it| *it != i128::from(fen))
}

/// The statement that `parts` make up `whole`.
pub(super) fn sum(whole: &Number, parts: &[&Number], words: &str) -> Sum {
    let term = |it: &Number, words: &str| Term {
        words: words.to_owned(),
        printed: it.printed,
        scope: None,
    };
    Sum {
        whole: term(whole, words),
        parts: parts.iter().map(|part| term(part, "")).collect(),
        first: Vec::new(),
        fullness: Fullness::Usual,
        is_apart: false,
    }
}

pub(super) fn is_exact(sum: &Sum) -> bool {
    difference(sum) == 0
}

pub(super) fn claim(sum: Sum, place: Place) -> Claim {
    let words = sum.whole.words.clone();
    Claim { place, words, says: Assertion::Adds(sum), is_reason: false, instead: Vec::new() }
}
