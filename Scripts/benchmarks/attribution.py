"""Markov chains over a log of five million touches, against ChannelAttribution and SQL by hand."""

import importlib.metadata
import json
import math
import sys

import tables
from measurement import Command, compare, table
from program import binary

TITLE = "attribution of five million touches against ChannelAttribution and SQL with numpy"
PACKAGES = ["ChannelAttribution", "pandas", "pyarrow", "duckdb", "numpy"]
MODELS = {"order 1": 'model: "markov"', "order 2": 'model: "markov", order: 2'}
# ChannelAttribution stops when its repetitions differ by less than this part of the purchases.
SIMULATED = 0.05


# MARK: Programs


def ours(persons, what, intervals=False):
    """A script in a file; `what` is one of the chains, or "all models"."""
    files = (tables.path(table, persons, "parquet") for table in ("touches", "conversions"))
    touches, conversions = files
    function = "attribution_models" if what == "all models" else "attribute"
    arguments = [f'load("{touches}", as: touches)', f'load("{conversions}", as: conversions)']
    arguments += [MODELS[what]] if what in MODELS else []
    arguments += [] if intervals else ["intervals: false"]
    name = f"{what}, intervals" if intervals else what
    script = tables.CACHE / f"attribution-{persons}-{name.replace(' ', '-').replace(',', '')}.sales"
    script.write_text(f"{function}({', '.join(arguments)})\n")
    return Command(name, [binary(), "run", str(script), "--format", "json"])


def sql(persons, order):
    script = tables.HERE / "run_attribution_sql.py"
    return Command("sql, numpy", [sys.executable, str(script), str(persons), str(order)])


def package(persons, order, way):
    script = tables.HERE / "run_channel_attribution.py"
    arguments = [sys.executable, str(script), str(persons), str(order), way]
    return Command(f"package, {way}", arguments)


# MARK: Agreement


def credits(output):
    """Channels with what they are credited with: by count, and by value where it is there."""
    value = json.loads(output)
    if "columns" not in value:
        return value
    names = [column["name"] for column in value["columns"]]
    places = [names.index(name) for name in ("credit", "value")]
    return {
        row[0]: [row[place]["value"] for place in places]
        for row in value["rows"]
        if row[0] != "(no touch)"
    }


def difference(one, other):
    """What differs between the credits, in words; nothing where they are the same to 1e-6."""
    left, right = credits(one), credits(other)
    if left.keys() != right.keys():
        return f"{sorted(left)} and {sorted(right)}"
    for channel in left:
        for a, b in zip(left[channel], right[channel], strict=True):
            if not math.isclose(a, b, rel_tol=1e-6):
                return f"{channel}: {a} and {b}"
    return None


def far(one, simulated):
    """Where a simulation gives a greater part of the purchases to other channels than it allows."""
    left, right = credits(one), credits(simulated)
    if left.keys() != right.keys():
        return f"{sorted(left)} and {sorted(right)}"
    total = sum(left[channel][0] for channel in left)
    moved = sum(abs(left[channel][0] - right[channel]) for channel in left) / total
    if moved > SIMULATED or not math.isclose(total, sum(right.values()), rel_tol=1e-9):
        return f"{moved:.1%} of {total:.0f} purchases, which are {sum(right.values()):.0f}"
    return None


# MARK: The benchmark


def comparisons(persons, runs):
    chains = {order: ours(persons, f"order {order}") for order in (1, 2)}
    models = ours(persons, "all models")
    for order, chain in chains.items():
        title, other = f"order {order}", sql(persons, order)
        yield compare(title, chain, other, runs, (1.1, None), agree=difference)
        for way in ("frames", "arrays"):
            other = package(persons, order, way)
            yield compare(title, chain, other, runs, (0.15, None), agree=far)
    yield compare("models beside one", models, chains[1], runs, (2, None))
    for what, without in [("order 1", chains[1]), ("all models", models)]:
        with_intervals = ours(persons, what, intervals=True)
        yield compare("intervals beside none", with_intervals, without, runs, (2.5, None))


def measure(options):
    versions = (f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    print(f"python    {sys.version.split()[0]}; {', '.join(versions)}")
    print("package   ChannelAttribution as it comes: one thread, by count; its paths by pandas:")
    print("          frames by the methods of data frames, arrays by sorting numbers with numpy")
    tables.write_touches(options.persons)
    results = comparisons(options.persons, options.runs)
    lines = table(list(results))
    print(f"{options.persons} persons; medians of {options.runs} pairs, in turn")
    print(*lines, sep="\n")
