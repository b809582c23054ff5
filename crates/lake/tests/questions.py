"""The saved questions, asked of DataFusion and DuckDB on an invented nation: their answers are the
same and right to the fen.

What is right is computed here from the rows themselves, without the views.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parents[1]
PROGRAM = sys.argv[1]
YEARS = (2031, 2032)
STAGES = ("budget", "final_accounts")
# The dimensions of a scope, and what is whole in each.
WHOLE = {"flow": "spent", "fund": "all_funds", "purpose": "all_purposes", "memo": "everything",
         "function": None, "economic": None}
COLUMNS = ", ".join(["document", "department_name", "fen", "preferred", "unit_name", "item", "year",
                     "stage", *WHOLE])


def run(*arguments):
    done = subprocess.run([PROGRAM, "--lang", "en", *arguments], capture_output=True)
    if done.returncode != 0:
        sys.exit(f"{arguments}: {done.stderr.decode()}")
    return done.stdout.decode()


class Nation:
    """A lake, and what its departments spent, by plain loops over the rows."""

    def __init__(self, lake):
        self.lake = lake
        self.engine = duckdb.connect()
        self.engine.execute(run("duckdb", lake))
        documents = self.engine.execute("SELECT document, year, stage FROM documents").fetchall()
        self.stage = {document: (year, stage) for document, year, stage in documents}
        # The amounts of departments, by scope and department.
        self.amounts = defaultdict(dict)
        for row in self.engine.execute(f"SELECT {COLUMNS} FROM observations").fetchall():
            document, department, fen, preferred, unit, item, *scope = row
            is_of_its_document = tuple(scope[:2]) == self.stage[document]
            if preferred and is_of_its_document and unit is None and item is None:
                self.amounts[tuple(scope)][department] = fen

    def fen(self, year, stage, **scope):
        """Amounts by department; whole in every dimension that is not named."""
        scope = {**WHOLE, **scope}
        return self.amounts.get((year, stage, *(scope[name] for name in WHOLE)), {})

    def by(self, dimension, year, stage, is_wanted, **scope):
        """How many departments have an amount, and their sum, by a dimension."""
        at = 2 + list(WHOLE).index(dimension)
        sums = {}
        for value in {key[at] for key in self.amounts if is_wanted(key[at])}:
            some = [it for it in self.fen(year, stage, **{**scope, dimension: value}).values() if it]
            if some:
                sums[value] = (len(some), sum(some))
        return sums

    def ask(self, name, **given):
        """The answer as a dictionary a row: DataFusion's and DuckDB's have to be the same, whoever
        puts in the parameters."""
        text = (HERE / "questions" / f"{name}.sql").read_text(encoding="utf-8")
        given = {key: value for key, value in given.items() if f"${key}" in text}
        sets = [f"--set={key}={value}" for key, value in given.items()]
        script = run("duckdb", self.lake, "--ask", name, *sets)
        answer = self.engine.execute(script)
        names = [column[0] for column in answer.description]
        rows = answer.fetchall()
        printed = run("query", self.lake, "--ask", name, *sets, "--format", "json")
        answer = [dict(zip(names, row)) for row in rows]
        same(f"{name} of DataFusion", json.loads(printed, parse_float=Decimal), answer)
        if "$division" in text:
            given = {"division": "", **given}
        same(name, rows, self.engine.execute(text, given).fetchall())
        return answer


def same(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: {got!r:.600} should be {wanted!r:.600}")


def fen(yuan):
    whole = None if yuan is None else int(yuan * 100)
    if whole is not None:
        same("a whole number of fen", Decimal(whole), yuan * 100)
    return whole


def amounts(rows, column):
    return {row["department_name"]: fen(row[column]) for row in rows}


def percent(part, whole):
    """Rounded half away from zero, by whole numbers."""
    if whole == 0:
        return None
    rounded = (abs(part) * 20000 + abs(whole)) // (2 * abs(whole))
    return Decimal(rounded if (part < 0) == (whole < 0) else -rounded) / 100


def of_a_stage(nation, year, stage):
    ask = lambda name: nation.ask(name, year=year, stage=stage)
    spent = nation.fen(year, stage)

    rows = {row["function"]: (row["departments"], fen(row["yuan"])) for row in ask("budget-by-function")}
    is_class = lambda code: code is not None and len(code) == 3
    same("functions", rows, nation.by("function", year, stage, is_class))
    same("functions in all", sum(sum_ for _, sum_ in rows.values()), sum(spent.values()))

    rows = ask("three-public")
    for memo in ("three_public", "abroad", "vehicle_purchase", "vehicle_running", "reception"):
        wanted = nation.fen(year, stage, fund="general", memo=memo)
        same(memo, {name: it for name, it in amounts(rows, memo).items() if it is not None}, wanted)
    same("three-public, largest first", rows, sorted(rows, key=lambda row: -(row["three_public"] or 0)))

    rows = ask("personnel-share")
    general = nation.fen(year, stage, fund="general")
    personnel = nation.fen(year, stage, fund="general", purpose="personnel")
    same("general budget", amounts(rows, "yuan"), general)
    same("personnel", amounts(rows, "personnel"), personnel)
    shares = {row["department_name"]: row["percent"] for row in rows}
    same("shares", shares, {name: percent(personnel[name], whole) for name, whole in general.items()})
    for row in rows:
        parts = [row["personnel"], row["public"], row["project"]]
        same("purposes in all", sum(parts), row["yuan"])

    rows = {row["fund"]: (row["departments"], fen(row["yuan"])) for row in ask("income-by-source")}
    same("sources", rows, nation.by("fund", year, stage, lambda _: True, flow="received"))

    rows = {row["economic"]: (row["departments"], fen(row["yuan"])) for row in ask("economic-items")}
    is_item = lambda code: code is not None and len(code) == 5
    wanted = nation.by("economic", year, stage, is_item, fund="general", purpose="basic")
    same("economic items", rows, wanted)

    rows = ask("disclosure-quality")
    same("documents", len(rows), len(spent))
    same("nothing is left unread", {row["understood"] for row in rows}, {Decimal(100)})


def of_all(nation):
    budget, accounts = (nation.fen(2032, stage) for stage in STAGES)
    rows = nation.ask("budget-and-accounts", year=2032)
    same("budgets", amounts(rows, "budget"), budget)
    same("accounts", amounts(rows, "accounts"), accounts)
    wanted = {name: accounts[name] - amount for name, amount in budget.items()}
    same("differences", amounts(rows, "difference"), wanted)
    shares = {row["department_name"]: row["percent"] for row in rows}
    same("in percent", shares, {name: percent(wanted[name], budget[name]) for name in budget})
    sizes = [abs(row["difference"]) for row in rows]
    same("the farthest first", sizes, sorted(sizes, reverse=True))

    rows = nation.ask("changes", year=2032, stage="budget")
    same("this year", amounts(rows, "yuan"), budget)
    same("the year before", amounts(rows, "before"), nation.fen(2031, "budget"))
    same("no year before the first", nation.ask("changes", year=2031, stage="budget"), [])

    found = [row for year in YEARS for row in nation.ask("findings", year=year)]
    count = nation.engine.execute("SELECT count(*) FROM findings").fetchone()[0]
    same("findings", sum(row["findings"] for row in found), count)
    planted = (Path(nation.lake) / "planted-faults.csv").read_text(encoding="utf-8").splitlines()[1:]
    errors = [row for row in found if row["severity"] == "error"]
    if not planted or not errors:
        sys.exit("no fault was planted, so nothing was found")

    rows = nation.ask("coverage")
    same("documents", sum(row["documents"] for row in rows), len(nation.stage))
    with_errors = sum(row["documents"] - row["without_errors"] for row in rows)
    same("documents with errors", with_errors, len(planted))


def main():
    names = {path.stem for path in (HERE / "questions").glob("*.sql")}
    listed = set(re.findall(r"^(\S+)$", run("questions"), re.MULTILINE))
    same("the questions that are listed", listed, names)
    with tempfile.TemporaryDirectory() as folder:
        lake = f"{folder}/a lake of 数据 #1 'quoted'"
        run("generate", lake, "--rows", "20000", "--years", "2", "--seed", "8")
        nation = Nation(lake)
        for year in YEARS:
            for stage in STAGES:
                of_a_stage(nation, year, stage)
        of_all(nation)
        none = nation.ask("three-public", year=2032, stage="budget", division="13")
        same("departments of another province", none, [])
    print(f"the answers to {len(names)} questions are right")


main()
