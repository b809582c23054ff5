"""The process that reads documents for a task of Spark: one that ends it costs a row, not the task.

It reads a line of JSON (`name`, `table`, `size`) and as many bytes, and answers with a line of JSON
(`size`, and `kind`, `zh` and `en` for a failure) and as many bytes: a stream of Arrow.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from typing import Any, BinaryIO

import pyarrow as pa

import yusuan

# The most memory of a document, in bytes of addresses.
_MEMORY = 8 << 30


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until there is nothing more to answer."""
    while line := source.readline():
        job = json.loads(line)
        content = source.read(job["size"])
        head: dict[str, Any] = {}
        body = b""
        try:
            body = stream(yusuan.open(content, name=job["name"]), job["table"])
        except yusuan.Unreadable as error:
            head = {"kind": "unreadable", "zh": error.zh, "en": error.en}
        target.write(json.dumps({**head, "size": len(body)}).encode() + b"\n" + body)
        target.flush()


def stream(file: yusuan.File, name: str) -> bytes:
    """Return a table of a file, with the columns of a lake, as a stream of Arrow."""
    [summary] = file.summary.to_dicts()
    tables = {
        "observations": file.records,
        "documents": file.summary,
        "findings": file.findings,
    }
    table = pa.table(tables.get(name, file.summary))
    if name not in tables:
        table = table.slice(0, 0)
    else:
        division = str(summary["division"] or "")
        for column, value, kind in (
            ("document_year", summary["year"], pa.int64()),
            ("province", division[:2] or None, pa.string()),
        ):
            table = table.append_column(column, pa.array([value] * len(table), kind))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


if __name__ == "__main__":
    with contextlib.suppress(ValueError, OSError):
        # A system that allows less has a limit already.
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    serve(sys.stdin.buffer, sys.stdout.buffer)
