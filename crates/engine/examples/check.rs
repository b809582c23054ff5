//! Checks one file and prints what is wrong: `cargo run -p engine --example check FILE`.

use engine::{Options, Settings, check, read};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: check FILE")?;
    let file = read(&std::fs::read(path)?, &Options::default())?;
    let report = check(&file, &Settings::default())?;
    for finding in &report.findings {
        println!("{}: {}", finding.code, finding.message.en);
    }
    println!("{} identities fail", report.outcomes.fails);
    Ok(())
}
