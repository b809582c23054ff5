//! `yusuan lake codes`: which codes and names occur in which years, and what became of them.

mod changes;
mod pairs;

use crate::query::{Limits, Session};
use changes::{Amount, Amounts, Change, Code, compare};
use message::{Failure, Lang, Message};
use pairs::{Pair, changed, dated};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const PAIRS: &str = include_str!("../../codes/pairs.sql");
const AMOUNTS: &str = include_str!("../../codes/amounts.sql");

/// What has codes.
const DIMENSIONS: [&str; 4] = ["function", "economic", "department", "unit"];

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of the lake
    #[arg(value_name = "LAKE")]
    lake: PathBuf,
    /// The folder of the lists
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,
    /// The fewest departments whose amounts have to agree on a change
    #[arg(long, default_value_t = 2, value_name = "NUMBER")]
    least: usize,
    /// The most memory to use, in MiB; what needs more is kept on disk
    #[arg(long, default_value_t = 1000, value_name = "NUMBER")]
    memory: usize,
}

/// Why a change is proposed.
#[derive(Debug, Default)]
struct Evidence {
    /// The departments whose amounts agree on it.
    departments: usize,
    /// Documents, two of each year at most.
    files: BTreeSet<String>,
    /// Whether most documents of either year print it so.
    is_printed: bool,
}

/// The changes that are proposed, and the departments that had an amount under each old code.
#[derive(Debug, Default)]
struct Proposals {
    changes: BTreeMap<Change, Evidence>,
    compared: BTreeMap<(i64, String, String), usize>,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let session = Session::open(&args.lake, Limits { memory: args.memory, time: None })?;
    let pairs = all_pairs(&session)?;
    let mut proposals = Proposals::default();
    for (change, files) in changed(&pairs) {
        proposals.changes.insert(change, Evidence { files, is_printed: true, departments: 0 });
    }
    compare_all(&session, &mut proposals)?;
    proposals
        .changes
        .retain(|_, evidence| evidence.is_printed || evidence.departments >= args.least);
    fs::create_dir_all(&args.into).map_err(|error| Failure::at(&args.into, &error))?;
    for dimension in DIMENSIONS {
        write(&args.into, dimension, list(&pairs, dimension))?;
    }
    write(&args.into, "pairs", of_pairs(&pairs))?;
    write(&args.into, "changes", proposals.lines())?;
    let (pairs, changes) = (pairs.len(), proposals.changes.len());
    let told = Message::new(
        format!(
            "编码和名称 {pairs} 对（按年），可能的变动 {changes} 处，写在 {}。",
            args.into.display()
        ),
        format!(
            "{pairs} pairs of code and name by year, {changes} changes proposed, in {}.",
            args.into.display()
        ),
    );
    eprintln!("{}", told.get(lang));
    Ok(crate::OK)
}

fn all_pairs(session: &Session) -> Result<Vec<Pair>, Failure> {
    let mut pairs = Vec::new();
    session.each_row(PAIRS, |row| {
        if let [dimension, place, code, name, year, documents, file] = row {
            pairs.push(Pair {
                dimension: dimension.clone(),
                place: place.clone(),
                code: code.clone(),
                name: name.clone(),
                year: year.parse().unwrap_or_default(),
                documents: documents.parse().unwrap_or_default(),
                file: file.clone(),
            });
        }
    })?;
    Ok(pairs)
}

/// The amounts of one scope of one department in two documents.
#[derive(Debug, Default)]
struct Scope {
    /// Division, department, year, dimension and scope.
    key: Vec<String>,
    old: Amounts,
    new: Amounts,
    files: BTreeSet<String>,
}

/// Compares the documents of each department with those of the year before, one scope after the
/// other.
fn compare_all(session: &Session, proposals: &mut Proposals) -> Result<(), Failure> {
    let mut scope = Scope::default();
    // What the scopes of a department say twice is said once.
    let mut said = Said::default();
    session.each_row(AMOUNTS, |row| {
        let (Some(key), [is_new, code, name, fen, file]) =
            (row.get(..5), row.get(5..).unwrap_or_default())
        else {
            return;
        };
        if scope.key != key {
            proposals.take(std::mem::take(&mut scope), &mut said);
            scope.key = key.to_vec();
        }
        let side = if is_new == "true" { &mut scope.new } else { &mut scope.old };
        let amount = Amount { name: name.clone(), fen: fen.parse().unwrap_or_default() };
        side.insert(code.clone(), amount);
        scope.files.insert(file.clone());
    })?;
    proposals.take(scope, &mut said);
    Ok(())
}

