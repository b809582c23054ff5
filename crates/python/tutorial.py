"""Ten questions to published budgets, answered with polars and matplotlib.

Open it as a notebook (each `# %%` begins a cell), or run it in the project's folder:

    pip install 'yusuan[tutorial]'
    python crates/python/tutorial.py pictures/

`pictures/` then has a picture for each answer. All amounts are whole numbers of 分 in the column
`fen`; the pictures show 万元 (10,000 yuan).
"""

# %% [markdown]
# ## Documents
# Two departments: one whose document is at hand, and one whose ledgers of two years are. Those are
# published first, as by the program's command `yusuan publish`.

# %%
from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import matplotlib as mpl
import polars as pl
from matplotlib import font_manager
from matplotlib import pyplot as plt

import yusuan

EXAMPLES = Path("examples")
PICTURES = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
PICTURES.mkdir(parents=True, exist_ok=True)

with tempfile.TemporaryDirectory() as made:
    files = [yusuan.open(EXAMPLES / "chengxi-archives-2031.docx")]
    for year in (2030, 2031):
        ledger, before = (EXAMPLES / f"yunqiao-urban-{at}" for at in (year, year - 1))
        published = yusuan.publish(
            ledger,
            with_=[before] if before.exists() else [],
            layout="hebei-2023",
            into=Path(made) / str(year),
            formats=["docx"],
        )
        files += [yusuan.open(path) for path in published.files]
print(files)

# %% [markdown]
# ## Records
# Every printed number is a row, which says what it counts: the body, year, flow, fund, function,
# economic category, purpose, memo item and item. These contain each other, so a sum needs a choice:
# all dimensions stand at their whole but those that are asked for. Of a number that is printed
# several times one is `preferred`.

# %%
records = pl.concat([pl.DataFrame(file.records) for file in files]).filter(pl.col("preferred"))

# What stands for all of a dimension.
WHOLE = {
    "unit_name": None,
    "fund": "all_funds",
    "function": None,
    "economic": None,
    "purpose": "all_purposes",
    "memo": "everything",
    "item": None,
}
TOWN = "云桥县城市管理局"


def amounts(by: str, **scope: object) -> pl.DataFrame:
    """Return what is spent in a scope, or flows as it says, by one dimension that is left free."""
    wanted = {**WHOLE, "flow": "spent", **scope}
    wanted.pop(by, None)
    rows = records
    for column, value in wanted.items():
        rows = rows.filter(pl.col(column).eq_missing(pl.lit(value)))
    rows = rows.filter(pl.col("fen") != 0)
    columns = dict.fromkeys(["department_name", "year", by, "row_label", "fen"])
    return rows.select(*columns)


# %% [markdown]
# ## Pictures
# Chinese words need a font that has them; where there is none, keys and codes take their place.

# %%
FONTS = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "SimHei",
)
FONT = next((name for name in FONTS if name in font_manager.get_font_names()), None)
mpl.use("agg")
if FONT:
    mpl.rcParams["font.family"] = FONT
mpl.rcParams["axes.unicode_minus"] = False


def words(chinese: str | None, key: object) -> str:
    """Return what a bar is called."""
    return chinese if FONT and chinese else str(key).encode("ascii", "replace").decode()


def bars(number: int, title: str, labels: list[str], series: dict[str, list[int]]) -> None:
    """Draw horizontal bars, one of each series for each label, and store the picture."""
    figure, axes = plt.subplots(figsize=(9, 1.5 + 0.5 * len(labels)), layout="constrained")
    height = 0.8 / len(series)
    for at, (name, values) in enumerate(series.items()):
        places = [place + at * height for place in range(len(labels))]
        drawn = axes.barh(places, [fen / 1_000_000 for fen in values], height, label=name)
        axes.bar_label(drawn, fmt="{:,.2f}", padding=3)
    axes.set_yticks([place + 0.4 - height / 2 for place in range(len(labels))], labels)
    axes.invert_yaxis()
    axes.margins(x=0.15)
    axes.set_xlabel(words("万元", "10,000 yuan"))
    axes.set_title(title)
    if len(series) > 1:
        axes.legend()
    figure.savefig(PICTURES / f"{number:02}.png", dpi=100)
    plt.close(figure)


def both_years(rows: pl.DataFrame, by: str) -> tuple[list[str], dict[str, list[int]]]:
    """Return labels and a series for each year, an amount that is not printed being 0."""
    names = dict(rows.select(by, "row_label").iter_rows())
    fen = {(year, key): fen for year, key, fen in rows.select("year", by, "fen").iter_rows()}
    years = sorted({year for year, _ in fen})
    series = {str(year): [fen.get((year, key), 0) for key in names] for year in years}
    return [words(names[key], key) for key in names], series


