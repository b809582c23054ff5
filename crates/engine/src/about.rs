use crate::File;
use finding::About;
use ledger::Entity;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Returns what a file is: the body that discloses, the year and the stage, and the hash of its
/// bytes.
pub fn about(bytes: &[u8], file: &File) -> About {
    let disclosure = &file.disclosure;
    let department = disclosure.entity(Entity::DEPARTMENT).map(|name| name.name.as_str());
    About {
        department: department.unwrap_or_default().replace(char::is_whitespace, ""),
        year: disclosure.year,
        stage: disclosure.stage(),
        division: disclosure.division.map(|division| (division.code, division.name)),
        sha256: sha256(bytes),
    }
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
