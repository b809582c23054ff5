//! The answer of a question: a table to read, CSV, JSON or Parquet.

mod table;
mod to;
pub(super) mod values;

use ::parquet::arrow::ArrowWriter;
use ::parquet::arrow::arrow_writer::ArrowWriterOptions;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use document::data::Value;
use message::{Failure, Lang};
use std::io::Write;
use std::path::Path;
use table::Table;
use to::To;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Lines to read; long answers are cut short
    Table,
    /// Comma-separated values
    Csv,
    /// A list of objects
    Json,
    /// A file of Parquet
    Parquet,
}

/// How answers are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// Their form.
    pub(crate) format: Format,
    /// The file, or standard output.
    pub(crate) path: Option<&'a Path>,
    /// The most rows of a table; without it texts are not cut either.
    pub(crate) most: Option<usize>,
    pub(crate) lang: Lang,
}

impl Shown<'_> {
    /// Fails if an answer cannot be shown like this.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        if self.format != Format::Parquet || self.path.is_some() {
            return Ok(());
        }
        Err(Failure::new("Parquet 要写到文件里。", "Parquet has to go into a file.")
            .hint("加上 --output 文件.parquet", "Add --output FILE.parquet"))
    }
}

/// Takes the parts of an answer.
pub(crate) enum Output {
    Table(Table, To),
    Csv(To),
    /// Whether the next object is the first.
    Json(To, bool),
    Parquet(Box<ArrowWriter<To>>),
}

impl Output {
    /// Opens an answer with these columns.
    pub(crate) fn open(shown: Shown<'_>, schema: &SchemaRef) -> Result<Self, Failure> {
        let mut to = To::open(shown.path)?;
        Ok(match shown.format {
            Format::Table => Self::Table(Table::new(schema, shown.most, shown.lang), to),
            Format::Csv => {
                write(&mut to, &csv_head(schema))?;
                Self::Csv(to)
            }
            Format::Json => Self::Json(to, true),
            Format::Parquet => Self::Parquet(Box::new(parquet(schema, to)?)),
        })
    }

    /// Takes a part.
    pub(crate) fn take(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        match self {
            Self::Table(table, _) => table.take(batch),
            Self::Csv(to) => write(to, &values::csv(batch)?),
            Self::Json(to, is_first) => {
                for object in values::json(batch)? {
                    let before = if *is_first { "[\n" } else { ",\n" };
                    *is_first = false;
                    write(to, before)?;
                    write(to, &object)?;
                }
                Ok(())
            }
            Self::Parquet(writer) => writer.write(batch).map_err(of_parquet),
        }
    }

    /// Writes what is left.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let to = match self {
            Self::Table(table, mut to) => {
                write(&mut to, &table.text())?;
                to
            }
            Self::Csv(to) => to,
            Self::Json(mut to, is_empty) => {
                write(&mut to, if is_empty { "[]\n" } else { "\n]\n" })?;
                to
            }
            Self::Parquet(writer) => writer.into_inner().map_err(of_parquet)?,
        };
        to.finish()
    }
}

fn write(to: &mut To, text: &str) -> Result<(), Failure> {
    to.write_all(text.as_bytes()).map_err(|error| to.failure(error))
}

fn csv_head(schema: &Schema) -> String {
    let names = schema.fields().iter().map(|field| Value::from(field.name().as_str()));
    format!("\u{feff}{}", writers::csv::lines([names.collect::<Vec<_>>()]))
}

/// Texts are plain texts in the file, whatever form they had in memory.
fn parquet(schema: &SchemaRef, to: To) -> Result<ArrowWriter<To>, Failure> {
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let properties = WriterProperties::builder().set_compression(zstd).build();
    let options =
        ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
    ArrowWriter::try_new_with_options(to, SchemaRef::clone(schema), options).map_err(of_parquet)
}

fn of_parquet(error: ParquetError) -> Failure {
    Failure::new(format!("结果写不成 Parquet：{error}"), format!("It cannot be written: {error}"))
}
