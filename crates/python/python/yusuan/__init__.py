"""Reads and checks the budgets that government departments disclose.

`read` returns every number that a file prints, `check` what is wrong, `tables` the tables as they
stand, and `open` all of this at once. `publish` makes the documents that disclose a ledger. `lake`
opens what `yusuan lake collect` has made of many files. A `Table` is a table of Arrow: pandas,
polars, pyarrow and DuckDB take it over without a copy, and none of them is needed.

Amounts are whole numbers of 分 (a hundredth of a yuan) in the column `fen`. Codes are texts. What
is not known is null. To sum, choose one level of the scopes and take the rows that are `preferred`.
"""

from yusuan._lake import Lake, lake
from yusuan._yusuan import (
    HAS_PDF,
    VERSION,
    Column,
    File,
    Grid,
    LeftOut,
    Publication,
    Refused,
    Table,
    Unreadable,
    check,
    open,  # noqa: A004 - `yusuan.open`, as one writes it
    publish,
    read,
    tables,
)

__version__ = VERSION

__all__ = [
    "HAS_PDF",
    "Column",
    "File",
    "Grid",
    "Lake",
    "LeftOut",
    "Publication",
    "Refused",
    "Table",
    "Unreadable",
    "__version__",
    "check",
    "lake",
    "open",
    "publish",
    "read",
    "tables",
]
