"""The lake against the same work without it, in one run; started by `./bench lake`.

Collecting is compared with `yusuan check` of the same folder. The ratio is what counts: both sides
run on the same machine within minutes. The times of the questions are those of DuckDB.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import peers
import report

QUESTIONS = Path("crates/lake/questions")
ROUNDS = 5
GIVEN = {"year": 2032, "stage": "budget", "division": ""}

# DuckDB's part runs in a process of its own, which prints the seconds of each round: neither the
# start of Python nor the loading of DuckDB is counted.
IN_DUCKDB = """
import json, sys, time
import duckdb
script, rounds = sys.argv[1], int(sys.argv[2])
engine = duckdb.connect()
engine.execute(open(script).read())
for sql, given in json.load(sys.stdin):
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        engine.execute(sql, given).fetchall()
        seconds.append(time.perf_counter() - start)
    print(json.dumps(seconds), flush=True)
"""


class Memory(threading.Thread):
    """The most memory, in MiB, that a process and its children had together."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process, self.most = process, 0

    def run(self):
        while self.process.poll() is None:
            self.most = max(self.most, sum(map(resident, family(self.process.pid))))
            time.sleep(0.05)


def family(process):
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        children = []
    return [process, *(one for child in children for one in family(int(child)))]


def resident(process):
    """What a process has for itself, and its share of what several have."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0


def run(command, codes=(0,)):
    """Runs a command; returns its seconds and its memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    memory = Memory(process)
    memory.start()
    error = process.stderr.read()
    code = process.wait()
    seconds = time.perf_counter() - start
    memory.join()
    if code not in codes:
        sys.exit(f"{command}: exit code {code}: {error.decode()}")
    return seconds, memory.most


def collecting(yusuan, program, folder):
    """`collect` of a folder of documents, against `check` of the same folder."""
    documents = folder / "documents"
    run([program, "generate", documents, "--documents", "100"])
    count = len(list(documents.glob("*.docx")))
    ours, theirs, peak = [], [], 0
    for round in range(ROUNDS):
        seconds, _ = run([yusuan, "check", "--quiet", documents], codes=(0, 1))
        theirs.append(seconds)
        lake = folder / f"collected-{round}"
        seconds, most = run([program, "collect", documents, "--into", lake])
        ours.append(seconds)
        peak = max(peak, most)
    ours, theirs = statistics.median(ours), statistics.median(theirs)
    print(f"\ncollect of {count} documents, against check")
    report.at_least("rate of `check`", 0.9, theirs / ours, "×")
    report.orientation("  documents a second, collect / check", f"{count / ours:.0f} / {count / theirs:.0f}")
    report.at_most("memory of all processes", 500, peak, "MiB")


def generating(program, folder, rows):
    """A lake of invented rows."""
    lake = folder / f"lake-{rows}"
    seconds, peak = run([program, "generate", lake, "--rows", str(rows)])
    files = [path for path in lake.rglob("*.parquet") if "observations" in path.parts]
    size = sum(path.stat().st_size for path in files)
    print(f"\n{rows:,} generated rows")
    report.orientation("rows a second", f"{rows / seconds:,.0f}")
    report.orientation("bytes a row", f"{size / rows:.1f}")
    report.at_most("memory", 500, peak, "MiB")
    return lake


def asking(program, python, lake, folder):
    """Each question, asked of DuckDB."""
    script = folder / "duckdb.sql"
    made = subprocess.run([program, "duckdb", lake], check=True, capture_output=True)
    script.write_bytes(made.stdout)
    names, work = [], []
    for path in sorted(QUESTIONS.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        names.append(path.stem)
        work.append((sql, {name: value for name, value in GIVEN.items() if f"${name}" in sql}))
    done = subprocess.run(
        [python, "-c", IN_DUCKDB, script, str(ROUNDS)],
        input=json.dumps(work), capture_output=True, text=True, check=True,
    )
    for name, line in zip(names, done.stdout.splitlines(), strict=True):
        report.orientation(name, f"{statistics.median(json.loads(line)) * 1000:.0f} ms")


def main():
    parser = argparse.ArgumentParser(prog="./bench lake")
    parser.add_argument("--yusuan", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--lake", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--millions", type=int, nargs="*", default=[1, 10],
                        help="sizes of the generated lakes in millions of rows (1 10); 100 takes long")
    given = parser.parse_args()
    yusuan, program = str(given.yusuan.resolve()), str(given.lake.resolve())
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.")
    python = peers.python()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        collecting(yusuan, program, folder)
        for millions in given.millions:
            lake = generating(program, folder, millions * 1_000_000)
            if python is not None:
                asking(program, python, lake, folder)
    print(f"\n{len(report.MISSED)} targets missed" if report.MISSED else "\nAll targets met")
    sys.exit(1 if report.MISSED else 0)


main()
