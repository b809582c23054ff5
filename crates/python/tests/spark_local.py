"""The same rows and the same answers with Apache Spark, also where it loses an executor.

Documents are read twice: by `yusuan lake collect`, and by Spark on two executors of which one is
killed meanwhile. The saved questions are asked of a lake in DataFusion and in Spark.

The arguments are the program, and how many documents are read (31 by default).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyspark
from pyspark.sql import DataFrame, SparkSession, functions

import yusuan.spark

ROOT = Path(__file__).resolve().parents[3]
QUESTIONS = ROOT / "crates" / "lake" / "questions"
PROGRAM = sys.argv[1]
TABLES = ("observations", "documents", "findings", "failures")
DOCUMENTS = int(sys.argv[2]) if len(sys.argv) > 2 else 31
# The most documents that are made of the project's cases; others are Word files of an invented
# nation, six of each department.
COPIES = 30
OF_DEPARTMENT = 6
# The bytes of documents that one task reads.
PARTITION = 2000 if DOCUMENTS < 100 else 1 << 20


def run(*arguments: str) -> str:
    """Run the program; its exit code 1 says that some documents could not be read."""
    done = subprocess.run([PROGRAM, "--lang", "en", *arguments], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{arguments}: {done.stderr.decode()}")
    return done.stdout.decode()


def same(what: str, got: object, wanted: object) -> None:
    """End unless two things are the same."""
    if got != wanted:
        sys.exit(f"{what}: {got!r:.600} should be {wanted!r:.600}")


def documents(folder: Path) -> int:
    """Make documents that differ, and one that cannot be read; return how many."""
    cases = sorted((ROOT / "fixtures" / "cases").glob("*.txt"))
    departments = max(DOCUMENTS - COPIES - 1, 0) // OF_DEPARTMENT
    if departments:
        run("generate", str(folder / "nation"), "--documents", str(departments), "--years", "3")
    generated = sorted((folder / "nation").rglob("*.docx"))
    for at in range(DOCUMENTS - len(generated) - 1):
        text = cases[at % len(cases)].read_text(encoding="utf-8")
        (folder / f"{at:03}.txt").write_text(f"{text}\n第{at}份\n", encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    return sum(path.suffix in {".docx", ".pdf", ".txt"} for path in folder.rglob("*"))


def rows(frame: DataFrame) -> list[tuple[str, str]]:
    """Return the rows of a table in an order, each as its file's name and a hash of all of it."""
    named = frame.withColumn("file", functions.substring_index("file", "/", -1))
    row = functions.sha2(functions.to_json(functions.struct(*named.columns)), 256)
    return sorted((file, digest) for file, digest in named.select("file", row).collect())


def executors() -> list[int]:
    """Return the processes that are executors of this run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if "CoarseGrainedExecutorBackend" in command and pyspark.__path__[0] in command:
            found.append(int(path.parent.name))
    return sorted(found)


def kill_one(killed: list[int]) -> None:
    """Kill an executor in the middle: a while after it has begun to read."""
    for _ in range(600):
        reading = subprocess.run(
            ["pgrep", "-f", "yusuan._worker"], capture_output=True, check=False
        ).stdout
        alive = executors()
        if reading and alive:
            time.sleep(DOCUMENTS / 100)
            os.kill(alive[0], signal.SIGKILL)
            killed.append(alive[0])
            return
        time.sleep(0.1)


def same_rows(spark: SparkSession, folder: Path) -> None:
    """Read documents twice."""
    source, lake = folder / "documents", folder / "lake of documents"
    source.mkdir()
    made = documents(source)
    since = time.monotonic()
    run("collect", str(source), "--into", str(lake))
    times = [f"collect {time.monotonic() - since:.1f} s"]
    collected = yusuan.lake(lake)
    same("the documents", collected.rows("documents") + collected.rows("failures"), made)
    killed: list[int] = []
    for table in TABLES:
        reader = spark.read.format("yusuan").option("table", table)
        # Some tasks for each executor, however many documents there are.
        frame = reader.option("partition_bytes", PARTITION).load(str(source))
        since = time.monotonic()
        killer = threading.Thread(target=kill_one, args=[killed])
        if not killed:
            killer.start()
        got = rows(frame)
        times.append(f"{table} {time.monotonic() - since:.1f} s ({len(got)} rows)")
        if killer.ident is not None:
            killer.join()
        wanted = spark.read.schema(frame.schema).parquet(*collected.files(table))
        one, other = Counter(got), Counter(rows(wanted))
        same(f"what only one has of {table}", (one - other, other - one), (Counter(), Counter()))
        if not got:
            sys.exit(f"there are no {table}")
    if not killed:
        sys.exit("no executor was killed")
    print(f"{made} documents: {', '.join(times)}")


def same_answers(spark: SparkSession, folder: Path) -> None:
    """Ask the saved questions of a lake of an invented nation."""
    lake = str(folder / "a lake of 数据")
    run("generate", lake, "--rows", "20000", "--years", "2", "--seed", "8")
    yusuan.spark.views(spark, lake)
    for path in sorted(QUESTIONS.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        for year, stage in ((2031, "final_accounts"), (2032, "budget")):
            given = {"year": str(year), "stage": stage}
            given = {name: value for name, value in given.items() if f"${name}" in sql}
            sets = [f"--set={name}={value}" for name, value in given.items()]
            printed = run("query", lake, "--ask", path.stem, *sets, "--format", "json")
            wanted = json.loads(printed, parse_float=Decimal)
            statement = sql.replace("$division", "''").replace("$year", str(year))
            answer = spark.sql(statement.replace("$stage", f"'{stage}'")).collect()
            got: list[dict[str, Any]] = [row.asDict() for row in answer]
            same(path.stem, got, wanted)


def main() -> None:
    """Do both."""
    os.environ["SPARK_HOME"] = pyspark.__path__[0]
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("yusuan")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.log.level": "ERROR",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        spark = builder.getOrCreate()
        yusuan.spark.register(spark)
        same_rows(spark, Path(folder))
        same_answers(spark, Path(folder))
        spark.stop()
    # What an executor that was killed leaves behind.
    shutil.rmtree(Path(pyspark.__path__[0]) / "work", ignore_errors=True)
    print(f"Spark reads the same rows and gives the same answers ({pyspark.__version__})")


if __name__ == "__main__":
    main()
