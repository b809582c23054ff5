//! Prints, for each document and each slip, how often the report names what was damaged.
//!
//! `cargo run --release --example damage_rates -- [COUNT [NAME [SLIP]]]`: COUNT copies of each
//! slip, of the documents and slips whose names contain NAME and SLIP; with SLIP, every copy
//! that was not told first is printed.

#[path = "../tests/damage/mod.rs"]
mod damage;

use damage::copies::{Original, Slip};
use damage::rates::{Rate, Told, rate};
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let count = args.first().and_then(|count| count.parse().ok()).unwrap_or(200);
    let (name, kind) = (args.get(1), args.get(2));
    println!(
        "{:<22} {:<13} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>8}",
        "document",
        "slip",
        "copies",
        "first %",
        "alone",
        "tied",
        "later",
        "other",
        "none",
        "silent",
        "ms/copy"
    );
    let is_chosen =
        |name: &Option<&String>, of: &str| name.is_none_or(|name| of.contains(name.as_str()));
    for original in Original::all().iter().filter(|original| is_chosen(&name, &original.name)) {
        for slip in Slip::ALL.into_iter().filter(|slip| is_chosen(&kind, slip.name())) {
            let start = Instant::now();
            let rate = rate(original, slip, count);
            print(&original.name, slip, &rate, start.elapsed().as_micros());
            if kind.is_some() {
                println!("{}", rate.failures.join("\n"));
            }
        }
    }
}

fn print(name: &str, slip: Slip, rate: &Rate, micros: u128) {
    let all = rate.all().max(1);
    let tenths = rate.first() * 1000 / all;
    println!(
        "{:<22} {:<13} {:>6} {:>5}.{} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}.{}",
        name,
        slip.name(),
        rate.all(),
        tenths / 10,
        tenths % 10,
        rate.count(Told::Alone),
        rate.count(Told::First),
        rate.count(Told::Later),
        rate.count(Told::Other),
        rate.count(Told::Unlocalised),
        rate.count(Told::Silent),
        micros / all as u128 / 1000,
        micros / all as u128 / 100 % 10,
    );
}
