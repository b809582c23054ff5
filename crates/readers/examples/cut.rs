//! Reads every prefix of files at steps of 1 KiB and prints how many were read and how many
//! were errors, the longest time and where: for looking for what a test has no time for.

use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let (mut read, mut errors) = (0, 0);
        let mut longest = (Duration::ZERO, 0);
        for length in (0..bytes.len()).step_by(1 << 10) {
            let start = Instant::now();
            match readers::read(bytes.get(..length).unwrap_or_default()) {
                Ok(_) => read += 1,
                Err(_) => errors += 1,
            }
            longest = longest.max((start.elapsed(), length));
        }
        let (time, length) = longest;
        println!("{path}: {read} read, {errors} errors, at most {time:?} (at {length})");
    }
    Ok(())
}
