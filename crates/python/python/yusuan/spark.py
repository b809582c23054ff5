"""Documents and lakes in Apache Spark.

`register` makes documents a source of data, which is read on the executors:

    import yusuan.spark
    yusuan.spark.register(spark)
    rows = spark.read.format("yusuan").option("table", "findings").load("s3a://bucket/documents")

`views` opens a lake that `yusuan lake collect` has made, with the same tables, views and functions
as `yusuan lake query`:

    yusuan.spark.views(spark, "lake")
    spark.sql("SELECT year, yuan(sum(fen)) FROM department_totals GROUP BY year").show()
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.fs
from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition
from pyspark.sql.types import BooleanType, DataType, LongType, StringType, StructField, StructType

import yusuan
from yusuan import _yusuan

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
    from typing_extensions import Self

__all__ = ["Source", "register", "views"]

_TABLES = ("observations", "documents", "findings", "failures")
_KINDS: dict[str, tuple[DataType, pa.DataType]] = {
    "string": (StringType(), pa.string()),
    "integer": (LongType(), pa.int64()),
    "boolean": (BooleanType(), pa.bool_()),
}

# Exact decimals, rounded half away from zero, as in `yusuan lake query`; and a function that
# Spark calls otherwise.
_FUNCTIONS = (
    """yuan(fen BIGINT) RETURNS DECIMAL(36, 2)
    RETURN CAST(fen AS DECIMAL(33, 0)) * CAST(0.01 AS DECIMAL(2, 2))""",
    """percent(part BIGINT, whole BIGINT) RETURNS DECIMAL(36, 2)
    RETURN CASE WHEN whole <> 0 THEN
        CAST(sign(part) * sign(whole) AS INT)
        * CAST((abs(CAST(part AS DECIMAL(24, 0))) * 20000 + abs(CAST(whole AS DECIMAL(24, 0))))
               DIV (2 * abs(CAST(whole AS DECIMAL(24, 0)))) AS DECIMAL(22, 0))
        * CAST(0.01 AS DECIMAL(2, 2))
    END""",
    """starts_with(text STRING, start STRING) RETURNS BOOLEAN
    RETURN startswith(text, start)""",
)


def register(spark: SparkSession) -> None:
    """Make documents a source of data: `spark.read.format("yusuan")`."""
    spark.dataSource.register(Source)


def views(spark: SparkSession, path: str | os.PathLike[str]) -> None:
    """Open a lake: its tables, views and functions, for this session of Spark.

    Every executor needs the lake under the same path. Raises what `yusuan.lake` raises.
    """
    lake = yusuan.lake(path)
    for table in _TABLES:
        files = lake.files(table)
        if files:
            rows = spark.read.schema(_schema(table)).parquet(*files)
        else:
            rows = spark.createDataFrame([], _schema(table))
        rows.createOrReplaceTempView(table)
    for function in _FUNCTIONS:
        spark.sql(f"CREATE OR REPLACE TEMPORARY FUNCTION {function}")
    for name, statement in _yusuan.views():
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {statement}")


class Source(DataSource):
    """Documents, each read on an executor; one that cannot be read is a row of `failures`.

    Options: `path`, a folder or a file, local or of a store that pyarrow knows (`s3a://`, `hdfs://`,
    `gs://`); `table`, `observations` by default, `documents`, `findings` or `failures`;
    `partition_bytes`, about how many bytes of documents one task reads (16 MiB); `timeout`, the
    seconds that one document may take (120).
    """

    @classmethod
    def name(cls) -> str:
        """Return the name of the format."""
        return "yusuan"

    def schema(self) -> StructType:
        """Return the columns of the table, which are those of a lake."""
        return _schema(self._table())

    def reader(self, schema: StructType) -> DataSourceReader:  # noqa: ARG002 - Spark's interface
        """Return what reads the documents."""
        path = self.options.get("path")
        if not path:
            message = "load(path) needs a path"
            raise ValueError(message)
        size = int(self.options.get("partition_bytes", 16 << 20))
        return _Reader(path, self._table(), size, float(self.options.get("timeout", 120)))

    def _table(self) -> str:
        table: str = self.options.get("table", "observations")
        if table not in _TABLES:
            message = f"{table} is no table: {', '.join(_TABLES)}"
            raise ValueError(message)
        return table


@dataclass
class _Documents(InputPartition):
    """The documents of one task."""

    paths: list[str]


@dataclass
class _Reader(DataSourceReader):
    """Plans the tasks, and does one."""

    path: str
    table: str
    size: int
    timeout: float

    def partitions(self) -> list[_Documents]:
        """Divide the documents into tasks of about the same size, in the order of their names."""
        system, root = _store(self.path)
        found = system.get_file_info(root)
        if found.type == pa.fs.FileType.NotFound:
            raise FileNotFoundError(self.path)
        if found.type == pa.fs.FileType.File:
            return [_Documents([found.path])]
        endings = tuple(f".{extension}" for extension in _yusuan.extensions())
        files = system.get_file_info(pa.fs.FileSelector(root, recursive=True))
        tasks: list[_Documents] = []
        filled = self.size
        for file in sorted(files, key=lambda it: it.path):
            hidden = file.base_name.startswith((".", "~$"))
            if hidden or not file.is_file or not file.base_name.lower().endswith(endings):
                continue
            if filled >= self.size:
                tasks.append(_Documents([]))
                filled = 0
            tasks[-1].paths.append(file.path)
            filled += file.size
        return tasks or [_Documents([])]

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        """Read the documents of a task."""
        assert isinstance(partition, _Documents)  # noqa: S101 - they come from `partitions`
        system, _ = _store(self.path)
        with _Worker(self.timeout) as worker:
            for path in partition.paths:
                with system.open_input_stream(path) as stream:
                    content = stream.read()
                yield from self._rows(worker, path, content)

    def _rows(self, worker: _Worker, path: str, content: bytes) -> list[pa.RecordBatch]:
        head, body = worker.ask(path, self.table, content)
        schema = _arrow(self.table)
        if "kind" not in head:
            if self.table == "failures":
                return []
            table = pa.ipc.open_stream(body).read_all().select(schema.names).cast(schema)
            return list(table.to_batches())
        if self.table != "failures":
            return []
        row = {
            "document": hashlib.sha256(content).hexdigest(),
            "file": path,
            "reader": yusuan.__version__,
            "kind": head["kind"],
            "message_zh": head["zh"],
            "message_en": head["en"],
        }
        return [pa.RecordBatch.from_pylist([row], schema)]


class _Worker:
    """A process that reads documents; another takes its place where it ends."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def ask(self, name: str, table: str, content: bytes) -> tuple[dict[str, Any], bytes]:
        """Return the head and the body of the answer."""
        process = self._started()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - pipes
        late = threading.Event()
        clock = threading.Timer(self._timeout, _stop, [process, late])
        clock.start()
        try:
            job = {"name": name, "table": table, "size": len(content)}
            process.stdin.write(json.dumps(job).encode() + b"\n" + content)
            process.stdin.flush()
            head = json.loads(process.stdout.readline())
            body = process.stdout.read(head["size"])
        except (OSError, ValueError):
            head, body = {}, b""
        finally:
            clock.cancel()
        if "size" in head and len(body) == head["size"]:
            return head, body
        self._end()
        return (_LATE if late.is_set() else _ENDED), b""

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            paths = os.pathsep.join(path for path in sys.path if path)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "yusuan._worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": paths},
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


_LATE = {
    "kind": "too_long",
    "zh": "读取超时，已停止。可以加大 timeout。",
    "en": "Reading took too long and was stopped. A larger timeout may help.",
}
_ENDED = {
    "kind": "ended",
    "zh": "读取这份文件时内存不足或程序出错，已停止。",
    "en": "Reading this file ran out of memory or failed, and was stopped.",
}


def _store(path: str) -> tuple[pa.fs.FileSystem, str]:
    """Return the store of an address and the path in it."""
    address = path.replace("s3a://", "s3://", 1).replace("file:///", "/", 1)
    if "://" not in address:
        return pa.fs.LocalFileSystem(), str(os.path.abspath(address))  # noqa: PTH100 - as is
    system, root = pa.fs.FileSystem.from_uri(address)
    return system, root


def _schema(table: str) -> StructType:
    columns = _yusuan.columns(table)
    return StructType([StructField(it.name, _KINDS[it.kind][0], nullable=True) for it in columns])


def _arrow(table: str) -> pa.Schema:
    return pa.schema([(it.name, _KINDS[it.kind][1]) for it in _yusuan.columns(table)])
