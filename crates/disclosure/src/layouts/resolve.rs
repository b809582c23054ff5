//! Resolves the layout as written into a [`Layout`]; each error names its key.

use super::condition::Condition;
use super::fault::{money_unit, parts};
use super::rows::Each;
use super::template::{Piece, Template};
use super::written::{self, Written};
use super::{Block, Changes, Content, Layout, LayoutError, Money, Part, Whose, table};
use ledger::{MoneyUnit, Stage};
use message::Message;
use std::collections::BTreeMap;

/// Words that are available in every template.
const WORDS: [&str; 15] = [
    "nature",
    "name",
    "code",
    "year",
    "last",
    "number",
    "number_zh",
    "item",
    "item_code",
    "path",
    "objective",
    "by",
    "percent",
    "projects",
    "units",
];

/// Returns the layout described by `written`, or all errors in it.
pub(super) fn layout(written: Written, file: &str) -> Result<Layout, Vec<LayoutError>> {
    let mut resolver = Resolver { file, errors: Vec::new() };
    let stage = resolver.stage(written.stage.as_deref());
    let unit = money_unit(&written.sentences.money);
    let unit = resolver.take("sentences.money", unit).unwrap_or(MoneyUnit::Yuan);
    let money = Money {
        unit,
        decimals: written.sentences.decimals,
        thousands: written.sentences.thousands,
    };
    let mut tables = BTreeMap::new();
    for (key, table) in written.tables {
        match table::resolve(table, &written.defaults, &written.lists) {
            Ok(table) => drop(tables.insert(key, table)),
            Err(faults) => {
                for (inner, wrong) in faults {
                    resolver.note(format!("tables.{key}.{inner}"), wrong);
                }
            }
        }
    }
    let changes = resolver.changes(written.changes);
    let mut sections = BTreeMap::new();
    for (key, blocks) in &written.sections {
        let blocks = resolver.blocks(&format!("sections.{key}"), blocks);
        sections.insert(key.clone(), blocks);
    }
    let parts = resolver.parts(&written.parts);
    let layout = Layout {
        name: written.name,
        title: Message::new(written.title_zh, written.title_en),
        stage,
        file_a_unit: written.file_a_unit,
        money,
        words: written.words,
        words_of: written.words_of,
        changes,
        parts,
        sections,
        tables,
    };
    resolver.references(&layout);
    if resolver.errors.is_empty() { Ok(layout) } else { Err(resolver.errors) }
}

struct Resolver<'a> {
    file: &'a str,
    errors: Vec<LayoutError>,
}