# %% [markdown]
# ## 1. How much does each department intend to spend?

# %%
totals = amounts("department_name").sort("department_name", "year")
print(totals)
bars(
    1,
    "1. Expenditure of each department",
    [
        f"{words(name, f'department {at}')} {year}"
        for at, (name, year) in enumerate(totals.select("department_name", "year").iter_rows(), 1)
    ],
    {"fen": totals["fen"].to_list()},
)

# %% [markdown]
# ## 2. Where does the money of a department come from?
# `fiscal` contains the general public budget, government funds and state capital: it is left out.

# %%
sources = amounts("fund", flow="received", department_name=TOWN, year=2031)
sources = sources.filter(~pl.col("fund").is_in(["fiscal", "all_funds"])).sort(
    "fen", descending=True
)
print(sources)
bars(2, "2. Receipts by fund", sources["fund"].to_list(), {"fen": sources["fen"].to_list()})

# %% [markdown]
# ## 3. What is it spent on?
# A function of three digits is a class; five and seven digits stand below it.

# %%
functions = amounts("function", department_name=TOWN, year=2031)
functions = functions.filter(pl.col("function").str.len_chars() == 3).sort("fen", descending=True)
print(functions)
labels, series = both_years(functions, "function")
bars(3, "3. Expenditure by function", labels, series)

# %% [markdown]
# ## 4. What changed since last year?

# %%
changes = amounts("function", department_name=TOWN)
changes = changes.filter(pl.col("function").str.len_chars() == 3).sort("function", "year")
print(changes)
bars(4, "4. Expenditure by function, beside last year", *both_years(changes, "function"))

# %% [markdown]
# ## 5. How much keeps the department running, and how much goes into projects?

# %%
purposes = amounts("purpose", department_name=TOWN)
purposes = purposes.filter(pl.col("purpose").is_in(["basic", "project"])).sort("purpose", "year")
print(purposes)
labels, series = both_years(purposes.with_columns(row_label=pl.lit(None, pl.String)), "purpose")
bars(5, "5. Basic expenditure and projects", labels, series)

# %% [markdown]
# ## 6. What is the basic expenditure of the general public budget spent on?

# %%
economic = amounts("economic", department_name=TOWN, year=2031, fund="general", purpose="basic")
economic = economic.filter(pl.col("economic").str.len_chars() == 5)
economic = economic.sort("fen", descending=True).head(10)
print(economic)
bars(6, "6. The ten largest economic items", *both_years(economic, "economic"))

# %% [markdown]
# ## 7. What are the three-public amounts?

# %%
ITEMS = ["abroad", "vehicle_purchase", "vehicle_running", "reception"]
three_public = amounts("memo", fund="general")
three_public = three_public.filter(pl.col("memo").is_in(ITEMS)).sort(
    "department_name", "memo", "year"
)
print(three_public)
of_town = three_public.filter(pl.col("department_name") == TOWN)
bars(7, "7. Three-public spending", *both_years(of_town, "memo"))

# %% [markdown]
# ## 8. Which unit spends how much?

# %%
units = amounts("unit_name", department_name=TOWN, year=2031)
units = units.filter(pl.col("unit_name").is_not_null()).sort("fen", descending=True)
print(units)
bars(
    8,
    "8. Expenditure of each unit",
    [words(name, f"unit {at}") for at, name in enumerate(units["unit_name"], 1)],
    {"fen": units["fen"].to_list()},
)

# %% [markdown]
# ## 9. Which projects are the largest?

# %%
projects = amounts("item", department_name=TOWN, year=2031, purpose="project")
projects = projects.filter(pl.col("item").is_not_null()).sort("fen", descending=True)
print(projects)
bars(
    9,
    "9. Projects",
    [words(name, f"project {at}") for at, name in enumerate(projects["item"], 1)],
    {"fen": projects["fen"].to_list()},
)

# %% [markdown]
# ## 10. What is wrong with a document, and by how much?
# One of the examples was damaged on purpose.

# %%
findings = pl.DataFrame(yusuan.check(EXAMPLES / "chengxi-archives-2031-damaged.docx"))
errors = findings.filter(pl.col("severity") == "error")
print(errors.select("finding", "table_title", "printed", "expected", "difference_fen"))
off = errors.filter(pl.col("difference_fen").is_not_null())
bars(
    10,
    "10. Printed less expected",
    [
        f"{code} {words(title, '')}"
        for code, title in off.select("finding", "table_title").iter_rows()
    ],
    {"fen": off["difference_fen"].to_list()},
)
