"""Tells how accurate the checks are: of each kind of case what was found, missed and falsely told.

usage: accuracy.py BINARY [--list] [FOLDER...]

A folder holds small documents and `expect.tsv`, which says what is right for each of them. A case
without a fault is right when no error is told. One with a fault is right when a finding severe
enough names every part of `numbers`, and no error names none of them.

Exit code: 0 no false error, 1 false errors, 2 could not run.
"""

import argparse
import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
from decimal import Decimal

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = [ROOT / "fixtures/cases", ROOT / "../shared/corpus/cases"]

# Where something was found does not name it.
NOT_SAID = {
    "place", "places", "page", "table", "code", "line", "row", "column", "paragraph", "box",
    "severity", "file",
}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")

Case = collections.namedtuple("Case", "folder file want no_code numbers kind")
Judged = collections.namedtuple("Judged", "is_right is_missed false")
Count = collections.namedtuple("Count", "cases right faults missed false")


def cases(folder):
    with open(folder / "expect.tsv", encoding="utf-8", newline="") as table:
        lines = (line for line in table if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kind = row.get("kind", folder.parent.name)
            yield Case(folder, row["file"], row["want"], row["no_code"], row["numbers"], kind)


def said(value):
    """All that a finding says, without where."""
    if isinstance(value, dict):
        return " ".join(said(inner) for key, inner in value.items() if key not in NOT_SAID)
    if isinstance(value, list):
        return " ".join(map(said, value))
    return "" if value is None else str(value)


def names(finding, part):
    text = GROUPED.sub(lambda found: found.group().replace(",", ""), said(finding))
    numbers = {Decimal(number) for number in NUMBER.findall(text)}
    return any(
        Decimal(way) in numbers if NUMBER.fullmatch(way) else way in text for way in part.split("|")
    )


def judge(case, report, code):
    findings = report.get("findings") or []
    errors = [finding for finding in findings if finding["severity"] == "error"]
    ended_well = code in (0, 1) and report
    if case.want == "refused":
        return Judged(code == 2, code != 2, [])
    if case.want in ("no-error", "any"):
        false = errors + [it for it in findings if it["code"] == case.no_code and it not in errors]
        return Judged(bool(ended_well) and not false, False, false)
    parts = [part for part in case.numbers.split(";") if part]
    enough = findings if case.want == "warning" else errors
    enough = [finding for finding in enough if finding["severity"] != "note"]
    is_missed = not ended_well or not all(any(names(it, part) for it in enough) for part in parts)
    false = [it for it in errors if parts and not any(names(it, part) for part in parts)]
    return Judged(not is_missed and not false, is_missed, false)


def check(binary, case):
    command = [binary, "check", str(case.folder / case.file), "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True)
    try:
        return json.loads(run.stdout)["files"][0], run.returncode
    except (ValueError, KeyError, IndexError):
        return {}, run.returncode


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("binary")
    options.add_argument("--list", action="store_true", help="name every case that is not right")
    options.add_argument("folders", nargs="*", type=pathlib.Path)
    given = options.parse_args()
    counts = collections.defaultdict(lambda: Count(0, 0, 0, 0, 0))
    for folder in given.folders or [folder for folder in FOLDERS if folder.exists()]:
        for case in cases(folder):
            report, code = check(given.binary, case)
            judged = judge(case, report, code)
            has_fault = case.want in ("error", "warning")
            of_case = (1, judged.is_right, has_fault, judged.is_missed, len(judged.false))
            for kind in (case.kind, "all"):
                counts[kind] = Count(*map(sum, zip(counts[kind], of_case)))
            if given.list and not judged.is_right:
                told = [f"{it['code']} {it['message'][:80]}" for it in judged.false]
                print(case.file, "missed" if judged.is_missed else "", *told, sep="  ")
    print(f"{'kind':22}{'cases':>7}{'right':>7}{'faults':>8}{'missed':>8}{'false errors':>14}")
    for kind in sorted(counts, key=lambda kind: (kind == "all", kind)):
        count = counts[kind]
        print(f"{kind:22}{count.cases:7}{count.right:7}{count.faults:8}{count.missed:8}{count.false:14}")
    total = counts["all"]
    if total.faults:
        print(f"recall {(total.faults - total.missed) / total.faults:.2f}")
    sys.exit(1 if total.false else 0)


main()
