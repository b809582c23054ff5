//! Where reports go: all into one, or one for each department.

use super::Format;
use crate::output::Output;
use finding::render::{Part, Renderer, Rendering, Summary};
use finding::{Finding, Location, NamedReport, Report};
use message::{Failure, Lang};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The reports under way.
pub(super) enum Reports<'a> {
    /// One report on all files.
    One { format: Format, rendering: Rendering<'a>, output: Output },
    /// One file in a folder for each department.
    Split {
        format: Format,
        renderer: Renderer<'a>,
        folder: PathBuf,
        parts: BTreeMap<String, Begun<'a>>,
    },
}

/// The report on one department, as far as it is.
pub(super) struct Begun<'a> {
    rendering: Rendering<'a>,
    text: String,
    /// The names of its files.
    files: BTreeSet<String>,
}

impl<'a> Reports<'a> {
    /// Begins one report.
    pub(super) fn one(format: Format, renderer: &Renderer<'a>, output: Output) -> Self {
        Self::One { format, rendering: renderer.begin(), output }
    }

    /// Begins reports in a folder, which is made.
    pub(super) fn split(
        format: Format,
        renderer: &Renderer<'a>,
        folder: &Path,
    ) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
        let (renderer, folder) = (*renderer, folder.to_owned());
        Ok(Self::Split { format, renderer, folder, parts: BTreeMap::new() })
    }

    /// Adds the report on a file of `department`.
    pub(super) fn add(
        &mut self,
        department: &str,
        file: String,
        part: Part,
    ) -> std::io::Result<()> {
        match self {
            Self::One { rendering, output, .. } => output.write(&rendering.add(part)),
            Self::Split { renderer, parts, .. } => {
                let begun =
                    parts.entry(file_name(department)).or_insert_with(|| Begun::new(renderer));
                begun.text.push_str(&begun.rendering.add(part));
                begun.files.insert(file);
                Ok(())
            }
        }
    }

    /// Writes what is left, and returns the counts over all files.
    pub(super) fn end(self, between: Option<NamedReport>, lang: Lang) -> Result<Summary, Failure> {
        match self {
            Self::One { format, rendering, mut output } => {
                let (bytes, summary) = ended(format, rendering, between, lang)?;
                output.write_bytes(&bytes)?;
                output.flush()?;
                Ok(summary)
            }
            Self::Split { format, renderer, folder, mut parts } => {
                let mut summary = Summary::default();
                between.iter().for_each(|between| summary.add(between));
                if between.as_ref().is_some_and(|between| between.unreadable().is_some()) {
                    let name = lang.pick("各文件之间", "between the files").to_owned();
                    parts.insert(name, Begun::new(&renderer));
                }
                let is_only = parts.len() == 1;
                for (name, begun) in parts {
                    summary.join(begun.rendering.summary());
                    let own = between.as_ref().and_then(|between| begun.own(between, is_only));
                    let (rest, _) = ended(format, begun.rendering, own, lang)?;
                    let path = folder.join(format!("{name}.{}", format.extension()));
                    let bytes = [begun.text.into_bytes(), rest].concat();
                    std::fs::write(&path, bytes)
                        .map_err(|error| Failure::writing(&path, &error))?;
                }
                Ok(summary)
            }
        }
    }
}

impl<'a> Begun<'a> {
    fn new(renderer: &Renderer<'a>) -> Self {
        Self { rendering: renderer.begin(), text: String::new(), files: BTreeSet::new() }
    }

    /// Returns the findings between files that concern one of its own files. Returns all of them if
    /// this is the `only` department, and an error of the comparison if it has no files of its own.
    fn own(&self, between: &NamedReport, is_only: bool) -> Option<NamedReport> {
        let Ok(report) = &between.result else {
            return self.files.is_empty().then(|| between.clone());
        };
        if is_only {
            return Some(between.clone());
        }
        let is_own = |location: &Location| {
            location.file.as_ref().is_some_and(|file| self.files.contains(file))
        };
        let concerns = |finding: &&Finding| {
            is_own(&finding.location) || finding.because.iter().any(|it| is_own(&it.location))
        };
        let findings: Vec<Finding> = report.findings.iter().filter(concerns).cloned().collect();
        let own = Report { findings, landmarks: report.landmarks.clone(), ..Report::default() };
        (!own.findings.is_empty()).then(|| NamedReport::between(Ok(own)))
    }
}

/// The rest of a report as bytes, and its counts.
fn ended(
    format: Format,
    rendering: Rendering<'_>,
    between: Option<NamedReport>,
    lang: Lang,
) -> Result<(Vec<u8>, Summary), Failure> {
    let title = lang.pick("预算公开检查报告", "Budget disclosure report");
    let write = match format {
        Format::Xlsx => writers::xlsx::lists,
        Format::Docx => writers::docx::lists,
        _ => {
            let (pieces, summary) = rendering.end(between);
            return Ok((pieces.concat().into_bytes(), summary));
        }
    };
    let (lists, summary) = rendering.lists(between);
    let bytes = write(title, &lists).map_err(|error| error.message())?;
    Ok((bytes, summary))
}

/// A department's name as that of a file.
fn file_name(department: &str) -> String {
    let is_odd = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let name: String =
        department.chars().map(|c| if is_odd(c) { '_' } else { c }).take(80).collect();
    name.trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn no_name_of_a_department_leaves_the_folder() {
        assert_eq!(file_name("云桥市文化局"), "云桥市文化局");
        assert_eq!(file_name("../云桥市/局"), "_云桥市_局");
    }
}
