//! Builds the tables of words and of like characters, so that the program does not have to when it starts.

#![forbid(unsafe_code)]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a mistake in the data has to stop the build"
)]

#[path = "src/key.rs"]
mod key;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What is known of a word.
#[derive(Clone, Copy)]
struct Word {
    cost: u8,
    may_be_meant: bool,
}

/// The cost of a word of the field: that of a rather frequent word.
const TERM: u8 = 45;
/// The bits of a filter for each entry of its table.
const BITS: usize = 10;
/// The least number of characters of a word that is also found by one character less.
const LONG: usize = 3;

fn main() {
    for file in ["build.rs", "src/key.rs", "data"] {
        println!("cargo:rerun-if-changed={file}");
    }
    let words = words();
    let known = words.iter().map(|(word, Word { cost, may_be_meant })| {
        let key = word.chars().fold(key::START, key::extend);
        (key, vec![cost << 1 | u8::from(*may_be_meant)])
    });
    write("words", &known.collect::<Vec<_>>());
    let long = words.iter().filter(|(word, known)| known.may_be_meant && length(word) >= LONG);
    let gaps: Vec<_> = long.flat_map(|(word, known)| gaps(word, known.cost)).collect();
    write("gaps", &gaps);
    let shapes = rows("data/shapes.tsv").into_iter().map(|[character, alike, _]| {
        (u64::from(character.chars().next().expect("a character")), alike)
    });
    write_texts("shapes", shapes);
    sounds();
}

/// The readings of each character, and the characters of syllables that sound alike. The number of
/// a syllable is that of its group and, in the lowest bits, its place within the group.
fn sounds() {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for [syllable, characters, _] in rows("data/sounds.tsv") {
        groups.entry(slurred(&syllable)).or_default().push(characters);
    }
    let mut readings: BTreeMap<char, Vec<u16>> = BTreeMap::new();
    for (syllables, group) in groups.values().zip(1_u16..) {
        assert!(syllables.len() < 1 << key::PLACE_BITS, "a group is too large");
        for (characters, place) in syllables.iter().zip(0..) {
            for character in characters.chars() {
                readings.entry(character).or_default().push(group << key::PLACE_BITS | place);
            }
        }
    }
    let readings = readings.into_iter().map(|(character, mut readings)| {
        assert!(readings.len() <= key::READINGS, "{character} has too many readings");
        readings.resize(key::READINGS, 0);
        (u64::from(character), readings.into_iter().flat_map(u16::to_le_bytes).collect())
    });
    write("readings", &readings.collect::<Vec<_>>());
    write_texts("groups", (1..).zip(groups.values().map(|syllables| syllables.concat())));
}

/// The syllable as those say it who do not tell zh from z, or in from ing.
fn slurred(syllable: &str) -> String {
    let initial = ["zh", "ch", "sh"].iter().find(|initial| syllable.starts_with(**initial));
    let start = initial.map_or("", |initial| &initial[..1]);
    let rest = &syllable[initial.map_or(0, |initial| initial.len())..];
    let ends = ["ang", "eng", "ing"].iter().any(|end| rest.ends_with(end));
    let rest = if ends { rest.trim_end_matches('g') } else { rest };
    format!("{start}{rest}")
}

fn words() -> BTreeMap<String, Word> {
    let mut words = BTreeMap::new();
    for [kind, cost, list] in rows("data/words.tsv") {
        let cost = cost.parse().expect("a cost is a number");
        assert!(cost < 0x80, "{cost} is too high");
        for word in list.split(' ') {
            words.insert(word.to_owned(), Word { cost, may_be_meant: kind == "word" });
        }
    }
    for [list, _, _] in rows("data/terms.tsv") {
        for term in list.split(' ') {
            let cost = words.get(term).map_or(TERM, |word| word.cost.min(TERM));
            words.insert(term.to_owned(), Word { cost, may_be_meant: true });
        }
    }
    assert!(words.keys().all(|word| length(word) <= key::LONGEST), "a word is too long");
    words
}

/// The word with each of its characters left out: the character and the word's cost.
fn gaps(word: &str, cost: u8) -> impl Iterator<Item = (u64, Vec<u8>)> {
    word.chars().enumerate().map(move |(gap, missing)| {
        let rest = word.chars().enumerate().filter(|(at, _)| *at != gap).map(|(_, c)| c);
        let [low, high] =
            u16::try_from(u32::from(missing)).expect("a common character").to_le_bytes();
        (key::with_gap(rest, gap), vec![low, high, cost])
    })
}

fn length(word: &str) -> usize {
    word.chars().count()
}

fn rows(path: &str) -> Vec<[String; 3]> {
    let text = fs::read_to_string(path).expect("the data are beside the program");
    let lines = text.lines().filter(|line| !line.starts_with("# ")).skip(1);
    lines
        .map(|line| {
            let mut fields = line.split('\t').map(str::to_owned);
            std::array::from_fn(|_| fields.next().unwrap_or_default())
        })
        .collect()
}

/// Writes a table with open addressing, of which three fifths are filled, and its filter.
fn write(name: &str, entries: &[(u64, Vec<u8>)]) {
    let width = 8 + entries[0].1.len();
    let slots = entries.len() * 5 / 3;
    let mut table = vec![0; slots * width];
    for (key, value) in entries {
        assert_ne!(*key, 0, "zero marks an empty slot");
        let mut slot = key::slot(*key, slots);
        while table[slot * width..][..8].iter().any(|byte| *byte != 0) {
            slot = (slot + 1) % slots;
        }
        table[slot * width..][..8].copy_from_slice(&key.to_le_bytes());
        table[slot * width + 8..][..value.len()].copy_from_slice(value);
    }
    fs::write(out(&format!("{name}.bin")), table).expect("the folder is there");
    let mut filter = vec![0_u8; entries.len() * BITS / 8];
    let bits = filter.len() * 8;
    for bit in entries.iter().map(|(key, _)| key::bit(*key, bits)) {
        filter[bit / 8] |= 1 << (bit % 8);
    }
    fs::write(out(&format!("{name}.bits")), filter).expect("the folder is there");
}

/// Writes a table of texts: where each begins and ends in a file of all of them.
fn write_texts(name: &str, texts: impl Iterator<Item = (u64, String)>) {
    let mut all = String::new();
    let mut place = |text: &str| {
        let start = all.len();
        all.push_str(text);
        [start, all.len()].into_iter().flat_map(|at| u32::try_from(at).expect("few").to_le_bytes())
    };
    let entries: Vec<_> = texts.map(|(key, text)| (key, place(&text).collect())).collect();
    write(name, &entries);
    fs::write(out(&format!("{name}.txt")), all).expect("the folder is there");
}

fn out(name: &str) -> PathBuf {
    Path::new(&env::var("OUT_DIR").expect("cargo says where")).join(name)
}
