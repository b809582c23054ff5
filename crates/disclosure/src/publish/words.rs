//! Templates to words, and conditions to yes or no.

use super::books::Books;
use super::number::{digits, percent, printed};
use super::{LayOutError, page};
use crate::layouts::{Changes, Condition, Layout, Money, Piece, Question, Template};
use crate::vocabulary::parts::Parts;
use ledger::{Amount, Code, Entity, Node, Printed, Scope, Year};
use message::{Fixed, Message};
use std::collections::BTreeMap;

/// The subject of a text.
#[derive(Debug, Clone)]
pub(super) struct Frame<'a> {
    pub layout: &'a Layout,
    pub books: &'a Books<'a>,
    pub entity: Entity,
    /// The scope around every sum: the thing that the text is about.
    pub parts: Parts,
    /// The current project, by its number in the ledger.
    pub project: Option<usize>,
    pub words: BTreeMap<String, String>,
}

/// Words and the amounts among them.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub text: String,
    pub amounts: Vec<(Scope, Printed)>,
    /// The preparer's paragraphs among them, by their numbers in the ledger.
    texts: Vec<usize>,
    /// Whether the text was to contain amounts or counts.
    has_numbers: bool,
    /// Whether one of them is not zero.
    is_something: bool,
}

impl<'a> Frame<'a> {
    /// A frame that speaks of `entity`.
    pub fn new(layout: &'a Layout, books: &'a Books<'a>, entity: Entity) -> Self {
        let mut words = layout.words.clone();
        let whose = if entity == Entity::DEPARTMENT { "department" } else { "unit" };
        words.extend(layout.words_of.get(whose).cloned().unwrap_or_default());
        let ledger = books.ledger;
        if let Some(body) = books.body(entity) {
            words.insert("name".to_owned(), body.name.clone());
            words.insert("code".to_owned(), body.code.clone());
            words.insert("nature".to_owned(), body.nature.clone());
        }
        let numbers = [
            ("year", usize::from(books.year.0)),
            ("last", usize::from(books.year.before().0)),
            ("projects", books.index().projects(entity).len()),
            ("units", ledger.units.len()),
        ];
        words.extend(numbers.map(|(key, number)| (key.to_owned(), number.to_string())));
        Self { layout, books, entity, parts: Parts::default(), project: None, words }
    }

    /// The frame with one more word.
    pub fn with(mut self, key: &str, word: impl Into<String>) -> Self {
        self.words.insert(key.to_owned(), word.into());
        self
    }

    /// The words of a template.
    pub fn say(&self, template: &Template) -> Result<Said, LayOutError> {
        let mut said = Said::default();
        for piece in &template.0 {
            match piece {
                Piece::Text(text) => said.text.push_str(text),
                Piece::Word(word) => {
                    let word = self.words.get(word).map_or("", |it| it);
                    said.text.push_str(without_echo(&said.text, word));
                }
                Piece::Sum(parts) => {
                    let scope = self.scope(*parts);
                    let amount = self.books.amount(&scope).ok_or_else(|| unknown(&scope))?;
                    let printed = printed(amount, self.layout.money);
                    said.text.push_str(&digits(printed, self.layout.money));
                    said.amounts.push((scope, printed));
                    said.has_numbers = true;
                    said.is_something |= amount != Amount::ZERO;
                }
                Piece::Change(kind, parts) => said.take(self.change(kind, *parts)?),
                Piece::Percent(part, whole) => {
                    let amount = |parts| self.books.amount(&self.scope(parts));
                    let share = amount(*part).zip(amount(*whole));
                    let share = share.and_then(|(part, whole)| percent(part, whole));
                    said.text.push_str(share.as_deref().unwrap_or("0.00%"));
                }
                Piece::Count(what) => {
                    let count = self.books.index().count(self.entity, what);
                    said.text.push_str(&count.unwrap_or(0).to_string());
                    said.has_numbers = true;
                    said.is_something |= count.is_some();
                }
                Piece::Words(key) => {
                    let key = self.say(key)?.text;
                    for (at, words) in self.books.texts(self.entity, &key) {
                        said.text.push_str(words);
                        said.texts.push(*at);
                    }
                }
                Piece::List(separator, items) => said.take(self.list(separator, items)?),
            }
        }
        Ok(said)
    }

    /// The items that are not zero; an item without a number is always printed.
    fn list(&self, separator: &str, items: &[Template]) -> Result<Said, LayOutError> {
        let mut all = Said::default();
        for item in items {
            let said = self.say(item)?;
            if said.has_numbers && !said.is_something {
                continue;
            }
            if !all.text.is_empty() {
                all.text.push_str(separator);
            }
            all.take(said);
        }
        Ok(all)
    }

    /// The change since the previous year, or against what the kind of change is compared with.
    fn change(&self, kind: &str, parts: Parts) -> Result<Said, LayOutError> {
        let Some(changes) = self.layout.changes.get(kind) else { return Ok(Said::default()) };
        let now = self.scope(parts);
        let before = match changes.than {
            Some(than) => self.scope(parts.narrow(than).unwrap_or(than)),
            None => Scope { year: now.year.map(Year::before), ..now },
        };
        let amounts = self.books.amount(&now).zip(self.books.amount(&before));
        let Some((now, before)) = amounts else { return self.say(&changes.unknown) };
        let template = direction(changes, now, before, self.layout.money);
        let by = now.checked_sub(before).unwrap_or_default();
        let by = Amount::from_fen(by.fen().saturating_abs());
        let money = self.layout.money;
        let frame = self.clone().with("by", digits(printed(by, money), money));
        let frame = frame.with("percent", percent(by, before).unwrap_or_default());
        frame.say(template)
    }

