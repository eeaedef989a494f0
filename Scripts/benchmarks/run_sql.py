"""Unit economics by hand-written SQL, on the DuckDB library.

    run_sql.py csv|parquet ROWS keys|month
"""

import json
import sys

import duckdb

from tables import HERE, path

QUERIES = {"keys": "unit_economics.sql", "month": "unit_economics_by_month.sql"}


def main(form, rows, grouping):
    connection = duckdb.connect()
    for table in ("customers", "spend"):
        connection.execute(f"create view {table} as from '{path(table, rows, form)}'")
    query = (HERE / QUERIES[grouping]).read_text()
    print(json.dumps(connection.execute(query).fetchall()))


if __name__ == "__main__":
    main(*sys.argv[1:])
