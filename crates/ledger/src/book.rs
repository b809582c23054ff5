use crate::traits::Traits;
use crate::{Amount, Code, Entity, Item, Node, Scope, Stage, Year, nodes};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One year's budget of a department at one stage: what every number of a disclosure sums over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// The year, `None` until it is filled in.
    pub year: Option<Year>,
    /// Budget or final accounts.
    pub stage: Stage,
    /// The department.
    pub department: Body,
    /// Its units; [`Entity::unit`] counts through them.
    pub units: Vec<Body>,
    /// Receipts and spending.
    pub lines: Vec<BudgetLine>,
    /// The projects; [`Item::named`] counts through them.
    pub projects: Vec<Project>,
    /// Purchases.
    pub purchases: Vec<Purchase>,
    /// The fixed assets at the end of the year before.
    pub assets: Vec<Asset>,
    /// Staff and vehicles.
    pub counts: Vec<Count>,
    /// Paragraphs in the preparer's own words.
    pub texts: Vec<Text>,
    /// Codes with the names that the preparer gave them, such as codes that no list has.
    pub codes: BTreeMap<Code, String>,
}

/// A department or a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Its budget code: `224001`; nothing where it has none.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind (单位性质): `行政`, `财政补助事业单位`.
    pub nature: String,
    /// Its rank (单位规格): `正科级`.
    pub rank: String,
    /// Its financing (经费保障形式): `财政拨款`.
    pub paid_by: String,
}

/// Money of one fund that one unit gets and spends on one thing.
///
/// A line is seen from three sides. The department sees it as it stands. A unit that
/// another unit of the department pays sees a subsidy received; the unit that pays sees a
/// subsidy given. So the department is the sum of its units but for what they pay each
/// other, and no rule has to say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    /// The unit that spends it.
    pub unit: Entity,
    /// The unit of the same department out of whose fund it is paid, where that is another.
    ///
    /// What units pay each other is no fiscal money: a unit that gets fiscal money has a
    /// line of its own for it.
    pub paid_by: Option<Entity>,
    /// Received this year, carried in, or out of the surplus: a source among the flows.
    pub source: Node,
    /// Spent, carried out or allocated: a use among the flows.
    pub used: Node,
    /// The fund.
    pub fund: Node,
    /// What for, by function, as fine as it is known.
    pub function: Code,
    /// On what, by economic item, as fine as it is known.
    pub economic: Code,
    /// Basic (personnel, public), project and so on.
    pub purpose: Node,
    /// A three-public item, where the line is one.
    pub memo: Node,
    /// The project, where it has a name.
    pub item: Item,
    /// The amount.
    pub amount: Amount,
}

/// A project with what it is to achieve (绩效目标).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its entity.
    pub unit: Entity,
    /// Its name.
    pub name: String,
    /// Its objectives, a paragraph each.
    pub objectives: Vec<String>,
    /// Its indicators in their order.
    pub indicators: Vec<Indicator>,
}

/// One indicator of a project (绩效指标). Projects share their words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indicator {
    /// Of the first level (一级指标): `产出指标`.
    pub class: Arc<str>,
    /// Of the second (二级指标): `成本指标`.
    pub kind: Arc<str>,
    /// Its name (三级指标).
    pub name: Arc<str>,
    /// What it measures (绩效指标描述).
    pub description: Arc<str>,
    /// The target (指标值): `≤5万元`.
    pub target: Arc<str>,
    /// On what the target rests (指标值确定依据).
    pub basis: Arc<str>,
}

/// Something to be bought by government procurement (政府采购).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// Who buys.
    pub unit: Entity,
    /// For which project, if for one.
    pub item: Item,
    /// Goods, works or services.
    pub memo: Node,
    /// Its name, in the preparer's words.
    pub name: String,
    /// Its number in the catalogue (采购目录序号).
    pub catalogue: String,
    /// The unit of measure.
    pub measure: String,
    /// The quantity as text.
    pub quantity: String,
    /// The fund.
    pub fund: Node,
    /// The total amount.
    pub amount: Amount,
    /// Whether it becomes a fixed asset.
    pub is_asset: bool,
}

/// A kind of fixed assets and its value (固定资产占用情况).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its entity.
    pub unit: Entity,
    /// What: `房屋`.
    pub name: String,
    /// The quantity as text.
    pub quantity: String,
    /// Its value.
    pub amount: Amount,
}

/// A count of staff or vehicles. It is not an amount of money and has no scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Their entity.
    pub unit: Entity,
    /// Of what: `在职人员`, `公务用车`.
    pub what: String,
    /// The count.
    pub number: u32,
}

