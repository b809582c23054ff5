"""Lakes, as `yusuan lake collect` makes them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# The version of the form of lakes that this package knows.
_FORMAT: Final = 1

_TABLES: Final = ("observations", "documents", "findings", "failures")


@dataclass(frozen=True)
class Lake:
    """A folder of Parquet files and the list of those that belong to it.

    `reader` is the version of the program that read its documents. The files are as they were
    listed when the lake was opened, also while a run collects more.
    """

    path: Path
    reader: str
    _files: dict[str, tuple[tuple[str, int], ...]]

    def files(self, table: str) -> list[str]:
        """Return the paths of a table's Parquet files, in the order in which they were written.

        `table` is `observations`, `documents`, `findings` or `failures`. Every file is complete
        without the names of its folders: read it without partitions of Hive.
        """
        return [str(_named(self.path / path)) for path, _ in self._of(table)]

    def rows(self, table: str) -> int:
        """Return the number of a table's rows."""
        return sum(rows for _, rows in self._of(table))

    def _of(self, table: str) -> tuple[tuple[str, int], ...]:
        if table not in _TABLES:
            message = f"{table} is no table of a lake: {', '.join(_TABLES)}"
            raise ValueError(message)
        return self._files.get(table, ())


def lake(path: str | os.PathLike[str]) -> Lake:
    """Open a lake, to be read with polars, DuckDB, pyarrow or another engine.

    Raises `OSError` if there is none at `path`, and `ValueError` if its form is not known.
    """
    folder = Path(path)
    manifest = json.loads((folder / "lake.json").read_text(encoding="utf-8"))
    if manifest["format"] != _FORMAT:
        message = f"{folder}: a lake of form {manifest['format']}; this package knows {_FORMAT}"
        raise ValueError(message)
    files: dict[str, tuple[tuple[str, int], ...]] = {}
    for part in manifest["parts"]:
        of_table = files.get(part["table"], ())
        files[part["table"]] = (*of_table, (part["path"], part["rows"]))
    return Lake(folder, manifest["reader"], files)


def _named(path: Path) -> Path:
    """Return where a file is: a run that was killed may not have given it its name."""
    unnamed = path.with_name(f"_{path.name}.new")
    return unnamed if not path.exists() and unnamed.exists() else path
