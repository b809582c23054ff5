//! The walk through a document: blocks in, observations out.
//!
//! Long: one walk over the blocks, whose steps share what was read before.

use crate::heading::caption::{Caption, caption, money_unit, unit_at_end};
use crate::heading::division::division;
use crate::heading::entities::Entities;
use crate::heading::speakers::speakers;
use crate::heading::titles::{Titled, department, names, stage, title_year, titled, year};
use crate::model::{
    Disclosure, EntityName, Excerpt, Observation, Project, Source, TableKind, TableRead,
    Unrecognised, Value, Why,
};
use crate::sentence::{Reader, Subjects, announces};
use crate::table::amounts::{self, About, Items};
use crate::table::apart::tell_tables_apart;
use crate::table::continued::joined;
use crate::table::differences::differences_below;
use crate::table::excerpt::excerpt;
use crate::table::formed::formed;
use crate::table::grid::Grid;
use crate::table::objective::{self, Objectives};
use crate::table::shape::{Shape, shape};
use crate::table::spread::spread;
use crate::table::title::title;
use crate::table::unread;
use crate::vocabulary::normal::normal;
use crate::vocabulary::parts::{Context, Parts};
use document::{Block, Document, Paragraph, Place, Table};
use ledger::{Entity, MoneyUnit, Stage, Year, nodes};

/// The number of paragraphs above a table that may contain its title and caption.
const TITLE_LINES: usize = 4;

/// Phrases with which a document states that it rounds.
const ROUNDED: [&str; 3] = ["四舍五入", "尾差", "尾数误差"];

/// Reads the disclosure of a document.
pub fn read(document: &Document) -> Disclosure {
    let mut read = walk(document, |_| ()).finish();
    if read.department.is_none() && read.units.is_empty() {
        read.department = department(document).map(|name| EntityName { code: None, name });
    }
    read.division = division(document, &read);
    read
}

/// Of whom each block of a document speaks.
pub(crate) fn owners(document: &Document) -> Vec<Entity> {
    let mut owners = Vec::new();
    let walk = walk(document, |entities| owners.push(entities.current()));
    match walk.only_entity() {
        Some(only) => vec![only; owners.len()],
        None => owners,
    }
}

/// Walks through all blocks; after each is told of whom it speaks.
fn walk(document: &Document, mut after: impl FnMut(&Entities)) -> Walk<'_> {
    let mut names = names(document);
    names.extend(speakers(document, &names));
    let mut walk = Walk {
        year: year(document),
        titled: titled(document),
        names,
        stage: stage(document),
        ..Walk::default()
    };
    let mut rest = document.blocks.as_slice();
    while let [block, after_block @ ..] = rest {
        let mut left = after_block;
        match (block, joined(rest)) {
            (Block::Paragraph(paragraph), _) => walk.paragraph(paragraph),
            (Block::Table(_), Some((whole, taken))) => {
                left = rest.get(taken..).unwrap_or_default();
                walk.whole_table(&whole, left);
            }
            (Block::Table(table), None) => walk.whole_table(table, left),
        }
        (0..rest.len() - left.len()).for_each(|_| after(&walk.entities));
        rest = left;
    }
    walk
}

#[derive(Debug, Default)]
struct Walk<'a> {
    read: Disclosure,
    entities: Entities,
    items: Items,
    year: Option<Year>,
    titled: Titled,
    unit: Option<MoneyUnit>,
    stage: Option<Stage>,
    /// The last few paragraphs since the last table, which may be a title and a caption.
    above: Vec<&'a Paragraph>,
    /// The table whose notes may follow.
    noted: Option<Noted>,
    /// An objective in a table of its own, before its indicators.
    objective: Option<String>,
    /// The names of the entities in normal form; in sentences they do not affect the scope.
    names: Vec<String>,
    /// The paragraphs, which are read after the tables have given the subjects and entities.
    sentences: Vec<Told<'a>>,
}

/// A paragraph with its context.
#[derive(Debug)]
struct Told<'a> {
    paragraph: &'a Paragraph,
    entity: Entity,
    /// The number of observations before it.
    at: usize,
}

/// An empty table with the scope parts of its title, until its note is read.
#[derive(Debug)]
struct Noted {
    table: usize,
    base: Parts,
    context: Context,
}

