"""The credits of a Markov chain by ChannelAttribution, with the paths that it needs made by pandas.

    run_channel_attribution.py PERSONS ORDER frames|arrays

Everything is as the package comes: one thread, by count alone. Paths are made with the methods of
frames, as is usual, or by sorting arrays of numbers, which is the fastest way that was found. Prints
{channel: credit}.
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


def tally(text, bought):
    """One row for each distinct path: how many purchases it led to, and how often to none."""
    frame = pandas.DataFrame({"path": text, "bought": bought})
    counts = frame.groupby("path", sort=False).bought.agg(purchases="sum", all="size").reset_index()
    counts["nothing"] = counts.pop("all") - counts.purchases
    return counts


def paths_by_frames(persons):
    touches = read("touches", persons, ["person", "at", "channel"]).assign(bought=False)
    purchases = read("conversions", persons, ["person", "at"]).assign(bought=True)
    log = pandas.concat([touches, purchases]).sort_values(["person", "at", "bought", "channel"])
    # A path ends with a purchase or with the log of a person.
    ended = log.bought.groupby(log.person, sort=False).shift(fill_value=False)
    begins = (log.person != log.person.shift()).fillna(True) | ended
    log["path"] = begins.astype("int64").cumsum()
    bought = log[log.bought].path
    touched = log[~log.bought].groupby("path", sort=False).channel.agg(">".join)
    return tally(touched.to_numpy(), touched.index.isin(bought))


def steps(persons):
    """Persons and steps as numbers, in the order of persons and of time, and the channels' names."""
    touches = read("touches", persons, ["person", "at", "channel"])
    purchases = read("conversions", persons, ["person", "at"])
    codes, names = pandas.factorize(touches.channel, sort=True)
    person, _ = pandas.factorize(pandas.concat([touches.person, purchases.person]))
    moments = pandas.concat([touches["at"], purchases["at"]]).astype("datetime64[us]")
    step = numpy.concatenate([codes, numpy.full(len(purchases), PURCHASE)])
    order = numpy.lexsort((moments.to_numpy().astype("int64") * 256 + step, person))
    return person[order], step[order], names


def paths_by_arrays(persons):
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
    return tally(text, bought[touched])


WAYS = {"frames": paths_by_frames, "arrays": paths_by_arrays}


def main(persons, order, way):
    data = WAYS[way](persons)
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
