//! The nation as a lake. Most documents are stamped on templates; those with a planted fault are
//! laid out, read and checked, so that their rows are those that a reader would find.

use super::book::kind;
use super::document::{self, Fault, Layouts, bug};
use super::nation::{Department, Issue, Nation, PROVINCES};
use super::template::{Stamp, Template};
use crate::lake::{Lake, Part, Table};
use crate::threads;
use arrow_array::RecordBatch;
use columnar::{Partition, Tables};
use engine::Parallel;
use ledger::{Stage, Year};
use message::Failure;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::num::NonZeroUsize;

/// The stages of which each department publishes a document a year.
pub(super) const STAGES: [Stage; 2] = [Stage::Budget, Stage::FinalAccounts];

/// The documents of one file of observations, so that a large lake has files of some 100 MiB.
const DOCUMENTS: usize = 8000;

/// What the documents of a nation are made from.
pub(super) struct Press {
    nation: Nation,
    layouts: Layouts,
    templates: BTreeMap<(u64, Stage), Template>,
}

/// What was written of one year and province.
#[derive(Default)]
struct Written {
    parts: Vec<Part>,
    faults: Vec<Fault>,
}

impl Press {
    /// Reads and checks one document of each kind, and takes so many departments that there are at
    /// least `rows` rows.
    pub(super) fn new(mut nation: Nation, rows: u64) -> Result<Self, Failure> {
        let layouts = Layouts::new()?;
        let mut templates = BTreeMap::new();
        let (mut departments, mut count) = (0_u64, 0_u64);
        while count < rows {
            let province = usize::try_from(departments % 8).unwrap_or(0);
            nation.departments = departments + 1;
            let department = nation.of_province(province).last().ok_or_else(|| bug(&"nobody"))?;
            for stage in STAGES {
                let key = (kind(&department), stage);
                if let Entry::Vacant(entry) = templates.entry(key) {
                    let template = Template::new(&layouts, nation.seed, &department, stage)?;
                    if !template.is_clean() {
                        return Err(bug(&"a document that contradicts itself"));
                    }
                    entry.insert(template);
                }
                let rows = templates.get(&key).map_or(0, Template::rows) as u64;
                count += rows * u64::from(nation.years);
            }
            departments += 1;
        }
        Ok(Self { nation: Nation { departments, ..nation }, layouts, templates })
    }

    /// Writes the nation into an empty lake. Returns the planted faults and the number of rows.
    pub(super) fn write(
        &self,
        lake: &mut Lake,
        jobs: NonZeroUsize,
    ) -> Result<(Vec<Fault>, u64), Failure> {
        let all: Vec<(Year, usize)> = self
            .nation
            .years()
            .flat_map(|year| (0..PROVINCES.len()).map(move |province| (year, province)))
            .collect();
        let into: &Lake = lake;
        let written =
            threads::each(&all, jobs, |(year, province)| self.of_province(into, *year, *province));
        let (mut parts, mut faults) = (Vec::new(), Vec::new());
        for written in written {
            let written = written?;
            parts.extend(written.parts);
            faults.extend(written.faults);
        }
        let observations = parts.iter().filter(|part| part.table == "observations");
        let rows = observations.map(|part| part.rows).sum();
        lake.fill(parts)?;
        Ok((faults, rows))
    }

    fn of_province(&self, lake: &Lake, year: Year, province: usize) -> Result<Written, Failure> {
        let code = PROVINCES.get(province).copied().unwrap_or_default();
        let partition = Partition { year: Some(i64::from(year.0)), province: code.to_owned() };
        let departments = self.nation.of_province(province);
        let issues = departments
            .flat_map(|department| STAGES.map(|stage| (department.clone(), Issue { year, stage })));
        let mut issues = issues.peekable();
        let mut written = Written::default();
        for number in 1.. {
            if issues.peek().is_none() {
                break;
            }
            let mut small = [Vec::new(), Vec::new()];
            let mut observations = issues.by_ref().take(DOCUMENTS).map(|(department, issue)| {
                let (tables, fault) = self.tables(&department, issue)?;
                written.faults.extend(fault);
                small[0].push(tables.documents);
                small[1].push(tables.findings);
                Ok(tables.observations)
            });
            let part = lake.write(number, Table::Observations, &partition, &mut observations)?;
            drop(observations);
            written.parts.extend(part);
            for (table, batches) in [Table::Documents, Table::Findings].into_iter().zip(small) {
                let mut batches = batches.into_iter().map(Ok);
                written.parts.extend(lake.write(number, table, &partition, &mut batches)?);
            }
        }
        Ok(written)
    }

    /// Returns the rows of a document.
    pub(super) fn tables(
        &self,
        department: &Department,
        issue: Issue,
    ) -> Result<(Tables, Option<Fault>), Failure> {
        let mut stamp = Stamp::new(self.nation, department, issue);
        if self.nation.fault(department.number, issue).is_some() {
            let (document, fault) =
                document::document(&self.layouts, self.nation, department, issue)?;
            let bytes = writers::text::write(&document).len() as u64;
            let file = document::read(document);
            let tables = columnar::tables_from(&file, stamp.origin(), bytes, Parallel::No)?;
            return Ok((tables, fault));
        }
        let template = self.templates.get(&(kind(department), issue.stage));
        let template = template.ok_or_else(|| bug(&"a kind without a template"))?;
        let wrong = |error: &dyn std::fmt::Display| bug(error);
        let rows = |result: Result<RecordBatch, _>| result.map_err(|error| wrong(&error));
        let tables = Tables {
            observations: rows(columnar::observations(&stamp.records(template)))?,
            documents: rows(columnar::documents(&[stamp.described(template)]))?,
            findings: rows(columnar::findings(&[]))?,
        };
        Ok((tables, None))
    }
}
