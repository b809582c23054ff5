"""A data source of Apache Spark that reads documents on its executors.

    from yusuan.spark import Documents

    spark.dataSource.register(Documents)
    spark.read.format("yusuan").load("/shared/documents").where("flag = 'wrong'")

The rows are those that `yusuan lake collect` writes, with the same columns. `option("table", …)`
names the table: `observations` (the default), `documents`, `findings` or `failures`. A document
that cannot be read is a row of `failures` and of no other table. `option("partition_bytes", …)`
is the size of the files that one task reads, by default 16 MiB. The folder has to be readable on
the driver and on every executor, and the package has to be installed there.

A file that takes too long is not stopped, and a document that is there twice is read twice: for
many documents that nobody has seen, collect a lake.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition
from pyspark.sql.types import BooleanType, DataType, LongType, StringType, StructField, StructType

from yusuan import _yusuan

_TYPES: Final[dict[str, DataType]] = {
    "string": StringType(),
    "integer": LongType(),
    "boolean": BooleanType(),
}

_TASK: Final = 16 << 20


class Documents(DataSource):  # type: ignore[misc]
    """The documents of a folder."""

    @classmethod
    def name(cls) -> str:
        """Return the name of the format."""
        return "yusuan"

    def schema(self) -> StructType:
        """Return the columns of the table that is asked for."""
        columns = _yusuan.empty(self._table()).columns
        fields = [StructField(column.name, _TYPES[column.kind]) for column in columns]
        return StructType(fields)

    def reader(self, schema: StructType) -> _Reader:  # noqa: ARG002
        """Return what reads it."""
        size = int(self.options.get("partition_bytes", _TASK))
        return _Reader(self.options["path"], self._table(), size)

    def _table(self) -> str:
        return str(self.options.get("table", "observations"))


@dataclass
class _Files(InputPartition):  # type: ignore[misc]
    """The files that one task reads."""

    paths: list[str]


class _Reader(DataSourceReader):  # type: ignore[misc]
    """Reads the files of a folder, some in each task."""

    def __init__(self, path: str, table: str, size: int) -> None:
        self._path = path.removeprefix("file:")
        self._table = table
        self._size = size

    def partitions(self) -> list[_Files]:
        """Divide the files by their size."""
        tasks: list[_Files] = []
        room = 0
        for path in _files(self._path):
            size = os.stat(path).st_size  # noqa: PTH116
            if not tasks or size > room:
                tasks.append(_Files([]))
                room = self._size
            tasks[-1].paths.append(path)
            room -= size
        return tasks or [_Files([])]

    def read(self, partition: _Files) -> Iterator[pa.RecordBatch]:
        """Read files one by one."""
        # What is empty has to have the declared types, too.
        yield from _batches(_yusuan.empty(self._table))
        for path in partition.paths:
            table = _yusuan.rows(path).get(self._table)
            if table is not None:
                yield from _batches(table)


def _batches(table: _yusuan.Table) -> list[pa.RecordBatch]:
    whole = pa.table(table)
    plain = whole.cast(whole.schema.remove_metadata())
    names = [field.remove_metadata() for field in plain.schema]
    batches: list[pa.RecordBatch] = plain.cast(pa.schema(names)).to_batches()
    return batches or [pa.RecordBatch.from_pylist([], schema=pa.schema(names))]


def _files(path: str) -> list[str]:
    """Return the files of a folder that are documents by their names, sorted, or one file."""
    if not os.path.isdir(path):  # noqa: PTH112
        return [path]
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(folder, name) for name in files if _is_document(name)]  # noqa: PTH118
    return sorted(found)


def _is_document(name: str) -> bool:
    ending = name.rpartition(".")[2].lower()
    return not name.startswith((".", "~$")) and ending in _yusuan.ENDINGS
