"""Tells how accurate the checks are: for each folder of cases and each gold list by kind what was
found, missed and falsely told, how much was understood and checked, and what was not understood.

usage: accuracy.py BINARY [--list] [FOLDER...]

A folder of cases holds small documents and `expect.tsv`, which says what is right for each of them.
A case without a fault is right when no error is told. One with a fault is right when a finding severe
enough names every part of `numbers`, and no error names none of them.

A folder with `gold.tsv` holds whole documents and what a careful reading found in them: file, page,
class, severity (E certain, others neutral), printed, expected. A row is found when an error or a
warning on its page names what is printed or expected. An error that names no row at all is false.

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
FOLDERS = [ROOT / "fixtures/cases", *sorted((ROOT / "../shared/corpus").glob("*"))]
LISTS = ("expect.tsv", "gold.tsv")

# Where something was found does not name it.
NOT_SAID = {
    "place", "places", "page", "table", "code", "line", "row", "column", "paragraph", "box",
    "severity", "file", "where",
}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")
QUOTED = re.compile(r"“[^”]*”")
SOUND = ("no-error", "any", "refused")

Case = collections.namedtuple("Case", "folder file want no_code numbers kind")
Judged = collections.namedtuple("Judged", "is_right is_missed false")


class Count:
    """What came of the cases or rows of one kind."""

    def __init__(self):
        self.all = self.right = self.faults = self.missed = self.false = 0

    def add(self, is_right, is_fault, is_missed, false):
        self.all += 1
        self.right += is_right
        self.faults += is_fault
        self.missed += is_missed
        self.false += false

    def columns(self):
        recall = f"{(self.faults - self.missed) / self.faults:.2f}" if self.faults else "-"
        return f"{self.all:7}{self.right:7}{self.faults:8}{self.missed:8}{recall:>8}{self.false:14}"


class Folder:
    """What came of one folder."""

    def __init__(self, path):
        self.path = path
        self.counts = collections.defaultdict(Count)
        self.coverage = collections.Counter()
        self.verdicts = collections.Counter()
        self.unread = collections.Counter()
        self.files = 0

    def add(self, kind, *judged):
        for name in (kind, "all"):
            self.counts[name].add(*judged)

    def cover(self, report):
        self.files += 1
        self.verdicts[report.get("verdict", "unreadable")] += 1
        coverage = report.get("coverage") or {}
        self.coverage.update({key: coverage.get(key, 0) for key in ("printed", "understood", "checked")})
        unread = report.get("unrecognised") or []
        self.unread.update(QUOTED.sub("“…”", entry["message"]) for entry in unread)

    def tell(self):
        print(f"\n{self.path.parent.name}/{self.path.name}")
        print(f"  {'kind':22}{'all':>7}{'right':>7}{'faults':>8}{'missed':>8}{'recall':>8}{'false errors':>14}")
        for kind in sorted(self.counts, key=lambda kind: (kind == "all", kind)):
            print(f"  {kind:22}{self.counts[kind].columns()}")
        printed = self.coverage["printed"]
        shares = [
            f"{self.coverage[key]} {key} ({self.coverage[key] / printed:.1%})"
            for key in ("understood", "checked") if printed
        ]
        print("  coverage:", ", ".join([f"{self.files} files", f"{printed} amounts", *shares]))
        print("  verdicts:", ", ".join(f"{count} {name}" for name, count in self.verdicts.most_common()))
        for words, count in self.unread.most_common(8):
            print(f"  not understood: {count:5}  {words}")


def rows(path):
    with open(path, encoding="utf-8", newline="") as table:
        lines = (line for line in table if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def cases(folder):
    for row in rows(folder / "expect.tsv"):
        kind = row.get("kind", folder.parent.name)
        yield Case(folder, row["file"], row["want"], row["no_code"], row["numbers"], kind)


def said(value):
    """All that a finding says, without where."""
    if isinstance(value, dict):
        return " ".join(said(inner) for key, inner in value.items() if key not in NOT_SAID)
    if isinstance(value, list):
        return " ".join(map(said, value))
    return "" if value is None else str(value)


def numbers(text):
    text = GROUPED.sub(lambda found: found.group().replace(",", ""), text)
    return {Decimal(number) for number in NUMBER.findall(text)}


def names(finding, part):
    text = said(finding)
    found = numbers(text)
    return any(
        Decimal(way) in found if NUMBER.fullmatch(way) else way in text for way in part.split("|")
    )


def plain(text):
    return re.sub(r"\s", "", text).translate(str.maketrans("（），：；", "(),:;"))


def points_at(finding, row):
    """Whether a finding is about a row of a gold list."""
    pages = [int(page) for page in re.findall(r"\d+", row["page"])]
    page = finding.get("page")
    if page and pages and not pages[0] <= page <= pages[-1]:
        return False
    printed, text = plain(row["printed"]), plain(said(finding))
    own = plain(finding.get("printed") or "")
    by_words = len(printed) > 1 and printed in text or len(own) > 1 and own in printed
    wanted = numbers(row["printed"]) | numbers(row["expected"])
    by_numbers = any(number >= 10 for number in wanted & numbers(said(finding)))
    return by_words or by_numbers


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


def check(binary, path):
    command = [binary, "check", str(path), "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True)
    try:
        return json.loads(run.stdout)["files"][0], run.returncode
    except (ValueError, KeyError, IndexError):
        return {}, run.returncode


def tell_false(file, finding):
    print(f"{file}  false  {finding['code']} {finding['message'][:80]}")


def hold_cases(binary, folder, is_listed):
    for case in cases(folder.path):
        report, code = check(binary, case.folder / case.file)
        judged = judge(case, report, code)
        has_fault = case.want not in SOUND
        folder.add(case.kind, judged.is_right, has_fault, has_fault and judged.is_missed, len(judged.false))
        folder.cover(report)
        if is_listed and not judged.is_right:
            print(case.file, "missed" if judged.is_missed else "not right")
            for finding in judged.false:
                tell_false(case.file, finding)


def hold_gold(binary, folder, is_listed):
    gold = [row for row in rows(folder.path / "gold.tsv") if row["file"] != "file"]
    for file in sorted({row["file"] for row in gold}):
        report, _ = check(binary, folder.path / file)
        folder.cover(report)
        findings = [it for it in report.get("findings") or [] if it["severity"] != "note"]
        mine = [row for row in gold if row["file"] == file]
        for row in (row for row in mine if row["severity"] == "E"):
            is_found = any(points_at(finding, row) for finding in findings)
            folder.add(row["class"], is_found, True, not is_found, 0)
            if is_listed and not is_found:
                print(file, row["page"], "missed", row["class"], row["printed"][:60], sep="  ")
        for finding in (it for it in findings if it["severity"] == "error"):
            if not any(points_at(finding, row) for row in mine if row["severity"] in "EJ"):
                folder.counts["all"].false += 1
                if is_listed:
                    tell_false(file, finding)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("binary")
    options.add_argument("--list", action="store_true", help="name every case that is not right")
    options.add_argument("folders", nargs="*", type=pathlib.Path)
    given = options.parse_args()
    false = faults = missed = 0
    for path in given.folders or FOLDERS:
        if not any((path / name).exists() for name in LISTS):
            continue
        folder = Folder(path.resolve())
        if (path / "expect.tsv").exists():
            hold_cases(given.binary, folder, given.list)
        if (path / "gold.tsv").exists():
            hold_gold(given.binary, folder, given.list)
        folder.tell()
        total = folder.counts["all"]
        false, faults, missed = false + total.false, faults + total.faults, missed + total.missed
    recall = f", recall {(faults - missed) / faults:.2f}" if faults else ""
    print(f"\nin all: {false} false errors{recall}")
    sys.exit(1 if false else 0)


main()
