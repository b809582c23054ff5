//! Runs the fuzz targets on seeds and damaged copies of them, the same in every run.
//!
//! `FUZZ_SECONDS` sets the time for all targets together; without it each gets a few inputs.
//! `FUZZ_TARGETS=html,csv` runs these only.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use fuzzing::TARGETS;
use fuzzing::damage::Inputs;
use fuzzing::seeds::{self, Seed};
use std::collections::BTreeSet;
use std::fs;
use std::panic::{catch_unwind, set_hook, take_hook};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The number of damaged inputs that each target gets on the slowest machine.
const LEAST: usize = 30;

/// Larger seeds are left out: reading them takes seconds without optimisation.
const LARGEST: usize = 1 << 16;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns the time for one of some targets.
fn time(targets: usize) -> Duration {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(0)) / u32::try_from(targets.max(1)).unwrap()
}

/// Returns the targets to run: those that `FUZZ_TARGETS` names, else all.
fn chosen() -> Vec<fuzzing::Target> {
    let names = std::env::var("FUZZ_TARGETS").unwrap_or_default();
    let is_chosen = |name: &str| names.is_empty() || names.split(',').any(|it| it == name);
    TARGETS.into_iter().filter(|(name, _)| is_chosen(name)).collect()
}

/// The number of panics so far, on any thread, contained or not.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Held while targets run, so that every panic is one of theirs.
static RUNNING: Mutex<()> = Mutex::new(());

/// Runs one target until its time is over, and returns the number of inputs.
///
/// Fails if it panics; the input is saved in a file.
fn fuzz(name: &str, target: fn(&[u8]), seeds: &[Vec<u8>], time: Duration) -> Result<usize, String> {
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let start = Instant::now();
    let least = seeds.len() + LEAST;
    let mut inputs = Inputs::new(seeds).enumerate();
    let mut taken = 0;
    while taken < least || start.elapsed() < time {
        let (number, input) = inputs.next().unwrap();
        let before = PANICS.load(Ordering::SeqCst);
        let _ = catch_unwind(|| target(&input));
        if PANICS.load(Ordering::SeqCst) > before {
            let saved = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{number}"));
            fs::write(&saved, input).unwrap();
            return Err(format!("{name}: input {number}, saved as {}", saved.display()));
        }
        taken += 1;
    }
    Ok(taken)
}

/// Runs `work` with a hook that counts panics.
fn counting<T>(work: impl FnOnce() -> T) -> T {
    let _running = RUNNING.lock().unwrap();
    let previous = take_hook();
    set_hook(Box::new(|info| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        println!("{info}");
    }));
    let result = work();
    set_hook(previous);
    result
}

#[test]
fn no_target_panics() {
    let all = seeds::all(&["examples", "fixtures"].map(|folder| root().join(folder)));
    let mut broken = Vec::new();
    let chosen = chosen();
    for &(name, target) in &chosen {
        let is_own = |seed: &&Seed| seed.target == name && seed.bytes.len() <= LARGEST;
        let own = all.iter().filter(is_own);
        let own: Vec<_> = own.map(|seed| seed.bytes.clone()).collect();
        match counting(|| fuzz(name, target, &own, time(chosen.len()))) {
            Ok(taken) => println!("{name}: {taken} inputs"),
            Err(error) => broken.push(error),
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn a_panic_fails_and_its_input_is_saved() {
    let panics: fn(&[u8]) = |data| assert!(data.is_ascii());
    let contains: fn(&[u8]) = |data| drop(catch_unwind(|| assert!(data.is_ascii())));
    for (name, target) in [("panics", panics), ("contains", contains)] {
        let result = counting(|| fuzz(name, target, &[b"abc".to_vec()], time(TARGETS.len())));
        let error = result.expect_err("some damaged inputs are not ASCII");
        let saved = error.rsplit("saved as ").next().unwrap();
        assert!(!fs::read(saved).unwrap().is_ascii());
        fs::remove_file(saved).unwrap();
    }
}

#[test]
fn every_target_of_the_fuzzer_runs() {
    let files = fs::read_dir(root().join("fuzz/targets")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let named: BTreeSet<_> =
        files.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(named, TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect());
}
