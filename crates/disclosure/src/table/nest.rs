//! Nested rows: what the rows above a row add to its meaning.

use crate::table::row::{Meaning, Row};
use crate::vocabulary::parts::{Parts, Side};
use ledger::{Code, Node, nodes};
use std::collections::BTreeSet;
use std::ops::Bound;

/// Completes the rows of a list with the meaning of the rows above them.
pub fn nest(rows: &mut [Row]) {
    sources(rows);
    purposes(rows);
    parts_of_memos(rows);
    detail(rows);
    without_departments(rows);
}

/// (一)一般公共预算拨款 below 一、本年收入 is received, and below 二、上年结转 carried in.
fn sources(rows: &mut [Row]) {
    let (received, carried) = (nodes().received, nodes().carried_in);
    let mut above: Option<(Node, u8)> = None;
    for row in rows.iter_mut().filter(|row| row.depth > 0) {
        let Meaning::Parts(parts) = &mut row.meaning else { continue };
        above = above.filter(|(_, depth)| row.depth > *depth);
        let is_open = parts.flow.is_none() && parts.side != Some(Side::Uses);
        match above {
            Some((flow, _)) if parts.fund.is_some() => {
                let is_received = flow == carried && parts.flow == Some(received);
                parts.flow = if is_open || is_received { Some(flow) } else { parts.flow };
            }
            None if parts.fund.is_none_or(|fund| fund == nodes().fiscal) => {
                let flow = parts.flow.filter(|flow| [received, carried].contains(flow));
                above = flow.map(|flow| (flow, row.depth));
            }
            _ => {}
        }
    }
}

/// Economic classes below a purpose (一、基本支出 1.工资福利支出) are of that purpose. That
/// they lie below it is told by their list numbers, or because each class is listed anew.
fn purposes(rows: &mut [Row]) {
    let economic = |row: &Row| row.meaning.parts().and_then(|parts| parts.economic);
    let classes: Vec<Code> = rows.iter().filter_map(economic).collect();
    let is_repeated = |code: Code| classes.iter().filter(|other| **other == code).count() > 1;
    let anew =
        classes.iter().any(|code| is_repeated(*code)) && rows.iter().all(|row| row.code.is_empty());
    let mut above: Option<(Node, u8)> = None;
    for row in rows {
        let Meaning::Parts(parts) = &mut row.meaning else { continue };
        match (parts.purpose, above) {
            (Some(purpose), _) if parts.economic.is_none() => above = Some((purpose, row.depth)),
            (None, Some((purpose, depth)))
                if parts.economic.is_some() && (anew || depth > 0 && row.depth > depth) =>
            {
                parts.purpose = Some(purpose);
            }
            _ => above = None,
        }
    }
}

/// (一)支出合计 and 1、基本支出 below 一、三公经费 are of that.
fn parts_of_memos(rows: &mut [Row]) {
    let mut above: Vec<(Node, u8)> = Vec::new();
    for row in rows.iter_mut().filter(|row| row.depth > 0) {
        above.retain(|(_, depth)| row.depth > *depth);
        let Meaning::Parts(parts) = &mut row.meaning else { continue };
        let said = Parts { flow: None, side: None, purpose: None, fund: None, ..*parts };
        match (parts.memo, above.last()) {
            (Some(memo), _) => above.push((memo, row.depth)),
            (None, Some((memo, _))) if said == Parts::default() => parts.memo = Some(*memo),
            _ => {}
        }
    }
}

/// A row without a number that says no more than the numbered one above is a detail of it:
/// 一、一般公共预算拨款收入, 纳入一般公共预算管理的非税收入拨款.
fn detail(rows: &mut [Row]) {
    let mut above = Meaning::Blank;
    for row in rows.iter_mut().filter(|row| row.code.is_empty()) {
        if row.depth > 0 {
            above = row.meaning;
        } else if row.meaning == above && matches!(above, Meaning::Parts(_)) {
            (row.item, row.is_partial) = (Some(row.label.to_string()), true);
        } else if row.meaning == above && above == Meaning::Unknown {
            // 一、税收收入, 增值税: it may be a detail, too, or stand beside it.
            row.is_partial = true;
        }
    }
}

/// A row of a code of units with which other codes begin is the department's own.
fn without_departments(rows: &mut [Row]) {
    let code = |row: &Row| row.unit.as_ref().and_then(|unit| unit.code.clone());
    let codes: BTreeSet<String> = rows.iter().filter_map(code).collect();
    // Among sorted codes the next one begins with it, if any does.
    let is_above = |code: &String| {
        let next = codes.range::<String, _>((Bound::Excluded(code), Bound::Unbounded)).next();
        next.is_some_and(|next| next.starts_with(code.as_str()))
    };
    for row in rows.iter_mut().filter(|row| row.code.is_empty()) {
        if code(row).is_some_and(|code| is_above(&code)) {
            row.unit = None;
        }
    }
}
