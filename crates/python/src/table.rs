//! A table that other packages take over without a copy.

use arrow_array::cast::AsArray;
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{DataType, FieldRef, Schema};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};
use std::sync::Arc;

/// A table of Arrow.
#[pyclass(frozen, module = "yusuan")]
pub(crate) struct Table {
    batch: RecordBatch,
}

/// What a column of a table is called and means.
#[pyclass(frozen, module = "yusuan")]
pub(crate) struct Column {
    field: FieldRef,
}

impl Table {
    pub(crate) const fn new(batch: RecordBatch) -> Self {
        Self { batch }
    }
}

impl Column {
    /// Returns all columns of a schema, in order.
    pub(crate) fn all(schema: &Schema) -> Vec<Self> {
        schema.fields().iter().map(|field| Self { field: Arc::clone(field) }).collect()
    }
}

#[pymethods]
impl Table {
    /// The names of the columns, in order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The columns with their meaning, in order.
    #[getter]
    fn columns(&self) -> Vec<Column> {
        Column::all(&self.batch.schema())
    }

    /// Returns the rows as dictionaries.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let all = PyList::empty(py);
        for row in 0..self.batch.num_rows() {
            let values = PyDict::new(py);
            for (field, column) in self.batch.schema().fields().iter().zip(self.batch.columns()) {
                values.set_item(field.name(), value(py, column, row)?)?;
            }
            all.append(values)?;
        }
        Ok(all)
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<yusuan.Table {} × {}>", self.batch.num_rows(), self.batch.num_columns())
    }

    /// The schema, by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.batch.schema().as_ref());
        let schema = schema.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The data, by the Arrow PyCapsule interface: the receiver shares the memory. A schema that
    /// it would rather have is a wish, which is not granted.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}

#[pymethods]
impl Column {
    /// The name by which programs know it.
    #[getter]
    fn name(&self) -> &str {
        self.field.name()
    }

    /// `string`, `integer` or `boolean`.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.field.data_type() {
            DataType::Int64 => "integer",
            DataType::Boolean => "boolean",
            _ => "string",
        }
    }

    /// The unit of its numbers; empty where they have none.
    #[getter]
    fn unit(&self) -> &str {
        self.described("unit")
    }

    /// A short title in Chinese.
    #[getter]
    fn title(&self) -> &str {
        self.described("title")
    }

    /// What it means, in Chinese.
    #[getter]
    fn zh(&self) -> &str {
        self.described("zh")
    }

    /// What it means, in English.
    #[getter]
    fn en(&self) -> &str {
        self.described("en")
    }

    fn __repr__(&self) -> String {
        format!("<yusuan.Column {} {}>", self.name(), self.kind())
    }
}

impl Column {
    fn described(&self, key: &str) -> &str {
        self.field.metadata().get(key).map(String::as_str).unwrap_or_default()
    }
}

fn value<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    Ok(match column.data_type() {
        DataType::Int64 => {
            column.as_primitive::<Int64Type>().value(row).into_pyobject(py)?.into_any()
        }
        DataType::Boolean => {
            column.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any()
        }
        _ => column.as_string::<i32>().value(row).into_pyobject(py)?.into_any(),
    })
}
