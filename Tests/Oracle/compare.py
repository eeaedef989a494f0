#!/usr/bin/env python3
"""Hold `sales` against the recomputation in unit_economics.py.

    compare.py BINARY [--count 200]

Runs `unit_economics` on the worked example, on the bundled data and on generated tables, several
statements a process, and compares rows, columns, units and values to 1e-9. Every pair of tables is
grouped by channel and by segment; the worked example and some of the generated ones are also cut to a
period, split by months, given a margin, and computed without intervals. `churn` is held by each of its
definitions and `ltv` by each of its methods, on those pairs with all of them. The bundled data have
so many customers that each option is tried on them once, and time at risk, which the recomputation
counts day by day, is left to the others. The limits of the intervals of `unit_economics` are held
against intervals.py. Tables that mix currencies have to be refused. The last line counts the
statements that passed and failed.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from generate_tables import generate
from intervals import NONE, intervals
from unit_economics import (
    CHURN_FIGURES,
    FIGURES,
    LTV_FIGURES,
    Refused,
    as_json,
    churn_rows,
    figures,
    ltv_rows,
    monthly,
    read,
    sums_by_row,
)

ORACLE = Path(__file__).resolve().parent
ROOT = ORACLE.parent.parent
TOLERANCE = 1e-9
QUANTILE_ERROR = 1e-5  # of the quantile of Student's distribution, relative, as the page says
BATCH = 40
THRESHOLDS = (1, 3)
VARIED = 5  # of so many pairs of tables, two get all of the options
DEFINITIONS = ("classic", "exposure", "stripe", "profitwell", "maxio")
METHODS = (
    ("simple", None),
    ("margin", None),
    ("discounted_advance", (Fraction(1, 100), "month")),
    ("discounted_arrears", (Fraction(12, 100), "year")),
    ("expansion", (Fraction(1, 200), "month")),
    ("expansion", (Fraction(6, 100), "year")),
)


# MARK: Cases


@dataclass
class Case:
    """A pair of tables, and what is asked of it."""

    pair: dict
    by: tuple = ()
    during: tuple | None = None
    every: str | None = None
    margin: Fraction = Fraction(1)
    intervals: bool = True
    declared = FIGURES
    has_limits = True  # whether the intervals are recomputed, too

    @property
    def options(self):
        """The named arguments, as they are written."""
        written = []
        if self.by:
            columns = ", ".join(f".{name}" for name in self.by)
            written.append(f"by: {columns if len(self.by) == 1 else f'[{columns}]'}")
        if self.during:
            written.append(f"during: @{self.during[0]}..@{self.during[1]}")
        if self.every:
            written.append(f"every: {self.every}")
        if self.margin != 1:
            written.append(f"margin: {float(100 * self.margin)}%")
        if not self.intervals:
            written.append("intervals: false")
        return written

    @property
    def statement(self):
        spend, customers = self.pair["spend"], self.pair["customers"]
        tables = [f'load("{spend}", as: "spend")', f'load("{customers}", as: "customers")']
        return f"unit_economics({', '.join(tables + self.options)})"

    @cached_property
    def sums(self):
        """The sums that the recomputation gives, by row."""
        return sums_by_row(
            read(self.pair["spend"]),
            read(self.pair["customers"]),
            self.by,
            during=self.during,
            every=self.every,
        )

    @property
    def expected(self):
        """The table that the recomputation gives, in the JSON form."""
        rows = [(key, figures(sums, self.margin)) for key, sums in self.sums]
        return as_json(rows, self.by, self.every)

    @property
    def expected_limits(self):
        """For each row the limits of each figure with the quantile a little smaller and larger."""
        scales = (1 - QUANTILE_ERROR, 1 + QUANTILE_ERROR)
        return [
            [intervals(sums, self.margin, scale) for scale in scales] for _, sums in self.sums
        ]


@dataclass
class ChurnCase(Case):
    """Churn by one of its definitions."""

    definition: str = "classic"
    declared = CHURN_FIGURES
    has_limits = False

    @property
    def options(self):
        return super().options + [f'definition: "{self.definition}"']

    @property
    def statement(self):
        table = f'load("{self.pair["customers"]}", as: "customers")'
        return f"churn({', '.join([table] + self.options)})"

    @property
    def expected(self):
        customers = read(self.pair["customers"])
        rows = churn_rows(customers, self.by, self.definition, self.during, every=self.every)
        return as_json(rows, self.by, self.every, CHURN_FIGURES)


@dataclass
class LtvCase(Case):
    """Lifetime value by one of its methods."""

    method: str = "margin"
    rate: tuple | None = None
    declared = LTV_FIGURES
    has_limits = False

    @property
    def options(self):
        written = super().options + [f'method: "{self.method}"']
        if self.rate:
            name = "expansion" if self.method == "expansion" else "discount"
            written.append(f"{name}: {float(100 * self.rate[0])}%/{self.rate[1]}")
        return written

    @property
    def statement(self):
        table = f'load("{self.pair["customers"]}", as: "customers")'
        return f"ltv({', '.join([table] + self.options)})"

    @property
    def expected(self):
        rows = ltv_rows(
            read(self.pair["customers"]),
            self.by,
            self.method,
            monthly(*self.rate) if self.rate else 0,
            self.margin,
            self.during,
            every=self.every,
        )
        return as_json(rows, self.by, self.every, LTV_FIGURES)


def middle(pair):
    """From the first to the third quartile of the days on which the customers started."""
    days = sorted(row["started"] for row in read(pair["customers"]) if row["started"])
    if not days:
        return date(2024, 1, 1), date(2024, 6, 30)
    return tuple(date.fromisoformat(days[len(days) * part // 4]) for part in (1, 3))


def cases_of_many(pair):
    """What is asked of a pair with thousands of customers."""
    period, margin = middle(pair), Fraction(72, 100)
    return [
        Case(pair, ("channel",)),
        Case(pair, ("segment",)),
        Case(pair, intervals=False),
        Case(pair, ("channel", "segment"), margin=margin),
        Case(pair, ("channel",), during=period, intervals=False),
        Case(pair, ("segment",), every="month", margin=margin, intervals=False),
        ChurnCase(pair, ("channel",), definition="classic"),
        ChurnCase(pair, ("segment",), period, definition="maxio"),
        LtvCase(pair, ("segment",), method="discounted_advance", rate=(Fraction(1, 100), "month")),
    ]


def cases(number, pair):
    if pair.get("many"):
        return cases_of_many(pair)
    found = [Case(pair, ("channel",)), Case(pair, ("segment",))]
    if pair.get("refused"):
        return found[:1]
    definition, method = DEFINITIONS[number % len(DEFINITIONS)], METHODS[number % len(METHODS)]
    found += [
        ChurnCase(pair, ("channel",), definition=definition),
        LtvCase(pair, ("segment",), method=method[0], rate=method[1]),
    ]
    if number % VARIED < 2:
        period, margin = middle(pair), Fraction(72, 100)
        found += [
            Case(pair, intervals=False),
            Case(pair, ("channel", "segment"), margin=margin),
            Case(pair, ("channel",), during=period, intervals=False),
            Case(pair, ("segment",), every="month"),
            Case(pair, ("channel",), period, "month", margin, intervals=False),
        ]
        for definition in DEFINITIONS:
            found += [
                ChurnCase(pair, ("segment",), period, definition=definition),
                ChurnCase(pair, (), None, "month", intervals=False, definition=definition),
            ]
        for method, rate in METHODS:
            share = margin if method != "simple" else Fraction(1)
            found += [
                LtvCase(pair, ("channel",), margin=share, method=method, rate=rate),
                LtvCase(pair, ("segment",), period, intervals=False, method=method, rate=rate),
            ]
    return found


# MARK: The program


def run(binary, statements):
    """The exit code, the lines of the standard output, and the standard error."""
    done = subprocess.run(
        [binary, "-e", "\n".join(statements), "--format", "json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=600,
        cwd=ROOT,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr.strip()


# MARK: Comparison


def value_of(cell):
    return cell["value"] if isinstance(cell, dict) else cell


def bounds(cell):
    """The ends of an interval that are known."""
    found = [cell.get("low"), cell.get("high")] if isinstance(cell, dict) else []
    return [end for end in found if end is not None]


def close(expected, actual):
    if isinstance(expected, float) and isinstance(actual, (int, float)):
        return math.isclose(expected, actual, rel_tol=TOLERANCE, abs_tol=1e-12)
    return expected == actual


def on_threshold(row, names):
    """Whether ltv_cac lies so near a threshold that rounding decides the verdict and payback."""
    ratio = row[names.index("ltv_cac")] if "ltv_cac" in names else None
    return ratio is not None and any(abs(ratio - t) <= TOLERANCE * t for t in THRESHOLDS)


def differences(expected, actual, declared):
    """What differs between two tables in the JSON form, in words; nothing when they agree."""
    names = [column["name"] for column in expected["columns"]]
    found = [column["name"] for column in actual["columns"]]
    if names != found:
        return [f"columns {found}, expected {names}"]
    differing = []
    for want, have in zip(expected["columns"], actual["columns"]):
        if want["unit"] != have["unit"]:
            differing.append(f"unit of {want['name']}: {have['unit']}, expected {want['unit']}")
    keys = len(names) - len(declared)
    expected_keys = [row[:keys] for row in expected["rows"]]
    actual_keys = [row[:keys] for row in actual["rows"]]
    if expected_keys != actual_keys:
        return differing + [f"rows {actual_keys}, expected {expected_keys}"]
    for want, have in zip(expected["rows"], actual["rows"]):
        lenient = {"verdict", "payback"} if on_threshold(want, names) else set()
        for name, wanted, cell in zip(names[keys:], want[keys:], have[keys:]):
            if name not in lenient and not close(wanted, value_of(cell)):
                differing.append(f"{want[:keys]} {name}: {value_of(cell)}, expected {wanted}")
    return differing


def inside(ends, actual):
    """Whether a limit lies between two ends; it may miss where one of them does."""
    known = [end for end in ends if end is not None]
    if actual is None or len(known) < len(ends):
        return len(known) == 1 or (actual is None and not known)
    room = TOLERANCE * max(map(abs, known)) + 1e-12
    return min(known) - room <= actual <= max(known) + room


def limit_differences(expected, names, actual):
    """What differs between the limits of two tables that agree in their values."""
    differing = []
    for (smaller, larger), row in zip(expected, actual["rows"]):
        for name, cell in zip(names, row):
            if name not in smaller or cell is None:
                continue
            limits = (cell.get("low"), cell.get("high")) if isinstance(cell, dict) else NONE
            wanted = list(zip(smaller[name], larger[name]))
            if not all(inside(ends, limit) for ends, limit in zip(wanted, limits)):
                differing.append(f"{row[0]} limits of {name}: {limits}, expected {wanted}")
    return differing


def check_line(case, line):
    try:
        actual = json.loads(line)
    except ValueError:
        return [f"not JSON: {line[:200]}"]
    if not isinstance(actual, dict) or not {"columns", "rows"} <= actual.keys():
        return [f"not a table: {line[:200]}"]
    if not case.intervals and any(bounds(cell) for row in actual["rows"] for cell in row):
        return ["intervals, although none are asked for"]
    found = differences(case.expected, actual, case.declared)
    if found or not case.intervals or not case.has_limits:
        return found
    names = [column["name"] for column in actual["columns"]]
    return limit_differences(case.expected_limits, names, actual)


# MARK: Tables


def refusal(binary, case):
    """A table with two currencies: refused by the recomputation and by the program, in words."""
    try:
        case.expected
        return ["the recomputation does not refuse it"]
    except Refused:
        pass
    code, lines, errors = run(binary, [case.statement])
    if code not in (1, 3, 5):
        return [f"exit code {code}, expected a refusal"]
    if lines:
        return [f"prints {lines[0][:200]} although it is refused"]
    named = "EUR" in errors and "USD" in errors
    return [] if named else [f"the refusal does not name both currencies: {errors[:300]}"]


def batch_results(binary, batch):
    """For each case what differs; a batch that fails is run again one statement at a time."""
    code, lines, errors = run(binary, [case.statement for case in batch])
    if code == 0 and len(lines) == len(batch):
        return [check_line(case, line) for case, line in zip(batch, lines)]
    if len(batch) > 1:
        return [batch_results(binary, [case])[0] for case in batch]
    return [[f"exit code {code}, {len(lines)} lines: {errors[:500]}"]]


def bundled_pairs():
    return [
        {"name": f.name, "spend": f / "spend.csv", "customers": f / "customers.csv", "many": many}
        for f, many in [(ORACLE / "Example", False), (ROOT / "Datasets", True)]
    ]


def generated_pairs(folder, count):
    return [
        {
            "name": f"{entry['spend'][:3]} ({', '.join(entry['traits'])})",
            "spend": folder / entry["spend"],
            "customers": folder / entry["customers"],
            "refused": entry["refused"],
        }
        for entry in generate(folder, count)
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args()
    binary = str(Path(options.binary).resolve())
    passed = failed = 0

    def report(case, problems):
        nonlocal passed, failed
        passed, failed = passed + (not problems), failed + bool(problems)
        if problems:
            name = f"{case.pair['name']}: {', '.join(case.options)}"
            print(f"FAILED {name}", *problems[:5], sep="\n  ")

    with tempfile.TemporaryDirectory() as scratch:
        pairs = bundled_pairs() + generated_pairs(Path(scratch), options.count)
        every = [case for number, pair in enumerate(pairs) for case in cases(number, pair)]
        computed = [case for case in every if not case.pair.get("refused")]
        for start in range(0, len(computed), BATCH):
            batch = computed[start : start + BATCH]
            for case, problems in zip(batch, batch_results(binary, batch)):
                report(case, problems)
        for case in every:
            if case.pair.get("refused"):
                report(case, refusal(binary, case))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
