"""Run ChannelAttribution, in this process alone, on paths from the standard input.

Reads a list of cases in JSON: `paths`, a list of [channels, purchases, value, paths to none], and
`chains`, a list of arguments for `markov_model` with the list `seeds`. Writes for each case the credits
of the heuristics, and for each chain those of every seed: {channel: [by count, by value]}.
"""

import json
import sys
from types import ModuleType

# The package prints when it is imported, and imports a library for plots that nothing here draws.
output, sys.stdout = sys.stdout, sys.stderr
sys.modules["matplotlib"] = ModuleType("matplotlib")
sys.modules["matplotlib.pyplot"] = ModuleType("matplotlib.pyplot")

import ChannelAttribution  # noqa: E402
import pandas  # noqa: E402

COLUMNS = ["path", "purchases", "value", "nothing"]
RULES = {"first": "first_touch", "last": "last_touch", "linear": "linear_touch"}


def table(paths):
    rows = [[" > ".join(channels), *rest] for channels, *rest in paths]
    return pandas.DataFrame(rows, columns=COLUMNS)


def credits(frame, count, value):
    return {row["channel_name"]: [row[count], row[value]] for _, row in frame.iterrows()}


def heuristics(data):
    found = ChannelAttribution.heuristic_models(
        data, "path", "purchases", var_value="value", flg_pro=False
    )
    return {
        rule: credits(found, f"{name}_conversions", f"{name}_value")
        for rule, name in RULES.items()
    }


def chain(data, seed, arguments):
    found = ChannelAttribution.markov_model(
        data,
        "path",
        "purchases",
        var_value="value",
        var_null="nothing",
        seed=seed,
        verbose=False,
        flg_pro=False,
        **arguments,
    )
    return credits(found, "total_conversions", "total_conversion_value")


def results(case):
    data = table(case["paths"])
    chains = []
    for arguments in case["chains"]:
        seeds = arguments.pop("seeds")
        chains.append([chain(data, seed, arguments) for seed in seeds])
    return {"heuristics": heuristics(data), "chains": chains}


json.dump([results(case) for case in json.load(sys.stdin)], output)