impl<'a> Walk<'a> {
    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        // A line of the list of contents repeats a heading, and speaks of no one yet.
        if paragraph.text.trim().is_empty() || document::listed(&paragraph.text).is_some() {
            return;
        }
        self.entities.hear(&paragraph.text);
        if !self.take_note(&paragraph.text, &paragraph.place) {
            self.noted = None;
        }
        let entity = self.entities.current();
        self.sentences.push(Told { paragraph, entity, at: self.read.observations.len() });
        self.above.push(paragraph);
        if self.above.len() > TITLE_LINES {
            self.above.remove(0);
        }
    }

    /// Reads a table; `below` is what follows it.
    fn whole_table(&mut self, table: &Table, below: &[Block]) {
        let before = self.read.tables.len();
        self.table(table, unit_below(below));
        let excerpt = excerpt(table, below);
        self.read.tables.iter_mut().skip(before).for_each(|read| read.excerpt = excerpt);
    }

    /// Reads a table; `below` is the unit in a line of its own right below it.
    fn table(&mut self, table: &Table, below: Option<MoneyUnit>) {
        self.noted = None;
        let above = std::mem::take(&mut self.above);
        let Some(grid) = Grid::new(table, &spread(table)) else {
            let place = table.cells.first().map_or(Place::Paragraph(1), |cell| cell.place.clone());
            return self.unread(String::new(), place, Why::Table);
        };
        if let Some(objectives) = objective::read(&grid) {
            return self.objectives(&grid, objectives, &above);
        }
        let Some(shape) = shape(&grid) else {
            self.read.unread.amounts += unread::named(&grid);
            self.objective = (0..grid.rows).find_map(|row| objective::objective(&grid, row));
            self.above = above;
            return;
        };
        let lines = above.iter().rev().filter_map(|p| caption([p.text.as_str()]));
        let caption = lines.fold(shape.caption.clone(), |inner, outer| merge(inner, Some(outer)));
        let lead = above.last().and_then(|line| unit_at_end(&line.text));
        let lead = lead.map(|unit| Caption { unit: Some(unit), ..Caption::default() });
        let caption = merge(caption, lead);
        let below = Caption { unit: below.filter(|_| self.unit.is_none()), ..Caption::default() };
        let caption = merge(caption, below.unit.map(|_| below));
        let (title, place) = title(&grid, &shape, &above, table);
        self.amounts(&grid, &shape, caption, title, place);
    }

    fn amounts(
        &mut self,
        grid: &Grid<'_>,
        shape: &Shape,
        caption: Option<Caption>,
        title: String,
        place: Place,
    ) {
        let entity = self.entities.owner(&title, caption.as_ref());
        let caption = caption.unwrap_or_default();
        self.unit = caption.unit.or(self.unit);
        let context = self.context(entity, caption.year.or_else(|| title_year(&title)), &title);
        let index = self.read.tables.len();
        let own_unit = caption.unit;
        let about = About { title: &title, index, context, unit: self.unit, own_unit };
        let kind = kind(&title, grid, shape);
        let amounts = match kind {
            TableKind::Institutions => Err(self.institutions(grid, shape)),
            _ => amounts::read(grid, shape, about, &mut self.items, &mut self.entities),
        };
        let amounts = match amounts {
            Ok(amounts) => amounts,
            Err(unread) => {
                self.read.unread.amounts += unread;
                self.read.claims.extend(differences_below(grid, shape, self.unit));
                let unit = self.unit.or_else(|| unread::unit_above(grid, shape));
                if kind != TableKind::Institutions && unit.is_some() {
                    self.read.claims.extend(formed(grid, shape, unit));
                }
                return self.read.tables.push(TableRead {
                    title,
                    entity,
                    place,
                    kind,
                    scope: None,
                    is_empty: false,
                    empty_note: None,
                    excerpt: Excerpt::No,
                });
            }
        };
        let is_empty = amounts.is_empty;
        self.read.observations.extend(amounts.observations);
        self.read.unrecognised.extend(amounts.unrecognised);
        self.read.claims.extend(amounts.claims);
        self.read.unread.add(amounts.unread);
        let scope = Some(amounts.base.scope(context));
        let (empty_note, excerpt) = (None, Excerpt::No);
        let table = TableRead { title, entity, place, kind, scope, is_empty, empty_note, excerpt };
        self.read.tables.push(table);
        self.noted = is_empty.then_some(Noted { table: index, base: amounts.base, context });
        for row in &shape.notes {
            if let Some(cell) = grid.filled(*row).next() {
                self.take_note(&cell.cell.text, &cell.cell.place);
            }
        }
    }

    /// Handles a line below an empty table that explains why it is empty: then what the table
    /// would list is zero. Returns whether the line is a note of any kind.
    fn take_note(&mut self, text: &str, place: &Place) -> bool {
        let words = normal(text);
        self.read.says_rounded |= ROUNDED.iter().any(|rounded| words.contains(rounded));
        let is_note = ["注", "说明", "备注"].iter().any(|begin| words.starts_with(begin));
        let says_empty = words.contains("空表") || words.contains("无");
        let Some(noted) = self.noted.as_ref().filter(|_| is_note && says_empty) else {
            return is_note;
        };
        if let Some(table) = self.read.tables.get_mut(noted.table) {
            table.empty_note = Some(text.trim().to_owned());
        }
        let Parts { fund, memo, purpose, .. } = noted.base;
        if fund.is_some() || memo.is_some() || purpose.is_some() {
            self.read.observations.push(Observation {
                scope: noted.base.scope(noted.context),
                value: Value::Nothing,
                place: place.clone(),
                source: Source {
                    table: Some(noted.table),
                    label: text.trim().into(),
                    ..Source::default()
                },
            });
        }
        true
    }

    fn objectives(&mut self, grid: &Grid<'_>, objectives: Objectives, above: &[&Paragraph]) {
        let own = (0..grid.rows).find(|row| grid.filled(*row).count() == 1).and_then(|row| {
            let cell = grid.filled(row).next()?;
            cell.words
                .contains("绩效目标")
                .then(|| (cell.cell.text.clone(), cell.cell.place.clone()))
        });
        let paragraph = || above.last().map(|p| (p.text.clone(), p.place.clone()));
        let Some((title, place)) = own.or_else(paragraph) else {
            self.read.unread.amounts += unread::named(grid);
            return;
        };
        let entity = self.entities.current();
        let context = self.context(entity, None, "");
        let project = objectives.project.as_ref();
        let name = project.map_or_else(|| objective::project_name(&title), |it| normal(it).into());
        let parts = Parts {
            flow: Some(nodes().spent),
            purpose: Some(nodes().project),
            item: Some(self.items.named(&name)),
            ..Parts::default()
        };
        let scope = parts.scope(context);
        let table = self.read.tables.len();
        self.read.unread.amounts += objectives.unread(grid);
        if let Some((cost, Ok(printed))) = objectives.cost.as_ref().map(|cost| (cost, cost.amount))
        {
            self.read.observations.push(Observation {
                scope,
                value: Value::Printed(printed),
                place: cost.place.clone(),
                source: Source {
                    table: Some(table),
                    label: name.as_str().into(),
                    head: "成本指标".into(),
                    is_partial: true,
                    ..Source::default()
                },
            });
        }
        self.read.projects.push(Project {
            name,
            entity,
            scope,
            objective: objectives.objective.or_else(|| self.objective.take()).unwrap_or_default(),
            indicators: objectives.indicators,
            cost: objectives.cost,
            place: place.clone(),
        });
        let kind = TableKind::Objectives;
        self.read.tables.push(TableRead {
            title: title.trim().to_owned(),
            entity,
            place,
            kind,
            scope: Some(scope),
            is_empty: false,
            empty_note: None,
            excerpt: Excerpt::No,
        });
    }

    /// Takes the units that the table of institutions names, which may be printed again with each
    /// unit. Returns the amounts that it names.
    fn institutions(&mut self, grid: &Grid<'_>, shape: &Shape) -> usize {
        let heads = shape.heads.clone();
        let name = (0..grid.columns)
            .find(|at| heads.clone().any(|row| grid.words(row, *at) == "单位名称"));
        let names = shape
            .data
            .iter()
            .filter_map(|row| Some(grid.at(*row, name?)?.cell.text.trim().to_owned()));
        for name in names.filter(|name| !name.is_empty()) {
            if !self.read.institutions.contains(&name) {
                self.read.institutions.push(name);
            }
        }
        unread::named(grid)
    }

    fn context(&mut self, entity: Entity, year: Option<Year>, title: &str) -> Context {
        self.stage = self.stage.or_else(|| title.contains("决算").then_some(Stage::FinalAccounts));
        Context { entity, year: year.or(self.year), stage: self.stage.unwrap_or(Stage::Budget) }
    }

    fn unread(&mut self, text: String, place: Place, why: Why) {
        self.read.unrecognised.push(Unrecognised { text, place, why, table: None });
    }

    /// Reads the sentences and inserts their observations in reading order.
    fn sentences(&mut self) {
        let subjects = Subjects::new(&self.read.observations);
        let only = self.only_entity();
        let names = std::mem::take(&mut self.names);
        let mut reader = Reader::new(&names, &subjects);
        let mut tables = std::mem::take(&mut self.read.observations).into_iter();
        self.read.observations.reserve(tables.len());
        let mut taken = 0;
        // Where no title gives the year, it holds from where it is named.
        let own = self.year.map(|year| format!("{year}年"));
        let mut is_dated = self.titled.year;
        let mut sentences = std::mem::take(&mut self.sentences).into_iter().peekable();
        while let Some(Told { paragraph, entity, at }) = sentences.next() {
            // 支出9万元。 | 其中： | 1.甲费6万元；
            let is_ended = paragraph.text.trim_end().ends_with('。');
            let is_next = |next: &Told<'_>| next.at == at && announces(&next.paragraph.text);
            let joined = sentences.next_if(|next| is_ended && is_next(next)).map(|next| {
                let text = format!("{}{}", paragraph.text.trim_end(), next.paragraph.text.trim());
                Paragraph { text, ..paragraph.clone() }
            });
            let paragraph = joined.as_ref().unwrap_or(paragraph);
            if at > taken {
                self.read.claims.extend(reader.leave());
            }
            self.read.observations.extend(tables.by_ref().take(at - taken));
            taken = at;
            is_dated |= own.as_ref().is_some_and(|own| normal(&paragraph.text).contains(own));
            let context = self.context(only.unwrap_or(entity), None, "");
            let context = Context { year: context.year.filter(|_| is_dated), ..context };
            let said = reader.read(paragraph, context);
            self.read.unread.amounts += said.unread();
            self.read.observations.extend(said.observations);
            self.read.claims.extend(said.claims);
            self.read.unrecognised.extend(said.unrecognised);
        }
        self.read.claims.extend(reader.leave());
        self.read.observations.extend(tables);
        crate::sentence::restage(&mut self.read);
        crate::sentence::part_heads(&mut self.read);
        crate::sentence::part(&mut self.read);
        crate::sentence::part_sides(&mut self.read);
        crate::sentence::part_stages(&mut self.read);
        if !self.titled.year {
            crate::sentence::part_years(&mut self.read);
        }
        crate::sentence::part_plans(&mut self.read, self.titled.stage);
        crate::sentence::part_many(&mut self.read);
        crate::sentence::items_within_classes(&mut self.read);
    }

    /// The entity whose all tables are, if they are of one.
    fn only_entity(&self) -> Option<Entity> {
        let first = self.read.tables.first()?.entity;
        self.read.tables.iter().all(|table| table.entity == first).then_some(first)
    }

    fn finish(mut self) -> Disclosure {
        tell_tables_apart(&mut self.read, &mut self.items);
        self.read.year = self.year;
        self.sentences();
        self.read.department = self.entities.department;
        self.read.units = self.entities.units;
        self.read.items = self.items.names;
        self.read
    }
}

