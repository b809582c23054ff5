//! What was read from a document.
//!
//! Long: the types of one model, each of which refers to others.

use document::Place;
pub use ledger::EntityName;
use ledger::{Amount, Entity, Node, NotAnAmount, Percent, Printed, Scope, ScopeKey, Year};
use std::sync::Arc;

/// The disclosure of a document: everything that was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// The department's name, if the document speaks of one.
    pub department: Option<EntityName>,
    /// The units in the order in which they appear.
    pub units: Vec<EntityName>,
    /// The budget year, if the document gives one.
    pub year: Option<Year>,
    /// The administrative division, where names make it certain.
    pub division: Option<&'static divisions::Division>,
    /// The tables whose numbers are understood, in reading order.
    pub tables: Vec<TableRead>,
    /// Every number with its scope, in reading order; blank cells of listed rows among them.
    pub observations: Vec<Observation>,
    /// Statements about numbers in sentences: a change, a comparison or a share.
    pub claims: Vec<Claim>,
    /// Totals of income and of spending that differ though they are called the same, so that it is not
    /// known what they count: `收入总计9万元,支出总计8万元`.
    pub uneven: Vec<[Observation; 2]>,
    /// Names of the items that scopes refer to: projects, purchases, unrecognised rows.
    pub items: Vec<String>,
    /// The units that the table of institutions names.
    pub institutions: Vec<String>,
    /// The projects with their objectives and indicators.
    pub projects: Vec<Project>,
    /// Whether the document states that its sums may differ in the last digit because of rounding.
    pub says_rounded: bool,
    /// Contents without a recognised meaning.
    pub unrecognised: Vec<Unrecognised>,
    /// What was printed and given no scope, counted.
    pub unread: Unread,
}

/// Numbers to which no scope was given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unread {
    /// Amounts of money: numbers with a unit of money, prices and thresholds apart.
    pub amounts: usize,
    /// Numbers in columns of amounts that may be money, but whose unit is given nowhere.
    pub without_unit: usize,
}

/// A table that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRead {
    /// Its title.
    pub title: String,
    /// The entity.
    pub entity: Entity,
    /// The place of its title or first cell.
    pub place: Place,
    /// What it lists.
    pub kind: TableKind,
    /// What its title says that all its numbers count; `None` if it lists no amounts.
    pub scope: Option<Scope>,
    /// Whether it contains no number.
    pub is_empty: bool,
    /// The note below it that explains why it is empty.
    pub empty_note: Option<String>,
    /// Whether rows of it may be missing.
    pub excerpt: Excerpt,
}

/// Whether rows of a table may be missing where it is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Excerpt {
    /// None is.
    #[default]
    No,
    /// Those at its end may be: a text ends with it.
    Ends,
    /// Some are, and it says so.
    LeftOut,
}

/// The kind of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Amounts of the budget.
    Budget,
    /// The institutions of a department (机构设置).
    Institutions,
    /// A project's objective and indicators (绩效目标).
    Objectives,
    /// Procurement (政府采购).
    Procurement,
    /// Assets (国有资产).
    Assets,
}

/// A number with its scope and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Its scope.
    pub scope: Scope,
    /// The printed value.
    pub value: Value,
    /// Its place.
    pub place: Place,
    /// From which table, row and column, or sentence.
    pub source: Source,
}

/// The value of a cell or an amount in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Printed(Printed),
    /// A blank cell of a listed row, or words for none: zero.
    Nothing,
}

/// The source of an observation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The table, as index into [`Disclosure::tables`]; `None` for a sentence.
    pub table: Option<usize>,
    /// The line of the table's list, counted from 1 within its data rows; 0 for a sentence.
    pub row: u32,
    /// The column of the table's grid, counted from 1; 0 for a sentence.
    pub column: u32,
    /// The list of the number: labels and amounts that belong together.
    pub panel: u32,
    /// The column, counted from 1, with which the list begins to which the number adds;
    /// that column itself, or one of an earlier panel whose list continues here.
    pub list: u32,
    /// The label of the row, or the words of the sentence that give the scope.
    pub label: Arc<str>,
    /// The row's code as printed.
    pub code: Arc<str>,
    /// The column's head, from the outermost to the innermost, joined by `/`.
    pub head: Arc<str>,
    /// Whether the row is marked 其中: one of several parts that need not add up to the whole.
    pub is_partial: bool,
    /// A number for what the head of its sentence and the headings above name besides its scope, as
    /// another year or a level of government; 0 for nothing.
    pub apart: u32,
    /// A number for the heading of its sentence, where that names something unknown; 0 for nothing.
    pub below: u32,
    /// Whether a heading above its sentence gives its stage.
    pub is_staged: bool,
}

