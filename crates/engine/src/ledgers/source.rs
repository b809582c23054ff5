//! From a place in the document to the cells of the ledger from which it was printed.

use super::location;
use disclosure::LaidOut;
use document::{Block, Document, Place};
use finding::{Evidence, Finding, Location, Repair, RepairCell};
use ledger::{BudgetLine, Item, MoneyUnit, Printed, Scope, nodes};
use message::Message;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use workbook::{Filled, Part, Search, Spot};

/// The lines that are named one by one for a number.
const NAMED: usize = 6;

/// The decimals of amounts in 元.
const DECIMALS: u8 = 2;

/// A document that was laid out, and the ledger behind it.
pub(super) struct Source<'a, 'l> {
    filled: &'l Filled,
    /// The blocks of the places.
    blocks: HashMap<&'a Place, &'a Block>,
    /// The words of the ledger, once they are looked for.
    search: &'l OnceCell<Search<'l>>,
    /// The preparer's paragraphs.
    texts: BTreeMap<&'a Place, usize>,
    /// What each number counts.
    scopes: BTreeMap<&'a Place, Scope>,
}

impl<'a, 'l> Source<'a, 'l> {
    pub(super) fn new(
        filled: &'l Filled,
        laid: &'a LaidOut,
        search: &'l OnceCell<Search<'l>>,
    ) -> Self {
        let texts = laid.texts.iter().map(|(at, place)| (place, *at)).collect();
        let seen = laid.disclosure.observations.iter();
        let scopes = seen.map(|seen| (&seen.place, seen.scope)).collect();
        let blocks = blocks(&laid.document).collect();
        Self { filled, blocks, search, texts, scopes }
    }

    /// The finding as one about the ledger.
    pub(super) fn of_ledger(&self, mut finding: Finding) -> Finding {
        let table = finding.table.take();
        let near = table.as_deref().unwrap_or_default();
        let place = finding.location.place.clone();
        let lines = self.lines(&place);
        finding.because = finding.because.iter().filter_map(|it| self.evidence(it, near)).collect();
        // What is missing from the document is told where the other figures come from.
        let spot = self.spot(&place, near).map(|spot| location(&spot, None));
        let beside = || finding.because.first().map(|evidence| evidence.location.clone());
        finding.location = spot.or_else(beside).unwrap_or_else(|| location(&Spot::Whole, None));
        finding.because.extend(self.summed(&lines));
        finding.repairs =
            finding.repairs.into_iter().filter_map(|repair| self.repair(repair, near)).collect();
        finding.message = within(&finding.message, table.as_deref());
        finding
    }

    /// The cell from which a place was printed: of a sum, the first of its lines.
    fn spot(&self, place: &Place, near: &str) -> Option<Spot> {
        let cells = &self.filled.cells;
        if let Some(at) = self.texts.get(place) {
            return Some(cells.spot(Part::Text(*at)));
        }
        if let Some((at, _)) = self.lines(place).first() {
            return Some(cells.spot(Part::Line(*at)));
        }
        let search = self.search.get_or_init(|| Search::new(cells, &self.filled.ledger));
        search.find(&self.words(place)?, near)
    }

    /// The words of a paragraph, or of a cell and then of the other cells of its row.
    fn words(&self, place: &Place) -> Option<Vec<&'a str>> {
        match *self.blocks.get(place)? {
            Block::Paragraph(paragraph) => Some(vec![paragraph.text.trim()]),
            Block::Table(table) => {
                let cell = table.cells.iter().find(|cell| cell.place == *place)?;
                let row = table.cells.iter().filter(|other| other.row == cell.row);
                let words = std::iter::once(cell).chain(row).map(|cell| cell.text.trim());
                Some(words.filter(|words| !words.is_empty()).collect())
            }
        }
    }

    /// The lines that the number at a place sums, by their numbers in the ledger.
    fn lines(&self, place: &Place) -> Vec<(usize, &'l BudgetLine)> {
        let ledger = &self.filled.ledger;
        let scope = self.scopes.get(place).filter(|scope| {
            let is_ours = (scope.year, scope.stage) == (ledger.year, ledger.stage);
            let is_of_lines = !nodes().procurement.contains(scope.memo)
                && ![nodes().fixed_assets, nodes().asset_purchase].contains(&scope.memo);
            is_ours && is_of_lines && scope.item == Item::ALL
        });
        let Some(scope) = scope.filter(|_| !self.texts.contains_key(place)) else {
            return Vec::new();
        };
        let lines = ledger.lines.iter().enumerate();
        lines.filter(|(_, line)| ledger.counts(scope, line)).collect()
    }

    fn evidence(&self, evidence: &Evidence, near: &str) -> Option<Evidence> {
        let spot = self.spot(&evidence.location.place, near)?;
        Some(Evidence { location: location(&spot, None), ..evidence.clone() })
    }

    /// The lines of a sum, each as evidence.
    fn summed(&self, lines: &[(usize, &BudgetLine)]) -> Vec<Evidence> {
        let told = |(at, line): &(usize, &BudgetLine)| {
            let amount = Printed::rounded(line.amount, MoneyUnit::Yuan, DECIMALS);
            let codes = format!("{} {}", line.function, line.economic);
            Evidence {
                location: location(&self.filled.cells.spot(Part::Line(*at)), None),
                what: Message::new(
                    format!("由收支明细得出：{codes}（元）"),
                    format!("summed from the line {codes} (元)"),
                ),
                printed: amount.to_string(),
            }
        };
        lines.iter().take(NAMED).map(told).collect()
    }

    /// A repair, where each of its cells is one cell of the ledger.
    fn repair(&self, repair: Repair, near: &str) -> Option<Repair> {
        let cell = |cell: &RepairCell| {
            let is_sum = self.lines(&cell.place).len() > 1;
            let spot = self.spot(&cell.place, near).filter(|_| !is_sum)?;
            let Location { place, .. } = location(&spot, None);
            Some(RepairCell { place, ..cell.clone() })
        };
        let cells = repair.cells.iter().map(cell).collect::<Option<Vec<_>>>()?;
        Some(Repair { cells, ..repair })
    }
}

/// The places of a document, each with its block.
fn blocks(document: &Document) -> impl Iterator<Item = (&Place, &Block)> {
    document.blocks.iter().flat_map(|block| {
        let (paragraph, table) = match block {
            Block::Paragraph(paragraph) => (Some(&paragraph.place), None),
            Block::Table(table) => (None, Some(table)),
        };
        let cells = table.into_iter().flat_map(|table| &table.cells).map(|cell| &cell.place);
        paragraph.into_iter().chain(cells).map(move |place| (place, block))
    })
}

/// The message with the title of the table in which the number would be printed.
fn within(message: &Message, table: Option<&str>) -> Message {
    match table {
        None => message.clone(),
        Some(table) => Message::new(
            format!("公开后的《{table}》：{}", message.zh),
            format!("In {table}, once published: {}", message.en),
        ),
    }
}