/// Returns the kind of a table, judged by its title and heads.
fn kind(title: &str, grid: &Grid<'_>, shape: &Shape) -> TableKind {
    let words = normal(title);
    let has_head =
        |name: &str| shape.heads.clone().any(|row| grid.filled(row).any(|cell| cell.words == name));
    match () {
        () if has_head("单位性质") || has_head("单位规格") => TableKind::Institutions,
        () if words.contains("采购") => TableKind::Procurement,
        () if words.contains("资产") => TableKind::Assets,
        () => TableKind::Budget,
    }
}

/// Returns the unit of money that a line of its own gives: below a table it is that table's, unless
/// another table follows.
fn unit_below(blocks: &[Block]) -> Option<MoneyUnit> {
    let [Block::Paragraph(line), rest @ ..] = blocks else { return None };
    let is_blank =
        |block: &&Block| matches!(block, Block::Paragraph(it) if it.text.trim().is_empty());
    let is_alone = !matches!(rest.iter().find(|it| !is_blank(it)), Some(Block::Table(_)));
    let words = normal(&line.text);
    let unit = words.trim_start_matches("金额").starts_with("单位:").then(|| money_unit(&words));
    unit.flatten().filter(|_| is_alone)
}

/// Combines both captions; the one nearer to the table takes precedence.
fn merge(inner: Option<Caption>, outer: Option<Caption>) -> Option<Caption> {
    let (inner, outer) = match (inner, outer) {
        (Some(inner), Some(outer)) => (inner, outer),
        (inner, outer) => return inner.or(outer),
    };
    let takes_name = inner.name.is_none();
    Some(Caption {
        code: if takes_name { outer.code } else { inner.code },
        name: inner.name.or(outer.name),
        owner: inner.owner.or(outer.owner),
        year: inner.year.or(outer.year),
        unit: inner.unit.or(outer.unit),
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{document, numbers, packed};

    const CAPTION: [&str; 1] = ["编制部门：某县水务局  预算年度：2031  单位：万元"];

    fn read(title: &str, rows: &[&[&str]]) -> Vec<String> {
        let numbers = numbers(&document(&[title, CAPTION[0]], packed(rows)));
        numbers.into_iter().map(|line| line.replace("entity=某县水务局 ", "")).collect()
    }

    #[test]
    fn a_total_beside_carried_money_is_the_total() {
        let rows: [&[&str]; 4] = [
            &["科目", "合计", "本年收入", "上年结转"],
            &["科目编码", "科目名称", "", "小计", "财政拨款收入", "事业收入", ""],
            &["", "合计", "6.00", "5.00", "4.00", "1.00", "1.00"],
            &["208", "社会保障和就业支出", "6.00", "5.00", "4.00", "1.00", "1.00"],
        ];
        let numbers = read("部门收入总表", &rows);
        let expected = [
            "6.00 flow=total",
            "5.00 flow=received",
            "4.00 flow=received fund=fiscal",
            "1.00 flow=received fund=business",
            "1.00 flow=carried_in",
        ];
        let of_208 = expected.iter().map(|line| match line.split_once(" fund=") {
            Some((flow, fund)) => format!("{flow} fund={fund} function=208"),
            None => format!("{line} function=208"),
        });
        let expected: Vec<String> =
            expected.iter().map(|line| (*line).to_owned()).chain(of_208).collect();
        assert_eq!(numbers, expected);
    }

    #[test]
    fn parts_of_carried_money_follow_it() {
        let rows: [&[&str]; 5] = [
            &["项目", "金额"],
            &["一、一般公共预算拨款", "4.00"],
            &["年初财政拨款结转和结余", "1.00"],
            &["一、一般公共预算拨款", "1.00"],
            &["收入总计", "5.00"],
        ];
        let numbers = read("部门财政拨款收入表", &rows);
        assert_eq!(
            numbers,
            [
                "4.00 flow=received fund=general",
                "1.00 flow=carried_in fund=fiscal",
                "1.00 flow=carried_in fund=general",
                "5.00 flow=total fund=fiscal",
            ]
        );
    }

    #[test]
    fn an_unknown_row_and_an_unknown_column_are_parts_without_a_name() {
        let rows: [&[&str]; 4] = [
            &["项目", "合计", "基本支出", "神秘支列"],
            &["一、教育支出", "3.00", "2.00", "1.00"],
            &["二、从未见过的款目", "1.00", "1.00", ""],
            &["合计", "4.00", "3.00", "1.00"],
        ];
        let numbers = read("部门支出总表", &rows);
        assert!(
            numbers.contains(&"1.00 flow=spent function=205 item=神秘支列".to_owned()),
            "{numbers:?}"
        );
        assert!(
            numbers.contains(&"1.00 flow=spent purpose=basic item=从未见过的款目".to_owned()),
            "{numbers:?}"
        );
    }

    #[test]
    fn three_public_items_may_be_columns() {
        let rows: [&[&str]; 3] = [
            &["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"],
            &["", "", "小计", "购置费", "运行费", ""],
            &["3.00", "", "2.00", "", "2.00", "1.00"],
        ];
        let numbers = read("部门“三公”经费预算表", &rows);
        assert_eq!(
            numbers,
            [
                "3.00 flow=spent memo=three_public",
                "2.00 flow=spent memo=vehicles",
                "2.00 flow=spent memo=vehicle_running",
                "1.00 flow=spent memo=reception",
            ]
        );
    }

    #[test]
    fn an_unheard_of_table_is_not_guessed_at() {
        let rows: [&[&str]; 3] = [&["名称", "金额"], &["甲", "3.00"], &["合计", "3.00"]];
        assert_eq!(read("某事情况表", &rows), [""; 0]);
    }

    #[test]
    fn three_code_columns_make_one_code() {
        let rows: [&[&str]; 4] = [
            &["类", "款", "项", "功能分类科目名称", "合计", "基本支出"],
            &["208", "", "", "社会保障和就业支出", "3.00", "3.00"],
            &["208", "05", "", "行政事业单位养老支出", "3.00", "3.00"],
            &["208", "05", "05", "机关事业单位基本养老保险缴费支出", "3.00", "3.00"],
        ];
        let numbers = read("部门一般公共预算支出表", &rows);
        let codes: Vec<_> =
            numbers.iter().filter_map(|line| line.split("function=").nth(1)).collect();
        assert_eq!(
            codes,
            [
                "208",
                "208 purpose=basic",
                "20805",
                "20805 purpose=basic",
                "2080505",
                "2080505 purpose=basic"
            ]
        );
    }
}
