"""Effects and dips in three years of days, against statsmodels, pycausalimpact and ruptures."""

import importlib.metadata
import json
import math
import sys
from dataclasses import dataclass
from statistics import median

import generated_days
import tables
from measurement import Command, Comparison, Failed, compare, run, table
from program import binary

TITLE = "effect and dips of three years of days against statsmodels, pycausalimpact and ruptures"
PACKAGES = ["statsmodels", "pycausalimpact", "ruptures", "scipy", "pandas", "numpy"]
# The expected total: statsmodels has the same model; the level of pycausalimpact hardly moves.
SAME, ALIKE = 0.005, 0.02
# What 2 σ² ln n is for the noise of spend: a change adds a date and a level.
PENALTY = 2 * generated_days.NOISE**2 * math.log(generated_days.DAYS)
REPETITIONS = 5
# One thread for the linear algebra of these packages: their matrices are small.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


# MARK: Programs


@dataclass
class Statement:
    """A statement of ours, and how often a script repeats it to be timed without the start."""

    name: str
    text: str
    times: int

    def command(self, days, times):
        """A script in a file that reads the table and has the statement so many times."""
        script = tables.CACHE / f"{self.name.replace(' ', '-')}-{times}.sales"
        script.write_text(f'let days = load("{days}")\n' + f"{self.text}\n" * times)
        return Command(self.name, [binary(), "run", str(script), "--format", "json"])


def effect(season):
    controls = ", ".join(f".c{number}" for number in range(generated_days.CONTROLS))
    window = f"from: @{generated_days.DARK_FROM}, to: @{generated_days.LAST}"
    return (
        f"effect(days, of: .sales, at: .date, {window}, controls: [{controls}]"
        + ("" if season else ', season: "none"') + ")"
    )


EFFECT = Statement("effect", effect(season=False), 11)
SEASONS = Statement("effect with seasons", effect(season=True), 11)
DIPS = Statement(
    "dips", f'dips(days, of: .spend, at: .date, season: "none", penalty: {PENALTY!r})', 101
)


def rival(name, script, *arguments):
    """A program of Python that says how long it computed each of some times."""

    def command(days, times):
        words = [str(tables.HERE / script), str(days), str(arguments[0]), str(times)]
        return Command(name, [sys.executable, *words, *arguments[1:]], ONE_THREAD)

    return command


COMPONENTS = "run_unobserved_components.py"
FITTED = rival("statsmodels", COMPONENTS, generated_days.DARK, "fitted")
STATES = rival("statsmodels, states", COMPONENTS, generated_days.DARK, "states")
IMPACT = rival("pycausalimpact", "run_causal_impact.py", generated_days.DARK)
PELT = rival("ruptures", "run_ruptures.py", repr(PENALTY))


# MARK: Agreement


def column(output, name):
    """The cells of a column of the first table that was printed."""
    value, _ = json.JSONDecoder().raw_decode(output)
    place = [each["name"] for each in value["columns"]].index(name)
    cells = (row[place] for row in value["rows"])
    return [cell["value"] if isinstance(cell, dict) else cell for cell in cells]


def expected(tolerance):
    """What differs between the expected totals, in words; nothing where they are near enough."""

    def difference(ours, theirs):
        one, other = column(ours, "expected")[0], json.loads(theirs)["expected"]
        near = math.isclose(one, other, rel_tol=tolerance)
        return None if near else f"{one} and {other} expected"

    return difference


def changes(ours, theirs):
    one, other = column(ours, "from"), json.loads(theirs)["changes"]
    return None if one == other else f"changes on {one} and {other}"


# MARK: The benchmark

PAIRS = [
    (EFFECT, FITTED, 0.1, expected(SAME)),
    (EFFECT, STATES, None, expected(SAME)),
    (EFFECT, IMPACT, 0.03, expected(ALIKE)),
    (SEASONS, IMPACT, None, None),
    (DIPS, PELT, 0.01, changes),
]


def whole(statement, other, agree, days, runs):
    return compare(
        "whole process", statement.command(days, 1), other(days, 1), runs, agree=agree
    )


def alone(statement, other, goal, days, runs):
    """Computing alone: ours by a script that has the statement more often, theirs by their clock."""
    once, often = statement.command(days, 1), statement.command(days, statement.times)
    ours, theirs = [], []
    for _ in range(runs):
        ours.append((run(often).seconds - run(once).seconds) / (statement.times - 1))
        theirs.append(median(json.loads(run(other(days, REPETITIONS)).output)["seconds"]))
    # A single pair may be disturbed by other work.
    if median(ours) <= 0:
        raise Failed(f"{statement.name} is too short to be timed beside the start of the program")
    name = other(days, 1).name
    seconds = (median(ours), median(theirs))
    return Comparison("computing alone", (statement.name, name), seconds, (0, 1), (goal, None))


def measure(options):
    versions = (f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    print(f"python    {sys.version.split()[0]}; {', '.join(versions)}; one thread")
    print("effect    a level at random and ten controls; expected in the last three weeks; in")
    print("          statsmodels coefficients are fitted, its default, or are states")
    print("dips      exact changes of level for a penalty that is the same on both sides")
    print("alone     ours: reads the file, computes and prints; the difference of scripts that do it")
    print("          once and more often. Theirs: fit and forecast, or search, by a clock inside")
    days = generated_days.write()
    runs = options.runs
    processes = [whole(ours, other, agree, days, runs) for ours, other, _, agree in PAIRS]
    print(f"{generated_days.DAYS} days; medians of {runs} pairs, in turn")
    print(*table(processes), sep="\n")
    computing = [alone(ours, other, goal, days, runs) for ours, other, goal, _ in PAIRS]
    print(*table(computing, with_memory=False), sep="\n")
