//! The root file of every crate forbids unsafe code, and its manifest uses the workspace's lints.

use crate::File;

const FORBID: &str = "#![forbid(unsafe_code)]";

/// Returns the root files of libraries and programs that do not forbid unsafe code, and the
/// manifests that do not use the workspace's lints.
pub fn complaints(files: &[File]) -> Vec<String> {
    let is_root = |file: &&File| {
        file.path.starts_with("crates/")
            && (file.ends_with("/src/lib.rs")
                || file.ends_with("/src/main.rs")
                || file.ends_with("/build.rs")
                || file.path.contains("/src/bin/"))
    };
    let unsafe_roots = files
        .iter()
        .filter(is_root)
        .filter(|file| !file.text.lines().any(|line| line == FORBID))
        .map(|file| format!("{}: no {FORBID}", file.path));
    let unlinted = files
        .iter()
        .filter(|file| file.path.starts_with("crates/") && file.ends_with("/Cargo.toml"))
        .filter(|file| !file.text.contains("[lints]\nworkspace = true"))
        .map(|file| format!("{}: no [lints] workspace = true", file.path));
    unsafe_roots.chain(unlinted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_without_the_line_is_a_complaint() {
        let bad = File::new("crates/a/src/lib.rs", "//! A.\n// #![forbid(unsafe_code)]\n");
        assert_eq!(complaints(&[bad]), [format!("crates/a/src/lib.rs: no {FORBID}")]);
        let good = File::new("crates/a/src/main.rs", "//! A.\n#![forbid(unsafe_code)]\n");
        assert!(complaints(&[good, File::new("crates/a/src/other.rs", "")]).is_empty());
    }

    #[test]
    fn a_manifest_without_lints_is_a_complaint() {
        let bad = File::new("crates/a/Cargo.toml", "[package]\n");
        assert_eq!(complaints(&[bad]).len(), 1);
        let good = File::new("crates/a/Cargo.toml", "[package]\n\n[lints]\nworkspace = true\n");
        assert!(complaints(&[good]).is_empty());
    }
}
