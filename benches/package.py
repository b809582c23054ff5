"""The Python package against the program and other packages, in one run; started by `./bench python`.

Everything runs on one core, and the rounds alternate, so that other load affects all alike. The
package is timed within its process; the start of Python and the import are not counted, nor is the
start of the program, by which its times are lessened.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import inputs
import peers
import report

ROUNDS = 7

# Prints the seconds of each round; a round begins with a line from outside.
IN_PYTHON = """
import sys, time
{imports}
files = sys.argv[1:]
for _ in sys.stdin:
    start = time.perf_counter()
    for path in files:
        {work}
    print(time.perf_counter() - start, flush=True)
"""
PACKAGE = ("import yusuan", "yusuan.read(path)")
OTHERS = {
    "docx": ("python-docx", "import docx", """
        document = docx.Document(path)
        [paragraph.text for paragraph in document.paragraphs]
        [cell.text for table in document.tables for row in table.rows for cell in row.cells]
"""),
    "pdf": ("pdfplumber", "import pdfplumber", """
        with pdfplumber.open(path) as document:
            [table for page in document.pages for table in page.extract_tables()]
"""),
}


class Within:
    """Work that is done in a process of Python, a round when it is asked for one."""

    def __init__(self, python, imports, work, files):
        script = IN_PYTHON.format(imports=imports, work=work.strip())
        self.process = subprocess.Popen([python, "-c", script, *files], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def round(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def seconds(command):
    start = time.perf_counter()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    if code not in (0, 1):
        sys.exit(f"{command}: exit code {code}")
    return time.perf_counter() - start


def compared(yusuan, python, extension):
    """Reads all documents of a format with the package, with the program and with another package."""
    files = [str(path.resolve()) for path in inputs.every(extension)]
    name, imports, work = OTHERS[extension]
    ours, other = Within(python, *PACKAGE, files), Within(python, imports, work, files)
    ours.round()
    inside, outside = [], []
    for _ in range(ROUNDS):
        inside.append(ours.round())
        start = seconds([yusuan, "--version"])
        outside.append(seconds([yusuan, "read", "--format", "json", "-o", os.devnull, *files]) - start)
    theirs = other.round()
    ours.end()
    other.end()
    inside, outside = statistics.median(inside), statistics.median(outside)
    print(f"\n{len(files)} documents, .{extension}")
    report.orientation("ms in the package / the program", f"{inside * 1000:.0f} / {outside * 1000:.0f}")
    report.target("`read` of the package to that of the program", "≤ 1.10 ×", inside <= 1.1 * outside,
                  f"{inside / outside:.2f} ×")
    report.orientation(f"{name}, times as long", f"{theirs / inside:.1f} ×")


def main():
    parser = argparse.ArgumentParser(prog="./bench python")
    parser.add_argument("--yusuan", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--wheels", required=True, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    python = peers.python()
    if python is None:
        sys.exit(2)
    wheel = max(given.wheels.glob("*.whl"), key=lambda path: path.stat().st_mtime)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index",
                    "--no-deps", "--force-reinstall", wheel], check=True)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    report.orientation("size of the wheel, without PDF output", f"{wheel.stat().st_size / 1e6:.1f} MB")
    for extension in OTHERS:
        compared(str(given.yusuan.resolve()), str(python), extension)
    print(f"\n{len(report.MISSED)} targets missed" if report.MISSED else "\nAll targets met")
    sys.exit(1 if report.MISSED else 0)


main()
