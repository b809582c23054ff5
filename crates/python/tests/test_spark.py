"""Documents read by Spark on two executors, of which one is killed, and a lake read by Spark."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from collections import Counter
from pathlib import Path

import pyspark
from pyspark.sql import DataFrame, SparkSession

from yusuan import _yusuan
from yusuan.spark import Documents

ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT / "fixtures" / "cases"
# The program, where it has been built beside the package; without it the comparison is skipped.
LAKE = os.environ.get("YUSUAN_LAKE") or shutil.which("yusuan-lake")
EXECUTOR = b"CoarseGrainedExecutorBackend"


def documents() -> list[Path]:
    """Return the small documents of the project."""
    return sorted(path for path in CASES.iterdir() if path.suffix in {".txt", ".html"})


def expected(table: str, paths: list[Path]) -> Counter[tuple[object, ...]]:
    """Return the rows as they are read here, one document after the other."""
    found: Counter[tuple[object, ...]] = Counter()
    for path in paths:
        rows = _yusuan.rows(path).get(table)
        found.update(tuple(row.values()) for row in (rows.to_dicts() if rows else []))
    return found


def rows(frame: DataFrame) -> Counter[tuple[object, ...]]:
    """Return the rows of Spark."""
    return Counter(tuple(row) for row in frame.collect())


def executors() -> list[int]:
    """Return the processes of the executors that this program started."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            is_one = folder.name.isdecimal() and EXECUTOR in (folder / "cmdline").read_bytes()
            if is_one and os.getpid() in ancestors(int(folder.name)):
                found.append(int(folder.name))
        except OSError:
            # It has ended.
            continue
    return found


def ancestors(process: int) -> set[int]:
    """Return the processes that started a process, one after the other."""
    found: set[int] = set()
    while process > 1:
        # The name of the program, which may hold anything, ends with the last bracket.
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        process = int(state.split()[1])
        found.add(process)
    return found


class Spark(unittest.TestCase):
    """The data source `yusuan`."""

    spark: SparkSession

    @classmethod
    def setUpClass(cls) -> None:
        """Start a cluster of two workers on this machine."""
        os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("yusuan")
        builder = builder.config("spark.ui.enabled", "false").config(
            "spark.driver.host", "127.0.0.1"
        )
        cls.spark = builder.getOrCreate()
        cls.spark.sparkContext.setLogLevel("ERROR")
        cls.spark.dataSource.register(Documents)

    @classmethod
    def tearDownClass(cls) -> None:
        """End it."""
        cls.spark.stop()

    def load(self, path: Path, table: str) -> DataFrame:
        """Return the documents of a folder, few in each task."""
        source = self.spark.read.format("yusuan").option("table", table)
        return source.option("partition_bytes", "30000").load(str(path))

    def test_rows_are_the_same_where_an_executor_is_killed(self) -> None:
        """Spark does the lost tasks again, and no row is doubled."""
        killed = threading.Event()

        def kill() -> None:
            for _ in range(2000):
                running = executors() if self.is_in_the_middle() else []
                if running:
                    os.kill(running[0], signal.SIGKILL)
                    killed.set()
                    return
                time.sleep(0.01)

        self.assertEqual(len(self.wait_for_executors()), 2)
        killer = threading.Thread(target=kill)
        killer.start()
        found = rows(self.load(CASES, "observations"))
        killer.join()
        self.assertTrue(killed.is_set())
        self.assertEqual(found, expected("observations", documents()))

    def test_a_bad_document_is_one_row(self) -> None:
        """It is a row of failures, and the others are read."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
            shutil.copy(documents()[0], folder)
            paths = sorted(Path(folder).iterdir())
            for table in ("failures", "documents", "findings"):
                found = rows(self.load(Path(folder), table))
                self.assertEqual(found, expected(table, paths), table)
            self.assertEqual(self.load(Path(folder), "failures").count(), 1)

    @unittest.skipUnless(LAKE, "the program yusuan-lake is not there")
    def test_a_lake_has_the_same_rows(self) -> None:
        """What the Rust program collects is what Spark reads of it and of the documents."""
        with tempfile.TemporaryDirectory() as folder:
            command = [str(LAKE), "collect", str(CASES), "--into", folder]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603
            for table in ("observations", "documents", "findings"):
                frame = self.spark.read.parquet(f"{folder}/{table}")
                # Spark takes the year and the province from the folders, and reads them as numbers.
                columns = _yusuan.empty(table).column_names
                frame = frame.withColumn("province", frame.province.cast("string"))
                self.assertEqual(rows(frame.select(columns)), expected(table, documents()), table)

    def is_in_the_middle(self) -> bool:
        """Whether some tasks are done and some are not."""
        tracker = self.spark.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        return any(stage and 0 < stage.numCompletedTasks < stage.numTasks for stage in stages)

    def wait_for_executors(self) -> list[int]:
        """Wait until both run."""
        self.load(CASES, "failures").count()
        for _ in range(100):
            found = executors()
            if len(found) == 2:  # noqa: PLR2004
                break
            time.sleep(0.1)
        return found


if __name__ == "__main__":
    unittest.main()
