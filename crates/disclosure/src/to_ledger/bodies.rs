//! The department and its units.
//!
//! A department may publish its own totals alone and only name its units. Its ledger then holds
//! everything under the first of them, for the preparer to divide.

use super::FromDocument;
use crate::heading::titles::is_body;
use crate::model::{Disclosure, Observation};
use crate::vocabulary::normal::{label, normal};
use document::{Document, Table};
use ledger::{Body, Entity, Ledger, nodes};

/// The heads of tables that name units and print no amount.
const HEADS: [&str; 12] = [
    "序号",
    "编号",
    "单位名称",
    "预算单位名称",
    "单位代码",
    "单位编码",
    "单位性质",
    "单位类型",
    "单位规格",
    "经费保障形式",
    "备注",
    "说明",
];

/// What a remark says of a unit whose money is its department's.
const MERGED: [&str; 3] = ["并入", "不单列", "不单独"];

/// The nature of a body that has 机关运行经费.
const ADMINISTRATIVE: &str = "行政";

/// The lengths of a unit's name, in characters.
const NAME: std::ops::RangeInclusive<usize> = 3..=40;

/// Returns the bodies of which a disclosure prints numbers of their own.
pub(super) fn with_numbers(disclosure: &Disclosure) -> Vec<Entity> {
    let units = u16::try_from(disclosure.units.len()).unwrap_or(u16::MAX);
    match units {
        0 => vec![Entity::DEPARTMENT],
        units => (0..units).map(Entity::unit).collect(),
    }
}

/// Names the department and its units where only one of both is named by the tables, and puts
/// what is the department's alone under its first unit.
pub(super) fn settle(document: &Document, disclosure: &Disclosure, made: &mut FromDocument) {
    if made.ledger.units.is_empty() {
        name_units(document, made);
        under_first_unit(&mut made.ledger);
    } else if made.ledger.department.name.is_empty()
        && let [unit] = disclosure.units.as_slice()
        && !unit.name.is_empty()
    {
        made.ledger.department.name.clone_from(&unit.name);
        made.tell(
            Entity::DEPARTMENT,
            "文件没有写主管部门，暂填单位的名称",
            "the document does not name the department; the unit's name is put down",
        );
    }
    if let [unit] = made.ledger.units.as_mut_slice()
        && unit.name.is_empty()
    {
        unit.name.clone_from(&made.ledger.department.name);
    }
    if let Some(first) = made.ledger.units.first_mut()
        && first.nature.is_empty()
        && runs_an_office(disclosure)
    {
        first.nature = ADMINISTRATIVE.to_owned();
    }
}

/// Returns whether a document prints 机关运行经费, which none but administrative bodies have.
fn runs_an_office(disclosure: &Disclosure) -> bool {
    let is_it = |seen: &Observation| seen.scope.memo == nodes().agency_operation;
    disclosure.observations.iter().any(|seen| is_it(seen) && !seen.value.is_zero())
}

/// The units that the document lists; at least the department's own offices.
fn name_units(document: &Document, made: &mut FromDocument) {
    let mut names = listed(document);
    let department = &made.ledger.department.name;
    if names.is_empty() && !department.is_empty() {
        names.push(format!("{department}（本级）"));
        made.tell(
            Entity::DEPARTMENT,
            "文件没有列出所属单位，暂列本级一个",
            "the document lists no units; the department's own offices are put down as one",
        );
    } else if names.len() > 1 && !made.ledger.lines.is_empty() {
        made.tell(
            Entity::DEPARTMENT,
            &format!(
                "文件没有分单位的数字，{}个单位的收支都列在第一个单位，请按单位分开，或者连同各单位的公开文件一起给出",
                names.len()
            ),
            &format!(
                "the document has no numbers of its {} units; all stand under the first: divide them, or give the units' documents as well",
                names.len()
            ),
        );
    }
    let body = |name| Body { name, ..Body::default() };
    made.ledger.units = names.into_iter().map(body).collect();
}

/// The names of the units that a table or a numbered list of the document gives.
fn listed(document: &Document) -> Vec<String> {
    let in_table = document.tables().map(in_table).find(|names| !names.is_empty());
    in_table.unwrap_or_else(|| in_list(document))
}

/// The names in a table of units; without those whose money is that of their department.
fn in_table(table: &Table) -> Vec<String> {
    let is_head = |row: &u32| {
        let mut cells = table.row(*row).iter().map(|cell| normal(&cell.text));
        let is_named = table.row(*row).iter().any(|cell| normal(&cell.text).ends_with("单位名称"));
        is_named && cells.all(|words| words.is_empty() || HEADS.contains(&&*words))
    };
    let Some(head) = (0..table.rows.min(3)).find(is_head) else { return Vec::new() };
    let rows = (head + 1..table.rows).map(|row| table.row(row));
    let own = rows.filter(|cells| {
        !cells.iter().any(|cell| MERGED.iter().any(|merged| cell.text.contains(merged)))
    });
    own.filter_map(|cells| cells.iter().find_map(|cell| name(&cell.text))).collect()
}

/// The names in a numbered list below a line such as `本部门…所属单位…包括：`.
fn in_list(document: &Document) -> Vec<String> {
    let lines: Vec<&str> = document.paragraphs().map(|paragraph| paragraph.text.trim()).collect();
    let announces = |line: &str| {
        let words = normal(line);
        words.contains("单位") && words.ends_with("包括:")
    };
    let lists = lines.iter().enumerate().filter(|(_, line)| announces(line)).map(|(at, _)| {
        let rest = lines.get(at + 1..).unwrap_or_default();
        let depth = rest.first().map_or(0, |line| label(&normal(line)).depth);
        let items = rest.iter().take_while(|line| {
            let words = normal(line);
            let label = label(&words);
            label.is_numbered && label.depth == depth
        });
        // A list of anything else is none of units.
        items.map(|line| name(line)).collect::<Option<Vec<String>>>().unwrap_or_default()
    });
    lists.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// Returns a unit's name without its number; `None` if the words are no name, or a blank of a form.
fn name(words: &str) -> Option<String> {
    let words = normal(words);
    let name = label(&words).words.trim_end_matches(['。', ';', '.', ',']);
    let ends = ["(本级)", "(本部)", "(机关)", "本级", "本部", "机关"];
    let core = ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let is_blank = name.contains(['X', 'x', '×', '*', '○', '_']);
    let is_name = NAME.contains(&name.chars().count()) && is_body(core) && !is_blank;
    // Names are printed with wide brackets.
    is_name.then(|| name.replace('(', "（").replace(')', "）"))
}

/// Puts everything that the department alone has under its first unit.
fn under_first_unit(ledger: &mut Ledger) {
    if !ledger.units.is_empty() {
        entities(ledger).for_each(|unit| *unit = Entity::unit(0));
    }
}

/// The entities of everything in a ledger but its texts.
pub(super) fn entities(ledger: &mut Ledger) -> impl Iterator<Item = &mut Entity> {
    (ledger.lines.iter_mut().map(|it| &mut it.unit))
        .chain(ledger.projects.iter_mut().map(|it| &mut it.unit))
        .chain(ledger.purchases.iter_mut().map(|it| &mut it.unit))
        .chain(ledger.assets.iter_mut().map(|it| &mut it.unit))
        .chain(ledger.counts.iter_mut().map(|it| &mut it.unit))
}
