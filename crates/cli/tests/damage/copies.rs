//! Makes damaged copies of a document in text form: the same seed, the same copies.

use document::Place;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A way in which a clerk gets a figure wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// One step of the last digit too much or too little.
    Cent,
    /// One digit is another.
    Digit,
    /// Two neighbouring digits changed places.
    Swap,
    /// The decimal point is one place off.
    TimesTen,
    /// The amount of a neighbouring cell stands here too.
    Neighbour,
    /// Two of the above at once, at different places.
    Two,
    /// An amount stands in a blank cell of a listed row.
    Filled,
    /// A whole row is left out.
    RowOut,
}

/// A document whose figures agree, and where its amounts stand.
pub struct Original {
    /// What it is called in the table of rates.
    pub name: String,
    lines: Vec<String>,
    cells: Vec<Cell>,
}

/// A copy with a slip in it.
pub struct Damaged {
    /// The whole text.
    pub text: String,
    /// What is wrong in it.
    pub wrong: Vec<Wrong>,
    /// The codes and labels of the rows that were left out.
    pub rows: Vec<String>,
}

/// A line that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrong {
    /// The line's number, counted from 1.
    pub line: usize,
    /// What it should print; empty for a blank cell.
    pub was: String,
    /// What it prints.
    pub is: String,
}

struct Cell {
    line: usize,
    table: usize,
    row: u32,
    column: u32,
    printed: String,
    label: String,
}

/// Numbers that look random and are always the same.
pub struct Dice(u64);

impl Slip {
    /// All slips, in the order of the table of rates.
    pub const ALL: [Self; 8] = [
        Self::Cent,
        Self::Digit,
        Self::Swap,
        Self::TimesTen,
        Self::Neighbour,
        Self::Two,
        Self::Filled,
        Self::RowOut,
    ];

    /// Its name in the table of rates.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cent => "±0.01",
            Self::Digit => "one digit",
            Self::Swap => "swapped",
            Self::TimesTen => "×10",
            Self::Neighbour => "neighbour",
            Self::Two => "two errors",
            Self::Filled => "blank filled",
            Self::RowOut => "row left out",
        }
    }
}

impl Original {
    /// The document in these lines of text.
    pub fn new(name: &str, lines: Vec<String>) -> Self {
        let document = readers::read(lines.join("\n").as_bytes()).expect("the text can be read");
        let disclosure = disclosure::read(&document);
        let mut cells = Vec::new();
        for seen in &disclosure.observations {
            let (Place::Line(line), Some(table), true) =
                (&seen.place, seen.source.table, seen.source.row > 0)
            else {
                continue;
            };
            let printed = seen.value.printed().map(|printed| printed.to_string());
            cells.push(Cell {
                line: *line as usize,
                table,
                row: seen.source.row,
                column: seen.source.column,
                printed: printed.unwrap_or_default(),
                label: format!("{}{}", seen.source.code, seen.source.label),
            });
        }
        Self { name: name.to_owned(), lines, cells }
    }

