//! Writes, as JSON lines, systems of identities in which one or two numbers are wrong, with
//! the time this program takes to find them: what `benches/localise/compare.py` reads.
//!
//! The systems come from made-up spending tables of 10 to 2,000 cells, read as any
//! document is, and from the text files that are named as arguments.

use rules::measure::Prepared;
use serde_json::json;
use std::time::Instant;

/// The numbers of cells of the made-up tables.
const CELLS: [usize; 8] = [10, 20, 50, 100, 200, 500, 1000, 2000];

/// How often each search is timed; the median counts.
const RUNS: usize = 21;

fn main() {
    for cells in CELLS {
        for errors in [1, 2] {
            measure(&format!("table of {cells}"), &table(cells), errors);
        }
    }
    for path in std::env::args().skip(1) {
        match std::fs::read_to_string(&path) {
            Ok(text) => [1, 2].into_iter().for_each(|errors| measure(&path, &text, errors)),
            Err(error) => eprintln!("{path}: {error}"),
        }
    }
}

fn measure(name: &str, text: &str, errors: usize) {
    let Ok(document) = readers::read(text.as_bytes()) else { return };
    let mut disclosure = disclosure::read(&document);
    damage(&mut disclosure, errors);
    let prepared = Prepared::new(&disclosure);
    let mut times: Vec<u128> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(prepared.localise());
            start.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    let found = prepared.localise();
    let first: Vec<_> = found.iter().filter_map(|repairs| repairs.first()).collect();
    let changed: usize = first.iter().map(|repair| repair.len()).sum();
    let equations: Vec<_> = prepared
        .equations()
        .into_iter()
        .map(|equation| {
            json!({
                "terms": equation.terms.iter().map(|(cell, sign)| json!([cell, sign])).collect::<Vec<_>>(),
                "slack": equation.slack,
                "is_bound": equation.is_bound,
            })
        })
        .collect();
    let cells: Vec<_> = prepared.cells().iter().map(|(cell, fen)| json!([cell, fen])).collect();
    let nanos = times.get(RUNS / 2).copied().unwrap_or_default();
    println!(
        "{}",
        json!({
            "name": name, "errors": errors, "nanos": nanos, "changed": changed,
            "repair": first.iter().copied().flatten().collect::<Vec<_>>(),
            "cells": cells, "equations": equations,
        })
    );
}

/// Raises amounts that stand a third and two thirds down the document by ten steps.
fn damage(disclosure: &mut disclosure::Disclosure, errors: usize) {
    let printed: Vec<usize> = disclosure
        .observations
        .iter()
        .enumerate()
        .filter(|(_, seen)| seen.source.row > 0 && !seen.value.is_zero())
        .map(|(index, _)| index)
        .collect();
    for error in 1..=errors {
        let Some(index) = printed.get(printed.len() * error / 3) else { continue };
        let Some(seen) = disclosure.observations.get_mut(*index) else { continue };
        if let Some(printed) = seen.value.printed() {
            let fen = printed.nominal().fen() + 10 * printed.step();
            let raised = printed.in_format_of(ledger::Amount::from_fen(fen));
            seen.value = disclosure::Value::Printed(raised);
        }
    }
}

/// A spending table with about so many cells: every function has up to nine children.
fn table(cells: usize) -> String {
    let mut rows: Vec<(String, [u64; 2])> = Vec::new();
    let mut seed = 7_u64;
    'codes: for class in 201..230 {
        for group in 1..=9 {
            for item in 1..=9 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                rows.push((
                    format!("{class}{group:02}{item:02}"),
                    [seed >> 47, seed >> 33 & 0xffff],
                ));
                if rows.len() * 3 * 10 >= cells * 9 {
                    break 'codes;
                }
            }
        }
    }
    let mut lines: std::collections::BTreeMap<String, [u64; 2]> = Default::default();
    for (code, amounts) in rows {
        for level in [0, 3, 5, 7] {
            let line = lines.entry(code.chars().take(level).collect()).or_default();
            line.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount + 1);
        }
    }
    let mut text = "部门预算支出总表\n\t901青石县文化馆\n\t预算年度：2031\n\t单位：万元\n\n\
        \t序号\n\t功能分类科目\n\t合计\n\t基本支出\n\t项目支出\n\n\
        \t\n\t科目编码\n\t科目名称\n\t\n\t\n\t\n\n"
        .to_owned();
    for (row, (code, [basic, project])) in lines.iter().enumerate() {
        let label = if code.is_empty() { "合计" } else { "一项支出" };
        text.push_str(&format!("\t{}\n\t{code}\n\t{label}\n", row + 1));
        for amount in [basic + project, *basic, *project] {
            text.push_str(&format!("\t{}.{:02}\n", amount / 100, amount % 100));
        }
        text.push('\n');
    }
    text
}
