//! Rows of documents written as Parquet.

use super::{Hash, Part};
use crate::threads;
use arrow_array::RecordBatch;
use arrow_ipc::CompressionType;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use columnar::Partition;
use message::Failure;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;
use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How Hive, Spark and DuckDB write a value that is not known in the name of a folder.
const UNKNOWN: &str = "__HIVE_DEFAULT_PARTITION__";

/// The least memory at which a row group of a file is closed, in bytes.
const ROW_GROUP: usize = 48 << 20;

/// The columns by which single documents and bodies are looked for.
const LOOKED_FOR: [&str; 2] = ["document", "department_name"];

/// About how many of them there are in a file.
const DISTINCT: u64 = 4000;

/// The columns of long texts that are hardly ever repeated and begin as the one before: only what
/// differs is kept.
const LIKE_THE_LAST: [&str; 2] = ["scope", "counts"];

/// The rows of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The document.
    pub(crate) document: Hash,
    /// The folder to which it belongs.
    pub(crate) partition: Partition,
    /// The body and the stage: documents of a file are sorted by them.
    pub(crate) body: [String; 4],
    /// The tables with rows of it, each a stream of Arrow.
    pub(crate) tables: Vec<(Table, Vec<u8>)>,
}

/// A table of a lake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// The printed numbers.
    Observations,
    /// The documents that were read.
    Documents,
    /// What is wrong.
    Findings,
    /// The documents that were not read.
    Failures,
}

impl Table {
    const ALL: [Self; 4] = [Self::Observations, Self::Documents, Self::Findings, Self::Failures];

    const fn name(self) -> &'static str {
        match self {
            Self::Observations => "observations",
            Self::Documents => "documents",
            Self::Findings => "findings",
            Self::Failures => "failures",
        }
    }

    /// Returns the columns of its files.
    fn schema(self) -> SchemaRef {
        let [observations, documents, findings, failures] = columnar::shapes();
        let shape = match self {
            Self::Observations => observations,
            Self::Documents => documents,
            Self::Findings => findings,
            Self::Failures => failures,
        };
        columnar::schema(&shape.in_lake())
    }
}

/// Returns rows as a stream of Arrow, small enough that many wait in memory. What the columns mean
/// is left out: those of the file say it.
pub(crate) fn stream(rows: &RecordBatch) -> Result<Vec<u8>, ArrowError> {
    let bare = |field: &Arc<Field>| Field::new(field.name(), field.data_type().clone(), true);
    let fields: Vec<Field> = rows.schema().fields().iter().map(bare).collect();
    let rows = RecordBatch::try_new(Arc::new(Schema::new(fields)), rows.columns().to_vec())?;
    let options = IpcWriteOptions::default()
        .try_with_compression(Some(CompressionType::ZSTD))?
        .try_with_compression_level(Some(1))?;
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &rows.schema(), options)?;
    writer.write(&rows)?;
    writer.into_inner()
}

impl Row {
    /// By what documents are sorted.
    pub(super) fn order(&self) -> impl Ord + '_ {
        (&self.partition, &self.body, &self.document)
    }

    /// Returns the memory that it takes, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.tables.iter().map(|(_, stream)| stream.len()).sum::<usize>() + size_of::<Self>()
    }
}

/// Returns the folder of the documents of a year and a province.
fn folder_of(Partition { year, province }: &Partition) -> String {
    let year = year.map_or(UNKNOWN.to_owned(), |year| year.to_string());
    let province = if province.is_empty() { UNKNOWN } else { province };
    format!("document_year={year}/province={province}")
}

/// The path of a file until it is named: readers of folders leave such names out.
pub(super) fn unnamed(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("_{name}.new"))
}

/// Returns whether a file has no name yet.
pub(super) fn is_unnamed(name: &str) -> bool {
    name.starts_with('_') && name.ends_with(".parquet.new")
}

/// Writes sorted rows on so many threads, a file for each table and partition, which are not named
/// yet.
pub(super) fn write(
    folder: &Path,
    generation: u64,
    rows: &[Row],
    threads: NonZeroUsize,
) -> Result<Vec<Part>, Failure> {
    let partitions = rows.chunk_by(|one, other| one.partition == other.partition);
    let files = partitions.flat_map(|rows| Table::ALL.map(|table| (table, rows)));
    let files: Vec<(Table, &[Row])> = files.collect();
    let parts = threads::each(&files, threads, |(table, rows)| {
        write_table(folder, generation, *table, rows)
    });
    parts.into_iter().filter_map(Result::transpose).collect()
}

