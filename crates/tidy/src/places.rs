//! The project does not name the machine on which it was written.

use crate::File;

/// Folders of one machine, and hosts of package registries, which the clients of registries know.
const FOREIGN: [&str; 11] = [
    concat!("/ho", "me/"),
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("\\Us", "ers\\"),
    concat!("static.crates", ".io"),
    concat!("index.crates", ".io"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("npmjs", ".org"),
    concat!("deb.debian", ".org"),
];

/// Returns the lines that name a folder of a machine or the host of a registry. `Cargo.lock` is
/// excluded because cargo writes it.
pub fn complaints(files: &[File]) -> Vec<String> {
    let ours = files.iter().filter(|file| file.path != "Cargo.lock");
    let at = |file: &File| -> Vec<String> {
        let foreign = |line: &str| FOREIGN.iter().find(|word| line.contains(*word));
        file.lines()
            .filter_map(|(number, line)| Some((number, foreign(line)?)))
            .map(|(number, word)| format!("{}:{number}: {word}", file.path))
            .collect()
    };
    ours.flat_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_hosts_are_complaints() {
        for word in FOREIGN {
            let bad = File::new("README.md", &format!("ok\nsee {word}x\n"));
            assert_eq!(complaints(&[bad]), [format!("README.md:2: {word}")]);
        }
        assert!(complaints(&[File::new("a.md", "target/demo/report.html")]).is_empty());
    }
}
