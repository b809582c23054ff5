//! Recovers the preparer's text and counts by the built-in layout that is most like the
//! document: matching its templates gives the contents of their braces, and
//! the bounds of the preparer's own paragraphs.

use super::FromDocument;
use super::template::{Hole, held, weight};
use crate::layouts::{self, Block as Written, Condition, Content, Layout, Piece, Template};
use crate::model::Disclosure;
use crate::read::owners;
use document::{Block, Document};
use ledger::{Code, Count, Entity, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Templates with fewer characters of their own than this are not used as landmarks.
const MIN_WEIGHT: usize = 2;

/// Fills in the texts and counts, and lists what the layout needs and was not found.
pub(super) fn fill(
    document: &Document,
    disclosure: &Disclosure,
    bodies: &[Entity],
    made: &mut FromDocument,
) {
    let owners = owners(document);
    let all = layouts::names().filter_map(|name| layouts::builtin(name)?.ok());
    let of_stage = all.filter(|layout| layout.stage == made.ledger.stage);
    let found = of_stage.map(|layout| Found::new(&layout, document, disclosure, &owners));
    // The first of those that are most alike.
    let Some(found) = found.reduce(|one, other| if other.alike > one.alike { other } else { one })
    else {
        return;
    };
    for (entity, what, number) in &found.counts {
        if bodies.contains(entity) {
            let count = Count { unit: *entity, what: what.clone(), number: *number };
            made.ledger.counts.push(count);
        }
    }
    for entity in owners.into_iter().collect::<BTreeSet<_>>() {
        let has_counts = made.ledger.counts.iter().any(|count| count.unit == entity);
        if bodies.contains(&entity) && !has_counts && !found.asked_counts.is_empty() {
            let all: Vec<&str> = found.asked_counts.iter().map(String::as_str).collect();
            made.tell(
                entity,
                &format!("人员和车辆（{}）文件里没有数目", all.join("、")),
                &format!("the document counts no staff or vehicles ({})", all.join(", ")),
            );
        }
        let is_found = |key: &&String| {
            found.texts.iter().any(|text| text.entity == entity && text.section == **key)
        };
        let lacking: Vec<&str> =
            found.asked.iter().filter(|key| !is_found(key)).map(String::as_str).collect();
        if !lacking.is_empty() {
            made.tell(
                entity,
                &format!("文件里没有找到这些部分的文字：{}，需要的请补写", lacking.join("、")),
                &format!(
                    "no words were found for {}; write them where they are wanted",
                    lacking.join(", ")
                ),
            );
        }
    }
    made.ledger.texts.extend(found.texts);
}

/// The matches of one layout in a document.
#[derive(Default)]
struct Found {
    /// The number of paragraphs that its templates could have printed.
    alike: usize,
    texts: Vec<Text>,
    counts: Vec<(Entity, String, u32)>,
    /// The keys of texts and the counts for which it asks.
    asked: BTreeSet<String>,
    asked_counts: BTreeSet<String>,
}

/// A step of a layout.
enum Step<'a> {
    /// One of these alternatives, or none.
    Says {
        templates: Vec<&'a Template>,
        is_certain: bool,
    },
    /// The preparer's paragraphs, or the one that is all words.
    Words(Gap<'a>),
    Table,
}

/// The positions of the preparer's paragraphs.
#[derive(Debug, Clone, Copy)]
struct Gap<'a> {
    key: &'a str,
    /// Whether they are printed as one paragraph.
    is_one: bool,
}

