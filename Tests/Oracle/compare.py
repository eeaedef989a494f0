#!/usr/bin/env python3
"""Hold `sales` against the recomputation in unit_economics.py.

    compare.py BINARY [--count 200] [--by channel]

Runs `unit_economics` on the worked example, on the bundled data and on generated tables, several
statements a process, and compares rows, columns, units and values to 1e-9. Tables that mix
currencies have to be refused. The last line counts the tables that passed and failed.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from generate_tables import generate
from unit_economics import FIGURES, Refused, as_json, read, unit_economics

ORACLE = Path(__file__).resolve().parent
ROOT = ORACLE.parent.parent
TOLERANCE = 1e-9
BATCH = 20
THRESHOLDS = (1, 3)


def statement(spend, customers, by):
    tables = f'load("{spend}", as: "spend"), load("{customers}", as: "customers")'
    return f"unit_economics({tables}, by: .{by})"


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


def close(expected, actual):
    if isinstance(expected, float) and isinstance(actual, (int, float)):
        return math.isclose(expected, actual, rel_tol=TOLERANCE, abs_tol=1e-12)
    return expected == actual


def on_threshold(row, names):
    """Whether ltv_cac lies so near a threshold that rounding decides the verdict and payback."""
    ratio = row[names.index("ltv_cac")]
    return ratio is not None and any(abs(ratio - t) <= TOLERANCE * t for t in THRESHOLDS)


def differences(expected, actual):
    """What differs between two tables in the JSON form, in words; nothing when they agree."""
    names = [column["name"] for column in expected["columns"]]
    found = [column["name"] for column in actual["columns"]]
    if names != found:
        return [f"columns {found}, expected {names}"]
    differing = []
    for want, have in zip(expected["columns"], actual["columns"]):
        if want["unit"] != have["unit"]:
            differing.append(f"unit of {want['name']}: {have['unit']}, expected {want['unit']}")
    keys = len(names) - len(FIGURES)
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


def expected_table(pair, by):
    return as_json(unit_economics(read(pair["spend"]), read(pair["customers"]), [by]), [by])


def check_line(pair, by, line):
    try:
        actual = json.loads(line)
    except ValueError:
        return [f"not JSON: {line[:200]}"]
    if not isinstance(actual, dict) or not {"columns", "rows"} <= actual.keys():
        return [f"not a table: {line[:200]}"]
    return differences(expected_table(pair, by), actual)


# MARK: Tables


def refusal(binary, pair, by):
    """A table with two currencies: refused by the recomputation and by the program, in words."""
    try:
        expected_table(pair, by)
        return ["the recomputation does not refuse it"]
    except Refused:
        pass
    code, lines, errors = run(binary, [statement(pair["spend"], pair["customers"], by)])
    if code not in (1, 3, 5):
        return [f"exit code {code}, expected a refusal"]
    if lines:
        return [f"prints {lines[0][:200]} although it is refused"]
    named = "EUR" in errors and "USD" in errors
    return [] if named else [f"the refusal does not name both currencies: {errors[:300]}"]


def batch_results(binary, pairs, by):
    """For each pair what differs; a batch that fails is run again one statement at a time."""
    code, lines, errors = run(binary, [statement(p["spend"], p["customers"], by) for p in pairs])
    if code == 0 and len(lines) == len(pairs):
        return [check_line(pair, by, line) for pair, line in zip(pairs, lines)]
    if len(pairs) > 1:
        return [batch_results(binary, [pair], by)[0] for pair in pairs]
    return [[f"exit code {code}, {len(lines)} lines: {errors[:500]}"]]


def bundled_pairs():
    return [
        {"name": f.name, "spend": f / "spend.csv", "customers": f / "customers.csv"}
        for f in [ORACLE / "Example", ROOT / "Datasets"]
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
    parser.add_argument("--by", default="channel", choices=["channel", "segment"])
    options = parser.parse_args()
    binary = str(Path(options.binary).resolve())
    passed = failed = 0

    def report(pair, problems):
        nonlocal passed, failed
        passed, failed = passed + (not problems), failed + bool(problems)
        if problems:
            print(f"FAILED {pair['name']}", *problems[:5], sep="\n  ")

    with tempfile.TemporaryDirectory() as scratch:
        pairs = bundled_pairs() + generated_pairs(Path(scratch), options.count)
        computed = [pair for pair in pairs if not pair.get("refused")]
        for start in range(0, len(computed), BATCH):
            batch = computed[start : start + BATCH]
            for pair, problems in zip(batch, batch_results(binary, batch, options.by)):
                report(pair, problems)
        for pair in pairs:
            if pair.get("refused"):
                report(pair, refusal(binary, pair, options.by))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
