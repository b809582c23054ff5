//! The rows of a layout's table: fixed rows and rows generated from the ledger.

use super::condition::Condition;
use super::fault::parts;
use crate::vocabulary::parts::Parts;
use message::Message;

/// A row, or a rule that generates rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RowSpec {
    /// `label | PARTS`; after `?` a row that is printed only if it is not zero, after
    /// `?CONDITION?` one that is printed only if the condition holds.
    Fixed { label: String, parts: Parts, stands: Stands },
    /// Nothing.
    Blank,
    /// `@function levels=1,2,3`
    Each(Each),
}

/// When a row is printed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stands {
    Always,
    WhereSomething,
    Where(Condition),
}

/// A rule that generates something for each of several things.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Each {
    /// The things to iterate over.
    pub of: Every,
    /// Which levels of a code list: 1 类, 2 款, 3 项.
    pub levels: Vec<u8>,
    /// Whether the labels are numbered 一、二、三、.
    pub numbered: bool,
    /// Scope parts added to those of the surrounding table.
    pub within: Parts,
}

/// Things of which a ledger has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Every {
    /// Function codes.
    Function,
    /// Economic codes.
    Economic,
    /// Projects of the entity.
    Project,
    /// Indicators of the current project.
    Indicator,
    /// Units.
    Unit,
    /// Purchases of the entity.
    Purchase,
    /// Assets of the entity.
    Asset,
}

impl RowSpec {
    /// Parses one row.
    pub fn parse(text: &str) -> Result<Self, Message> {
        if let Some(rule) = text.strip_prefix('@') {
            return Each::parse(rule).map(Self::Each);
        }
        let (stands, text) = match text.strip_prefix('?').map(|rest| (rest, rest.split_once('?'))) {
            None => (Stands::Always, text),
            Some((rest, None)) => (Stands::WhereSomething, rest),
            Some((_, Some((condition, rest)))) => {
                (Stands::Where(Condition::parse(condition)?), rest)
            }
        };
        let (label, said) = text.split_once('|').unwrap_or((text, ""));
        let label = match label.trim() {
            "" => return Ok(Self::Blank),
            // A row without a label is determined by its columns.
            "*" => "",
            label => label,
        };
        Ok(Self::Fixed { label: label.to_owned(), parts: parts(said)?, stands })
    }
}

impl Each {
    /// Parses `function levels=1,2 numbered fund=general`.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let mut words = text.split_whitespace();
        let of = match words.next().unwrap_or_default() {
            "function" => Every::Function,
            "economic" => Every::Economic,
            "project" => Every::Project,
            "indicator" => Every::Indicator,
            "unit" => Every::Unit,
            "purchase" => Every::Purchase,
            "asset" => Every::Asset,
            other => {
                let zh = format!("不认识的列举“{other}”");
                return Err(Message::new(zh, format!("unknown enumeration \"{other}\"")));
            }
        };
        let mut each = Self { of, levels: Vec::new(), numbered: false, within: Parts::default() };
        let mut rest = Vec::new();
        for word in words {
            match word.strip_prefix("levels=") {
                Some(levels) => each.levels = levels.split(',').filter_map(level).collect(),
                None if word == "numbered" => each.numbered = true,
                None => rest.push(word),
            }
        }
        each.within = parts(&rest.join(" "))?;
        Ok(each)
    }
}

fn level(text: &str) -> Option<u8> {
    text.parse().ok()
}