/// A statement of a sentence about amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its place.
    pub place: Place,
    /// Its words in normal form.
    pub words: String,
    /// The statement.
    pub says: Assertion,
    /// Whether it explains another change; it may then refer to a part of what it names.
    pub is_reason: bool,
    /// Alternative pairs of compared scopes, if the words leave them open:
    /// `其中:公务接待费1万元,比上年减少3万元` may refer to the whole.
    pub instead: Vec<(Scope, Scope)>,
}

/// The content of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assertion {
    /// `比2030年预算减少3万元，下降2%`
    Change {
        /// The scope that changed.
        now: Scope,
        /// The scope it is compared with.
        base: Scope,
        /// In which direction.
        direction: Direction,
        /// By how much.
        by: Option<Printed>,
        /// The change as a share of the base.
        percent: Option<Percent>,
        /// Whether amount and percentage are said to go in opposite directions.
        is_self_contradictory: bool,
    },
    /// `决算数大于预算数`
    Compare {
        /// The final accounts.
        left: Scope,
        /// The budget.
        right: Scope,
        /// The stated relation of the former to the latter.
        direction: Direction,
    },
    /// `占本年支出合计的3.5%`
    Share {
        /// The part.
        part: Scope,
        /// The possible wholes: one of these.
        wholes: Vec<Scope>,
        /// Its share.
        percent: Percent,
        /// Whether the words name the whole and do not leave it to the context.
        is_explicit: bool,
    },
    /// `人员经费…，主要包括：基本工资、津贴补贴`
    Includes(Vec<Included>),
    /// `面积100平方米，其中地上60平方米，地下40平方米`
    Divides(Division),
    /// `收入9万元，其中：税收收入6万元，非税收入3万元`
    Adds(Sum),
    /// `收入9万元，比上年8万元增加1万元，增长12.5%`, of amounts without a scope.
    Differs(Difference),
    /// `收入4万元，完成预算5万元的80%`, of amounts without a scope.
    Takes {
        /// The amounts of which it may be said, the likeliest last.
        part: Vec<Term>,
        /// Of what it is a share.
        whole: Printed,
        /// The share.
        percent: Percent,
        /// Whether the words name that whole.
        is_named: bool,
    },
    /// `主要用于…等基本支出`
    Serves {
        /// The spending.
        scope: Scope,
        /// The purpose that the words name, basic or project.
        purpose: Node,
    },
}

/// A quantity of any unit in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The words right before it.
    pub words: String,
    /// The number as written.
    pub number: String,
    /// The number in thousandths of the unit.
    pub thousandths: i64,
    /// The unit.
    pub unit: &'static str,
}

/// A quantity and the parts that the sentence gives of it (其中).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// The whole.
    pub whole: Quantity,
    /// The parts named, of the same unit.
    pub parts: Vec<Quantity>,
}

/// An amount as a sentence writes it, whatever it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The words right before it.
    pub words: String,
    /// The number.
    pub printed: Printed,
    /// Its scope, if that is known.
    pub scope: Option<Scope>,
}

/// An amount and others that a sentence gives as its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The whole.
    pub whole: Term,
    /// The parts named.
    pub parts: Vec<Term>,
    /// One of these is a part, too, if there are any.
    pub first: Vec<Term>,
    /// Whether the parts are all.
    pub fullness: Fullness,
    /// Whether it is known that no money is in two of the parts.
    pub is_apart: bool,
}

/// Whether the parts that a sentence names of an amount are all parts of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fullness {
    /// They are.
    All,
    /// The words say so, of parts that are known to be side by side: `包括：教育支出…、住房保障支出…`.
    Closed,
    /// The words say so and may be wrong: 包括.
    Likely,
    /// Usually they are.
    Usual,
    /// They need not be: 其中.
    Some,
}

/// A stated difference of amounts without a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The amounts of which it may be said, the likeliest last.
    pub now: Vec<Term>,
    /// With what it is compared, if that is printed.
    pub base: Option<Printed>,
    /// In which direction.
    pub direction: Direction,
    /// By how much.
    pub by: Option<Printed>,
    /// The change as a share of the base.
    pub percent: Option<Percent>,
}

/// A name in a list of what an amount includes, with the economic items of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Included {
    /// The name as written.
    pub name: String,
    /// The items that it names; empty if the name is unknown.
    pub items: Vec<Scope>,
}

/// The stated direction of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 增加, 大于
    Up,
    /// 减少, 小于
    Down,
    /// 持平, 等于
    Same,
    /// A choice left open, 增加（减少）, or an approximation, 基本持平.
    Unclear,
}

