"""The credits of a Markov chain by ChannelAttribution, with the paths that it needs made by pandas.

    run_channel_attribution.py PERSONS ORDER

Everything is as the package comes: one thread, by count alone. Prints {channel: credit}.
"""

import json
import sys
from types import ModuleType

import numpy
import pandas

from tables import path

# The package prints when it is imported, and imports a library for plots that nothing here draws.
output, sys.stdout = sys.stdout, sys.stderr
sys.modules["matplotlib"] = ModuleType("matplotlib")
sys.modules["matplotlib.pyplot"] = ModuleType("matplotlib.pyplot")

from ChannelAttribution import markov_model  # noqa: E402

PURCHASE = 255


def read(table, persons, columns):
    return pandas.read_parquet(
        path(table, persons, "parquet"), columns=columns, dtype_backend="pyarrow"
    )


def steps(persons):
    """Persons and steps as numbers, in the order of persons and of time, and the channels' names."""
    touches = read("touches", persons, ["person", "at", "channel"])
    purchases = read("conversions", persons, ["person", "at"])
    codes, names = pandas.factorize(touches.channel, sort=True)
    person, _ = pandas.factorize(pandas.concat([touches.person, purchases.person]))
    moments = pandas.concat([touches["at"], purchases["at"]]).astype("datetime64[us]")
    step = numpy.concatenate([codes, numpy.full(len(purchases), PURCHASE)])
    # Sorting two numbers is faster than sorting a frame by three columns.
    order = numpy.lexsort((moments.to_numpy().astype("int64") * 256 + step, person))
    return person[order], step[order], names


def paths(persons):
    """One row for each distinct path: how many purchases it led to, and how often to none."""
    person, step, names = steps(persons)
    is_purchase = step == PURCHASE
    first = numpy.flatnonzero(numpy.diff(person, prepend=-1) | numpy.roll(is_purchase, 1))
    last = numpy.append(first[1:], len(step)) - 1
    bought = is_purchase[last]
    end = last + ~bought
    touched = end > first
    words = numpy.append(names.to_numpy(dtype=object), "").take(numpy.minimum(step, len(names)))
    words = words.tolist()
    text = [">".join(words[a:b]) for a, b in zip(first[touched].tolist(), end[touched].tolist())]
    frame = pandas.DataFrame({"path": text, "bought": bought[touched]})
    counts = frame.groupby("path", sort=False).bought.agg(purchases="sum", all="size").reset_index()
    counts["nothing"] = counts.pop("all") - counts.purchases
    return counts


def main(persons, order):
    data = paths(persons)
    found = markov_model(
        data,
        "path",
        "purchases",
        var_null="nothing",
        order=int(order),
        verbose=False,
        flg_pro=False,
    )
    json.dump(dict(zip(found.channel_name, found.total_conversions.tolist())), output)


if __name__ == "__main__":
    main(*sys.argv[1:])
