"""The lake against the same work without it, in one run; started by `./bench lake`.

Collecting is compared with `yusuan check` of the same folder, and each question, asked of
DataFusion, with the same question asked of DuckDB. The ratios are what counts: both sides run on the
same machine within minutes.
"""

import argparse
import json
import math
import os
import re
import shutil
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
# The most bytes that a generated row takes, and how many stay free whatever happens.
BYTES, SPARE = 30, 8_000_000_000
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
    return count / ours


def generating(program, python, folder, rows):
    """A lake of invented rows, and the questions asked of it; None where it does not fit."""
    lake = folder / f"lake-{rows}"
    wanted = rows * BYTES
    free = shutil.disk_usage(folder).free
    if free < wanted + SPARE:
        print(f"\n{rows:,} generated rows\nskipped: {free / 1e9:.0f} GB are free, "
              f"{(wanted + SPARE) / 1e9:.0f} are needed")
        return None
    seconds, peak = run([program, "generate", lake, "--rows", str(rows)])
    files = [path for path in lake.rglob("*.parquet") if "observations" in path.parts]
    size = sum(path.stat().st_size for path in files)
    rows = sum(part["rows"] for part in json.loads((lake / "lake.json").read_text())["parts"]
               if part["table"] == "observations")
    print(f"\n{rows:,} generated rows")
    report.orientation("rows a second", f"{rows / seconds:,.0f}")
    report.orientation("bytes a row", f"{size / rows:.1f}")
    report.at_most("memory", 500, peak, "MiB")
    asked = asking(program, python, lake, folder)
    shutil.rmtree(lake)
    return Size(rows, size, seconds, asked)


def in_duckdb(program, python, lake, folder, work):
    """The seconds of each question in DuckDB, the median of some rounds."""
    script = folder / "duckdb.sql"
    made = subprocess.run([program, "duckdb", lake], check=True, capture_output=True)
    script.write_bytes(made.stdout)
    done = subprocess.run(
        [python, "-c", IN_DUCKDB, script, str(ROUNDS)],
        input=json.dumps(list(work.values())), capture_output=True, text=True, check=True,
    )
    lines = done.stdout.splitlines()
    return {name: statistics.median(json.loads(line)) for name, line in zip(work, lines, strict=True)}


def in_datafusion(program, lake, work):
    """The seconds of each question in DataFusion, as its prompt says them."""
    lines = [".format csv", ".timer on"]
    for name, (_, given) in work.items():
        given = " ".join(f"{key}={value}" for key, value in given.items() if value)
        lines += [f".ask {name} {given}"] * ROUNDS
    done = subprocess.run([program, "--lang", "en", "query", lake], input="\n".join(lines) + "\n",
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"query: exit code {done.returncode}: {done.stderr}")
    seconds = [float(line.removesuffix(" s")) for line in done.stderr.splitlines()]
    rounds = [seconds[at:at + ROUNDS] for at in range(0, len(seconds), ROUNDS)]
    return {name: statistics.median(of) for name, of in zip(work, rounds, strict=True)}


def asking(program, python, lake, folder):
    """Each question, asked of both; returns the seconds in DataFusion."""
    work = {}
    for path in sorted(QUESTIONS.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        work[path.stem] = (sql, {name: value for name, value in GIVEN.items() if f"${name}" in sql})
    ours = in_datafusion(program, lake, work)
    theirs = in_duckdb(program, python, lake, folder, work) if python is not None else {}
    for name, seconds in ours.items():
        other = f" / {theirs[name] * 1000:.0f}" if theirs else ""
        report.orientation(f"{name}, ms in DataFusion / DuckDB", f"{seconds * 1000:.0f}{other}")
    if theirs:
        ratios = [seconds / theirs[name] for name, seconds in ours.items()]
        report.at_most("DataFusion to DuckDB, the median question", 1.0, statistics.median(ratios), "×")
        report.at_most("DataFusion to DuckDB, the slowest of them", 1.5, max(ratios), "×")
    return ours


class Size:
    """What was measured of a lake of one size."""

    def __init__(self, rows, size, seconds, asked):
        self.rows, self.size, self.seconds, self.asked = rows, size, seconds, asked


def growth(sizes):
    """How times and sizes grow with the number of rows: the exponent from one size to the next."""
    print("\ngrowth: the exponent with which time grows with rows (1 is linear)")
    for one, other in zip(sizes, sizes[1:]):
        times = other.rows / one.rows
        # A thousandth of a second is the least that is told.
        grown = [math.log(max(other.asked[name], 0.001) / max(seconds, 0.001), times)
                 for name, seconds in one.asked.items()]
        span = f"{min(grown):.2f}–{max(grown):.2f}"
        what = f"questions, {one.rows:,} to {other.rows:,} rows"
        report.orientation(what, f"{statistics.median(grown):.2f} ({span})")
        report.orientation("  generating", f"{math.log(other.seconds / one.seconds, times):.2f}")


# A nation's year: 254,600 departments and 346,800 units, each with a budget and final accounts.
DOCUMENTS = 2 * (254_600 + 346_800)
ROWS = 500_000_000


def nation(size, rate):
    """What a nation's documents need, taken in proportion from the largest lake measured."""
    print(f"\na nation, in proportion from {size.rows:,} rows and {os.cpu_count()} cores a machine")
    for years in (1, 10):
        for machines in (1, 10):
            what = f"{years} year{'s' * (years > 1)} on {machines} machine{'s' * (machines > 1)}"
            hours = years * DOCUMENTS / rate / machines / 3600
            report.orientation(f"{what}: hours to collect", f"{hours:,.0f}")
        rows = years * ROWS
        report.orientation("  GB of Parquet", f"{size.size / size.rows * rows / 1e9:,.0f}")
        times = [seconds * rows / size.rows for seconds in size.asked.values()]
        what = "  seconds a question on one machine, median / most"
        report.orientation(what, f"{statistics.median(times):,.0f} / {max(times):,.0f}")


def main():
    parser = argparse.ArgumentParser(prog="./bench lake")
    parser.add_argument("--yusuan", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--lake", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--millions", type=float, nargs="*", default=[1, 10],
                        help="sizes of the generated lakes in millions of rows (1 10); 100 takes long")
    given = parser.parse_args()
    yusuan, program = str(given.yusuan.resolve()), str(given.lake.resolve())
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.")
    python = peers.python()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        rate = collecting(yusuan, program, folder)
        sizes = [generating(program, python, folder, round(millions * 1_000_000))
                 for millions in sorted(given.millions)]
        sizes = [size for size in sizes if size is not None]
        if len(sizes) > 1:
            growth(sizes)
        if sizes:
            nation(sizes[-1], rate)
    print(f"\n{len(report.MISSED)} targets missed" if report.MISSED else "\nAll targets met")
    sys.exit(1 if report.MISSED else 0)


main()