/// A paragraph of one section, by the section's key in the layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its entity.
    pub entity: Entity,
    /// The section: `duties`.
    pub section: String,
    /// The words.
    pub words: String,
}

impl Ledger {
    /// A ledger with nothing in it.
    pub fn blank(year: Option<Year>, stage: Stage) -> Self {
        Self {
            year,
            stage,
            department: Body::default(),
            units: Vec::new(),
            lines: Vec::new(),
            projects: Vec::new(),
            purchases: Vec::new(),
            assets: Vec::new(),
            counts: Vec::new(),
            texts: Vec::new(),
            codes: BTreeMap::new(),
        }
    }

    /// The scope of everything in this ledger that is `entity`'s.
    pub fn whole(&self, entity: Entity) -> Scope {
        Scope::whole(entity, self.year, self.stage)
    }

    /// The amount of a scope: the sum over the lines that it counts.
    ///
    /// `None` where the sum exceeds what an amount can hold, or where the scope is of
    /// another year or stage than this ledger.
    pub fn sum(&self, scope: &Scope) -> Option<Amount> {
        if !self.is_of(scope) {
            return None;
        }
        let counted = || self.lines.iter().filter(|line| self.counts(scope, line));
        let amounts = self
            .others(scope, &self.purchases, &self.assets)
            .unwrap_or_else(|| counted().map(|line| line.amount).collect());
        amounts.into_iter().try_fold(Amount::ZERO, Amount::checked_add)
    }

    /// Whether the scope is of this year and stage. Assets are those at the end of the year before.
    pub(crate) fn is_of(&self, scope: &Scope) -> bool {
        let is_assets = scope.memo == nodes().fixed_assets;
        let year = if is_assets { scope.year.map(Year::after) } else { scope.year };
        (year, scope.stage) == (self.year, self.stage)
    }

    /// The amounts of a scope of purchases or of assets, out of those given; `None` for a scope of
    /// lines.
    pub(crate) fn others<P: Borrow<Purchase>, A: Borrow<Asset>>(
        &self,
        scope: &Scope,
        purchases: &[P],
        assets: &[A],
    ) -> Option<Vec<Amount>> {
        let nodes = nodes();
        let anything = scope.with(nodes.everything);
        let bought = || purchases.iter().map(Borrow::borrow);
        let counted = if nodes.procurement.contains(scope.memo) {
            bought().filter(|it| it.is_in(scope)).map(|it| it.amount).collect()
        } else if scope.memo == nodes.asset_purchase {
            let assets = bought().filter(|it| it.is_asset && it.is_in(&anything));
            assets.map(|it| it.amount).collect()
        } else if scope.memo == nodes.fixed_assets {
            let owned = assets.iter().map(Borrow::borrow);
            owned.filter(|it| scope.entity.contains(it.unit)).map(|it| it.amount).collect()
        } else {
            return None;
        };
        Some(counted)
    }

    /// How many of something `entity` and its units have; `None` where nobody counted it.
    pub fn count(&self, entity: Entity, what: &str) -> Option<u64> {
        let mine = self.counts.iter().filter(|it| entity.contains(it.unit) && it.what == what);
        mine.map(|count| u64::from(count.number)).reduce(u64::saturating_add)
    }

    /// Whether `scope` counts this line, seen from the scope's entity.
    pub fn counts(&self, scope: &Scope, line: &BudgetLine) -> bool {
        let Some(seen) = line.seen_by(scope.entity) else { return false };
        self.traits(&seen).are_in(scope) && (scope.item == Item::ALL || scope.item == seen.item)
    }

    /// The traits of a line as an entity sees it.
    pub(crate) fn traits(&self, seen: &BudgetLine) -> Traits {
        let is_agency_operation = self.is_agency_operation(seen);
        let BudgetLine { source, used, fund, function, economic, purpose, memo, .. } = *seen;
        Traits { source, used, fund, function, economic, purpose, memo, is_agency_operation }
    }

    /// What runs an administrative body: the public part of its basic expenditure (机关运行经费).
    fn is_agency_operation(&self, line: &BudgetLine) -> bool {
        let body = line.unit.unit_index().and_then(|index| self.units.get(usize::from(index)));
        body.is_some_and(|body| body.nature.starts_with("行政") || body.nature.starts_with("参公"))
            && nodes().public.contains(line.purpose)
            && line.fund == nodes().general
    }
}

impl BudgetLine {
    /// The line as `entity` sees it; `None` where it is none of its money.
    pub fn seen_by(&self, entity: Entity) -> Option<Self> {
        let nodes = nodes();
        match self.paid_by {
            _ if entity == Entity::DEPARTMENT => Some(self.clone()),
            None => (entity == self.unit).then(|| self.clone()),
            Some(_) if entity == self.unit => {
                Some(Self { source: nodes.received, fund: nodes.superior, ..self.clone() })
            }
            Some(payer) if entity == payer => Some(Self {
                used: nodes.spent,
                economic: Code::ALL,
                purpose: nodes.subsidies,
                memo: nodes.everything,
                item: Item::ALL,
                ..self.clone()
            }),
            Some(_) => None,
        }
    }
}