/// Writes one file; `None` where there are no rows.
fn write_table(
    folder: &Path,
    generation: u64,
    table: Table,
    rows: &[Row],
) -> Result<Option<Part>, Failure> {
    let streams = rows.iter().flat_map(|row| row.tables.iter());
    let streams: Vec<&[u8]> =
        streams.filter(|(of, _)| *of == table).map(|(_, stream)| stream.as_slice()).collect();
    let (Some(first), false) = (rows.first(), streams.is_empty()) else { return Ok(None) };
    // What could not be read has neither year nor province.
    let partition = (table != Table::Failures).then_some(&first.partition);
    write_part(folder, generation, table, partition, |path| {
        let mut file = Writing::new(path, table, partition);
        for stream in streams {
            for batch in StreamReader::try_new(stream, None)? {
                file.write(&batch?)?;
            }
        }
        file.finish()
    })
}

/// Writes one file of rows that come one batch after the other; it is not named yet.
pub(super) fn write_batches(
    folder: &Path,
    number: u64,
    table: Table,
    partition: &Partition,
    batches: &mut dyn Iterator<Item = Result<RecordBatch, Failure>>,
) -> Result<Option<Part>, Failure> {
    let mut wrong = None;
    let part = write_part(folder, number, table, Some(partition), |path| {
        let mut file = Writing::new(path, table, Some(partition));
        for batch in batches {
            match batch {
                Ok(batch) => file.write(&batch)?,
                Err(failure) => {
                    wrong = Some(failure);
                    break;
                }
            }
        }
        file.finish()
    })?;
    wrong.map_or(Ok(part), Err)
}

fn write_part(
    folder: &Path,
    number: u64,
    table: Table,
    partition: Option<&Partition>,
    write: impl FnOnce(&Path) -> Result<(u64, u64), ParquetError>,
) -> Result<Option<Part>, Failure> {
    let inside = partition.map(|partition| folder_of(partition) + "/").unwrap_or_default();
    let name = table.name();
    let path = format!("{name}/{inside}{number:08}.parquet");
    let file = unnamed(&folder.join(&path));
    let (rows, bytes) = write(&file).map_err(|error| {
        let (zh, en) =
            (format!("{}：{error}", file.display()), format!("{}: {error}", file.display()));
        Failure::new(zh, en)
    })?;
    Ok((rows > 0).then(|| Part { table: name.to_owned(), path, rows, bytes }))
}

/// A file that is being written; it is made with its first row.
struct Writing<'a> {
    path: &'a Path,
    partition: Option<&'a Partition>,
    schema: SchemaRef,
    writer: Option<ArrowWriter<File>>,
    rows: u64,
}

impl<'a> Writing<'a> {
    fn new(path: &'a Path, table: Table, partition: Option<&'a Partition>) -> Self {
        Self { path, partition, schema: table.schema(), writer: None, rows: 0 }
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), ParquetError> {
        if batch.num_rows() == 0 {
            return Ok(());
        }
        self.rows += batch.num_rows() as u64;
        let added = self.partition.map(|partition| partition.columns(batch.num_rows()));
        let columns = batch.columns().iter().cloned().chain(added.into_iter().flatten());
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns.collect())?;
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(create(self.path, &self.schema)?),
        };
        writer.write(&batch)?;
        if writer.in_progress_size() > ROW_GROUP {
            writer.flush()?;
        }
        Ok(())
    }

    /// Returns the number of rows and of bytes.
    fn finish(self) -> Result<(u64, u64), ParquetError> {
        let Some(mut writer) = self.writer else { return Ok((0, 0)) };
        writer.finish()?;
        let file = writer.inner();
        file.sync_all()?;
        let bytes = file.metadata()?.len();
        if let Some(folder) = self.path.parent() {
            // The file's entry in its folder has to last before the list names it.
            File::open(folder)?.sync_all()?;
        }
        Ok((self.rows, bytes))
    }
}

fn create(path: &Path, schema: &SchemaRef) -> Result<ArrowWriter<File>, ParquetError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(format!("yusuan {}", super::manifest::reader()));
    for name in LOOKED_FOR {
        let column = ColumnPath::from(name);
        properties = properties
            .set_column_bloom_filter_enabled(column.clone(), true)
            .set_column_bloom_filter_max_ndv(column, DISTINCT);
    }
    for name in LIKE_THE_LAST {
        let column = ColumnPath::from(name);
        properties = properties
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_encoding(column, Encoding::DELTA_BYTE_ARRAY);
    }
    ArrowWriter::try_new(File::create(path)?, Arc::clone(schema), Some(properties.build()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_named_as_other_engines_expect() {
        let partition = Partition { year: Some(2031), province: "13".to_owned() };
        assert_eq!(folder_of(&partition), "document_year=2031/province=13");
        let unknown = folder_of(&Partition::default());
        assert_eq!(unknown, format!("document_year={UNKNOWN}/province={UNKNOWN}"));
    }

    #[test]
    fn files_without_a_name_are_known_by_it() {
        let new = unnamed(Path::new("a/00000001.parquet"));
        assert_eq!(new, Path::new("a/_00000001.parquet.new"));
        assert!(is_unnamed("_00000001.parquet.new") && !is_unnamed("00000001.parquet"));
    }
}
