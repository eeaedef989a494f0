"""Unit economics by polars, lazily.

    run_polars.py csv|parquet ROWS keys|month
"""

import json
import sys

import polars
from polars import col

from figures import GROUPINGS, MOVES, OUTLAYS
from tables import path


def scan(table, rows, form):
    if form == "parquet":
        return polars.scan_parquet(path(table, rows, form))
    return polars.scan_csv(path(table, rows, form), try_parse_dates=True)


def month(day):
    return 12 * col(day).dt.year() + col(day).dt.month().cast(polars.Int32)


def main(form, rows, grouping):
    keys = ["channel", "segment"]
    moves = (
        scan("customers", rows, form)
        .filter(
            col("id").is_not_null()
            & col("started").is_not_null()
            & (col("ended").is_null() | (col("ended") >= col("started")))
        )
        .group_by(*keys, month("started").alias("start_month"), month("ended").alias("end_month"))
        .agg(
            polars.len().alias("customers"),
            col("mrr").count().alias("with_mrr"),
            col("mrr").sum(),
            col("started").max().alias("latest"),
        )
        .collect(engine="streaming")
    )
    spend = (
        scan("spend", rows, form)
        .filter(col("date").is_not_null() & col("cost").is_not_null())
        .group_by(*keys, month("date").alias("month"))
        .agg(col("cost").sum(), col("date").max().alias("latest"))
        .collect()
    )
    as_of = max(moves["latest"].max(), spend["latest"].max())
    result = GROUPINGS[grouping](
        moves.select(MOVES).iter_rows(), spend.select(OUTLAYS).iter_rows(), as_of
    )
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
