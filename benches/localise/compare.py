"""Compares the time to localise errors: this program against HiGHS on the same equations.

    ./bench localise

runs this on the output of the example `localise_systems`.

HiGHS solves the model of R's errorlocate (Fellegi–Holt as a mixed-integer program): one
continuous change and one binary variable for each cell, minimising the number of binaries
with which every equation holds. It stops at the first optimum, while this program lists all
of them. The time includes building the model for HiGHS, and deriving the identities for
neither. HiGHS computes with floats, so its solution is checked with integers.
"""

import json
import math
import sys
import time

import highspy

RUNS = 3
SMALL = 0.5  # A change below half a 分 counts as no change.


def model(system):
    cells = dict(system["cells"])
    largest = max(abs(fen) for fen in cells.values())
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
    # In units of the printed digit the numbers are small enough for floats.
    step = 10_000
    bound = 2.0 * largest / step
    column = {}
    for cell in cells:
        column[cell] = solver.getNumCol()
        solver.addVar(-bound, bound)
        solver.addVar(0, 1)
        switch = column[cell] + 1
        solver.changeColIntegrality(switch, highspy.HighsVarType.kInteger)
        solver.changeColCost(switch, 1.0)
        inf = highspy.kHighsInf
        solver.addRow(-inf, 0.0, 2, [column[cell], switch], [1.0, -bound])
        solver.addRow(0.0, inf, 2, [column[cell], switch], [1.0, bound])
    for equation in system["equations"]:
        total = sum(sign * cells[cell] for cell, sign in equation["terms"])
        slack = equation["slack"] / step
        low, high = -total / step - slack, -total / step + slack
        if equation["is_bound"]:
            high = highspy.kHighsInf
        terms = equation["terms"]
        solver.addRow(low, high, len(terms), [column[c] for c, _ in terms], [float(s) for _, s in terms])
    return solver, column


def solve(system):
    start = time.perf_counter()
    solver, column = model(system)
    solver.run()
    seconds = time.perf_counter() - start
    values = solver.getSolution().col_value
    changed = {c: values[at] for c, at in column.items() if abs(values[at]) * 10_000 > SMALL}
    return seconds, changed


def is_right(system, changed):
    cells = dict(system["cells"])
    for cell, steps in changed.items():
        cells[cell] += round(steps * 10_000)
    for equation in system["equations"]:
        total = sum(sign * cells[cell] for cell, sign in equation["terms"])
        slack = equation["slack"]
        if total < -slack or (total > slack and not equation["is_bound"]):
            return False
    return True


def main():
    print(
        f"  {'system':<24} {'cells':>6} {'equations':>9} {'wrong':>5} {'ours ms':>9} "
        f"{'HiGHS ms':>10} {'ratio':>8}  same size  ours, doubling with each mark"
    )
    ratios = []
    for line in open(sys.argv[1], encoding="utf-8"):
        system = json.loads(line)
        runs = sorted((solve(system) for _ in range(RUNS)), key=lambda run: run[0])
        seconds, changed = runs[RUNS // 2]
        ours = system["nanos"] / 1e9
        same = len(changed) == system["changed"] and is_right(system, changed)
        size = "yes" if same else f"no: {len(changed)}/{system['changed']}"
        ratios.append(seconds / ours)
        curve = "▪" * max(1, round(math.log2(ours * 1e6)))
        print(
            f"  {system['name'].split('/')[-1][-24:]:<24} {len(system['cells']):>6} "
            f"{len(system['equations']):>9} {system['errors']:>5} {ours * 1e3:>9.3f} "
            f"{seconds * 1e3:>10.2f} {seconds / ours:>7.0f}×  {size:<9}  {curve}"
        )
    print(min(ratios))


main()
