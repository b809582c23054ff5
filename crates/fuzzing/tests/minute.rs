//! The fuzz targets on any compiler: seeds and damaged copies of them, the same in every run.
//!
//! `FUZZ_SECONDS` says how long all targets take together; without it each takes a few inputs.

use fuzzing::damage::Inputs;
use fuzzing::{TARGETS, seeds};
use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Each target takes at least so many damaged inputs, however slow the machine.
const LEAST: usize = 30;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// How long one target takes.
fn time() -> Duration {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|told| told.parse().ok());
    let targets = u32::try_from(TARGETS.len()).unwrap();
    Duration::from_secs(seconds.unwrap_or(0)) / targets
}

/// Runs one target; an input on which it panics is kept in a file.
fn fuzz(name: &str, target: fn(&[u8]), seeds: &[Vec<u8>]) -> Result<usize, String> {
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let (start, time) = (Instant::now(), time());
    let least = seeds.len() + LEAST;
    let mut inputs = Inputs::new(seeds).enumerate();
    let mut taken = 0;
    while taken < least || start.elapsed() < time {
        let (number, input) = inputs.next().unwrap();
        if catch_unwind(|| target(&input)).is_err() {
            let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{number}"));
            fs::write(&kept, input).unwrap();
            return Err(format!("{name}: input {number}, kept as {}", kept.display()));
        }
        taken += 1;
    }
    Ok(taken)
}

#[test]
fn no_target_panics() {
    let all = seeds::all(&["examples", "fixtures"].map(|folder| root().join(folder)));
    let mut broken = Vec::new();
    for (name, target) in TARGETS {
        let own = all.iter().filter(|seed| seed.target == name);
        let own: Vec<_> = own.map(|seed| seed.bytes.clone()).collect();
        match fuzz(name, target, &own) {
            Ok(taken) => println!("{name}: {taken} inputs"),
            Err(said) => broken.push(said),
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn a_panic_is_seen_and_its_input_is_kept() {
    let said = fuzz("broken", |data| assert!(data.is_ascii()), &[b"abc".to_vec()]).unwrap_err();
    let kept = said.rsplit("kept as ").next().unwrap();
    assert!(!fs::read(kept).unwrap().is_ascii());
    fs::remove_file(kept).unwrap();
}

#[test]
fn every_target_of_the_fuzzer_is_taken() {
    let files = fs::read_dir(root().join("fuzz/targets")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let named: BTreeSet<_> =
        files.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(named, TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect());
}
