"""Running commands one after the other, and what they took."""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from statistics import median

MEGABYTE = 1024  # ru_maxrss counts kilobytes


@dataclass
class Command:
    """A program to measure: what it is called, its arguments, and what it must have printed."""

    name: str
    arguments: list[str]
    environment: dict[str, str] | None = None


@dataclass
class Run:
    """What one run took, and what it wrote on its standard output."""

    seconds: float
    megabytes: float
    output: str


class Failed(Exception):
    """A measured program ended with an error, or printed something else than its rival."""


def run(command):
    """Run a command alone and wait for it; its time is from start to end, its memory the peak."""
    environment = os.environ | (command.environment or {})
    # The words of a command are of interest only when it fails.
    with tempfile.TemporaryFile("w+") as words:
        begin = time.perf_counter()
        child = subprocess.Popen(
            command.arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=words,
            env=environment,
        )
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        child.stdout.close()
        if child.returncode != 0:
            words.seek(0)
            raise Failed(f"{command.name} ended with {child.returncode}\n{words.read()}")
    return Run(seconds, usage.ru_maxrss / MEGABYTE, output.decode())


@dataclass
class Comparison:
    """The medians of two programs that ran in turn."""

    title: str
    names: tuple[str, str]
    seconds: tuple[float, float]
    megabytes: tuple[float, float]
    goal: tuple[float | None, float | None]  # of the ratios of time and of memory

    @property
    def time_ratio(self):
        return self.seconds[0] / self.seconds[1]

    @property
    def memory_ratio(self):
        return self.megabytes[0] / self.megabytes[1]


def compare(title, ours, rival, runs, goal=(None, None), agree=None):
    """Run both once to warm up, compare what they print, then `runs` times in turn."""
    first = run(ours), run(rival)
    if agree and (problem := agree(first[0].output, first[1].output)):
        raise Failed(f"{ours.name} and {rival.name} differ: {problem}")
    pairs = [(run(ours), run(rival)) for _ in range(runs)]
    seconds = tuple(median(pair[side].seconds for pair in pairs) for side in (0, 1))
    megabytes = tuple(median(pair[side].megabytes for pair in pairs) for side in (0, 1))
    return Comparison(title, (ours.name, rival.name), seconds, megabytes, goal)


def table(comparisons, with_memory=True):
    """The comparisons as lines of one table with aligned columns."""
    head = ["comparison", "ours", "against", "s", "s", "ratio", "goal"]
    head += ["MB", "MB", "ratio", "goal"] if with_memory else []
    rows = [head]
    for each in comparisons:
        row = [each.title, *each.names, *(f"{s:.3f}" for s in each.seconds)]
        row += [ratio(each.time_ratio), limit(each.goal[0])]
        if with_memory:
            row += [*(f"{m:.0f}" for m in each.megabytes)]
            row += [ratio(each.memory_ratio), limit(each.goal[1])]
        rows.append(row)
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return [
        "  ".join(
            cell.ljust(width) if column < 3 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths))
        ).rstrip()
        for row in rows
    ]


def ratio(number):
    return f"{number:.2f}" if number >= 0.1 else f"{number:.3f}"


def limit(goal):
    return "" if goal is None else f"≤ {goal}"
