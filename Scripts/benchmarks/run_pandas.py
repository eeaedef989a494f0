"""Unit economics by pandas.

    run_pandas.py csv|parquet ROWS keys|month
"""

import json
import sys

import pandas

from figures import GROUPINGS, MOVES, OUTLAYS
from tables import path

COLUMNS = {
    "customers": ["id", "started", "ended", "channel", "segment", "mrr"],
    "spend": ["date", "channel", "segment", "cost"],
}


def read(table, rows, form):
    """The columns that are needed, in Arrow's types: the fastest way that pandas has."""
    file, columns = path(table, rows, form), COLUMNS[table]
    if form == "parquet":
        groups = ["channel", "segment"]
        return pandas.read_parquet(
            file, columns=columns, dtype_backend="pyarrow", read_dictionary=groups
        )
    return pandas.read_csv(file, usecols=columns, engine="pyarrow", dtype_backend="pyarrow")


def month(days):
    return 12 * days.dt.year + days.dt.month


def tuples(frame, names):
    """The rows as tuples, with every kind of missing value as None."""
    frame = frame.reset_index()[list(names)].astype(object)
    return frame.where(frame.notna(), None).itertuples(index=False, name=None)


def main(form, rows, grouping):
    customers = read("customers", rows, form)
    known = customers.id.notna() & customers.started.notna()
    customers = customers[known & (customers.ended.isna() | (customers.ended >= customers.started))]
    spend = read("spend", rows, form).dropna(subset=["date", "cost"])
    keys = ["channel", "segment"]
    start_month = month(customers.started).rename("start_month")
    end_month = month(customers.ended).rename("end_month")
    moves = customers.groupby(
        [*keys, start_month, end_month], dropna=False, observed=True, sort=False
    ).mrr.agg(customers="size", with_mrr="count", mrr="sum")
    spend_month = month(spend.date).rename("month")
    outlays = spend.groupby([*keys, spend_month], dropna=False, observed=True).cost.sum()
    as_of = max(customers.started.max(), spend.date.max())
    result = GROUPINGS[grouping](tuples(moves, MOVES), tuples(outlays, OUTLAYS), as_of)
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
