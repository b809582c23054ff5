//! The tables of a lake as other engines see them: all files with the ending in its folder.

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::Path;
use walkdir::WalkDir;

/// Returns the rows of a table as lines, sorted.
pub fn rows(folder: &Path, table: &str) -> Vec<String> {
    let mut rows: Vec<String> = batches(folder, table).iter().flat_map(lines).collect();
    rows.sort();
    rows
}

/// Returns the rows of a batch as lines.
pub fn lines(batch: &RecordBatch) -> Vec<String> {
    let columns: Vec<usize> = (0..batch.num_columns()).collect();
    of_columns(batch, &columns).into_iter().map(|row| row.join("|")).collect()
}

/// Returns some columns of the rows of a table.
pub fn values(folder: &Path, table: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let of_batch = |batch: &RecordBatch| {
        let at = |name: &&str| batch.schema().index_of(name).unwrap();
        of_columns(batch, &columns.iter().map(at).collect::<Vec<_>>())
    };
    batches(folder, table).iter().flat_map(of_batch).collect()
}

fn of_columns(batch: &RecordBatch, columns: &[usize]) -> Vec<Vec<String>> {
    let row = |row| columns.iter().map(|column| value(batch, *column, row)).collect();
    (0..batch.num_rows()).map(row).collect()
}

fn value(batch: &RecordBatch, column: usize, row: usize) -> String {
    let column = batch.column(column);
    if column.is_null(row) {
        return "-".to_owned();
    }
    match column.data_type() {
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        _ => column.as_string::<i32>().value(row).to_owned(),
    }
}

fn batches(folder: &Path, table: &str) -> Vec<RecordBatch> {
    let files = WalkDir::new(folder.join(table)).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.path().extension().is_some_and(|it| it == "parquet"));
    let read = |entry: walkdir::DirEntry| {
        let file = File::open(entry.path()).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
        reader.map(Result::unwrap).collect::<Vec<_>>()
    };
    files.flat_map(read).collect()
}
