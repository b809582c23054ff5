//! `yusuan lake duckdb`: the same tables, functions and views for DuckDB.

use super::saved::{self, quoted};
use super::{functions, pair};
use crate::lake;
use columnar::Shape;
use document::data::{Column, Kind};
use message::Failure;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of the lake
    #[arg(value_name = "LAKE")]
    lake: PathBuf,
    /// Adds a saved question; `yusuan lake questions` lists them
    #[arg(long, value_name = "QUESTION")]
    ask: Option<String>,
    /// Sets a parameter of the question, `year=2031`
    #[arg(long, value_name = "NAME=VALUE", requires = "ask", value_parser = pair)]
    set: Vec<(String, String)>,
}

pub(crate) fn run(args: &Args) -> Result<u8, Failure> {
    let question = args.ask.as_deref().map(saved::question).transpose()?;
    let question = question.map(|question| question.filled(&args.set)).transpose()?;
    let mut text = script(&args.lake)?;
    if let Some(sql) = question {
        text += &format!("{sql};\n");
    }
    io::stdout().write_all(text.as_bytes())?;
    Ok(crate::OK)
}

fn script(folder: &Path) -> Result<String, Failure> {
    let mut files = lake::files(folder)?;
    let mut text = functions::IN_DUCKDB.to_owned();
    for shape in columnar::shapes() {
        let shape = shape.in_lake();
        let from = match files.remove(shape.name) {
            None => nothing(&shape),
            Some(paths) => of_files(&paths)?,
        };
        // Writing into a text does not fail.
        let _ = writeln!(text, "CREATE OR REPLACE VIEW {} AS {from};", shape.name);
    }
    for view in saved::views() {
        let _ = writeln!(text, "CREATE OR REPLACE VIEW {} AS\n{};", view.name, view.sql);
    }
    Ok(text)
}

/// A table of files, each of which is complete without the names of its folders.
fn of_files(paths: &[PathBuf]) -> Result<String, Failure> {
    let absolute = |path: &PathBuf| {
        let path = std::path::absolute(path).map_err(|error| Failure::at(path, &error))?;
        Ok(quoted(&path.display().to_string()))
    };
    let paths: Vec<String> = paths.iter().map(absolute).collect::<Result<_, Failure>>()?;
    let paths = paths.join(",\n    ");
    Ok(format!("SELECT * FROM read_parquet([\n    {paths}\n], hive_partitioning = false)"))
}

/// A table without rows.
fn nothing(shape: &Shape) -> String {
    let column = |column: &Column| {
        let kind = match column.kind {
            Kind::Text | Kind::Decimal => "VARCHAR",
            Kind::Integer => "BIGINT",
            Kind::Boolean => "BOOLEAN",
        };
        format!("CAST(NULL AS {kind}) AS {}", column.name)
    };
    let columns: Vec<String> = shape.columns.iter().map(column).collect();
    format!("SELECT {} WHERE false", columns.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_files_has_its_columns() {
        let sql = nothing(&columnar::observations_shape().in_lake());
        assert!(sql.starts_with("SELECT CAST(NULL AS VARCHAR) AS document, "), "{sql}");
        assert!(sql.ends_with("CAST(NULL AS VARCHAR) AS province WHERE false"), "{sql}");
    }
}