/// What was said of a department in a year.
#[derive(Debug, Default)]
struct Said {
    key: Vec<String>,
    changes: BTreeSet<Change>,
    codes: BTreeSet<String>,
}

impl Proposals {
    fn take(&mut self, scope: Scope, said: &mut Said) {
        let [_, _, year, dimension, _] = scope.key.as_slice() else { return };
        if scope.old.is_empty() || scope.new.is_empty() {
            return;
        }
        let department = scope.key.get(..4).unwrap_or_default();
        if said.key != department {
            *said = Said { key: department.to_vec(), ..Said::default() };
        }
        let from_year = year.parse().unwrap_or_default();
        for code in scope.old.keys().filter(|code| said.codes.insert((*code).clone())) {
            *self.compared.entry((from_year, dimension.clone(), code.clone())).or_default() += 1;
        }
        for (event, old, new) in compare(&scope.old, &scope.new) {
            let (dimension, place) = (dimension.clone(), String::new());
            let change = Change { from_year, dimension, place, event, old, new };
            if said.changes.insert(change.clone()) {
                let evidence = self.changes.entry(change).or_default();
                evidence.departments += 1;
                if evidence.files.is_empty() {
                    evidence.files.clone_from(&scope.files);
                }
            }
        }
    }

    /// Returns the departments that had amounts under the old codes of a change.
    fn compared(&self, change: &Change) -> usize {
        let of_code = |code: &Code| {
            let key = (change.from_year, change.dimension.clone(), code.code.clone());
            self.compared.get(&key).copied().unwrap_or_default()
        };
        change.old.iter().map(of_code).min().unwrap_or_default()
    }

    fn lines(&self) -> Vec<Vec<String>> {
        let head = "from_year dimension place event old_code old_name new_code new_name departments \
                    compared printed files";
        let line = |(change, evidence): (&Change, &Evidence)| {
            let codes = |codes: &[Code]| joined(codes.iter().map(|it| &*it.code));
            let names = |codes: &[Code]| joined(codes.iter().map(|it| &*it.name));
            vec![
                change.from_year.to_string(),
                change.dimension.clone(),
                change.place.clone(),
                change.event.name().to_owned(),
                codes(&change.old),
                names(&change.old),
                codes(&change.new),
                names(&change.new),
                evidence.departments.to_string(),
                self.compared(change).to_string(),
                evidence.is_printed.to_string(),
                joined(evidence.files.iter().map(String::as_str)),
            ]
        };
        headed(head, self.changes.iter().map(line))
    }
}

/// Returns the dated list of a dimension.
fn list(pairs: &[Pair], dimension: &str) -> Vec<Vec<String>> {
    let line = |it: pairs::Dated| {
        let to = it.to.map(|year| year.to_string()).unwrap_or_default();
        let Code { code, name } = it.code;
        vec![code, name, it.place, it.from.to_string(), to, it.documents.to_string()]
    };
    headed("code name place from to documents", dated(pairs, dimension).into_iter().map(line))
}

fn of_pairs(pairs: &[Pair]) -> Vec<Vec<String>> {
    let line = |it: &Pair| {
        let (year, documents) = (it.year.to_string(), it.documents.to_string());
        let texts = [&it.dimension, &it.place, &it.code, &it.name, &year, &documents, &it.file];
        texts.map(String::clone).to_vec()
    };
    headed("dimension place code name year documents file", pairs.iter().map(line))
}

fn headed(head: &str, lines: impl Iterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let head = head.split_whitespace().map(str::to_owned).collect();
    std::iter::once(head).chain(lines).collect()
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.collect::<Vec<_>>().join(" | ")
}

/// Writes lines of fields that are separated by tabs.
fn write(folder: &Path, name: &str, lines: Vec<Vec<String>>) -> Result<(), Failure> {
    let path = folder.join(format!("{name}.tsv"));
    let field = |field: String| field.replace(char::is_control, " ");
    let line =
        |fields: Vec<String>| fields.into_iter().map(field).collect::<Vec<_>>().join("\t") + "\n";
    let text: String = lines.into_iter().map(line).collect();
    fs::write(&path, text).map_err(|error| Failure::writing(&path, &error))
}
