//! Rows of income: money of the year, money carried in, and the funds that both are of.

use crate::table::row::{Meaning, Row};
use crate::vocabulary::parts::{Parts, Side};
use ledger::{Node, nodes};

/// The rows of a list that is of income by its head, 收入, or by its totals, though nothing says so above
/// its amounts: a fund that names no flow is received. Returns the side, if it is that.
pub fn take_income(head: &str, rows: &mut [Row]) -> Option<Side> {
    let side = |row: &Row| row.meaning.parts().and_then(|parts| parts.side_of());
    let is_headed = ["收入", "收入项目"].contains(&head);
    let totals = ["收入总计", "收入合计", "本年收入"];
    let is_totalled = rows.iter().any(|row| totals.iter().any(|it| row.label.contains(it)));
    let is_income = (is_headed || is_totalled)
        && !rows.iter().any(|row| side(row) == Some(Side::Uses) || row.label.contains("支出"));
    if !is_income {
        return None;
    }
    for row in rows {
        if let Meaning::Parts(parts) = &mut row.meaning
            && parts.fund.is_some()
            && parts.flow().is_none()
        {
            parts.side = Some(Side::Sources);
        }
    }
    Some(Side::Sources)
}

/// 本年收入小计, 上年结转, 收入合计: behind carried money that stands beside the money of the year the last
/// total is of both.
pub fn close(rows: &mut [Row]) {
    let flow = |row: &Row| row.meaning.parts().and_then(|parts| parts.flow);
    let is_year = |row: &Row| {
        let is_named = ["本年收入", "本年支出"].iter().any(|year| row.label.starts_with(year));
        is_named && flow(row).is_some()
    };
    let carried = [nodes().carried_in, nodes().carried_out];
    let is_carried =
        |row: &Row| !row.is_partial && flow(row).is_some_and(|it| carried.contains(&it));
    let Some(year) = rows.iter().position(is_year) else { return };
    let Some(at) = rows.iter().skip(year).position(is_carried) else { return };
    for row in rows.iter_mut().skip(year + at) {
        let side = match &*row.label {
            "收入合计" => Side::Sources,
            "支出合计" => Side::Uses,
            _ => continue,
        };
        row.meaning = Meaning::Parts(Parts {
            flow: Some(nodes().total),
            side: Some(side),
            ..Parts::default()
        });
    }
}

/// Rows below a fund of which one is not known need not be all of it: 一、财政拨款收入,
/// 1.一般公共预算, 2.体彩公益金.
pub fn open_groups(rows: &mut [Row]) {
    for at in 0..rows.len() {
        let Some(depth) =
            rows.get(at).filter(|it| it.meaning == Meaning::Unknown).map(|it| it.depth)
        else {
            continue;
        };
        let above = rows.get(..at).unwrap_or_default();
        let first = above.iter().rposition(|row| row.depth > 0 && row.depth < depth);
        let is_fund = |row: &Row| row.meaning.parts().is_some_and(|parts| parts.fund.is_some());
        let Some(first) = first.filter(|first| above.get(*first).is_some_and(is_fund)) else {
            continue;
        };
        let below = rows.iter_mut().skip(first + 1).take_while(|row| row.depth >= depth);
        for row in below {
            row.is_partial = true;
            if row.meaning == Meaning::Unknown {
                row.meaning = Meaning::Blank;
            }
        }
    }
}

/// Rows that name only a fund below a carried-over row are its parts.
pub fn carry(meaning: &mut Meaning, depth: u8, carried: &mut Option<(Node, u8)>) {
    let Meaning::Parts(parts) = meaning else {
        *carried = None;
        return;
    };
    // (一)一般公共预算拨款收入 below 二、上年结转 is carried in, too.
    let is_below = |above: u8| above > 0 && depth > above;
    let is_received = parts.flow == Some(nodes().received) && parts.fund.is_some();
    match (parts.flow, *carried) {
        (None, Some((flow, _)))
            if parts.side.is_none() && (parts.fund.is_some() || parts.purpose.is_some()) =>
        {
            parts.flow = Some(flow)
        }
        (Some(_), Some((flow, above)))
            if is_received && flow == nodes().carried_in && is_below(above) =>
        {
            (parts.flow, parts.side) = (Some(flow), None);
        }
        (flow, _) => {
            let is_carried = |flow: &Node| [nodes().carried_in, nodes().carried_out].contains(flow);
            *carried = flow.filter(is_carried).map(|flow| (flow, depth));
        }
    }
}

/// Funds listed before money carried in and beside it are what the year receives.
pub fn receive(rows: &mut [Row]) {
    let is_carried = |row: &Row| {
        let parts = row.meaning.parts();
        !row.is_partial
            && parts.is_some_and(|it| it.flow == Some(nodes().carried_in) && it.fund.is_none())
    };
    let Some(at) = rows.iter().position(is_carried) else { return };
    let Some((carried, before)) = rows.get_mut(..=at).and_then(|rows| rows.split_last_mut()) else {
        return;
    };
    for row in before.iter_mut().filter(|row| row.depth == carried.depth) {
        if let Meaning::Parts(parts) = &mut row.meaning
            && parts.fund.is_some()
            && parts.flow.is_none()
        {
            parts.flow = Some(nodes().received);
        }
    }
}