    /// Every document that there is: our own always, the corpus where it is there.
    pub fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut paths =
            vec![("chengxi".to_owned(), root.join("examples/chengxi-archives-2031.txt"))];
        let layouts = fs::read_dir(root.join("fixtures/layouts")).expect("fixtures");
        let mut layouts: Vec<_> = layouts.map(|entry| entry.expect("an entry").path()).collect();
        layouts.sort();
        for folder in layouts.iter().filter(|folder| folder.join("document.txt").exists()) {
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            paths.push((name, folder.join("document.txt")));
        }
        let own = paths.iter().map(|(name, path)| Self::new(name, lines(path)));
        Self::corpus().into_iter().chain([Self::large()]).chain(own).collect()
    }

    /// The large invented document with the department's nine tables alone.
    pub fn large() -> Self {
        /// The last line of these tables.
        const DEPARTMENT_LINES: usize = 3395;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/large/document.txt");
        Self::new("large, nine tables", lines(&path).into_iter().take(DEPARTMENT_LINES).collect())
    }

    /// The corpus's document, whole and with the department's nine tables alone.
    pub fn corpus() -> Vec<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/corpus/ningjin-2023/ningjin-2023.txt");
        if !path.exists() {
            println!("skipped: no corpus");
            return Vec::new();
        }
        /// The last line of the department's nine tables.
        const DEPARTMENT_LINES: usize = 1458;
        let lines = lines(&path);
        let alone = lines.iter().take(DEPARTMENT_LINES).cloned().collect();
        vec![Self::new("corpus, nine tables", alone), Self::new("corpus, both parts", lines)]
    }

    /// The text as it is.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Up to `count` different copies with that slip.
    pub fn damaged(&self, slip: Slip, count: usize) -> Vec<Damaged> {
        if slip == Slip::RowOut {
            return self.rows_out(count);
        }
        let mut dice = Dice(slip.name().bytes().fold(7, |seed, byte| seed * 31 + u64::from(byte)));
        let mut seen = BTreeSet::new();
        let mut copies = Vec::new();
        for _ in 0..count * 20 {
            let Some(wrong) = self.slip(slip, &mut dice) else { continue };
            if copies.len() < count && seen.insert(wrong.clone()) {
                copies.push(self.with(wrong));
            }
        }
        copies
    }

    fn with(&self, wrong: Vec<Wrong>) -> Damaged {
        let mut lines = self.lines.clone();
        for wrong in &wrong {
            lines[wrong.line - 1] = format!("\t{}", wrong.is);
        }
        Damaged { text: lines.join("\n"), wrong, rows: Vec::new() }
    }

    fn slip(&self, slip: Slip, dice: &mut Dice) -> Option<Vec<Wrong>> {
        if slip == Slip::Two {
            let kinds = [Slip::Cent, Slip::Digit, Slip::Swap, Slip::TimesTen, Slip::Neighbour];
            let mut one = || {
                let kind = kinds[dice.below(kinds.len())];
                self.slip(kind, dice)?.pop()
            };
            let (first, second) = (one()?, one()?);
            let mut both = vec![first, second];
            both.sort();
            return (both[0].line != both[1].line).then_some(both);
        }
        let wants_blank = slip == Slip::Filled;
        let cells: Vec<&Cell> =
            self.cells.iter().filter(|cell| cell.printed.is_empty() == wants_blank).collect();
        if cells.is_empty() {
            return None;
        }
        let cell = cells[dice.below(cells.len())];
        let is = match slip {
            Slip::Filled => self.amount(dice)?,
            Slip::Neighbour => self.neighbour(cell, dice)?,
            _ => slipped(&cell.printed, slip, dice)?,
        };
        let is_other = number(&is) != number(&cell.printed) && number(&is) != 0;
        is_other.then(|| vec![Wrong { line: cell.line, was: cell.printed.clone(), is }])
    }

    /// An amount that stands somewhere in the document.
    fn amount(&self, dice: &mut Dice) -> Option<String> {
        let amounts: Vec<&str> = self
            .cells
            .iter()
            .map(|cell| cell.printed.as_str())
            .filter(|printed| number(printed) != 0)
            .collect();
        (!amounts.is_empty()).then(|| amounts[dice.below(amounts.len())].to_owned())
    }

    /// What the cell above, below or beside prints.
    fn neighbour(&self, cell: &Cell, dice: &mut Dice) -> Option<String> {
        let is_beside = |other: &&Cell| {
            let (rows, columns) =
                (other.row.abs_diff(cell.row), other.column.abs_diff(cell.column));
            other.table == cell.table
                && !other.printed.is_empty()
                && ((rows == 0 && (1..=2).contains(&columns)) || (columns == 0 && rows == 1))
        };
        let beside: Vec<&Cell> = self.cells.iter().filter(is_beside).collect();
        (!beside.is_empty()).then(|| beside[dice.below(beside.len())].printed.clone())
    }

    /// A copy for each row that prints an amount, without this row.
    fn rows_out(&self, count: usize) -> Vec<Damaged> {
        let mut rows: BTreeSet<(usize, usize)> = BTreeSet::new();
        for cell in self.cells.iter().filter(|cell| number(&cell.printed) != 0) {
            let is_blank = |line: &String| line.trim().is_empty() && !line.starts_with('\t');
            let first =
                self.lines[..cell.line - 1].iter().rposition(is_blank).map_or(0, |at| at + 1);
            let last = self.lines[cell.line..].iter().position(is_blank);
            let last = last.map_or(self.lines.len(), |at| cell.line + at + 1);
            rows.insert((first, last));
        }
        let mut rows: Vec<_> = rows.into_iter().collect();
        let mut dice = Dice(11);
        while rows.len() > count {
            rows.remove(dice.below(rows.len()));
        }
        rows.into_iter().map(|(first, last)| self.without(first, last)).collect()
    }

    fn without(&self, first: usize, last: usize) -> Damaged {
        let lines: Vec<&str> =
            self.lines[..first].iter().chain(&self.lines[last..]).map(String::as_str).collect();
        let cells = self.cells.iter().filter(|cell| (first..last).contains(&(cell.line - 1)));
        let rows: BTreeSet<String> = cells
            .filter(|cell| number(&cell.printed) != 0)
            .map(|cell| cell.label.clone())
            .collect();
        Damaged { text: lines.join("\n"), wrong: Vec::new(), rows: rows.into_iter().collect() }
    }
}

impl Dice {
    fn next(&mut self) -> u64 {
        // SplitMix64, as its author gives it.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).expect("less than count")
    }
}

/// The digits of an amount as a number, for comparing what is printed.
pub fn number(printed: &str) -> i64 {
    let (whole, fraction) = printed.split_once('.').unwrap_or((printed, ""));
    let digits: String = whole.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    format!("{digits}{fraction:0<6}").parse().unwrap_or(0)
}

fn slipped(printed: &str, slip: Slip, dice: &mut Dice) -> Option<String> {
    let digits: Vec<usize> =
        printed.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let mut bytes = printed.as_bytes().to_vec();
    match slip {
        Slip::Cent => return Some(step(printed, dice.below(2) == 0)),
        Slip::Digit => {
            let at = digits[dice.below(digits.len())];
            bytes[at] = b'0' + (bytes[at] - b'0' + 1 + dice.below(9) as u8) % 10;
        }
        Slip::Swap => {
            let at = dice.below(digits.len().checked_sub(1).filter(|pairs| *pairs > 0)?);
            bytes.swap(digits[at], digits[at + 1]);
        }
        _ => return Some(times_ten(printed)),
    }
    String::from_utf8(bytes).ok()
}

/// One step of the last digit more or less.
fn step(printed: &str, is_up: bool) -> String {
    let decimals = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let digits: String = printed.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    let digits: i64 = digits.parse().expect("a number");
    point(if is_up || digits == 1 { digits + 1 } else { digits - 1 }, decimals)
}

fn times_ten(printed: &str) -> String {
    let decimals = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let digits: String = printed.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    point(digits.parse::<i64>().expect("a number") * 10, decimals)
}

fn point(digits: i64, decimals: usize) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let text = format!("{:0width$}", digits.abs(), width = decimals + 1);
    let (whole, fraction) = text.split_at(text.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).expect("readable").lines().map(str::to_owned).collect()
}
