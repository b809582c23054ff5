//! Codes: a row whose name stands beside another code everywhere else.

use super::edit::{Change, Edit, Spot, spot_at};
use super::{Hypothesis, Kind};
use disclosure::{Disclosure, Observation};
use document::{Block, Document, Place};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The tables that print a name beside a code, and the place of the first number of that row.
type Codes<'a> = BTreeMap<Arc<str>, BTreeMap<Arc<str>, (usize, &'a Place)>>;

/// The rows whose code is printed once, beside a name that has another code in more tables.
pub fn hypotheses(document: &Document, disclosure: &Disclosure) -> Vec<Hypothesis> {
    let mut codes = Codes::new();
    let mut last = None;
    for seen in &disclosure.observations {
        let Observation { source, place, .. } = seen;
        let row = (source.table, source.panel, source.row);
        let is_coded = source.table.is_some() && source.code.len() >= 3 && !source.label.is_empty();
        if is_coded && last != Some(row) {
            let of = codes.entry(source.label.clone()).or_default();
            of.entry(source.code.clone()).or_insert((0, place)).0 += 1;
        }
        last = Some(row);
    }
    let odd = codes.values().filter(|of| of.len() > 1).flat_map(|of| {
        let usual = of.iter().max_by_key(|(_, (count, _))| *count);
        let rare = of.iter().filter(|(_, (count, _))| *count == 1);
        rare.filter_map(move |(code, (_, place))| {
            let (meant, _) = usual.filter(|(usual, (count, _))| *count > 1 && *usual != code)?;
            hypothesis(document, place, code, meant)
        })
    });
    odd.collect()
}

/// The exchange of the code in the row of the number at `place`: of one cell, or of 类, 款 and 项 in
/// cells of their own.
fn hypothesis(document: &Document, place: &Place, code: &str, meant: &str) -> Option<Hypothesis> {
    let block = spot_at(document, place)?.block;
    let Some(Block::Table(table)) = document.blocks.get(block) else { return None };
    let row = table.cells.iter().find(|cell| cell.place == *place)?.row;
    let cells = table.cells.iter().enumerate().filter(|(_, cell)| cell.row == row);
    let cells: Vec<(usize, &str)> = cells.map(|(at, cell)| (at, cell.text.trim())).collect();
    let change = |(at, _): &(usize, &str), meant: &str| {
        Change::new(document, Spot { block, cell: Some(*at) }, meant)
    };
    if let Some(whole) = cells.iter().find(|(_, text)| *text == code) {
        return Some(Hypothesis { kind: Kind::Code, edit: Edit::one(change(whole, meant)?) });
    }
    let (printed, meant) = (levels(code), levels(meant));
    let is_printed =
        |cells: &&[(usize, &str)]| cells.iter().map(|(_, text)| text).eq(printed.iter());
    let apart = cells.windows(printed.len().max(2)).find(is_printed)?;
    let odd = apart.iter().zip(&meant).filter(|((_, text), meant)| text != *meant);
    let changes: Option<Vec<Change>> = odd.map(|(cell, meant)| change(cell, meant)).collect();
    let is_alike = printed.len() == meant.len();
    Some(Hypothesis { kind: Kind::Code, edit: Edit { changes: changes? } }).filter(|_| is_alike)
}

/// The digits of a code by level: `221`, `02`, `01`.
fn levels(code: &str) -> Vec<&str> {
    let bounds = [(0, 3), (3, 5), (5, 7)];
    bounds.iter().filter_map(|(from, to)| code.get(*from..*to)).collect()
}

#[cfg(test)]
mod tests {
    use super::levels;

    #[test]
    fn a_code_has_three_levels_at_most() {
        assert_eq!(levels("2210201"), ["221", "02", "01"]);
        assert_eq!(levels("22102"), ["221", "02"]);
    }
}