impl Resolver<'_> {
    fn note(&mut self, key: String, wrong: Message) {
        self.errors.push(LayoutError {
            file: self.file.to_owned(),
            line: None,
            key,
            message: wrong,
        });
    }

    fn take<T>(&mut self, key: &str, value: Result<T, Message>) -> Option<T> {
        value.map_err(|wrong| self.note(key.to_owned(), wrong)).ok()
    }

    fn stage(&mut self, name: Option<&str>) -> Stage {
        let name = name.unwrap_or(Stage::Budget.key());
        let wrong =
            || Message::new(format!("不认识的阶段“{name}”"), format!("unknown stage \"{name}\""));
        self.take("stage", Stage::named(name).ok_or_else(wrong)).unwrap_or(Stage::Budget)
    }

    fn template(&mut self, key: &str, text: &str) -> Template {
        self.take(key, Template::parse(text)).unwrap_or_default()
    }

    fn changes(&mut self, all: BTreeMap<String, written::Changes>) -> BTreeMap<String, Changes> {
        let mut resolved = BTreeMap::new();
        for (key, written) in all {
            let at = format!("changes.{key}");
            let anew = written.anew.as_deref().unwrap_or(&written.up);
            let than = written.than.as_deref().map(|than| self.take(&at, parts(than)));
            let changes = Changes {
                than: than.flatten(),
                anew: self.template(&at, anew),
                up: self.template(&at, &written.up),
                down: self.template(&at, &written.down),
                same: self.template(&at, &written.same),
                unknown: self.template(&at, &written.unknown),
            };
            resolved.insert(key, changes);
        }
        resolved
    }

    fn parts(&mut self, written: &[written::Part]) -> Vec<Part> {
        let mut parts = Vec::new();
        for (at, part) in written.iter().enumerate() {
            let of = match part.of.as_str() {
                "department" => Ok(Whose::Department),
                "unit" => Ok(Whose::Unit),
                other => Err(Message::new(
                    format!("“{other}”不是 department 或 unit"),
                    format!("\"{other}\" is neither department nor unit"),
                )),
            };
            if let Some(of) = self.take(&format!("parts[{at}].of"), of) {
                parts.push(Part { of, sections: part.sections.clone() });
            }
        }
        parts
    }

    fn blocks(&mut self, key: &str, written: &[written::Block]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (at, block) in written.iter().enumerate() {
            let key = format!("{key}[{at}]");
            let when = self.take(&format!("{key}.when"), Condition::parse(&block.when));
            if let (Some(when), Some(content)) = (when, self.content(&key, block)) {
                blocks.push(Block { when, content });
            }
        }
        blocks
    }

    fn content(&mut self, key: &str, block: &written::Block) -> Option<Content> {
        let given = [
            block.heading.is_some(),
            block.text.is_some(),
            block.choose.is_some(),
            block.words.is_some(),
            block.table.is_some(),
            block.each.is_some(),
        ];
        if given.iter().filter(|is_given| **is_given).count() != 1 {
            self.note(
                key.to_owned(),
                Message::new(
                    "要有且只有 heading、text、choose、words、table、each 中的一个",
                    "exactly one of heading, text, choose, words, table, each is wanted",
                ),
            );
            return None;
        }
        if let Some(heading) = &block.heading {
            return Some(Content::Heading(block.level.unwrap_or(2), self.template(key, heading)));
        }
        if let Some(each) = &block.each {
            let each = self.take(&format!("{key}.each"), Each::parse(each))?;
            return Some(Content::Each(each, self.blocks(&format!("{key}.blocks"), &block.blocks)));
        }
        if let Some(words) = &block.words {
            return Some(Content::Words(words.clone()));
        }
        if let Some(table) = &block.table {
            return Some(Content::Table(table.clone()));
        }
        let one: Vec<String> = block.text.iter().cloned().collect();
        let texts = block.choose.as_ref().unwrap_or(&one);
        Some(Content::Paragraph(texts.iter().filter_map(|text| self.chosen(key, text)).collect()))
    }

    /// `CONDITION => template`, or a template without a condition.
    fn chosen(&mut self, key: &str, text: &str) -> Option<(Condition, Template)> {
        let (condition, text) = text.split_once(" => ").unwrap_or(("", text));
        let condition = self.take(key, Condition::parse(condition))?;
        Some((condition, self.template(key, text)))
    }

    /// Everything that is referred to has to exist.
    fn references(&mut self, layout: &Layout) {
        let missing = |kind: &str, name: &str| {
            Message::new(
                format!("没有名为“{name}”的{kind}"),
                format!("nothing is named \"{name}\""),
            )
        };
        for (at, part) in layout.parts.iter().enumerate() {
            for name in part.sections.iter().filter(|name| !layout.sections.contains_key(*name)) {
                self.note(format!("parts[{at}].sections"), missing("部分", name));
            }
        }
        for (key, blocks) in &layout.sections {
            let mut tables = Vec::new();
            let mut templates = Vec::new();
            named(blocks, &mut tables, &mut templates);
            for name in tables.iter().filter(|name| !layout.tables.contains_key(**name)) {
                self.note(format!("sections.{key}"), missing("表", name));
            }
            for template in templates {
                self.words(&format!("sections.{key}"), layout, template);
            }
        }
        for (key, table) in &layout.tables {
            let heads = table.heads.cells.iter().map(|head| &head.words);
            let lines = table.above.iter().chain(&table.caption).chain(&table.notes);
            for template in heads.chain(lines).chain(&table.empty_note).chain([&table.title]) {
                self.words(&format!("tables.{key}"), layout, template);
            }
        }
    }

    /// Checks that the words and changes used by a template exist.
    fn words(&mut self, key: &str, layout: &Layout, template: &Template) {
        let is_word = |word: &str| {
            WORDS.contains(&word)
                || layout.words.contains_key(word)
                || layout.words_of.values().any(|words| words.contains_key(word))
        };
        for piece in &template.0 {
            let unknown = match piece {
                Piece::Word(word) if !is_word(word) => Some(word),
                Piece::Change(kind, _) if !layout.changes.contains_key(kind) => Some(kind),
                Piece::Words(inner) => {
                    self.words(key, layout, inner);
                    None
                }
                Piece::List(_, items) => {
                    items.iter().for_each(|item| self.words(key, layout, item));
                    None
                }
                _ => None,
            };
            if let Some(word) = unknown {
                let zh = format!("模板里有不认识的词“{{{word}}}”");
                let en = format!("the template has an unknown word \"{{{word}}}\"");
                self.note(key.to_owned(), Message::new(zh, en));
            }
        }
    }
}

/// Checks the tables and templates that blocks refer to.
fn named<'a>(blocks: &'a [Block], tables: &mut Vec<&'a str>, templates: &mut Vec<&'a Template>) {
    for block in blocks {
        match &block.content {
            Content::Heading(_, template) => templates.push(template),
            Content::Paragraph(choices) => {
                templates.extend(choices.iter().map(|(_, template)| template))
            }
            Content::Words(_) => {}
            Content::Table(name) => tables.push(name),
            Content::Each(_, blocks) => named(blocks, tables, templates),
        }
    }
}
