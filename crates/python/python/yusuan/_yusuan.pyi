"""The part of the package that is written in Rust."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Final, TypeAlias, final

# The path of a file, or its bytes.
Source: TypeAlias = str | PathLike[str] | bytes

VERSION: Final[str]

# Whether this build of the package publishes PDF files.
HAS_PDF: Final[bool]

class Unreadable(ValueError):
    """A file of which nothing can be read; the message says why in Chinese and in English."""

    zh: str
    """Why, in Chinese."""
    en: str
    """Why, in English."""

class Refused(ValueError):
    """A ledger with errors, which is not published."""

    findings: Table
    """What is wrong, a row each, the gravest first: the 26 columns that `check` returns."""

class LeftOut(RuntimeError):
    """What this build of the package leaves out; the message says how to get it."""

@final
class Table:
    """A table of Arrow, with `len(table)` rows.

    It offers its data by the Arrow PyCapsule interface, so that other packages share its memory:
    `polars.DataFrame(table)`, `pyarrow.table(table)`, `pandas.DataFrame.from_arrow(table)`, and
    DuckDB by `duckdb.from_arrow(pyarrow.table(table))`.
    """

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
    @property
    def columns(self) -> list[Column]:
        """The columns with their meaning, in order."""
    def to_dicts(self) -> list[dict[str, str | int | bool | None]]:
        """Return the rows as dictionaries from the columns' names; null is `None`."""
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Column:
    """What a column of a table is called and means."""

    @property
    def name(self) -> str:
        """The name by which programs know it."""
    @property
    def kind(self) -> str:
        """`string`, `integer` or `boolean`."""
    @property
    def unit(self) -> str:
        """The unit of its numbers, such as 分 or pt; empty where they have none."""
    @property
    def title(self) -> str:
        """A short title in Chinese."""
    @property
    def zh(self) -> str:
        """What it means, in Chinese."""
    @property
    def en(self) -> str:
        """What it means, in English."""

@final
class Grid:
    """A table as it stands in a file."""

    @property
    def name(self) -> str | None:
        """The name that the file gives it, such as that of a sheet, or `None`."""
    @property
    def page(self) -> int | None:
        """The page on which it begins, from 1; `None` where the format has no pages."""
    @property
    def rows(self) -> list[list[str | None]]:
        """The texts of the cells, by row and column.

        A merged cell's text stands at its upper left corner; `None` is what it covers besides,
        and what no cell covers. Rows may be of different lengths.
        """

@final
class File:
    """A file that was read and checked."""

    @property
    def name(self) -> str:
        """The name under which records refer to it."""
    @property
    def department(self) -> str | None:
        """The department that discloses, or `None`."""
    @property
    def units(self) -> list[str]:
        """The units of the department, in the order in which they appear."""
    @property
    def year(self) -> int | None:
        """The year that the file discloses, or `None`."""
    @property
    def stage(self) -> str | None:
        """`budget`, `adjusted`, `execution` or `final_accounts`, or `None`."""
    @property
    def records(self) -> Table:
        """The printed numbers, a row each, in reading order: 49 columns, as `read` returns them."""
    @property
    def findings(self) -> Table:
        """What is wrong or worth knowing, a row each, the gravest first, as `check` returns it."""
    @property
    def summary(self) -> Table:
        """The file itself, in one row: what it is and how much of it was checked."""
    @property
    def tables(self) -> list[Grid]:
        """The tables as they stand, in reading order."""

@final
class Publication:
    """The files that were made of a ledger."""

    @property
    def files(self) -> list[Path]:
        """The paths of the files: by body, then by format."""
    @property
    def findings(self) -> Table:
        """What is worth knowing about the ledger, a row each, as `check` returns it; no errors."""

def open(source: Source, *, name: str | None = None) -> File:  # noqa: A001
    """Read and check a file.

    `source` is a path or the bytes of a file of any format that the program reads. `name` is how
    records refer to it: by default the path, and empty for bytes. Other threads of Python run
    meanwhile.

    Raises `OSError` if the path cannot be opened and `Unreadable` if nothing can be read.
    """

def read(source: Source, *, name: str | None = None) -> Table:
    """Return the numbers that a file prints, a row each, in reading order.

    The 49 columns are those of `yusuan read --format csv`: the file, the body, the dimensions of
    the scope, `fen` (the amount in 分, a whole number), what is printed, its place, and what the
    check says of it. `Table.columns` describes each. Parameters and errors are those of `open`.
    """

def check(source: Source, *, name: str | None = None) -> Table:
    """Return what is wrong or worth knowing in a file, a row each, the gravest first.

    The 26 columns say what was found, in Chinese and in English, with the printed, the expected
    and the differing amounts in 分, and where. Parameters and errors are those of `open`.
    """

def tables(source: Source) -> list[Grid]:
    """Return the tables of a file as they stand, in reading order.

    Nothing is asked of their meaning, so that this also serves files that are no budgets.
    Parameters and errors are those of `open`.
    """

def publish(
    ledger: str | PathLike[str],
    *,
    into: str | PathLike[str],
    layout: str,
    formats: Sequence[str] = ("docx", "xlsx", "html"),
    with_: Sequence[str | PathLike[str]] = (),
    notes: Sequence[str] = (),
    force: bool = False,
) -> Publication:
    """Publish a ledger: the documents of the department and its units, in every format asked for.

    `ledger` is the path of a filled-in workbook, or of a folder of CSV files, with amounts in the
    unit that it states (元 or 万元); documents print them in the layout's unit, and `csv` and
    `json` also in 分. `into` is the folder for the files. `layout` is one of the program's own,
    such as `hebei-2023`, or the path of a file; `formats` are of `docx`, `pdf`, `xlsx`, `html`,
    `txt`, `json` and `csv`; `with_` are further ledgers (last year's, for what changed; the budget,
    for final accounts); `notes` are further lines for the front page; `force` replaces files that
    are there. The nearest `yusuan.toml` above the ledger holds, as for the program. All files are
    written, or none. Other threads of Python run meanwhile.

    Raises `OSError` where something cannot be opened or written (`FileExistsError` where a file is
    there), `Unreadable` where `ledger` is none, `Refused` where it has errors, `LeftOut` where
    this build writes no PDF, and `ValueError` where a layout or a format is not known.

    >>> import tempfile, yusuan
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = yusuan.publish(
    ...         "examples/yunqiao-urban-2031",
    ...         with_=["examples/yunqiao-urban-2030"],
    ...         layout="hebei-2023",
    ...         into=folder,
    ...         formats=["csv"],
    ...     )
    ...     [path.name for path in made.files][-2:]
    ['budget.csv', 'datapackage.json']
    """

def columns(table: str) -> list[Column]:
    """Return the columns of a table of a lake, in order."""

def extensions() -> list[str]:
    """Return the extensions of the files that are read without being named."""

def views() -> list[tuple[str, str]]:
    """Return the views of a lake, those first on which others depend: names and SQL."""
