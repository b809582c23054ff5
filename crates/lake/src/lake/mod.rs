//! A lake: a folder of Parquet files and the list of those that belong to it.
//!
//! `lake.json` is the truth. A commit writes its files under names that readers of folders leave
//! out, replaces the list in one step, and then gives the files their names; a run that was killed
//! in between is finished by the next. All of that happens under a lock, so that two runs beside
//! each other wait for each other and neither repeats what the other has written.

mod manifest;
mod part;

pub(crate) use manifest::Part;
pub(crate) use part::{Row, Table, stream};

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use columnar::Partition;
use manifest::Manifest;
use message::Failure;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Display;
use std::fs::{self, File};
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The SHA-256 of a document.
pub(crate) type Hash = [u8; 32];

/// Returns what stands for a document that was not fetched, so that its failure is one row.
pub(crate) fn unfetched(address: &str) -> Hash {
    Sha256::digest(address).into()
}

/// A folder into which documents are collected.
#[derive(Debug)]
pub(crate) struct Lake {
    folder: PathBuf,
    /// The parts of which the documents are known.
    seen: usize,
    /// The documents that are in the lake, failures among them.
    known: HashSet<Hash>,
}

/// Returns the files of each table of a lake, in the order in which they were written.
pub(crate) fn files(folder: &Path) -> Result<BTreeMap<String, Vec<PathBuf>>, Failure> {
    let manifest = Manifest::of_existing(folder)?;
    let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for part in manifest.parts {
        let path = folder.join(&part.path);
        // A run may be about to give the file its name.
        let unnamed = part::unnamed(&path);
        let path = if path.exists() || !unnamed.exists() { path } else { unnamed };
        files.entry(part.table).or_default().push(path);
    }
    Ok(files)
}

/// The lock of a lake, held until it is dropped.
struct Lock(File);

