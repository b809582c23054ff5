"""Runs commands as whole processes and records their time and peak memory."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


@dataclass
class Runner:
    """One program with its arguments, and its measurements."""

    name: str
    command: list
    repeat: int = 1  # How often it runs in a round.
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
    """Runs a command without its output; returns seconds, CPU seconds, peak KiB, exit code."""
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
    """Returns the peak memory of a command in KiB.

    The peak of a child process includes the pages of the process that started it, and this
    one is large. So it is started by GNU time, which is small; without GNU time the result is
    an upper bound.
    """
    gnu_time = shutil.which("time")
    if gnu_time is None:
        return run_once(command)[2]
    with tempfile.NamedTemporaryFile("r") as output:
        run_once(command, before=[gnu_time, "--quiet", "-f", "%M", "-o", output.name])
        return int(output.read().split()[-1])


def measure(runners, rounds):
    """Runs all commands in turn, round by round, so that other load affects all alike."""
    for runner in runners:
        runner.peak_kib = peak_of(runner.command)
    for _ in range(rounds):
        for runner in runners:
            for _ in range(runner.repeat):
                seconds, cpu, _, runner.code = run_once(runner.command)
                runner.seconds.append(seconds)
                runner.cpu.append(cpu)
    # yusuan's exit code 1 means that it found errors.
    broken = [runner for runner in runners if runner.code not in (0, 1)]
    for runner in broken:
        print(f"  {runner.name}: exit code {runner.code}, left out")
    return [runner for runner in runners if runner not in broken]
