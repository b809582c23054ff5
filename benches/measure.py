"""Runs commands as whole processes and keeps their time and peak memory."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


@dataclass
class Runner:
    """One program and what it is asked to do."""

    name: str
    command: list
    seconds: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    peak_kib: int = 0
    code: int = 0

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def cpu_median(self):
        return statistics.median(self.cpu)


def run_once(command, before=()):
    """Runs a command without its output; gives seconds, CPU seconds, peak KiB and exit code."""
    with open(os.devnull, "r+b") as nothing:
        start = time.perf_counter()
        child = subprocess.Popen(
            [*before, *command], stdin=nothing, stdout=nothing, stderr=nothing
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, child.returncode


def peak_of(command):
    """Peak memory in KiB.

    A child counts the pages of the process that started it, and this one is large. So GNU
    time, which is small, starts it; without GNU time the figure is an upper bound.
    """
    gnu_time = shutil.which("time")
    if gnu_time is None:
        return run_once(command)[2]
    with tempfile.NamedTemporaryFile("r") as told:
        run_once(command, before=[gnu_time, "--quiet", "-f", "%M", "-o", told.name])
        return int(told.read().split()[-1])


def measure(runners, rounds):
    """Runs all in turn, round by round, so that a busy machine is busy for all of them."""
    for runner in runners:
        runner.peak_kib = peak_of(runner.command)
    for _ in range(rounds):
        for runner in runners:
            seconds, cpu, _, runner.code = run_once(runner.command)
            runner.seconds.append(seconds)
            runner.cpu.append(cpu)
    # An exit code of yusuan's own, 1, says that it found errors.
    broken = [runner for runner in runners if runner.code not in (0, 1)]
    for runner in broken:
        print(f"  {runner.name}: exit code {runner.code}, left out")
    return [runner for runner in runners if runner not in broken]
