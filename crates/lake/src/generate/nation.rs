//! An invented nation: its departments, and how large each is in each year.

use super::random::Random;
use ledger::{Stage, Year};

/// The codes of its provinces, which no real province has.
pub(super) const PROVINCES: [&str; 8] = ["91", "92", "93", "94", "95", "96", "97", "98"];

/// Departments in a county.
const IN_COUNTY: u64 = 20;

/// Counties in a province: cities of 20 counties.
const COUNTIES: u64 = 20;

const FIRST: [&str; 20] = [
    "云", "青", "临", "长", "永", "安", "清", "白", "金", "石", "东", "南", "新", "广", "龙", "凤",
    "松", "兰", "昌", "宁",
];
const SECOND: [&str; 20] = [
    "桥", "川", "岭", "河", "泽", "原", "溪", "州", "城", "山", "湖", "浦", "林", "源", "塘", "坪",
    "关", "泉", "湾", "屯",
];

/// The bureaus of a county with the functions under which they run and do their work.
pub(super) const BUREAUS: [(&str, [&str; 2]); 5] = [
    ("城市管理局", ["2120101", "2120104"]),
    ("档案馆", ["2012601", "2012604"]),
    ("水务局", ["2130301", "2130305"]),
    ("教育局", ["2050101", "2050201"]),
    ("政府办公室", ["2010301", "2010302"]),
];

/// What is to be invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nation {
    pub(super) seed: u64,
    /// The first year.
    pub(super) first: u16,
    /// The number of years.
    pub(super) years: u16,
    /// The number of departments.
    pub(super) departments: u64,
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Department {
    /// Which of the nation's, from 0.
    pub(super) number: u64,
    /// The code of its county.
    pub(super) division: String,
    pub(super) name: String,
    pub(super) code: String,
    /// Which of [`BUREAUS`].
    pub(super) bureau: usize,
}

/// A year and a stage of which a department publishes a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Issue {
    pub(super) year: Year,
    pub(super) stage: Stage,
}

impl Nation {
    /// Returns the years.
    pub(super) fn years(self) -> impl Iterator<Item = Year> {
        (self.first..self.first.saturating_add(self.years)).map(Year)
    }

    /// Returns the departments of a province. The provinces take turns, so that all grow alike.
    pub(super) fn of_province(self, province: usize) -> impl Iterator<Item = Department> {
        let first = u64::try_from(province).unwrap_or(0);
        (first..self.departments).step_by(PROVINCES.len()).map(Department::new)
    }

    /// Returns how many times the amounts of a department's smallest year it has.
    pub(super) fn size(self, department: u64, year: Year, stage: Stage) -> i64 {
        let mut random = Random::of(self.seed, &[department]);
        let (base, growth) = (random.between(200, 1200), random.between(-3, 6));
        let since = i64::from(year.0) - i64::from(self.first);
        let budget = base + base * growth * since / 100;
        if stage == Stage::Budget {
            return budget.max(1);
        }
        let of_year = [department, u64::from(year.0)];
        (budget + budget * Random::of(self.seed, &of_year).between(-12, 9) / 100).max(1)
    }

    /// Returns whether a document has a planted fault, and the numbers that choose it.
    pub(super) fn fault(self, department: u64, issue: Issue) -> Option<Random> {
        let stage = u64::from(issue.stage == Stage::Budget);
        let names = [department, u64::from(issue.year.0), stage, 0xfa];
        let mut random = Random::of(self.seed, &names);
        (random.below(ONE_IN) == 0).then_some(random)
    }
}

/// One document of so many has a planted fault.
pub(super) const ONE_IN: usize = 40;

impl Department {
    fn new(number: u64) -> Self {
        let provinces = u64::try_from(PROVINCES.len()).unwrap_or(1);
        let within = number / provinces;
        let (county, place) = (within / IN_COUNTY, within % IN_COUNTY);
        let province = usize::try_from(number % provinces).unwrap_or(0);
        let code = PROVINCES.get(province).copied().unwrap_or_default();
        let division = format!("{code}{:02}{:02}", 1 + county / COUNTIES, 1 + county % COUNTIES);
        let bureau = usize::try_from(place).unwrap_or(0) % BUREAUS.len();
        let word = |all: &[&'static str], at: u64| {
            let at = usize::try_from(at).unwrap_or(0) % all.len().max(1);
            all.get(at).copied().unwrap_or_default()
        };
        let at = county * provinces + number % provinces;
        let county = format!("{}{}县", word(&FIRST, at), word(&SECOND, at / 20));
        let town = match place / 5 {
            0 => String::new(),
            district => format!("{}镇", word(&SECOND, at + district)),
        };
        let what = BUREAUS.get(bureau).map_or("", |(name, _)| name);
        let name = format!("{county}{town}{what}");
        Self { number, division, name, code: format!("{}", 101 + place), bureau }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_department_has_a_name_of_its_own_in_its_county() {
        let nation = Nation { seed: 1, first: 2031, years: 2, departments: 5000 };
        let all: Vec<Department> =
            (0..PROVINCES.len()).flat_map(|province| nation.of_province(province)).collect();
        assert_eq!(all.len(), 5000);
        let names: BTreeSet<_> = all.iter().map(|it| (&it.division, &it.name)).collect();
        assert_eq!(names.len(), 5000);
        assert!(all.iter().all(|it| it.division.len() == 6));
    }

    #[test]
    fn sizes_are_positive_and_some_documents_have_faults() {
        let nation = Nation { seed: 1, first: 2031, years: 3, departments: 400 };
        let mut faults = 0;
        for department in 0..400 {
            for year in nation.years() {
                for stage in [Stage::Budget, Stage::FinalAccounts] {
                    assert!(nation.size(department, year, stage) > 0);
                    faults +=
                        usize::from(nation.fault(department, Issue { year, stage }).is_some());
                }
            }
        }
        assert!((30..90).contains(&faults), "{faults}");
    }
}
