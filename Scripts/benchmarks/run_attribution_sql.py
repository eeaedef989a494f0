"""The credits of a Markov chain by hand-written SQL, on the DuckDB library, and numpy.

    run_attribution_sql.py PERSONS ORDER

The engine counts which step follows which, by one window over the log; numpy solves the chain. Prints
{channel: [credit by count, by value]}.

Other exact forms of the query took longer: the window over the names of channels, or over the time
and the number as two columns; and a sorted list of the steps of each person, unnested. Hashes in
place of the persons took two thirds of the time, but may take two persons for one.
"""

import json
import os
import sys

# For a few hundred states, threads wait for each other longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import duckdb  # noqa: E402
import numpy  # noqa: E402

from tables import path  # noqa: E402

PURCHASE = 255
# A step is one number, its time before its channel, so that a purchase comes after the touches of its
# instant and these are in the order of their names. Touches before a purchase are not on the path.
QUERIES = {
    1: """
        select if(b < 255, b, 0), to_step, count(*), sum(value) from (
          select lag(key) over steps & 255 as b, key & 255 as to_step, value
          from log window steps as (partition by person order by key)
        ) group by all
        """,
    2: """
        select if(a < 255 and b < 255, a, 0), if(b < 255, b, 0), to_step, count(*), sum(value) from (
          select lag(key, 2) over steps & 255 as a, lag(key) over steps & 255 as b,
            key & 255 as to_step, value
          from log window steps as (partition by person order by key)
        ) group by all
        """,
}
LOG = """
with codes as (
  select channel, row_number() over (order by channel) as code
  from (select distinct channel from touches)
), log as (
  select person, epoch_us("at") * 256 + code as key, null::double as value
  from touches join codes using (channel)
  union all
  select person, epoch_us("at") * 256 + 255, value from conversions
)
"""


def chain(rows, order):
    """The states, each a tuple of channels, and the matrices of their moves and of their purchases."""
    start = (0,) * order
    states, moves = {start: 0}, []
    for *origin, step, count, value in rows:
        origin = tuple(channel or 0 for channel in origin)
        if step == PURCHASE:
            # Without a touch before it, a purchase has no path.
            if origin != start:
                moves.append((states.setdefault(origin, len(states)), None, count, value))
        else:
            target = (*origin, step)[1:]
            places = (states.setdefault(state, len(states)) for state in (origin, target))
            moves.append((*places, count, value))
    counts = numpy.zeros((len(states), len(states)))
    purchases = numpy.zeros((len(states), 2))
    for origin, target, count, value in moves:
        if target is None:
            purchases[origin] += count, value or 0
        else:
            counts[origin, target] += count
    # A state is left as often as it is reached: what does not go on to another step ends there.
    left = counts.sum(axis=0)
    left[0] = counts[0].sum()
    return list(states), counts / left[:, None], purchases / left[:, None], purchases.sum(axis=0)


def credits(rows, order):
    """The credit of each channel by its number, by count and by value."""
    states, moves, gains, totals = chain(rows, order)

    def expected(kept):
        matrix = numpy.eye(len(kept)) - moves[numpy.ix_(kept, kept)]
        return numpy.linalg.solve(matrix, gains[kept])[0]

    whole = expected(range(len(states)))
    channels = sorted({state[-1] for state in states[1:]})
    effects = []
    for channel in channels:
        kept = [place for place, state in enumerate(states) if channel not in state]
        effects.append(1 - expected(kept) / whole)
    shares = numpy.array(effects) / numpy.sum(effects, axis=0)
    return dict(zip(channels, (shares * totals).tolist()))


def main(persons, order):
    connection = duckdb.connect()
    for table in ("touches", "conversions"):
        connection.execute(f"create view {table} as from '{path(table, persons, 'parquet')}'")
    rows = connection.execute(LOG + QUERIES[int(order)]).fetchall()
    names = connection.execute("select distinct channel from touches order by channel").fetchall()
    found = credits(rows, int(order))
    print(json.dumps({name: found[code] for code, (name,) in enumerate(names, 1)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
