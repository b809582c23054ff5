//! Links between the project's documents have a target.

use crate::File;
use std::path::{Component, Path, PathBuf};

/// Returns the links in Markdown files whose target does not exist. `exists` is called with paths
/// relative to the root.
pub fn complaints(files: &[File], exists: &dyn Fn(&Path) -> bool) -> Vec<String> {
    let documents = files.iter().filter(|file| file.ends_with(".md"));
    let at = |file: &File| -> Vec<String> {
        let dead = |target: &&str| resolve(&file.path, target).is_none_or(|path| !exists(&path));
        let links = file.lines().flat_map(|(number, line)| {
            targets(line).into_iter().filter(dead).map(move |target| (number, target))
        });
        links.map(|(number, target)| format!("{}:{number}: {target}", file.path)).collect()
    };
    documents.flat_map(at).collect()
}

/// Returns the relative targets of the links and pictures in a line, without anchors.
fn targets(line: &str) -> Vec<&str> {
    let prose: Vec<&str> = line.split('`').step_by(2).collect();
    let ends = prose.into_iter().flat_map(|prose| prose.split("](").skip(1));
    let target = |rest: &'_ str| -> usize { rest.find(')').unwrap_or(0) };
    ends.filter_map(|rest| rest.get(..target(rest)))
        .filter_map(|link| link.split('#').next())
        .filter(|link| !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:"))
        .collect()
}

/// Returns the path of a link's target from the root, or `None` if it is outside of the project.
fn resolve(from: &str, target: &str) -> Option<PathBuf> {
    let mut path = Path::new(from).parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(target).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            Component::ParentDir if path.pop() => {}
            _ => return None,
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(text: &str) -> Vec<String> {
        let known = ["README.md", "docs/a.png"].map(PathBuf::from);
        complaints(&[File::new("docs/x.md", text)], &|path| known.iter().any(|one| one == path))
    }

    #[test]
    fn links_without_a_target_are_complaints() {
        assert_eq!(dead("[a](b.md) ![c](a.png)"), ["docs/x.md:1: b.md"]);
        assert_eq!(dead("\n[out](../../etc.md#x)"), ["docs/x.md:2: ../../etc.md"]);
        assert!(dead("[a](../README.md#b) [c](#d) [e](https://x.example) `[f](g)`").is_empty());
    }
}
