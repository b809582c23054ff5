use crate::File;
use disclosure::Disclosure;
use finding::About;
use ledger::{Entity, Stage};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Returns what a file is: the body that discloses, the year and the stage, and the hash of its
/// bytes.
pub fn about(bytes: &[u8], file: &File) -> About {
    let disclosure = &file.disclosure;
    let department = disclosure.entity(Entity::DEPARTMENT).map(|name| name.name.as_str());
    About {
        department: department.unwrap_or_default().replace(char::is_whitespace, ""),
        year: disclosure.year,
        stage: stage(disclosure),
        division: disclosure.division.map(|division| (division.code, division.name)),
        sha256: sha256(bytes),
    }
}

/// Returns the stage of most numbers of the disclosed year; `None` where there are no numbers.
pub fn stage(disclosure: &Disclosure) -> Option<Stage> {
    let mut counts: BTreeMap<Stage, usize> = BTreeMap::new();
    let is_of_year = |year| disclosure.year.is_none() || year == disclosure.year;
    for seen in disclosure.observations.iter().filter(|seen| is_of_year(seen.scope.year)) {
        *counts.entry(seen.scope.stage).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(stage, _)| stage)
}

/// Returns the SHA-256 of some bytes in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hash = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing into a string does not fail.
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}
