//! Captions: a line above a table that should say what those of its neighbours say.

use super::edit::{Change, Edit, Spot, block_of};
use super::standing::suspects;
use super::{Hypothesis, Kind};
use disclosure::{Disclosure, caption};
use document::{Block, Document};
use ledger::MoneyUnit;

/// The number of rows of a table that may be its caption.
const CAPTION_ROWS: u32 = 3;

/// The number of paragraphs above a table that may be its caption.
const CAPTION_LINES: usize = 4;

/// The units of money that are taken for one another.
const UNITS: [(&str, &str); 2] = [("万元", "元"), ("元", "万元")];

/// The pieces of one table's caption.
pub struct Captioned {
    /// The block of the table.
    block: usize,
    /// Their texts with where they are kept.
    pub pieces: Vec<(Spot, String)>,
}

/// How many tables are read in another unit of money: those in which the most fails.
const MAX_TABLES: usize = 2;

/// What no table of a body's expenses is below, in 分: 1,000 元.
const FEW_YUAN: i64 = 100_000;

/// How many tables with an odd unit of money may be those in which something fails.
const MAX_ODD: usize = 8;

/// The captions that are unlike those of the tables before and after, as these have them: first
/// where both neighbours agree.
pub fn hypotheses(document: &Document, _: &Disclosure) -> Vec<Hypothesis> {
    let captions = captions(document);
    let (mut agreed, mut other) = (Vec::new(), Vec::new());
    for (at, own) in captions.iter().enumerate() {
        let beside = |at: Option<usize>| captions.get(at?);
        let (before, after) = (beside(at.checked_sub(1)), beside(at.checked_add(1)));
        for (piece, (spot, text)) in own.pieces.iter().enumerate() {
            let of = |neighbour: Option<&Captioned>| {
                let neighbour = neighbour.filter(|it| it.pieces.len() == own.pieces.len())?;
                neighbour.pieces.get(piece).map(|(_, text)| text.clone())
            };
            let (before, after) = (of(before), of(after));
            if before.as_ref() == Some(text) || after.as_ref() == Some(text) {
                continue;
            }
            let into = if before == after { &mut agreed } else { &mut other };
            let texts =
                before.clone().into_iter().chain(after.filter(|it| Some(it) != before.as_ref()));
            into.extend(texts.filter_map(|meant| hypothesis(document, *spot, meant)));
        }
    }
    agreed.extend(other);
    agreed
}

/// The captions of the tables in which the most fails, with the other unit of money: where all
/// tables say the same, no neighbour helps.
pub fn other_units(document: &Document, disclosure: &Disclosure) -> Vec<Hypothesis> {
    let worst = suspects(disclosure, Kind::Unit.least_gain(), MAX_TABLES);
    let blocks: Vec<usize> =
        worst.iter().filter_map(|table| block_of(document, disclosure, *table)).collect();
    let captions = captions(document);
    let of_worst = captions.iter().filter(|caption| blocks.contains(&caption.block));
    let swapped = of_worst.flat_map(|caption| &caption.pieces).filter_map(|(spot, text)| {
        let (from, to) = UNITS.into_iter().find(|(from, _)| text.trim_end().ends_with(from))?;
        let meant = format!("{}{to}", text.trim_end().strip_suffix(from)?);
        hypothesis(document, *spot, meant)
    });
    swapped.filter(|it| it.kind == Kind::Unit).collect()
}

