"""Unit economics of ten million customers, against SQL by hand, pandas and polars."""

import importlib.metadata
import json
import math
import sys

import tables
from measurement import Command, compare, table
from program import binary

TITLE = "unit_economics over 10 million customers against SQL by hand, pandas and polars"
RIVALS = ["duckdb", "pandas", "polars", "pyarrow"]
GROUPINGS = {"keys": "channel, segment", "month": "channel, segment, month"}
INTERVAL_GOALS = {
    ("csv", "keys"): 1.6,
    ("parquet", "keys"): 1.6,
    ("csv", "month"): 2.0,
    ("parquet", "month"): 2.6,
}


# MARK: Programs


def ours(form, rows, grouping, intervals):
    spend, customers = (tables.path(name, rows, form) for name in ("spend", "customers"))
    arguments = f'load("{spend}", as: spend), load("{customers}", as: customers)'
    arguments += ", by: [.channel, .segment]"
    arguments += ", every: month" if grouping == "month" else ""
    arguments += "" if intervals else ", intervals: false"
    name = "sales, intervals" if intervals else "sales"
    statement = f"unit_economics({arguments})"
    return Command(name, [binary(), "-e", statement, "--format", "json"])


def rival(name, form, rows, grouping):
    script = tables.HERE / f"run_{name}.py"
    return Command(name, [sys.executable, str(script), form, str(rows), grouping])


# MARK: Agreement


def rows_of(output):
    """Rows of keys and numbers, without the verdict, from our table or from a rival's list."""
    value = json.loads(output)
    if isinstance(value, list):
        return value
    kept = [i for i, column in enumerate(value["columns"]) if column["name"] != "verdict"]
    rows = [[row[i] for i in kept] for row in value["rows"]]
    return [[cell["value"] if isinstance(cell, dict) else cell for cell in row] for row in rows]


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


def disagreement(one, other):
    """What differs between two outputs, in words; nothing where the figures are the same."""
    left, right = rows_of(one), rows_of(other)
    if len(left) != len(right):
        return f"{len(left)} and {len(right)} rows"
    for a, b in zip(left, right):
        if len(a) != len(b) or not all(map(same, a, b)):
            return f"{a} and {b}"
    return None


# MARK: The benchmark


def comparisons(form, rows, grouping, runs):
    title = f"{form}, by {GROUPINGS[grouping]}"
    plain = ours(form, rows, grouping, intervals=False)
    with_intervals = ours(form, rows, grouping, intervals=True)
    goal = (INTERVAL_GOALS[form, grouping], None)
    for program, name, goals in [
        (plain, "sql", (1.1, 1.2)),
        (with_intervals, "sql", goal),
        (plain, "pandas", (0.5, None)),
        (plain, "polars", (1.0, None)),
    ]:
        other = rival(name, form, rows, grouping)
        yield compare(title, program, other, runs, goals, agree=disagreement)


def measure(options):
    versions = (f"{name} {importlib.metadata.version(name)}" for name in RIVALS)
    print(f"python    {sys.version.split()[0]}; {', '.join(versions)}")
    tables.write(options.rows)
    results = []
    for form in ("csv", "parquet"):
        for grouping in GROUPINGS:
            results += comparisons(form, options.rows, grouping, options.runs)
    print(f"{options.rows} customers; medians of {options.runs} pairs, in turn")
    print(*table(results), sep="\n")
