//! The modules of a crate, and which of them uses which.

use super::source::{Source, Written};
use crate::File;
use std::collections::{BTreeMap, BTreeSet};

/// The most re-exports that a path is followed through.
const MAX_REEXPORTS: usize = 32;

/// The names of a module from the crate's root, which has none.
pub(super) type Path = Vec<String>;

/// The files of a crate as modules.
#[derive(Debug, Default)]
pub(super) struct Modules {
    sources: BTreeMap<Path, Source>,
}

impl Modules {
    /// Reads the files of a crate, each with its path below `src`. Returns also a complaint for
    /// each that cannot be parsed.
    pub(super) fn read(files: &[(&str, &File)]) -> (Self, Vec<String>) {
        let mut modules = Self::default();
        let mut complaints = Vec::new();
        for (path, file) in files {
            match Source::read(&file.text) {
                Ok(source) => drop(modules.sources.insert(module(path), source)),
                Err(error) => complaints.push(format!("{path} cannot be parsed: {error}")),
            }
        }
        modules.drop_tests();
        (modules, complaints)
    }

    fn drop_tests(&mut self) {
        let tests: Vec<Path> = self
            .sources
            .iter()
            .flat_map(|(of, source)| source.tests.iter().map(move |name| below(of, name)))
            .collect();
        self.sources.retain(|path, _| !tests.iter().any(|test| path.starts_with(test)));
    }

    /// Returns the modules that have children, the root first.
    pub(super) fn folders(&self) -> BTreeSet<&[String]> {
        self.sources.keys().filter_map(|path| Some(path.split_last()?.1)).collect()
    }

    /// Returns the pairs of modules of which the first uses the second.
    pub(super) fn uses(&self) -> BTreeSet<(Path, Path)> {
        let mut uses = BTreeSet::new();
        for (from, source) in &self.sources {
            let imports = source.imports.iter().map(|import| &import.path);
            let to = imports.chain(&source.paths).filter_map(|path| self.target(from, path));
            uses.extend(to.filter(|to| to != from).map(|to| (from.clone(), to)));
        }
        uses
    }

    /// Returns the module that a path in the file `from` leads to; `None` if that is outside the
    /// crate.
    fn target(&self, from: &Path, path: &Written) -> Option<Path> {
        let mut path = self.absolute(from, path)?;
        for _ in 0..MAX_REEXPORTS {
            let known = (0..=path.len()).rev().find(|end| self.has(path.get(..*end)))?;
            let (module, rest) = path.split_at_checked(known)?;
            let Some((name, rest)) = rest.split_first() else { return Some(path) };
            // A name that the module only imports is defined elsewhere.
            match self.imported(module, name) {
                Some(mut further) => {
                    further.extend_from_slice(rest);
                    path = further;
                }
                None => return Some(module.to_vec()),
            }
        }
        None
    }

    /// Returns a path from the crate's root; `None` if it begins outside the crate.
    fn absolute(&self, from: &Path, path: &Written) -> Option<Path> {
        let mut base: Path = from.iter().chain(&path.inside).cloned().collect();
        let mut names = path.names.as_slice();
        match names.first()?.as_str() {
            "crate" => (base, names) = (Path::new(), names.get(1..)?),
            "self" => names = names.get(1..)?,
            "super" => {}
            first if path.inside.is_empty() && self.has(Some(&below(&base, first))) => {}
            _ => return None,
        }
        while let Some((_, rest)) = names.split_first().filter(|(first, _)| *first == "super") {
            base.pop()?;
            names = rest;
        }
        base.extend_from_slice(names);
        Some(base)
    }

    /// Returns the path of a name that a module imports from the crate.
    fn imported(&self, module: &[String], name: &str) -> Option<Path> {
        let source = self.sources.get(module)?;
        let import = source
            .imports
            .iter()
            .find(|import| import.name == name && import.path.inside.is_empty())?;
        self.absolute(&module.to_vec(), &import.path)
    }

    fn has(&self, path: Option<&[String]>) -> bool {
        path.is_some_and(|path| self.sources.contains_key(path))
    }
}

/// Returns the name of a module for a complaint.
pub(super) fn name(module: &[String]) -> String {
    if module.is_empty() { "the root".to_owned() } else { module.join("::") }
}

/// Returns the module of a file by its path below `src`.
fn module(path: &str) -> Path {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut names: Path = path.split('/').map(str::to_owned).collect();
    let is_own = |name: &String| ["lib", "main", "mod"].contains(&name.as_str());
    names.pop_if(|name| is_own(name));
    names
}

fn below(module: &[String], name: &str) -> Path {
    let mut path = module.to_vec();
    path.push(name.to_owned());
    path
}