/// A project with its objectives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// The entity.
    pub entity: Entity,
    /// Its scope: the spending on this project.
    pub scope: Scope,
    /// Its objective.
    pub objective: String,
    /// Its indicators in the order printed.
    pub indicators: Vec<Indicator>,
    /// Its cost, from its cost indicator or its budget row.
    pub cost: Option<Cost>,
    /// The place where it begins.
    pub place: Place,
}

/// The cost in a project's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// The printed text.
    pub text: String,
    /// The place.
    pub place: Place,
    /// The amount, or why it is none.
    pub amount: Result<Printed, NotAnAmount>,
}

/// One line of a project's indicators (绩效指标).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indicator {
    /// 一级指标
    pub class: String,
    /// 二级指标
    pub kind: String,
    /// 三级指标
    pub name: String,
    /// 绩效指标描述
    pub description: String,
    /// 指标值
    pub target: String,
    /// 指标值确定依据
    pub basis: String,
    /// The place of the target.
    pub place: Option<Place>,
}

/// Something that has no recognised meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unrecognised {
    /// The printed text.
    pub text: String,
    /// The place.
    pub place: Place,
    /// Why it was not recognised.
    pub why: Why,
    /// The title of its table.
    pub table: Option<String>,
}

/// Why something was not recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The head of the column is not recognised.
    Head(Arc<str>),
    /// The label of the row is not recognised.
    Label(Arc<str>),
    /// Two parts of the heading contradict each other; both are given.
    Contradiction(Arc<str>, Arc<str>),
    /// A cell for an amount contains something else.
    NoAmount(NotAnAmount),
    /// The title and heads of the table are not recognised.
    Table,
    /// The words around a number in a sentence are not recognised.
    Sentence,
    /// The table is of a government's own budget, whose scopes are others than a department's.
    Government,
    /// The number is of the year before, in a document that says no year.
    Year,
    /// A number in a sentence about an unknown budget subject, with the names of its levels.
    Subject(Vec<String>),
}

impl Value {
    /// Returns the printed number, `None` if nothing is printed.
    pub const fn printed(self) -> Option<Printed> {
        match self {
            Self::Printed(printed) => Some(printed),
            Self::Nothing => None,
        }
    }

    /// The amount at its nominal; nothing is zero.
    pub fn nominal(self) -> Amount {
        self.printed().map_or(Amount::ZERO, Printed::nominal)
    }

    /// Returns whether it is zero in any form.
    pub const fn is_zero(self) -> bool {
        match self {
            Self::Printed(printed) => printed.is_zero(),
            Self::Nothing => true,
        }
    }
}

impl Claim {
    /// The amount by which something is said to have changed.
    pub const fn by(&self) -> Option<Printed> {
        match self.says {
            Assertion::Change { by, .. } => by,
            _ => None,
        }
    }
}

impl Disclosure {
    /// Returns how many amounts of money the document prints whose scope is known: of numbers,
    /// and of stated changes.
    pub fn understood(&self) -> usize {
        let printed = self.observations.iter().filter(|seen| seen.value.printed().is_some());
        printed.count() + self.claims.iter().filter(|claim| claim.by().is_some()).count()
    }

    /// The entity's name in the document.
    pub fn entity(&self, entity: Entity) -> Option<&EntityName> {
        match entity.unit_index() {
            None => self.department.as_ref(),
            Some(index) => self.units.get(usize::from(index)),
        }
    }

    /// The scope in words that need no document.
    ///
    /// Blanks in names are removed, because formats break lines in different places.
    pub fn key(&self, scope: &Scope) -> ScopeKey {
        let without_blanks = |text: &str| text.replace(char::is_whitespace, "");
        let name = self.entity(scope.entity).map(|name| EntityName {
            code: name.code.as_deref().map(without_blanks),
            name: without_blanks(&name.name),
        });
        ScopeKey::new(scope, name.unwrap_or_default(), self.item_name(scope).map(without_blanks))
    }

    /// The name of the scope's item, if it has one.
    pub fn item_name(&self, scope: &Scope) -> Option<&str> {
        let index = usize::try_from(scope.item.index()?).ok()?;
        self.items.get(index).map(String::as_str)
    }

    /// Returns the entity as programs read it: its code, else its name.
    pub fn entity_key(&self, entity: Entity) -> String {
        let name = self.entity(entity).map(|name| name.code.as_ref().unwrap_or(&name.name));
        match name.filter(|name| !name.is_empty()) {
            Some(name) => name.replace(char::is_whitespace, ""),
            None => entity
                .unit_index()
                .map_or("department".to_owned(), |index| format!("unit{}", index + 1)),
        }
    }
}
