//! Lints are never silenced permanently.

use crate::File;

/// The compiler warns when an `expect` is no longer needed, but not when this attribute is not.
const SILENCED: [&str; 2] = [concat!("#", "[allow("), concat!("#!", "[allow(")];

/// Returns the lines that silence a lint instead of expecting it with a reason.
pub fn complaints(files: &[File]) -> Vec<String> {
    let sources = files.iter().filter(|file| file.ends_with(".rs"));
    let at = |file: &File| -> Vec<String> {
        let bad = |line: &str| {
            let line = line.trim_start();
            SILENCED.iter().any(|start| line.contains(start))
                || line.contains(concat!("#", "[expect("))
                    && !line.contains("reason")
                    && line.ends_with(")]")
        };
        file.lines()
            .filter(|(_, line)| bad(line))
            .map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim()))
            .collect()
    };
    sources.flat_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silenced_lints_are_complaints() {
        for start in SILENCED {
            let bad = File::new("a.rs", &format!("//! A.\n    {start}dead_code)]\n"));
            assert_eq!(complaints(&[bad]), [format!("a.rs:2: {start}dead_code)]")]);
        }
        let bare = format!("{}(dead_code)]", concat!("#", "[expect"));
        assert_eq!(complaints(&[File::new("a.rs", &bare)]).len(), 1);
        let good = format!("{}(dead_code, reason = \"soon\")]", concat!("#", "[expect"));
        assert!(complaints(&[File::new("a.rs", &good)]).is_empty());
    }
}
