//! Documents in volumes and in portions, against the whole.

use crate::example::{example, year_before};
use crate::law::{broken, laid_out, layout, shown};
use disclosure::record::{self, Origin, Preferred};
use disclosure::{Edition, LaidOut, layouts};
use document::Block;
use ledger::Ledger;
use std::convert::Infallible;

/// The volumes of the only body's document.
fn volumes(edition: &Edition<'_>, most: usize) -> Vec<LaidOut> {
    let mut volumes = Vec::new();
    let body = edition.bodies()[0];
    let taken = edition.volumes(body, most, |volume| {
        volumes.push(volume);
        Ok::<(), Infallible>(())
    });
    let Ok(()) = taken.expect("can be laid out");
    volumes
}

fn weight(block: &Block) -> usize {
    match block {
        Block::Paragraph(_) => 1,
        Block::Table(table) => table.cells.len(),
    }
}

/// The level of a volume's first heading, with which it has to begin.
fn level(volume: &LaidOut) -> u8 {
    let Some(Block::Paragraph(heading)) = volume.document.blocks.first() else { return u8::MAX };
    heading.level.unwrap_or(u8::MAX)
}

#[test]
fn volumes_one_after_the_other_are_the_whole() {
    let (now, before) = (example(), year_before());
    for name in ["hebei-2023", "hebei-2025", "shanghai-2025-department"] {
        let layout = layout(name);
        let books: [&Ledger; 2] = [&before, &now];
        let whole = laid_out(&layout, &books);
        let edition = Edition::new(&layout, &books).expect("can be laid out");
        let mut joined = LaidOut { amounts: Vec::new(), texts: Vec::new(), ..whole.clone() };
        joined.document.blocks.clear();
        joined.disclosure.observations.clear();
        joined.disclosure.tables.clear();
        let volumes = volumes(&edition, 300);
        assert!(volumes.len() > 2, "{name}: {}", volumes.len());
        for mut volume in volumes {
            assert!(level(&volume) < u8::MAX, "a volume begins with a heading");
            let before = joined.disclosure.tables.len();
            for seen in &mut volume.disclosure.observations {
                seen.source.table = seen.source.table.map(|table| table + before);
            }
            joined.document.blocks.extend(volume.document.blocks);
            joined.disclosure.observations.extend(volume.disclosure.observations);
            joined.disclosure.tables.extend(volume.disclosure.tables);
            joined.amounts.extend(volume.amounts);
            joined.texts.extend(volume.texts);
        }
        assert!(joined == whole, "{name}: the volumes differ from the whole");
    }
}

#[test]
fn the_preferred_number_of_a_scope_is_that_of_the_whole() {
    let now = example();
    for name in ["hebei-2023", "hebei-2025", "shanghai-2025-department"] {
        let whole = laid_out(&layout(name), &[&now]);
        let nothing = || "".into();
        let origin =
            Origin { document: nothing(), file: nothing(), reader: nothing(), division: nothing() };
        let records = record::records(&whole.document, &whole.disclosure, &origin);
        let mut preferred = Preferred::default();
        preferred.see(&whole.disclosure);
        let seen = whole.disclosure.observations.iter().enumerate();
        let seen: Vec<bool> = seen.map(|(at, seen)| preferred.is(seen, at)).collect();
        let expected: Vec<bool> = records.iter().map(|record| record.is_preferred).collect();
        assert!(expected.contains(&true) && seen == expected, "{name}");
    }
}

#[test]
fn a_volume_ends_between_units_and_within_one_only_where_that_is_too_large() {
    let (layout, now) = (layout("hebei-2023"), example());
    let edition = Edition::new(&layout, &[&now]).expect("can be laid out");
    let whole: usize = volumes(&edition, usize::MAX)[0].document.blocks.iter().map(weight).sum();
    assert_eq!(volumes(&edition, whole).len(), 1);
    let halves = volumes(&edition, whole * 2 / 3);
    assert!(halves.len() > 1 && halves.iter().all(|volume| level(volume) <= 2));
    let pieces = volumes(&edition, 100);
    assert!(pieces.iter().any(|volume| level(volume) > 2));
}

/// What a department's form prints of each unit is the form of the unit by itself.
#[test]
fn a_unit_has_a_document_of_its_own_in_the_form_of_its_department() {
    let (now, before) = (example(), year_before());
    for name in ["hebei-2023", "hebei-2025"] {
        let layout = layout(&format!("{name}-unit"));
        assert!(layout.file_a_unit && layout.title.zh.contains("单位单独公开"));
        let books: [&Ledger; 2] = [&before, &now];
        let edition = Edition::new(&layout, &books).expect("can be laid out");
        assert_eq!(edition.bodies().len(), now.units.len());
        for (body, unit) in edition.bodies().into_iter().zip(&now.units) {
            let laid = edition.lay_out(body).expect("can be laid out");
            let wrong = broken(&laid);
            assert!(wrong.is_empty(), "{name}, {}:\n{}", unit.name, wrong.join("\n"));
            let text = shown(&laid.document);
            assert!(text.contains(&format!("{}收支预算", unit.name)), "{text}");
            assert!(!text.contains("第一部分"), "{text}");
        }
    }
    for name in ["final-accounts", "shanghai-2025-department", "shanghai-2025-unit"] {
        assert!(layouts::builtin(&format!("{name}-unit")).is_none(), "{name}");
    }
}

#[test]
fn the_law_holds_on_each_portion() {
    let (mut now, mut before) = (example(), year_before());
    for name in layouts::names() {
        let layout = layout(name);
        (now.stage, before.stage) = (layout.stage, layout.stage);
        let books: [&Ledger; 2] = [&before, &now];
        let edition = Edition::new(&layout, &books).expect("can be laid out");
        assert_eq!(edition.portions(usize::MAX).len(), 1);
        for portion in edition.portions(0) {
            let laid = edition.lay_out_portion(&portion).expect("can be laid out");
            let wrong = broken(&laid);
            assert!(wrong.is_empty(), "{name}, {portion:?}:\n{}", wrong.join("\n"));
        }
    }
}
