"""The generated tables of the benchmarks, written once into the cache."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent.parent / ".cache/benchmarks"


def path(table, rows, form):
    return CACHE / f"{table}-{rows}.{form}"


def write(rows):
    """Write customers and spend as CSV and Parquet, unless they are there."""
    wanted = [(t, f) for t in ("customers", "spend") for f in ("parquet", "csv")]
    generate("generated_customers.sql", "rows", rows, wanted)


def write_touches(persons):
    """Write touches and conversions as Parquet, unless they are there."""
    wanted = [(table, "parquet") for table in ("touches", "conversions")]
    generate("generated_touches.sql", "persons", persons, wanted)


def generate(script, variable, rows, wanted):
    """Write the (table, form) that a script of SQL makes of a number of rows."""
    if all(path(table, rows, form).exists() for table, form in wanted):
        return
    import duckdb

    CACHE.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute(f"set variable {variable} = {rows}")
    connection.execute((HERE / script).read_text())
    for table, form in wanted:
        final = path(table, rows, form)
        partial = final.with_suffix(".partial")
        options = "format csv, header" if form == "csv" else "format parquet"
        connection.execute(f"copy (from {table}) to '{partial}' ({options})")
        partial.rename(final)


if __name__ == "__main__":
    write(int(sys.argv[1]))
