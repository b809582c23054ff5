//! Which characters are taken for one another.

use crate::Slip;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The most readings of a character that are looked at.
const READINGS: usize = 6;

/// The number of a syllable, from one; zero is none.
type Syllable = u16;

struct Alike {
    readings: FxHashMap<char, [Syllable; READINGS]>,
    /// The characters of each syllable.
    characters: Vec<&'static str>,
    /// The syllables that sound like each syllable, itself the first.
    near: Vec<Vec<Syllable>>,
    shapes: FxHashMap<char, &'static str>,
}

/// Returns how `printed` is taken for `meant`.
pub fn slip(printed: char, meant: char) -> Option<Slip> {
    let alike = alike();
    if alike.shapes.get(&printed).is_some_and(|shapes| shapes.contains(meant)) {
        return Some(Slip::Shape);
    }
    let of_meant = alike.readings(meant);
    let has = |syllable: &Syllable| of_meant.contains(syllable);
    let readings = || alike.readings(printed).iter();
    match () {
        () if readings().any(has) => Some(Slip::Sound),
        () if readings().any(|reading| alike.near(*reading).iter().any(has)) => Some(Slip::Near),
        () => None,
    }
}

/// Returns the characters for which `printed` is taken; some more than once.
pub(crate) fn meant(printed: char) -> impl Iterator<Item = char> {
    let alike = alike();
    let shapes = alike.shapes.get(&printed).copied().unwrap_or_default();
    let near = alike.readings(printed).iter().flat_map(|reading| alike.near(*reading));
    let sounds = near.filter_map(|syllable| alike.characters.get(usize::from(*syllable)));
    shapes.chars().chain(sounds.flat_map(|characters| characters.chars()))
}

impl Alike {
    fn readings(&self, character: char) -> &[Syllable] {
        let readings = self.readings.get(&character).map_or(&[][..], |readings| readings);
        let count = readings.iter().take_while(|reading| **reading > 0).count();
        readings.get(..count).unwrap_or_default()
    }

    fn near(&self, syllable: Syllable) -> &[Syllable] {
        self.near.get(usize::from(syllable)).map_or(&[], Vec::as_slice)
    }
}

fn alike() -> &'static Alike {
    static ALIKE: OnceLock<Alike> = OnceLock::new();
    ALIKE.get_or_init(|| {
        let shapes = rows(include_str!("../data/shapes.tsv"))
            .filter_map(|(character, alike)| Some((character.chars().next()?, alike)));
        let mut alike = Alike {
            readings: FxHashMap::default(),
            characters: vec![""],
            near: vec![Vec::new()],
            shapes: shapes.collect(),
        };
        let mut groups: FxHashMap<String, Vec<Syllable>> = FxHashMap::default();
        let mut syllables = Vec::new();
        for ((syllable, characters), number) in
            rows(include_str!("../data/sounds.tsv")).zip(1..Syllable::MAX)
        {
            groups.entry(slurred(syllable)).or_default().push(number);
            syllables.push(syllable);
            alike.characters.push(characters);
            for character in characters.chars() {
                let readings = alike.readings.entry(character).or_default();
                if let Some(free) = readings.iter_mut().find(|reading| **reading == 0) {
                    *free = number;
                }
            }
        }
        let near = syllables.iter().map(|syllable| groups.get(&slurred(syllable)).cloned());
        alike.near.extend(near.map(Option::unwrap_or_default));
        alike
    })
}

/// The syllable as those say it who do not tell zh from z, or in from ing.
fn slurred(syllable: &str) -> String {
    let initial = ["zh", "ch", "sh"].iter().find(|initial| syllable.starts_with(**initial));
    let start = initial.map_or("", |initial| initial.get(..1).unwrap_or_default());
    let rest = syllable.get(initial.map_or(0, |initial| initial.len())..).unwrap_or_default();
    let ends = ["ang", "eng", "ing"].iter().any(|end| rest.ends_with(end));
    let rest = if ends { rest.trim_end_matches('g') } else { rest };
    format!("{start}{rest}")
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.starts_with("# ")).skip(1);
    lines.filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_alike_by_sound_or_by_shape() {
        assert_eq!(slip('物', '务'), Some(Slip::Sound));
        assert_eq!(slip('惯', '观'), Some(Slip::Sound));
        assert_eq!(slip('侍', '待'), Some(Slip::Shape));
        assert_eq!(slip('于', '干'), Some(Slip::Shape));
        assert_eq!(slip('增', '真'), Some(Slip::Near));
        assert_eq!(slip('财', '国'), None);
    }

    #[test]
    fn whatever_is_meant_is_alike() {
        for printed in "物侍于增".chars() {
            assert!(meant(printed).count() > 10);
            for meant in meant(printed).filter(|meant| *meant != printed) {
                assert!(slip(printed, meant).is_some(), "{printed} {meant}");
            }
        }
    }
}