/// The captions of tables in which something fails, whose unit of money is not that of most tables,
/// with this one.
pub fn odd_units(document: &Document, disclosure: &Disclosure) -> Vec<Hypothesis> {
    let captions = captions(document);
    let unit = |text: &str| UNITS.iter().position(|(unit, _)| text.trim_end().ends_with(unit));
    let units: Vec<(usize, Spot, &str, usize)> = captions
        .iter()
        .flat_map(|of| of.pieces.iter().map(move |(spot, text)| (of.block, *spot, text.as_str())))
        .filter_map(|(block, spot, text)| Some((block, spot, text, unit(text)?)))
        .collect();
    let is_usual = |own: usize| units.iter().filter(|it| it.3 == own).count() * 2 > units.len();
    let fail = suspects(disclosure, 1, MAX_ODD);
    let fail: Vec<usize> =
        fail.iter().filter_map(|it| block_of(document, disclosure, *it)).collect();
    let odd = units.iter().filter(|(block, .., own)| !is_usual(*own) && fail.contains(block));
    let meant = odd.filter_map(|(_, spot, text, own)| {
        let (from, to) = UNITS.get(*own)?;
        let meant = format!("{}{to}", text.trim_end().strip_suffix(from)?);
        let usual = unit(&meant).filter(|usual| is_usual(*usual));
        usual.and_then(|_| hypothesis(document, *spot, meant))
    });
    meant.map(|it| Hypothesis { kind: Kind::OddUnit, ..it }).collect()
}

/// The captions with 元 of tables in which something fails and whose amounts would all be a few 元,
/// with 万元.
pub fn small_units(document: &Document, disclosure: &Disclosure) -> Vec<Hypothesis> {
    let is_small = |table: &usize| {
        let own = disclosure.observations.iter().filter(|it| it.source.table == Some(*table));
        let mut amounts = own.filter_map(|it| it.value.printed()).filter(|it| !it.is_zero());
        amounts.all(|it| it.unit() == MoneyUnit::Yuan && it.nominal().fen().abs() < FEW_YUAN)
    };
    let fail = suspects(disclosure, 1, MAX_ODD).into_iter().filter(is_small);
    let blocks: Vec<usize> = fail.filter_map(|it| block_of(document, disclosure, it)).collect();
    let captions = captions(document);
    let small = captions.iter().filter(|caption| blocks.contains(&caption.block));
    let meant = small.flat_map(|caption| &caption.pieces).filter_map(|(spot, text)| {
        let before = text.trim_end().strip_suffix('元').filter(|before| !before.ends_with('万'))?;
        hypothesis(document, *spot, format!("{before}万元"))
    });
    meant.map(|it| Hypothesis { kind: Kind::Small, ..it }).collect()
}

fn hypothesis(document: &Document, spot: Spot, meant: String) -> Option<Hypothesis> {
    let change = Change::new(document, spot, meant)?;
    let (printed, meant) = (caption([&*change.printed])?, caption([&*change.meant])?);
    let is_body = (&printed.code, &printed.name) != (&meant.code, &meant.name);
    let kind = match () {
        () if printed.unit != meant.unit => Kind::Unit,
        () if !is_body && printed.year != meant.year => Kind::Year,
        () => Kind::Caption,
    };
    Some(Hypothesis { kind, edit: Edit::one(change) })
}

/// The captions of all tables that have one, in order.
pub fn captions(document: &Document) -> Vec<Captioned> {
    let mut captions = Vec::new();
    let mut above: Vec<(Spot, String)> = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(paragraph) if paragraph.text.trim().is_empty() => {}
            Block::Paragraph(paragraph) => {
                above.push((Spot { block, cell: None }, paragraph.text.clone()));
                if above.len() > CAPTION_LINES {
                    above.remove(0);
                }
            }
            Block::Table(table) => {
                let rows = table.cells.iter().enumerate();
                let rows = rows.take_while(|(_, cell)| cell.row < CAPTION_ROWS);
                let cells =
                    rows.map(|(at, cell)| (Spot { block, cell: Some(at) }, cell.text.clone()));
                let pieces = above.drain(..).chain(cells).filter(|(_, text)| is_piece(text));
                let pieces: Vec<(Spot, String)> = pieces.collect();
                if !pieces.is_empty() {
                    captions.push(Captioned { block, pieces });
                }
            }
        }
    }
    captions
}

fn is_piece(text: &str) -> bool {
    caption([text]).is_some_and(|read| {
        read.code.is_some() || read.name.is_some() || read.year.is_some() || read.unit.is_some()
    })
}
