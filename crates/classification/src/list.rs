//! One list of codes with their names.

use crate::Evidence;
use ledger::{Code, Ledger, Year, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Which classification a code belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 支出功能分类
    Function,
    /// 部门预算支出经济分类
    Economic,
    /// 政府预算支出经济分类
    Government,
    /// 收入分类
    Revenue,
}

/// The budget whose money a function is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fund {
    /// 一般公共预算; also classes and sections that several budgets share.
    General,
    /// 政府性基金预算
    Government,
    /// 国有资本经营预算
    Capital,
    /// 社会保险基金预算
    Social,
}

/// A code with a current or former name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The code.
    pub code: Code,
    /// The name.
    pub name: &'static str,
    /// The budget that it is for; `None` outside the functional classification.
    pub fund: Option<Fund>,
    /// The first year of the name, if known.
    pub from: Option<u16>,
    /// The last year of the name, if it is a former name.
    pub until: Option<u16>,
    /// How it is known.
    pub evidence: Evidence,
    /// The first year for which a public text prints it.
    pub seen: Option<u16>,
}

/// The names of one classification.
#[derive(Debug, Default)]
pub struct Classification {
    /// All rows of the list in the order of their digits, those of one code side by side, the
    /// former names first.
    rows: Vec<Named>,
    /// Codes of 类 by their names, with brackets in half width.
    classes: FxHashMap<String, Code>,
    /// Which rows have a name, with brackets in half width; made on first use.
    names: OnceLock<FxHashMap<String, Vec<u32>>>,
}

impl Kind {
    /// The classification to which the first digit of `code` points.
    pub fn of(code: Code) -> Option<Self> {
        [Self::Function, Self::Economic, Self::Government, Self::Revenue]
            .into_iter()
            .find(|kind| code.first_digit() == kind.first_digit())
    }

    const fn first_digit(self) -> u32 {
        match self {
            Self::Function => 2,
            Self::Economic => 3,
            Self::Government => 5,
            Self::Revenue => 1,
        }
    }

    const fn data(self) -> &'static str {
        match self {
            Self::Function => include_str!("../data/function.tsv"),
            Self::Economic => include_str!("../data/economic_department.tsv"),
            Self::Government => include_str!("../data/economic_government.tsv"),
            Self::Revenue => include_str!("../data/revenue.tsv"),
        }
    }
}

impl Fund {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "general" => Self::General,
            "fund" => Self::Government,
            "capital" => Self::Capital,
            "social" => Self::Social,
            _ => return None,
        })
    }
}

impl Named {
    /// Returns whether the name was in force in `year`, as far as is known.
    pub fn is_in_force(&self, year: Year) -> bool {
        self.from.is_none_or(|from| from <= year.0) && self.until.is_none_or(|to| year.0 <= to)
    }

    /// Returns whether the name was in force in `year`, or today if the year is not known.
    fn is_of(&self, year: Option<Year>) -> bool {
        year.map_or(self.until.is_none(), |year| self.is_in_force(year))
    }

    fn parse([code, name, fund, from, to, evidence, seen]: [&'static str; 7]) -> Option<Self> {
        let year = |text: &str| text.parse().ok();
        Some(Self {
            code: Code::parse(code)?,
            name,
            fund: Fund::parse(fund),
            from: year(from),
            until: year(to),
            evidence: Evidence::parse(evidence)?,
            seen: year(seen),
        })
    }
}

impl Classification {
    /// Returns the list of `kind`, parsed on first use.
    pub fn get(kind: Kind) -> &'static Self {
        static LISTS: [OnceLock<Classification>; 4] = [const { OnceLock::new() }; 4];
        let [function, economic, government, revenue] = &LISTS;
        let list = match kind {
            Kind::Function => function,
            Kind::Economic => economic,
            Kind::Government => government,
            Kind::Revenue => revenue,
        };
        list.get_or_init(|| Self::parse(kind.data()))
    }

    /// The list in which `code` would stand.
    pub fn of(code: Code) -> Option<&'static Self> {
        Kind::of(code).map(Self::get)
    }

    /// The 类 of that name with brackets in half width, in today's or a former wording.
    pub fn class(&self, name: &str) -> Option<Code> {
        self.classes.get(name).copied()
    }

    /// Returns every current and former name of a 类, in no particular order.
    pub fn classes(&self) -> impl Iterator<Item = (&str, Code)> {
        self.classes.iter().map(|(name, code)| (name.as_str(), *code))
    }

    /// Returns the current name of `code`, if known.
    pub fn name(&self, code: Code) -> Option<&'static str> {
        self.name_in(code, None).map(|named| named.name)
    }

    /// Returns the name that `code` has in `year`, or today if no year is given.
    ///
    /// `None` if the lists do not know it, or with too much doubt to name it.
    pub fn name_in(&self, code: Code, year: Option<Year>) -> Option<&Named> {
        let mut names = self.names_of(code).iter().rev();
        names.find(|named| named.evidence.names() && named.is_of(year))
    }

    /// Returns all names of `code`, whatever their evidence, the former ones first.
    pub fn names_of(&self, code: Code) -> &[Named] {
        let from = self.rows.partition_point(|named| place(named.code) < place(code));
        let rows = self.rows.get(from..).unwrap_or_default();
        let count = rows.iter().take_while(|named| named.code == code).count();
        rows.get(..count).unwrap_or_default()
    }

    /// Returns the rows with this name, brackets in half or in full width.
    pub fn called(&self, name: &str) -> impl Iterator<Item = &Named> {
        let names = self.names.get_or_init(|| self.by_name());
        let places = names.get(&normal(name)).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.rows.get(*place as usize))
    }

    /// All codes with all their names, in the order of their digits.
    pub fn rows(&self) -> &[Named] {
        &self.rows
    }

    /// Returns the rows that a preparer may choose from in `year`, doubtful ones among them.
    pub fn offered(&self, year: Option<Year>) -> impl Iterator<Item = &Named> {
        self.rows.iter().filter(move |named| named.is_of(year))
    }

    fn parse(data: &'static str) -> Self {
        let mut list = Self::default();
        for named in tsv::rows(data).filter_map(Named::parse) {
            let code = named.code;
            if code.level() == 1 && named.evidence.names() {
                list.classes.insert(normal(named.name), code);
            }
            list.rows.push(named);
        }
        list
    }

    fn by_name(&self) -> FxHashMap<String, Vec<u32>> {
        let mut names: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (at, named) in (0..).zip(&self.rows) {
            names.entry(normal(named.name)).or_default().push(at);
        }
        names
    }
}

/// Returns the name by which a ledger prints `code`: the name of its year, or the last one known.
/// The preparer's own name counts where the lists have none, or only remember one.
pub fn name_for(ledger: &Ledger, code: Code) -> Option<&str> {
    let own = ledger.codes.get(&code).map(String::as_str);
    let Some(list) = Classification::of(code) else { return own };
    let last = || list.names_of(code).iter().rev().find(|named| named.evidence.names());
    match list.name_in(code, ledger.year).or_else(last) {
        Some(named) if named.evidence == Evidence::Seen => Some(named.name),
        listed => own.or(listed.map(|named| named.name)),
    }
}

/// What orders codes as their digits do, a code before those below it.
fn place(code: Code) -> (u32, u8) {
    (code.padded(), code.level())
}

/// A name as documents are compared with it: with brackets in half width.
fn normal(name: &str) -> String {
    name.replace('（', "(").replace('）', ")")
}
