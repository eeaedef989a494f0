"""Loading CSV: every cell of a long and of a wide file, against DuckDB's own reader."""

import json
import sys

import tables
from measurement import Command, compare, table
from program import binary

TITLE = "load and every column of 10 million rows of CSV against read_csv with given types"
CUSTOMERS = {
    "id": "VARCHAR",
    "started": "DATE",
    "ended": "DATE",
    "channel": "VARCHAR",
    "segment": "VARCHAR",
    "region": "VARCHAR",
    "product": "VARCHAR",
    "employees": "BIGINT",
    "mrr": "DOUBLE",
}
WIDE_COLUMNS, WIDE_ROWS = 5_000, 200


def wide_file():
    """A file of days, whole numbers, decimals and words, written once."""
    kinds = [
        ("day", "DATE", lambda row, column: f"2026-{1 + row % 12:02}-{1 + column % 28:02}"),
        ("count", "BIGINT", lambda row, column: row * column % 9_973),
        ("amount", "DOUBLE", lambda row, column: f"{row * column % 9_973}.25"),
        ("name", "VARCHAR", lambda row, column: f"name {row * column % 97}"),
    ]
    columns = [(f"{kinds[at % 4][0]}_{at}", *kinds[at % 4][1:]) for at in range(WIDE_COLUMNS)]
    path = tables.CACHE / f"wide-{WIDE_COLUMNS}-{WIDE_ROWS}.csv"
    if not path.exists():
        partial = path.with_suffix(".partial")
        with partial.open("w") as file:
            print(*(name for name, _, _ in columns), sep=",", file=file)
            for row in range(WIDE_ROWS):
                cells = (cell(row, at) for at, (_, _, cell) in enumerate(columns))
                print(*cells, sep=",", file=file)
        partial.rename(path)
    return path, {name: kind for name, kind, _ in columns}


# MARK: Programs


def ours(path, asked):
    measures = ["rows: count()"]
    for name in asked:
        measures += [f"{use}_{name}: {use}(.{name})" for use in ("count", "min", "max")]
    statement = f'load("{path}") | summarize({", ".join(measures)})'
    return Command("sales", [binary(), "-e", statement, "--format", "json"])


def rival(path, types, asked):
    script = str(tables.HERE / "run_read_csv.py")
    return Command("read_csv", [sys.executable, script, str(path), json.dumps(types), *asked])


def disagreement(one, other):
    """What differs between two outputs, in words; nothing where the figures are the same."""
    (left,), right = json.loads(one)["rows"], json.loads(other)
    return None if left == right else f"{left} and {right}"


# MARK: The benchmark


def measure(options):
    import duckdb

    print(f"python    {sys.version.split()[0]}; duckdb {duckdb.__version__}")
    tables.write(options.rows)
    long = tables.path("customers", options.rows, "csv")
    wide, types = wide_file()
    asked = ["day_2000", "amount_4002", "name_4999"]
    results = []
    for title, path, types, asked, goal in [
        (f"{options.rows} rows, every column", long, CUSTOMERS, list(CUSTOMERS), 1.1),
        (f"{WIDE_COLUMNS} columns, {WIDE_ROWS} rows, three columns", wide, types, asked, None),
    ]:
        pair = ours(path, asked), rival(path, types, asked)
        results.append(compare(title, *pair, options.runs, (goal, None), agree=disagreement))
    print(f"medians of {options.runs} pairs, in turn", *table(results), sep="\n")