impl Purchase {
    /// Whether the scope counts it. What is bought is paid out of this year's money.
    pub fn is_in(&self, scope: &Scope) -> bool {
        let is_of_year = [nodes().received, nodes().spent];
        is_of_year.into_iter().any(|it| scope.flow.contains(it))
            && scope.entity.contains(self.unit)
            && scope.memo.contains(self.memo)
            && scope.fund.contains(self.fund)
            && (scope.item == Item::ALL || scope.item == self.item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(key: &str) -> Node {
        Node::named(key).unwrap()
    }

    fn line(unit: u16, function: &str, purpose: &str, fen: i64) -> BudgetLine {
        BudgetLine {
            unit: Entity::unit(unit),
            paid_by: None,
            source: nodes().received,
            used: nodes().spent,
            fund: nodes().general,
            function: Code::parse(function).unwrap(),
            economic: Code::ALL,
            purpose: node(purpose),
            memo: nodes().everything,
            item: Item::ALL,
            amount: Amount::from_fen(fen),
        }
    }

    fn ledger(lines: Vec<BudgetLine>) -> Ledger {
        let body = |nature: &str| Body { nature: nature.into(), ..Body::default() };
        let units = vec![body("行政"), body("事业")];
        Ledger { units, lines, ..Ledger::blank(Some(Year(2031)), Stage::Budget) }
    }

    fn fen(ledger: &Ledger, entity: Entity, keys: &[&str]) -> i64 {
        let whole = ledger.whole(entity);
        let scope = keys.iter().fold(whole, |scope, key| scope.with(node(key)));
        ledger.sum(&scope).unwrap().fen()
    }

    #[test]
    fn sources_and_uses_are_the_same_money() {
        let mut carried = line(0, "2012601", "project", 7);
        carried.source = nodes().carried_in;
        let ledger = ledger(vec![line(0, "2012601", "personnel", 30), carried]);
        let sum = |keys: &[&str]| fen(&ledger, Entity::unit(0), keys);
        assert_eq!(sum(&["total"]), 37);
        assert_eq!(sum(&["received"]) + sum(&["carried_in"]), sum(&["spent"]));
        assert_eq!(sum(&["spent", "basic"]), 30);
        assert_eq!(sum(&["state_capital"]), 0);
    }

    #[test]
    fn what_units_pay_each_other_is_seen_from_three_sides() {
        let mut passed_on = line(1, "2012604", "project", 50);
        passed_on.paid_by = Some(Entity::unit(0));
        let ledger = ledger(vec![line(0, "2012601", "personnel", 30), passed_on]);
        let (payer, payee) = (Entity::unit(0), Entity::unit(1));
        assert_eq!(fen(&ledger, Entity::DEPARTMENT, &["general", "spent", "project"]), 50);
        assert_eq!(fen(&ledger, payer, &["general", "spent", "subsidies"]), 50);
        assert_eq!(fen(&ledger, payer, &["project"]), 0);
        assert_eq!(fen(&ledger, payee, &["superior", "received"]), 50);
        assert_eq!(fen(&ledger, payee, &["general"]), 0);
    }

    #[test]
    fn what_runs_an_office_is_counted_in_administrative_bodies() {
        let ledger = ledger(vec![line(0, "2012601", "public", 9), line(1, "2012604", "public", 4)]);
        assert_eq!(fen(&ledger, Entity::DEPARTMENT, &["agency_operation"]), 9);
    }

    #[test]
    fn a_department_has_what_its_units_have() {
        let mut ledger = ledger(Vec::new());
        let count = |unit, number| Count { unit, what: "公务用车".into(), number };
        ledger.counts = vec![count(Entity::unit(0), 3), count(Entity::unit(1), 0)];
        let vehicles = |entity| ledger.count(entity, "公务用车");
        assert_eq!(vehicles(Entity::DEPARTMENT), Some(3));
        assert_eq!(vehicles(Entity::unit(1)), Some(0));
        assert_eq!(ledger.count(Entity::DEPARTMENT, "在职人员"), None);
    }

    #[test]
    fn another_years_scope_is_not_in_the_ledger() {
        let ledger = ledger(Vec::new());
        let scope = Scope { year: Some(Year(2030)), ..ledger.whole(Entity::DEPARTMENT) };
        assert_eq!(ledger.sum(&scope), None);
    }
}
