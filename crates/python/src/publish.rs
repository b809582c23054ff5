//! What is published of a ledger.

use crate::file::unreadable;
use crate::table::Table;
use crate::{LeftOut, Refused};
use columnar::Found;
use disclosure::record::Origin;
use engine::settings::{Profile, above, load};
use finding::{NamedReport, Subject};
use message::{Failure, Lang, Message};
use publication::{Asked, Error, Format, HAS_PDF};
use pyo3::exceptions::{PyFileExistsError, PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rules::{Date, Settings};
use std::path::{Path, PathBuf};

/// The files that were made of a ledger.
#[pyclass(frozen, module = "yusuan")]
pub(crate) struct Publication {
    files: Vec<PathBuf>,
    findings: Py<Table>,
}

#[pymethods]
impl Publication {
    /// The paths of the files: by body, then by format.
    #[getter]
    fn files(&self) -> Vec<PathBuf> {
        self.files.clone()
    }

    /// What is worth knowing about the ledger, a row each; no error is among it.
    #[getter]
    fn findings(&self, py: Python<'_>) -> Py<Table> {
        self.findings.clone_ref(py)
    }

    fn __repr__(&self) -> String {
        format!("<yusuan.Publication {} files>", self.files.len())
    }
}

/// Publish a ledger: the documents of the department and its units, in every format asked for.
///
/// `ledger` is the path of a filled-in workbook, or of a folder of CSV files, with amounts in the
/// unit that it states. `into` is the folder for the files. `layout` is one of the program's own,
/// such as `hebei-2023`, or the path of a file; `formats` are of `docx`, `pdf`, `xlsx`, `html`,
/// `txt`, `json` and `csv`; `with_` are further ledgers (last year's, for what changed; the budget,
/// for final accounts); `notes` are further lines for the front page; `force` replaces files that
/// are there. The nearest `yusuan.toml` above the ledger holds, as for the program. All files are
/// written, or none. Other threads of Python run meanwhile.
///
/// Raises `OSError` where something cannot be opened or written (`FileExistsError` where a file is
/// there), `Unreadable` where `ledger` is none, `Refused` where it has errors, `LeftOut` where
/// this build writes no PDF, and `ValueError` where a layout or a format is not known.
#[pyfunction]
#[pyo3(signature = (ledger, *, into, layout, formats=None, with_=Vec::new(), notes=Vec::new(), force=false))]
#[expect(clippy::too_many_arguments, reason = "those of the command line, by name")]
pub(crate) fn publish(
    py: Python<'_>,
    ledger: PathBuf,
    into: PathBuf,
    layout: &str,
    formats: Option<Vec<String>>,
    with_: Vec<PathBuf>,
    notes: Vec<String>,
    force: bool,
) -> PyResult<Publication> {
    let formats = match formats {
        Some(names) => names.iter().map(|name| format(name)).collect::<PyResult<_>>()?,
        None => vec![Format::Docx, Format::Xlsx, Format::Html],
    };
    if formats.contains(&Format::Pdf) && !HAS_PDF {
        return Err(left_out());
    }
    for path in std::iter::once(&ledger).chain(&with_) {
        std::fs::metadata(path)?;
    }
    let invalid = |failure: &Failure| PyValueError::new_err(both(failure).en);
    let layout = publication::layout(layout).map_err(|failure| invalid(&failure))?;
    let settings = settings(&ledger, today(py)?).map_err(|failure| invalid(&failure))?;
    let asked =
        Asked { ledger: &ledger, with: &with_, layout: &layout, formats: &formats, notes: &notes };
    let published = py.detach(|| asked.publish(&settings, &into, force));
    let no_ledger = |failure| {
        let why = both(&failure);
        unreadable(py, format!("{} {}", why.zh, why.en), &why)
    };
    let published = published.map_err(no_ledger)?;
    let Some(files) = published.files else {
        return Err(refused(py, &published.report)?);
    };
    let findings = Py::new(py, findings(&published.report)?)?;
    let files = files.map_err(unwritten)?;
    Ok(Publication { files, findings })
}

fn format(name: &str) -> PyResult<Format> {
    let found = Format::ALL.into_iter().find(|format| format.extension() == name);
    found.ok_or_else(|| {
        let known = Format::ALL.map(Format::extension).join(", ");
        PyValueError::new_err(format!("{name} is no format; there are {known}"))
    })
}

/// The settings that hold for a ledger: those of the nearest file above it.
fn settings(ledger: &Path, today: Date) -> Result<Settings, Failure> {
    let folder = ledger.canonicalize().ok().and_then(|path| Some(path.parent()?.to_owned()));
    let path = folder.and_then(|folder| above(&folder));
    let profile = path.map_or_else(|| Ok(Profile::default()), |path| load(&path))?;
    Ok(profile.settings(&ledger.display().to_string(), today))
}

/// The clock is Python's.
fn today(py: Python<'_>) -> PyResult<Date> {
    let today = py.import("datetime")?.getattr("date")?.call_method0("today")?;
    let of = |part| today.getattr(part);
    Ok(Date {
        year: of("year")?.extract()?,
        month: of("month")?.extract()?,
        day: of("day")?.extract()?,
    })
}

fn findings(report: &NamedReport) -> PyResult<Table> {
    let name = match &report.subject {
        Subject::File(name) => name.as_str(),
        Subject::Between => "",
    };
    // Who publishes has the ledger: no hash has to tell which it was.
    let origin = Origin {
        document: "".into(),
        file: name.into(),
        reader: engine::VERSION.into(),
        division: "".into(),
    };
    let found = report.result.as_ref().map(|it| it.findings.as_slice()).unwrap_or_default();
    let table = columnar::findings(&Found::all(&origin, found));
    Ok(Table::new(table.map_err(|error| PyRuntimeError::new_err(error.to_string()))?))
}

/// A ledger with errors; they are at hand as `findings`.
fn refused(py: Python<'_>, report: &NamedReport) -> PyResult<PyErr> {
    let told = Message::new(
        "底稿里有错误，没有写出任何文件。请先更正底稿；findings 列出问题。",
        "There are errors, so no file was written. Correct the ledger first; `findings` lists them.",
    );
    let error = Refused::new_err(format!("{} {}", told.zh, told.en));
    error.value(py).setattr("findings", Py::new(py, findings(report)?)?)?;
    Ok(error)
}

fn left_out() -> PyErr {
    LeftOut::new_err(
        "这个安装包不含 PDF：用 yusuan publish --formats pdf，或加 \
         --config-settings build-args=--features=pdf 重新生成安装包。 \
         This build of the package writes no PDF: use `yusuan publish --formats pdf`, or build the \
         wheel again with `--config-settings build-args=--features=pdf`.",
    )
}

fn unwritten(error: Error) -> PyErr {
    match error {
        Error::Exists(path) => PyFileExistsError::new_err(format!(
            "{path} 已经存在，没有改动。确实要覆盖的，用 force=True。 \
             {path} already exists and was not overwritten; force=True replaces it.",
            path = path.display()
        )),
        // Python finds the kind of error by its number.
        Error::Writing(path, error) => match error.raw_os_error() {
            Some(number) => PyOSError::new_err((number, error.to_string(), path)),
            None => PyOSError::new_err(format!("{}: {error}", path.display())),
        },
        Error::Failed(failure) => {
            let Message { zh, en } = both(&failure);
            PyRuntimeError::new_err(format!("{zh} {en}"))
        }
    }
}

/// What went wrong and what to do, in both languages.
fn both(failure: &Failure) -> Message {
    let text = |lang| failure.text(lang).unwrap_or_default();
    Message::new(text(Lang::Zh), text(Lang::En))
}
