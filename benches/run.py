"""The benchmark; started by ./bench."""

import argparse
import os
import sys
from pathlib import Path

import report
from sections import SECTIONS, Bench


def arguments():
    parser = argparse.ArgumentParser(prog="./bench", description="Times yusuan against its peers.")
    parser.add_argument("--yusuan", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--runs", type=int, default=15, help="runs of fast programs (15)")
    parser.add_argument("--slow-runs", type=int, default=5, help="runs of slow programs (5)")
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], help="default: all")
    return parser.parse_args()


def main():
    given = arguments()
    bench = Bench(str(given.yusuan.resolve()), given.runs, given.slow_runs)
    load = os.getloadavg()[0]
    is_busy = load > os.cpu_count()
    print(f"\n{os.cpu_count()} cores, load {load:.1f} at the start.", end=" ")
    print("Whole processes. The ratio says how many times as long as yusuan a program takes.")
    print("Where the median is far above the CPU time, other programs kept the machine busy.")
    for name in given.sections or SECTIONS:
        SECTIONS[name](bench)
    missed = len(report.MISSED)
    print(f"\n{missed} targets missed" if missed else "\nAll targets met")
    if missed and is_busy:
        print("The machine was busy at the start. Run this again when it is idle.")
    sys.exit(1 if missed else 0)


main()