impl Lake {
    /// Opens a lake, or makes one in an empty or missing folder, and finishes what a run that was
    /// killed has left.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
        let mut lake = Self { folder: folder.to_owned(), seen: 0, known: HashSet::new() };
        // A folder that is no lake is left as it is, also without a lock.
        lake.manifest()?;
        let lock = lake.lock()?;
        let manifest = lake.manifest()?;
        lake.finish(&manifest)?;
        lake.learn(&manifest)?;
        drop(lock);
        Ok(lake)
    }

    /// Returns the documents that are in the lake, failures among them.
    pub(crate) const fn known(&self) -> &HashSet<Hash> {
        &self.known
    }

    /// Adds rows, those of a document that is there already left out, which are written on so many
    /// threads. Returns the number of documents added.
    pub(crate) fn commit(
        &mut self,
        mut rows: Vec<Row>,
        threads: NonZeroUsize,
    ) -> Result<usize, Failure> {
        let lock = self.lock()?;
        let mut manifest = self.manifest()?;
        // Another run may have added documents meanwhile.
        self.learn(&manifest)?;
        rows.retain(|row| !self.known.contains(&row.document));
        rows.sort_by(|one, other| one.order().cmp(&other.order()));
        rows.dedup_by(|one, other| one.document == other.document);
        if rows.is_empty() {
            return Ok(0);
        }
        let generation = manifest.generation + 1;
        let parts = part::write(&self.folder, generation, &rows, threads)?;
        manifest.generation = generation;
        manifest.parts.extend(parts.iter().cloned());
        manifest.store(&self.folder)?;
        self.name(&parts)?;
        self.seen = manifest.parts.len();
        self.known.extend(rows.iter().map(|row| row.document));
        drop(lock);
        Ok(rows.len())
    }

    /// Writes a file of rows that come one batch after the other, which belongs to the lake only
    /// once it is added. `number` is one that no other file of the table and the partition has.
    pub(crate) fn write(
        &self,
        number: u64,
        table: Table,
        partition: &Partition,
        batches: &mut dyn Iterator<Item = Result<RecordBatch, Failure>>,
    ) -> Result<Option<Part>, Failure> {
        part::write_batches(&self.folder, number, table, partition, batches)
    }

    /// Adds files that were written to a lake that is empty.
    pub(crate) fn fill(&mut self, parts: Vec<Part>) -> Result<(), Failure> {
        let lock = self.lock()?;
        let mut manifest = self.manifest()?;
        manifest.generation = parts.len() as u64;
        manifest.parts = parts;
        manifest.store(&self.folder)?;
        self.name(&manifest.parts)?;
        drop(lock);
        Ok(())
    }

    /// Waits for the lock.
    fn lock(&self) -> Result<Lock, Failure> {
        let path = self.folder.join("lake.lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&path);
        let locked = lock.and_then(|file| file.lock().map(|()| Lock(file)));
        locked.map_err(|error| Failure::at(&path, &error))
    }

    fn manifest(&self) -> Result<Manifest, Failure> {
        Manifest::load(&self.folder)
    }

    /// Gives the files of the last commit their names, and removes those that no commit lists.
    fn finish(&self, manifest: &Manifest) -> Result<(), Failure> {
        self.name(&manifest.parts)?;
        for entry in WalkDir::new(&self.folder).into_iter().flatten() {
            let name = entry.file_name().to_string_lossy();
            if entry.file_type().is_file() && part::is_unnamed(&name) {
                fs::remove_file(entry.path()).map_err(|error| Failure::at(entry.path(), &error))?;
            }
        }
        Ok(())
    }

    /// Gives files their names, unless they have them.
    fn name(&self, parts: &[Part]) -> Result<(), Failure> {
        for part in parts {
            let path = self.folder.join(&part.path);
            match fs::rename(part::unnamed(&path), &path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::at(&path, &error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Learns the documents of the parts that are not known yet.
    fn learn(&mut self, manifest: &Manifest) -> Result<(), Failure> {
        let new: Vec<&Part> = manifest.parts.iter().skip(self.seen).collect();
        let of_documents = ["documents", "failures"];
        for part in new.iter().filter(|part| of_documents.contains(&part.table.as_str())) {
            let path = self.folder.join(&part.path);
            // A run beside this one may be about to give the file its name.
            let file = File::open(&path).or_else(|_| File::open(part::unnamed(&path)));
            let file = file.map_err(|error| Failure::at(&path, &error))?;
            let hashes = hashes(file).map_err(|error| damaged(&path, &error))?;
            self.known.extend(hashes);
        }
        self.seen = manifest.parts.len();
        Ok(())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file lets go of it, too.
        drop(self.0.unlock());
    }
}

/// Returns the documents of a part by its first two columns: their hashes, and their names.
fn hashes(file: File) -> Result<Vec<Hash>, Box<dyn std::error::Error>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)?;
    let first = ProjectionMask::leaves(reader.parquet_schema(), [0, 1]);
    let mut hashes = Vec::new();
    for batch in reader.with_projection(first).build()? {
        let batch = batch?;
        let [documents, files] = [0, 1].map(|at| batch.column(at).as_string::<i32>());
        for (document, file) in documents.iter().zip(files) {
            let hash = match (document, file) {
                (Some(digits), _) => parse(digits),
                (None, file) => file.map(unfetched),
            };
            hashes.push(hash.ok_or("a document without a SHA-256")?);
        }
    }
    Ok(hashes)
}

/// Returns the hash that hexadecimal digits mean.
fn parse(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(hash)
}

/// Returns that a file of the lake is not as it was written.
fn damaged(path: &Path, why: &impl Display) -> Failure {
    let path = path.display();
    Failure::new(format!("{path} 已损坏：{why}"), format!("{path} is damaged: {why}")).hint(
        "从备份恢复这个文件夹，或收集到一个新文件夹。",
        "Restore the folder from a backup, or collect into a new one.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_64_hexadecimal_digits() {
        assert_eq!(parse(&"0f".repeat(32)), Some([15; 32]));
        assert_eq!(parse("0f"), None);
        assert_eq!(parse(&"é".repeat(32)), None);
    }
}