impl Found {
    fn new(
        layout: &Layout,
        document: &Document,
        disclosure: &Disclosure,
        owners: &[Entity],
    ) -> Self {
        let sections = sections(layout);
        let mut found = Self::default();
        for step in sections.iter().flatten() {
            found.ask(step);
        }
        let mut codes: BTreeMap<_, Code> = BTreeMap::new();
        for seen in disclosure.observations.iter().filter(|seen| seen.source.table.is_none()) {
            codes.entry(&seen.place).or_insert(seen.scope.function);
        }
        let mut words = None;
        for (block, entity) in document.blocks.iter().zip(owners) {
            let paragraph = match block {
                Block::Paragraph(line) if document::listed(&line.text).is_some() => continue,
                Block::Paragraph(paragraph) => paragraph,
                Block::Table(table) => {
                    words = None;
                    // A workbook keeps the lines around a table among its rows.
                    for line in table.cells.iter().filter(|cell| cell.column_span == table.columns)
                    {
                        found.read(layout, &sections, &line.text, (*entity, ""));
                    }
                    continue;
                }
            };
            let code = codes.get(&paragraph.place).map(Code::to_string).unwrap_or_default();
            if let Some(next) = found.read(layout, &sections, &paragraph.text, (*entity, &code)) {
                words = next.map(|gap| (gap, paragraph.level));
                // The text after a line of the contents was not one of them.
                let is_it = |text: &Text, gap: Gap<'_>| {
                    (text.entity, text.section.as_str()) == (*entity, gap.key)
                };
                found.texts.retain(|text| next.is_none_or(|gap| !is_it(text, gap)));
            } else if let Some((gap, level)) = words {
                // A heading of the preparer's own is not above that of the section.
                let is_own =
                    paragraph.level.is_none_or(|own| level.is_some_and(|level| own >= level));
                if is_own {
                    found.text(*entity, gap.key, &paragraph.text);
                }
                words = words.filter(|_| is_own && !gap.is_one);
            }
        }
        found
    }

    /// Reads a paragraph that a step could have printed; then whose words may follow it.
    fn read<'a>(
        &mut self,
        layout: &Layout,
        sections: &[Vec<Step<'a>>],
        text: &str,
        (entity, code): (Entity, &str),
    ) -> Option<Option<Gap<'a>>> {
        let mut steps = sections.iter().flat_map(|steps| {
            steps.iter().enumerate().filter_map(|(at, step)| {
                let Step::Says { templates, .. } = step else { return None };
                let mut all = templates.iter();
                let held = all.find_map(|template| held(layout, template, text))?;
                Some((held, steps.get(at + 1..).and_then(follows)))
            })
        });
        let (held, next) = steps.next()?;
        // A line of the contents may be printed like the heading that it names.
        let next = next.or_else(|| steps.find_map(|(_, next)| next));
        self.alike += 1;
        for held in held {
            match held.hole {
                // Amounts are printed from the ledger: such words alone are not a reason.
                Hole::Words(_) if held.words.contains("万元") => {}
                Hole::Words(key) => self.text(entity, &said(&key, code), held.words),
                Hole::Count(what) => {
                    let number = held.words.parse().ok();
                    self.counts.extend(number.map(|number| (entity, what, number)));
                }
            }
        }
        Some(next)
    }

    fn text(&mut self, entity: Entity, section: &str, words: &str) {
        let (section, words) = (section.to_owned(), words.trim().to_owned());
        let text = Text { entity, section, words };
        // A layout may use the same words in several sentences.
        if !text.words.is_empty() && !self.texts.contains(&text) {
            self.texts.push(text);
        }
    }

    /// Adds notes for what a step needs.
    fn ask(&mut self, step: &Step<'_>) {
        let mut pieces: Vec<&Piece> = match step {
            Step::Words(gap) => {
                self.asked.insert(gap.key.to_owned());
                return;
            }
            Step::Says { templates, .. } => templates.iter().flat_map(|it| &it.0).collect(),
            Step::Table => return,
        };
        while let Some(piece) = pieces.pop() {
            match piece {
                Piece::Words(Template(key)) => {
                    if let [Piece::Text(key)] = &key[..] {
                        self.asked.insert(key.clone());
                    }
                }
                Piece::Count(what) => {
                    self.asked_counts.insert(what.clone());
                }
                Piece::List(_, items) => pieces.extend(items.iter().flat_map(|item| &item.0)),
                _ => {}
            }
        }
    }
}

/// The steps of each section, and the title of each table.
fn sections(layout: &Layout) -> Vec<Vec<Step<'_>>> {
    let sections = layout.sections.values().map(|blocks| {
        let mut steps = Vec::new();
        push_steps(blocks, true, &mut steps);
        steps
    });
    let titles = layout.tables.values().map(|table| &table.title);
    let titles =
        titles.map(|title| vec![Step::Says { templates: landmarks([title]), is_certain: true }]);
    sections.chain(titles).collect()
}

/// The steps of blocks; those of a block that is repeated may not be there at all.
fn push_steps<'a>(blocks: &'a [Written], is_certain: bool, steps: &mut Vec<Step<'a>>) {
    for block in blocks {
        let is_certain = is_certain && block.when.0.is_empty();
        match &block.content {
            Content::Heading(_, template) => {
                steps.push(Step::Says { templates: landmarks([template]), is_certain });
            }
            Content::Paragraph(choices) => match only_words(choices) {
                Some(key) => steps.push(Step::Words(Gap { key, is_one: true })),
                None => {
                    let is_certain =
                        is_certain && choices.iter().any(|(when, _)| when.0.is_empty());
                    let templates = landmarks(choices.iter().map(|(_, template)| template));
                    steps.push(Step::Says { templates, is_certain });
                }
            },
            Content::Words(key) => steps.push(Step::Words(Gap { key, is_one: false })),
            Content::Table(_) => steps.push(Step::Table),
            Content::Each(_, blocks) => push_steps(blocks, false, steps),
        }
    }
}

/// Returns the key of a paragraph that consists of the preparer's text alone.
fn only_words(choices: &[(Condition, Template)]) -> Option<&str> {
    let [(_, Template(pieces))] = choices else { return None };
    let [Piece::Words(Template(key))] = &pieces[..] else { return None };
    let [Piece::Text(key)] = &key[..] else { return None };
    Some(key)
}

fn landmarks<'a>(templates: impl IntoIterator<Item = &'a Template>) -> Vec<&'a Template> {
    templates.into_iter().filter(|template| weight(template) >= MIN_WEIGHT).collect()
}

/// The key of the text that may follow, if nothing has to precede it.
fn follows<'a>(steps: &[Step<'a>]) -> Option<Gap<'a>> {
    for step in steps {
        match step {
            Step::Words(gap) => return Some(*gap),
            Step::Says { is_certain: false, .. } => {}
            Step::Says { .. } | Step::Table => return None,
        }
    }
    None
}

/// The key of words under a code.
fn said(key: &Template, code: &str) -> String {
    let said = key.0.iter().map(|piece| match piece {
        Piece::Text(text) => text,
        _ => code,
    });
    said.collect()
}
