//! Which characters are taken for one another.

use crate::{Slip, table};

/// Returns how `printed` is taken for `meant`.
pub fn slip(printed: char, meant: char) -> Option<Slip> {
    if table::shapes(printed).contains(meant) {
        return Some(Slip::Shape);
    }
    let pairs = || {
        let of_meant = |one| table::readings(meant).map(move |other| (one, other));
        table::readings(printed).flat_map(of_meant)
    };
    match () {
        () if pairs().any(|(one, other)| one == other) => Some(Slip::Sound),
        () if pairs().any(|(one, other)| one.is_near(other)) => Some(Slip::Near),
        () => None,
    }
}

/// Returns the characters for which `printed` is taken; some more than once.
pub(crate) fn meant(printed: char) -> impl Iterator<Item = char> {
    let sounds = table::readings(printed).flat_map(|syllable| syllable.characters().chars());
    table::shapes(printed).chars().chain(sounds)
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
