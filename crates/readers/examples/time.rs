//! Reads files over and over and prints the least time one takes: for measuring.

use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let mut least = Duration::MAX;
        for _ in 0..200 {
            let start = Instant::now();
            std::hint::black_box(readers::read(&bytes)?);
            least = least.min(start.elapsed());
        }
        println!("{path}: {least:?} at least");
    }
    Ok(())
}