    /// Returns the scope of the parts in this context.
    pub fn scope(&self, parts: Parts) -> Scope {
        let parts = self.parts.narrow(parts).unwrap_or(parts);
        self.books.scope(parts, self.entity)
    }

    /// Returns whether a condition holds.
    pub fn holds(&self, condition: &Condition) -> Result<bool, LayOutError> {
        for (is_yes, question) in &condition.0 {
            if self.answer(question)? != *is_yes {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn answer(&self, question: &Question) -> Result<bool, LayOutError> {
        let amount = |parts: &Parts| {
            let scope = self.scope(*parts);
            self.books.amount(&scope).ok_or_else(|| unknown(&scope))
        };
        Ok(match question {
            Question::Some(parts) => amount(parts)? != Amount::ZERO,
            Question::Only(part, whole) => amount(part)? == amount(whole)?,
            Question::Same(one, other) => {
                let digits = |amount| printed(amount, self.layout.money);
                digits(amount(one)?) == digits(amount(other)?)
            }
            Question::Known(parts) => self.books.amount(&self.scope(*parts)).is_some(),
            Question::Words(key) => {
                let key =
                    key.replace("{item_code}", self.words.get("item_code").map_or("", |it| it));
                !self.books.texts(self.entity, &key).is_empty()
            }
            Question::Counted(all) => {
                let index = self.books.index();
                let is_counted = |what: &String| index.count(self.entity, what).is_some();
                all.iter().any(is_counted)
            }
            Question::Rounded => *self.books.is_rounded.get_or_init(|| self.is_rounded()),
            Question::Units => !self.books.ledger.units.is_empty(),
            Question::Projects => self.words.get("projects").is_some_and(|count| count != "0"),
        })
    }

    fn is_rounded(&self) -> bool {
        let ledger = self.books.ledger;
        let lines = ledger.lines.iter().map(|line| line.amount);
        let bought = ledger.purchases.iter().map(|purchase| purchase.amount);
        let owned = ledger.assets.iter().map(|asset| asset.amount);
        let mut amounts = lines.chain(bought).chain(owned);
        amounts.any(|amount| {
            let mut tables = self.layout.tables.values();
            tables.any(|table| printed(amount, table.money).nominal() != amount)
        })
    }
}

/// Returns the words for the change; a change too small for the printed decimals is none.
fn direction(changes: &Changes, now: Amount, before: Amount, money: Money) -> &Template {
    let by = now.checked_sub(before).unwrap_or_default();
    match printed(by, money) {
        by if by.is_zero() => &changes.same,
        _ if before == Amount::ZERO => &changes.anew,
        by if by.is_negative() => &changes.down,
        _ => &changes.up,
    }
}

/// Returns `word` without the 用于 with which it begins if the words before it end so: some funds'
/// subjects are called `用于…的支出`.
fn without_echo<'a>(before: &str, word: &'a str) -> &'a str {
    const FOR: &str = "用于";
    word.strip_prefix(FOR).filter(|_| before.ends_with(FOR)).unwrap_or(word)
}

impl Said {
    fn take(&mut self, other: Self) {
        self.text.push_str(&other.text);
        self.amounts.extend(other.amounts);
        self.texts.extend(other.texts);
        self.has_numbers |= other.has_numbers;
        self.is_something |= other.is_something;
    }

    /// Puts the words on the page as a paragraph.
    pub fn put(self, page: &mut page::Page, level: Option<u8>) {
        if let Some(place) = page.paragraph(self.text, level) {
            page.observe(self.amounts, &place);
            page.texts.extend(self.texts.into_iter().map(|at| (at, place.clone())));
        }
    }
}

/// The amount of a scope cannot be computed from the ledgers at hand.
fn unknown(scope: &Scope) -> LayOutError {
    let year = scope.year.map(|year| year.to_string()).unwrap_or_default();
    let (stage_zh, stage_en) = (scope.stage.name_zh(), scope.stage.name_en());
    let whole = Scope::whole(scope.entity, scope.year, scope.stage);
    let is_narrow = |node: &Node| ![whole.fund, whole.purpose, whole.memo].contains(node);
    let narrow = [scope.fund, scope.purpose, scope.memo].into_iter().filter(is_narrow);
    let nodes = std::iter::once(scope.flow).chain(narrow);
    let codes = [scope.function, scope.economic].into_iter().filter(|code| *code != Code::ALL);
    let names = nodes
        .map(|node| Message::new(node.name_zh(), node.name_en()))
        .chain(codes.map(|code| Message::quoted(code.to_string())));
    let Message { zh, en } = Message::join(names, Fixed { zh: "、", en: ", " });
    LayOutError(Message::new(
        format!("算不出{year}年{stage_zh}数（{zh}）：缺少该年该阶段的底稿，或金额过大"),
        format!(
            "the {stage_en} amount of {year} ({en}) is unknown: no ledger of that year and stage, or too large a sum"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_name_are_not_said_twice() {
        assert_eq!(without_echo("主要用于", "用于社会福利的支出"), "社会福利的支出");
        assert_eq!(without_echo("其中，", "用于社会福利的支出"), "用于社会福利的支出");
        assert_eq!(without_echo("主要用于", "水利"), "水利");
    }
}
